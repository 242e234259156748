"""Tables of records: columns with names, for every dataframe.

A table holds records as they are. It becomes columns when somebody reads it: through the Arrow C
stream (``__arrow_c_stream__``, which polars, pyarrow, duckdb and many others know), or as a frame
of pandas, polars or pyarrow.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from areena import _core
from areena._records import Records

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from areena._core import Language, Nouns, Plan, Record

__all__ = ["Column", "RecordTable", "Records", "nouns_table", "plan_tables", "record_table"]


class Column(NamedTuple):
    """One column: a field of a record for each row.

    Parameters
    ----------
    name : str
    record : type
        The class of all records of the column.
    rows : sequence of Record
        The record of each row.
    field : str
        Which of its fields.
    """

    name: str
    record: type[Record]
    rows: Sequence[Record]
    field: str


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class RecordTable:
    """Named columns of equal length; :func:`areena.record_table` and :meth:`Plan.tables` make them.

    Attributes
    ----------
    name : str
        What the table is about: ``"timetable"``.
    columns : tuple of Column
    language : str
        Of localized texts; where there is none in it, another language is used.
    own : str
        The language of texts that name none.
    """

    name: str
    columns: tuple[Column, ...]
    language: str
    own: str

    def __len__(self) -> int:
        return len(self.columns[0].rows) if self.columns else 0

    @property
    def column_names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The table as an Arrow stream, in a capsule.

        Parameters
        ----------
        requested_schema : capsule, optional
            Must have the table's columns; types are areena's own, whatever it asks for.
        """
        return _core._table_stream(self, requested_schema)

    def to_arrow(self) -> pa.Table:
        """A pyarrow Table; decimals are ``decimal128``, lists of records lists of structs."""
        from areena import frames

        return frames.arrow_of(self)

    def to_pandas(self) -> pd.DataFrame:
        """A pandas DataFrame; decimals are ``Decimal``, fractions ``Fraction``, lists lists."""
        from areena import frames

        return frames.pandas_of(self)

    def to_polars(self) -> pl.DataFrame:
        """A polars DataFrame, with the types of the Arrow stream."""
        from areena import frames

        return frames.polars_of(self)

    def __repr__(self) -> str:
        from areena import _faces

        return _faces.table_text(self)

    def _repr_html_(self) -> str:
        from areena import _faces

        return _faces.table_html(self)


RecordTable.__module__ = "areena"


def record_table(
    records: Iterable[Record],
    record: type[Record] | None = None,
    *,
    name: str | None = None,
    language: Language | str = "fi",
    own: Language | str | None = None,
) -> RecordTable:
    """Make a table of any records of one class.

    Parameters
    ----------
    records : iterable of Record
        All of one class.
    record : type, optional
        Their class; needed only where there is no record to tell.
    name : str, optional
        What the table is about; by default what the class is called.
    language : str
        Of localized texts; where there is none in it, another language is used.
    own : str, optional
        The language of texts that name none; by default ``language``.

    Returns
    -------
    RecordTable
        A row for each record, a column for each field. Personal data is redacted.

    Examples
    --------
    >>> import areena
    >>> network = areena.examples.tiny()
    >>> wide = [need for need in network.needs if need.weight >= 3]
    >>> areena.record_table(wide).column_names[:3]
    ('id', 'member', 'theme')
    """
    rows = tuple(records)
    cls = record or (type(rows[0]) if rows else None)
    if cls is None:
        raise ValueError(
            "record_table: there is no record to tell the columns; name the class of records"
        )
    names = cls.__match_args__
    columns = tuple(Column(field, cls, rows, field) for field in names)
    shown, home = _checked(language), _checked(own or language)
    return RecordTable(name or cls.__name__, columns, shown, home)


def _checked(language: Language | str) -> str:
    """The word of a language; InvalidError if there is no such language, before a row is asked."""
    _core.LocalizedText("").in_(language)
    return str(language)


def nouns_table(nouns: Nouns[Any], language: Language | str | None = None) -> RecordTable:
    """All nouns of one kind."""
    own = nouns.language
    return record_table(nouns, nouns.noun, name=nouns.name, language=language or own, own=own)


def _without(made: RecordTable, name: str, *dropped: str) -> RecordTable:
    kept = tuple(column for column in made.columns if column.name not in dropped)
    return RecordTable(name, kept, made.language, made.own)


def _with(made: RecordTable, at: int, column: Column) -> RecordTable:
    columns = (*made.columns[:at], column, *made.columns[at:])
    return RecordTable(made.name, columns, made.language, made.own)


def _children(parents: Sequence[Any], key: str, attribute: str, cls: type[Record],
              **options: Any) -> RecordTable:  # fmt: skip
    """The records that each parent holds, the parent's key in front."""
    children = [(parent, child) for parent in parents for child in getattr(parent, attribute)]
    made = record_table([child for _, child in children], cls, name=attribute, **options)
    return _with(made, 0, Column(key, _PARENTS[cls], [parent for parent, _ in children], key))


_PARENTS: dict[type[Record], type[Record]] = {
    _core.Support: _core.Chosen,
    _core.Contribution: _core.Scheduled,
    _core.NeedCoverage: _core.MemberCoverage,
    _core.Shortage: _core.LeftOut,
}


def plan_tables(plan: Plan, language: Language | str | None = None) -> dict[str, RecordTable]:
    """A plan as flat tables that join by commitment and by member."""
    own = str(plan.network.language)
    options = {"language": language or own, "own": own}
    chosen = plan.choice.commitments
    made = {
        "chosen": _without(record_table(chosen, _core.Chosen, **options), "chosen", "support"),
        "support": _children(chosen, "commitment", "support", _core.Support, **options),
        "timetable": _without(
            record_table(plan.timetable, _core.Scheduled, **options), "timetable", "contributions"
        ),
        "contributions": _children(
            plan.timetable, "commitment", "contributions", _core.Contribution, **options
        ),
        "coverage": _without(
            record_table(plan.coverage, _core.MemberCoverage, **options), "coverage", "needs"
        ),
        "needs": _children(plan.coverage, "member", "needs", _core.NeedCoverage, **options),
        "left_out": _without(
            record_table(plan.left_out, _core.LeftOut, **options), "left_out", "shortages"
        ),
        "shortages": _children(plan.left_out, "commitment", "shortages", _core.Shortage, **options),
    }
    commitments = plan.network.commitments
    for name in ("chosen", "timetable", "left_out"):
        rows = [commitments[item.commitment] for item in made[name].columns[0].rows]  # type: ignore[attr-defined]
        made[name] = _with(made[name], 1, Column("title", _core.Commitment, rows, "title"))
    return made
