"""Records as pandas frames.

pandas is imported when a frame is asked for and not before; without it, and only then, there is an
ImportError that says what to install.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from areena import _core

if TYPE_CHECKING:
    import pandas as pd

    from areena._core import Nouns, Plan, Record
    from areena.tables import Table

__all__ = ["nouns_frame", "plan_frames", "records_frame", "table_frame"]

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
    return records_frame(nouns, nouns.noun, language=str(language or own), own=own, index="id")


def table_frame(table: Table) -> pd.DataFrame:
    """A table beside the network, each column of the pandas type that can say "missing"."""
    pandas = _pandas()
    kinds = {"integer": "Int64", "year": "Int64", "number": "Float64", "boolean": "boolean"}
    schema = table.resource.schema
    columns = {
        field.name: pandas.Series(table[field.name], dtype=kinds.get(str(field.type), object))
        for field in (schema.fields if schema else ())
    }
    frame: pd.DataFrame = pandas.DataFrame(columns, columns=list(table.columns))
    return frame


def _rows(
    parents: Sequence[Any], key: str, attribute: str, cls: type[Record], **options: Any
) -> pd.DataFrame:
    """The records that each parent holds, the parent's key in front."""
    children = [
        (getattr(parent, key), child) for parent in parents for child in getattr(parent, attribute)
    ]
    frame = records_frame([child for _, child in children], cls, **options)
    frame.insert(0, key, [name for name, _ in children])
    return frame


def plan_frames(plan: Plan, language: str | None = None) -> dict[str, pd.DataFrame]:
    """A plan as flat tables that join by commitment and by member."""
    own = str(plan.network.language)
    options = {"language": str(language or own), "own": own}
    chosen = plan.choice.commitments
    frames = {
        "chosen": records_frame(chosen, _core.Chosen, **options).drop(columns="support"),
        "support": _rows(chosen, "commitment", "support", _core.Support, **options),
        "timetable": records_frame(plan.timetable, _core.Scheduled, **options).drop(
            columns="contributions"
        ),
        "contributions": _rows(
            plan.timetable, "commitment", "contributions", _core.Contribution, **options
        ),
        "coverage": records_frame(plan.coverage, _core.MemberCoverage, **options).drop(
            columns="needs"
        ),
        "needs": _rows(plan.coverage, "member", "needs", _core.NeedCoverage, **options),
        "left_out": records_frame(plan.left_out, _core.LeftOut, **options).drop(
            columns="shortages"
        ),
        "shortages": _rows(plan.left_out, "commitment", "shortages", _core.Shortage, **options),
    }
    titles = {c.id: _cell(c.title, options["language"], own) for c in plan.network.commitments}
    for name in ("chosen", "timetable", "left_out"):
        frames[name].insert(1, "title", frames[name]["commitment"].map(titles))
    return frames
