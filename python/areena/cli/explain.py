"""``areena select --explain``: why a project was left out, in sentences and as data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from areena import selection

Money = Callable[[Fraction | int], str]


def money_of(election: selection.Election) -> Money:
    """Writes amounts in the money of the file, long fractions with two decimals."""

    def told(value: Fraction | int) -> str:
        amount = Fraction(value) / election.money_unit
        if amount.denominator == 1:
            return f"{amount.numerator:,}"
        short = (amount * 100).denominator == 1
        return f"{float(amount):,.2f}" if short else f"about {float(amount):,.2f}"

    return told


def sentences(
    why: selection.WhyNot, names: dict[str, str], money: Money, made: selection.Selection
) -> list[str]:
    """The reasons in a few sentences."""
    left = f"{money(why.budget_left)} of the budget is left"
    supported = f"{_voters(why.votes)} {'supports' if why.votes == 1 else 'support'} it."
    lines = [
        f"why not {_named(why.project, names)}?",
        f"  {supported} It costs {money(why.cost)}; {left}.",
    ]
    if why.money_left is not None and made.rule == "equal_shares":
        lines += _affordable(why, names, money)
    if why.outspent:
        lines.append("  Its supporters also paid for:")
        most = sorted(why.outspent, key=lambda each: -each.paid)
        lines += [
            f"    {_named(each.project, names)}: {money(each.paid)} ({_voters(each.voters)})"
            for each in most[:5]
        ]
        if rest := sum((each.paid for each in most[5:]), Fraction()):
            lines.append(f"    {len(most) - 5} others: {money(rest)}")
    if why.money_left is not None:
        lines.append(f"  They have {money(why.money_left)} left.")
    lines.append(f"  {_cheaper(why, money)}")
    lines.append(f"  {_supported(why)}")
    return lines


def _affordable(why: selection.WhyNot, names: dict[str, str], money: Money) -> list[str]:
    last = why.last_affordable
    if last is None:
        return ["  Their shares together never came to its cost."]
    when = "at the end" if last.before is None else f"before {_named(last.before, names)} was"
    round_ = "" if last.before is None else f" selected (round {last.round})"
    return [f"  They last had its cost together {when}{round_}: {money(last.money)}."]


def _cheaper(why: selection.WhyNot, money: Money) -> str:
    if why.largest_cost is None:
        return "No lower cost would have brought it in."
    said = f"At a cost of {money(why.largest_cost)} it would have been selected, not at one more"
    return f"{said}." if why.is_largest else f"{said}; a higher one was not looked for."


def _supported(why: selection.WhyNot) -> str:
    if why.extra_supporters is None:
        return (
            "No number of other voters supporting it would have been enough."
            if why.is_fewest
            else "No number of supporters was found that would have been enough."
        )
    said = f"With {why.extra_supporters:,} more of the voters supporting it it would have been"
    return f"{said} selected" + (", not with fewer." if why.is_fewest else "; fewer may do.")


def _voters(number: int) -> str:
    return "1 voter" if number == 1 else f"{number:,} voters"


def _named(project: str, names: dict[str, str]) -> str:
    return f"{project} {names[project]}".rstrip()


def told(
    asked: Sequence[str],
    reasons: selection.Reasons,
    election: selection.Election,
    made: selection.Selection,
) -> list[str]:
    """What is said about each project asked about, as lines."""
    ids = [project.id for project in election.projects]
    names = dict(zip(ids, election.names, strict=True))
    by_project = {why.project: why for why in reasons}
    money = money_of(election)
    lines = []
    for project in asked:
        if project in by_project:
            lines += sentences(by_project[project], names, money, made)
        else:
            number = made.winners.index(project) + 1
            lines.append(f"{_named(project, names)} was selected in round {number}.")
    return lines


def documents(
    asked: Sequence[str],
    reasons: selection.Reasons,
    election: selection.Election,
    made: selection.Selection,
) -> list[dict[str, Any]]:
    """The same as plain data, money as whole numbers or "p/q"."""
    by_project = {why.project: why for why in reasons}
    return [
        _document(by_project[project], election.money_unit)
        if project in by_project
        else {"project": project, "selected_in_round": made.winners.index(project) + 1}
        for project in asked
    ]


def _document(why: selection.WhyNot, unit: int) -> dict[str, Any]:
    def money(value: Fraction | int | None) -> int | str | None:
        if value is None:
            return None
        amount = Fraction(value) / unit
        return amount.numerator if amount.denominator == 1 else str(amount)

    last = why.last_affordable
    return {
        "project": why.project,
        "cost": money(why.cost),
        "votes": why.votes,
        "budget_left": money(why.budget_left),
        "effective_support": None if why.effective_support is None else str(why.effective_support),
        "last_affordable": last
        and {"round": last.round, "before": last.before, "money": money(last.money)},
        "money_left": money(why.money_left),
        "outspent": [
            {"project": each.project, "voters": each.voters, "paid": money(each.paid)}
            for each in why.outspent
        ],
        "largest_cost": money(why.largest_cost),
        "is_largest": why.is_largest,
        "extra_supporters": why.extra_supporters,
        "is_fewest": why.is_fewest,
    }
