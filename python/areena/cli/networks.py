"""Reading a network for a command: a folder or a document, with places in findings."""

from __future__ import annotations

from pathlib import Path

import areena


def read_findings(path: Path) -> tuple[areena.Finding, ...]:
    """All findings of a document: of its text and of its content, each with its place.

    Raises:
        areena.Error: no draft could be formed.
    """
    reading = areena.read_draft(path)
    found = list(reading.findings)
    return tuple(found)
