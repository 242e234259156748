"""Writing SVG: elements whose attributes and texts are always escaped, and lines of text."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

# Widths of characters in thousandths of the font size: those of a wide sans serif (DejaVu Sans,
# Verdana), because nobody knows which one a reader's machine has.
_WIDTHS = {
    letter: width
    for letters, width in (
        ("iíjlI.,:;'|! ", 335),
        ("frt()[]/-", 415),
        ("ABCDEFHKLNPRSTUVXYZÄÅ&", 730),
        ("wGOQÖ", 820),
        ("mMW—%@", 1000),
    )
    for letter in letters
}
_OTHERS = 640


def element(name: str, *children: str | Markup, **attributes: object) -> Markup:
    """An element; ``class_`` and ``aria_label`` are written ``class`` and ``aria-label``."""
    written = Markup("").join(
        Markup(' {}="{}"').format(key.rstrip("_").replace("_", "-"), _value(value))
        for key, value in attributes.items()
        if value is not None
    )
    inner = Markup("").join(escape(child) for child in children)
    if not children:
        return Markup("<{}{}/>").format(name, written)
    return Markup("<{0}{1}>{2}</{0}>").format(name, written, inner)


def _value(value: object) -> str:
    """Coordinates with at most one decimal, so that pages stay small and the same everywhere."""
    return f"{value + 0.0:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)


def rect(x: float, y: float, width: float, height: float, class_: str, **more: object) -> Markup:
    return element(
        "rect",
        x=float(x),
        y=float(y),
        width=float(width),
        height=float(height),
        class_=class_,
        **more,
    )


def line(x1: float, y1: float, x2: float, y2: float, class_: str) -> Markup:
    return element("line", x1=float(x1), y1=float(y1), x2=float(x2), y2=float(y2), class_=class_)


def text(x: float, y: float, content: str, class_: str, anchor: str | None = None) -> Markup:
    return element("text", content, x=float(x), y=float(y), class_=class_, text_anchor=anchor)


def picture(
    width: float,
    height: float,
    *,
    key: str,
    title: str,
    desc: str,
    parts: Iterable[Markup],
    class_: str,
) -> Markup:
    """An SVG image with a title and a description for those who do not see it.

    `key` must be unique on the page.
    """
    return element(
        "svg",
        element("title", title, id=f"{key}-title"),
        element("desc", desc, id=f"{key}-desc"),
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_value(float(width))} {_value(float(height))}",
        width=float(width),
        height=float(height),
        role="img",
        aria_labelledby=f"{key}-title",
        aria_describedby=f"{key}-desc",
        class_=class_,
    )


def text_width(content: str, size: float) -> float:
    """About how wide a text is; on the safe side."""
    return sum(_WIDTHS.get(letter, _OTHERS) for letter in content) * size / 1000


def wrap(content: str, width: float, size: float) -> list[str]:
    """Lines no wider than `width`; a word wider than that is broken."""
    lines: list[str] = []
    current = ""
    for word in content.split():
        for piece in _break(word, width, size):
            joined = f"{current} {piece}".strip() if piece is word or not current else None
            if joined is not None and text_width(joined, size) <= width:
                current = joined
            else:
                lines.append(current)
                current = piece
    lines.append(current)
    return [each for each in lines if each] or [""]


def _break(word: str, width: float, size: float) -> list[str]:
    if text_width(word, size) <= width:
        return [word]
    pieces, piece = [], ""
    for letter in word:
        if piece and text_width(piece + letter, size) > width:
            pieces.append(piece)
            piece = ""
        piece += letter
    return [*pieces, piece]
