"""The report in several languages, as pages that lead to each other."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date as Date  # noqa: N812
from typing import TYPE_CHECKING

from areena.publishing.catalogue import Language
from areena.publishing.links import Links
from areena.publishing.report import as_date, render_report
from areena.publishing.view.context import Context

if TYPE_CHECKING:
    from areena import Plan


def pages(
    plan: Plan, *, languages: Iterable[Language] = ("fi",), date: Date | str | None = None
) -> dict[str, str]:
    """The report's pages as texts, by their paths in one folder.

    ``report.html`` is in the first of `languages`; the others have theirs in the name, such as
    ``report.sv.html``. Every page is complete in itself and links to the same page in the other
    languages.

    Args:
        plan: what `areena.plan` gave.
        languages: of ``"fi"``, ``"sv"`` and ``"en"``; one that is repeated counts once.
        date: the report's own day (ISO 8601 if a text); by default the promise's first day.

    Raises:
        ValueError: there is no such language or date, or no language was given.
    """
    links = Links(tuple(languages))
    if not links.languages:
        raise ValueError("a report needs a language: give one of fi, sv, en")
    day = as_date(date)
    made = {}
    for language in links.languages:
        made[links.report(language)] = render_report(Context(plan, language), day, links)
    return made
