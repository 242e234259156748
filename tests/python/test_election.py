"""Elections from .pb files: reading, the rules, the command, and outcomes of other programs."""

from __future__ import annotations

import json
import os
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import areena
from areena import selection
from areena.cli import main

DATA = Path(os.environ.get("AREENA_REFERENCE_DATA", "../shared/data"))
SMALL = (
    "META\nkey;value\nbudget;100\nvote_type;approval\nPROJECTS\nproject_id;cost\npark;60\n"
    "bridge;50\nVOTES\nvoter_id;vote\n1;park\n2;park,bridge\n"
)
COMPLETIONS = {
    "none": "none",
    "add1": "add1",
    "add1u": "add1_utilitarian",
    "utilitarian": "utilitarian",
}
TIES = {"maxVotes": "max_votes", "minCost": "min_cost", "maxCost": "max_cost"}


def reference(name: str) -> Path:
    path = DATA / "selection" / name
    if not path.exists():
        pytest.skip("the reference data is not at hand")
    return path


def test_an_election_is_read_selected_and_written() -> None:
    election = selection.reads(SMALL)
    made = selection.select(election)
    assert made.winners == ("park",)
    assert made.certificate.ok
    again = selection.reads(selection.write(election))
    assert selection.select(again) == made
    assert "2 voters" in repr(election)


def test_faults_have_their_place() -> None:
    with pytest.raises(areena.Error, match="is not there") as caught:
        selection.reads(SMALL.replace("2;park,bridge", "2;park,tower"))
    assert caught.value.findings[0].place.line == 12


def test_a_wrong_name_says_which_there_are() -> None:
    with pytest.raises(areena.Error, match="'phragmen'"):
        selection.select(selection.reads(SMALL), "phragmenn")  # type: ignore[arg-type]


def test_the_command_prints_what_it_selected(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "small.pb"
    file.write_text(SMALL, encoding="utf-8")
    assert main(["select", str(file)]) == 0
    assert "1. park" in capsys.readouterr().out
    assert main(["select", str(file), "--completion", "utilitarian", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["winners"] == ["park"]
    assert told["rounds"][0] == {"project": "park", "rho": "1/2"}
    assert told["certificate"]["ok"]
    assert main(["select", str(file), "--ties", "age"]) == 2
    assert main(["select", str(tmp_path / "none.pb")]) == 2


def test_ties_go_by_an_order_by_lot_or_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "tied.pb"
    file.write_text(
        "META\nkey;value\nbudget;20\nvote_type;approval\n"
        "PROJECTS\nproject_id;cost\na;10\nb;10\nc;10\nVOTES\nvoter_id;vote\n1;a,b,c\n2;c\n",
        encoding="utf-8",
    )
    election = selection.read(file)

    def won(*ties: selection.TieKey, **choices: Any) -> tuple[str, ...]:
        return selection.select(election, "greedy_votes", ties=ties, **choices).winners

    assert won("order", order=["b"]) == ("c", "b")
    assert {won("lot", seed=seed) for seed in range(20)} == {("c", "a"), ("c", "b")}
    refused = selection.select(election, "greedy_votes", ties=["refuse"])
    assert (refused.winners, refused.refused, refused.finished) == (("c",), ("a", "b"), False)
    with pytest.raises(areena.NotFoundError, match="did you mean 'a'"):
        won("order", order=["A"])
    command = ["select", str(file), "--rule", "greedy_votes", "--json"]
    assert main([*command, "--ties", "order,-votes", "--order", "b,a"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["winners"] == ["c", "b"]
    assert told["ties"] == [{"round": 2, "selected": "b", "tied": ["a"]}]
    assert main([*command, "--ties", "-cost,refuse"]) == 1
    printed = capsys.readouterr()
    assert json.loads(printed.out)["refused"] == ["a", "b"]
    assert "refused to decide: a, b" in printed.err


def test_two_sets_of_winners_are_compared_voter_by_voter() -> None:
    election = selection.reads(SMALL)
    ids = [project.id for project in election.projects]
    assert selection.compare(election, ids, []).second == 0
    assert selection.compare(election, [], ids).second == election.num_voters
    assert selection.compare(election, ids, ids) == selection.Comparison(0, 0, election.num_voters)
    with pytest.raises(areena.InvalidError, match="twice"):
        selection.compare(election, [ids[0], ids[0]], [])
    with pytest.raises(areena.NotFoundError):
        selection.compare(election, ["nothing"], [])


def test_a_group_that_greedy_forgets_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ballots = ["a,b"] * 6 + ["c"] * 4
    votes = "".join(f"{i};{ballot}\n" for i, ballot in enumerate(ballots))
    file = tmp_path / "minority.pb"
    file.write_text(
        "META\nkey;value\nbudget;100\nvote_type;approval\n"
        f"PROJECTS\nproject_id;cost\na;50\nb;50\nc;40\nVOTES\nvoter_id;vote\n{votes}",
        encoding="utf-8",
    )
    election = selection.read(file)
    greedy = selection.select(election, "greedy_votes")
    assert greedy.winners == ("a", "b")
    assert greedy.ejr_plus == selection.ejr_plus(election, ["a", "b"])
    assert not greedy.ejr_plus.holds
    (group,) = greedy.ejr_plus.underserved
    assert (group.project, group.voters, group.deserved, group.got) == ("c", 4, 40, 40)
    assert selection.select(election).ejr_plus.holds
    with pytest.raises(areena.NotFoundError, match="did you mean 'a'"):
        selection.ejr_plus(election, ["A"])
    assert main(["select", str(file), "--rule", "greedy_votes", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["certificate"]["ejr_plus"]
    assert told == {
        "holds": False,
        "underserved": [{"project": "c", "voters": 4, "deserved": "40", "got": "40"}],
    }
    assert main(["select", str(file), "--rule", "greedy_votes"]) == 0
    assert "4 supporters deserve 40 each" in capsys.readouterr().out


def test_a_project_left_out_is_explained() -> None:
    election = selection.reads(SMALL)
    reasons = selection.why_not(election)
    assert isinstance(reasons, selection.Reasons)
    (why,) = reasons
    assert selection.why_not(election, ["bridge"]) == reasons
    assert (why.project, why.cost, why.votes, why.budget_left) == ("bridge", 50, 1, 40)
    # Both voters pay 30 of their 50 for the park; the bridge's one has 20 left.
    assert why.last_affordable == selection.LastAffordable(1, "park", 50)
    assert why.outspent == (selection.Outspent("park", 1, 30),)
    assert (why.money_left, why.effective_support) == (20, Fraction(2, 5))
    assert (why.largest_cost, why.is_largest) == (20, True)
    assert (why.extra_supporters, why.is_fewest, why.joiners) == (1, True, ((0, 1),))
    frame = reasons.to_pandas()
    assert frame.loc["bridge", "money_left"] == 20.0
    assert "<caption>1 projects left out</caption>" in reasons._repr_html_()
    assert selection.why_not(election, []).to_pandas().empty
    with pytest.raises(areena.NotFoundError, match="did you mean 'bridge'"):
        selection.why_not(election, ["brigde"])
    with pytest.raises(areena.Error, match="'park' was selected"):
        selection.why_not(election, ["park"])
    (greedy,) = selection.why_not(election, rule="greedy_votes")
    assert greedy.money_left is None
    assert greedy.largest_cost == 40


def test_the_command_explains(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "small.pb"
    file.write_text(SMALL, encoding="utf-8")
    asked = ["select", str(file), "--explain", "bridge", "--explain", "park"]
    assert main(asked) == 0
    told = capsys.readouterr().out
    assert "why not bridge?" in told
    assert "They last had its cost together before park was selected (round 1): 50." in told
    assert "park: 30 (1 voter)" in told
    assert "At a cost of 20 it would have been selected, not at one more." in told
    assert "With 1 more of the voters supporting it it would have been selected" in told
    assert "park was selected in round 1." in told
    assert main([*asked, "--json"]) == 0
    bridge, park = json.loads(capsys.readouterr().out)["explanation"]
    assert park == {"project": "park", "selected_in_round": 1}
    assert bridge["effective_support"] == "2/5"
    assert bridge["outspent"] == [{"project": "park", "voters": 1, "paid": 30}]
    assert (bridge["largest_cost"], bridge["extra_supporters"]) == (20, 1)
    assert main(["select", str(file), "--explain", "brigde"]) == 2
    assert "did you mean 'bridge'?" in capsys.readouterr().err
    # Money in hundredths: what is explained is told in the money of the file.
    file.write_text(SMALL.replace("bridge;50", "bridge;50.50"), encoding="utf-8")
    assert main(["select", str(file), "--explain", "bridge", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["explanation"][0]["cost"] == "101/2"


def test_another_tie_break_is_told_and_can_be_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "tied.pb"
    file.write_text(
        SMALL.replace("park;60", "park;50").replace("1;park", "1;bridge,park"), encoding="utf-8"
    )
    election = selection.read(file)
    made = selection.select(election)
    assert made.winners == ("bridge", "park")
    assert made.rounds[0].tied == ("park",)
    assert made.another_tie_break_changes_winners is False
    assert selection.select(election, order=["park"]).winners == ("park", "bridge")
    with pytest.raises(areena.NotFoundError, match="did you mean 'park'"):
        selection.select(election, order=["parc"])
    file.write_text(file.read_text().replace("budget;100", "budget;60"), encoding="utf-8")
    tight = selection.read(file)
    assert selection.select(tight).another_tie_break_changes_winners is True
    every = selection.all_outcomes(tight)
    assert (every.outcomes, every.complete) == ((("bridge",), ("park",)), True)
    assert selection.select(tight, order=every.outcomes[1]).winners == every.outcomes[1]
    assert selection.all_outcomes(tight, most_runs=1).complete is False
    assert main(["select", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["another_tie_break_changes_winners"] is True
    assert main(["select", str(file)]) == 0
    assert "another tie-break changes the winners" in capsys.readouterr().out


def test_outcomes_are_those_of_the_equal_shares_tool() -> None:
    election = selection.read(reference("reference/poland_wieliczka_2023_green-budget.pb"))
    cases: dict[str, Any] = json.loads(reference("reference/js_reference.json").read_text())
    for name, case in cases.items():
        made = selection.select(
            election,
            completion=COMPLETIONS[case["params"]["completion"]],  # type: ignore[arg-type]
            ties=[TIES[tie] for tie in case["params"]["tieBreaking"]],  # type: ignore[misc]
        )
        assert set(made.winners) == set(case["result"]["winners"]), name
        assert made.certificate.ok
    # The city's own result went on until the budget was exceeded.
    assert len(selection.select(election, completion="add1_exceeding").winners) == 30


def committee(case: dict[str, Any]) -> selection.Election:
    projects = "".join(f"{i:04d};1\n" for i in range(case["num_cand"]))
    votes = "".join(
        f"{i};{','.join(f'{c:04d}' for c in ballot)}\n" for i, ballot in enumerate(case["profile"])
    )
    return selection.reads(
        f"META\nkey;value\nbudget;{case['committeesize']}\nvote_type;approval\n"
        f"PROJECTS\nproject_id;cost\n{projects}VOTES\nvoter_id;vote\n{votes}"
    )


@pytest.mark.parametrize("rule", ["av", "seqphragmen"])
def test_committees_are_among_those_of_abcvoting(rule: str) -> None:
    lines = reference("abc/abcvoting_expected.jsonl").read_text().splitlines()
    compared = 0
    for case in map(json.loads, lines):
        made = selection.select(
            committee(case), "phragmen" if rule == "seqphragmen" else "greedy_votes"
        )
        mine = {int(winner) for winner in made.winners}
        # A committee is filled up with candidates that nobody supports; a selection is not.
        supported = {c for ballot in case["profile"] for c in ballot}
        for computed in case["compute"]:
            if computed["rule_id"] == rule and not computed["resolute"]:
                assert mine in [set(result) & supported for result in computed["result"]], case[
                    "file"
                ]
                compared += 1
    assert compared == 360


@pytest.mark.parametrize(
    ("name", "rule", "completion"),
    [
        ("av", "greedy_votes", "none"),
        ("seqphragmen", "phragmen", "none"),
        ("maximin-support", "maximin_support", "none"),
        ("equal-shares", "equal_shares", "phragmen"),
        ("equal-shares-with-av-completion", "equal_shares", "utilitarian"),
    ],
)
def test_all_tied_committees_are_those_of_abcvoting(
    name: str, rule: selection.Rule, completion: selection.Completion
) -> None:
    lines = reference("abc/abcvoting_expected.jsonl").read_text().splitlines()
    assert len(lines) == 360
    for case in map(json.loads, lines):
        (expected,) = [
            computed["result"]
            for computed in case["compute"]
            if computed["rule_id"] == name and not computed["resolute"]
        ]
        every = selection.all_outcomes(
            committee(case), rule, completion=completion, most_outcomes=10_000
        )
        assert every.complete
        # As above: nobody's candidates fill up a committee, and are in no selection.
        supported = {c for ballot in case["profile"] for c in ballot}
        assert {frozenset(map(int, outcome)) for outcome in every.outcomes} == {
            frozenset(committee) & supported for committee in expected
        }, case["file"]


def test_an_election_comes_from_a_file_only() -> None:
    with pytest.raises(TypeError, match=r"areena\.selection\.read"):
        selection.Election()
