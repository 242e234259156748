"""``areena timetable --start``: beginning with what an earlier search printed."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from areena.cli.app import run


@pytest.fixture
def office(root: Path) -> Path:
    return root / "examples/timetable/office.json"


@pytest.fixture
def earlier(office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert run(["timetable", str(office), "--json"]) == 0
    path = tmp_path / "earlier.json"
    path.write_text(capsys.readouterr().out, "utf-8")
    return path


def answer(
    capsys: pytest.CaptureFixture[str], *arguments: object, code: int = 0
) -> tuple[dict[str, Any], str]:
    capsys.readouterr()
    assert run(["timetable", *map(str, arguments), "--json"]) == code
    said = capsys.readouterr()
    return json.loads(said.out), said.err


def stage(made: dict[str, Any], measure: str) -> list[Any]:
    found: list[Any] = next(s["value"] for s in made["stages"] if s["measure"] == measure)
    return found


def test_what_was_printed_is_kept_where_changes_come_first(
    office: Path, earlier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = json.loads(earlier.read_text("utf-8"))
    made, told = answer(capsys, office, "--start", earlier, "--objectives", "changes,value")
    assert made["assignments"] == before["assignments"]
    assert stage(made, "changes") == [0, 0, 0]
    assert told == ""
    assert made["verification"]["ok"] is True


def test_without_a_start_changes_are_none(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made, said = answer(capsys, office, "--objectives", "changes,value")
    assert stage(made, "changes") == [0, 0, 0]
    assert "give it with --start" in said


def test_a_changed_problem_keeps_what_it_can_and_says_what_it_cannot(
    office: Path, earlier: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = json.loads(earlier.read_text("utf-8"))["assignments"]
    problem = json.loads(office.read_text("utf-8"))
    pinned = {a["id"] for a in problem["activities"] if "pinned" in a}
    first = next(a for a in before if a["activity"] not in pinned)
    activity = next(a for a in problem["activities"] if a["id"] == first["activity"])
    activity["deadline"] = first["end"] - 1
    changed = tmp_path / "changed.json"
    changed.write_text(json.dumps(problem), "utf-8")
    made, told = answer(capsys, changed, "--start", earlier, "--objectives", "changes,value")
    assert "the earlier timetable cannot be kept" in told
    assert first["activity"] in told
    assert sum(stage(made, "changes")) >= 1
    assert made["verification"]["ok"] is True


def refused(capsys: pytest.CaptureFixture[str], office: Path, path: Path, content: object) -> str:
    path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    said, told = answer(capsys, office, "--start", path, code=2)
    assert said["code"] == "timetable.earlier"
    assert str(path) in told
    assert "Give what 'areena timetable" in told
    message: str = said["message"]
    return message


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("{", "it is not JSON: "),
        ("[" * 100_000, "it is not JSON"),
        ([], '/format: it is not "areena-timetable-answer"'),
        ({"format": "areena-plan"}, 'answer", but "areena-plan"'),
        ({"version": 7}, "/version: 0 is known here, not 7"),
        ({"version": False}, "/version: 0 is known here, not false"),
        ({"assignments": {}}, "/assignments: a list"),
        ({"assignments": [3]}, "/assignments/0: an assignment is expected"),
    ],
)
def test_another_document_is_refused(
    office: Path,
    earlier: Path,
    capsys: pytest.CaptureFixture[str],
    content: Any,
    why: str,
) -> None:
    if isinstance(content, dict):
        content = json.loads(earlier.read_text("utf-8")) | content
    assert why in refused(capsys, office, earlier, content)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"mode": 1}, "/assignments/0/mode: text is expected"),
        ({"start": True}, "/assignments/0/start: a whole number is expected"),
        ({"end": 1.5}, "/assignments/0/end: a whole number is expected"),
        ({"mode": "fulll"}, "/assignments/0/mode: there is no mode of activity "),
        ({"start": -1}, "/assignments/0: [-1, "),
        ({"end": 99}, " are no periods; the problem has [0, "),
        ({"end": 0}, " are no periods"),
    ],
)
def test_a_wrong_assignment_is_refused(
    office: Path,
    earlier: Path,
    capsys: pytest.CaptureFixture[str],
    change: dict[str, Any],
    why: str,
) -> None:
    content = json.loads(earlier.read_text("utf-8"))
    content["assignments"][0] |= change
    assert why in refused(capsys, office, earlier, content)


def test_all_faults_are_told_with_near_keys(
    office: Path, earlier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = json.loads(earlier.read_text("utf-8"))
    rows = content["assignments"]
    key = rows[0]["activity"]
    del rows[1]["mode"]
    rows.append(copy.deepcopy(rows[0]))
    rows.append({**rows[0], "activity": key + "s"})
    last = len(rows) - 1
    message = refused(capsys, office, earlier, content)
    assert "/assignments/1/mode: text is expected" in message
    assert f"/assignments/{last - 1}/activity: '{key}' is also in /assignments/0" in message
    assert f"/assignments/{last}/activity: there is no activity '{key}s'; near: '{key}'" in message


def test_very_many_faults_are_counted(
    office: Path, earlier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = json.loads(earlier.read_text("utf-8"))
    content["assignments"] = [None] * 1000
    assert "; and 980 more" in refused(capsys, office, earlier, content)


def test_a_file_that_is_not_there_is_told(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said, _ = answer(capsys, office, "--start", tmp_path / "none.json", code=2)
    assert said["code"] == "io.read"
