"""How objects show themselves in notebooks: HTML that needs no script and nothing from elsewhere.

Words are in the language of the network, texts of people are escaped, and plain text says the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from areena import _core
from areena._faces.markup import Html
from areena._faces.network import findings_html, network_html
from areena._faces.plan import (
    comparison_html,
    explanation_html,
    left_out_html,
    plan_bundle,
    plan_html,
    what_if_html,
)
from areena._faces.record import fields_html
from areena._faces.tables import (
    columns_html,
    nouns_html,
    nouns_text,
    table_html,
    table_text,
)

if TYPE_CHECKING:
    from areena._core import Record

__all__ = [
    "columns_html",
    "network_html",
    "nouns_html",
    "nouns_text",
    "plan_bundle",
    "plan_html",
    "record_html",
    "records_html",
    "table_html",
    "table_text",
    "what_if_html",
]

# Those that say more than their fields one by one.
_RECORD: dict[type[Any], Callable[[Any, Any], Html]] = {
    _core.Comparison: comparison_html,
    _core.Explanation: explanation_html,
    _core.Finding: lambda finding, network: findings_html([finding], network),
    _core.LeftOut: lambda left_out, network: left_out_html([left_out], network),
}
_RECORDS: dict[type[Any], Callable[[Any, Any], Html]] = {
    _core.Finding: findings_html,
    _core.LeftOut: left_out_html,
}


def record_html(record: Record) -> Html:
    """One record: its own face, or its fields."""
    face: Callable[[Any, Any], Html] = _RECORD.get(type(record)) or fields_html
    return face(record, record._network)


def records_html(records: Sequence[Any], cls: type[Record], network: Any) -> Html:
    """Several of a class: their own face, or a table."""
    if cls in _RECORDS:
        return _RECORDS[cls](records, network)
    return table_html(_records_table(records, cls, network))


def _records_table(records: Sequence[Any], cls: type[Record], network: Any) -> Any:
    from areena.records import record_table

    language = "en" if network is None else network.language
    return record_table(records, cls, language=language)
