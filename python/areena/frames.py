"""Records as frames of pandas, polars and pyarrow.

Each library is imported when a frame of it is asked for and not before; without it, and only then,
there is an ImportError that says what to install.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from areena import _core
from areena.records import RecordTable, plan_tables, record_table

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from areena import tables
    from areena._core import Language, Nouns, Plan, Record
    from areena.columns import ColumnTable

__all__ = [
    "arrow_of",
    "columns_frame",
    "nouns_arrow",
    "nouns_frame",
    "nouns_polars",
    "pandas_of",
    "plan_arrow",
    "plan_frames",
    "plan_polars",
    "polars_of",
    "records_frame",
    "rows_frame",
    "table_frame",
]

REDACTED = "<redacted>"


def _library(name: str, wanted_by: str, extra: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise ImportError(
            f"{wanted_by} needs {name}, which is not installed: pip install 'areena[{extra}]'"
        ) from error


def _personal(cls: type[Record]) -> frozenset[str]:
    return frozenset(_core._personal_fields(cls))


def _cell(value: Any, language: str, own: str) -> Any:
    if isinstance(value, _core.LocalizedText):
        return value.in_(language, own=own)
    if isinstance(value, tuple):
        return [_cell(item, language, own) for item in value]
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, str):
        return str(value)  # a plain str, also for a member of an enumeration
    return value


def pandas_of(made: RecordTable, index: str | None = None) -> pd.DataFrame:
    """A table as a pandas frame; ``index`` is the column whose values name the rows."""
    pandas = _library("pandas", "to_pandas", "pandas")
    columns = [
        [REDACTED] * len(made)
        if column.field in _personal(column.record)
        else [_cell(getattr(row, column.field), made.language, made.own) for row in column.rows]
        for column in made.columns
    ]
    rows = list(zip(*columns, strict=True))
    frame: pd.DataFrame = pandas.DataFrame(rows, columns=list(made.column_names), dtype=object)
    return frame.infer_objects() if index is None else frame.infer_objects().set_index(index)


def arrow_of(source: Any) -> pa.Table:
    """Anything with an Arrow stream as a pyarrow table."""
    return _library("pyarrow", "to_arrow", "arrow").table(source)


def polars_of(source: Any) -> pl.DataFrame:
    """Anything with an Arrow stream as a polars frame."""
    frame: pl.DataFrame = _library("polars", "to_polars", "polars").DataFrame(source)
    return frame


def rows_frame(rows: Sequence[Mapping[str, Any]], *, index: str) -> pd.DataFrame:
    """A row for each mapping, a column for each key of the first, one of them as the index."""
    pandas = _library("pandas", "to_pandas", "pandas")
    columns = {name: [row[name] for row in rows] for name in (rows[0] if rows else [index])}
    frame: pd.DataFrame = pandas.DataFrame(columns).set_index(index)
    return frame


def columns_frame(made: ColumnTable) -> pd.DataFrame:
    """A table of columns as a pandas frame, each column as NumPy has it."""
    pandas = _library("pandas", "to_pandas", "pandas")
    frame: pd.DataFrame = pandas.DataFrame(made.to_numpy(), columns=list(made.column_names))
    return frame


def records_frame(
    records: Iterable[Record],
    cls: type[Record],
    *,
    language: str = "fi",
    own: str | None = None,
    index: str | None = None,
) -> pd.DataFrame:
    """A row for each record, a column for each field.

    Parameters
    ----------
    records : iterable of Record
        All of the class ``cls``.
    cls : type
        Gives the columns, also when there is no record.
    language : str
        Of localized texts; where there is none in it, another language is used.
    own : str, optional
        The language of texts that name none; by default ``language``.
    index : str, optional
        The field whose values name the rows.

    Returns
    -------
    pandas.DataFrame
        Ids and other references are str, decimals ``Decimal``, lists lists. Personal data is
        redacted.
    """
    return pandas_of(record_table(records, cls, language=language, own=own), index)


def nouns_frame(nouns: Nouns[Any], language: Language | str | None = None) -> pd.DataFrame:
    """All nouns of one kind, indexed by id."""
    own = str(nouns.language)
    return records_frame(nouns, nouns.noun, language=str(language or own), own=own, index="id")


def table_frame(table: tables.Table) -> pd.DataFrame:
    """A table beside the network, each column of the pandas type that can say "missing"."""
    pandas = _library("pandas", "to_pandas", "pandas")
    kinds = {"integer": "Int64", "year": "Int64", "number": "Float64", "boolean": "boolean"}
    schema = table.resource.schema
    columns = {
        field.name: pandas.Series(table[field.name], dtype=kinds.get(str(field.type), object))
        for field in (schema.fields if schema else ())
    }
    frame: pd.DataFrame = pandas.DataFrame(columns, columns=list(table.columns))
    return frame


class _InLanguage:
    """The Arrow stream of nouns in a language, and nothing else: what is a sequence too, polars
    takes for rows before it asks for a stream."""

    def __init__(self, nouns: Nouns[Any], language: Language | str | None) -> None:
        self._nouns = nouns
        self._language = language or nouns.language

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return _core._nouns_stream(self._nouns, self._language, requested_schema)


def nouns_arrow(nouns: Nouns[Any], language: Language | str | None = None) -> pa.Table:
    """All nouns of one kind as a pyarrow table."""
    return arrow_of(_InLanguage(nouns, language))


def nouns_polars(nouns: Nouns[Any], language: Language | str | None = None) -> pl.DataFrame:
    """All nouns of one kind as a polars frame."""
    return polars_of(_InLanguage(nouns, language))


def plan_arrow(plan: Plan, language: Language | str | None = None) -> dict[str, pa.Table]:
    """The flat tables of a plan as pyarrow tables."""
    return {name: arrow_of(made) for name, made in plan_tables(plan, language).items()}


def plan_polars(plan: Plan, language: Language | str | None = None) -> dict[str, pl.DataFrame]:
    """The flat tables of a plan as polars frames."""
    return {name: polars_of(made) for name, made in plan_tables(plan, language).items()}


def plan_frames(plan: Plan, language: Language | str | None = None) -> dict[str, pd.DataFrame]:
    """The flat tables of a plan as pandas frames."""
    return {name: pandas_of(made) for name, made in plan_tables(plan, language).items()}
