"""The pictures of the report, drawn from the view, each with its title and description.

Notebooks draw the same (`charts/notebook.py`): what a bar or a column says is decided here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from areena.publishing.charts.coverage_curve import coverage_chart
from areena.publishing.charts.flow import Source, Target, flow_chart, parts_chart
from areena.publishing.charts.gantt import NARROW, WIDE, Bar, Layout, gantt
from areena.publishing.charts.load import load_chart, scale_top
from areena.publishing.view.context import Context
from areena.publishing.view.coverage_curve import CurveView
from areena.publishing.view.effort_flow import FlowView
from areena.publishing.view.load import LoadView
from areena.publishing.view.page import PageView
from areena.publishing.view.promise import CommitmentView, GoalView


@dataclass(frozen=True, slots=True)
class TimetableFigure:
    """The timetable of a goal area: the same chart for wide and for narrow pages."""

    goal: GoalView
    title: str
    wide: Markup
    narrow: Markup


@dataclass(frozen=True, slots=True)
class LoadFigure:
    load: LoadView
    total: str
    picture: Markup


@dataclass(frozen=True, slots=True)
class FlowFigure:
    """The same picture for wide and for narrow pages, and what its colours are."""

    flow: FlowView
    title: str
    text: str
    table: str
    caption: str
    sources: tuple[Source, ...]
    wide: Markup
    narrow: Markup


def flow_figure(context: Context, flow: FlowView | None) -> FlowFigure | None:
    if flow is None:
        return None
    t, formats = context.t, context.formats
    sources = tuple(
        Source(each.name, "flow-rest" if each.is_rest else f"flow-{i}")
        for i, each in enumerate(flow.carriers)
    )
    targets = [
        Target(row.title, formats.days(row.days), tuple(map(float, row.parts))) for row in flow.rows
    ]
    shown = "" if flow.is_shares else "_support"
    title = t(f"choice.chart_title{shown}")
    desc = t(f"choice.chart_desc{shown}", n=len(targets))
    wide = flow_chart(sources, targets, key="flow", title=title, desc=desc)
    narrow = parts_chart(sources, targets, key="flow", title=title, desc=desc)
    return FlowFigure(
        flow,
        title=title,
        text=t(f"choice.flow_text{shown}"),
        table=t(f"choice.table{shown}"),
        caption=t(f"choice.table_caption{shown}"),
        sources=sources,
        wide=wide,
        narrow=narrow,
    )


def timetable_figures(context: Context, page: PageView) -> tuple[TimetableFigure, ...]:
    return tuple(_timetable(context, page, goal, i) for i, goal in enumerate(page.goals, 1))


def coverage_figure(context: Context, view: CurveView) -> Markup | None:
    """How coverage grows; none for a network without needs."""
    if not view.points:
        return None
    t, percent = context.t, context.formats.percent
    last = view.points[-1]
    return coverage_chart(
        view.points,
        key="coverage-curve",
        title=t("curve.heading"),
        desc=t(
            "curve.chart_desc",
            first=percent(view.points[0].middle),
            last=percent(last.middle),
            low=percent(last.low),
            high=percent(last.high),
        ),
        marks=[(p, percent(Fraction(p, 100))) for p in (0, 25, 50, 75, 100)],
    )


def load_figures(context: Context, views: Iterable[LoadView], key: str) -> tuple[LoadFigure, ...]:
    """A figure for each view; `key` makes their ids unique on the page."""
    return tuple(
        LoadFigure(load, _total(context, load), load_picture(context, load, f"{key}-{i}"))
        for i, load in enumerate(views, 1)
    )


def _timetable(context: Context, page: PageView, goal: GoalView, number: int) -> TimetableFigure:
    t = context.t
    title = t("timetable.chart_title", goal=goal.title.spoken)
    desc = t("timetable.chart_desc", period=page.period, n=len(goal.commitments))
    wide, narrow = (
        timetable_picture(
            context,
            goal.commitments,
            layout=layout,
            key=f"timetable-{number}",
            title=title,
            desc=desc,
        )
        for layout in (WIDE, NARROW)
    )
    return TimetableFigure(goal, title, wide, narrow)


def timetable_picture(
    context: Context,
    commitments: Iterable[CommitmentView],
    *,
    layout: Layout,
    key: str,
    title: str,
    desc: str,
) -> Markup:
    """The commitments as bars over the promise's period."""
    period = context.promise.period
    return gantt(
        [_bar(context, each) for each in commitments],
        start=period.start,
        end=period.end,
        numbers=[context.t.choice("time.number", i) for i in range(4)],
        layout=layout,
        key=key,
        title=title,
        desc=desc,
    )


def _bar(context: Context, commitment: CommitmentView) -> Bar:
    note = context.formats.days(commitment.days)
    if commitment.is_light:
        note = context.t("timetable.bar_light", days=note)
    return Bar(
        label=commitment.title,
        kind=commitment.kind,
        start=commitment.start,
        end=commitment.end,
        quarters=commitment.quarters,
        note=note,
        is_light=commitment.is_light,
    )


def load_picture(context: Context, load: LoadView, key: str) -> Markup:
    """The columns of one expertise or organization."""
    t, formats = context.t, context.formats
    return load_chart(
        load.quarters,
        key=key,
        title=t("load.chart_title", name=load.heading.spoken),
        desc=t("load.chart_desc", used=formats.days(load.used, 0), days=formats.days(load.days, 0)),
        top=formats.number(scale_top(load.quarters)),
    )


def _total(context: Context, load: LoadView) -> str:
    used, days = context.formats.number(load.used, 0), context.formats.days(load.days, 0)
    return context.t("load.total", used=used, days=days)
