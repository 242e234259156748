"""The tables beside a network: read, typed, held against their description, refused."""

from __future__ import annotations

import csv
import datetime
import doctest
import hashlib
import json
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import areena
from areena.cli.app import run

Record = dict[str, Any]

CSV = "area,day,share,known,people\nmunicipality-005,2019-12-31,0.5,true,135\n,,,,\n"
FIELDS: list[Record] = [
    {"name": "area", "refersTo": "areas"},
    {"name": "day", "type": "date"},
    {"name": "share", "type": "number"},
    {"name": "known", "type": "boolean"},
    {"name": "people", "type": "integer"},
]


def describe(folder: Path, text: str | bytes = CSV, **changes: Any) -> Path:
    """Writes a table and what describes it; returns the table's file."""
    data = text.encode() if isinstance(text, str) else text
    resource: Record = {
        "name": "t",
        "path": "tables/t.csv",
        "bytes": len(data),
        "hash": "sha256:" + hashlib.sha256(data).hexdigest(),
        "sources": [{"title": "A register", "email": "someone@example.org"}],
        "licenses": [{"name": "CC0-1.0"}],
        "schema": {"fields": FIELDS},
    } | changes
    (folder / "tables").mkdir(exist_ok=True)
    (folder / "tables/t.csv").write_bytes(data)
    (folder / "datapackage.json").write_text(json.dumps({"resources": [resource]}), "utf-8")
    return folder / "tables/t.csv"


@pytest.fixture
def folder(tmp_path: Path, finland: areena.Network) -> Path:
    areena.write(finland, tmp_path)
    return tmp_path


def codes(folder: Path) -> list[str]:
    return [f.code for f in areena.check(folder) if f.severity == "error"]


def test_the_sample_s_table_is_what_python_s_own_reader_reads(root: Path) -> None:
    table = areena.tables.read(root / "examples/finland")["ages-16-18"]
    with (root / "examples/finland/tables/ages-16-18.csv").open(encoding="utf-8") as file:
        expected = [
            {**row, **{name: int(row[name]) for name in ("year", "age", "population")}}
            for row in csv.DictReader(file)
        ]
    assert list(table.rows()) == expected
    assert len(table) == len(expected) == 876
    assert table.name == table.resource.name == "ages-16-18"
    assert table.resource.licenses[0].name == "CC-BY-4.0"
    frame = table.to_pandas()
    assert frame.to_dict("records") == expected


def test_columns_have_the_types_of_python(folder: Path) -> None:
    describe(folder)
    table = areena.tables.read(folder)["t"]
    assert table.columns == ("area", "day", "share", "known", "people")
    assert [table[name] for name in table.columns] == [
        ("municipality-005", None),
        (datetime.date(2019, 12, 31), None),
        (0.5, None),
        (True, None),
        (135, None),
    ]
    frame = table.to_pandas()
    kinds = {name: str(kind) for name, kind in frame.dtypes.items()}
    assert kinds["people"] == "Int64"
    assert kinds["share"] == "Float64"
    assert kinds["known"] == "boolean"
    assert frame["people"].isna().tolist() == [False, True]
    polars = pytest.importorskip("polars")
    typed = table.to_polars()
    assert typed.rows()[1] == (None,) * 5
    assert dict(typed.schema) == {
        "area": polars.String,
        "day": polars.Date,
        "share": polars.Float64,
        "known": polars.Boolean,
        "people": polars.Int64,
    }
    with pytest.raises(areena.NotFoundError, match="did you mean 'people'"):
        table["peeple"]


def test_tables_are_a_mapping_that_is_compared_and_pickled(folder: Path) -> None:
    describe(folder)
    tables = areena.tables.read(folder)
    assert list(tables) == ["t"]
    assert "t" in tables
    assert tables.get("u") is None
    assert repr(tables) == "<Tables: t>"
    assert repr(tables["t"]) == "<Table 't': 2 rows of area, day, share, known, people>"
    again = pickle.loads(pickle.dumps(tables))
    assert again["t"] == tables["t"]
    assert again.package == tables.package
    assert areena.tables.read(folder / "network.json")["t"] == tables["t"]
    reading = areena.read_draft(folder)
    assert reading.tables["t"] == tables["t"]
    assert pickle.loads(pickle.dumps(reading)).tables["t"] == tables["t"]
    describe(folder, CSV.replace("135", "136"))
    assert areena.tables.read(folder)["t"] != tables["t"]


def test_a_network_without_a_package_has_no_tables(tmp_path: Path, tiny: areena.Network) -> None:
    areena.write(tiny, tmp_path)
    assert len(areena.tables.read(tmp_path)) == 0
    assert dict(areena.loads_draft(tiny.to_json()).tables) == {}


def test_who_to_write_to_is_not_shown(folder: Path) -> None:
    describe(folder)
    shown = repr(areena.tables.read(folder).package.resources[0].sources)
    assert "someone@example.org" not in shown
    assert "A register" in shown


def test_faults_of_a_table_stop_the_network_and_not_the_draft(folder: Path) -> None:
    path = describe(folder, CSV.replace("municipality-005", "municipality-006"))
    for call in (areena.read, areena.tables.read):
        with pytest.raises(areena.InvalidError) as caught:
            call(folder)
        assert caught.value.code == "network.inconsistent"
        assert caught.value.findings[-1].code == "table.reference"
        assert caught.value.place is not None
        assert caught.value.place.file == str(path)
    reading = areena.read_draft(folder)
    finding = reading.tables.findings[0]
    assert (finding.place.line, finding.place.column) == (2, 1)
    assert (finding.noun, finding.id) == ("table", "t")
    assert finding.nearest[0] == "municipality-005"
    assert finding in reading.findings
    assert len(reading.draft.areas) == 355


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (CSV.replace(",135", ""), "csv.ragged"),
        (CSV + '"open', "csv.unclosed_quote"),
        (CSV.replace("135", '1"35'), "csv.quote"),
        (CSV.replace("135", "135\0"), "csv.control_character"),
        (CSV.replace("135", "1,5"), "csv.ragged"),
        (CSV.replace("135", "many"), "table.type"),
        (CSV.replace("people", "persons"), "table.header"),
        (b"\xef\xbb\xbf" + CSV.encode(), "csv.byte_order_mark"),
    ],
)
def test_a_table_with_faults_is_told_at_its_place(
    folder: Path, text: str | bytes, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = describe(folder, text)
    assert code in codes(folder)
    assert run(["check", str(folder)]) == 1
    told = capsys.readouterr().out
    assert f"{path}:" in told
    assert f"[{code}]" in told


def changed(folder: Path) -> None:
    describe(folder).write_text(CSV.replace("135", "136"), "utf-8")


def cut(folder: Path) -> None:
    describe(folder).write_text(CSV[:-4], "utf-8")


def gone(folder: Path) -> None:
    describe(folder).unlink()


def elsewhere(folder: Path) -> None:
    describe(folder, path="../t.csv")


def linked(folder: Path) -> None:
    path = describe(folder)
    outside = folder.parent / "outside.csv"
    path.rename(outside)
    path.symlink_to(outside)


def mixed_encodings(folder: Path) -> None:
    describe(
        folder, CSV.encode() + "Kyrkslätt,,,,\n".encode() + "Kyrkslätt,,,,\n".encode("latin-1")
    )


def not_json(folder: Path) -> None:
    describe(folder)
    (folder / "datapackage.json").write_text('{"resources": ', "utf-8")


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (changed, "package.hash"),
        (cut, "package.bytes"),
        (gone, "package.no_file"),
        (elsewhere, "package.path"),
        (linked, "package.path"),
        (mixed_encodings, "csv.encoding"),
        (not_json, "json.syntax"),
    ],
)
def test_what_is_not_the_table_described_is_refused(
    folder: Path,
    spoil: Callable[[Path], None],
    code: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    spoil(folder)
    for call in (areena.read, areena.read_draft, areena.check, areena.tables.read):
        with pytest.raises(areena.InvalidError) as caught:
            call(folder)
        assert caught.value.code == code
        assert caught.value.place is not None
        assert caught.value.place.line >= 1
    assert run(["check", str(folder)]) == 2
    assert f"[{code}]" in capsys.readouterr().err
    assert run(["plan", str(folder), "-o", str(folder / "out")]) == 2
    assert not (folder / "out").exists()


def test_mixed_encodings_are_told_at_the_first_byte(folder: Path) -> None:
    mixed_encodings(folder)
    with pytest.raises(areena.InvalidError) as caught:
        areena.check(folder)
    place = caught.value.place
    assert place is not None
    assert (Path(place.file).name, place.line, place.column) == ("t.csv", 5, 7)


def test_limits_hold_for_tables_too(folder: Path) -> None:
    describe(folder)
    assert areena.tables.read(folder, limits=areena.Limits(columns=5))
    with pytest.raises(areena.InvalidError) as caught:
        areena.read(folder, limits=areena.Limits(columns=4))
    assert caught.value.code == "csv.limit_columns"


def test_the_example_of_the_docstring_runs() -> None:
    assert areena.tables.__doc__ is not None
    result = doctest.testmod(areena.tables)
    assert result.failed == 0
    assert result.attempted >= 5
