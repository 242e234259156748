"""The plan as tables for spreadsheets: CSV in UTF-8, the same bytes every time."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from areena.publishing.catalogue import Language
from areena.publishing.formats import quarter_at, quarter_index
from areena.publishing.view.context import Context, word

if TYPE_CHECKING:
    from areena import Plan

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def tables(
    plan: Plan, *, language: Language = "fi", guards_formulas: bool = True
) -> dict[str, str]:
    """The tables ``timetable``, ``coverage`` and ``left_out`` as CSV texts, by name.

    Numbers have a decimal point, quarters are written 2027Q1, and ``last`` is included. Names and
    titles are in `language` where the network has them in it.

    Args:
        guards_formulas: put an apostrophe before a text that a spreadsheet would run as a formula.
    """
    context = Context(plan, language)
    made = {
        "timetable": _timetable(context),
        "coverage": _coverage(context),
        "left_out": _left_out(context),
    }
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
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, _Text) and guards_formulas and value.startswith(_FORMULA_STARTS):
        return f"'{value}"
    return str(value)
