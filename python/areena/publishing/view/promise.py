"""The promise by goal area: what is promised, when, by whom and for whom."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from areena.publishing.formats import quarter_at, quarter_index
from areena.publishing.texts import Text
from areena.publishing.view.context import LIGHT, Context, Marks, word

if TYPE_CHECKING:
    from areena import Commitment, Scope
    from areena.planning import Scheduled

_KIND_ORDER = {"project": 0, "recurring": 1, "standing": 2}


@dataclass(frozen=True, slots=True)
class CommitmentView:
    """A commitment that is in the plan."""

    id: str
    title: Text
    text: Text | None
    kind: str
    kind_name: str
    when: str
    start: str
    end: str
    starts: str
    ends: str
    quarters: tuple[str, ...]
    """The quarters with work, for drawing."""
    lead: Text
    effort: str
    days: Decimal
    scope: str | None
    is_light: bool
    themes: tuple[Text, ...] | None
    """None stands for all themes."""
    groups: tuple[Text, ...] | None
    """None stands for all members."""
    prerequisites: tuple[Text, ...]
    support: str | None
    marks: Marks
    support_marks: Marks


@dataclass(frozen=True, slots=True)
class GoalView:
    title: Text
    description: Text | None
    commitments: tuple[CommitmentView, ...]
    marks: Marks


def build_goals(context: Context) -> tuple[GoalView, ...]:
    """Goal areas in the promise's order; in each, projects by time, then recurring and standing."""
    promise = context.promise
    by_goal: dict[str, list[tuple[CommitmentView, Commitment]]] = {
        goal.id: [] for goal in promise.goals
    }
    for item in context.plan.timetable:
        commitment = context.network.commitments[item.commitment]
        by_goal[commitment.goal].append((_commitment(context, commitment, item), commitment))
    return tuple(
        GoalView(
            title=context.texts(goal.title, goal.id),
            description=context.texts.optional(goal.description),
            commitments=tuple(sorted((view for view, _ in by_goal[goal.id]), key=_order)),
            marks=context.marks(*(fact for _, fact in by_goal[goal.id])),
        )
        for goal in promise.goals
    )


def _order(view: CommitmentView) -> tuple[int, str, str, str]:
    return _KIND_ORDER.get(view.kind, 3), view.start, view.end, view.id


def _commitment(context: Context, commitment: Commitment, item: Scheduled) -> CommitmentView:
    kind = word(commitment.kind)
    is_project = kind == "project"
    scope = next(s for s in commitment.scopes if s.id == item.scope)
    all_themes = len(commitment.themes) > 1 and len(commitment.themes) == len(
        context.network.themes
    )
    beneficiaries = commitment.beneficiaries
    return CommitmentView(
        id=commitment.id,
        title=context.texts(commitment.title, commitment.id),
        text=context.texts.optional(commitment.text),
        kind=kind,
        kind_name=context.t(f"kind.{kind}"),
        when=when(context, commitment, item),
        start=item.start,
        end=item.end,
        starts=context.formats.quarter_short(item.start),
        ends=context.formats.quarter_short(_last(item)),
        quarters=tuple(sorted({c.quarter for c in item.contributions}, key=quarter_index)),
        lead=context.organization(commitment.lead),
        effort=_effort(context, scope),
        days=sum((c.days for c in item.contributions), Decimal(0)),
        scope=context.scope(scope.id) if is_project and len(commitment.scopes) > 1 else None,
        is_light=is_project and scope.id == LIGHT,
        themes=None if all_themes else tuple(map(context.theme, commitment.themes)),
        groups=None
        if beneficiaries.all
        else tuple(context.texts(context.network.groups[g].name, g) for g in beneficiaries.groups),
        prerequisites=tuple(map(context.title, commitment.prerequisites)),
        support=_support(context, commitment.id) if is_project else None,
        marks=context.marks(commitment),
        support_marks=context.response_marks,
    )


def _last(item: Scheduled) -> str:
    return quarter_at(quarter_index(item.end) - 1)


def when(context: Context, commitment: Commitment, item: Scheduled) -> str:
    period = context.promise.period
    if (item.start, item.end) != (period.start, period.end):
        return context.formats.period(item.start, item.end)
    if word(commitment.kind) == "recurring":
        return context.formats.yearly(commitment.quarters)
    return context.t("time.whole_period")


def _effort(context: Context, scope: Scope) -> str:
    days = context.formats.number(sum((e.days for e in scope.effort), Decimal(0)))
    return context.t("unit.days_a_year" if word(scope.per) == "year" else "unit.days", n=days)


def _support(context: Context, commitment: str) -> str:
    said = context.support(commitment)
    chosen = context.chosen.get(commitment)
    if chosen is not None and word(chosen.step) == "completion":
        return context.t("promise.support_completion", support=said)
    return said
