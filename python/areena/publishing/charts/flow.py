"""Where the effort of members went: bands from carriers to commitments, as wide as the effort.

Two layouts of one picture: on a wide page bands run from left to right, on a narrow one each
commitment has a bar that is made of its carriers' parts, under its name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from markupsafe import Markup

from areena.publishing.charts import svg
from areena.publishing.texts import Text


@dataclass(frozen=True, slots=True)
class Source:
    """A carrier; `css` tells it from the others."""

    label: Text
    css: str


@dataclass(frozen=True, slots=True)
class Target:
    """A commitment: `amounts` are what each source carried of it."""

    label: Text
    note: str
    """Its effort in words."""
    amounts: tuple[float, ...]

    @property
    def total(self) -> float:
        return sum(self.amounts)


_WIDE, _NARROW = 912.0, 342.0
_SOURCE_LABEL, _NODE = 172.0, 10.0
_BAND_END = 484.0
_SIZE, _LINE, _NOTE_SIZE = 13.0, 17.0, 12.0
_AVERAGE, _AVERAGE_OF_FEW, _FEW = 13.0, 26.0, 10  # thickness of a commitment of average effort
_PADDING = 7.0
_BAR = 14.0


def flow_chart(
    sources: Sequence[Source], targets: Sequence[Target], *, key: str, title: str, desc: str
) -> Markup:
    """The wide layout: sources at the left, commitments at the right in the order given."""
    everything = sum(t.total for t in targets) or 1.0
    average = _AVERAGE_OF_FEW if len(targets) <= _FEW else _AVERAGE
    scale = average * len(targets) / everything
    note_end = _BAND_END + _NODE + 8 + _note_width(targets)
    labels = [svg.wrap(_drawn(t.label), _WIDE - note_end - 10, _SIZE) for t in targets]
    names = [svg.wrap(_drawn(source.label), _SOURCE_LABEL, _SIZE) for source in sources]
    sizes = [total * scale for total in _totals(sources, targets)]
    amounts = [t.total * scale for t in targets]
    left, right = _rooms(names, sizes), _rooms(labels, amounts)
    height = max(sum(left), sum(right))
    tops = _centred(_stretched(left, height), sizes)
    ends = _centred(_stretched(right, height), amounts)
    bands, nodes = _bands(sources, targets, tops, ends, scale)
    for lines, source, top, size in zip(names, sources, tops, sizes, strict=True):
        nodes.append(_label(lines, source.label, _SOURCE_LABEL, top + size / 2, "end"))
    for lines, t, end, size in zip(labels, targets, ends, amounts, strict=True):
        middle = end + size / 2
        nodes.append(svg.text(note_end, middle + _SIZE * 0.35, t.note, "axis-number", "end"))
        nodes.append(_label(lines, t.label, note_end + 10, middle))
    return svg.picture(
        _WIDE,
        height,
        key=f"{key}-wide",
        title=title,
        desc=desc,
        parts=[*bands, *nodes],
        class_="flow flow-wide",
    )


def _note_width(targets: Sequence[Target]) -> float:
    return max((svg.text_width(t.note, _NOTE_SIZE) for t in targets), default=0.0)


def _totals(sources: Sequence[Source], targets: Sequence[Target]) -> list[float]:
    return [sum(t.amounts[i] for t in targets) for i in range(len(sources))]


def _rooms(names: Sequence[Sequence[str]], sizes: Sequence[float]) -> list[float]:
    """The height that each name and its node need."""
    return [
        max(len(lines) * _LINE, size) + _PADDING for lines, size in zip(names, sizes, strict=True)
    ]


def _centred(rooms: Sequence[float], sizes: Sequence[float]) -> list[float]:
    """Where each begins that stands in the middle of its room."""
    tops = accumulate(rooms, initial=0.0)
    return [top + (room - size) / 2 for top, room, size in zip(tops, rooms, sizes, strict=False)]


def _stretched(rooms: Sequence[float], height: float) -> list[float]:
    """Rooms with what is over spread evenly."""
    more = (height - sum(rooms)) / max(1, len(rooms))
    return [room + more for room in rooms]


def _bands(
    sources: Sequence[Source],
    targets: Sequence[Target],
    tops: Sequence[float],
    ends: Sequence[float],
    scale: float,
) -> tuple[list[Markup], list[Markup]]:
    left = _SOURCE_LABEL + 8 + _NODE
    leaving, bands, nodes = list(tops), [], []
    for target, end in zip(targets, ends, strict=True):
        y = end
        for i, (source, amount) in enumerate(zip(sources, target.amounts, strict=True)):
            size = amount * scale
            if size <= 0:
                continue
            path = _band(left, leaving[i], _BAND_END, y, size)
            bands.append(svg.element("path", d=path, class_=f"flow-band {source.css}"))
            nodes.append(svg.rect(_BAND_END, y, _NODE, size, source.css))
            leaving[i] += size
            y += size
    for source, top, bottom in zip(sources, tops, leaving, strict=True):
        nodes.append(svg.rect(left - _NODE, top, _NODE, bottom - top, source.css))
    return bands, nodes


def _band(x0: float, y0: float, x1: float, y1: float, size: float) -> str:
    middle = (x0 + x1) / 2
    return (
        f"M{x0:g} {y0:.1f}C{middle:g} {y0:.1f} {middle:g} {y1:.1f} {x1:g} {y1:.1f}"
        f"V{y1 + size:.1f}C{middle:g} {y1 + size:.1f} {middle:g} {y0 + size:.1f} "
        f"{x0:g} {y0 + size:.1f}Z"
    )


def _drawn(label: Text) -> str:
    """In a picture the mark of another language is a part of the name."""
    return f"{label.value} ({label.language})" if label.note else label.value


def _label(
    lines: Sequence[str], label: Text, x: float, middle: float, anchor: str | None = None
) -> Markup:
    """Lines around a height."""
    first = middle - (len(lines) - 1) * _LINE / 2 + _SIZE * 0.35
    drawn = (
        svg.text(x, first + i * _LINE, line, "row-label", anchor) for i, line in enumerate(lines)
    )
    return svg.element("g", *drawn, lang=label.language)


def parts_chart(
    sources: Sequence[Source], targets: Sequence[Target], *, key: str, title: str, desc: str
) -> Markup:
    """The narrow layout: a bar of parts under the name of each commitment."""
    most = max((t.total for t in targets), default=0.0) or 1.0
    room = _NARROW - _note_width(targets) - 8
    parts: list[Markup] = []
    y = 0.0
    for target in targets:
        lines = svg.wrap(_drawn(target.label), _NARROW, _SIZE)
        height = len(lines) * _LINE
        parts.append(_label(lines, target.label, 0, y + height / 2))
        y += height + 3
        x = 0.0
        for source, amount in zip(sources, target.amounts, strict=True):
            width = amount / most * room
            if width > 0:
                parts.append(svg.rect(x, y, width, _BAR, source.css))
            x += width
        parts.append(svg.text(x + 6, y + _BAR - 3, target.note, "axis-number"))
        y += _BAR + 11
    return svg.picture(
        _NARROW,
        y,
        key=f"{key}-narrow",
        title=title,
        desc=desc,
        parts=parts,
        class_="flow flow-narrow",
    )
