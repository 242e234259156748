"""The report's charts as whole pictures for notebooks: each brings its own style and heading."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup

from areena.publishing.charts import svg
from areena.publishing.charts.gantt import WIDE
from areena.publishing.figures import load_picture, timetable_picture
from areena.publishing.formats import quarter_at, quarter_index

if TYPE_CHECKING:
    from areena.publishing.view.context import Context
    from areena.publishing.view.coverage import MemberView
    from areena.publishing.view.load import LoadView
    from areena.publishing.view.promise import CommitmentView

INK = "#17232e"
ALERT = "#8a3a00"
COLOURS = {
    "project": "#0b4a75",
    "light": "#9dbdd4",
    "recurring": "#5b7f9b",
    "standing": "#8fa9bc",
}

_STYLE = Markup(
    "text{{font-family:Arial,sans-serif;fill:{ink}}}"
    ".heading{{font-size:16px;font-weight:600}}.name,.row-label{{font-size:13px}}"
    ".axis-year{{font-size:13px;font-weight:600}}.axis-quarter{{font-size:12px}}"
    ".axis-number{{font-size:12px}}.grid-year{{stroke:#93a3b0}}.grid-quarter{{stroke:#e6ecf0}}"
    ".grid-row{{stroke:#d3dce3}}.bar-project,.load-project,.share-part{{fill:{project}}}"
    ".bar-light{{fill:#fff;stroke:{project};stroke-width:1.8}}.bar-recurring{{fill:{recurring}}}"
    ".bar-standing,.load-standing{{fill:{standing}}}.bar-note{{font-size:12px}}"
    ".bar-note-inside{{fill:#fff}}.share-all{{fill:#e6ecf0}}"
    ".load-days{{fill:none;stroke:{ink};stroke-width:1.4}}"
    ".load-limit{{fill:none;stroke:{alert};stroke-dasharray:2.5 2}}"
).format(ink=INK, alert=ALERT, **COLOURS)


def spans(kind: str, start: str, end: str, quarters: Sequence[str]) -> list[tuple[str, str]]:
    """Half-open spans with work: each quarter of recurring work, else the whole."""
    if kind != "recurring":
        return [(start, end)]
    return [(quarter, quarter_at(quarter_index(quarter) + 1)) for quarter in quarters]


def gantt_svg(
    context: Context, commitments: Sequence[CommitmentView], title: str, desc: str
) -> str:
    picture = timetable_picture(
        context, commitments, layout=WIDE, key="gantt", title=title, desc=desc
    )
    return _whole(picture, WIDE.width, _height(picture), "gantt-whole", title, desc)


def load_svg(context: Context, views: Sequence[LoadView], title: str, desc: str) -> str:
    width, height = 300.0, 150.0
    parts = []
    for i, view in enumerate(views):
        chart = load_picture(context, view, f"load-part-{i}")
        name = svg.wrap(view.name, width - 20, 13)
        label = name[0] if len(name) == 1 else f"{name[0]}\N{HORIZONTAL ELLIPSIS}"
        at = f"translate({i % 3 * width:g} {i // 3 * height:g})"
        below = svg.element("g", chart, transform="translate(0 20)")
        parts.append(svg.element("g", svg.text(0, 13, label, "name"), below, transform=at))
    rows = -(-len(views) // 3)
    body = svg.element("g", *parts)
    return _whole(body, 3 * width, rows * height, "load-whole", title, desc)


def coverage_svg(members: Sequence[MemberView], title: str, desc: str) -> str:
    left, bar, row = 360.0, 320.0, 22.0
    parts = []
    for i, member in enumerate(members):
        y = i * row
        name = svg.wrap(member.name.value, left - 12, 13)
        label = name[0] if len(name) == 1 else f"{name[0]}\N{HORIZONTAL ELLIPSIS}"
        parts.append(svg.text(0, y + 14, label, "name"))
        if member.share is not None:
            filled = bar * min(float(member.share), 1.0)
            parts.append(svg.rect(left, y + 4, bar, 12, "share-all"))
            parts.append(svg.rect(left, y + 4, filled, 12, "share-part"))
        after = left + (0 if member.share is None else bar + 8)
        parts.append(svg.text(after, y + 14, member.said, "name"))
    body = svg.element("g", *parts)
    return _whole(body, left + bar + 70, len(members) * row, "coverage-whole", title, desc)


def _height(picture: Markup) -> float:
    """Of a picture that `svg.picture` wrote."""
    return float(picture.split('height="', 1)[1].split('"', 1)[0])


def _whole(body: Markup, width: float, height: float, key: str, title: str, desc: str) -> str:
    """The picture with its style, a white ground and its heading above."""
    top = 32.0
    parts = [
        svg.element("style", _STYLE),
        svg.element("rect", width=width, height=height + top, fill="#fff"),
        svg.text(0, 18, title, "heading"),
        svg.element("g", body, transform=f"translate(0 {top:g})"),
    ]
    return str(
        svg.picture(
            width, height + top, key=key, title=title, desc=desc, parts=parts, class_="chart"
        )
    )
