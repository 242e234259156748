"""Reading and writing documents, broken ones most of all."""

from __future__ import annotations

import json
import os
import pickle
from pathlib import Path
from typing import Any

import pytest

import areena

HEAD = '{"format": "areena-network", "version": 1, "id": "n", "title": "T", "language": "fi"'


@pytest.fixture
def folder(tmp_path: Path, tiny: areena.Network) -> Path:
    """A folder with the tiny sample."""
    areena.write(tiny, tmp_path)
    return tmp_path


def break_reference(folder: Path) -> Path:
    """Gives a member an organization that is not there, by hand."""
    path = folder / "network.json"
    text = path.read_text(encoding="utf-8")
    assert '"organization": "o-hopea"' in text
    path.write_text(
        text.replace('"organization": "o-hopea"', '"organization": "o-hope"', 1), "utf-8"
    )
    return path


def test_a_folder_and_its_file_are_the_same(folder: Path, tiny: areena.Network) -> None:
    assert areena.read(folder) == tiny
    assert areena.read(folder / "network.json") == tiny
    assert areena.read(str(folder)) == tiny
    assert areena.read(os.fspath(folder / "network.json")) == tiny


def test_the_same_network_gives_the_same_bytes(tmp_path: Path, finland: areena.Network) -> None:
    areena.write(finland, tmp_path / "a.json")
    areena.write(areena.read(tmp_path / "a.json"), tmp_path / "b.json")
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()
    assert (tmp_path / "a.json").read_text(encoding="utf-8") == finland.to_json()


def test_text_is_read_as_str_or_bytes(tiny: areena.Network) -> None:
    assert areena.loads(tiny.to_json()) == tiny
    assert areena.loads(tiny.to_json().encode()) == tiny
    with pytest.raises(TypeError, match="a str or bytes is expected, not int"):
        areena.loads(3)  # type: ignore[arg-type]


def test_a_broken_reference_is_found_with_its_place(folder: Path) -> None:
    path = break_reference(folder)
    with pytest.raises(areena.InvalidError) as caught:
        areena.read(folder)
    error = caught.value
    assert error.code == "network.inconsistent"
    broken = next(f for f in error.findings if f.got == "o-hope")
    assert broken.nearest[0] == "o-hopea"
    assert broken.place.file == str(path)
    line = path.read_text(encoding="utf-8").splitlines()[broken.place.line - 1]
    assert line[broken.place.column - 1 :].startswith('"o-hope"')
    assert error.place == broken.place
    assert str(path) in str(error)


def test_a_draft_is_read_whatever_is_wrong_with_it(folder: Path) -> None:
    path = break_reference(folder)
    reading = areena.read_draft(folder)
    assert [f.code for f in reading.findings if f.severity == "error"] == ["reference.dangling"]
    assert reading.findings == areena.check(path)
    assert reading.draft.members["m-hopea"].organization == "o-hope"
    assert reading.source.file == str(path)
    assert reading.source.text == path.read_text(encoding="utf-8")
    # Mended, it can be built.
    reading.draft.update(reading.draft.members["m-hopea"].replace(organization="o-hopea"))
    assert reading.draft.build() == areena.examples.tiny()


def test_all_faults_of_a_text_are_told_in_its_order() -> None:
    text = HEAD + (
        ', "members": [{"id": "M 1", "organisation": "o"}], "needs": [{"id": "x", "member": "m",'
        ' "theme": "t", "weight": "3"}], "extra": {"a": 1, "a": 2}, "colour": 1}'
    )
    reading = areena.loads_draft(text, name="typed in")
    errors = [f for f in reading.findings if f.severity == "error"]
    codes = [f.code for f in errors]
    for code in (
        "document.value", "document.unknown_field", "document.missing_field", "document.type",
        "json.duplicate_key", "reference.dangling",
    ):  # fmt: skip
        assert code in codes
    offsets = [f.place.offset for f in errors if f.place.line]
    assert offsets == sorted(offsets)
    assert all(f.place.file == "typed in" and f.place.line == 1 for f in errors)
    unknown = next(f for f in errors if f.path.endswith("organisation"))
    assert unknown.nearest == ("organization",)


def test_a_value_that_could_not_be_read_is_told_of_once() -> None:
    text = HEAD + ', "members": [{"id": "m", "organization": 7}]}'
    at = [f for f in areena.loads_draft(text).findings if f.path == "/members/0/organization"]
    assert [f.code for f in at] == ["document.type"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "json.syntax"),
        ("{", "json.syntax"),
        (HEAD + ',}', "json.syntax"),
        (HEAD + '} x', "json.syntax"),
        (b"\xff{}", "json.encoding"),
        (b"\xef\xbb\xbf{}", "json.encoding"),
        ("[" * 100_000, "json.depth"),
        ("[]", "document.format"),
        ('{"format": "areena-plan"}', "document.format"),
        (HEAD.replace('"version": 1', '"version": 7') + "}", "document.version"),
    ],
)  # fmt: skip
def test_what_is_no_document_is_refused(text: str | bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / "n.json"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    for call in (areena.read, areena.read_draft, areena.check):
        with pytest.raises(areena.InvalidError) as caught:
            call(path)
        assert caught.value.code == code
        assert caught.value.place is not None
        assert caught.value.place.file == str(path)
    with pytest.raises(areena.InvalidError) as caught:
        areena.loads_draft(text)
    assert caught.value.code == code


@pytest.mark.parametrize("number", ["1e400", "1E999", "-1e400"])
def test_a_number_that_cannot_be_held_is_refused(number: str) -> None:
    with pytest.raises(areena.InvalidError) as caught:
        areena.loads(HEAD + f', "extra": {{"a": {number}}}}}')
    assert "document.range" in {f.code for f in caught.value.findings}


def test_files_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "none.json", "io.not_found"), (tmp_path, "io.no_document")):
        for call in (areena.read, areena.read_draft, areena.check):
            with pytest.raises(areena.FileError) as caught:
                call(path)
            assert caught.value.code == code
            assert isinstance(caught.value, OSError)
            assert str(path) in str(caught.value)


def test_nothing_is_left_half_written(tmp_path: Path, tiny: areena.Network) -> None:
    with pytest.raises(areena.FileError) as caught:
        areena.write(tiny, tmp_path / "missing" / "n.json")
    assert caught.value.code == "io.write"
    assert list(tmp_path.iterdir()) == []


def test_limits_are_parameters(tiny: areena.Network, folder: Path) -> None:
    assert areena.Limits().bytes == 64_000_000
    with pytest.raises(areena.InvalidError) as caught:
        areena.loads(tiny.to_json(), limits=areena.Limits(bytes=1000))
    assert caught.value.code == "json.limit_bytes"
    with pytest.raises(areena.InvalidError) as caught:
        areena.read(folder, limits=areena.Limits(rows=3))
    assert caught.value.code == "json.limit_rows"
    with pytest.raises(areena.InvalidError) as caught:
        areena.read_draft(folder, limits=areena.Limits(depth=2))
    assert caught.value.code == "json.depth"
    with pytest.raises(areena.InvalidError) as caught:
        areena.loads_draft(tiny.to_json(), limits=areena.Limits(string=5))
    assert caught.value.code == "json.limit_string"


def test_a_reading_and_its_source_are_pickled(folder: Path) -> None:
    break_reference(folder)
    reading = areena.read_draft(folder)
    again = pickle.loads(pickle.dumps(reading))
    assert again.draft == reading.draft
    assert again.findings == reading.findings
    assert again.source.text == reading.source.text
    assert again.source.locate("/id") == reading.source.locate("/id")
    assert repr(again).startswith("<Reading of ")
    assert repr(again.source).startswith("<SourceText ")
    with pytest.raises(TypeError, match="read_draft"):
        areena.Reading()


def test_a_source_finds_places() -> None:
    source = areena.SourceText(file="n.json", text='{\n  "a": [1, {"b": 2}]\n}')
    place = source.locate("/a/1/b")
    assert (place.file, place.line, place.column) == ("n.json", 2, 18)
    finding = areena.Finding(code="x.y", message="m", path="/a/0")
    assert source.locate(finding).place.column == 9
    assert source.locate(finding) == finding.replace(place=source.locate("/a/0"))
    with pytest.raises(TypeError, match="a Finding is expected, not int"):
        source.locate(3)  # type: ignore[call-overload]


def test_numbers_of_a_document_are_exact(tiny: areena.Network) -> None:
    """What other readers see as a double is what we wrote."""
    document = json.loads(tiny.to_json())
    for row, capacity in zip(document["capacities"], tiny.capacities, strict=True):
        assert str(row["days"]) in {str(capacity.days), f"{capacity.days}.0"}


@pytest.mark.parametrize("name", ["tiny", "finland"])
def test_samples_are_found_and_clean(name: str) -> None:
    network: Any = getattr(areena.examples, name)()
    assert not [f for f in areena.check(network) if f.severity == "error"]
    assert (areena.examples.folder(name) / "network.json").is_file()


def test_an_unknown_sample_is_told() -> None:
    with pytest.raises(areena.NotFoundError, match="'tiny' and 'finland'"):
        areena.examples.folder("sweden")
