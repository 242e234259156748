"""The first lines of the report: how much is promised, with what effort, for whom."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from areena.publishing.view.context import Context, Marks, word
from areena.publishing.view.left_out import shortage


@dataclass(frozen=True, slots=True)
class FigureView:
    """A number a reader remembers, what it counts, and a line more."""

    value: str
    label: str
    detail: str
    marks: Marks
    anchor: str


@dataclass(frozen=True, slots=True)
class WarningView:
    heading: str
    text: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SummaryView:
    figures: tuple[FigureView, ...]
    texts: tuple[str, ...]
    warnings: tuple[WarningView, ...]


def build_summary(context: Context) -> SummaryView:
    return SummaryView(
        figures=(
            _commitments(context),
            _effort(context),
            _coverage(context),
            _left_out(context),
        ),
        texts=_texts(context),
        warnings=tuple(_warnings(context)),
    )


def _texts(context: Context) -> tuple[str, ...]:
    keys = ["text_standing", "text_reserve"]
    lacks_capacity = any(item.code == "capacity" for item in context.plan.left_out)
    if lacks_capacity and _used(context) < context.plan.choice.available:
        keys.insert(1, "text_left_over")
    return tuple(context.t(f"summary.{key}") for key in keys)


def _used(context: Context) -> Decimal:
    """Person-days of the projects in the plan."""
    return sum(
        (
            c.days
            for item in context.plan.timetable
            if word(item.kind) == "project"
            for c in item.contributions
        ),
        Decimal(0),
    )


def _commitments(context: Context) -> FigureView:
    t = context.t
    counts = Counter(word(item.kind) for item in context.plan.timetable)
    total = sum(counts.values())
    return FigureView(
        value=context.formats.number(total),
        label=t("summary.commitments", n=total),
        detail=t(
            "summary.kinds",
            standing=t("summary.standing", n=counts["standing"]),
            recurring=t("summary.recurring", n=counts["recurring"]),
            projects=t("summary.projects", n=counts["project"]),
        ),
        marks=context.marks(*context.network.commitments),
        anchor="promise",
    )


def _effort(context: Context) -> FigureView:
    available = context.plan.choice.available
    used = _used(context)
    number = context.formats.number
    key = "summary.effort_detail" if used < available else "summary.effort_detail_all"
    return FigureView(
        value=context.formats.percent(used / available if available > 0 else Decimal(0)),
        label=context.t("summary.effort"),
        detail=context.t(key, used=number(used, 0), available=number(available, 0)),
        marks=context.marks(*context.network.capacities),
        anchor="load",
    )


def _coverage(context: Context) -> FigureView:
    shares = sorted(c.coverage for c in context.plan.coverage if c.coverage is not None)
    marks = context.marks(*context.network.needs, *context.network.commitments)
    if not shares:
        none = context.t("summary.coverage_none")
        return FigureView("–", context.t("summary.coverage"), none, marks, "coverage")
    middle = len(shares) // 2
    median = (
        Fraction(shares[middle])
        if len(shares) % 2
        else (Fraction(shares[middle - 1]) + Fraction(shares[middle])) / 2
    )
    percent = context.formats.percent
    return FigureView(
        value=percent(median),
        label=context.t("summary.coverage"),
        detail=context.t(
            "summary.coverage_detail", low=percent(shares[0]), high=percent(shares[-1])
        ),
        marks=marks,
        anchor="coverage",
    )


def _left_out(context: Context) -> FigureView:
    network, left_out = context.network, context.plan.left_out
    count = len(left_out)
    return FigureView(
        value=context.formats.number(count),
        label=context.t("summary.left_out", n=count),
        detail=context.t("summary.left_out_detail" if count else "summary.left_out_none"),
        marks=context.marks(*(network.commitments[item.commitment] for item in left_out)),
        anchor="left-out",
    )


def _warnings(context: Context) -> list[WarningView]:
    t, plan = context.t, context.plan
    found = []
    if not plan.complete:
        items = tuple(shortage(context, s) for s in plan.standing_shortages)
        text = t("summary.incomplete_standing" if items else "summary.incomplete_stopped")
        found.append(WarningView(t("summary.incomplete_title"), text, items))
    if not plan.verified.ok:
        failed = tuple(claim.name for claim in plan.verified.claims if not claim.ok)
        text = t("summary.unverified_text")
        found.append(WarningView(t("summary.unverified_title"), text, failed))
    return found
