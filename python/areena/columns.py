"""Tables of columns: NumPy arrays by name, and an Arrow stream for every dataframe."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, final

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from areena import _core

__all__ = ["ColumnTable"]


@final
class ColumnTable:
    """Named columns of equal length; ``Selection.payments()`` and ``Election.tables()`` make them.

    Immutable. Any dataframe reads it as it is: ``polars.DataFrame(table)``.
    """

    __slots__ = ("_columns", "_name")

    def __init__(self, name: str, columns: _core._Columns) -> None:
        self._name = name
        self._columns = columns

    @property
    def name(self) -> str:
        """What the table is about: ``"payments"``."""
        return self._name

    @property
    def column_names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return self._columns.names

    def __len__(self) -> int:
        """How many rows there are."""
        return self._columns.num_rows

    def __getitem__(self, column: str) -> np.ndarray[Any, Any]:
        """A column as a NumPy array of its own.

        Whole numbers are int64, other numbers float64, truth values bool; numbers that may be
        missing are float64 with NaN; texts, fractions and tuples are objects. Raises NotFoundError,
        which names the nearest.
        """
        return self._columns.array(column)

    def to_numpy(self) -> dict[str, np.ndarray[Any, Any]]:
        """Every column as a NumPy array, by name."""
        return {name: self[name] for name in self.column_names}

    def to_pandas(self) -> pd.DataFrame:
        """A pandas DataFrame; fractions are ``Fraction``."""
        from areena import frames

        return frames.columns_frame(self)

    def to_polars(self) -> pl.DataFrame:
        """A polars DataFrame, with the types of the Arrow stream: fractions are texts "p/q"."""
        from areena import frames

        return frames.polars_of(self)

    def to_arrow(self) -> pa.Table:
        """A pyarrow Table; fractions are texts "p/q"."""
        from areena import frames

        return frames.arrow_of(self)

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The table as an Arrow stream, in a capsule."""
        return self._columns.arrow_stream(requested_schema)

    def __repr__(self) -> str:
        return f"<ColumnTable {self.name!r}: {len(self)} rows of {', '.join(self.column_names)}>"

    def _repr_html_(self) -> str:
        from areena import _faces

        return _faces.columns_html(self)


ColumnTable.__module__ = "areena"
