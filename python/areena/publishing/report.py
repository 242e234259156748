"""The report: one self-contained HTML page about a plan."""

from __future__ import annotations

from datetime import date as Date  # noqa: N812
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from areena.publishing.catalogue import Language
from areena.publishing.charts.share import share_bar
from areena.publishing.figures import (
    coverage_figure,
    flow_figure,
    load_figures,
    timetable_figures,
)
from areena.publishing.links import Links
from areena.publishing.view.context import Context
from areena.publishing.view.page import build_page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from areena import Plan
    from areena.planning import Price, Stress


def report(
    plan: Plan,
    *,
    language: Language = "fi",
    date: Date | str | None = None,
    prices: Iterable[Price] = (),
    stress: Iterable[Stress] = (),
) -> str:
    """A plan as one HTML page: no script, nothing from elsewhere, the same bytes every time.

    Args:
        plan: what `areena.plan` gave; its network brings the texts.
        language: of the page: ``"fi"``, ``"sv"`` or ``"en"``. A text that the network does not have
            in it is shown in another language and marked.
        date: the report's own day (ISO 8601 if a text); by default the promise's first day.
        prices: of the plan's own (``plan.prices()``), for a section on what it would take.
        stress: the same (``plan.stress()``), on what a loss would do.

    Raises:
        ValueError: there is no such language or date.
    """
    return render_report(Context(plan, language, prices=prices, stress=stress), as_date(date))


def as_date(date: Date | str | None) -> Date | None:
    return Date.fromisoformat(date) if isinstance(date, str) else date


def render_report(context: Context, date: Date | None, links: Links | None = None) -> str:
    """The page for readers of the context's language; `links` leads to the report's other pages."""
    page = build_page(context, date)
    language = context.t.language
    return render(
        "report.html.j2",
        context,
        page=page,
        languages=links.to_languages(links.report) if links else (),
        member_pages={m.id: links.member(m.id, language) for m in page.members} if links else {},
        formulas_at="",
        timetable=timetable_figures(context, page),
        flow=flow_figure(context, page.choice.flow),
        load=load_figures(context, page.load, "load"),
        organization_load=load_figures(context, page.organization_load, "organization-load"),
        coverage_curve=coverage_figure(context, page.coverage_curve),
    )


def render(template: str, context: Context, **values: object) -> str:
    """A template filled in, with what every page needs."""
    return (
        _environment()
        .get_template(template)
        .render(
            language=context.t.language,
            t=context.t,
            formats=context.formats,
            style=_style(),
            **values,
        )
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("areena.publishing"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals["share_bar"] = share_bar
    return environment


@cache
def _style() -> Markup:
    file = resources.files("areena.publishing") / "templates" / "report.css"
    return Markup(file.read_text(encoding="utf-8"))
