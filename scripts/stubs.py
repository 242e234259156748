"""Writes python/areena/_core.pyi from the field tables of the built module.

Run it after a change of a table or of bindings/_core.pyi.in; with --check it only tells whether
the committed file is what it would write (exit code 1 if not).
"""

from __future__ import annotations

import argparse
import sys
import textwrap
from pathlib import Path
from typing import Any

from areena import _core

ROOT = Path(__file__).resolve().parent.parent
TEMPLATE = ROOT / "bindings/_core.pyi.in"
STUBS = ROOT / "python/areena/_core.pyi"

# Written in C++ beside a table, so that no table knows of them.
EXTRA_MEMBERS = {
    "LocalizedText": '''
    @property
    def plain(self) -> str | None:
        """The text in the network's own language, if it was given as a plain string."""
    def in_(
        self, language: Language | str, own: Language | str | None = None, *fallback: Language | str
    ) -> str:
        """The text in a language; else in the first of the fallback languages that has one, else
        in any.

        A plain text counts as one in the language `own`."""
''',
    "Commitment": '''
    @property
    def default_scope(self) -> Scope | None:
        """The scope marked default, or the only one, or None."""
''',
}


def docstring(text: str, indent: str) -> str:
    lines = textwrap.wrap(f'"""{text}"""', width=99 - len(indent))
    return "".join(f"{indent}{line}\n" for line in lines)


def enum_stub(row: dict[str, Any]) -> str:
    members = "".join(f'    {name} = "{word}"\n' for name, word in row["members"])
    return f"class {row['name']}(StrEnum):\n{docstring(row['doc'], '    ')}\n{members}"


def parameters(fields: list[dict[str, Any]], indent: str, *, all_optional: bool) -> str:
    lines = []
    for field in fields:
        default = "..." if all_optional else field["default"]
        given = "" if field["required"] and not all_optional else f" = {default}"
        lines.append(f"{indent}{field['name']}: {field['taken']}{given},\n")
    return "".join(lines)


def properties(fields: list[dict[str, Any]]) -> str:
    return "".join(
        f"    @property\n    def {field['name']}(self) -> {field['given']}:\n"
        f"{docstring(field['doc'], ' ' * 8)}"
        for field in fields
    )


def setters(fields: list[dict[str, Any]]) -> str:
    return "".join(
        properties([field]) + f"    @{field['name']}.setter\n"
        f"    def {field['name']}(self, value: {field['taken']}) -> None: ...\n"
        for field in fields
    )


def record_stub(row: dict[str, Any]) -> str:
    fields = row["fields"]
    short = "        plain: str | None = None,\n" if row["has_short_form"] else ""
    deep = " " * 8
    names = "".join(f'{deep}"{field["name"]}",\n' for field in fields)
    return (
        f"@final\nclass {row['name']}(Record):\n{docstring(row['doc'], '    ')}\n"
        f"    __match_args__ = (\n{names}    )\n"
        f"    def __new__(\n        cls,\n{short}        *,\n"
        f"{parameters(fields, deep, all_optional=False)}    ) -> Self: ...\n"
        f"{properties(fields)}"
        f"{EXTRA_MEMBERS.get(row['name'], '').removeprefix(chr(10))}"
        "    def replace(  # type: ignore[override]\n        self,\n        *,\n"
        f"{parameters(fields, deep, all_optional=True)}    ) -> Self: ...\n"
    )


def as_nouns(fields: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The lists of a network are collections that are looked up by id."""
    prefix, suffix = "Records[", "]"
    return [
        {**field, "given": f"Nouns[{field['given'][len(prefix) : -len(suffix)]}]"}
        if field["given"].startswith(prefix)
        else field
        for field in fields
    ]


def stubs() -> str:
    rows = _core._describe()
    network = as_nouns(_core._describe_network())
    plan = next(row["fields"] for row in rows if row["name"] == "PlanDocument")
    shown = [field for field in plan if field["name"] not in {"format", "version", "network"}]
    classes = "\n".join(enum_stub(r) if r["kind"] == "enum" else record_stub(r) for r in rows)
    text = TEMPLATE.read_text(encoding="utf-8")
    for mark, made in {
        "classes": classes,
        "network_fields": properties(network),
        "draft_parameters": parameters(network, " " * 8, all_optional=True),
        "draft_fields": setters(network),
        "plan_fields": properties(shown),
    }.items():
        text = text.replace(f"#{{{mark}}}\n", made)
    return text


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, compare")
    text = stubs()
    if parser.parse_args().check:
        return 0 if STUBS.read_text(encoding="utf-8") == text else 1
    STUBS.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
