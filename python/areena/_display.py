"""How collections show themselves: a short table as text, the same as HTML."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from areena import _core
from areena.frames import REDACTED
from areena.records import Column, RecordTable, record_table

if TYPE_CHECKING:
    from areena._core import Nouns, Plan, Record

__all__ = ["nouns_html", "nouns_text", "plan_html", "table_html", "table_text"]

NUM_ROWS = 10
NUM_COLUMNS = 5
WIDTH = 28

# Marks of a fact say little in a short table.
_MARKS = {"source", "illustrative", "derived", "extra"}


def _cell(value: Any, language: str, own: str | None = None) -> str:
    if value is None:
        return ""
    if hasattr(value, "in_"):
        return str(value.in_(language, own=own or language))
    if isinstance(value, str):
        return str(value)
    if isinstance(value, bool | int | float | Decimal):
        return str(value)
    if isinstance(value, Mapping):
        return f"{len(value)} values" if value else ""
    if isinstance(value, Sequence):
        if all(isinstance(item, str) for item in value):
            return ", ".join(str(item) for item in value)
        return f"{len(value)} x {type(value[0]).__name__}" if value else ""
    return str(value)


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= WIDTH else text[: WIDTH - 1] + "\N{HORIZONTAL ELLIPSIS}"


def _table(made: RecordTable) -> tuple[list[str], list[list[str]]]:
    """Column names and cells: the first columns that say something in the rows shown."""
    columns = [
        (column.name, [_shown(made, column, row) for row in column.rows[:NUM_ROWS]])
        for column in made.columns
        if column.name not in _MARKS
    ]
    used = [(name, cells) for name, cells in columns if any(cells)][:NUM_COLUMNS]
    rows = zip(*(cells for _, cells in used), strict=True)
    return [name for name, _ in used], [list(row) for row in rows]


def _shown(made: RecordTable, column: Column, row: Record) -> str:
    if column.field in _core._personal_fields(column.record):
        return REDACTED
    return _shortened(_cell(getattr(row, column.field), made.language, made.own))


def _of_nouns(nouns: Nouns[Any]) -> RecordTable:
    """The rows that are shown, as a table."""
    language = str(nouns.language)
    return record_table(nouns[:NUM_ROWS], nouns.noun, name=nouns.name, language=language)


def nouns_text(nouns: Nouns[Any]) -> str:
    """A few rows in columns, with the count above."""
    return _text(_of_nouns(nouns), len(nouns))


def table_text(made: RecordTable) -> str:
    """The same of any table."""
    return _text(made, len(made))


def _text(made: RecordTable, num_rows: int) -> str:
    names, rows = _table(made)
    lines = [f"{made.name} ({num_rows})"]
    if rows:
        widths = [max(len(row[i]) for row in [names, *rows]) for i in range(len(names))]
        for row in [names, *rows]:
            cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
            lines.append("  " + "  ".join(cells).rstrip())
    if num_rows > NUM_ROWS:
        lines.append(f"  ... {num_rows - NUM_ROWS} more")
    return "\n".join(lines)


def nouns_html(nouns: Nouns[Any]) -> str:
    """The same table for notebooks; every text escaped."""
    return _html(_of_nouns(nouns), len(nouns))


def table_html(made: RecordTable) -> str:
    """The same of any table."""
    return _html(made, len(made))


def _html(made: RecordTable, num_rows: int) -> str:
    names, rows = _table(made)
    head = "".join(f"<th scope='col'>{html.escape(name)}</th>" for name in names)
    body = "".join(
        "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    more = f", {len(rows)} shown" if num_rows > len(rows) else ""
    caption = html.escape(f"{made.name} ({num_rows}{more})")
    return (
        f"<table><caption>{caption}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _details(summary: str, names: list[str], rows: list[list[str]], is_open: bool = False) -> str:
    """A table that opens and closes without a script; every text escaped."""
    head = "".join(f"<th scope='col'>{html.escape(name)}</th>" for name in names)
    body = "".join(
        "<tr>" + "".join(f"<td>{html.escape(_shortened(cell))}</td>" for cell in row) + "</tr>"
        for row in rows[:NUM_ROWS]
    )
    more = len(rows) - NUM_ROWS
    rest = f"<p>... {more} more</p>" if more > 0 else ""
    return (
        f"<details{' open' if is_open else ''}><summary>{html.escape(summary)} ({len(rows)})"
        f"</summary><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{rest}"
        "</details>"
    )


def plan_html(plan: Plan) -> str:
    """A plan for notebooks: what is scheduled, what is left out and how far needs are covered."""
    language = str(plan.network.language)
    titles = {c.id: _cell(c.title, language) for c in plan.network.commitments}
    timetable = [
        [s.commitment, titles[s.commitment], str(s.scope), str(s.start), str(s.end)]
        for s in plan.timetable
    ]
    left_out = [[o.commitment, titles[o.commitment], str(o.message)] for o in plan.left_out]
    coverage = [[m.member, _cell(m.coverage, language)] for m in plan.coverage]
    return (
        f"<p><code>{html.escape(repr(plan))}</code></p>"
        + _details("timetable", ["commitment", "title", "scope", "start", "end"], timetable, True)
        + _details("left_out", ["commitment", "title", "message"], left_out)
        + _details("coverage", ["member", "coverage"], coverage)
    )
