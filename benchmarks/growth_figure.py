"""A figure of how a time grows, both axes logarithmic, as SVG without a library."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

WIDTH, HEIGHT = 640, 400
LEFT, RIGHT, TOP, BOTTOM = 70, 20, 40, 50
COLORS = ("#0b5394", "#b45f06")


@dataclass(frozen=True)
class Series:
    name: str
    points: Sequence[tuple[float, float]]
    """Members and seconds."""


def draw(series: Sequence[Series]) -> str:
    """Each series as a line, and a dashed one beside it as if its first time grew linearly."""
    across = _Axis([x for each in series for x, _ in each.points], LEFT, WIDTH - RIGHT)
    up = _Axis([y for each in series for _, y in each.points], HEIGHT - BOTTOM, TOP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
        '<g font-family="sans-serif" font-size="13">',
        "<title>Time of planning by the number of members</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        *_grid(across, up),
    ]
    for number, (each, color) in enumerate(zip(series, COLORS, strict=False)):
        parts += _line(each, color, across, up)
        parts.append(
            f'<text x="{LEFT + 12}" y="{TOP + 18 * (number + 1)}" fill="{color}">{each.name}</text>'
        )
    parts.append(
        f'<text x="{LEFT + 12}" y="{TOP + 18 * (len(series) + 1)}" fill="#595959">'
        "dashed: in proportion to the members</text>"
    )
    return "\n".join([*parts, "</g>", "</svg>", ""])


class _Axis:
    """From a value to its place, over whole powers of ten."""

    def __init__(self, values: Sequence[float], first: float, last: float) -> None:
        self.low = floor(log10(min(values)))
        self.high = max(self.low + 1, ceil(log10(max(values))))
        self.first, self.last = first, last

    def at(self, value: float) -> float:
        share = (log10(value) - self.low) / (self.high - self.low)
        return self.first + share * (self.last - self.first)

    def ticks(self) -> list[float]:
        return [10.0**power for power in range(self.low, self.high + 1)]


def _grid(across: _Axis, up: _Axis) -> list[str]:
    parts = []
    for value in across.ticks():
        x = across.at(value)
        parts.append(
            f'<line x1="{x:.1f}" y1="{TOP}" x2="{x:.1f}" y2="{HEIGHT - BOTTOM}" stroke="#d9d9d9"/>'
            f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{value:,.0f}</text>'
        )
    for value in up.ticks():
        y = up.at(value)
        parts.append(
            f'<line x1="{LEFT}" y1="{y:.1f}" x2="{WIDTH - RIGHT}" y2="{y:.1f}" stroke="#d9d9d9"/>'
            f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{value:g}</text>'
        )
    middle = (LEFT + WIDTH - RIGHT) / 2
    parts.append(f'<text x="{middle}" y="{HEIGHT - 10}" text-anchor="middle">members</text>')
    parts.append(f'<text x="{LEFT - 50}" y="{TOP - 16}">processor seconds</text>')
    return parts


def _line(series: Series, color: str, across: _Axis, up: _Axis) -> list[str]:
    places = [(across.at(x), up.at(y)) for x, y in series.points]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    first, last = series.points[0], series.points[-1]
    x1, y1 = places[0]
    x2, y2 = places[-1][0], up.at(first[1] * last[0] / first[0])
    return [
        f'<polyline points="{path}" fill="none" stroke="{color}" stroke-width="2"/>',
        *(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{color}"/>' for x, y in places),
        f'<path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" stroke="{color}" stroke-dasharray="5 4"/>',
    ]
