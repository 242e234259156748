"""Charts for notebooks: Vega-Lite v5 as plain data beside a static SVG picture.

A chart in a notebook shows itself; the specification and the picture are saved with the notebook,
so that it looks the same without this library, without a script and offline.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from areena import Plan, selection
    from areena.publishing.catalogue import Language
    from areena.publishing.view.context import Context

__all__ = ["Chart", "coverage", "gantt", "load", "votes"]

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
VEGA_LITE = "application/vnd.vegalite.v5+json"

# How Vega writes numbers in each language: decimal mark, thousands, percent sign.
_NUMBERS = {
    "fi": (",", "\u00a0", "\u00a0%"),
    "sv": (",", "\u00a0", "\u00a0%"),
    "en": (".", ",", "%"),
}


@dataclass(frozen=True, slots=True, repr=False)
class Chart:
    """A chart as data.

    Attributes
    ----------
    title, description : str
        In the language of the chart, for those who do not see it too.
    spec : dict
        A Vega-Lite v5 specification, data inside; ``altair.Chart.from_dict(spec)`` takes it.
    svg : str
        The same as a picture that needs nothing else.
    """

    title: str
    description: str
    spec: dict[str, Any]
    svg: str

    def __repr__(self) -> str:
        return f"<Chart '{self.title}': {self.description}>"

    def _repr_mimebundle_(
        self, include: Iterable[str] | None = None, exclude: Iterable[str] | None = None
    ) -> dict[str, Any]:
        bundle = {"text/plain": repr(self), "image/svg+xml": self.svg, VEGA_LITE: self.spec}
        kept = set(bundle if include is None else include) - set(exclude or ()) | {"text/plain"}
        return {kind: data for kind, data in bundle.items() if kind in kept}


def _context(plan: Plan, language: Language | str | None) -> Context:
    try:
        from areena.publishing.view.context import Context, word
    except ImportError as error:
        raise ImportError(
            "charts need Babel and Jinja2, which are not installed: pip install 'areena[report]'"
        ) from error
    return Context(plan, word(language or plan.network.language))  # type: ignore[arg-type]


def _spec(context: Context, title: str, description: str, **parts: Any) -> dict[str, Any]:
    decimal, thousands, percent = _NUMBERS[context.t.language]
    number = {
        "decimal": decimal,
        "thousands": thousands,
        "grouping": [3],
        "currency": ["", "\u00a0€"],
        "percent": percent,
    }
    return {
        "$schema": SCHEMA,
        "title": {"text": title, "anchor": "start"},
        "description": description,
        **parts,
        "config": {"locale": {"number": number}},
    }


def gantt(plan: Plan, *, language: Language | str | None = None) -> Chart:
    """When each commitment of the plan is worked on.

    Parameters
    ----------
    plan : Plan
    language : str, optional
        ``"fi"``, ``"sv"`` or ``"en"``; by default the network's own.

    Returns
    -------
    Chart
        A row for each commitment, by goal area; recurring work has a bar for each quarter with
        work.
    """
    context = _context(plan, language)
    from areena.publishing.charts import notebook
    from areena.publishing.view.promise import build_goals
    from areena.publishing.view.quarters import first_day

    t = context.t
    commitments = [each for goal in build_goals(context) for each in goal.commitments]
    title, description = t("timetable.heading"), t("timetable.intro")
    kinds = {
        kind: t(f"timetable.legend_{kind}")
        for kind in ("project", "light", "recurring", "standing")
    }
    rows = []
    for each in commitments:
        kind = "light" if each.is_light and each.kind == "project" else each.kind
        spans = notebook.spans(each.kind, each.start, each.end, each.quarters)
        for start, end in spans:
            rows.append(
                {
                    "commitment": each.title.value,
                    "kind": kinds[kind],
                    "start": first_day(start).isoformat(),
                    "end": first_day(end).isoformat(),
                    "days": context.formats.days(each.days),
                }
            )
    start, end, kind = (t(f"timetable.column_{name}") for name in ("start", "end", "kind"))
    commitment, days = t("timetable.column_commitment"), t("timetable.column_days")
    encoding = {
        "y": {"field": "commitment", "type": "nominal", "sort": None, "title": None,
              "axis": {"labelLimit": 320}},
        "x": {"field": "start", "type": "temporal", "timeUnit": "utcyearmonthdate", "title": None,
              "axis": {"format": "%Y", "tickCount": "year", "grid": True}},
        "x2": {"field": "end", "timeUnit": "utcyearmonthdate"},
        "color": {"field": "kind", "type": "nominal", "title": kind,
                  "scale": {"domain": list(kinds.values()),
                            "range": [notebook.COLOURS[name] for name in kinds]}},
        "tooltip": [
            {"field": "commitment", "type": "nominal", "title": commitment},
            {"field": "kind", "type": "nominal", "title": kind},
            {"field": "start", "type": "nominal", "title": start},
            {"field": "end", "type": "nominal", "title": end},
            {"field": "days", "type": "nominal", "title": days},
        ],
    }  # fmt: skip
    spec = _spec(
        context, title, description,
        data={"values": rows}, mark={"type": "bar", "height": {"band": 0.6}},
        width=560, height={"step": 20}, encoding=encoding,
    )  # fmt: skip
    return Chart(
        title, description, spec, notebook.gantt_svg(context, commitments, title, description)
    )


def load(plan: Plan, *, language: Language | str | None = None) -> Chart:
    """The planned work of each expertise, quarter by quarter, beside the agreed person-days.

    Parameters and language as for :func:`gantt`.
    """
    context = _context(plan, language)
    from areena.publishing.charts import notebook
    from areena.publishing.view.load import build_load

    t = context.t
    views = build_load(context)
    title, description = t("load.heading"), t("load.intro")
    standing, project = t("load.legend_standing"), t("load.legend_project")
    rows = [
        {"expertise": view.name, "quarter": each.quarter, "work": name, "days": float(days),
         "agreed": float(each.days), "limit": float(each.limit)}
        for view in views
        for each in view.quarters
        for name, days in ((standing, each.standing), (project, each.projects))
    ]  # fmt: skip
    quarter = {"field": "quarter", "type": "ordinal", "title": None}
    work = {
        "mark": "bar",
        "encoding": {
            "x": quarter,
            "y": {"field": "days", "type": "quantitative", "stack": "zero", "title": None},
            "color": {"field": "work", "type": "nominal", "title": None,
                      "scale": {"domain": [standing, project],
                                "range": [notebook.COLOURS["standing"],
                                          notebook.COLOURS["project"]]}},
            "order": {"field": "work", "type": "nominal",
                      "sort": "ascending" if standing < project else "descending"},
        },
    }  # fmt: skip
    lines = [
        {
            "mark": {"type": "line", "interpolate": "step", "color": colour, "strokeDash": dash},
            "encoding": {
                "x": quarter,
                "y": {"aggregate": "max", "field": field, "type": "quantitative", "title": None},
            },
        }
        for field, colour, dash in (
            ("limit", notebook.ALERT, [3, 2]),
            ("agreed", notebook.INK, [1, 0]),
        )
    ]
    spec = _spec(
        context, title, description,
        data={"values": rows},
        facet={"field": "expertise", "type": "nominal", "title": None, "sort": None},
        columns=2,
        spec={"width": 280, "height": 110, "layer": [work, *lines]},
        resolve={"scale": {"y": "independent"}},
    )  # fmt: skip
    return Chart(title, description, spec, notebook.load_svg(context, views, title, description))


def coverage(plan: Plan, *, language: Language | str | None = None) -> Chart:
    """How far the plan covers each member's needs; members by name, never by coverage.

    Parameters and language as for :func:`gantt`. A member without needs has no bar: missing is not
    zero.
    """
    context = _context(plan, language)
    from areena.publishing.charts import notebook
    from areena.publishing.view.coverage import build_members

    t = context.t
    members = build_members(context)
    title, description = t("coverage.heading"), t("coverage.intro")
    rows = [
        {"member": each.name.value, "said": each.said,
         "coverage": None if each.share is None else float(each.share)}
        for each in members
    ]  # fmt: skip
    share = t("coverage.column_coverage")
    encoding = {
        "y": {"field": "member", "type": "nominal", "sort": None, "title": None,
              "axis": {"labelLimit": 320}},
        "x": {"field": "coverage", "type": "quantitative", "scale": {"domain": [0, 1]},
              "title": share, "axis": {"format": ".0%"}},
        "tooltip": [
            {"field": "member", "type": "nominal", "title": t("coverage.column_member")},
            {"field": "said", "type": "nominal", "title": share},
        ],
    }  # fmt: skip
    spec = _spec(
        context, title, description,
        data={"values": rows}, mark={"type": "bar", "color": notebook.COLOURS["project"]},
        width=360, height={"step": 18}, encoding=encoding,
    )  # fmt: skip
    return Chart(title, description, spec, notebook.coverage_svg(members, title, description))


def votes(
    election: selection.Election, made: selection.Selection, *, language: Language | str = "en"
) -> Chart:
    """How many voters support each project of an election, and which of them were selected.

    Parameters
    ----------
    election : areena.selection.Election
    made : areena.selection.Selection
    language : str
        ``"fi"``, ``"sv"`` or ``"en"``; names of projects stay as the file has them.
    """
    from areena.publishing.charts import votes as chart

    word = str(language)
    title = chart.words(word)[0]
    table = chart.rows(election, made, word)
    description = "; ".join(f"{row['project']}: {row['votes']}, {row['said']}" for row in table)
    spec = {
        "$schema": SCHEMA,
        "title": {"text": title, "anchor": "start"},
        "description": description,
        **chart.specification(table, word),
    }
    return Chart(title, description, spec, chart.picture(table, title, description))
