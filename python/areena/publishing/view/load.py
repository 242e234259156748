"""The work of each expertise and each organization by quarter, beside the days that were agreed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from areena.publishing.formats import quarters_between
from areena.publishing.texts import Phrase, Text
from areena.publishing.view.context import Context, Marks, word

if TYPE_CHECKING:
    from areena import Capacity

# A capacity that names no reserve keeps 15 % of what standing work leaves (as planning does).
_RESERVE = Decimal("0.15")
_HUNDREDTH = Decimal("0.01")


@dataclass(slots=True)
class QuarterLoad:
    """Person-days of one quarter."""

    quarter: str
    days: Decimal = Decimal(0)
    limit: Decimal = Decimal(0)
    """What projects and standing work may take together: the agreed days without the reserve."""
    standing: Decimal = Decimal(0)
    projects: Decimal = Decimal(0)

    @property
    def used(self) -> Decimal:
        return self.standing + self.projects


@dataclass(frozen=True, slots=True)
class LoadView:
    """One expertise, several that share their days, or one organization."""

    heading: Text | Phrase
    quarters: tuple[QuarterLoad, ...]
    used: Decimal
    days: Decimal
    peak: str
    marks: Marks

    @property
    def name(self) -> str:
        return str(self.heading)


def build_load(context: Context) -> tuple[LoadView, ...]:
    """By expertise, in the order of the document."""
    capacities = _agreed(context)
    given = _given_days(context)
    views = []
    for pool in _pools([e.id for e in context.network.expertises], capacities):
        mine = [c for c in capacities if c.expertises[0] in pool]
        if mine:
            views.append(_view(context, context.expertises(pool), mine, given))
    return tuple(views)


def build_organization_load(context: Context) -> tuple[LoadView, ...]:
    """By organization, in the alphabetical order of names: all of its expertises together."""
    given = _given_days(context)
    by_organization: dict[str, list[Capacity]] = {}
    for capacity in _agreed(context):
        by_organization.setdefault(capacity.organization, []).append(capacity)
    views = [
        _view(context, context.organization(key), mine, given)
        for key, mine in by_organization.items()
    ]
    return tuple(sorted(views, key=lambda view: context.formats.collation_key(view.name)))


def _quarters(context: Context) -> list[str]:
    return quarters_between(context.promise.period.start, context.promise.period.end)


def _agreed(context: Context) -> list[Capacity]:
    quarters = set(_quarters(context))
    return [
        c
        for c in context.network.capacities
        if word(c.agreement) == "agreed" and c.quarter in quarters
    ]


def _pools(expertises: Iterable[str], capacities: Iterable[Capacity]) -> list[list[str]]:
    """Expertises in groups that share days somewhere; most stand alone."""
    pool_of = {expertise: [expertise] for expertise in expertises}
    for capacity in capacities:
        first = pool_of[capacity.expertises[0]]
        for expertise in capacity.expertises[1:]:
            other = pool_of[expertise]
            if other is not first:
                first.extend(other)
                for moved in other:
                    pool_of[moved] = first
    return [sorted(pool) for expertise, pool in pool_of.items() if expertise == min(pool)]


def _given_days(context: Context) -> dict[str, tuple[Decimal, Decimal]]:
    """Days taken from each capacity by standing and recurring work, and by projects."""
    given: dict[str, tuple[Decimal, Decimal]] = {}
    for item in context.plan.timetable:
        is_project = word(item.kind) == "project"
        for c in item.contributions:
            standing, projects = given.get(c.capacity, (Decimal(0), Decimal(0)))
            if is_project:
                given[c.capacity] = standing, projects + c.days
            else:
                given[c.capacity] = standing + c.days, projects
    return given


def _view(
    context: Context,
    heading: Text | Phrase,
    capacities: list[Capacity],
    given: dict[str, tuple[Decimal, Decimal]],
) -> LoadView:
    loads = {quarter: QuarterLoad(quarter) for quarter in _quarters(context)}
    for c in capacities:
        load = loads[c.quarter]
        standing, projects = given.get(c.id, (Decimal(0), Decimal(0)))
        standing += c.standing
        free = c.days - standing
        reserve = c.reserve
        if reserve is None:
            reserve = max((free * _RESERVE).quantize(_HUNDREDTH, ROUND_HALF_UP), Decimal(0))
        load.days += c.days
        load.limit += c.days - reserve
        load.standing += standing
        load.projects += projects
    return LoadView(
        heading=heading,
        quarters=tuple(loads.values()),
        used=sum((q.used for q in loads.values()), Decimal(0)),
        days=sum((q.days for q in loads.values()), Decimal(0)),
        peak=_peak(context, list(loads.values())),
        marks=context.marks(*capacities),
    )


def _peak(context: Context, loads: list[QuarterLoad]) -> str:
    shares = [(load.used / load.days, load.quarter) for load in loads if load.days > 0]
    if not shares:
        return context.t("load.peak_none")
    share, quarter = max(shares, key=lambda pair: pair[0])
    if share == 0:
        return context.t("load.peak_idle")
    return context.t(
        "load.peak",
        share=context.formats.percent(share),
        quarter=context.formats.quarter_short(quarter),
    )
