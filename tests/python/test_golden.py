"""The golden documents: what once was a document can be read for ever, and is written as it was.

A new field or noun goes into a new golden file; the ones that are there are never changed.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import areena
from areena import _core

RECORDS = {row["name"]: row for row in _core._describe() if row["kind"] == "record"}
OF_VERSION_1 = (
    "Area", "Ballot", "Beneficiaries", "Capacity", "Commitment", "Condition", "DurationRange",
    "Effort", "Figure", "Formula", "Goal", "Group", "Member", "Need", "Organization", "Ownership",
    "Promise", "Scope", "Service", "Source", "Theme",
)  # fmt: skip


@pytest.fixture(scope="module")
def golden(root: Path) -> Path:
    return root / "tests/golden/network-1.json"


def objects(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        return [value, *(inner for each in value.values() for inner in objects(each))]
    if isinstance(value, list):
        return [inner for each in value for inner in objects(each)]
    return []


def test_version_1_is_read_and_written_back_byte_by_byte(golden: Path, tmp_path: Path) -> None:
    network = areena.read(golden)
    areena.write(network, tmp_path / "again.json")
    assert (tmp_path / "again.json").read_bytes() == golden.read_bytes()


def test_it_holds_every_field_that_version_1_has(golden: Path) -> None:
    document = json.loads(golden.read_text("utf-8"))
    assert (document["format"], document["version"]) == ("areena-network", 1)
    keys = [set(each) for each in objects(document)]
    for name in OF_VERSION_1:
        fields = {field["name"] for field in RECORDS[name]["fields"]}
        # An object of the record has nothing but its fields; together they have all of them.
        of_record = [each for each in keys if each <= fields]
        assert fields - set().union(*of_record) == set(), name


def test_own_columns_keep_value_and_type(golden: Path) -> None:
    extra = areena.read(golden).ownerships["own-x"].extra
    assert dict(extra) == {"note": "säilyy", "rank": 3, "ratio": 0.5, "sure": True}
    assert [type(extra[key]) for key in ("rank", "ratio", "sure")] == [int, float, bool]


@pytest.mark.parametrize("version", [0, 2])
def test_another_version_is_refused_with_its_place(
    golden: Path, tmp_path: Path, version: int
) -> None:
    path = tmp_path / "network.json"
    path.write_text(golden.read_text("utf-8").replace('"version": 1', f'"version": {version}', 1))
    with pytest.raises(areena.Error) as error:
        areena.read(path)
    assert error.value.code == "document.version"
    finding = error.value.findings[0]
    assert (finding.got, finding.path, finding.place.line) == (str(version), "/version", 3)
    assert "version 1" in finding.expected
