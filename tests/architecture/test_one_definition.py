"""A type that two files see by the same name is one type: the one-definition rule, held.

The linker is silent about two different structs of one name in one namespace and takes the
functions of either, so that a vector of one may be grown by the code of the other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

OPENS = re.compile(r"^(?:inline )?namespace ?([\w:]*) ?\{")
CLOSES = re.compile(r"^\}\s*// namespace")
DEFINES = re.compile(
    r"^(?:struct|class|enum class) (\w+)(?: final)?(?:\s*(?::(?!:)|\{)|\s*$)(?!.*;$)"
)


def definitions(text: str) -> set[str]:
    """Types that a file defines at namespace level, outside unnamed namespaces."""
    inside: list[str] = []
    found = set()
    for line in text.splitlines():
        if opened := OPENS.match(line):
            inside.append(opened[1])
        elif CLOSES.match(line) and inside:
            inside.pop()
        elif (defined := DEFINES.match(line)) and "" not in inside:
            found.add("::".join([*inside, defined[1]]))
    return found


def test_no_two_files_define_a_type_of_the_same_name(root: Path) -> None:
    files = defaultdict(set)
    for folder in ("include", "src", "bindings"):
        for path in sorted((root / folder).rglob("*.?pp")):
            for name in definitions(path.read_text("utf-8")):
                files[name].add(str(path.relative_to(root)))
    assert len(files) > 250
    assert {name: sorted(where) for name, where in files.items() if len(where) > 1} == {}


def test_definitions_are_found() -> None:
    text = """
namespace a {
struct One {
class Two;
namespace {
struct Hidden {
}  // namespace
class Three
    : public One {
template <class T>
struct Four final : Three {
}  // namespace a
namespace a::b {
enum class Five : int {
struct a::One::Big {
}  // namespace a::b
"""
    assert definitions(text) == {"a::One", "a::Three", "a::Four", "a::b::Five"}
