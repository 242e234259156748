"""The words of faces, in the languages of a network, and numbers as their readers write them.

Needs nothing that has to be installed: a notebook shows a network without the extra ``report``.
"""

from __future__ import annotations

import tomllib
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache
from importlib import resources
from typing import Any

__all__ = ["Words", "words"]

# The decimal mark, what stands between thousands, and before a percent sign.
_MARKS = {
    "fi": (",", "\N{NO-BREAK SPACE}", "\N{NO-BREAK SPACE}%"),
    "sv": (",", "\N{NO-BREAK SPACE}", "\N{NO-BREAK SPACE}%"),
    "en": (".", ",", "%"),
}
_MINUS = "\N{MINUS SIGN}"


class Words:
    """Messages of one language, found by dotted keys; ``{named}`` places are filled in."""

    def __init__(self, language: str, table: dict[str, Any]) -> None:
        self.language = language
        self._table = table

    def __call__(self, key: str, /, **values: object) -> str:
        """The message. With the forms ``one`` and ``other`` it is chosen by the value ``n``."""
        found: Any = self._table
        for part in key.split("."):
            found = found[part]
        if isinstance(found, dict):
            found = found["one" if values.get("n") == 1 else "other"]
        shown = {k: self.number(v) if type(v) is int else v for k, v in values.items()}
        return str(found).format(**shown)

    def __contains__(self, key: str) -> bool:
        found: Any = self._table
        for part in key.split("."):
            if not isinstance(found, dict) or part not in found:
                return False
            found = found[part]
        return True

    def number(self, value: Decimal | Fraction | int, decimals: int = 2) -> str:
        """At most ``decimals`` decimals, halves away from zero, no trailing zeros."""
        mark, thousands, _ = _MARKS[self.language]
        exact = Fraction(value)
        scaled = Decimal(exact.numerator) / Decimal(exact.denominator)
        rounded = scaled.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
        whole, _, part = f"{abs(rounded):,f}".partition(".")
        part = part.rstrip("0")
        text = whole.replace(",", thousands) + (mark + part if part else "")
        return (_MINUS if rounded < 0 else "") + text

    def percent(self, share: Decimal | Fraction) -> str:
        """Whole percents."""
        return self.number(Fraction(share) * 100, 0) + _MARKS[self.language][2]


def _table(folder: str, language: str) -> dict[str, Any]:
    file = resources.files("areena") / folder / "messages" / f"{language}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def words(language: str) -> Words:
    """The words of a language: the report's, and what only faces say. ValueError for another."""
    if language not in _MARKS:
        raise ValueError(f"there are no words in '{language}': choose one of {', '.join(_MARKS)}")
    return Words(language, {**_table("publishing", language), **_table("_faces", language)})
