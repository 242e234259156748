"""The commands and their options."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from datetime import date as Date  # noqa: N812
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

import areena
from areena._arguments import MOST
from areena.cli import problems
from areena.cli.check_command import run_check
from areena.cli.choice_options import ChoiceRequest
from areena.cli.compare_command import CompareRequest, run_compare
from areena.cli.plan_command import PlanRequest, run_plan
from areena.cli.questions_command import (
    ReplanRequest,
    WhatIfRequest,
    run_replan,
    run_what_if,
)
from areena.cli.select_command import SelectRequest, run_select
from areena.cli.timetable_command import TimetableRequest, run_timetable
from areena.planning import ChoiceResources, Completion, Rule, Utility

if TYPE_CHECKING:
    from areena.publishing.catalogue import Language

app = typer.Typer(
    name="areena",
    help="Know your members, agree on positions, and plan a promise you can keep.",
    epilog="Exit codes: 0 done; 1 findings of severity error; 2 wrong use, or no draft.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


class ReportLanguage(StrEnum):
    fi = "fi"
    sv = "sv"
    en = "en"


NetworkPath = Annotated[
    Path,
    typer.Argument(
        metavar="NETWORK",
        help="A folder that holds network.json, or the document itself.",
        show_default=False,
    ),
]
SearchSeed = Annotated[
    int | None,
    typer.Option(
        min=0, max=MOST, metavar="N", help="Seed of the timetable search.", show_default=False
    ),
]
SearchWork = Annotated[
    int | None,
    typer.Option(
        min=1,
        max=MOST,
        metavar="N",
        help="Placements that the timetable search tries, at most.",
        show_default=False,
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document on stdout.")]


def _day(text: str) -> Date:
    try:
        return Date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"'{text}' is not a day such as 2027-04-18") from None


ReportDate = Annotated[
    Date | None,
    typer.Option(
        parser=_day,
        metavar="DATE",
        help="Day of the report, such as 2027-04-18; by default the promise's first day.",
        show_default=False,
    ),
]
ReportLanguages = Annotated[
    list[ReportLanguage] | None,
    typer.Option(
        help="Language of the report and of names in tables; Finnish by default. Repeated, it "
        "gives the report in each: report.html in the first, report.sv.html and so on."
    ),
]
RawCsv = Annotated[
    bool,
    typer.Option(
        "--raw-csv",
        help="Leave texts in the tables as they are; otherwise one that a spreadsheet would "
        "run as a formula gets an apostrophe in front.",
    ),
]


def _version(wanted: bool) -> None:
    if wanted:
        print(f"areena {areena.__version__}")
        raise typer.Exit


@app.callback()
def _all(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Know your members, agree on positions, and plan a promise you can keep."""


@app.command()
def plan(
    network: NetworkPath,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="OUT", help="Folder to write to; made if missing."),
    ] = None,
    lang: ReportLanguages = None,
    seed: SearchSeed = None,
    work: SearchWork = None,
    starts: Annotated[
        int | None,
        typer.Option(
            min=0,
            metavar="N",
            help="How often planning begins anew to keep the best plan; by default by size.",
            show_default=False,
        ),
    ] = None,
    threads: Annotated[
        int, typer.Option(min=1, metavar="N", help="Threads; the plan is the same for any number.")
    ] = 1,
    questions: Annotated[
        bool,
        typer.Option(
            "--questions/--no-questions",
            help="Also say what it would take to have what is left out, and what the loss of an "
            "organization or an expertise would do.",
        ),
    ] = True,
    date: ReportDate = None,
    rule: Annotated[Rule, typer.Option(help="Who chooses.")] = Rule.equal_shares,
    utility: Annotated[
        Utility, typer.Option(help="What a commitment is worth to its supporters.")
    ] = Utility.cost,
    completion: Annotated[
        Completion | None,
        typer.Option(
            help="How equal shares goes on with what is left; utilitarian by default.",
            show_default=False,
        ),
    ] = None,
    ties: Annotated[
        str,
        typer.Option(
            metavar="KEYS",
            help="Between equals: cost, -cost, -votes, id, order, lot (by --seed), refuse.",
        ),
    ] = "cost,-votes,id",
    order: Annotated[
        str, typer.Option(metavar="IDS", help="Commitments, the first goes first (--ties order).")
    ] = "",
    resources: Annotated[
        ChoiceResources, typer.Option(help="What is shared out, each by itself.")
    ] = ChoiceResources.effort,
    category: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ID:floor=..,cap=..",
            help="At least or at most so many person-days, or so large a part of the effort (35%), "
            "for a theme or an expertise; may be repeated.",
        ),
    ] = None,
    ledger: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Begin from the ledger.json of the promise before.",
            show_default=False,
        ),
    ] = None,
    memory: Annotated[
        str, typer.Option(metavar="M", help="How much of the ledger's balances counts, 0 to 1.")
    ] = "1",
    raw_csv: RawCsv = False,
    as_json: AsJson = False,
) -> None:
    """Choose commitments, schedule them; write plan.json, report.html, members/ and tables/.

    Beside them ledger.json tells who is owed what by whom, for --ledger of the next promise.
    """
    if output is None and not as_json:
        raise typer.BadParameter("say where to write: -o OUT", param_hint="'-o' / '--output'")
    languages = cast("list[Language]", [each.value for each in lang or [ReportLanguage.fi]])
    options = {"seed": seed, "work": work, "starts": starts}
    given = {name: value for name, value in options.items() if value is not None}
    choice = ChoiceRequest(
        rule,
        utility,
        completion,
        ties,
        order,
        seed or 0,
        resources,
        tuple(category or ()),
        ledger,
        memory,
    )
    request = PlanRequest(
        network,
        output,
        tuple(languages),
        given,
        choice,
        threads,
        questions,
        date,
        raw_csv,
        as_json,
    )
    raise typer.Exit(run_plan(request))


@app.command()
def check(network: NetworkPath, as_json: AsJson = False) -> None:
    """List everything that is wrong with a network, or worth knowing."""
    raise typer.Exit(run_check(network, as_json=as_json))


@app.command()
def compare(
    before: Annotated[
        Path,
        typer.Argument(metavar="BEFORE", help="A network, as for plan.", show_default=False),
    ],
    after: Annotated[
        Path, typer.Argument(metavar="AFTER", help="Another, or a later one.", show_default=False)
    ],
    lang: Annotated[
        ReportLanguage, typer.Option(help="Language of names and sentences.")
    ] = ReportLanguage.en,
    as_json: AsJson = False,
) -> None:
    """Plan two networks and tell what changes: commitments, times, scopes, members' coverage."""
    raise typer.Exit(run_compare(CompareRequest(before, after, lang.value, as_json)))


@app.command("what-if")
def what_if(
    network: NetworkPath,
    capacity: Annotated[
        list[str],
        typer.Option(
            metavar="CHANGE",
            help="ORGANIZATION[/EXPERTISE][@QUARTER]:AMOUNT, such as kuntaliitto/law:+10 (days for "
            "each capacity) or '*/law:-50%'; * stands for all. May be repeated.",
        ),
    ],
    each: Annotated[
        bool,
        typer.Option(
            "--each",
            help="Ask about each change by itself, and keep the choice: what would it buy?",
        ),
    ] = False,
    lang: Annotated[
        ReportLanguage, typer.Option(help="Language of names and sentences.")
    ] = ReportLanguage.en,
    threads: Annotated[
        int,
        typer.Option(min=1, metavar="N", help="Threads; the answer is the same for any number."),
    ] = 1,
    as_json: AsJson = False,
) -> None:
    """Plan, plan again with more or less capacity, and tell what changes."""
    request = WhatIfRequest(network, tuple(capacity), each, lang.value, threads, as_json)
    raise typer.Exit(run_what_if(request))


@app.command()
def replan(
    plan: Annotated[
        Path,
        typer.Argument(
            metavar="PLAN", help="plan.json, or the folder it is in.", show_default=False
        ),
    ],
    network: NetworkPath,
    quarter: Annotated[
        str,
        typer.Option(
            "--from",
            metavar="QUARTER",
            help="The first quarter that can still be planned, such as 2028Q1.",
            show_default=False,
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="OUT", help="Folder to write the new plan to."),
    ] = None,
    lang: ReportLanguages = None,
    date: ReportDate = None,
    raw_csv: RawCsv = False,
    as_json: AsJson = False,
) -> None:
    """Keep a plan as far as the network, as it is now, allows: fewest drops, then scopes, moves."""
    languages = cast("list[Language]", [each.value for each in lang or [ReportLanguage.fi]])
    request = ReplanRequest(
        plan, network, quarter, output, tuple(languages), date, raw_csv, as_json
    )
    raise typer.Exit(run_replan(request))


@app.command()
def select(
    file: Annotated[
        Path, typer.Argument(metavar="FILE.pb", help="An election (Pabulib).", show_default=False)
    ],
    rule: Annotated[Rule, typer.Option(help="Who is selected.")] = Rule.equal_shares,
    utility: Annotated[
        Utility | None,
        typer.Option(
            help="What a supported project is worth; by default cost, with --utility-table points.",
            show_default=False,
        ),
    ] = None,
    utility_table: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.csv",
            help="Utilities of your own: columns project,utility or voter,project,utility; "
            "3, 0.25 or 1/3, exactly.",
            show_default=False,
        ),
    ] = None,
    completion: Annotated[
        Completion,
        typer.Option(
            help="How equal shares goes on with what is left; add_opt: exact_equal_shares."
        ),
    ] = Completion.none,
    ties: Annotated[
        str,
        typer.Option(
            metavar="KEYS",
            help="Between equals, in order: cost, -cost, -votes, id, order, lot, refuse.",
        ),
    ] = "cost,-votes,id",
    order: Annotated[
        str, typer.Option(metavar="IDS", help="Projects, the first goes first (--ties order).")
    ] = "",
    seed: Annotated[int, typer.Option(min=0, help="Of the lot (--ties lot).")] = 0,
    increment: Annotated[
        int, typer.Option(min=1, help="Add-1: by how much money shares grow.")
    ] = 1,
    explain: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PROJECT",
            help="Say why it was left out and what would have brought it in; may be repeated.",
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Select projects within a budget, fairly and exactly, and certify the result."""
    request = SelectRequest(
        file,
        rule.value,
        None if utility is None else utility.value,
        utility_table,
        completion.value,
        ties,
        order,
        seed,
        increment,
        tuple(explain or ()),
        as_json,
    )
    raise typer.Exit(run_select(request))


class SolverName(StrEnum):
    own = "own"
    highs = "highs"
    automatic = "automatic"


@app.command()
def timetable(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="PROBLEM.json",
            help="A timetable problem (format areena-timetable).",
            show_default=False,
        ),
    ],
    seed: SearchSeed = None,
    work: SearchWork = None,
    solver: Annotated[
        SolverName, typer.Option(help="With what the timetable is proved best.")
    ] = SolverName.own,
    objectives: Annotated[
        str,
        typer.Option(
            metavar="A,B,...",
            help="What is better, the most important first: value, leximin, coverage, ends, peak, "
            "makespan, and with --start changes. By default the first five.",
            show_default=False,
        ),
    ] = "",
    start: Annotated[
        Path | None,
        typer.Option(
            metavar="EARLIER.json",
            help="An earlier timetable to begin with, as --json printed it.",
            show_default=False,
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Place activities in time within capacity, with bounds and a reason for each left out."""
    asked = tuple(each.strip() for each in objectives.split(",")) if objectives else ()
    request = TimetableRequest(file, seed, work, solver.value, asked, start, as_json)
    raise typer.Exit(run_timetable(request))


@app.command()
def schema() -> None:
    """Print the JSON Schema of a network document, for editors and validators."""
    typer.echo(json.dumps(areena.json_schema(), indent=2, ensure_ascii=False))


def run(arguments: Sequence[str] | None = None) -> int:
    """Runs a command; every expected failure ends in a sentence and an exit code."""
    as_json = "--json" in (sys.argv[1:] if arguments is None else arguments)
    try:
        code = app(args=arguments, prog_name="areena", standalone_mode=True)
    except SystemExit as end:
        code = end.code
    except areena.Error as error:
        code = problems.tell(error, as_json=as_json)
    except BrokenPipeError:  # whoever read our output has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except OSError as error:
        code = problems.tell(error, as_json=as_json)
    return code if isinstance(code, int) else 0
