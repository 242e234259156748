"""Selection under constraints, and the ledger, from Python."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

import areena
from areena.selection import (
    Category,
    ConstrainedInstance,
    Level,
    LeveledProject,
    Profile,
    approval_ballot,
    balances_after,
    constrained_shares,
    opening_shares,
    settle,
)


def project(
    name: str, *costs: dict[str, int], needs: tuple[str, ...] = (), excludes: tuple[str, ...] = ()
) -> LeveledProject:
    levels = tuple(Level(cost, Fraction(i, len(costs))) for i, cost in enumerate(costs, 1))
    return LeveledProject(name, levels, needs, excludes)


@pytest.fixture
def instance() -> ConstrainedInstance:
    return ConstrainedInstance(
        resources={"law 2027": 12, "data 2027": 10},
        projects=(
            project("survey", {"data 2027": 4}),
            project("guide", {"law 2027": 3}, {"law 2027": 8, "data 2027": 2}, needs=("survey",)),
            project("course", {"law 2027": 6}, excludes=("guide",)),
        ),
        categories=(Category("legal", ("guide", "course"), "law 2027", cap=9),),
    )


@pytest.fixture
def profile() -> Profile:
    return Profile((approval_ballot(["survey", "guide"]), approval_ballot(["guide", "course"])))


def test_it_buys_level_by_level_and_says_what_stands_in_the_way(
    instance: ConstrainedInstance, profile: Profile
) -> None:
    outcome = constrained_shares(instance, profile)
    assert outcome.levels == {"survey": 0, "guide": 1}
    assert [(p.project, p.level) for p in outcome.purchases] == [
        ("survey", 0),
        ("guide", 0),
        ("guide", 1),
    ]
    assert outcome.purchases[0].prices == {"law 2027": 0, "data 2027": 4}
    assert outcome.purchases[0].dominant_price == Fraction(2, 5)
    (no,) = outcome.not_bought
    assert (no.project, no.obstacle, no.other) == ("course", "excluded", "guide")
    assert outcome.shares[0] == {"law 2027": 2, "data 2027": 0}
    assert outcome.charges[0] == {"law 2027": 4, "data 2027": 5}
    assert outcome.verification.ok
    assert outcome.finished


def test_a_cap_is_told_with_what_passes_it(instance: ConstrainedInstance, profile: Profile) -> None:
    (legal,) = instance.categories
    capped = replace(instance, categories=(replace(legal, cap=5),))
    outcome = constrained_shares(capped, profile)
    no = next(each for each in outcome.not_bought if each.project == "guide")
    assert (no.level, no.obstacle, no.other, no.missing) == (1, "cap", "legal", 3)


def test_completion_charges_supporters_for_the_whole(instance: ConstrainedInstance) -> None:
    ballots = (approval_ballot(["course"]), approval_ballot([]), approval_ballot([]))
    assert not constrained_shares(instance, Profile(ballots)).purchases
    outcome = constrained_shares(instance, Profile(ballots), completes=True)
    (bought,) = outcome.purchases
    assert bought.step == "completion"
    assert outcome.shares[0]["law 2027"] == 0
    assert outcome.charges[0]["law 2027"] == 6


def test_unknown_names_are_refused_with_the_nearest(
    instance: ConstrainedInstance, profile: Profile
) -> None:
    wrong = replace(instance, projects=(*instance.projects, project("x", {"low 2027": 1})))
    with pytest.raises(areena.NotFoundError, match=r"'low 2027'.*'law 2027'") as error:
        constrained_shares(wrong, profile)
    assert error.value.code == "selection.resource"
    with pytest.raises(areena.NotFoundError, match=r"'survy'.*'survey'"):
        constrained_shares(instance, Profile((approval_ballot(["survy"]),)))
    with pytest.raises(areena.InvalidError, match="needs or excludes") as invalid:
        constrained_shares(
            replace(instance, projects=(project("a", {}, excludes=("a",)),), categories=()),
            Profile(()),
        )
    assert invalid.value.code == "selection.constraint"


def test_shares_are_carried_from_promise_to_promise() -> None:
    instance = ConstrainedInstance(
        resources={"days": 4},
        projects=(project("many", {"days": 3}), project("alone", {"days": 3})),
    )
    voters = ["a", "b", "c", "d"]
    profile = Profile(tuple(approval_ballot(["alone" if v == "d" else "many"]) for v in voters))
    balances: dict[str, Fraction] = {}
    won = []
    for _ in range(12):
        opening = opening_shares(balances, voters, 4)
        assert sum(opening.values()) == 4
        outcome = constrained_shares(
            instance,
            profile,
            completes=True,
            shares=[{"days": opening[voter]} for voter in voters],
        )
        spent = {v: c["days"] for v, c in zip(voters, outcome.charges, strict=True)}
        entries = settle(balances, opening, spent)
        balances = balances_after(entries)
        assert sum(balances.values()) == 0
        won += outcome.levels
    assert won.count("alone") == 3


def test_the_books_refuse_strangers() -> None:
    with pytest.raises(areena.InvalidError, match="'x'") as error:
        settle({}, {"a": 1}, {"x": 1})
    assert error.value.code == "selection.ledger"
    with pytest.raises(areena.InvalidError, match="memory"):
        opening_shares({}, ["a"], 1, memory=Fraction(3, 2))
