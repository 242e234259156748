"""The adding up at the end of scripts/test, which decides whether a change passes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

CTEST = """<testsuite>
<testcase name="a" status="run"/>
<testcase name="b" status="fail"><failure message="Failed"/></testcase>
<testcase name="c" classname="c" status="notrun">
<skipped message="SKIP_REGULAR_EXPRESSION_MATCHED"/>
<system-out>  areena-skip: no data
</system-out></testcase>
<testcase name="d" status="notrun"><skipped message="Unable to find executable"/></testcase>
</testsuite>"""
PYTEST = """<testsuites><testsuite>
<testcase classname="x" name="e"/>
<testcase classname="x" name="f"><error message="setup"/></testcase>
<testcase classname="x" name="g"><skipped message="no browser"/></testcase>
</testsuite></testsuites>"""


def tally(root: Path, results: Path) -> tuple[int, list[str]]:
    done = subprocess.run(
        [sys.executable, root / "scripts/lib/tally.py", results],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout.splitlines()


def test_all_records_are_added_up(root: Path, tmp_path: Path) -> None:
    (tmp_path / "cpp.xml").write_text(CTEST, encoding="utf-8")
    (tmp_path / "python.xml").write_text(PYTEST, encoding="utf-8")
    (tmp_path / "steps.tsv").write_text("setup\tpassed\nheaders\tfailed\n", encoding="utf-8")
    code, lines = tally(root, tmp_path)
    assert code == 1
    assert lines[-1] == "3 passed, 4 failed"
    assert "  cpp: c: no data" in lines
    assert "  python: x g: no browser" in lines
    assert "  cpp: d" in lines


@pytest.mark.parametrize(
    ("steps", "expected"),
    [("setup\tpassed\n", (0, "1 passed, 0 failed")), ("", (1, "0 passed, 1 failed"))],
)
def test_a_run_of_nothing_fails(
    root: Path, tmp_path: Path, steps: str, expected: tuple[int, str]
) -> None:
    (tmp_path / "steps.tsv").write_text(steps, encoding="utf-8")
    code, lines = tally(root, tmp_path)
    assert (code, lines[-1]) == expected
