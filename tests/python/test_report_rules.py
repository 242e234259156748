"""How the report and explanations speak of each rule of choice, and of what they cannot tell."""

from __future__ import annotations

import json
from fractions import Fraction
from html import unescape
from typing import Any, get_args

import pytest
from changed_plans import document, with_changes
from html_page import Page

import areena
from areena import selection
from areena._faces.words import words
from areena.planning import ChoiceOptions, carry_over
from areena.publishing import report, tables
from areena.publishing.catalogue import LANGUAGES, Catalogue, Language
from areena.publishing.view.choice import build_choice
from areena.publishing.view.context import Context
from areena.publishing.view.effort_flow import build_flow
from areena.publishing.view.left_out import build_left_out
from areena.publishing.view.member_support import build_member_support


@pytest.fixture(scope="module")
def finland() -> areena.Plan:
    return areena.plan(areena.examples.finland(), work=20_000)


@pytest.fixture(scope="module")
def greedy(finland: areena.Plan) -> areena.Plan:
    return areena.plan(finland.network, choice=ChoiceOptions(rule="greedy_votes"), work=20_000)


@pytest.fixture(scope="module")
def tiny() -> areena.Plan:
    return areena.plan(areena.examples.tiny())


def test_a_rule_without_shares_shows_the_support_itself(greedy: areena.Plan) -> None:
    context = Context(greedy, "en")
    view = build_choice(context)
    assert view.flow is not None
    assert not view.flow.is_shares
    for row, chosen in zip(view.flow.rows, greedy.choice.commitments, strict=True):
        assert sum(row.parts) == row.days == chosen.cost
        assert not chosen.support
    assert not any(carrier.is_rest for carrier in view.flow.carriers)
    assert {c.how for c in view.chosen} == {"by the rule"}
    section = Page(report(greedy, language="en")).by_id("choice")
    assert "Who supports what was chosen" in section.text
    assert len([p for p in section.all("svg") if p.attributes.get("role") == "img"]) == 2
    assert "Effective support" not in section.text
    left_out = build_left_out(context)
    assert left_out
    assert not any("share" in item.choice + item.flow + item.reason for item in left_out)
    assert any("for it to be chosen" in item.choice for item in left_out)
    page = build_member_support(context, greedy.network.ballots[0].member, left_out)
    assert page is not None
    assert page.items
    assert not any("of your share" in item.said for item in page.items)
    (_, *written) = tables(greedy)["choice"].splitlines()
    assert len(written) == len(greedy.choice.commitments)
    assert all(line.endswith(",,,") for line in written)  # nobody carried anything


def test_by_a_rule_without_shares_each_supporter_has_an_even_part(tiny: areena.Plan) -> None:
    changed = document(tiny)
    changed["ballots"] = changed["ballots"][:4]  # so few that each is named
    plan = areena.plan(areena.loads(json.dumps(changed)), choice=ChoiceOptions(rule="greedy_votes"))
    network = plan.network
    flow = build_flow(Context(plan, "fi"))
    assert flow is not None
    named = {b.member: set(b.commitments) for b in network.ballots}
    name = {m: network.organizations[network.members[m].organization].name.fi for m in named}
    told = 0
    for row, chosen in zip(flow.rows, plan.choice.commitments, strict=True):
        supporters = [m for m, all_named in named.items() if chosen.commitment in all_named]
        for carrier, part in zip(flow.carriers, row.parts, strict=True):
            expected = Fraction(chosen.cost) / len(supporters)
            has_part = carrier.name.value in {name[m] for m in supporters}
            assert abs(Fraction(part) - expected * has_part) < Fraction(1, 100)
            told += has_part
    assert told > 2


@pytest.mark.parametrize("rule", get_args(selection.Rule))
def test_the_words_fit_each_rule(tiny: areena.Plan, rule: Any) -> None:
    plan = areena.plan(tiny.network, choice=ChoiceOptions(rule=rule))
    (first, *_) = plan.choice.commitments
    has_shares = rule in ("equal_shares", "phragmen", "bounded_overspending", "exact_equal_shares")
    for language in LANGUAGES:
        said = words(language)(f"explanation.step_{rule}")
        network = areena.loads(json.dumps(document(plan) | {"language": language}))
        explained = areena.plan(network, choice=ChoiceOptions(rule=rule)).explain(first.commitment)
        assert said in unescape(explained._repr_html_())
        flow = build_flow(Context(plan, language))
        assert flow is not None
        assert flow.is_shares == has_shares
        title = Catalogue(language)("choice.chart_title" + ("" if has_shares else "_support"))
        assert title in Page(report(plan, language=language)).by_id("choice").text


def test_ties_by_other_keys_are_not_explained_by_the_usual_ones(tiny: areena.Plan) -> None:
    choice = tiny.choice.replace(
        commitments=[
            c.replace(tied=[tiny.choice.commitments[-1].commitment]) if i == 0 else c
            for i, c in enumerate(tiny.choice.commitments)
        ]
    )
    asked = tiny.provenance.options
    other = asked.replace(choice=asked.choice.replace(ties=("max_cost", "id")))
    plan = with_changes(
        tiny, choice=choice, provenance=tiny.provenance.replace(options=other)
    )  # fmt: skip
    (tie,) = build_choice(Context(plan, "en")).ties
    assert "decided" not in tie
    assert "order that was asked for" in build_choice(Context(plan, "en")).ties_text


@pytest.mark.parametrize("language", LANGUAGES)
def test_why_it_could_not_be_checked_is_said(finland: areena.Plan, language: Language) -> None:
    network = finland.network
    balances = carry_over(finland)
    for options, why in (
        (ChoiceOptions(resources="expertise"), "constraints"),
        (ChoiceOptions(carry_over=balances), "ledger"),
    ):
        plan = areena.plan(network, choice=options, work=20_000)
        told = " ".join(view.choice for view in build_left_out(Context(plan, language)))
        assert Catalogue(language)(f"left_out.choice_untold_{why}") in told
    blank = {"extra_supporters": None, "largest_cost": None, "is_checked": False}
    reason = finland.explain_choice()[0].replace(
        left_out_by="choice", was_chosen=False, untold="not_repeated", **blank
    )
    plan = with_changes(finland, explain_choice=lambda **_: (reason,))
    told = " ".join(view.choice for view in build_left_out(Context(plan, language)))
    assert Catalogue(language)("left_out.choice_untold_not_repeated") in told
