"""The plan as tables for spreadsheets: CSV in UTF-8, the same bytes every time."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from areena.publishing.catalogue import Language
from areena.publishing.formats import quarter_at, quarter_index
from areena.publishing.view.context import Context, word
from areena.publishing.view.effort_flow import in_hundredths
from areena.publishing.view.what_it_takes import standing_shortfall

if TYPE_CHECKING:
    from areena import Plan
    from areena.planning import Price, Stress

_MILLION = 1_000_000
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def tables(
    plan: Plan,
    *,
    language: Language = "fi",
    guards_formulas: bool = True,
    prices: Iterable[Price] = (),
    stress: Iterable[Stress] = (),
) -> dict[str, str]:
    """The plan as CSV texts, by name.

    ``timetable``, ``coverage`` and ``left_out``; ``choice``: what was chosen, in order, and what
    each member carried of it, together its effort (the row without a member is what nobody's share
    carried); ``choice_left_out``: how far supporters' shares reached for what is left out, what
    would have been enough, and where the shares went.

    With `prices` (``plan.prices()``) or `stress` (``plan.stress()``) there is a table of each.

    Numbers have a decimal point and at most six decimals, quarters are written 2027Q1, and ``last``
    is included. Names and titles are in `language` where the network has them in it.

    Args:
        guards_formulas: put an apostrophe before a text that a spreadsheet would run as a formula.
    """
    context = Context(plan, language, prices=prices, stress=stress)
    made = {
        "timetable": _timetable(context),
        "coverage": _coverage(context),
        "left_out": _left_out(context),
        "choice": _choice(context),
        "choice_left_out": _choice_left_out(context),
    }
    if context.prices:
        made["prices"] = _prices(context)
    if context.stress:
        made["stress"] = _stress(context)
    return {name: _csv(rows, guards_formulas) for name, rows in made.items()}


def _timetable(context: Context) -> Iterable[Sequence[Any]]:
    yield (
        "commitment", "title", "kind", "scope", "first", "last",
        "organization", "expertise", "quarter", "days", "capacity",
    )  # fmt: skip
    for item in context.plan.timetable:
        head = (
            item.commitment,
            _Text(str(context.title(item.commitment))),
            word(item.kind),
            item.scope,
            item.start,
            _last(item.end),
        )
        for c in item.contributions:
            yield (*head, c.organization, c.expertise, c.quarter, c.days, c.capacity)


def _coverage(context: Context) -> Iterable[Sequence[Any]]:
    yield (
        "member", "name", "coverage", "need", "theme", "weight", "need_coverage", "commitments",
    )  # fmt: skip
    for item in context.plan.coverage:
        organization = context.network.members[item.member].organization
        head = (item.member, _Text(str(context.organization(organization))), item.coverage)
        for need in item.needs:
            served_by = " ".join(need.commitments)
            yield (*head, need.need, need.theme, need.weight, need.coverage, served_by)
        if not item.needs:
            yield (*head, None, None, None, None, None)


def _left_out(context: Context) -> Iterable[Sequence[Any]]:
    yield (
        "commitment", "title", "code", "supporters", "scope", "first", "last",
        "expertises", "quarter", "shortfall", "other", "cost", "left",
    )  # fmt: skip
    for item in context.plan.left_out:
        head = (
            item.commitment,
            _Text(str(context.title(item.commitment))),
            item.code,
            item.supporters,
            item.scope,
            item.start,
            None if item.end is None else _last(item.end),
        )
        tail = (item.other, item.cost, item.left)
        for short in item.shortages:
            yield (*head, " ".join(short.expertises), short.quarter, short.shortfall, *tail)
        if not item.shortages:
            yield (*head, None, None, None, *tail)


def _choice(context: Context) -> Iterable[Sequence[Any]]:
    yield (
        "number", "commitment", "title", "step", "pass", "cost", "supporters",
        "effective_support", "tied", "member", "name", "carried",
    )  # fmt: skip
    for number, item in enumerate(context.plan.choice.commitments, 1):
        head = (
            number,
            item.commitment,
            _Text(str(context.title(item.commitment))),
            word(item.step),
            item.pass_,
            item.cost,
            len(context.supporters(item.commitment)),
            item.effective_support,
            " ".join(item.tied),
        )
        if not context.has_shares:
            yield (*head, None, None, None)
            continue
        carried = [support.amount for support in item.support]
        rest = Fraction(item.cost) - sum(carried)
        *days, left = in_hundredths([*carried, rest])
        for support, amount in zip(item.support, days, strict=True):
            organization = context.network.members[support.member].organization
            yield (*head, support.member, _Text(str(context.organization(organization))), amount)
        if left or not days:
            yield (*head, None, None, left)


def _choice_left_out(context: Context) -> Iterable[Sequence[Any]]:
    yield (
        "commitment", "title", "left_out_by", "supporters", "cost", "share", "left",
        "effective_support", "was_chosen", "extra_supporters", "is_fewest", "largest_cost",
        "is_largest", "untold", "went_to", "carried",
    )  # fmt: skip
    for item in context.choice_reasons.values():
        head = (
            item.commitment,
            _Text(str(context.title(item.commitment))),
            word(item.left_out_by),
            item.supporters,
            item.cost,
            item.share,
            item.left,
            item.effective_support,
            "yes" if item.was_chosen else "no",
            item.extra_supporters,
            "yes" if item.is_fewest else "no",
            item.largest_cost,
            "yes" if item.is_largest else "no",
            None if item.untold is None else word(item.untold),
        )
        for went in item.went_to:
            yield (*head, went.commitment, went.amount)
        if not item.went_to:
            yield (*head, None, None)


def _prices(context: Context) -> Iterable[Sequence[Any]]:
    yield (
        "commitment", "title", "verdict", "proved", "days", "days_if_moved", "days_proved",
        "dropped", "rescoped", "moved", "added", "support", "coverage", "gain", "lose",
    )  # fmt: skip
    for item in context.prices:
        yield (
            item.commitment,
            _Text(str(context.title(item.commitment))),
            item.verdict,
            " ".join(item.proved),
            item.days,
            item.days_if_moved,
            _yes(item.days_proved),
            " ".join(item.dropped),
            " ".join(item.rescoped),
            " ".join(item.moved),
            " ".join(item.added),
            item.support,
            item.coverage,
            len(item.gain),
            len(item.lose),
        )


def _stress(context: Context) -> Iterable[Sequence[Any]]:
    yield (
        "organization", "expertise", "days", "dropped", "rescoped", "moved", "standing_shortfall",
        "coverage_before", "coverage_after", "lose", "proved",
    )  # fmt: skip
    for item in context.stress:
        yield (
            item.organization,
            item.expertise,
            item.days,
            " ".join(item.dropped),
            " ".join(item.rescoped),
            " ".join(item.moved),
            standing_shortfall(item),
            item.coverage_before,
            item.coverage_after,
            len(item.lose),
            " ".join(item.proved),
        )


def _yes(value: bool) -> str:
    return "yes" if value else "no"


class _Text(str):
    """A text that somebody wrote, as opposed to a key or a number of ours."""

    __slots__ = ()


def _last(end: str) -> str:
    return quarter_at(quarter_index(end) - 1)


def _csv(rows: Iterable[Sequence[Any]], guards_formulas: bool) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for row in rows:
        writer.writerow([_cell(value, guards_formulas) for value in row])
    return out.getvalue()


def _cell(value: Any, guards_formulas: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, Fraction):
        value = round(value * _MILLION) * Decimal("0.000001")
        return f"{value.normalize():f}"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, _Text) and guards_formulas and value.startswith(_FORMULA_STARTS):
        return f"'{value}"
    return str(value)
