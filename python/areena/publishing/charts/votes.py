"""The chart of an election and what a rule selected: ``areena.plot.votes``."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from areena import selection

_COLOURS = {True: "#1f5a8a", False: "#c2cdd6"}
_ROW = 22
_NAMES = 300
_BARS = 260


def words(language: str) -> tuple[str, str, str, str]:
    """Title, what the bars are, selected, left out: from the catalogues of the report."""
    from areena.publishing.catalogue import Catalogue

    if language not in ("fi", "sv", "en"):
        raise ValueError(f"no language {language!r}; there are 'fi', 'sv' and 'en'")
    t = Catalogue(language)  # type: ignore[arg-type]
    return t("votes.heading"), t("votes.axis"), t("votes.selected"), t("votes.left_out")


def rows(
    election: selection.Election, made: selection.Selection, language: str
) -> list[dict[str, Any]]:
    """A row for each project, those of most votes first; of equals in the order of the file."""
    _, _, chosen, left_out = words(language)
    told = [
        {
            "project": name or project.id,
            "votes": votes,
            "selected": project.id in made.winners,
            "said": chosen if project.id in made.winners else left_out,
        }
        for project, name, votes in zip(
            election.projects, election.names, election.votes, strict=True
        )
    ]
    return sorted(told, key=lambda row: -row["votes"])


def specification(table: list[dict[str, Any]], language: str) -> dict[str, Any]:
    """Vega-Lite v5, but for title and description."""
    _, axis, chosen, left_out = words(language)
    return {
        "data": {"values": table},
        "mark": {"type": "bar"},
        "width": 360,
        "height": {"step": 18},
        "encoding": {
            "y": {"field": "project", "type": "nominal", "sort": None, "title": None},
            "x": {"field": "votes", "type": "quantitative", "title": axis},
            "color": {
                "field": "said",
                "type": "nominal",
                "title": None,
                "scale": {
                    "domain": [chosen, left_out],
                    "range": [_COLOURS[True], _COLOURS[False]],
                },
            },
            "tooltip": [{"field": "project"}, {"field": "votes"}, {"field": "said"}],
        },
    }


def picture(table: list[dict[str, Any]], title: str, description: str) -> str:
    """The same as SVG; each bar says in words whether its project was selected."""
    most = max((row["votes"] for row in table), default=0) or 1
    height = _ROW * len(table) + 34
    width = _NAMES + _BARS + 140
    attributes = {
        "xmlns": "http://www.w3.org/2000/svg",
        "viewBox": " ".join(map(str, (0, 0, width, height))),
        "width": width,
        "height": height,
        "role": "img",
        "font-family": "sans-serif",
        "font-size": 13,
    }
    parts = [
        "<svg" + "".join(f' {name}="{value}"' for name, value in attributes.items()) + ">",
        f"<title>{html.escape(title)}</title><desc>{html.escape(description)}</desc>",
        f'<text x="0" y="16" font-weight="bold">{html.escape(title)}</text>',
    ]
    for number, row in enumerate(table):
        y = 28 + _ROW * number
        length = round(_BARS * row["votes"] / most, 1)
        parts += [
            (
                f'<text x="{_NAMES - 8}" y="{y + 14}" text-anchor="end">'
                f"{html.escape(row['project'])}</text>"
            ),
            (
                f'<rect x="{_NAMES}" y="{y + 2}" width="{length}" height="{_ROW - 6}" '
                f'fill="{_COLOURS[row["selected"]]}"/>'
            ),
            (
                f'<text x="{_NAMES + length + 6}" y="{y + 14}">'
                f"{row['votes']} {html.escape(row['said'])}</text>"
            ),
        ]
    return "".join([*parts, "</svg>"])
