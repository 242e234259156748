"""One version, wherever it is told."""

from __future__ import annotations

import importlib.metadata
import re
from pathlib import Path

import pytest

import areena


@pytest.fixture(scope="module")
def version(root: Path) -> str:
    text = (root / "include/areena/version.hpp").read_text(encoding="utf-8")
    parts = re.findall(r"#define AREENA_VERSION_(?:MAJOR|MINOR|PATCH) (\d+)", text)
    assert len(parts) == 3
    return ".".join(parts)


def test_the_python_package_has_the_version_of_the_header(version: str) -> None:
    assert importlib.metadata.version("areena") == version
    assert areena.__version__ == version


def test_the_changelog_tells_of_the_version(root: Path, version: str) -> None:
    headings = re.findall(r"^## (\S+)", (root / "CHANGELOG.md").read_text(encoding="utf-8"), re.M)
    assert version in headings
