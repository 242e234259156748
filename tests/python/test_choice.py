"""Choosing by another rule: in Python, and on the command line."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import get_args

import pytest

import areena
from areena import planning, selection
from areena.planning import ChoiceCategory, ChoiceOptions, carry_over, choose, read_ledger

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def network() -> areena.Network:
    return areena.examples.tiny()


def test_names_are_those_of_selection() -> None:
    assert [each.value for each in planning.Rule] == list(get_args(selection.Rule))
    assert [each.value for each in planning.Utility] == list(get_args(selection.Utility))
    assert [each.value for each in planning.Completion] == list(get_args(selection.Completion))
    assert [each.value for each in planning.TieKey] == list(get_args(selection.TieKey))


@pytest.mark.parametrize("rule", list(planning.Rule))
def test_every_rule_plans(network: areena.Network, rule: planning.Rule) -> None:
    options = ChoiceOptions(rule=rule)
    plan = areena.plan(network, choice=options, starts=1)
    assert plan.verified.ok, [claim for claim in plan.verified.claims if not claim.ok]
    assert plan.choice.rule == rule
    assert plan.provenance.options.choice == options
    expected = "utilitarian" if rule == "equal_shares" else "none"
    assert plan.choice.completion == expected
    chosen = choose(network, options)
    assert chosen.rule == rule
    assert chosen.commitments
    assert sum(c.cost for c in chosen.commitments) <= chosen.available


def test_the_default_is_as_if_nothing_was_asked(network: areena.Network) -> None:
    plan = areena.plan(network)
    assert plan == areena.plan(network, choice=ChoiceOptions())
    document = json.loads(plan.to_json())
    assert "choice" not in document["provenance"]["options"]
    assert document["choice"]["rule"] == "equal_shares"
    assert areena.plan(network, choice=ChoiceOptions(rule="phragmen")) != plan


def test_a_plan_with_options_survives_pickling_and_json(network: areena.Network) -> None:
    import pickle

    options = ChoiceOptions(
        utility="cardinality",
        ties=["max_votes", "id"],
        resources="expertise",
        categories=[ChoiceCategory(theme=network.themes[0].id, cap_share=Decimal("0.5"))],
    )
    plan = areena.plan(network, choice=options, starts=1)
    assert plan.verified.ok
    assert pickle.loads(pickle.dumps(plan)) == plan
    assert plan.choice.shared
    assert plan.choice.categories[0].taken <= plan.choice.categories[0].cap


def test_what_if_keeps_the_rule(network: areena.Network) -> None:
    plan = areena.plan(network, choice=ChoiceOptions(rule="greedy_votes"), starts=1)
    lead = network.capacities[0].organization
    assert plan.what_if(capacity={lead: "-10%"}).plan.choice.rule == "greedy_votes"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"rule": "phragmen", "completion": "add1"}, "has no completion"),
        ({"rule": "welfare", "resources": "expertise"}, "'equal_shares' can"),
        ({"completion": "ratio", "carry_over": {"memory": 1}}, "'none' and 'utilitarian' can"),
        ({"ties": ["refuse"]}, "leave the key 'refuse' out"),
    ],
)
def test_what_cannot_go_together_says_what_can(
    network: areena.Network, options: dict[str, object], said: str
) -> None:
    if "carry_over" in options:
        options = options | {"carry_over": planning.CarryOver()}
    with pytest.raises(areena.InvalidError, match=re.escape(said)) as caught:
        choose(network, ChoiceOptions(**options))  # type: ignore[arg-type]
    assert caught.value.code == "plan.choice"


def test_a_ledger_goes_from_plan_to_plan(network: areena.Network, tmp_path: Path) -> None:
    plan = areena.plan(network, starts=1)
    assert sum(entry.balance for entry in plan.ledger) == 0
    path = tmp_path / "ledger.json"
    path.write_text(planning.ledger_json(plan), "utf-8")
    assert read_ledger(path) == tuple(plan.ledger)
    by_path = carry_over(path, memory="1/2")
    assert by_path == carry_over(plan, memory=Fraction(1, 2))
    assert by_path == carry_over(plan.ledger, memory="1/2")
    after = areena.plan(network, choice=ChoiceOptions(carry_over=by_path), starts=1)
    assert after.verified.ok
    for before, now in zip(plan.ledger, after.ledger, strict=True):
        assert now.carried == before.balance / 2
    assert sum(entry.share for entry in after.ledger) == Fraction(after.choice.available)


def test_the_command_takes_all_of_it(run: Run, root: Path, tmp_path: Path) -> None:
    tiny = root / "examples/tiny"
    first = tmp_path / "first"
    assert run("plan", tiny, "-o", first, "--starts", "1")[0] == 0
    theme = areena.read(tiny).themes[0].id
    code, said, _ = run(
        *("plan", tiny, "-o", tmp_path / "second", "--starts", "1", "--json"),
        *("--utility", "cardinality", "--completion", "none", "--ties", "-votes,id"),
        *("--resources", "expertise", "--category", f"{theme}:cap=25%"),
        *("--ledger", first / "ledger.json", "--memory", "0.5"),
    )
    assert code == 0
    document = json.loads(said)
    options = document["provenance"]["options"]["choice"]
    assert options["utility"] == "cardinality"
    assert options["completion"] == "none"
    assert options["ties"] == ["max_votes", "id"]
    assert options["resources"] == "expertise"
    assert options["categories"] == [{"theme": theme, "cap_share": 0.25}]
    assert options["carry_over"]["memory"] == "1/2"
    (category,) = document["choice"]["categories"]
    assert category["taken"] <= category["cap"]
    assert document["verified"]["ok"]
    assert (tmp_path / "second/ledger.json").is_file()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--category", "t9:cap=3"), "is no theme or expertise"),
        (("--category", "cap=3"), "write it as in"),
        (("--category", "{theme}:most=3"), "is no limit"),
        (("--category", "{theme}:cap=3,cap=4%"), "cap is given twice"),
        (("--rule", "phragmen", "--completion", "add1"), "has no completion"),
        (("--rule", "best"), "equal_shares"),
        (("--ledger", "{plan}"), 'Got "areena-plan"'),
        (("--ledger", "{ledger}", "--memory", "half"), "is no number from 0 to 1"),
        (("--ledger", "{ledger}", "--memory", "2"), "it must be from 0 to 1"),
    ],
)
def test_wrong_use_says_what_is_right(
    run: Run, root: Path, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    tiny = root / "examples/tiny"
    network = areena.read(tiny)
    plan = areena.plan(network, starts=1)
    paths = {"plan": tmp_path / "plan.json", "ledger": tmp_path / "ledger.json"}
    paths["plan"].write_text(plan.to_json(), "utf-8")
    paths["ledger"].write_text(planning.ledger_json(plan), "utf-8")
    given = [each.format(theme=network.themes[0].id, **paths) for each in arguments]
    code, _, told = run("plan", tiny, "-o", tmp_path / "out", *given)
    assert code != 0
    assert said in re.sub(r"[\s│]+", " ", told)
    assert not (tmp_path / "out").exists()


def test_amounts_that_count_in_a_category_are_its_own() -> None:
    level = selection.Level(costs={"days": 10}, worth=1)
    instance = selection.ConstrainedInstance(
        resources={"days": 20},
        projects=(
            selection.LeveledProject("a", (level,)),
            selection.LeveledProject("b", (level,)),
        ),
        categories=(selection.Category("law", ("a", "b"), "days", cap=5, amounts=((3,), (4,))),),
    )
    profile = selection.Profile((selection.approval_ballot(["a", "b"]),))
    outcome = selection.constrained_shares(instance, profile)
    assert [each.project for each in outcome.purchases] == ["a"]
    (left_out,) = outcome.not_bought
    assert (left_out.obstacle, left_out.other, left_out.missing) == ("cap", "law", 2)


def test_cap_share_is_of_the_available_effort(network: areena.Network) -> None:
    expertise = network.expertises[0].id
    options = ChoiceOptions(
        categories=[ChoiceCategory(expertise=expertise, cap_share=Decimal("0.1"))]
    )
    choice = choose(network, options)
    (row,) = choice.categories
    assert row.cap == (choice.available * Decimal("0.1")).quantize(Decimal("0.01"), "ROUND_FLOOR")
    assert row.taken <= row.cap
