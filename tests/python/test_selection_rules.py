"""The rules of selection held against outcomes of other programs."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import areena
from areena import selection

DATA = Path(os.environ.get("AREENA_REFERENCE_DATA", "../shared/data")) / "selection"


def reference(name: str) -> Path:
    path = DATA / name
    if not path.exists():
        pytest.skip("the reference data is not at hand")
    return path


def pabutools(name: str) -> Iterator[tuple[selection.Election, dict[str, Any]]]:
    """Elections and what pabutools selects of them, ties by id."""
    cases: dict[str, Any] = json.loads(reference(f"reference/pabutools_{name}.json").read_text())
    for fixture, expected in cases.items():
        file = reference("reference") / fixture.removeprefix("test/fixtures/")
        yield selection.read(file), expected


def committees(rule: str) -> Iterator[tuple[selection.Election, list[set[str]]]]:
    """Elections of committees and all that abcvoting's rule may select of them.

    It fills a committee up with candidates that nobody supports; a selection does not.
    """
    for line in reference("abc/abcvoting_expected.jsonl").read_text().splitlines():
        case = json.loads(line)
        supported = {c for ballot in case["profile"] for c in ballot}
        results = next(
            each["result"]
            for each in case["compute"]
            if each["rule_id"] == rule and not each["resolute"]
        )
        yield committee(case), [{f"{c:04d}" for c in set(r) & supported} for r in results]


def committee(case: dict[str, Any]) -> selection.Election:
    projects = "".join(f"{i:04d};1\n" for i in range(case["num_cand"]))
    votes = "".join(
        f"{i};{','.join(f'{c:04d}' for c in ballot)}\n" for i, ballot in enumerate(case["profile"])
    )
    return selection.reads(
        f"META\nkey;value\nbudget;{case['committeesize']}\nvote_type;approval\n"
        f"PROJECTS\nproject_id;cost\n{projects}VOTES\nvoter_id;vote\n{votes}"
    )


def test_maximin_support_is_that_of_pabutools() -> None:
    compared = 0
    for election, expected in pabutools("maximin_reference"):
        made = selection.select(election, "maximin_support", ties=["id"])
        assert set(made.winners) == set(expected["winners"])
        compared += 1
    assert compared == 4


def test_maximin_support_is_among_those_of_abcvoting() -> None:
    compared = 0
    for election, results in committees("maximin-support"):
        made = selection.select(election, "maximin_support")
        assert set(made.winners) in results
        if not any(each.tied for each in made.rounds):
            assert all(result == results[0] for result in results)
        compared += 1
    assert compared == 360


def test_overspending_takes_what_supporters_can_nearly_pay() -> None:
    election = selection.reads(
        "META\nkey;value\nbudget;1000\nvote_type;approval\nPROJECTS\nproject_id;cost\nhall;1000\n"
        "bench;100\nVOTES\nvoter_id;vote\n1;hall\n2;bench\n3;hall\n"
    )
    made = selection.select(election, "bounded_overspending")
    assert made.winners == ("hall",)
    assert made.rounds[0].value == Fraction(3, 4)
    assert selection.select(election).winners == ("bench",)


def test_welfare_is_among_those_of_approval_voting() -> None:
    compared = 0
    for election, results in committees("av"):
        made = selection.select(election, "welfare", utility="cardinality")
        assert set(made.winners) in results
        assert made.finished
        assert made.bound == sum(each.value for each in made.rounds)
        # Who is left out and tied is in another committee of the list.
        others = {tied for each in made.rounds for tied in each.tied}
        assert others == set().union(*results) - set(made.winners)
        compared += 1
    assert compared == 360


@pytest.mark.parametrize(("rule", "theirs"), [("welfare", "cc"), ("greedy_utility", "seqcc")])
def test_chamberlin_courant_is_among_those_of_abcvoting(rule: Any, theirs: str) -> None:
    compared = 0
    for election, results in committees(theirs):
        made = selection.select(election, rule, utility="chamberlin_courant")
        assert set(made.winners) in results
        assert made.finished
        compared += 1
    assert compared == 360


def test_transfers_are_listed() -> None:
    election = selection.reads(
        "META\nkey;value\nbudget;40\nvote_type;cumulative\nPROJECTS\nproject_id;cost\na;10\nb;16\n"
        "c;30\nVOTES\nvoter_id;vote;points\n1;a;1\n2;a,b;1,1\n3;b,c;1,1\n4;c;1\n"
    )
    made = selection.select(election, "cstv", utility="points")
    assert made.winners == ("a", "b")
    assert [(each.project, each.value) for each in made.eliminations] == [("c", 15)]


def small(budget: int = 40) -> selection.Election:
    return selection.reads(
        f"META\nkey;value\nbudget;{budget}\nvote_type;approval\nPROJECTS\nproject_id;cost\na;10\n"
        "b;16\nc;21\nVOTES\nvoter_id;vote\n1;a\n2;a,c\n3;b,c\n4;b,c\n"
    )


def test_exact_equal_shares_splits_costs_evenly() -> None:
    made = selection.select(small(), "exact_equal_shares", utility="cardinality")
    assert [(each.project, each.value) for each in made.rounds] == [("a", 5), ("b", 8)]


def test_shares_grow_by_a_ratio() -> None:
    made = selection.select(small(60), completion="ratio", utility="cardinality")
    assert made.share == Fraction(60, 4) * Fraction(100 + made.raises, 100)
    assert made.certificate.ok


def test_a_table_of_ones_own_decides() -> None:
    own = small(21).with_utilities({"a": 1, "b": Fraction(1, 2), "c": 9})
    made = selection.select(own, "welfare", utility="points")
    assert (made.winners, made.bound) == (("c",), 27)
    with pytest.raises(areena.Error, match="no utility for project 'c'"):
        small().with_utilities({"a": 1, "b": 2})
    with pytest.raises(areena.Error, match="utilities for 4 projects"):
        small().with_utilities({"a": 1, "b": 2, "c": 3, "d": 4})
    with pytest.raises(areena.Error, match="negative"):
        small().with_utilities({"a": 1, "b": 2, "c": -3})
