"""A page for each code that a check or a reader can say: its example is run, its words compared."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
CODE = re.compile(r'"([a-z]+\.[a-z_0-9]+)"')
# How the check of a timetable problem names what it finds, and the reader of .pb files:
# fault("cost", ...), warn("free", ...).
TIMETABLE = re.compile(r'fault\("([a-z_0-9]+)"')
PABULIB = re.compile(r'(?:fault|warn)\("([a-z_0-9]+)"|find\(Severity::\w+, "([a-z_0-9]+)"')


@pytest.fixture(scope="session")
def pages() -> ModuleType:
    """scripts/findings_pages.py, which writes what the pages show."""
    sys.path.insert(0, str(ROOT / "scripts"))
    try:
        import findings_pages
    finally:
        sys.path.pop(0)
    return findings_pages


def source(path: Path) -> str:
    return re.sub(r"^\s*#include.*$", "", path.read_text("utf-8"), flags=re.MULTILINE)


# Words of the same form that are no codes: modules, and names of files.
NO_CODES = re.compile(r"^(?:areena|collections|datetime)\.|\.(?:hpp|json)$")
# Said to nobody: whoever checks a plan turns it into a claim that failed.
INTERNAL = {"plan.not_found"}


def codes_in_sources() -> set[str]:
    """Words such as "commitment.no_lead" in all that is compiled, and codes given in Python."""
    found: set[str] = set()
    for folder in ("include", "src", "bindings"):
        for path in sorted((ROOT / folder).rglob("*.?pp")):
            found |= set(CODE.findall(source(path)))
    for path in sorted((ROOT / "python/areena").rglob("*.py")):
        found |= set(re.findall(r'code(?:=|", )"([a-z]+\.[a-z_]+)"', path.read_text("utf-8")))
    for fault, told in PABULIB.findall(source(ROOT / "src/io/pabulib.cpp")):
        found.add(f"pabulib.{fault or told}")
    for fault in TIMETABLE.findall(source(ROOT / "src/timetable/problem.cpp")):
        found.add(f"timetable.{fault}")
    return {code for code in found if not NO_CODES.search(code)} - INTERNAL


CODES = sorted(codes_in_sources())
NAMES = sorted(path.stem for path in (ROOT / "docs/findings").glob("*.md"))


def test_every_code_of_the_sources_has_its_page_and_no_page_is_left_over() -> None:
    assert len(CODES) > 150
    assert sorted(set(CODES) - set(NAMES)) == []
    assert sorted(set(NAMES) - set(CODES)) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_page_shows_what_areena_says_about_its_example(pages: ModuleType, name: str) -> None:
    page = pages.read_page(ROOT / f"docs/findings/{name}.md")
    told, findings = pages.said(page)
    assert f"[{page.code}]" in told, told
    mine = [finding.severity for finding in findings if finding.code == page.code]
    assert set(mine) <= {page.severity}
    assert mine or not findings or page.is_program
    assert pages.written(page) == page.text, "run scripts/findings_pages.py"


def test_the_index_lists_every_page_once(pages: ModuleType) -> None:
    text = (ROOT / "docs/findings.md").read_text("utf-8")
    assert pages.index(pages.read_pages()) == text, "run scripts/findings_pages.py"
    assert sorted(re.findall(r"^\| \[`([a-z_0-9.]+)`\]", text, re.MULTILINE)) == CODES


def test_the_severities_are_those_of_the_sources(pages: ModuleType) -> None:
    used: dict[str, str] = {}
    for path in sorted((ROOT / "src/check").glob("*.cpp")):
        text = path.read_text("utf-8")
        used |= dict(re.findall(r'"([a-z]+\.[a-z_]+)",\s*Severity::(\w+)', text))
    assert len(used) > 40
    said = {page.code: page.severity for page in pages.read_pages()}
    assert {code: said[code] for code in used} == used


def test_the_small_network_has_nothing_to_be_found_fault_with(pages: ModuleType) -> None:
    import areena

    assert list(areena.check(pages.NETWORK)) == []


def test_a_change_is_put_over_a_document_as_the_index_says(pages: ModuleType) -> None:
    before = {"a": {"b": 1, "c": 2}, "rows": [{"id": "x", "n": 1}, {"id": "y"}], "plain": [1, 2]}
    change = {
        "a": {"b": None, "d": 3},
        "rows": [{"id": "x", "n": None, "m": 2}, {"id": "x"}, {"id": "z"}],
        "plain": [3],
    }
    assert pages.changed(before, change) == {
        "a": {"c": 2, "d": 3},
        "rows": [{"id": "x", "m": 2}, {"id": "y"}, {"id": "x"}, {"id": "z"}],
        "plain": [3],
    }
    assert pages.changed(before, {}) == before


def test_a_page_that_is_built_otherwise_is_refused(pages: ModuleType, tmp_path: Path) -> None:
    text = (ROOT / "docs/findings/text.empty.md").read_text("utf-8")
    for name, wrong in {
        "text.other": text,
        "text.empty": text.replace("## Why", "## Because"),
        "text.full": text.replace("**error**", "**fatal**"),
    }.items():
        page = tmp_path / f"{name}.md"
        page.write_text(wrong, "utf-8")
        with pytest.raises(pages.PageError, match=re.escape(str(page))):
            pages.read_page(page)
