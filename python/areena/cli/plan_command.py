"""``areena plan``: the main job, from a network to a plan, its report and its tables."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812
from decimal import Decimal
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Protocol

import areena
from areena import planning
from areena.cli.choice_options import ChoiceRequest, choice_options
from areena.cli.output import Written, write_files

if TYPE_CHECKING:
    from areena.planning import Price, Stress
    from areena.publishing.catalogue import Language

_KINDS = ("standing", "recurring", "project")


@dataclass(frozen=True, slots=True)
class PlanRequest:
    network: Path
    output: Path | None
    languages: tuple[Language, ...]
    """Of the report; names in the tables are in the first."""
    options: dict[str, int]
    """Of planning: those that were given."""
    choice: ChoiceRequest
    threads: int
    questions: bool
    """Whether to ask what it would take and what a loss would do."""
    date: Date | None
    raw_csv: bool
    as_json: bool


def run_plan(request: PlanRequest) -> int:
    """Plans, writes and tells. 1 if the plan contradicts its own verification, else 0."""
    network = areena.read(request.network)
    with areena.ProgressBar() as progress:
        plan = areena.plan(
            network,
            choice=choice_options(request.choice, network),
            threads=request.threads,
            progress=progress,
            **request.options,
        )
        answers = _ask(plan, request, progress)
    written = Written([], [], [])
    if request.output is not None:
        beside = areena.tables.read(request.network)
        written = write_files(request.output, plan_files(plan, request, answers, beside))
    if request.as_json:
        sys.stdout.write(plan.to_json())
    else:
        print(_summary(plan))
    if not request.as_json:
        print("\n".join(_written(written)))
    for path in written.kept:
        print(
            f"areena: warning: {path} is of an earlier plan; it was changed since and stays",
            file=sys.stderr,
        )
    for warning in _warnings(plan):
        print(f"areena: warning: {warning}", file=sys.stderr)
    return 0 if plan.verified.ok else 1


@dataclass(frozen=True, slots=True)
class Answers:
    """To what is asked of a plan beside the plan itself."""

    prices: Sequence[Price] = ()
    stress: Sequence[Stress] = ()


def _ask(plan: areena.Plan, request: PlanRequest, progress: areena.ProgressBar) -> Answers:
    if not request.questions or request.output is None:
        return Answers()
    return Answers(
        plan.prices(threads=request.threads, progress=progress),
        plan.stress(threads=request.threads, progress=progress),
    )


class FilesRequest(Protocol):
    """How the files of a plan are to be."""

    @property
    def languages(self) -> tuple[Language, ...]: ...
    @property
    def date(self) -> Date | None: ...
    @property
    def raw_csv(self) -> bool: ...


def plan_files(
    plan: areena.Plan,
    request: FilesRequest,
    answers: Answers,
    beside: Mapping[str, areena.tables.Table],
) -> dict[str, str]:
    """Everything is made before anything is written."""
    from areena.publishing import calendar, pages, tables  # imported late: templates take time

    made = tables(
        plan,
        language=request.languages[0],
        guards_formulas=not request.raw_csv,
        prices=answers.prices,
        stress=answers.stress,
    )
    reports = pages(
        plan,
        languages=request.languages,
        date=request.date,
        tables=beside,
        prices=answers.prices,
        stress=answers.stress,
    )
    return {
        "plan.json": plan.to_json(),
        "ledger.json": planning.ledger_json(plan),
        **reports,
        **{f"tables/{name}.csv": text for name, text in made.items()},
        "calendar.ics": calendar(plan, language=request.languages[0], date=request.date),
    }


def _written(written: Written) -> list[str]:
    """A line for each file; one for all pages of members, and one for all that were removed."""
    members = [path for path in written.paths if path.parent.name == "members"]
    lines = [f"wrote {path}" for path in written.paths if path not in members]
    if members:
        lines.append(
            f"wrote {members[0].parent}: {len(members)} pages, one per member and language"
        )
    if written.removed:
        count = len(written.removed)
        lines.append(f"removed {count} file{'' if count == 1 else 's'} of an earlier plan")
    return lines


def _summary(plan: areena.Plan) -> str:
    kinds = Counter(item.kind.name for item in plan.timetable)
    projects = sum(
        (c.days for s in plan.timetable if s.kind.name == "project" for c in s.contributions),
        Decimal(0),
    )
    shares = sorted(m.coverage for m in plan.coverage if m.coverage is not None)
    number_of_kinds = ", ".join(f"{kinds[kind]} {kind}" for kind in _KINDS)
    available = plan.choice.available
    lines = [
        f"commitments  {len(plan.timetable)} in the plan: {number_of_kinds}",
        f"left out     {len(plan.left_out)} candidates, each with its reason",
        f"effort       {projects:f} of {available:f} person-days available for projects",
    ]
    if shares:
        lines.append(
            f"coverage     median {median(shares):.0%} of needs, "
            f"from {shares[0]:.0%} to {shares[-1]:.0%}, {len(shares)} members"
        )
    passed = sum(claim.ok for claim in plan.verified.claims)
    lines.append(f"verified     {passed} of {len(plan.verified.claims)} checks passed")
    return "\n".join(lines)


def _warnings(plan: areena.Plan) -> list[str]:
    found = []
    if not plan.complete:
        found.append(f"the plan is not complete: {plan.note}")
    found += [
        f"verification failed: {claim.name}: {claim.message}"
        for claim in plan.verified.claims
        if not claim.ok
    ]
    return found
