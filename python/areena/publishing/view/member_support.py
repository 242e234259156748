"""What a member supported, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from areena.publishing.view.context import Context
from areena.publishing.view.left_out import LeftOutView

# One page: what carried most of the share, and some of what did not fit.
_SHOWN = 6


@dataclass(frozen=True, slots=True)
class SupportedView:
    said: str
    is_in: bool


@dataclass(frozen=True, slots=True)
class MemberSupport:
    text: str
    items: tuple[SupportedView, ...]
    more: str


def build_member_support(
    context: Context, member: str, left_out: Sequence[LeftOutView]
) -> MemberSupport | None:
    """Those in the plan first, where most of its share went on top; then those left out.

    None for a member of which nothing is known: it has no needs where nobody was asked.
    """
    t, plan = context.t, context.plan
    if member not in context.sharing_members:
        if not context.has_responses:
            return None
        return MemberSupport(t("member.supported_none"), (), "")
    carried = {
        each.commitment: support.amount
        for each in plan.choice.commitments
        for support in each.support
        if support.member == member
    }
    candidates = [c.id for c in context.network.commitments if member in context.supporters(c.id)]
    inside = [key for key in candidates if key in context.chosen]
    inside.sort(key=lambda key: -carried.get(key, Fraction(0)))
    views = {item.commitment: v for item, v in zip(plan.left_out, left_out, strict=True)}
    outside = [key for key in candidates if key in views]
    items = [_inside(context, key, carried.get(key)) for key in inside]
    items += [_outside(context, views[key]) for key in outside]
    basis = "given" if context.has_responses else "needs"
    text = t(f"member.supported_{basis}", n=len(items), inside=len(inside))
    if share := _own_share(context, member):
        used = sum(carried.values(), Fraction(0))
        days = context.formats.days
        text += " " + t("member.supported_share", share=days(share, 1), used=days(used, 1))
    more = len(items) - _SHOWN
    return MemberSupport(
        text, tuple(items[:_SHOWN]), t("member.supported_more", n=more) if more > 0 else ""
    )


def _own_share(context: Context, member: str) -> Fraction:
    """What it began with; 0 by a rule without shares."""
    plan = context.plan
    if plan.provenance.options.choice.carry_over is None:
        return plan.choice.share
    return next((e.share for e in plan.ledger if e.member == member), plan.choice.share)


def _inside(context: Context, commitment: str, amount: Fraction | None) -> SupportedView:
    title = context.title(commitment)
    if not context.has_shares:
        return SupportedView(context.t("member.supported_in_bare", title=title), is_in=True)
    days = context.formats.days(amount or Fraction(0), 1)
    return SupportedView(context.t("member.supported_in", title=title, days=days), is_in=True)


def _outside(context: Context, view: LeftOutView) -> SupportedView:
    said = context.t("member.supported_out", title=view.title, reason=view.heading)
    return SupportedView(said, is_in=False)
