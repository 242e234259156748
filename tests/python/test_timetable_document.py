"""Timetable problems in files: ``areena.timetable.read`` and ``areena timetable``."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import areena
from areena import timetable
from areena.cli.app import run


@pytest.fixture
def office(root: Path) -> Path:
    return root / "examples/timetable/office.json"


def changed(office: Path, folder: Path, **changes: Any) -> Path:
    document = json.loads(office.read_text("utf-8")) | changes
    path = folder / "problem.json"
    path.write_text(json.dumps(document), "utf-8")
    return path


def test_reading_gives_units_and_indices(office: Path) -> None:
    problem = timetable.read(office)
    assert problem.num_periods == 6
    assert problem.skills == ("law", "economics", "data")
    assert problem.fixed[0] == (200, 200, 100, 200, 200, 200)
    guide = problem.activities[1]
    assert guide.prerequisites == (timetable.Prerequisite(0),)
    assert guide.value == Fraction(20)
    assert guide.modes[1].requirements[1] == timetable.Requirement(skill=1, amount=950)


def test_writing_gives_the_problem_back(office: Path) -> None:
    problem = timetable.read(office)
    assert timetable.reads(timetable.write(problem)) == problem


def test_a_value_that_no_decimal_number_is_is_not_written(office: Path) -> None:
    problem = timetable.read(office)
    thirds = replace(problem.activities[0], value=Fraction(1, 3))
    with pytest.raises(areena.InvalidError, match=r"survey.*1/3") as error:
        timetable.write(replace(problem, activities=(thirds, *problem.activities[1:])))
    assert error.value.code == "timetable.value"


def test_the_command_tells_a_verified_timetable(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["timetable", str(office)]) == 0
    said = capsys.readouterr().out
    assert "survey (full)" in said
    assert "forecast: survey, which is placed, excludes it" in said
    assert "merger-support: no room; nearest as full in [1, 4): law in period 1, 4 missing" in said
    assert "15 of 15 checks passed" in said


def test_the_json_is_the_timetable_in_keys(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["timetable", str(office), "--json", "--seed", "3"]) == 0
    document = json.loads(capsys.readouterr().out)
    problem = timetable.read(office)
    made = timetable.search(problem, seed=3)
    assert [a["activity"] for a in document["assignments"]] == [
        problem.activities[a.activity].key for a in made.assignments
    ]
    placed = {a["activity"] for a in document["assignments"]}
    left_out = {a["activity"] for a in document["left_out"]}
    assert placed | left_out == {a.key for a in problem.activities}
    assert not placed & left_out
    given = sum(flow["amount"] for flow in document["flows"] if flow["skill"] == "law")
    taken = sum(
        requirement.amount
        for a in made.assignments
        for requirement in problem.activities[a.activity].modes[a.mode].requirements
        if problem.skills[requirement.skill] == "law"
    )
    assert given == (taken + sum(problem.fixed[0])) / 100
    value = next(part for part in document["objective"] if part["part"] == "value")
    assert Fraction(value["value"]) == made.objective.value <= Fraction(value["bound"])
    assert document["verification"]["ok"]


def test_a_proved_timetable_says_so(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    survey = json.loads(office.read_text("utf-8"))["activities"][0]
    alone = changed(office, tmp_path, activities=[survey], beneficiaries=[])
    assert run(["timetable", str(alone), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert [part["proved"] for part in document["objective"][:4]] == [True] * 4


def test_a_conflict_is_told_in_keys(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    merger = json.loads(office.read_text("utf-8"))["activities"][3] | {"mandatory": True}
    alone = changed(office, tmp_path, activities=[merger], beneficiaries=[])
    assert run(["timetable", str(alone)]) == 0
    said = capsys.readouterr().out
    assert "not all that must be placed can be; these cannot all hold:" in said
    assert "  merger-support is placed\n" in said
    assert "  law has no more capacity than there is\n" in said
    assert run(["timetable", str(alone), "--json"]) == 0
    conflict = json.loads(capsys.readouterr().out)["conflict"]
    assert {"rule": "capacity", "of": "law"} in conflict["rules"]
    assert conflict["minimal"]
    assert conflict["confirmed"]


def test_faults_have_their_places_and_the_exit_code_of_findings(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = office.read_text("utf-8").replace(
        '"prerequisites": ["survey"]', '"prerequisites": ["survy"]'
    )
    path = tmp_path / "problem.json"
    path.write_text(text, "utf-8")
    assert run(["timetable", str(path)]) == 1
    said = capsys.readouterr().err
    assert f"{path}:25:53: error: " in said
    assert "there is no activity 'survy'" in said
    assert "survey" in said.split("survy", 1)[1]
    assert "[timetable.unknown]" in said


def test_what_is_no_problem_at_all_ends_with_two(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["timetable", str(tmp_path / "none.json")]) == 2
    assert "does not exist" in capsys.readouterr().err
    assert run(["timetable", str(tmp_path)]) == 2
    assert "is a folder" in capsys.readouterr().err
    assert run(["timetable", str(changed(office, tmp_path, version=2))]) == 2
    assert "[document.version]" in capsys.readouterr().err


def test_an_empty_problem_has_an_empty_timetable(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = changed(
        office,
        tmp_path,
        periods=0,
        closed=[],
        skills=[],
        resources=[],
        fixed=[],
        activities=[],
        beneficiaries=[],
    )
    assert run(["timetable", str(path)]) == 0
    assert "0 activities" in capsys.readouterr().out


def test_every_objective_is_told_with_its_proof(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["timetable", str(office)]) == 0
    said = capsys.readouterr().out
    assert run(["timetable", str(office), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    stages = {stage["measure"]: stage for stage in document["stages"]}
    assert list(stages) == ["value", "leximin", "coverage", "ends", "peak"]
    for measure, stage in stages.items():
        line = next(each for each in said.splitlines() if each.startswith(measure))
        assert line.endswith("proved best") == stage["proved"]
    for part in document["objective"]:
        stage = stages.get(part["part"])
        if stage is None or "proved" not in part:
            continue
        assert part["proved"] == stage["proved"]
        assert part["bound"] == (stage["bound"] if part["part"] == "leximin" else stage["bound"][0])


def test_faults_of_keys_and_of_the_problem_are_told_together(office: Path, tmp_path: Path) -> None:
    activities = json.loads(office.read_text("utf-8"))["activities"]
    activities[1]["id"] = "survey"  # the others still wait for 'guide'
    activities[0]["prerequisites"] = ["course"]
    activities[0]["modes"][0]["requirements"][0]["skill"] = "lew"
    with pytest.raises(areena.InvalidError) as caught:
        timetable.read(changed(office, tmp_path, activities=activities))
    codes = {finding.code for finding in caught.value.findings}
    assert codes == {"timetable.unknown", "timetable.duplicate", "timetable.cycle"}
    messages = [finding.message for finding in caught.value.findings]
    assert "there is no skill 'lew', which activity 'survey' in mode 'light' names" in messages
    assert "two activities have the key 'survey'" in messages


def test_amounts_are_told_in_the_units_of_the_document(office: Path, tmp_path: Path) -> None:
    activities = json.loads(office.read_text("utf-8"))["activities"]
    activities[0]["pinned"] = {"mode": "full", "start": 0, "duration": 1}
    resources = json.loads(office.read_text("utf-8"))["resources"]
    for each in resources:
        each["available"] = [2.25] * len(each["available"])
    path = changed(office, tmp_path, activities=activities, resources=resources, fixed=[])
    with pytest.raises(areena.InvalidError) as caught:
        timetable.read(path)
    (finding,) = caught.value.findings
    assert finding.code == "timetable.pinned"
    assert finding.message.endswith(" units")
    assert "hundredths" in finding.next_step


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--seed", str(10**20)], "--seed"),
        (["--work", str(10**20)], "--work"),
    ],
)
def test_wrong_options_are_wrong_use(
    office: Path, capsys: pytest.CaptureFixture[str], options: list[str], said: str
) -> None:
    assert run(["timetable", str(office), *options]) == 2
    assert said in capsys.readouterr().err
