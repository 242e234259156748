"""What an argument may be, told by its name before it reaches the engine."""

from __future__ import annotations

import operator
from collections.abc import Iterable
from typing import TypeVar

__all__ = ["MOST", "names", "whole_number"]

_Text = TypeVar("_Text", bound=str)
MOST = 2**63 - 1  # that the engine takes


def whole_number(name: str, value: int) -> int:
    """``value``, a whole number from 0 up that fits 64 bits.

    Raises
    ------
    TypeError
        If it is no whole number.
    ValueError
        If it is less, or more.
    """
    try:
        number = operator.index(value)
    except TypeError:
        kind = type(value).__name__
        raise TypeError(f"{name}: a whole number is expected, not {kind} {value!r}") from None
    if not 0 <= number <= MOST:
        raise ValueError(f"{name}: a whole number from 0 to {MOST} is expected, not {number}")
    return number


def names(name: str, values: Iterable[_Text]) -> list[_Text]:
    """``values`` as a list; one text alone would be taken apart letter by letter.

    Raises
    ------
    TypeError
        If it is one text.
    """
    if isinstance(values, str):
        raise TypeError(f"{name}: a list of texts is expected, not the text {values!r}")
    return list(values)
