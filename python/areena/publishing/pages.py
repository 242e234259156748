"""The report in several languages, as pages that lead to each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date as Date  # noqa: N812
from typing import TYPE_CHECKING

from areena.publishing.catalogue import Language
from areena.publishing.links import Links
from areena.publishing.report import as_date, render, render_report
from areena.publishing.view.context import Context
from areena.publishing.view.left_out import build_left_out
from areena.publishing.view.member_page import build_member_page

if TYPE_CHECKING:
    from areena import Plan
    from areena.planning import Price, Stress
    from areena.tables import Table


def pages(
    plan: Plan,
    *,
    languages: Iterable[Language] = ("fi",),
    date: Date | str | None = None,
    tables: Mapping[str, Table] | None = None,
    prices: Iterable[Price] = (),
    stress: Iterable[Stress] = (),
) -> dict[str, str]:
    """The report's pages as texts, by their paths in one folder.

    ``report.html`` is in the first of `languages`; the others have theirs in the name, such as
    ``report.sv.html``. Each member has a page of its own, such as ``members/m-oulu.sv.html``. Every
    page is complete in itself and links to the same page in the other languages.

    Args:
        plan: what `areena.plan` gave.
        languages: of ``"fi"``, ``"sv"`` and ``"en"``; one that is repeated counts once.
        date: the report's own day (ISO 8601 if a text); by default the promise's first day.
        tables: those beside the network (`areena.tables.read`). From one of people by area, year
            and age a member's page tells the cohorts of its home municipality.
        prices: of the plan's own (``plan.prices()``), for a section on what it would take.
        stress: the same (``plan.stress()``), on what a loss would do.

    Raises:
        ValueError: there is no such language or date, or no language was given.
    """
    links = Links(tuple(languages))
    if not links.languages:
        raise ValueError("a report needs a language: give one of fi, sv, en")
    day = as_date(date)
    asked_prices, asked_stress = tuple(prices), tuple(stress)
    made = {}
    for language in links.languages:
        context = Context(plan, language, tables, prices=asked_prices, stress=asked_stress)
        made[links.report(language)] = render_report(context, day, links)
        made.update(_member_pages(context, day, links))
    return made


def _member_pages(context: Context, date: Date | None, links: Links) -> Iterator[tuple[str, str]]:
    language = context.t.language
    left_out = build_left_out(context)
    report_at = f"../{links.report(language)}"
    for item in context.plan.coverage:

        def beside(other: Language, member: str = item.member) -> str:
            return links.member(member, other).removeprefix("members/")

        html = render(
            "member.html.j2",
            context,
            page=build_member_page(context, item, left_out, date),
            languages=links.to_languages(beside),
            report_at=report_at,
            formulas_at=report_at,
        )
        yield links.member(item.member, language), html
