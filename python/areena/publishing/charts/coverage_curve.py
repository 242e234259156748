"""Coverage of needs over the quarters: a line for the middle member in a band of all."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Protocol

from markupsafe import Markup

from areena.publishing.charts import svg
from areena.publishing.formats import quarter_index

_WIDTH, _HEIGHT = 640.0, 220.0
_LEFT, _TOP, _BOTTOM = 44.0, 10.0, 24.0


class Point(Protocol):
    """Shares at the end of a quarter."""

    @property
    def quarter(self) -> str: ...
    @property
    def low(self) -> Decimal: ...
    @property
    def middle(self) -> Decimal: ...
    @property
    def high(self) -> Decimal: ...


def coverage_chart(
    points: Sequence[Point], *, key: str, title: str, desc: str, marks: Sequence[tuple[int, str]]
) -> Markup:
    """The points as an SVG image. `marks` are shares of the axis in percent, with how they read."""
    floor = _HEIGHT - _BOTTOM
    step = (_WIDTH - _LEFT - 8) / max(1, len(points))

    def x(number: int) -> float:
        return _LEFT + (number + 1) * step

    def y(share: Decimal) -> float:
        return floor - float(share) * (floor - _TOP)

    def line(shares: Sequence[Decimal]) -> str:
        return " ".join(f"{x(i):.1f},{y(share):.1f}" for i, share in enumerate(shares))

    parts = []
    for percent, said in marks:
        height = y(Decimal(percent) / 100)
        parts.append(svg.line(_LEFT, height, _WIDTH, height, "grid-quarter"))
        parts.append(svg.text(_LEFT - 6, height + 4, said, "axis-number", "end"))
    low, high = [p.low for p in points], [p.high for p in points]
    back = " ".join(reversed(line(low).split()))
    parts.append(svg.element("polygon", points=f"{line(high)} {back}", class_="curve-band"))
    parts.append(
        svg.element("polyline", points=line([p.middle for p in points]), class_="curve-middle")
    )
    parts += _years(points, step, floor)
    return svg.picture(
        _WIDTH, _HEIGHT, key=key, title=title, desc=desc, parts=parts, class_="curve-chart"
    )


def _years(points: Sequence[Point], step: float, floor: float) -> list[Markup]:
    parts = [svg.line(_LEFT, floor, _WIDTH, floor, "grid-year")]
    for i, point in enumerate(points):
        index = quarter_index(point.quarter)
        if index % 4 and i:
            continue
        left = _LEFT + i * step
        parts.append(svg.line(left, floor, left, floor + 5, "grid-year"))
        if min(4 - index % 4, len(points) - i) * step >= 34:
            parts.append(svg.text(left + 4, floor + 17, str(index // 4), "axis-number"))
    return parts
