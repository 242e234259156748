"""The tables beside a network: CSV files of its folder that ``datapackage.json`` describes.

>>> import areena
>>> tables = areena.tables.read(areena.examples.folder("finland"))
>>> ages = tables["ages-16-18"]
>>> ages.columns
('area', 'year', 'age', 'population')
>>> len(ages)
876
>>> sum(ages["population"])
175552
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, final

from areena._core import (
    ColumnType,
    Constraints,
    DataPackage,
    Dialect,
    ForeignKey,
    KeyReference,
    Licence,
    Resource,
    TableField,
    TableSchema,
    TableSource,
)

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from areena import Finding, Limits, _core
    from areena._functions import PathLike

__all__ = [
    "ColumnType",
    "Constraints",
    "DataPackage",
    "Dialect",
    "ForeignKey",
    "KeyReference",
    "Licence",
    "Resource",
    "Table",
    "TableField",
    "TableSchema",
    "TableSource",
    "Tables",
    "read",
]


@final
class Table:
    """A table as it was described and read: typed columns of equal length. Immutable.

    Rows with faults that the findings of ``areena.check`` tell are left out.
    """

    __slots__ = ("_data", "_resource")

    def __init__(self, resource: Resource, data: _core._TableData) -> None:
        self._resource = resource
        self._data = data

    @property
    def name(self) -> str:
        """The table's key in the package."""
        return self._resource.name

    @property
    def resource(self) -> Resource:
        """What the package says of it: title, columns, sources, licences, hash."""
        return self._resource

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, in their order."""
        return self._data.names

    def __getitem__(self, column: str) -> tuple[Any, ...]:
        """The values of a column: str, int, float, bool or datetime.date, and None where there is
        none. Raises NotFoundError, which names the nearest."""
        return self._data.values(column)

    def __len__(self) -> int:
        """How many rows there are."""
        return self._data.num_rows

    def rows(self) -> Iterator[dict[str, Any]]:
        """Each row as a dict from column to value."""
        names = self.columns
        for values in zip(*(self[name] for name in names), strict=True):
            yield dict(zip(names, values, strict=True))

    def to_pandas(self) -> pd.DataFrame:
        """A pandas DataFrame; whole numbers stay whole where some are missing (``Int64``)."""
        from areena import frames

        return frames.table_frame(self)

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The table as an Arrow stream, in a capsule."""
        return self._data.arrow_stream(requested_schema)

    def to_arrow(self) -> pa.Table:
        """A pyarrow Table; what is missing is null."""
        from areena import frames

        return frames.arrow_of(self)

    def to_polars(self) -> pl.DataFrame:
        """A polars DataFrame; what is missing is null."""
        from areena import frames

        return frames.polars_of(self)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Table):
            return NotImplemented
        return self._resource == other._resource and self._data == other._data

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<Table {self.name!r}: {len(self)} rows of {', '.join(self.columns)}>"


@final
class Tables(Mapping[str, Table]):
    """The tables beside a network, by name. Immutable."""

    __slots__ = ("_by_name", "_findings", "_package")

    def __init__(
        self, package: DataPackage, tables: tuple[Table, ...], findings: tuple[Finding, ...]
    ) -> None:
        self._package = package
        self._by_name = {table.name: table for table in tables}
        self._findings = findings

    @property
    def package(self) -> DataPackage:
        """What ``datapackage.json`` says."""
        return self._package

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong with the description or with a table, or worth knowing, with places."""
        return self._findings

    def __getitem__(self, name: str) -> Table:
        return self._by_name[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_name)

    def __len__(self) -> int:
        return len(self._by_name)

    def __repr__(self) -> str:
        return f"<Tables: {', '.join(self) or 'none'}>"


def read(path: PathLike, *, limits: Limits | None = None) -> Tables:
    """Read the tables beside a network.

    Parameters
    ----------
    path : str or path-like
        A network's folder, or the ``network.json`` in it.
    limits : Limits, optional
        How large the document and each table may be.

    Returns
    -------
    Tables
        Empty for a network without ``datapackage.json``. Every value has been held against its
        column's description, ids against the network.

    Raises
    ------
    InvalidError
        If the network, the description or a table is not valid; ``findings`` tells all that is
        wrong, with places.
    FileError
        If a file cannot be read.
    """
    from areena import InvalidError, read_draft

    reading = read_draft(path, limits=limits)
    wrong = [each for each in reading.findings if each.severity == "error"]
    if wrong:
        raise InvalidError(
            f"'{path}' has faults:\n  {wrong[0]}",
            code="network.inconsistent",
            place=wrong[0].place,
            findings=reading.findings,
        )
    return reading.tables
