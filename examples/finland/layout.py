"""Writes a document the way the library's own writer does."""

from __future__ import annotations

import json
from decimal import Decimal

WIDTH = 100


def write(document: object) -> str:
    """JSON text, two spaces a level; what fits in 100 columns stays on one line."""
    return pretty(document, 0, 0) + "\n"


def compact(value: object) -> str:
    if isinstance(value, dict):
        parts = (f"{compact(key)}: {compact(each)}" for key, each in value.items())
        return "{" + ", ".join(parts) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(compact(each) for each in value) + "]"
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return json.dumps(value, ensure_ascii=False)


def pretty(value: object, level: int, before: int) -> str:
    """The value's text; `before` characters of its first line are taken."""
    line = compact(value)
    if not isinstance(value, (dict, list)) or not value or before + len(line) < WIDTH:
        return line
    inner = "  " * (level + 1)
    parts: list[str] = []
    if isinstance(value, dict):
        for key, each in value.items():
            start = f"{inner}{compact(key)}: "
            parts.append(start + pretty(each, level + 1, len(start)))
        ends = "{}"
    else:
        parts = [inner + pretty(each, level + 1, len(inner)) for each in value]
        ends = "[]"
    return f"{ends[0]}\n" + ",\n".join(parts) + f"\n{'  ' * level}{ends[1]}"
