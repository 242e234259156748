"""Findings and errors on the terminal and as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

import areena

_SEVERITIES = ("error", "warning", "note")
# What an error's code begins with when there is no draft at all.
_NO_DRAFT = ("io.", "json.", "csv.", "package.", "document.format", "document.version")


def sentence(finding: areena.Finding) -> str:
    """A finding in a line: place, severity, what is wrong, what to do, code."""
    return f"{finding} [{finding.code}]"


def count(findings: Iterable[areena.Finding]) -> dict[str, int]:
    counts = dict.fromkeys(_SEVERITIES, 0)
    for finding in findings:
        counts[finding.severity.name] += 1
    return counts


def said(counts: dict[str, int]) -> str:
    """``"1 error, 2 warnings"``; nothing for nothing."""
    parts = [f"{n} {name}{'' if n == 1 else 's'}" for name, n in counts.items() if n]
    return ", ".join(parts) or "nothing found"


def tell(error: Exception, *, as_json: bool) -> int:
    """Prints why there is no result, and returns the exit code."""
    findings = tuple(getattr(error, "findings", ()))
    code = getattr(error, "code", "file.error")
    if as_json:
        print_json(
            {
                "format": "areena-error",
                "version": 0,
                "code": code,
                "message": str(error),
                "findings": [data(finding) for finding in findings],
            }
        )
    for finding in findings:
        print(sentence(finding), file=sys.stderr)
    if not findings:
        print(f"areena: {error} [{code}]", file=sys.stderr)
    return 1 if findings and not code.startswith(_NO_DRAFT) else 2


def print_json(document: dict[str, Any]) -> None:
    print(json.dumps(document, ensure_ascii=False, indent=2))


def data(value: Any) -> Any:
    """A described value as plain data: the fields that it has something in, in their order."""
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, (list, tuple)):
        return [data(each) for each in value]
    if not isinstance(value, areena.Record):
        return value
    names = type(value).__match_args__
    return {name: data(each) for name in names if (each := getattr(value, name))}


def plain(value: Any) -> Any:
    """An engine's result as plain data."""
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    return value
