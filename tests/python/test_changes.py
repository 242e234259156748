"""What changes between two plans, told to readers."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from changed_plans import document, planned

import areena
from areena.cli.app import run
from areena.planning import WhatIf
from areena.publishing import changes
from areena.publishing.catalogue import LANGUAGES, Catalogue, Language
from areena.publishing.formats import Formats


@pytest.fixture(scope="module")
def before() -> areena.Plan:
    return areena.plan(areena.examples.finland())


@pytest.fixture(scope="module")
def lost(before: areena.Plan) -> WhatIf:
    return before.what_if(capacity={("kuntaliitto", "law"): "-60%"})


def sections(text: str) -> dict[str, list[str]]:
    """The items below each heading."""
    found: dict[str, list[str]] = {}
    for line in text.splitlines():
        if line.startswith("- "):
            found[list(found)[-1]].append(line[2:])
        else:
            found[line] = []
    return found


def text_in(localized: Any, language: str) -> str:
    return str(localized.in_(language, own="fi"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_change_of_the_comparison_is_told_by_name(
    before: areena.Plan, lost: WhatIf, language: Language
) -> None:
    t, formats = Catalogue(language), Formats(Catalogue(language))
    told = sections(changes(before, lost.plan, language=language))
    found = lost.comparison
    commitments = before.network.commitments

    dropped = told[t("changes.dropped", n=len(found.dropped))]
    shown = min(len(found.dropped), 10)
    assert len(dropped) == shown + (len(found.dropped) > 10)
    assert shown > 2
    for item, change in zip(dropped[:shown], found.dropped, strict=False):
        assert item.startswith(text_in(commitments[change.commitment].title, language))
        assert t(f"left_out.title_{change.code}") in item

    moved = told[t("changes.moved", n=len(found.moved))]
    assert len(found.moved) > 10  # so that the rest is counted
    assert moved[-1] == t("changes.more", n=len(found.moved) - 10)
    for item, move in zip(moved, found.moved, strict=False):
        if item != moved[-1]:
            assert item.startswith(text_in(commitments[move.commitment].title, language))
            assert formats.period(move.before.start, move.before.end) in item
            assert formats.period(move.after.start, move.after.end) in item

    rescoped = told[t("changes.rescoped", n=len(found.rescoped))]
    for item, scopes in zip(rescoped, found.rescoped, strict=True):
        assert t(f"scope.{scopes.before}") in item
        assert t(f"scope.{scopes.after}") in item

    losing = told[t("changes.lose", n=len(found.lose))][:-1]
    assert losing == sorted(losing, key=formats.collation_key)
    shares = {
        text_in(
            before.network.organizations[before.network.members[c.member].organization].name,
            language,
        ): (c.before, c.after)
        for c in found.coverage
    }
    for item in losing:
        name = max((n for n in shares if item.startswith(n)), key=len)
        was, now = shares[name]
        assert was is not None
        assert now is not None
        assert formats.percent(was) in item
        assert formats.percent(now) in item


def test_the_verdict_names_the_part_that_decides(before: areena.Plan, lost: WhatIf) -> None:
    t = Catalogue("fi")
    first = changes(before, lost.plan).splitlines()[0]
    assert lost.comparison.verdict == "worse"
    assert first == t("changes.verdict_worse", part=t("changes.part_support"))
    back = changes(lost.plan, before).splitlines()[0]
    assert back == t("changes.verdict_better", part=t("changes.part_support"))
    told = sections(changes(lost.plan, before))
    assert len(told[t("changes.added", n=len(lost.comparison.dropped))]) > 2


@pytest.mark.parametrize("part", ["support", "leximin", "coverage", "end_quarters", "peak_load"])
def test_every_part_of_the_objective_has_its_words(
    before: areena.Plan, lost: WhatIf, part: str
) -> None:
    assert part in {row.part for row in lost.comparison.objective}
    for language in LANGUAGES:
        assert f"changes.part_{part}" in Catalogue(language)
    assert len(lost.comparison.objective) == 5
    assert before.compare(before).verdict == "same"


@pytest.mark.parametrize("language", LANGUAGES)
def test_plans_that_promise_the_same_say_so(before: areena.Plan, language: Language) -> None:
    told = changes(before, before, language=language)
    assert told == Catalogue(language)("changes.same") + "\n"


def test_shares_are_told_in_as_many_decimals_as_tell_them_apart() -> None:
    english = Formats(Catalogue("en"))
    assert english.percents(Decimal("0.916"), Decimal("0.918")) == ("91.6%", "91.8%")
    assert english.percents(Decimal("0.837"), Decimal("0.8372")) == ("83.70%", "83.72%")
    assert english.percents(Decimal("0.9"), Decimal("0.88")) == ("90%", "88%")
    assert english.percents(Decimal("0.9"), Decimal("0.9")) == ("90%", "90%")
    told = Formats(Catalogue("fi")).percents(Decimal("0.916"), Decimal("0.918"))
    assert told == ("91,6\u00a0%", "91,8\u00a0%")


def test_what_only_one_network_knows_is_named_from_it() -> None:
    whole = document(areena.plan(areena.examples.tiny()))
    less = json.loads(json.dumps(whole))
    less["commitments"] = [c for c in less["commitments"] if c["id"] != "c-4"]
    for ballot in less["ballots"]:
        ballot["commitments"] = [c for c in ballot["commitments"] if c != "c-4"]
    for commitment in less["commitments"]:
        for field in ("prerequisites", "excludes"):
            commitment[field] = [c for c in commitment.get(field, []) if c != "c-4"]
    title = next(c["title"]["fi"] for c in whole["commitments"] if c["id"] == "c-4")
    first, second = planned(whole), planned(less)
    assert "c-4" in {item.commitment for item in first.timetable}
    t = Catalogue("fi")
    gone = t("changes.dropped_item", title=title, reason=t("changes.no_candidate"))
    assert f"- {gone}\n" in changes(first, second)
    assert f"- {title}: " in changes(second, first)


def test_the_command_plans_both_and_tells(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tiny, finland = str(root / "examples/tiny"), str(root / "examples/finland")
    assert run(["compare", tiny, tiny]) == 0
    assert capsys.readouterr().out == Catalogue("en")("changes.same") + "\n"
    assert run(["compare", tiny, tiny, "--lang", "sv"]) == 0
    assert capsys.readouterr().out == Catalogue("sv")("changes.same") + "\n"
    assert run(["compare", tiny, finland, "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["format"] == "areena-comparison"
    compared = areena.plan(areena.read(tiny)).compare(areena.plan(areena.read(finland)))
    assert document["comparison"] == json.loads(compared.to_json())
    assert run(["compare", tiny, "nowhere"]) == 2
    assert "nowhere" in capsys.readouterr().err
