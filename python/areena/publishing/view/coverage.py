"""How far the plan covers each member's needs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from areena.publishing.texts import Text
from areena.publishing.view.context import Context, Marks

if TYPE_CHECKING:
    from areena.planning import MemberCoverage, NeedCoverage


@dataclass(frozen=True, slots=True)
class NeedView:
    theme: Text
    state: str
    """``covered``, ``partly`` or ``not_covered``."""
    said: str
    marks: Marks


@dataclass(frozen=True, slots=True)
class MemberView:
    id: str
    name: Text
    known_as: Text | None
    """The name that people use, beside the register's."""
    share: Decimal | None
    said: str
    needs: tuple[NeedView, ...]
    marks: Marks


def build_members(context: Context) -> tuple[MemberView, ...]:
    """Members in the alphabetical order of their names, never by coverage."""
    views = [_member(context, item) for item in context.plan.coverage]
    return tuple(sorted(views, key=lambda view: context.formats.collation_key(view.name.value)))


def _member(context: Context, item: MemberCoverage) -> MemberView:
    member = context.network.members[item.member]
    # The heaviest first: what matters most to the member.
    needs = sorted(item.needs, key=lambda need: (-need.weight, need.theme))
    facts = [context.network.needs[need.need] for need in needs]
    return MemberView(
        id=item.member,
        name=context.organization(member.organization),
        known_as=known_as(context, member.organization),
        share=item.coverage,
        said=context.t("coverage.no_needs")
        if item.coverage is None
        else context.formats.percent(item.coverage),
        needs=tuple(build_need(context, need) for need in needs),
        # What the plan covers rests on its commitments as much as on the member's needs.
        marks=context.marks(*facts, *context.network.commitments),
    )


def known_as(context: Context, organization: str) -> Text | None:
    """The first other name, if it says more than the name does. A brand needs no translation."""
    other_names = context.network.organizations[organization].other_names
    name = context.texts.optional(other_names[0]) if other_names else None
    if name is None or name.value in context.organization(organization).value:
        return None
    return replace(name, note="")


def build_need(context: Context, need: NeedCoverage) -> NeedView:
    state = "covered" if need.coverage >= 1 else "partly" if need.coverage > 0 else "not_covered"
    said = context.t(f"coverage.{state}")
    if state == "partly":
        share = context.formats.percent(need.coverage)
        said = context.t("coverage.need_state", state=said, share=share)
    return NeedView(
        context.theme(need.theme), state, said, context.marks(context.network.needs[need.need])
    )
