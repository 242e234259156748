"""Tuples of records that know how to become tables.

Imported by the compiled part while it starts, so this module imports none of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from areena._core import Language, Record
    from areena.records import RecordTable

__all__ = ["Records"]

_RecordT = TypeVar("_RecordT", bound="Record", covariant=True)

# The subclass of each class of records.
_classes: dict[type, type[Records[Any]]] = {}


class Records(tuple[_RecordT, ...]):
    """A tuple of records of one class, which any dataframe reads as a table.

    What areena hands out as several records is one: ``plan.timetable``, ``areena.check(network)``,
    ``commitment.scopes``. It is equal to a plain tuple of the same records, and parts of it are
    plain tuples; :func:`areena.record_table` makes a table of any records.
    """

    _record: ClassVar[type[Any]]
    # What the records speak of, for names and language of their face; no part of their value.
    _network: Any = None

    def table(self, *, language: Language | str | None = None) -> RecordTable:
        """The records as a table: a row for each, a column for each field."""
        from areena.records import record_table

        own = "fi" if self._network is None else self._network.language
        return record_table(self, self._record, language=language or own, own=own)

    def to_arrow(self, *, language: Language | str | None = None) -> pa.Table:
        """A pyarrow Table with a row for each record."""
        return self.table(language=language).to_arrow()

    def to_pandas(self, *, language: Language | str | None = None) -> pd.DataFrame:
        """A pandas DataFrame with a row for each record; lists stay lists."""
        return self.table(language=language).to_pandas()

    def to_polars(self, *, language: Language | str | None = None) -> pl.DataFrame:
        """A polars DataFrame with a row for each record."""
        return self.table(language=language).to_polars()

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The records as an Arrow stream, in a capsule."""
        return self.table().__arrow_c_stream__(requested_schema)

    def _repr_html_(self) -> str:
        from areena import _faces

        return _faces.records_html(self, self._record, self._network)

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (self._record, tuple(self))


Records.__module__ = "areena"


def class_for(record: type[Any]) -> type[Records[Any]]:
    """The class of tuples of a record; called once for each when the module starts."""
    made = type("Records", (Records,), {"_record": record, "__module__": "areena"})
    _classes[record] = made
    return made


def _restored(record: type[Any], items: Iterable[Any]) -> Records[Any]:
    return _classes[record](items)
