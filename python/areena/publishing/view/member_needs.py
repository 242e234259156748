"""A member's needs one by one, and where the plan falls short: why, and what would help."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from areena.publishing.formats import quarter_at, quarter_index
from areena.publishing.texts import Text
from areena.publishing.view.context import Context, Marks
from areena.publishing.view.coverage import build_need
from areena.publishing.view.left_out import LeftOutView

if TYPE_CHECKING:
    from areena import Commitment
    from areena.planning import LeftOut, MemberCoverage, NeedCoverage

# One page holds this many missing commitments beside each need.
_MISSING_SHOWN = 1


@dataclass(frozen=True, slots=True)
class Missing:
    """A commitment that would serve the need and did not fit."""

    title: Text
    reason: str
    detail: Text | str | None
    """Of which expertise and when work is missing, or the commitment that stands in the way."""
    needed: str
    is_own_priority: bool


@dataclass(frozen=True, slots=True)
class MemberNeedView:
    theme: Text
    state: str
    said: str
    marks: Marks
    missing: tuple[Missing, ...]
    more_missing: int
    """How many more would serve it and did not fit."""
    explanation: str | None
    """Said when the need is not covered although nothing that would serve it was left out."""
    wider: tuple[Text, ...]
    """What the plan holds in a lighter form than it could be, and would then serve more."""


def build_member_needs(
    context: Context, item: MemberCoverage, left_out: Sequence[LeftOutView]
) -> tuple[MemberNeedView, ...]:
    """The heaviest need first. `left_out` tells what did not fit, in the plan's order."""
    needs = sorted(item.needs, key=lambda need: (-need.weight, need.theme))
    told: set[str] = set()
    return tuple(_need(context, item.member, need, left_out, told) for need in needs)


def _need(
    context: Context,
    member: str,
    need: NeedCoverage,
    left_out: Sequence[LeftOutView],
    told: set[str],
) -> MemberNeedView:
    """`told` grows by what is told here: beside another need, another commitment is told first."""
    view = build_need(context, need)
    missing: list[Missing] = []
    wider: tuple[Text, ...] = ()
    explanation = None
    if need.coverage < 1:
        missing = _missing(context, member, need, left_out)
        missing.sort(key=lambda item: item.title.value in told)
        told.update(item.title.value for item in missing[:_MISSING_SHOWN])
        if not missing:
            key = "nothing_left_out" if need.commitments else "no_candidates"
            explanation = context.t(f"member.{key}")
            wider = _wider(context, need)
    return MemberNeedView(
        theme=view.theme,
        state=view.state,
        said=view.said,
        marks=view.marks,
        missing=tuple(missing[:_MISSING_SHOWN]),
        more_missing=max(0, len(missing) - _MISSING_SHOWN),
        explanation=explanation,
        wider=wider,
    )


def _missing(
    context: Context, member: str, need: NeedCoverage, left_out: Sequence[LeftOutView]
) -> list[Missing]:
    """What the member named first, then what would cover most."""
    own = context.priorities_of(member)
    found = []
    for item, view in zip(context.plan.left_out, left_out, strict=True):
        commitment = context.network.commitments[item.commitment]
        if need.theme in commitment.themes and member in context.beneficiaries(item.commitment):
            is_own = item.commitment in own
            made = Missing(view.title, view.heading, _detail(context, item), view.needed, is_own)
            found.append(((not is_own, -_widest(commitment), item.commitment), made))
    return [made for _, made in sorted(found, key=lambda pair: pair[0])]


def _detail(context: Context, item: LeftOut) -> Text | str | None:
    """All of it in one line; the report has it quarter by quarter."""
    if item.other is not None:
        return context.title(item.other)
    if not item.shortages:
        return None
    quarters = sorted(quarter_index(short.quarter) for short in item.shortages)
    return context.t(
        "member.shortage",
        expertises=context.expertises(
            dict.fromkeys(key for short in item.shortages for key in short.expertises)
        ),
        period=context.formats.period(quarter_at(quarters[0]), quarter_at(quarters[-1] + 1)),
    )


def _widest(commitment: Commitment) -> Decimal:
    return max(scope.coverage for scope in commitment.scopes)


def _wider(context: Context, need: NeedCoverage) -> tuple[Text, ...]:
    """At most two, those with most to win."""
    gains = []
    for key in need.commitments:
        commitment = context.network.commitments[key]
        planned = context.scheduled[key].scope
        now = next(scope.coverage for scope in commitment.scopes if scope.id == planned)
        if (gain := _widest(commitment) - now) > 0:
            gains.append((-gain, key))
    return tuple(context.title(key) for _, key in sorted(gains)[:2])
