"""Faces of plans: the plan, why a commitment stands where it stands, what changes between two."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from areena._faces.context import Context
from areena._faces.markup import Html, facts, paragraph, whole

if TYPE_CHECKING:
    from areena._core import Comparison, Explanation, LeftOut, Plan, Scheduled, Shortage
    from areena.planning import WhatIf

__all__ = [
    "comparison_html",
    "explanation_html",
    "left_out_html",
    "plan_bundle",
    "plan_html",
    "what_if_html",
]


def _left_out_rows(c: Context, left_out: Sequence[LeftOut]) -> Html:
    head = [c.w("timetable.column_commitment"), c.w("plan.column_reason")]
    return c.rows(head, ([c.commitment(o.commitment), c.reason(o.code)] for o in left_out))


def left_out_html(left_out: Sequence[LeftOut], network: Any = None) -> Html:
    """What is not in a plan and why, in a few words each."""
    c = Context(network)
    return whole(c.w("plan.left_out"), _left_out_rows(c, left_out), note=c.w.number(len(left_out)))


def _scheduled_rows(c: Context, timetable: Sequence[Scheduled]) -> Html:
    head = [
        c.w("timetable.column_commitment"),
        c.w("timetable.column_kind"),
        c.w("explanation.period"),
        c.w("plan.column_scope"),
        c.w("timetable.column_days"),
    ]
    rows = (
        [
            c.commitment(s.commitment),
            c.w(f"kind.{s.kind}"),
            c.quarters(s.start, s.end),
            c.scope(s.scope),
            c.w.number(sum((part.days for part in s.contributions), start=0)),
        ]
        for s in timetable
    )
    return c.rows(head, rows, numbers=(4,))


def _incomplete(c: Context, plan: Plan) -> str:
    """Why a plan is not complete: standing work does not fit, or it was stopped."""
    why = "standing" if plan.standing_shortages else "stopped"
    return f"{c.w('plan.incomplete')}. {c.w(f'summary.incomplete_{why}').rstrip(':. ')}."


def plan_html(plan: Plan) -> Html:
    """A plan: what is scheduled, what is left out and how far members' needs are covered."""
    c = Context(plan.network)
    claims = len(plan.verified.claims)
    verdict = c.w("plan.verified", n=claims) if plan.verified.ok else c.w("plan.unverified")
    warning = "" if plan.complete else paragraph(_incomplete(c, plan))
    head = [c.w("coverage.column_member"), c.w("coverage.column_coverage")]
    covered = [[c.member(m.member), c.share(m.coverage)] for m in plan.coverage]
    return whole(
        f"{c.w('plan.heading')}: {c.text(plan.network.title)}",
        warning,
        c.folded(
            c.w("plan.timetable"), plan.timetable, _scheduled_rows(c, plan.timetable), is_open=True
        ),
        c.folded(c.w("plan.left_out"), plan.left_out, _left_out_rows(c, plan.left_out)),
        c.folded(c.w("plan.coverage"), covered, c.rows(head, covered, numbers=(1,))),
        note=f"{c.w('plan.scheduled', n=len(plan.timetable))}. {verdict}.",
    )


def plan_bundle(
    plan: Plan, include: Iterable[str] | None = None, exclude: Iterable[str] | None = None
) -> dict[str, Any]:
    """A plan as plain text, as HTML and, with the extra ``report``, as its chart."""
    bundle: dict[str, Any] = {"text/plain": repr(plan), "text/html": str(plan_html(plan))}
    with contextlib.suppress(ImportError):  # without the chart, tables say the same
        bundle.update(plan.gantt()._repr_mimebundle_(), **{"text/plain": repr(plan)})
    kept = set(bundle if include is None else include) - set(exclude or ()) | {"text/plain"}
    return {kind: data for kind, data in bundle.items() if kind in kept}


def _shortages(c: Context, shortages: Sequence[Shortage]) -> Html:
    return facts(
        (
            f"{shortage.quarter}, {', '.join(map(c.expertise, shortage.expertises))}",
            c.days(shortage.shortfall),
        )
        for shortage in shortages
    )


def _scheduled_facts(c: Context, scheduled: Scheduled) -> list[tuple[str, str]]:
    days = sum((part.days for part in scheduled.contributions), start=0)
    by = dict.fromkeys(part.organization for part in scheduled.contributions)
    return [
        (c.w("explanation.period"), c.quarters(scheduled.start, scheduled.end)),
        (c.w("explanation.scope"), c.scope(scheduled.scope)),
        (c.w("explanation.days"), c.days(days)),
        (c.w("explanation.by"), ", ".join(map(c.organization, by))),
    ]


def _left_out_facts(c: Context, why: LeftOut) -> list[tuple[str, str]]:
    closest = ""
    if why.start and why.end:
        closest = c.quarters(why.start, why.end)
        closest += f", {c.scope(why.scope)}" if why.scope else ""
    supporters = c.w("explanation.supporters_value", n=why.supporters)
    return [
        (c.w("plan.column_reason"), c.reason(why.code)),
        (c.w("explanation.closest"), closest),
        (c.w("explanation.missing"), _shortages(c, why.shortages)),
        (c.w("explanation.other"), c.commitment(why.other) if why.other else ""),
        (c.w("explanation.cost"), c.days(why.cost) if why.cost is not None else ""),
        (c.w("explanation.left"), c.days(why.left) if why.left is not None else ""),
        (c.w("explanation.supporters"), supporters),
    ]


def _chosen_facts(c: Context, explanation: Explanation) -> list[tuple[str, str]]:
    """By which rule, and by how many; where nobody carries anything, all who support it."""
    chosen = explanation.chosen
    assert chosen is not None
    is_completion = chosen.step.name == "completion"
    step = chosen.step if is_completion else explanation.rule
    n = len(chosen.support) or (0 if is_completion else int(chosen.effective_support))
    return [
        (c.w("explanation.step"), c.w(f"explanation.step_{step}")),
        (c.w("explanation.supporters"), c.w("explanation.supporters_value", n=n) if n else ""),
    ]


def explanation_html(explanation: Explanation, network: Any = None) -> Html:
    """Where a commitment stands in a plan, and why."""
    c = Context(network)
    parts: list[tuple[str, str]] = []
    if explanation.scheduled:
        parts += _scheduled_facts(c, explanation.scheduled)
    if explanation.chosen:
        parts += _chosen_facts(c, explanation)
    if explanation.left_out:
        parts += _left_out_facts(c, explanation.left_out)
    return whole(
        c.commitment(explanation.commitment),
        facts(parts),
        note=c.w(f"explanation.{explanation.status}"),
    )


def _objective_rows(c: Context, comparison: Comparison) -> Html:
    head = [c.w(f"compare.column_{name}") for name in ("part", "before", "after", "verdict")]
    rows = [
        [
            c.w(f"compare.part_{part.part}"),
            c.w.number(part.before),
            c.w.number(part.after),
            c.w(f"compare.verdict_{part.verdict}"),
        ]
        for part in comparison.objective
    ]
    return c.rows(head, rows, numbers=(1, 2))


def _change_parts(c: Context, comparison: Comparison) -> list[Html]:
    """Each kind of change that there is, folded, most important first."""
    commitment = c.w("timetable.column_commitment")
    before, after = c.w("compare.column_before"), c.w("compare.column_after")
    period, scope, reason = (
        c.w("explanation.period"),
        c.w("plan.column_scope"),
        c.w("plan.column_reason"),
    )
    dropped = [
        [c.commitment(x.commitment), c.quarters(x.start, x.end), c.scope(x.scope), c.reason(x.code)]
        for x in comparison.dropped
    ]
    added = [
        [c.commitment(x.commitment), c.quarters(x.start, x.end), c.scope(x.scope)]
        for x in comparison.added
    ]
    moved = [
        [
            c.commitment(x.commitment),
            c.quarters(x.before.start, x.before.end),
            c.quarters(x.after.start, x.after.end),
        ]
        for x in comparison.moved
    ]
    rescoped = [
        [c.commitment(x.commitment), c.scope(x.before), c.scope(x.after)]
        for x in comparison.rescoped
    ]
    reasons = [
        [c.commitment(x.commitment), c.reason(x.before), c.reason(x.after)]
        for x in comparison.left_out
    ]
    covered = [
        [c.member(x.member), c.share(x.before), c.share(x.after)] for x in comparison.coverage
    ]
    member = c.w("coverage.column_member")
    kinds: list[tuple[str, list[str], list[list[str]], tuple[int, ...]]] = [
        ("dropped", [commitment, period, scope, reason], dropped, ()),
        ("added", [commitment, period, scope], added, ()),
        ("moved", [commitment, before, after], moved, ()),
        ("rescoped", [commitment, before, after], rescoped, ()),
        ("coverage", [member, before, after], covered, (1, 2)),
        ("left_out", [commitment, before, after], reasons, ()),
    ]
    return [
        c.folded(
            c.w(f"compare.{kind}"),
            rows,
            c.rows(head, rows, numbers=numbers),
            is_open=kind in {"added", "dropped"},
        )
        for kind, head, rows, numbers in kinds
    ]


def _comparison(c: Context, heading: str, comparison: Comparison) -> Html:
    changes = [part for part in _change_parts(c, comparison) if part]
    if not changes:
        return whole(heading, paragraph(c.w("compare.nothing")))
    objective = c.folded(
        c.w("compare.objective"), comparison.objective, _objective_rows(c, comparison)
    )
    return whole(heading, *changes, objective, note=c.w(f"compare.{comparison.verdict}"))


def comparison_html(comparison: Comparison, network: Any = None) -> Html:
    """What changes from one plan to another."""
    c = Context(network)
    return _comparison(c, c.w("compare.heading"), comparison)


def what_if_html(answer: WhatIf) -> Html:
    """What changed capacities change, and what the new plan lacks."""
    network = answer.plan.network
    c = Context(network)
    note = "" if answer.plan.complete else _incomplete(c, answer.plan)
    compared = _comparison(c, c.w("compare.heading"), answer.comparison)
    return Html(f"{compared}{paragraph(note) if note else ''}")
