"""The face of a selection."""

from __future__ import annotations

from typing import TYPE_CHECKING

from areena._faces.context import Context
from areena._faces.markup import Html, facts, whole

if TYPE_CHECKING:
    from areena.selection import Selection

__all__ = ["selection_html"]


def selection_html(selection: Selection) -> Html:
    """What a rule selected, in order; elections are in no language, so in English."""
    c = Context()
    changes = selection.another_tie_break_changes_winners
    ties = "unknown" if changes is None else "yes" if changes else "no"
    is_certified = selection.certificate.ok
    rule = ", ".join(part for part in (selection.rule, selection.utility, selection.completion))
    told = facts(
        [
            (c.w("selection.rule"), rule),
            (c.w("selection.cost"), c.w.number(selection.cost)),
            (
                c.w("selection.certificate"),
                c.w("selection.certified" if is_certified else "selection.uncertified"),
            ),
            (c.w("selection.ties"), c.w(f"selection.{ties}")),
        ]
    )
    head = ["#", *(c.w(f"selection.column_{name}") for name in ("project", "completes", "tied"))]
    rows = [
        [
            c.w.number(i),
            each.project,
            c.w("selection.yes") if each.completes else "",
            ", ".join(each.tied),
        ]
        for i, each in enumerate(selection.rounds, 1)
    ]
    note = f"{c.w('selection.selected')}: {c.w.number(len(rows))}"
    return whole(c.w("selection.heading"), told, c.rows(head, rows, numbers=(0,)), note=note)
