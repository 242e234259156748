"""What all Python tests share: where things are, and the reference data where it is at hand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# Same cases in every run; a slow machine is not a fault.
settings.register_profile("areena", derandomize=True, deadline=None)
settings.load_profile("areena")

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def reference_data() -> Path:
    """The folder of reference data; a test that asks for it is skipped where there is none."""
    folder = Path(os.environ.get("AREENA_REFERENCE_DATA") or ROOT.parent / "shared" / "data")
    if not folder.is_dir():
        pytest.skip(f"no reference data at {folder} (AREENA_REFERENCE_DATA)")
    return folder
