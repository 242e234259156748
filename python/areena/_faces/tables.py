"""Faces of tables and of collections: a few rows and columns, as text and as HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from areena import _core
from areena._faces.markup import NUM_ROWS, Html, table
from areena._faces.record import cell
from areena._faces.words import words
from areena.frames import REDACTED
from areena.records import Column, RecordTable, record_table

if TYPE_CHECKING:
    from areena._core import Nouns, Record
    from areena.columns import ColumnTable

__all__ = ["columns_html", "nouns_html", "nouns_text", "table_html", "table_text"]

NUM_COLUMNS = 5
WIDTH = 28

# Marks of a fact say little in a short table.
_MARKS = {"source", "illustrative", "derived", "extra"}


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= WIDTH else text[: WIDTH - 1] + "\N{HORIZONTAL ELLIPSIS}"


def _shown(made: RecordTable, column: Column, row: Record) -> str:
    if column.field in _core._personal_fields(column.record):
        return REDACTED
    return _shortened(cell(getattr(row, column.field), made.language, made.own))


def _grid(made: RecordTable) -> tuple[list[str], list[list[str]]]:
    """Column names and cells: the first columns that say something in the rows shown."""
    columns = [
        (column.name, [_shown(made, column, row) for row in column.rows[:NUM_ROWS]])
        for column in made.columns
        if column.name not in _MARKS
    ]
    used = [(name, cells) for name, cells in columns if any(cells)][:NUM_COLUMNS]
    rows = zip(*(cells for _, cells in used), strict=True)
    return [name for name, _ in used], [list(row) for row in rows]


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
    names, rows = _grid(made)
    lines = [f"{made.name} ({num_rows})"]
    if rows:
        widths = [max(len(row[i]) for row in [names, *rows]) for i in range(len(names))]
        for row in [names, *rows]:
            cells = (part.ljust(width) for part, width in zip(row, widths, strict=True))
            lines.append("  " + "  ".join(cells).rstrip())
    if num_rows > NUM_ROWS:
        lines.append(f"  ... {num_rows - NUM_ROWS} more")
    return "\n".join(lines)


def nouns_html(nouns: Nouns[Any]) -> Html:
    """The same table for notebooks; every text escaped."""
    return _html(_of_nouns(nouns), len(nouns))


def table_html(made: RecordTable) -> Html:
    """The same of any table."""
    return _html(made, len(made))


def _html(made: RecordTable, num_rows: int) -> Html:
    """Heads are the names of fields, as in Python and in a dataframe; the rest is in words."""
    w = words(made.language)
    names, rows = _grid(made)
    count = w.number(num_rows)
    if num_rows > len(rows):
        count = w("face.shown", n=num_rows, shown=len(rows))
    return table(names, rows, caption=f"{made.name} ({count})")


def columns_html(made: ColumnTable) -> Html:
    """The first rows of a table of columns; every column, in English as the columns' names are."""
    names = list(made.column_names)
    shown = min(NUM_ROWS, len(made))
    columns = [[_plain(value) for value in made[name][:shown]] for name in names]
    w = words("en")
    count = w.number(len(made))
    if len(made) > shown:
        count = w("face.shown", n=len(made), shown=shown)
    rows = list(zip(*columns, strict=True))
    numbers = [i for i, name in enumerate(names) if made[name].dtype.kind in "if"]
    return table(names, rows, caption=f"{made.name} ({count})", numbers=numbers)


def _plain(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    if isinstance(value, float):
        return "" if value != value else f"{value:.6g}"
    return _shortened(str(value))
