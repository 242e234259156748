"""One page for one member: what a rector reads first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812
from typing import TYPE_CHECKING, Any

from areena.publishing.texts import Text
from areena.publishing.view.context import Context, Marks
from areena.publishing.view.coverage import known_as
from areena.publishing.view.left_out import LeftOutView
from areena.publishing.view.member_figures import FiguresView, build_figures
from areena.publishing.view.member_needs import MemberNeedView, build_member_needs
from areena.publishing.view.member_promises import (
    Ahead,
    MemberPromise,
    build_ahead,
    build_member_promises,
    count_promises,
)
from areena.publishing.view.member_support import MemberSupport, build_member_support
from areena.publishing.view.quarters import first_day

if TYPE_CHECKING:
    from areena.planning import MemberCoverage


@dataclass(frozen=True, slots=True)
class MemberPageView:
    name: Text
    known_as: Text | None
    title: Text
    """The promise's."""
    network: Text
    period: str
    date: str
    marks: Marks
    is_illustrative: bool
    has_derived: bool
    needs: tuple[MemberNeedView, ...]
    promises: tuple[MemberPromise, ...]
    promises_text: str
    has_response: bool
    response_marks: Marks
    support: MemberSupport | None
    ahead: Ahead
    figures: FiguresView | None


def build_member_page(
    context: Context, item: MemberCoverage, left_out: Sequence[LeftOutView], date: Date | None
) -> MemberPageView:
    network, promise = context.network, context.promise
    member = network.members[item.member]
    own_needs: list[Any] = [network.needs[need.need] for need in item.needs]
    facts = [*own_needs, *network.commitments, member, network.organizations[member.organization]]
    day = date or first_day(promise.period.start)
    has_response = bool(context.priorities_of(item.member))
    is_illustrative = network.illustrative or promise.illustrative
    return MemberPageView(
        name=context.organization(member.organization),
        known_as=known_as(context, member.organization),
        title=context.texts(promise.title, promise.id),
        network=context.texts(network.title, network.id),
        period=context.formats.period(promise.period.start, promise.period.end),
        date=context.formats.date(day),
        marks=Marks(illustrative=is_illustrative),
        is_illustrative=is_illustrative or any(f.illustrative for f in facts),
        has_derived=any(f.derived for f in facts),
        needs=build_member_needs(context, item, left_out),
        promises=build_member_promises(context, item),
        promises_text=context.t(
            f"member.promises_text_{'given' if has_response else 'needs'}",
            n=count_promises(context, item.member),
        ),
        has_response=has_response,
        response_marks=context.response_marks,
        support=build_member_support(context, item.member, left_out),
        ahead=build_ahead(context, item.member, day),
        figures=build_figures(context, member),
    )
