"""Runs the example of every page in docs/findings and writes what areena says into the page.

A page is written by hand: the code as its title, the severity and one sentence, an example, why
the rule exists, what to do. Only its ``console`` block and the tables of docs/findings.md, which
list the pages, come from here. With --check it only tells which files are not what it would write
(exit code 1 if any).

An example is one of

- a ``json`` block: a change to docs/findings/network.json, which is then checked;
- blocks with a file's name after the language (``text network.json``, ``csv tables/areas.csv``):
  these files, written as they are; without a network.json among them the small network is added;
- a ``python`` block: a program;
- a ``cpp`` block, also written here: a part of examples/cpp/findings.cpp or errors.cpp, for what
  only a program in C++ can provoke. These are tests of their own, so what they print is taken from
  there.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import re
import shlex
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import areena
from areena.cli.app import run

ROOT = Path(__file__).resolve().parent.parent
INDEX = ROOT / "docs/findings.md"
FOLDER = ROOT / "docs/findings"
NETWORK = FOLDER / "network.json"
PROGRAMS = [ROOT / "examples/cpp/findings.cpp", ROOT / "examples/cpp/errors.cpp"]

HEAD = re.compile(r"\A# `([a-z]+\.[a-z_0-9]+)`\n\n\*\*(error|warning|note)\*\*: (.+)\n")
BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```\n", re.MULTILINE | re.DOTALL)
CONSOLE = re.compile(r"^```console\n.*?^```\n", re.MULTILINE | re.DOTALL)
CPP = re.compile(r"^```cpp\n.*?^```\n", re.MULTILINE | re.DOTALL)
SECTION = re.compile(r"^## ([^\n]+)\n\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
TABLE = re.compile(r"(<!-- codes: ([a-z ]+) -->\n).*?(<!-- end -->)", re.DOTALL)
SECTIONS = ["Example", "Why", "What to do"]


class PageError(ValueError):
    """A page that is not built as pages are."""


@dataclass(frozen=True)
class Page:
    """A page in its parts."""

    path: Path
    code: str
    severity: str
    meaning: str
    sections: dict[str, str]

    @property
    def text(self) -> str:
        return self.path.read_text("utf-8")

    @property
    def blocks(self) -> list[tuple[str, str, str]]:
        """Language, file name and text of each block of the example that is written by hand."""
        found = BLOCK.findall(self.sections["Example"])
        return [block for block in found if block[0] != "console"]

    @property
    def is_program(self) -> bool:
        return any(language in {"cpp", "python"} and not name for language, name, _ in self.blocks)

    @property
    def is_cpp(self) -> bool:
        return any(language == "cpp" for language, _, _ in self.blocks)


def read_page(path: Path) -> Page:
    text = path.read_text("utf-8")
    head = HEAD.match(text)
    if head is None:
        raise PageError(f"{path}: begin with '# `area.code`' and '**severity**: one sentence'")
    code, severity, meaning = head.groups()
    if path.name != f"{code}.md":
        raise PageError(f"{path}: the page is about `{code}`; call it {code}.md")
    sections = dict(SECTION.findall(text))
    if list(sections) != SECTIONS or not all(part.strip() for part in sections.values()):
        raise PageError(f"{path}: the sections of a page are {', '.join(SECTIONS)}")
    return Page(path, code, severity, meaning, sections)


def read_pages() -> list[Page]:
    """Every page, by code."""
    return [read_page(path) for path in sorted(FOLDER.glob("*.md"))]


def changed(value: Any, change: Any) -> Any:
    """A JSON value with a change put over it.

    Objects are changed field by field, and null takes a field away (RFC 7396). In a list, an
    object with the id of one that is there changes that one, once; any other is added. A list
    without ids takes the place of what was there.
    """
    if isinstance(value, dict) and isinstance(change, dict):
        merged = dict(value)
        for key, below in change.items():
            merged[key] = changed(merged.get(key), below)
            if below is None:
                del merged[key]
        return merged
    if isinstance(value, list) and isinstance(change, list) and _with_ids(change):
        rows = list(value)
        left = {row["id"]: at for at, row in enumerate(rows) if _with_ids([row])}
        for row in change:
            at = left.pop(row["id"], None)
            if at is None:
                rows.append(row)
            else:
                rows[at] = changed(rows[at], row)
        return rows
    return change


def _with_ids(rows: list[Any]) -> bool:
    return bool(rows) and all(isinstance(row, dict) and "id" in row for row in rows)


@contextlib.contextmanager
def _inside(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def _write_files(page: Page, folder: Path) -> list[str]:
    """Writes the files of an example; returns the command line that looks at them."""
    small = NETWORK.read_text("utf-8")
    names = []
    for language, name, text in page.blocks:
        if name:
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text.removesuffix("\n") if language == "text" else text, "utf-8")
            names.append(name)
        elif language == "json":
            document = changed(json.loads(small), json.loads(text))
            small = json.dumps(document, indent=2, ensure_ascii=False) + "\n"
    if "network.json" not in names:
        (folder / "network.json").write_text(small, "utf-8")
    elections = [name for name in names if name.endswith(".pb")]
    if elections:
        return ["select", elections[0]]
    if "problem.json" in names:
        return ["timetable", "problem.json"]
    return ["check", "." if set(names) - {"network.json"} else "network.json"]


def _program(page: Page) -> str | None:
    programs = [text for language, name, text in page.blocks if language == "python" and not name]
    return programs[0] if programs else None


def _run_program(program: str) -> None:
    """As ``python`` does, but for the traceback: its last line and the findings are printed."""
    try:
        exec(compile(program, "example.py", "exec"), {"areena": areena})
    except areena.Error as error:
        print(f"{type(error).__module__}.{type(error).__name__}: [{error.code}] {error}")


def of_program(code: str) -> tuple[str, str, str]:
    """The name of the C++ example that is about a code, its part about it, and what that prints."""
    for program in PROGRAMS:
        part = re.search(
            rf"^ *// \[{re.escape(code)}\]\n(.*?)^ *// \[end\]\n",
            program.read_text("utf-8"),
            re.MULTILINE | re.DOTALL,
        )
        printed = re.search(
            rf"^# {re.escape(code)}\n(.*?)(?=^# |\Z)",
            program.with_suffix(".expected").read_text("utf-8"),
            re.MULTILINE | re.DOTALL,
        )
        if part and printed:
            return program.stem, textwrap.dedent(part[1]), printed[1]
    names = " nor ".join(str(program.relative_to(ROOT)) for program in PROGRAMS)
    raise PageError(f"neither {names} has a part '// [{code}]' that prints something")


def said(page: Page) -> tuple[str, list[areena.Finding]]:
    """What areena says about a page's example, as a terminal shows it, and the findings.

    No findings are given for programs: what they print is all there is.
    """
    if page.is_cpp:
        name, _, printed = of_program(page.code)
        return f"$ build/release/examples/{name}\n{printed}", []
    with tempfile.TemporaryDirectory() as name, _inside(Path(name)):
        command = _write_files(page, Path(name))
        told = io.StringIO()
        program = _program(page)
        with contextlib.redirect_stdout(told), contextlib.redirect_stderr(told):
            if program is not None:
                _run_program(program)
            else:
                run(command)
        line = "python example.py" if program is not None else shlex.join(["areena", *command])
        findings = [] if program is not None else _findings(command)
    output = "".join(f"{each.rstrip()}\n" for each in told.getvalue().splitlines())
    return f"$ {line}\n{output}", findings


def _findings(command: list[str]) -> list[areena.Finding]:
    try:
        if command[0] == "select":
            return list(areena.selection.read(command[1]).findings)
        if command[0] == "timetable":
            areena.timetable.read(command[1])
            return []
        return list(areena.check(command[1]))
    except areena.Error as error:
        return list(error.findings)


def written(page: Page) -> str:
    """The page with what areena says now."""
    blocks = CONSOLE.findall(page.text)
    if len(blocks) != 1:
        raise PageError(f"{page.path}: one empty ```console block after the example, please")
    told, _ = said(page)
    text = page.text.replace(blocks[0], f"```console\n{told}```\n")
    if page.is_cpp:
        text = CPP.sub(lambda _: f"```cpp\n{of_program(page.code)[1]}```\n", text)
    return text


def first_paragraph(text: str) -> str:
    return " ".join(text.strip().split("\n\n")[0].split())


def index(pages: list[Page]) -> str:
    """docs/findings.md with a row for each page, in the section that names its area."""
    left = {page.code: page for page in pages}

    def rows(match: re.Match[str]) -> str:
        areas = match[2].split()
        mine = sorted(
            (code for code in left if code.split(".")[0] in areas),
            key=lambda code: (areas.index(code.split(".")[0]), code),
        )
        table = "| code | severity | meaning | what to do |\n|---|---|---|---|\n"
        for code in mine:
            page = left.pop(code)
            todo = first_paragraph(page.sections["What to do"])
            table += (
                f"| [`{code}`](findings/{code}.md) | {page.severity} | {page.meaning} | {todo} |\n"
            )
        return f"{match[1]}{table}{match[3]}"

    text = TABLE.sub(rows, INDEX.read_text("utf-8"))
    if left:
        raise PageError(
            f"{INDEX}: no section lists {', '.join(left)}; add the area to a '<!-- codes: -->'"
        )
    return text


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--check", action="store_true", help="only tell what would change")
    check = arguments.parse_args().check
    try:
        pages = read_pages()
        stale = [(page.path, text) for page in pages if (text := written(page)) != page.text]
        if (text := index(pages)) != INDEX.read_text("utf-8"):
            stale.append((INDEX, text))
    except PageError as error:
        print(error, file=sys.stderr)
        return 2
    for path, text in stale:
        print(path.relative_to(ROOT))
        if not check:
            path.write_text(text, "utf-8")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
