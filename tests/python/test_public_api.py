"""What users see of the package: names, docstrings, signatures, stubs, versions."""

from __future__ import annotations

import inspect
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import areena
from areena import _core

MODULES = [
    areena,
    areena.planning,
    areena.plot,
    areena.examples,
    areena.selection,
    areena.tables,
    areena.timetable,
]


def public_names() -> Iterator[Any]:
    for module in MODULES:
        for name in module.__all__:
            yield pytest.param(module, name, id=f"{module.__name__}.{name}")


def described() -> Iterator[tuple[str, Any]]:
    """Everything with a docstring that users can come across, by name."""
    for module in [*MODULES, _core]:
        yield module.__name__, module
        names = getattr(module, "__all__", [n for n in vars(module) if not n.startswith("__")])
        for name in names:
            value = getattr(module, name)
            yield f"{module.__name__}.{name}", value
            if isinstance(value, type):
                for attribute, member in vars(value).items():
                    yield f"{module.__name__}.{name}.{attribute}", member


@pytest.mark.parametrize(("module", "name"), list(public_names()))
def test_public_names_exist_and_explain_themselves(module: ModuleType, name: str) -> None:
    value = getattr(module, name)
    if callable(value) or isinstance(value, ModuleType):
        assert (value.__doc__ or "").strip(), name


@pytest.mark.parametrize(("module", "name"), list(public_names()))
def test_public_classes_show_a_public_module(module: ModuleType, name: str) -> None:
    value = getattr(module, name)
    if isinstance(value, type):
        assert value.__module__ in {m.__name__ for m in MODULES}
        assert getattr(sys.modules[value.__module__], value.__qualname__) is value
        assert "_core" not in repr(value)


def test_no_docstring_or_signature_shows_cpp() -> None:
    docs = {name: inspect.getdoc(value) or "" for name, value in described()}
    assert [name for name, text in docs.items() if "::" in text] == []
    assert [name for name, text in docs.items() if "_core." in text and "._" not in name] == []
    signatures = []
    for name, value in described():
        try:
            signatures.append((name, str(inspect.signature(value))))
        except (TypeError, ValueError):
            continue
    assert [name for name, text in signatures if "::" in text] == []
    assert len(signatures) > 100


def test_every_class_with_a_table_is_exported() -> None:
    for row in _core._describe():
        module = sys.modules[row["module"]]
        assert getattr(module, row["name"]) is row["class"]
        assert row["name"] in module.__all__


def test_names_are_in_order() -> None:
    for module in MODULES:
        assert list(module.__all__) == sorted(set(module.__all__), key=_isort_key)


def _isort_key(name: str) -> tuple[bool, str]:
    """Classes before functions, as the linter sorts them."""
    return (not name[0].isupper(), name)


def test_the_stubs_carry_every_field() -> None:
    stubs = (Path(_core.__file__).parent / "_core.pyi").read_text(encoding="utf-8")
    for row in _core._describe():
        if row["kind"] == "record":
            for field in row["fields"]:
                assert f"def {field['name']}(self) -> {field['given']}:" in stubs
                assert f"        {field['name']}: {field['taken']}" in stubs


def test_the_package_says_that_it_is_typed() -> None:
    assert (Path(areena.__file__).parent / "py.typed").is_file()


def test_versions_are_shown() -> None:
    lines = areena.show_versions().splitlines()
    assert lines[0] == f"areena: {areena.__version__}"
    assert {line.split(":")[0] for line in lines} >= {"compiler", "pybind11", "Python", "platform"}


def test_importing_loads_nothing_heavy() -> None:
    program = (
        "import sys, areena; "
        "heavy = ('numpy', 'pandas', 'typer', 'jinja2', 'babel', 'rich'); "
        "print([m for m in heavy if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_the_examples_of_the_docstrings_run() -> None:
    import doctest

    from areena import _functions

    result = doctest.testmod(_functions)
    assert result.failed == 0
    assert result.attempted >= 3


def test_the_example_programs_run(root: Path) -> None:
    programs = sorted((root / "examples/python").glob("*.py"))
    assert programs
    for program in programs:
        done = subprocess.run(
            [sys.executable, str(program)], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        assert done.stderr == ""
        assert "in the plan" in done.stdout or "verified: True" in done.stdout
