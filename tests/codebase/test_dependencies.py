"""What is depended on is pinned for the tests and explained to people."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest


def plain(name: str) -> str:
    """A package name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.fixture(scope="module")
def project(root: Path) -> dict[str, Any]:
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def wanted(project: dict[str, Any]) -> set[str]:
    """Every package that building, using or testing areena asks for."""
    lists = [
        project["build-system"]["requires"],
        project["project"]["dependencies"],
        *project["project"]["optional-dependencies"].values(),
    ]
    names = {plain(re.match(r"[\w.-]+", line)[0]) for entries in lists for line in entries}  # type: ignore[index]
    return names - {"areena"}


def test_every_dependency_is_pinned_for_the_tests(root: Path, wanted: set[str]) -> None:
    lines = (root / "scripts/requirements.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", pin) for pin in pins)
    assert wanted <= {plain(pin.split("==")[0]) for pin in pins}


def test_every_dependency_has_its_reason(root: Path, wanted: set[str]) -> None:
    text = (root / "docs/dependencies.md").read_text(encoding="utf-8")
    told = {plain(name) for name in re.findall(r"`([\w.-]+)`", text)}
    assert wanted - told == set()


def test_the_extra_all_holds_what_users_may_want(project: dict[str, Any]) -> None:
    extras = project["project"]["optional-dependencies"]
    (everything,) = extras["all"]
    named = set(re.fullmatch(r"areena\[(.*)\]", everything)[1].split(","))  # type: ignore[index]
    assert named == set(extras) - {"all", "test", "bench"}
