"""How the coverage of needs grows over the quarters, as commitments are completed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from statistics import median
from typing import TYPE_CHECKING

from areena.publishing.formats import quarter_at, quarter_index, quarters_between
from areena.publishing.view.context import Context, Marks, word

if TYPE_CHECKING:
    from areena.planning import MemberCoverage, NeedCoverage


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """At the end of a quarter, over the members that have needs."""

    quarter: str
    low: Decimal
    middle: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class CurveView:
    points: tuple[CurvePoint, ...]
    marks: Marks


def build_coverage_curve(context: Context) -> CurveView:
    """A project covers once it is completed; standing and recurring work from its start on."""
    members = [item for item in context.plan.coverage if item.coverage is not None]
    promise = context.promise
    points = []
    for quarter in quarters_between(promise.period.start, promise.period.end):
        if not members:
            break
        shares = sorted(_member_share(context, item, quarter) for item in members)
        points.append(CurvePoint(quarter, shares[0], Decimal(median(shares)), shares[-1]))
    return CurveView(
        tuple(points), context.marks(*context.network.commitments, *context.network.needs)
    )


def _member_share(context: Context, item: MemberCoverage, quarter: str) -> Decimal:
    weights = sum(need.weight for need in item.needs)
    covered = sum(
        (need.weight * _need_share(context, need, quarter) for need in item.needs), Decimal(0)
    )
    return covered / weights if weights else Decimal(0)


def _need_share(context: Context, need: NeedCoverage, quarter: str) -> Decimal:
    served = (_given(context, commitment, quarter) for commitment in need.commitments)
    return min(Decimal(1), sum(served, Decimal(0)))


def _given(context: Context, commitment: str, quarter: str) -> Decimal:
    """What a commitment covers by the end of a quarter."""
    entry = context.scheduled[commitment]
    is_project = word(entry.kind) == "project"
    last = quarter_at(quarter_index(entry.end) - 1)
    if (last if is_project else entry.start) > quarter:
        return Decimal(0)
    scopes = context.network.commitments[commitment].scopes
    return next(scope.coverage for scope in scopes if scope.id == entry.scope)
