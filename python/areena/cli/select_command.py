"""``areena select``: a selection alone, from a .pb file to its winners and their proof."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import typer

import areena
from areena import selection
from areena.cli import explain, problems

_TIE_KEYS: dict[str, selection.TieKey] = {
    "cost": "min_cost",
    "-cost": "max_cost",
    "-votes": "max_votes",
    "id": "id",
    "order": "order",
    "lot": "lot",
    "refuse": "refuse",
}


@dataclass(frozen=True, slots=True)
class SelectRequest:
    file: Path
    rule: str
    utility: str | None
    utility_table: Path | None
    completion: str
    ties: str
    order: str
    seed: int
    increment: int
    explain: tuple[str, ...]
    as_json: bool


def run_select(request: SelectRequest) -> int:
    """Selects and tells. 1 if a tie was refused or the certificate fails, else 0."""
    options: dict[str, Any] = {
        "rule": request.rule,
        "utility": _utility(request),
        "completion": request.completion,
        "ties": tie_keys(request.ties),
        "order": listed(request.order),
        "seed": request.seed,
        "increment": request.increment,
    }
    election = selection.read(request.file, utility_table=request.utility_table)
    with areena.ProgressBar() as progress:
        made = selection.select(election, **options, progress=progress)
        asked = [each for each in request.explain if each not in made.winners]
        reasons = selection.why_not(election, asked, **options, progress=progress)
    for finding in election.findings:
        print(f"areena: {problems.sentence(finding)}", file=sys.stderr)
    if request.as_json:
        document = _document(request, election, made)
        if request.explain:
            document["explanation"] = explain.documents(request.explain, reasons, election, made)
        problems.print_json(document)
    else:
        print(_told(election, made))
        for line in explain.told(request.explain, reasons, election, made):
            print(line)
    if made.refused:
        print(f"areena: tied, and refused to decide: {', '.join(made.refused)}", file=sys.stderr)
    elif not made.finished:
        print("areena: warning: the rule reached its limit of work", file=sys.stderr)
    return 0 if made.certificate.ok and made.finished else 1


def _utility(request: SelectRequest) -> str:
    if request.utility_table is None:
        return request.utility or "cost"
    utility = request.utility or "points"
    if utility not in ("points", "chamberlin_courant"):
        raise typer.BadParameter(
            f"'{utility}' does not look at a table of utilities; points and chamberlin_courant do",
            param_hint="'--utility'",
        )
    return utility


def tie_keys(text: str) -> list[selection.TieKey]:
    """Keys by the names of the command line, such as ``cost,-votes,id``."""
    keys = listed(text)
    for key in keys:
        if key not in _TIE_KEYS:
            raise typer.BadParameter(
                f"'{key}' is none of {', '.join(_TIE_KEYS)}", param_hint="'--ties'"
            )
    return [_TIE_KEYS[key] for key in keys]


def listed(text: str) -> list[str]:
    """The parts between commas."""
    return [part.strip() for part in text.split(",") if part.strip()]


def _money(value: int, election: selection.Election) -> int | str:
    """A whole number as one, another as a decimal text."""
    whole, rest = divmod(value, election.money_unit)
    if not rest:
        return whole
    return f"{whole}.{str(election.money_unit + rest)[1:].rstrip('0')}"


def _document(
    request: SelectRequest, election: selection.Election, made: selection.Selection
) -> dict[str, Any]:
    value = "rho" if made.rule == "equal_shares" else "value"
    rounds = []
    for each in made.rounds:
        said: dict[str, Any] = {"project": each.project}
        if not each.completes:
            said[value] = str(each.value)
        else:
            said |= {"step": "completion", "value": str(each.value)}
        rounds.append(said)
    return {
        "format": "areena-selection",
        "version": 0,
        "file": str(request.file),
        "utility_table": None if request.utility_table is None else str(request.utility_table),
        "rule": made.rule,
        "utility": made.utility,
        "completion": made.completion,
        "tie_keys": list(made.ties),
        "winners": list(made.winners),
        "cost": _money(made.cost, election),
        "budget": _money(election.budget, election),
        "money_unit": election.money_unit,
        "rounds": rounds,
        "ties": [
            {"round": number, "selected": each.project, "tied": list(each.tied)}
            for number, each in enumerate(made.rounds, start=1)
            if each.tied
        ],
        "another_tie_break_changes_winners": made.another_tie_break_changes_winners,
        "share": str(made.share),
        "raises": made.raises,
        "finished": made.finished,
        "refused": list(made.refused),
        "bound": None if made.bound is None else str(made.bound),
        "eliminations": [
            {"project": each.project, "value": str(each.value), "tied": list(each.tied)}
            for each in made.eliminations
        ],
        "certificate": problems.plain(made.certificate)
        | {"ejr_plus": None if made.ejr_plus is None else _ejr_plus(made.ejr_plus)},
        "findings": [problems.data(finding) for finding in election.findings],
    }


def _ejr_plus(checked: selection.EjrPlus) -> dict[str, Any]:
    """Without the ballots: the group is all supporters who have at most what it ``got``."""
    return {
        "holds": checked.holds,
        "underserved": [
            {
                "project": group.project,
                "voters": group.voters,
                "deserved": None if group.deserved is None else str(group.deserved),
                "got": str(group.got),
            }
            for group in checked.underserved
        ],
    }


def _told(election: selection.Election, made: selection.Selection) -> str:
    costs = {project.id: project.cost for project in election.projects}
    names = dict(zip(costs, election.names, strict=True))
    size = f"{len(election.projects)} projects, {election.num_voters} voters"
    ballots = f"{election.num_groups} different ballots"
    lines = [f"{size}, {ballots}, budget {_money(election.budget, election)}"]
    for number, each in enumerate(made.rounds, start=1):
        tie = f", tied with {', '.join(each.tied)}" if each.tied else ""
        step = ", by completion" if each.completes else f", at {_short(each.value)}"
        lines.append(
            f"{number:3d}. {each.project} {names[each.project]} "
            f"(costs {_money(costs[each.project], election)}{step}{tie})"
        )
    lines.append(f"spent        {_money(made.cost, election)}")
    checks = made.certificate.checks
    lines.append(f"certificate  {sum(c.ok for c in checks)} of {len(checks)} checks passed")
    lines += [f"  {c.name}: {c.message}" for c in checks if not c.ok]
    if any(each.tied for each in made.rounds) or made.another_tie_break_changes_winners is None:
        lines.append(f"ties         {_ties_told(made)}")
    if made.ejr_plus is None:
        return "\n".join(lines)
    lines.append(f"EJR+         {_justification(made.ejr_plus)}")
    for group in made.ejr_plus.underserved:
        deserved = "any amount" if group.deserved is None else _short(group.deserved)
        lines.append(
            f"  {group.project}: {group.voters} supporters deserve {deserved} each; with it none "
            f"of them would have more than {_short(group.got)}"
        )
    return "\n".join(lines)


def _ties_told(made: selection.Selection) -> str:
    number = sum(1 for each in made.rounds if each.tied)
    changes = made.another_tie_break_changes_winners
    if changes is None:
        return f"{number} rounds tied; whether that matters was not found out"
    if changes:
        return f"{number} rounds tied; another tie-break changes the winners"
    return f"{number} rounds tied; no tie-break changes the winners"


def _justification(checked: selection.EjrPlus) -> str:
    if checked.holds:
        return "holds: no group of like-minded voters has less than its size deserves"
    return f"does not hold: {len(checked.underserved)} projects left out have such a group"


def _short(value: Fraction) -> str:
    """The fraction itself, or its value where it is long."""
    text = str(value)
    return text if len(text) <= 20 else f"about {float(value):.6g}"
