"""Where the supporters of a commitment that did not fit had their share of the effort instead."""

from __future__ import annotations

from fractions import Fraction

from areena.publishing.view.context import Context

_NAMED = 3


def support_flow(context: Context, commitment: str) -> str:
    """In words of effort; empty where priorities were not given or nobody named the commitment."""
    if not context.has_responses:
        return ""
    ballots = context.network.ballots
    members = {b.member for b in ballots if commitment in context.priorities_of(b.member)}
    if not members:
        return ""
    went = [
        (sum((s.amount for s in each.support if s.member in members), Fraction()), each.commitment)
        for each in context.plan.choice.commitments
        if each.commitment in context.scheduled
    ]
    went = sorted((each for each in went if each[0]), key=lambda each: -each[0])
    used = sum((amount for amount, _ in went), Fraction())
    total = context.plan.choice.share * len(members)
    days = context.formats.days
    if not went:
        return context.t("left_out.flow_none", total=days(total, 1))
    parts = [
        context.t("left_out.flow_part", title=context.title(name), days=days(amount, 1))
        for amount, name in went[:_NAMED]
    ]
    return context.t(
        "left_out.flow",
        total=days(total, 1),
        used=days(used, 1),
        parts=context.formats.listed(parts),
        left=days(total - used, 1),
    )
