"""The engine of timetables from Python."""

from __future__ import annotations

import doctest
import pickle
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import areena
from areena import timetable
from areena.timetable import (
    Activity,
    Beneficiary,
    Consumption,
    Mode,
    Need,
    Prerequisite,
    Problem,
    Requirement,
    Resource,
    Stock,
)

ACTIVITIES = 4
PERIODS = 4


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    amounts = st.integers(0, 12)

    def activity(number: int) -> Activity:
        low = draw(st.integers(1, 2))
        mode = Mode(
            "m",
            low,
            draw(st.integers(low, 3)),
            (Requirement(draw(st.integers(0, 1)), draw(amounts)),),
            coverage=draw(st.integers(0, 10**6)),
            consumptions=(Consumption(0, draw(amounts)),) if draw(st.booleans()) else (),
            value=draw(st.fractions(0, 3, max_denominator=4)),
            value_per_period=draw(st.fractions(0, 2, max_denominator=3)),
        )
        earliest = draw(st.integers(0, 2))
        return Activity(
            f"a{number}",
            earliest,
            draw(st.integers(earliest + 1, PERIODS)),
            (mode,),
            prerequisites=(Prerequisite(number - 1, draw(st.integers(0, 1))),)
            if number and draw(st.booleans())
            else (),
            required=(draw(st.integers(0, ACTIVITIES - 1)),) if draw(st.booleans()) else (),
            value=draw(st.fractions(0, 5, max_denominator=4)),
        )

    return Problem(
        num_periods=PERIODS,
        skills=("law", "data"),
        resources=(
            Resource("one", (0,), tuple(draw(amounts) for _ in range(PERIODS))),
            Resource("both", (0, 1), tuple(draw(amounts) for _ in range(PERIODS))),
        ),
        activities=tuple(activity(number) for number in range(ACTIVITIES)),
        beneficiaries=(Beneficiary("x", (Need(2, (0, 1)), Need(1, (2,), base=100_000, value=3))),),
        fixed=tuple(tuple(draw(st.integers(0, 3)) for _ in range(PERIODS)) for _ in range(2)),
        stocks=(Stock("money", draw(amounts)),),
    )


def example() -> Problem:
    def activity(key: str) -> Activity:
        return Activity(key, 0, 2, (Mode("full", 1, 2, (Requirement(0, 6),), coverage=500_000),))

    return Problem(
        num_periods=2,
        skills=("law",),
        resources=(Resource("office", (0,), (4, 4)),),
        activities=(activity("a"), activity("b")),
    )


def test_the_examples_of_the_module_run() -> None:
    result = doctest.testmod(timetable)
    assert (result.failed, result.attempted > 3) == (0, True)


def test_what_does_not_fit_is_left_out_with_a_reason() -> None:
    made = timetable.search(example())
    assert made.assignments == (timetable.Assignment(0, 0, 0, 2),)
    assert made.assignments[0].end == 2
    left = made.left_out[0]
    assert (left.activity, left.reason) == (1, "capacity")
    assert left.placement is not None
    assert left.placement.missing == 4
    assert sum(shortage.amount for shortage in left.placement.shortages) == 4
    assert made.ending == "finished"
    assert made.objective.mandatory == 0
    assert sum(flow.amount for flow in made.flows) == 6


@given(problem=problems())
def test_timetables_are_verified(problem: Problem) -> None:
    made = timetable.search(problem, work=20_000)
    found = timetable.verify(problem, made)
    assert found.ok, [check for check in found.checks if not check.ok]
    assert len(made.assignments) + len(made.left_out) == ACTIVITIES
    assert timetable.search(problem, work=20_000) == made
    assert pickle.loads(pickle.dumps(made)) == made


def test_a_proof_says_how_far_it_went() -> None:
    made = timetable.search(example())
    assert made.proof.parts == 6
    assert made.proof.bound is not None
    not_proved = {"peak": made.objective.peak, "makespan": made.objective.makespan}
    assert replace(made.proof.bound, **not_proved) == made.objective
    assert made.proof.bound.peak.share == made.objective.peak.share
    unproved = timetable.search(example(), proof=0)
    assert unproved.proof == timetable.Proof(0, None, 0)
    assert unproved.objective == made.objective


def test_what_cannot_be_placed_together_is_named() -> None:
    both = replace(
        example(), activities=tuple(replace(a, mandatory=True) for a in example().activities)
    )
    found = timetable.feasibility(both)
    assert found.answer == "infeasible"
    assert found.rules == (
        timetable.NamedRule("placed", 0),
        timetable.NamedRule("placed", 1),
        timetable.NamedRule("capacity", 0),
    )
    assert found.minimal
    assert found.confirmed
    roomy = replace(both, resources=(Resource("office", (0,), (6, 6)),))
    found = timetable.feasibility(roomy)
    assert found.answer == "feasible"
    assert [a.activity for a in found.assignments] == [0, 1]
    assert found.rules == ()


def test_a_pin_holds_and_closed_periods_are_paused_over() -> None:
    problem = example()
    first, second = problem.activities
    pinned = replace(second, pinned=timetable.Pin(0, 0, 2))
    made = timetable.search(replace(problem, activities=(first, pinned)))
    assert made.assignments == (timetable.Assignment(1, 0, 0, 2),)
    assert made.objective.pinned == 1
    paused = replace(
        problem,
        num_periods=3,
        closed=(1,),
        resources=(Resource("office", (0,), (4, 9, 4)),),
        activities=(replace(first, deadline=3),),
    )
    made = timetable.search(paused)
    assert made.assignments == (timetable.Assignment(0, 0, 0, 3),)
    assert [(flow.period, flow.amount) for flow in made.flows] == [(0, 3), (2, 3)]
    assert timetable.verify(paused, made).ok


def test_a_wrong_timetable_is_told() -> None:
    made = timetable.search(example())
    late = replace(made.assignments[0], start=1)
    found = timetable.verify(example(), replace(made, assignments=(late,)))
    assert not found.ok
    assert [check.message for check in found.checks if not check.ok] == [
        "activity 'a' is outside the periods"
    ]
    dear = replace(made, objective=replace(made.objective, ends=1))
    assert [c.name for c in timetable.verify(example(), dear).checks if not c.ok] == [
        "objective",
        "proof",
    ]


def test_a_timetable_begins_with_an_earlier_one() -> None:
    start = [timetable.Assignment(1, 0, 0, 2)]
    made = timetable.search(example(), start=start)
    assert [a.activity for a in made.assignments] == [1]
    assert timetable.search(example(), order=[1, 0]).assignments[0].activity == 1


def test_faults_are_errors() -> None:
    problem = example()
    with pytest.raises(areena.InvalidError) as caught:
        timetable.search(replace(problem, resources=(Resource("office", (0,), (4,)),)))
    assert caught.value.code == "timetable.size"
    with pytest.raises(areena.InvalidError) as caught:
        timetable.search(problem, order=[7])
    assert caught.value.code == "timetable.index"
    with pytest.raises(TypeError, match=r"Problem\.num_periods: unexpected str 'two'"):
        timetable.search(replace(problem, num_periods="two"))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"Resource\.skills: unexpected"):
        timetable.search(replace(problem, resources=(Resource("office", "law", ()),)))  # type: ignore[arg-type]


def test_what_the_callback_raises_ends_the_work() -> None:
    def refuse(*_: object) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        timetable.search(example(), progress=refuse)


@given(problems())
def test_no_timetable_exceeds_the_bounds(problem: Problem) -> None:
    made = timetable.search(problem, work=20_000).objective
    limits = timetable.bounds(problem)
    assert made.value <= limits.value
    assert made.coverage <= limits.coverage
    assert all(a <= b for a, b in zip(made.leximin, limits.leximin, strict=True))


@given(problems())
def test_no_timetable_is_worth_more_than_its_relaxation(problem: Problem) -> None:
    made = timetable.search(problem, work=20_000).objective
    relaxed = timetable.relaxation(problem, work=50_000)
    assert made.value <= relaxed.bound <= timetable.bounds(problem).value
    assert [len(row) for row in relaxed.prices] == [PERIODS, PERIODS]
    assert all(price >= 0 for row in relaxed.prices for price in row)


def test_bounds_prove_what_reaches_them() -> None:
    roomy = replace(example(), resources=(Resource("office", (0,), (100, 100)),))
    limits = timetable.bounds(roomy)
    assert limits.proved_parts(timetable.search(roomy).objective) == 4
    nothing = timetable.search(replace(roomy, resources=())).objective
    assert limits.proved_parts(nothing) == 1


@pytest.mark.parametrize(
    ("arguments", "error", "said"),
    [
        ({"seed": -1}, ValueError, "seed: a whole number from 0 to 9223372036854775807"),
        ({"work": 10**20}, ValueError, "work: .* not 100000000000000000000"),
        ({"proof": 1e6}, TypeError, "proof: a whole number is expected, not float 1000000.0"),
        ({"seed": "a"}, TypeError, "seed: a whole number is expected, not str 'a'"),
        ({"objectives": "value"}, TypeError, "objectives: a list of texts .* not the text 'value'"),
    ],
)
def test_a_limit_that_is_none_is_named(
    arguments: dict[str, Any], error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        timetable.search(example(), **arguments)
    with pytest.raises(error, match=said):
        timetable.SearchOptions(**arguments)
