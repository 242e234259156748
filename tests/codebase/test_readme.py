"""Nothing in the README that is not run."""

from __future__ import annotations

import doctest
import re
import shutil
import textwrap
from pathlib import Path

import pytest

BLOCK = re.compile(r"^```(\w+)[^\n]*\n(.*?)^```\s*$", re.MULTILINE | re.DOTALL)


def blocks(text: str, *languages: str) -> list[str]:
    """The fenced blocks written in one of the languages."""
    return [body for language, body in BLOCK.findall(text) if language in languages]


def squeezed(code: str) -> str:
    """The code without indentation and blank lines, for comparison."""
    lines = (line.strip() for line in textwrap.dedent(code).splitlines())
    return "\n".join(line for line in lines if line)


@pytest.fixture(scope="module")
def readme(root: Path) -> str:
    return (root / "README.md").read_text(encoding="utf-8")


def test_the_python_of_the_readme_runs(
    readme: str, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One after the other, in one session; a block with prompts must print what it says."""
    codes = blocks(readme, "python", "pycon")
    assert codes
    shutil.copytree(root / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {"__name__": "readme"}
    for number, code in enumerate(codes):
        if ">>>" not in code:
            exec(compile(code, f"README.md, Python block {number + 1}", "exec"), names)
            continue
        test = doctest.DocTestParser().get_doctest(code, names, f"block {number + 1}", "README", 0)
        told: list[str] = []
        runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
        runner.run(test, out=told.append, clear_globs=False)
        names.update(test.globs)
        assert runner.failures == 0, "".join(told)


def test_the_cpp_of_the_readme_is_part_of_a_tested_example(readme: str, root: Path) -> None:
    codes = blocks(readme, "cpp", "c++")
    assert codes
    programs = [
        squeezed(path.read_text(encoding="utf-8"))
        for path in sorted((root / "examples/cpp").glob("*.cpp"))
    ]
    for code in codes:
        assert any(squeezed(code) in program for program in programs), code


def test_what_the_readme_points_to_is_there(readme: str, root: Path) -> None:
    targets = re.findall(r"\]\((?!https?://|#)([^)#\s]+)", readme)
    assert [target for target in targets if not (root / target).exists()] == []
