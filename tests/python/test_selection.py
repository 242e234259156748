"""The engine of selection from Python."""

from __future__ import annotations

import doctest
import pickle
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import areena
from areena import selection
from areena.selection import Ballot, Instance, Profile, Project, Vote


@st.composite
def elections(draw: st.DrawFn) -> tuple[Instance, Profile]:
    names = [f"p{i}" for i in range(draw(st.integers(1, 5)))]
    projects = tuple(Project(name, draw(st.integers(1, 40))) for name in names)
    votes = st.dictionaries(st.sampled_from(names), st.fractions(0, 9, max_denominator=7))
    ballots = draw(st.lists(votes, min_size=1, max_size=6))
    profile = Profile(
        tuple(Ballot(tuple(Vote(name, u) for name, u in ballot.items())) for ballot in ballots)
    )
    return Instance(draw(st.integers(0, 100)), projects), profile


def example() -> tuple[Instance, Profile]:
    instance = Instance(100, (Project("park", 60), Project("bridge", 50), Project("pool", 30)))
    approvals = (["park"], ["park", "bridge"], ["pool"], ["bridge", "pool"])
    return instance, Profile(tuple(selection.approval_ballot(names) for names in approvals))


def test_the_examples_of_the_module_run() -> None:
    result = doctest.testmod(selection)
    assert (result.failed, result.attempted > 5) == (0, True)


def test_equal_shares_by_hand() -> None:
    """Four voters hold 25 each. The pool costs its two supporters 15 each, then nobody can pay."""
    outcome = selection.equal_shares(*example())
    assert [p.project for p in outcome.purchases] == ["pool"]
    pool = outcome.purchases[0]
    assert pool.rho == Fraction(15)
    assert pool.effective_support == 2
    assert pool.payments == (
        selection.Payment(2, Fraction(15)),
        selection.Payment(3, Fraction(15)),
    )
    assert outcome.state.shares == (Fraction(25), Fraction(25), Fraction(10), Fraction(10))
    assert outcome.state.closed == (False, False, True)
    assert outcome.state.spent == 30
    assert outcome.finished


def test_completion_uses_what_is_left() -> None:
    instance, profile = example()
    outcome = selection.equal_shares(instance, profile)
    completed = selection.complete_utilitarian(instance, profile, outcome)
    assert [p.step for p in completed.purchases] == ["shares", "completion"]
    assert completed.state.spent <= instance.budget
    assert completed.purchases[1].rho is None


@given(election=elections())
def test_outcomes_are_verified(election: tuple[Instance, Profile]) -> None:
    instance, profile = election
    for change in (selection.with_cost_utility, selection.with_cardinality_utility):
        changed = change(instance, profile)
        outcome = selection.equal_shares(instance, changed)
        completed = selection.complete_utilitarian(instance, changed, outcome)
        assert selection.verify(instance, changed, outcome).ok
        assert selection.verify(instance, changed, completed).ok
        for purchase in outcome.purchases:
            cost = next(p.cost for p in instance.projects if p.id == purchase.project)
            assert sum(payment.amount for payment in purchase.payments) == cost


def test_a_wrong_outcome_is_told() -> None:
    instance, profile = example()
    outcome = selection.equal_shares(instance, profile)
    cheap = replace(
        outcome.purchases[0], payments=(selection.Payment(2, Fraction(1)),), tied=("park",)
    )
    found = selection.verify(instance, profile, replace(outcome, purchases=(cheap,)))
    assert not found.ok
    assert "pool" in next(check for check in found.checks if not check.ok).message


def test_a_selection_is_taken_up_again() -> None:
    instance, profile = example()
    start = selection.State(shares=(Fraction(25),) * 4, closed=(False, False, True), spent=0)
    outcome = selection.equal_shares(instance, profile, start=start)
    # Without the pool the second and the fourth voter can pay for the bridge together.
    assert [p.project for p in outcome.purchases] == ["bridge"]
    assert selection.verify(instance, profile, outcome, start=start).ok


def test_ties_go_by_the_keys_asked_for() -> None:
    instance = Instance(10, (Project("a", 10), Project("b", 10)))
    profile = Profile((selection.approval_ballot(["a", "b"]),))
    for ties, winner in ((["id"], "a"), (["max_cost", "id"], "a")):
        outcome = selection.equal_shares(instance, profile, ties=ties)  # type: ignore[arg-type]
        assert outcome.purchases[0].project == winner
        assert outcome.purchases[0].tied == ("b",)
    with pytest.raises(areena.InvalidError, match="'cost' is no key for ties"):
        selection.equal_shares(instance, profile, ties=["cost"])  # type: ignore[list-item]


def test_faults_are_errors() -> None:
    instance, profile = example()
    with pytest.raises(areena.NotFoundError, match="no project 'parc'; did you mean 'park'"):
        selection.equal_shares(instance, Profile((selection.approval_ballot(["parc"]),)))
    with pytest.raises(areena.InvalidError) as caught:
        selection.equal_shares(replace(instance, budget=-1), profile)
    assert caught.value.code == "selection.budget"
    twice = Profile((Ballot((Vote("park"), Vote("park"))),))
    with pytest.raises(areena.InvalidError) as caught:
        selection.equal_shares(instance, twice)
    assert caught.value.code == "selection.duplicate_vote"


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda i, p: (replace(i, budget="many"), p), r"Instance\.budget: unexpected str 'many'"),
        (lambda i, p: (replace(i, budget=1.5), p), r"Instance\.budget: unexpected float"),
        (lambda i, p: (replace(i, projects="ab"), p), r"Instance\.projects: a sequence is expect"),
        (lambda i, _: (i, Profile((Ballot((Vote("park", 0.5),)),))), r"Vote\.utility: Fraction"),  # type: ignore[arg-type]
    ],
)
def test_wrong_types_are_named(
    make: Callable[[Instance, Profile], tuple[Any, Any]], message: str
) -> None:
    with pytest.raises(TypeError, match=message):
        selection.equal_shares(*make(*example()))


def test_results_are_pickled_and_hashed() -> None:
    outcome = selection.equal_shares(*example())
    assert pickle.loads(pickle.dumps(outcome)) == outcome
    assert hash(outcome) == hash(selection.equal_shares(*example()))


def test_what_the_callback_raises_ends_the_work() -> None:
    def refuse(*_: object) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        selection.equal_shares(*example(), progress=refuse)
