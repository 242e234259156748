"""Questions to a timetable from Python: each answer is held to what it says of itself."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

import areena
from areena import timetable
from areena.timetable import CapacityStep, Loss, SearchOptions


def activity(key: str, days: int, value: int, coverage: int = 500_000) -> timetable.Activity:
    mode = timetable.Mode("only", 1, 1, (timetable.Requirement(0, days),), coverage=coverage)
    return timetable.Activity(key, earliest=0, deadline=2, modes=(mode,), value=value)


@pytest.fixture
def problem() -> timetable.Problem:
    """Two periods of five days each; four, three and five days are asked for, and two more."""
    return timetable.Problem(
        num_periods=2,
        skills=("law",),
        resources=(timetable.Resource("office", skills=(0,), available=(5, 5)),),
        activities=(
            activity("a", 4, 5),
            activity("b", 3, 4),
            activity("c", 5, 3),
            activity("d", 2, 1),
        ),
        beneficiaries=(
            timetable.Beneficiary("north", (timetable.Need(1, (0, 2)),)),
            timetable.Beneficiary("south", (timetable.Need(1, (1, 3)),)),
        ),
    )


def placed(assignments: tuple[timetable.Assignment, ...]) -> set[int]:
    return {each.activity for each in assignments}


def test_what_is_missing_makes_room(problem: timetable.Problem) -> None:
    made = timetable.search(problem)
    assert placed(made.assignments) == {0, 1, 3}
    (admission,) = timetable.admissions(problem, made.assignments)
    assert admission.reason == made.left_out[0]
    assert admission.verdict == "not_worth"
    assert admission.proved
    assert admission.price is not None
    assert 2 in admission.price.difference.added
    assert admission.price.objective.value < made.objective.value
    assert admission.movable is not None
    assert admission.movable.proved
    # Of ten days nine are taken, and five are wanted: four are missing at least.
    assert admission.movable.amount == 4
    assert placed(admission.movable.assignments) == {0, 1, 2, 3}
    assert timetable.admissions(problem, made.assignments, threads=2) == (admission,)


def test_only_a_reason_takes_no_search(problem: timetable.Problem) -> None:
    made = timetable.search(problem)
    (told,) = timetable.admissions(problem, made.assignments, [2], movable=False, price=False)
    assert (told.movable, told.price, told.work) == (None, None, 0)
    with pytest.raises(areena.InvalidError) as caught:
        timetable.admissions(problem, made.assignments, [0])
    assert caught.value.code == "timetable.index"


def test_more_capacity_is_never_worse_and_less_never_better(problem: timetable.Problem) -> None:
    made = timetable.search(problem)
    changes = [
        [CapacityStep("resource", 0, 4, period=0)],
        [CapacityStep("resource", 0, -2)],
        [CapacityStep("skill", 0, 2, period=0), CapacityStep("skill", 0, 2, period=1)],
    ]
    found = timetable.marginals(problem, made.assignments, changes)
    more, less, both = found.changed
    assert found.unchanged.objective.value == made.objective.value
    assert more.objective.value == 13
    assert more.difference.added == (2,)
    assert less.objective.value < made.objective.value
    assert both.objective.value >= made.objective.value
    assert [list(each.steps) for each in found.changed] == changes
    with pytest.raises(ValueError, match=r"'pool'.*'resource', 'skill'"):
        timetable.marginals(problem, (), [[CapacityStep("pool", 0, 1)]])  # type: ignore[arg-type]


def test_a_repair_drops_the_fewest_and_leaves_the_past(problem: timetable.Problem) -> None:
    made = timetable.search(problem)
    office = replace(problem.resources[0], available=(5, 3))
    now = replace(problem, resources=(office,))
    repaired = timetable.repair(now, made.assignments, fill=False)
    assert repaired.proved == 4
    assert len(repaired.difference.dropped) == 1
    began = {each for each in made.assignments if each.start == 0}
    later = timetable.repair(now, made.assignments, period=1, fill=False)
    assert began <= set(later.assignments)
    forced = timetable.repair(problem, made.assignments, admit=[2])
    assert 2 in placed(forced.assignments)


def test_a_loss_of_everything_drops_everything(problem: timetable.Problem) -> None:
    made = timetable.search(problem)
    by_resource, by_skill = timetable.stress(
        problem, made.assignments, [Loss(resources=(0,)), Loss(skill=0)], threads=2
    )
    assert by_resource.loss == Loss(resources=(0,))
    for row in (by_resource, by_skill):
        assert row.repair.assignments == ()
        assert row.repair.difference.dropped == (0, 1, 3)
        assert row.repair.difference.added == ()


def test_a_front_trades_value_for_coverage(problem: timetable.Problem) -> None:
    front = timetable.pareto_front(problem, search=SearchOptions(seed=3))
    assert front.complete
    assert front.points[-1].objective.value == timetable.search(problem).objective.value
    for less, more in pairwise(front.points):
        assert less.objective.value < more.objective.value
        assert less.objective.leximin > more.objective.leximin
    shortened = timetable.pareto_front(problem, "ends", most_solves=1)
    assert not shortened.complete
    with pytest.raises(ValueError, match="'cost'"):
        timetable.pareto_front(problem, "cost")  # type: ignore[arg-type]
