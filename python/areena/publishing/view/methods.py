"""How the plan was made, and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from areena.publishing.texts import Phrase, Text
from areena.publishing.view.context import Context

if TYPE_CHECKING:
    from areena import Formula, Source


@dataclass(frozen=True, slots=True)
class FormulaView:
    anchor: str
    heading: str
    text: Text
    version: str | None
    sources: str | None


@dataclass(frozen=True, slots=True)
class SourceView:
    title: Text
    url: str | None
    """Only http and https: a document must not bring other links to a page."""
    lines: tuple[str, ...]
    note: Text | None


@dataclass(frozen=True, slots=True)
class MethodsView:
    how: tuple[str, ...]
    formulas: tuple[FormulaView, ...]
    sources: tuple[SourceView, ...]
    provenance: tuple[tuple[str, str], ...]


def build_methods(context: Context) -> MethodsView:
    return MethodsView(
        how=_how(context),
        formulas=tuple(_formula(context, f) for f in context.network.formulas),
        sources=tuple(_source(context, s) for s in context.network.sources),
        provenance=_provenance(context),
    )


def _how(context: Context) -> tuple[str, ...]:
    t, plan, days = context.t, context.plan, context.formats.days
    verified = plan.verified.ok
    return (
        t("methods.how_effort", available=days(plan.choice.available)),
        t("methods.how_choice"),
        t("methods.how_timetable") + " " + t("methods.how_passes", n=len(plan.passes)),
        t("methods.how_coverage"),
        t("methods.verified" if verified else "methods.unverified", n=len(plan.verified.claims)),
    )


def _formula(context: Context, formula: Formula) -> FormulaView:
    t, network = context.t, context.network
    titles = tuple(context.texts(network.sources[key].title, key) for key in formula.sources)
    sources = Phrase(titles, t("page.long_separator"))
    return FormulaView(
        anchor=context.formula_anchors[formula.id],
        heading=t("methods.formula", id=formula.id),
        text=context.texts(formula.text, formula.id),
        version=t("methods.formula_version", version=formula.version) if formula.version else None,
        sources=t("methods.formula_sources", sources=sources) if titles else None,
    )


def _source(context: Context, source: Source) -> SourceView:
    t = context.t
    lines = []
    if source.publisher:
        lines.append(t("methods.publisher", publisher=source.publisher))
    if source.licence:
        lines.append(t("methods.licence", licence=source.licence))
    if source.date:
        lines.append(t("methods.source_date", date=context.formats.date_of(str(source.date))))
    return SourceView(
        title=context.texts(source.title, source.id),
        url=_safe_url(source.url),
        lines=tuple(lines),
        note=context.texts.optional(source.note),
    )


def _safe_url(url: str | None) -> str | None:
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def _provenance(context: Context) -> tuple[tuple[str, str], ...]:
    t, made = context.t, context.plan.provenance
    number = context.formats.number
    return (
        (t("methods.provenance_network"), str(context.network.id)),
        (t("methods.provenance_hash"), made.network_hash or t("methods.not_given")),
        (t("methods.provenance_version"), f"areena {made.areena}"),
        (t("methods.provenance_solver"), made.solver),
        (t("methods.provenance_seed"), str(made.options.seed)),
        (t("methods.provenance_work"), number(made.options.work)),
    )
