"""The pictures of the report, drawn from the view, each with its title and description."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from areena.publishing.charts.gantt import NARROW, WIDE, Bar, gantt
from areena.publishing.charts.load import load_chart, scale_top
from areena.publishing.view.context import Context
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
    title: str
    total: str
    picture: Markup


def timetable_figures(context: Context, page: PageView) -> tuple[TimetableFigure, ...]:
    return tuple(_timetable(context, page, goal, i) for i, goal in enumerate(page.goals, 1))


def load_figures(context: Context, page: PageView) -> tuple[LoadFigure, ...]:
    return tuple(_load(context, load, i) for i, load in enumerate(page.load, 1))


def _timetable(context: Context, page: PageView, goal: GoalView, number: int) -> TimetableFigure:
    t = context.t
    title = t("timetable.chart_title", goal=str(goal.title))
    bars = [_bar(context, commitment) for commitment in goal.commitments]
    numbers = [t.choice("time.number", i) for i in range(4)]
    desc = t("timetable.chart_desc", period=page.period, n=len(bars))
    wide, narrow = (
        gantt(
            bars,
            start=page.start,
            end=page.end,
            numbers=numbers,
            layout=layout,
            key=f"timetable-{number}",
            title=title,
            desc=desc,
        )
        for layout in (WIDE, NARROW)
    )
    return TimetableFigure(goal, title, wide, narrow)


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


def _load(context: Context, load: LoadView, number: int) -> LoadFigure:
    t, formats = context.t, context.formats
    used, days = formats.number(load.used, 0), formats.days(load.days, 0)
    title = t("load.chart_title", name=load.name)
    picture = load_chart(
        load.quarters,
        key=f"load-{number}",
        title=title,
        desc=t("load.chart_desc", used=formats.days(load.used, 0), days=days),
        top=formats.number(scale_top(load.quarters)),
    )
    return LoadFigure(load, title, t("load.total", used=used, days=days), picture)
