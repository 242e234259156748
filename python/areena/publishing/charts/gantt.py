"""The timetable as a Gantt chart: a row for each commitment, a column for each quarter.

Two layouts of one chart: on a wide page the names stand in a column of their own, on a narrow one
above the bars, so that a phone needs no scrolling. Kinds differ in shape, not in colour alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from areena.publishing.charts import svg
from areena.publishing.formats import quarter_index
from areena.publishing.texts import Text


@dataclass(frozen=True, slots=True)
class Bar:
    """A row: what it is called, when it is, and a word beside or inside its bar."""

    label: Text
    kind: str
    """``project``, ``recurring`` or ``standing``."""
    start: str
    end: str
    quarters: tuple[str, ...]
    """Quarters with work."""
    note: str
    is_light: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """Measures in pixels."""

    name: str
    width: float
    label_width: float
    """0 puts labels above the bars."""
    label_size: float
    bar_height: float
    padding: float
    shows_quarters: bool

    @property
    def line_height(self) -> float:
        return self.label_size * 1.28


WIDE = Layout("wide", 912, 336, 13, 16, 8, True)
NARROW = Layout("narrow", 342, 0, 13.5, 14, 9, False)

_GAP = 14  # between labels and the first quarter
_NOTE_SIZE = 12


@dataclass(frozen=True, slots=True)
class Axis:
    start: int
    count: int
    left: float
    step: float
    numbers: tuple[str, ...]
    """What the four quarters of a year are called."""

    def x(self, quarter: str) -> float:
        return self.left + (quarter_index(quarter) - self.start) * self.step

    @property
    def right(self) -> float:
        return self.left + self.count * self.step


def gantt(
    bars: Sequence[Bar],
    *,
    start: str,
    end: str,
    numbers: Sequence[str],
    layout: Layout,
    key: str,
    title: str,
    desc: str,
) -> Markup:
    """The chart as an SVG image; the period is half-open. O(rows x quarters)."""
    first = quarter_index(start)
    count = max(1, quarter_index(end) - first)
    left = layout.label_width + _GAP if layout.label_width else 0.0
    axis = Axis(first, count, left, (layout.width - left - 1) / count, tuple(numbers))
    top = 40.0 if layout.shows_quarters else 24.0
    rows: list[Markup] = []
    y = top
    for bar in bars:
        drawn, height = _row(bar, y, axis, layout)
        rows.append(drawn)
        y += height
    parts = [*_axis(axis, top, y, layout), *rows]
    return svg.picture(
        layout.width,
        y + 1,
        key=f"{key}-{layout.name}",
        title=title,
        desc=desc,
        parts=parts,
        class_=f"gantt gantt-{layout.name}",
    )


def _axis(axis: Axis, top: float, bottom: float, layout: Layout) -> list[Markup]:
    """The head of the chart; lines run through all rows where no label is in their way."""
    parts = _grid(axis, top - 16, bottom if layout.label_width else top)
    for i in range(axis.count):
        x = axis.left + i * axis.step
        quarter = (axis.start + i) % 4
        if quarter == 0 or i == 0:
            parts.append(svg.line(x, 4, x, top, "grid-year"))
            if _room(axis, i) >= 34:
                parts.append(svg.text(x + 6, 16, str((axis.start + i) // 4), "axis-year"))
        if layout.shows_quarters and axis.step >= 16:
            name = axis.numbers[quarter]
            parts.append(svg.text(x + axis.step / 2, top - 8, name, "axis-quarter", "middle"))
    return parts


def _grid(axis: Axis, top: float, bottom: float) -> list[Markup]:
    """A line before each quarter, a stronger one before each year and at both ends."""
    parts = []
    for i in range(axis.count + 1):
        x = axis.left + i * axis.step
        is_year = (axis.start + i) % 4 == 0 or i in (0, axis.count)
        parts.append(svg.line(x, top, x, bottom, "grid-year" if is_year else "grid-quarter"))
    return parts


def _room(axis: Axis, i: int) -> float:
    """How wide the rest of the year is."""
    return min(4 - (axis.start + i) % 4, axis.count - i) * axis.step


def _row(bar: Bar, y: float, axis: Axis, layout: Layout) -> tuple[Markup, float]:
    beside = layout.label_width > 0
    width = layout.label_width if beside else layout.width
    label = bar.label.value
    if bar.label.note:
        label += f" ({bar.label.language})"
    lines = svg.wrap(label, width, layout.label_size)
    text_height = len(lines) * layout.line_height
    if beside:
        height = max(text_height, layout.bar_height) + 2 * layout.padding
        text_top = y + (height - text_height) / 2
        bar_top = y + (height - layout.bar_height) / 2
    else:
        height = text_height + layout.bar_height + 2.2 * layout.padding
        text_top = y + layout.padding * 0.7
        bar_top = text_top + text_height + layout.padding * 0.4
    labels = [
        svg.text(0, text_top + (i + 0.78) * layout.line_height, each, "row-label")
        for i, each in enumerate(lines)
    ]
    parts = [
        svg.line(0, y, layout.width, y, "grid-row"),
        *([] if beside else _grid(axis, bar_top - 3, y + height)),
        svg.element("g", *labels, lang=bar.label.language),
        *_bar(bar, bar_top, axis, layout),
    ]
    return svg.element("g", *parts, class_=f"row row-{bar.kind}"), height


def _bar(bar: Bar, y: float, axis: Axis, layout: Layout) -> list[Markup]:
    height = layout.bar_height
    left, right = axis.x(bar.start), axis.x(bar.end)
    if bar.kind == "standing":
        return [svg.rect(left + 2, y + height / 2 - 2, right - left - 4, 4, "bar-standing", rx=2)]
    if bar.kind == "recurring":
        return [
            svg.rect(axis.x(q) + 2, y + 2, axis.step - 4, height - 4, "bar-recurring", rx=2)
            for q in bar.quarters
        ]
    css = "bar-light" if bar.is_light else "bar-project"
    drawn = svg.rect(left + 1.5, y, right - left - 3, height, css, rx=2)
    return [drawn, *_note(bar, left, right, y, axis, layout)]


def _note(
    bar: Bar, left: float, right: float, y: float, axis: Axis, layout: Layout
) -> list[Markup]:
    """The word goes inside the bar where it fits, else after it, else before it."""
    width = svg.text_width(bar.note, _NOTE_SIZE)
    baseline = y + layout.bar_height / 2 + 4.2
    if width + 10 <= right - left - 3:
        css = "bar-note bar-note-light" if bar.is_light else "bar-note bar-note-inside"
        return [svg.text(left + 7, baseline, bar.note, css)]
    if right + 5 + width <= axis.right:
        return [svg.text(right + 5, baseline, bar.note, "bar-note")]
    if left - 5 - width >= axis.left:
        return [svg.text(left - 5, baseline, bar.note, "bar-note", "end")]
    return []
