"""Comparing plans, and asking what a changed capacity would do."""

import copy
import pickle
from decimal import Decimal

import pytest

import areena
from areena.planning import CapacityChange, WhatIf


@pytest.fixture(scope="module")
def plan() -> areena.Plan:
    return areena.plan(areena.examples.tiny())


def anybody(plan: areena.Plan) -> tuple[str, str]:
    row = next(c for c in plan.network.capacities if c.agreement.name == "agreed" and c.days > 0)
    return row.organization, row.expertises[0]


def test_a_plan_compared_with_itself_is_the_same(plan: areena.Plan) -> None:
    same = plan.compare(plan)
    assert same.verdict == "same"
    assert not same.added
    assert not same.coverage
    assert "the same" in str(same)


def test_losing_everything_drops_all_projects_and_names_who_loses(plan: areena.Plan) -> None:
    answer = plan.what_if(capacity={None: "-100%"})
    assert isinstance(answer, WhatIf)
    projects = {s.commitment for s in plan.timetable if s.kind.name == "project"}
    assert {c.commitment for c in answer.comparison.dropped} == projects
    assert answer.comparison.verdict == "worse"
    assert answer.comparison.lose
    assert all(c.code for c in answer.comparison.dropped)
    back = answer.plan.compare(plan)
    assert back.gain == answer.comparison.lose
    assert str(answer) == answer.comparison.summary
    assert pickle.loads(pickle.dumps(back)) == copy.copy(back) == back


def test_selectors_by_key_and_by_record_are_the_same(plan: areena.Plan) -> None:
    organization, expertise = anybody(plan)
    by_key = plan.what_if(capacity={(organization, expertise): "-50%"})
    change = CapacityChange(organization=organization, expertise=expertise, percent=-50)
    assert plan.what_if(capacity=[change]) == by_key
    by_days = plan.what_if(capacity={(organization, expertise): Decimal("-0.5")})
    assert by_days.plan.network != plan.network
    quarter = str(plan.period.start)
    once = plan.what_if(capacity={(None, expertise, quarter): 3})
    changed = [
        now
        for was, now in zip(plan.network.capacities, once.plan.network.capacities, strict=True)
        if was != now
    ]
    assert {str(c.quarter) for c in changed} == {quarter}


def test_a_wrong_selector_says_what_was_meant(plan: areena.Plan) -> None:
    organization, expertise = anybody(plan)
    with pytest.raises(areena.NotFoundError, match=expertise):
        plan.what_if(capacity={(organization, expertise + "x"): "-50%"})
    with pytest.raises(areena.InvalidError, match="such as"):
        plan.what_if(capacity={organization: "half"})
    with pytest.raises(areena.InvalidError, match="no agreed capacity"):
        plan.what_if(capacity={(organization, expertise, "2099Q1"): "-50%"})
    with pytest.raises(TypeError, match="organization, expertise"):
        plan.what_if(capacity={("a", "b", "2027Q1", "d"): "-50%"})
    with pytest.raises(TypeError, match="CapacityChange"):
        plan.what_if(capacity="law")
