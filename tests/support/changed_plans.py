"""Plans to look at, and networks changed by a test."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

import areena


def document(plan: areena.Plan) -> dict[str, Any]:
    """The plan's network as a document that a test may change."""
    return json.loads(plan.network.to_json())  # type: ignore[no-any-return]


def planned(changed: dict[str, Any]) -> areena.Plan:
    return areena.plan(areena.loads(json.dumps(changed)))


def with_changes(plan: areena.Plan, **changes: Any) -> Any:
    """A plan that says something else in some of its parts."""
    names = (
        "network choice passes timetable coverage left_out complete note standing_shortages "
        "verified provenance ledger explain_choice"
    )
    return SimpleNamespace(**{name: getattr(plan, name) for name in names.split()} | changes)
