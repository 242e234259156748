"""Stubs that say what the module is, and examples that a strict type checker accepts."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

# The checkers need no sanitizer, and the sanitizer's library would be loaded into them.
ENVIRONMENT = {key: value for key, value in os.environ.items() if key != "LD_PRELOAD"}


def run(root: Path, *arguments: str) -> None:
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=root,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_stubs_describe_the_built_module(root: Path) -> None:
    allowlist = root / "tests/codebase/stubtest_allowlist.txt"
    options = ["--allowlist", str(allowlist)] if allowlist.exists() else []
    options += ["--mypy-config-file", "pyproject.toml"]
    run(root, "-m", "mypy.stubtest", "areena._core", *options)


def test_the_stubs_are_what_the_field_tables_say(root: Path) -> None:
    run(root, "scripts/stubs.py", "--check")


def test_the_examples_are_strictly_typed(root: Path) -> None:
    examples = sorted(str(path) for path in (root / "examples").rglob("*.py"))
    if not examples:
        pytest.skip("no example is written in Python")
    run(root, "-m", "mypy", "--strict", *examples)


def test_the_package_is_strictly_typed(root: Path) -> None:
    run(root, "-m", "mypy", "--strict", "python/areena")


def test_the_python_code_is_clean(root: Path) -> None:
    run(root, "-m", "ruff", "check", "--no-cache", ".")
