"""A member's own figures, beside a few similar members: to recognize oneself, not to rank."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from areena.publishing.texts import Text
from areena.publishing.view.cohort import CohortView, build_cohort
from areena.publishing.view.context import Context, Marks

if TYPE_CHECKING:
    from areena import Member

_FEWEST_SIMILAR = 3
_SIMILAR_SHOWN = 4
# A member with three times the student-years is not similar, however near it is among the others.
_SIMILAR_WITHIN = 3


@dataclass(frozen=True, slots=True)
class FigureLine:
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class SimilarView:
    name: Text
    value: str


@dataclass(frozen=True, slots=True)
class FiguresView:
    lines: tuple[FigureLine, ...]
    sources: tuple[Text, ...]
    similar: tuple[SimilarView, ...]
    """In alphabetical order; empty where there are fewer than three to show."""
    rule: str
    """By what they are similar."""
    marks: Marks
    cohort: CohortView | None


def build_figures(context: Context, member: Member) -> FiguresView | None:
    """None where neither the document nor a table beside it holds a figure of the member."""
    lines = []
    if member.student_years is not None:
        value = context.formats.number(member.student_years)
        lines.append(FigureLine(context.t("member.student_years_latest"), value))
    figures = sorted(member.figures, key=lambda f: (f.name, -(f.year or 0)))
    for figure in figures:
        known = f"figure.{figure.name}"
        name = context.t(known) if known in context.t else figure.name
        said = context.t("member.figure_year", name=name, year=figure.year) if figure.year else name
        lines.append(FigureLine(said, context.formats.number(figure.value)))
    cohort = build_cohort(context, member)
    if not lines and cohort is None:
        return None
    similar, key = _similar(context, member)
    return FiguresView(
        lines=tuple(lines),
        sources=tuple(
            context.texts(context.network.sources[key].title, key)
            for key in dict.fromkeys([member.source, *(f.source for f in figures)])
            if key
        ),
        similar=tuple(_similar_view(context, other) for other in similar),
        rule=context.t(f"member.{key}"),
        marks=context.marks(member),
        cohort=cohort,
    )


def _similar(context: Context, member: Member) -> tuple[list[Member], str]:
    """The nearest by the ratio of student-years, of the same legal form if three are near enough.

    None where fewer than three members, of whatever form, are.
    """
    organizations = context.network.organizations
    own = member.student_years
    if not own:
        return [], "similar_size"

    def ratio(other: Member) -> Fraction:
        assert other.student_years
        a, b = Fraction(own), Fraction(other.student_years)
        return max(a / b, b / a)

    near = [
        m
        for m in context.network.members
        if m.id != member.id and m.student_years and ratio(m) <= _SIMILAR_WITHIN
    ]
    form = organizations[member.organization].legal_form
    alike = [m for m in near if form and organizations[m.organization].legal_form == form]
    chosen, key = (
        (alike, "similar_form") if len(alike) >= _FEWEST_SIMILAR else (near, "similar_size")
    )
    if len(chosen) < _FEWEST_SIMILAR:
        return [], key
    nearest = sorted(chosen, key=lambda other: (ratio(other), other.id))[:_SIMILAR_SHOWN]
    nearest.sort(
        key=lambda m: context.formats.collation_key(context.organization(m.organization).value)
    )
    return nearest, key


def _similar_view(context: Context, member: Member) -> SimilarView:
    assert member.student_years is not None
    name = context.organization(member.organization)
    return SimilarView(name, context.formats.number(member.student_years))
