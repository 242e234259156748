"""docs/findings.md lists every code that a check or a reader can say, and no other."""

from __future__ import annotations

import re
from pathlib import Path

CODE = re.compile(r'"([a-z]+\.[a-z_]+)"')
ROW = re.compile(r"^\| `([a-z_.]+)` \| (error|warning|note) \| [^|]+ \| [^|]+ \|$", re.MULTILINE)


def codes_in_sources(root: Path) -> set[str]:
    """Words such as "commitment.no_lead" in the checks and readers, and in the nouns' tables."""
    found: set[str] = set()
    for folder in ("src/check", "src/io"):
        for path in sorted((root / folder).glob("*.cpp")):
            code = re.sub(r"^\s*#include.*$", "", path.read_text("utf-8"), flags=re.MULTILINE)
            found |= set(CODE.findall(code))
    for path in sorted((root / "src").glob("*.cpp")):
        found |= set(re.findall(r'\.dangling = "([a-z_.]+)"', path.read_text("utf-8")))
    return found


def test_every_code_of_the_sources_has_its_row(root: Path) -> None:
    page = (root / "docs/findings.md").read_text("utf-8")
    told = set(re.findall(r"`([a-z]+\.[a-z_]+)`", page)) - {"areena.check"}
    assert sorted(codes_in_sources(root) - told) == []


def test_no_row_is_about_a_code_that_is_gone(root: Path) -> None:
    page = (root / "docs/findings.md").read_text("utf-8")
    rows = [code for code, _ in ROW.findall(page)]
    assert len(rows) > 60
    assert sorted(set(rows) - codes_in_sources(root)) == []
    assert len(rows) == len(set(rows))


def test_the_severities_are_those_of_the_sources(root: Path) -> None:
    page = (root / "docs/findings.md").read_text("utf-8")
    said = dict(ROW.findall(page))
    used: dict[str, str] = {}
    for path in sorted((root / "src/check").glob("*.cpp")):
        text = path.read_text("utf-8")
        used |= dict(re.findall(r'"([a-z]+\.[a-z_]+)",\s*Severity::(\w+)', text))
    assert len(used) > 40
    assert {code: said.get(code) for code in used} == used
