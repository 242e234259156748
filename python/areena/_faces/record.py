"""The face of any record: its fields that say something, by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from areena import _core
from areena._faces.context import Context
from areena._faces.markup import Html, facts, whole
from areena.frames import REDACTED

if TYPE_CHECKING:
    from areena._core import Record

__all__ = ["cell", "fields_html"]


def cell(value: Any, language: str, own: str | None = None) -> str:
    """A value in a few words; long ones are for the caller to cut."""
    if value is None:
        return ""
    if hasattr(value, "in_"):
        return str(value.in_(language, own=own or language))
    if isinstance(value, str | bool | int | float | Decimal):
        return str(value)
    if isinstance(value, Mapping):
        return f"{len(value)} values" if value else ""
    if isinstance(value, Sequence):
        if all(isinstance(item, str) for item in value):
            return ", ".join(str(item) for item in value)
        return f"{len(value)} x {type(value[0]).__name__}" if value else ""
    return str(value)


def fields_html(record: Record, network: Any = None) -> Html:
    """Names of fields are those of Python, so that one sees what to ask for."""
    c = Context(network)
    personal = frozenset(_core._personal_fields(type(record)))
    rows = [
        (name, REDACTED if name in personal else cell(getattr(record, name), c.language))
        for name in type(record).__match_args__
    ]
    return whole(type(record).__name__, facts(rows))
