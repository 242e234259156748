"""What the choice says of a commitment that is left out: where its supporters' share of the effort
went instead, how far it reached, and what would have been enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

from areena.publishing.view.context import Context, word

if TYPE_CHECKING:
    from areena.planning import ChoiceReason

_NAMED = 3


def support_flow(context: Context, commitment: str) -> str:
    """In words of effort; empty where nobody supports it, or there are no shares."""
    reason = context.choice_reasons.get(commitment)
    if reason is None or not reason.share:
        return ""
    days = context.formats.days
    if not reason.went_to:
        return context.t("left_out.flow_none", total=days(reason.share, 1))
    parts = [
        context.t(
            "left_out.flow_part",
            title=context.title(each.commitment),
            days=days(each.amount, 1),
        )
        for each in reason.went_to[:_NAMED]
    ]
    return context.t(
        "left_out.flow",
        total=days(reason.share, 1),
        used=days(reason.share - reason.left, 1),
        parts=context.formats.listed(parts),
        left=days(reason.left, 1),
    )


def choice_said(context: Context, commitment: str) -> tuple[str, ...]:
    """Sentences; none for what is no candidate, or where the choice has no shares."""
    reason = context.choice_reasons.get(commitment)
    if reason is None:
        return ()
    said = []
    if reason.share:
        said.append(_reach(context, reason))
    if reason.was_chosen:
        key = "was_chosen_anew" if context.begins_anew else "was_chosen"
        return (*said, context.t(f"left_out.choice_{key}"))
    if word(reason.left_out_by) == "timetable":
        return (*said, context.t("left_out.choice_timetable"))
    return (*said, *_enough(context, reason))


def _reach(context: Context, reason: ChoiceReason) -> str:
    formats = context.formats
    return context.t(
        "left_out.choice_reach",
        cost=formats.days(reason.cost),
        support=formats.number(reason.effective_support, 1),
    )


def _enough(context: Context, reason: ChoiceReason) -> list[str]:
    if not reason.is_checked:
        key = f"left_out.choice_untold_{word(reason.untold)}".replace("-", "_")
        return [context.t(key)] if key in context.t else []
    said = [*_supporters(context, reason), *_effort(context, reason)]
    if reason.extra_supporters is not None or reason.largest_cost:
        said.append(context.t("left_out.choice_room"))
    return said


def _supporters(context: Context, reason: ChoiceReason) -> list[str]:
    """How many more supporters would have been enough: for the shares to reach or, where the choice
    is made anew each time, to be chosen."""
    t, n = context.t, reason.extra_supporters
    anew = "_anew" if context.begins_anew else ""
    if n is None:
        return [t(f"left_out.choice_extra_none{anew if reason.is_fewest else '_found'}")]
    key = "extra" if reason.supporters else "first"
    if reason.is_fewest:
        return [t(f"left_out.choice_{key}{anew}", n=n)]
    return [t(f"left_out.choice_{key}_any", n=n)]


def _effort(context: Context, reason: ChoiceReason) -> list[str]:
    if not reason.largest_cost:
        return []
    kind = "_any" if not reason.is_largest else "_anew" if context.begins_anew else ""
    days = context.formats.days(reason.largest_cost)
    return [context.t(f"left_out.choice_largest{kind}", days=days)]
