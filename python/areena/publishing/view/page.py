"""The whole page as data: what the template fills in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date  # noqa: N812
from typing import Any

from areena.publishing.texts import Text
from areena.publishing.view.choice import ChoiceView, build_choice
from areena.publishing.view.context import Context, Marks
from areena.publishing.view.contributions import ContributionView, build_contributions
from areena.publishing.view.coverage import MemberView, build_members
from areena.publishing.view.coverage_curve import CurveView, build_coverage_curve
from areena.publishing.view.left_out import LeftOutView, build_left_out
from areena.publishing.view.load import LoadView, build_load, build_organization_load
from areena.publishing.view.methods import MethodsView, build_methods
from areena.publishing.view.promise import GoalView, build_goals
from areena.publishing.view.quarters import first_day
from areena.publishing.view.services import ServiceView, build_services
from areena.publishing.view.summary import SummaryView, build_summary
from areena.publishing.view.what_it_takes import WhatItTakesView, build_what_it_takes


@dataclass(frozen=True, slots=True)
class PageView:
    title: Text
    network: Text
    issuer: Text
    period: str
    start: str
    end: str
    date: str
    is_illustrative: bool
    has_derived: bool
    third_is_small: bool
    marks: Marks
    summary: SummaryView
    goals: tuple[GoalView, ...]
    services: tuple[ServiceView, ...]
    load: tuple[LoadView, ...]
    organization_load: tuple[LoadView, ...]
    contributions: tuple[ContributionView, ...]
    choice: ChoiceView
    left_out: tuple[LeftOutView, ...]
    what_it_takes: WhatItTakesView
    members: tuple[MemberView, ...]
    coverage_curve: CurveView
    methods: MethodsView


def build_page(context: Context, date: Date | None = None) -> PageView:
    """Everything the report shows. `date` is the report's own; by default the promise's start."""
    network = context.network
    promise = context.promise
    facts: list[Any] = [
        *network.commitments,
        *network.capacities,
        *network.needs,
        *network.ballots,
        *network.members,
        *network.organizations,
        *network.services,
    ]
    period = promise.period
    profile = promise.year_profile
    return PageView(
        title=context.texts(promise.title, promise.id),
        network=context.texts(network.title, network.id),
        issuer=context.organization(promise.issuer),
        period=context.formats.period(period.start, period.end),
        start=period.start,
        end=period.end,
        date=context.formats.date(date or first_day(period.start)),
        is_illustrative=network.illustrative
        or promise.illustrative
        or any(f.illustrative for f in facts),
        has_derived=any(f.derived for f in facts),
        third_is_small=len(profile) == 4 and profile[2] < min(profile[:2] + profile[3:]),
        marks=Marks(illustrative=promise.illustrative or network.illustrative),
        summary=build_summary(context),
        goals=build_goals(context),
        services=build_services(context),
        load=build_load(context),
        organization_load=build_organization_load(context),
        contributions=build_contributions(context),
        choice=build_choice(context),
        left_out=build_left_out(context),
        what_it_takes=build_what_it_takes(context),
        members=build_members(context),
        coverage_curve=build_coverage_curve(context),
        methods=build_methods(context),
    )
