"""What did not fit: the reason in words, what is missing, and what would help."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

from areena.publishing.texts import Text
from areena.publishing.view.context import Context, Marks, word
from areena.publishing.view.support_flow import choice_said, support_flow

if TYPE_CHECKING:
    from areena.planning import LeftOut, Shortage


class Explain(Protocol):
    """Why something is left out, and what it would take."""

    def __call__(self, context: Context, item: LeftOut) -> tuple[str, str]: ...


@dataclass(frozen=True, slots=True)
class LeftOutView:
    title: Text
    heading: str
    """The reason in a few words."""
    reason: str
    shortages: tuple[str, ...]
    needed: str
    support: str
    flow: str
    """Where its supporters' share went instead; may be empty."""
    choice: str
    """How far the share reached, and what would have been enough; may be empty."""
    marks: Marks
    support_marks: Marks


def build_left_out(context: Context) -> tuple[LeftOutView, ...]:
    return tuple(_left_out(context, item) for item in context.plan.left_out)


def shortage(context: Context, item: Shortage) -> str:
    return context.t(
        "left_out.shortage",
        expertises=context.expertises(item.expertises),
        quarter=context.formats.quarter(item.quarter),
        days=context.formats.days(item.shortfall),
    )


def _left_out(context: Context, item: LeftOut) -> LeftOutView:
    reasons: dict[str, Explain] = {
        "capacity": _capacity,
        "effort": _effort,
        "window": _window,
        "prerequisite": _other("prerequisite"),
        "excluded": _other("excluded"),
        "no_support": _no_support,
        "not_chosen": _not_chosen,
    }
    explain = reasons.get(item.code, _unknown)
    reason, needed = explain(context, item)
    heading = f"left_out.title_{item.code}"
    return LeftOutView(
        title=context.title(item.commitment),
        heading=context.t(heading if heading in context.t else "left_out.title_other"),
        reason=reason,
        shortages=tuple(shortage(context, s) for s in item.shortages),
        needed=needed,
        support=context.support(item.commitment, item.supporters),
        flow=support_flow(context, item.commitment),
        choice=" ".join(choice_said(context, item.commitment)),
        marks=context.marks(context.network.commitments[item.commitment]),
        support_marks=context.response_marks,
    )


def _capacity(context: Context, item: LeftOut) -> tuple[str, str]:
    missing = sum((s.shortfall for s in item.shortages), Decimal(0))
    needed = context.t(
        "left_out.capacity_needed" + _or_lighter(context, item),
        days=context.formats.days(missing),
    )
    if item.scope is None or item.start is None or item.end is None:
        return context.t("left_out.capacity_bare"), needed
    period = context.formats.period(item.start, item.end)
    scope = context.scope(item.scope)
    return context.t("left_out.capacity", period=period, scope=scope), needed


def _effort(context: Context, item: LeftOut) -> tuple[str, str]:
    if item.cost is None or item.left is None or item.cost <= item.left:
        return context.t("left_out.effort_bare"), context.t("left_out.effort_needed_bare")
    days = context.formats.days
    return (
        context.t("left_out.effort", cost=days(item.cost), left=days(item.left)),
        context.t(
            "left_out.effort_needed" + _or_lighter(context, item),
            short=days(item.cost - item.left),
        ),
    )


def _or_lighter(context: Context, item: LeftOut) -> str:
    """Which form of a message to take: a lighter scope is no advice where there is none."""
    scopes = context.network.commitments[item.commitment].scopes
    effort = {scope.id: sum(e.days for e in scope.effort) for scope in scopes}
    tried = item.scope or next((s.id for s in scopes if s.default), None)
    return "" if tried in effort and min(effort.values()) < effort[tried] else "_lightest"


def _window(context: Context, item: LeftOut) -> tuple[str, str]:
    network = context.network
    window = network.commitments[item.commitment].window or context.promise.period
    said = context.formats.period(window.start, window.end)
    return context.t("left_out.window", window=said), context.t("left_out.window_needed")


def _other(code: str) -> Explain:
    def explain(context: Context, item: LeftOut) -> tuple[str, str]:
        if item.other is None:
            return _unknown(context, item)
        title = context.title(item.other)
        return context.t(f"left_out.{code}", title=title), context.t(f"left_out.{code}_needed")

    return explain


def _no_support(context: Context, item: LeftOut) -> tuple[str, str]:  # noqa: ARG001
    basis = "given" if context.has_responses else "needs"
    return context.t(f"left_out.no_support_{basis}"), context.t("left_out.no_support_needed")


def _not_chosen(context: Context, item: LeftOut) -> tuple[str, str]:  # noqa: ARG001
    is_shares = word(context.plan.choice.rule) == "equal-shares"
    key = "left_out.not_chosen" if is_shares else "left_out.not_chosen_by_rule"
    return context.t(key), context.t(f"{key}_needed")


def _unknown(context: Context, item: LeftOut) -> tuple[str, str]:
    return context.t("left_out.other", code=item.code), context.t("left_out.other_needed")
