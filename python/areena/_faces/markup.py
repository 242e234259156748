"""HTML for notebooks: escaped by construction, without a script, a style sheet or a link.

Colours are the notebook's own, so that faces read in the dark as in the light; lines are half grey.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

__all__ = ["NUM_ROWS", "Html", "details", "facts", "joined", "paragraph", "table", "whole"]

NUM_ROWS = 10

_LEFT = "text-align:left;vertical-align:top;padding:.1em .8em .1em 0"
_RIGHT = (
    "text-align:right;vertical-align:top;padding:.1em .8em .1em 0;"
    "font-variant-numeric:tabular-nums"
)
_TABLE = "style='border-collapse:collapse'"
_LINE = "border-top:1px solid rgba(128,128,128,.5)"


class Html(str):
    """Text that is HTML already; every other str is escaped."""

    __slots__ = ()


def _safe(text: str) -> str:
    return text if isinstance(text, Html) else html.escape(text)


def joined(parts: Iterable[str]) -> Html:
    """One after the other."""
    return Html("".join(_safe(part) for part in parts))


def whole(heading: str, *parts: str, note: str = "") -> Html:
    """A face: a heading, what stands beside it, and what follows."""
    beside = f" <span style='opacity:.75'>{_safe(note)}</span>" if note else ""
    return Html(
        f"<div style='line-height:1.4'><p><strong>{_safe(heading)}</strong>{beside}</p>"
        f"{joined(parts)}</div>"
    )


def paragraph(text: str) -> Html:
    return Html(f"<p>{_safe(text)}</p>")


def facts(pairs: Iterable[tuple[str, str]]) -> Html:
    """Names and values, those without a value left out."""
    rows = "".join(
        f"<tr><th scope='row' style='{_LEFT}'>{_safe(name)}</th>"
        f"<td style='{_LEFT}'>{_safe(value)}</td></tr>"
        for name, value in pairs
        if value
    )
    return Html(f"<table {_TABLE}><tbody>{rows}</tbody></table>") if rows else Html("")


def table(
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    caption: str = "",
    numbers: Sequence[int] = (),
    more: str = "",
) -> Html:
    """Rows under their heads; ``numbers`` are the columns of numbers, ``more`` stands below."""
    side = [_RIGHT if i in numbers else _LEFT for i in range(len(head))]
    heads = "".join(
        f"<th scope='col' style='{side[i]}'>{_safe(name)}</th>" for i, name in enumerate(head)
    )
    body = "".join(
        f"<tr style='{_LINE}'>"
        + "".join(f"<td style='{side[i]}'>{_safe(cell)}</td>" for i, cell in enumerate(row))
        + "</tr>"
        for row in rows
    )
    above = f"<caption style='{_LEFT}'>{_safe(caption)}</caption>" if caption else ""
    below = paragraph(more) if more else ""
    rows_html = f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody>"
    return Html(f"<table {_TABLE}>{above}{rows_html}</table>{below}")


def details(summary: str, body: str, *, is_open: bool = False) -> Html:
    """What opens and closes without a script."""
    return Html(
        f"<details{' open' if is_open else ''}><summary>{_safe(summary)}</summary>{_safe(body)}"
        "</details>"
    )
