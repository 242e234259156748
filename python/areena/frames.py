"""Records as pandas frames.

pandas is imported when a frame is asked for and not before; without it, and only then, there is an
ImportError that says what to install.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from areena import _core

if TYPE_CHECKING:
    import pandas as pd

    from areena._core import Nouns, Plan, Record

__all__ = ["nouns_frame", "plan_frames", "records_frame"]

REDACTED = "<redacted>"


def _pandas() -> Any:
    try:
        import pandas
    except ImportError as error:
        raise ImportError(
            "to_pandas needs pandas, which is not installed: pip install pandas"
        ) from error
    return pandas


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
    names = cls.__match_args__
    personal = _personal(cls)
    home = own or language
    rows = [
        [
            REDACTED if name in personal else _cell(getattr(record, name), language, home)
            for name in names
        ]
        for record in records
    ]
    frame: pd.DataFrame = _pandas().DataFrame(rows, columns=list(names), dtype=object)
    return frame.infer_objects() if index is None else frame.infer_objects().set_index(index)


def nouns_frame(nouns: Nouns[Any], language: str | None = None) -> pd.DataFrame:
    """All nouns of one kind, indexed by id."""
    own = str(nouns.language)
    return records_frame(
        nouns, nouns.noun, language=str(language or own), own=own, index="id"
    )
