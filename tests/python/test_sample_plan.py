"""The sample of Finland teaches: both steps bind, and what stays out says why in several ways."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest

import areena


@pytest.fixture(scope="module")
def plan() -> areena.Plan:
    return areena.plan(areena.examples.finland())


def default_cost(commitment: areena.Commitment) -> Decimal:
    (scope,) = (each for each in commitment.scopes if each.default)
    return sum((each.days for each in scope.effort), Decimal(0))


def test_the_choice_and_the_timetable_both_bind(plan: areena.Plan) -> None:
    commitments = plan.network.commitments
    supported = {key for each in plan.network.ballots for key in each.commitments}
    assert sum(default_cost(commitments[key]) for key in supported) > plan.choice.available
    first = plan.passes[0]
    assert supported - set(first.chosen), "shares carry everything that is supported"
    assert {each.code for each in first.excluded} >= {"capacity"}


def test_what_has_wide_support_is_in_or_waits_for_another(plan: areena.Plan) -> None:
    support = Counter(key for each in plan.network.ballots for key in each.commitments)
    planned = {each.commitment for each in plan.timetable}
    left_out = {each.commitment: each for each in plan.left_out}
    wide = [key for key, members in support.items() if members >= 5]
    assert len(wide) >= 12
    for key in wide:
        assert key in planned or left_out[key].code == "prerequisite", key


def test_most_projects_are_in_and_the_others_have_different_reasons(plan: areena.Plan) -> None:
    reasons = Counter(each.code for each in plan.left_out)
    projects = [each for each in plan.network.commitments if each.kind == "project"]
    assert reasons.total() < len(projects) / 2
    assert reasons.keys() >= {"capacity", "no_support", "prerequisite", "excluded"}


def test_members_differ_in_coverage_and_nobody_is_forgotten(plan: areena.Plan) -> None:
    shares = sorted(each.coverage for each in plan.coverage if each.coverage is not None)
    assert len(shares) == 46
    assert Decimal("0.5") < shares[0] < shares[-1] < 1
    assert shares[-1] - shares[0] > Decimal("0.15")
