"""Which folder may include which: the arrows of the design, held."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ENGINES = ("evidence", "dialogue", "selection", "timetable")
MAY_INCLUDE: dict[str, set[str]] = {
    "core": {"core"},
    "nouns": {"core", "nouns"},
    **{engine: {"core", engine} for engine in ENGINES},
    "planning": {"core", "nouns", *ENGINES, "planning"},
    "io": {"core", "nouns", *ENGINES, "io"},
    "store": {"core", "nouns", "io", "store"},
}
MAY_INCLUDE["everything"] = {*MAY_INCLUDE}  # areena.hpp and bindings/

# Folders of src/ and include/areena/ that hold parts of a layer named otherwise.
LAYER_OF_FOLDER = {"": "nouns", "check": "nouns"}
LAYER_OF_FILE = {"areena.hpp": "everything", "version.hpp": "core"}

# A third-party header, by how its name begins, and the layers whose bodies may see it. The longest
# beginning counts.
THIRD_PARTY: dict[str, set[str]] = {
    "boost/": {"core", "nouns", *ENGINES, "planning", "io", "store"},
    "boost/json": {"io"},
    "Eigen/": {"dialogue", "evidence"},
    "interfaces/highs_c_api.h": {"timetable"},
    "sqlite3.h": {"store"},
    "fcntl.h": {"io", "store"},  # POSIX, to replace a file in one step
    "sys/": {"io", "store"},
    "unistd.h": {"io", "store"},
    "pybind11/": {"bindings"},
    "Python.h": {"bindings"},
    "datetime.h": {"bindings"},  # CPython's
}

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)


def layer_of(relative: Path) -> str:
    """The layer of a file below include/areena or src."""
    if len(relative.parts) == 1 and relative.name in LAYER_OF_FILE:
        return LAYER_OF_FILE[relative.name]
    folder = relative.parts[0] if len(relative.parts) > 1 else ""
    return LAYER_OF_FOLDER.get(folder, folder)


def included_layer(root: Path, file: Path, name: str) -> str | None:
    """The layer of the areena header that `name` means in `file`; None for what is not areena's."""
    if name.startswith("areena/"):
        return layer_of(Path(name).relative_to("areena"))
    for folder in (file.parent, root / "src", root / "bindings"):
        found = (folder / name).resolve()
        if not found.is_file():
            continue
        for base in (root / "include" / "areena", root / "src"):
            if found.is_relative_to(base):
                return layer_of(found.relative_to(base))
        return "bindings"
    return None


def third_party_fault(layer: str, public: bool, name: str) -> str | None:
    """What is wrong with including a header that is not areena's."""
    known = max((start for start in THIRD_PARTY if name.startswith(start)), key=len, default=None)
    standard = re.fullmatch(r"[a-z0-9_]+", name) is not None
    if standard:
        return None
    if public:
        return "a public header includes the standard library and areena only"
    if known is None:
        return "an unknown dependency"
    if layer not in THIRD_PARTY[known]:
        return f"only {', '.join(sorted(THIRD_PARTY[known]))} may include it"
    return None


def faults_of_file(root: Path, file: Path) -> list[str]:
    """Every include of the file that breaks a rule, as a sentence."""
    public = file.is_relative_to(root / "include")
    if file.is_relative_to(root / "bindings"):
        layer, allowed = "bindings", {*MAY_INCLUDE, "bindings"}
    else:
        base = root / "include" / "areena" if public else root / "src"
        layer = layer_of(file.relative_to(base))
        if layer not in MAY_INCLUDE:
            return [f"{file.relative_to(root)}: the folder '{layer}' is not in the design"]
        allowed = MAY_INCLUDE[layer]
    faults = []
    for bracket, name in INCLUDE.findall(file.read_text(encoding="utf-8")):
        target = included_layer(root, file, name)
        if target is None:
            why = third_party_fault(layer, public, name)
            if why is None and bracket == '"':
                why = "no such file"
        elif public and not name.startswith("areena/"):
            why = "a public header names areena's headers in full"
        elif target not in allowed:
            why = f"{layer} may include {', '.join(sorted(allowed))}"
        else:
            why = None
        if why is not None:
            faults.append(f"{file.relative_to(root)} includes {name}: {why}")
    return faults


def faults_below(root: Path) -> list[str]:
    """Every broken arrow of a source tree."""
    return [
        fault
        for folder in ("include/areena", "src", "bindings")
        for file in sorted((root / folder).rglob("*.[ch]pp"))
        for fault in faults_of_file(root, file)
    ]


def test_the_arrows_of_the_design_hold(root: Path) -> None:
    assert faults_below(root) == []


def test_the_tree_is_seen(root: Path) -> None:
    layers = {
        layer_of(file.relative_to(root / "include" / "areena"))
        for file in (root / "include" / "areena").rglob("*.hpp")
    }
    assert {"core", "nouns"} <= layers
    assert list((root / "src").rglob("*.cpp"))


def test_a_header_lies_in_the_namespace_of_its_folder(root: Path) -> None:
    base = root / "include" / "areena"
    for file in sorted(base.rglob("*.hpp")):
        layer = layer_of(file.relative_to(base))
        if layer not in {"core", "nouns", "everything"}:
            text = file.read_text(encoding="utf-8")
            assert f"namespace areena::{layer}" in text, file


def test_the_umbrella_header_includes_every_noun(root: Path) -> None:
    base = root / "include" / "areena"
    nouns = {f"areena/{file.name}" for file in base.glob("*.hpp")} - {"areena/areena.hpp"}
    text = (base / "areena.hpp").read_text(encoding="utf-8")
    assert nouns - {name for _, name in INCLUDE.findall(text)} == set()


@pytest.mark.parametrize(
    ("path", "include"),
    [
        ("include/areena/core/id.hpp", '"areena/member.hpp"'),
        ("include/areena/member.hpp", '"areena/io/json.hpp"'),
        ("src/check/identity.cpp", '"areena/planning/plan.hpp"'),
        ("include/areena/selection/profile.hpp", '"areena/member.hpp"'),
        ("src/selection/equal_shares.cpp", '"areena/timetable/problem.hpp"'),
        ("src/timetable/search.cpp", '"areena/io/json.hpp"'),
        ("include/areena/planning/plan.hpp", '"areena/io/json.hpp"'),
        ("src/io/json.cpp", '"areena/planning/plan.hpp"'),
        ("src/io/json.cpp", '"areena/store/history.hpp"'),
        ("src/store/history.cpp", '"areena/selection/profile.hpp"'),
        ("include/areena/core/rational.hpp", "<boost/multiprecision/cpp_int.hpp>"),
        ("include/areena/core/rational.hpp", "<unistd.h>"),
        ("src/planning/plan.cpp", "<boost/json/value.hpp>"),
        ("src/io/json.cpp", "<pybind11/pybind11.h>"),
        ("bindings/module.cpp", "<boost/json/value.hpp>"),
        ("src/core/id.cpp", "<fmt/format.h>"),
        ("src/core/id.cpp", '"nowhere.hpp"'),
        ("src/leisure/id.cpp", "<string>"),
    ],
)
def test_a_broken_arrow_is_found(tmp_path: Path, path: str, include: str) -> None:
    file = tmp_path / path
    file.parent.mkdir(parents=True)
    file.write_text(f"#include {include}\n", encoding="utf-8")
    assert len(faults_below(tmp_path)) == 1


@pytest.mark.parametrize(
    ("path", "include"),
    [
        ("include/areena/member.hpp", '"areena/core/id.hpp"'),
        ("include/areena/areena.hpp", '"areena/planning/plan.hpp"'),
        ("src/core/rational.cpp", "<boost/multiprecision/cpp_int.hpp>"),
        ("src/io/json.cpp", "<boost/json/basic_parser_impl.hpp>"),
        ("src/io/pabulib.cpp", '"areena/selection/profile.hpp"'),
        ("src/planning/plan.cpp", '"areena/version.hpp"'),
        ("bindings/module.cpp", "<pybind11/pybind11.h>"),
        ("bindings/module.cpp", '"areena/planning/plan.hpp"'),
    ],
)
def test_an_arrow_of_the_design_passes(tmp_path: Path, path: str, include: str) -> None:
    file = tmp_path / path
    file.parent.mkdir(parents=True)
    file.write_text(f"#include {include}\n", encoding="utf-8")
    assert faults_below(tmp_path) == []


def test_a_private_header_belongs_to_the_layer_of_its_folder(tmp_path: Path) -> None:
    for path, text in {
        "src/io/scan.hpp": "",
        "src/io/json.cpp": '#include "scan.hpp"\n#include "io/scan.hpp"\n',
        "src/core/id.cpp": '#include "io/scan.hpp"\n',
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    assert faults_below(tmp_path) == ["src/core/id.cpp includes io/scan.hpp: core may include core"]
