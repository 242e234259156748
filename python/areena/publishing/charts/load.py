"""Load of one expertise: a column for each quarter under the line of the agreed days."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Protocol

from markupsafe import Markup

from areena.publishing.charts import svg
from areena.publishing.formats import quarter_index

_WIDTH, _HEIGHT = 280.0, 112.0
_LEFT, _TOP, _BOTTOM = 34.0, 10.0, 20.0
_NUMBER_SIZE = 12


class Column(Protocol):
    """Person-days of a quarter."""

    @property
    def quarter(self) -> str: ...
    @property
    def days(self) -> Decimal: ...
    @property
    def limit(self) -> Decimal: ...
    @property
    def standing(self) -> Decimal: ...
    @property
    def projects(self) -> Decimal: ...


def load_chart(columns: Sequence[Column], *, key: str, title: str, desc: str, top: str) -> Markup:
    """The columns as an SVG image. `top` is the written form of `scale_top(columns)`."""
    scale = float(scale_top(columns))
    floor = _HEIGHT - _BOTTOM
    left = max(_LEFT, svg.text_width(top, _NUMBER_SIZE) + 8)
    step = (_WIDTH - left - 1) / max(1, len(columns))

    def y(days: Decimal) -> float:
        return floor - float(days) / scale * (floor - _TOP)

    parts = [
        svg.text(left - 5, _TOP + 4, top, "axis-number", "end"),
        svg.text(left - 5, floor + 1, "0", "axis-number", "end"),
        svg.line(left, _TOP, _WIDTH, _TOP, "grid-quarter"),
    ]
    for i, column in enumerate(columns):
        x = left + i * step
        standing, used = y(column.standing), y(column.standing + column.projects)
        if column.standing > 0:
            parts.append(svg.rect(x + 2, standing, step - 4, floor - standing, "load-standing"))
        if column.projects > 0:
            parts.append(svg.rect(x + 2, used, step - 4, standing - used, "load-project"))
    parts.append(_steps([y(column.limit) for column in columns], left, step, "load-limit"))
    parts.append(_steps([y(column.days) for column in columns], left, step, "load-days"))
    parts += _years(columns, left, step, floor)
    return svg.picture(
        _WIDTH, _HEIGHT, key=key, title=title, desc=desc, parts=parts, class_="load-chart"
    )


def _steps(heights: Sequence[float], left: float, step: float, css: str) -> Markup:
    """A line over the columns that steps up and down between them."""
    path = "".join(
        f"{'V' if i else f'M{left:g} '}{height:.1f}H{left + (i + 1) * step:.1f}"
        for i, height in enumerate(heights)
    )
    return svg.element("path", d=path, class_=css)


def scale_top(columns: Sequence[Column]) -> Decimal:
    """The value at the top of the picture: a round number of days that nothing goes above."""
    most = max((max(c.days, c.standing + c.projects) for c in columns), default=Decimal(0))
    for magnitude in range(-2, 12):
        for tenths in (10, 12, 15, 20, 25, 30, 40, 50, 60, 80):
            top = Decimal(tenths).scaleb(magnitude - 1)
            if top >= most:
                return top
    return most


def _years(columns: Sequence[Column], left: float, step: float, floor: float) -> list[Markup]:
    parts = [svg.line(left, floor, _WIDTH, floor, "grid-year")]
    for i, column in enumerate(columns):
        index = quarter_index(column.quarter)
        if index % 4 and i:
            continue
        x = left + i * step
        parts.append(svg.line(x, floor, x, floor + 5, "grid-year"))
        if min(4 - index % 4, len(columns) - i) * step >= 34:
            parts.append(svg.text(x + 4, floor + 15, str(index // 4), "axis-number"))
    return parts
