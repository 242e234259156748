"""Timetables by objectives in any order."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

import areena
from areena import timetable
from areena.cli.app import run


@pytest.fixture
def office(root: Path) -> Path:
    return root / "examples/timetable/office.json"


def test_the_order_of_the_objectives_decides(office: Path) -> None:
    problem = timetable.read(office)
    usual = timetable.search(problem)
    assert [each.measure for each in usual.stages] == [
        "value",
        "leximin",
        "coverage",
        "ends",
        "peak",
    ]
    assert usual.stages[0].value == (usual.objective.value,)
    quick = timetable.search(problem, objectives=["makespan", "value"])
    assert quick.objective.makespan <= usual.objective.makespan
    assert quick.objective.value <= usual.objective.value
    assert [each.proved for each in quick.stages] == [True, True]
    assert quick.stages[0].gap == 0
    assert timetable.verify(problem, quick).ok


def test_changes_are_counted_from_the_start(office: Path) -> None:
    problem = timetable.read(office)
    usual = timetable.search(problem)
    assert usual.objective.changes == timetable.Changes()
    made = timetable.search(problem, start=usual.assignments, objectives=["ends", "changes"])
    assert made.objective.changes.dropped == len(usual.assignments) - len(made.assignments)
    assert timetable.verify(problem, made, start=usual.assignments).ok
    assert not timetable.verify(problem, made).ok
    kept = timetable.search(problem, start=usual.assignments, objectives=["changes"])
    assert kept.assignments == usual.assignments


def test_a_gap_is_told_where_value_and_bound_first_differ() -> None:
    stage = timetable.Stage(
        "leximin", (Fraction(4), Fraction(9)), (Fraction(4), Fraction(12)), False
    )
    assert stage.gap == Fraction(1, 4)
    assert timetable.Stage("ends", (Fraction(4),), None, False).gap is None
    assert timetable.Stage("ends", (Fraction(4),), (Fraction(0),), False).gap == 1


@pytest.mark.parametrize(
    ("objectives", "said"),
    [(["value", "speed"], "'speed' is no objective"), (["ends", "ends"], "'ends' twice")],
)
def test_objectives_that_mean_nothing_are_refused(
    office: Path, objectives: list[timetable.Measure], said: str
) -> None:
    with pytest.raises(areena.InvalidError, match=said) as caught:
        timetable.search(timetable.read(office), objectives=objectives)
    assert caught.value.code == "timetable.objectives"


def test_the_command_goes_by_the_objectives_it_is_given(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["timetable", str(office), "--objectives", "leximin, value,ends,peak"]) == 0
    out = capsys.readouterr().out
    assert "leximin       least 0.400, proved best\nvalue         41, proved best\n" in out
    assert run(["timetable", str(office), "--objectives", "makespan", "--json"]) == 0
    stages = json.loads(capsys.readouterr().out)["stages"]
    assert stages == [
        {"measure": "makespan", "value": [2], "bound": [2], "gap": 0.0, "proved": True}
    ]
    assert run(["timetable", str(office), "--objectives", "makespan,value"]) == 0
    assert "but the objectives are no better for it" in capsys.readouterr().out
    assert run(["timetable", str(office), "--objectives", "fame"]) == 2
    assert "'fame' is no objective" in capsys.readouterr().err
