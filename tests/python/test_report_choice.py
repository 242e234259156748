"""How the choice was made, as the report, its tables and members' pages tell it."""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from typing import Any, get_args

import pytest
from changed_plans import document, planned, with_changes
from html_page import Page
from hypothesis import given
from hypothesis import strategies as st

import areena
from areena import selection
from areena.planning import ChoiceReason
from areena.publishing import pages, report, tables
from areena.publishing.catalogue import LANGUAGES, Catalogue, Language
from areena.publishing.view.choice import build_choice
from areena.publishing.view.context import Context
from areena.publishing.view.effort_flow import build_flow, in_hundredths
from areena.publishing.view.left_out import build_left_out
from areena.publishing.view.member_support import build_member_support


@pytest.fixture(scope="module")
def finland() -> areena.Plan:
    return areena.plan(areena.examples.finland())


@pytest.fixture(scope="module")
def tiny() -> areena.Plan:
    return areena.plan(areena.examples.tiny())


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def with_reasons(plan: areena.Plan, **changes: Any) -> Any:
    """The plan with its first project left out told with another reason of the choice."""
    reason = plan.explain_choice()[0].replace(**changes)
    return with_changes(plan, explain_choice=lambda **_: (reason,)), reason


# --- where the shares went ---


@pytest.mark.parametrize("name", ["finland", "tiny"])
def test_what_carriers_carried_adds_up_to_the_effort_of_each_commitment(
    name: str, request: pytest.FixtureRequest
) -> None:
    plan = request.getfixturevalue(name)
    flow = build_flow(Context(plan, "fi"))
    assert flow is not None
    assert len(flow.rows) == len(plan.choice.commitments) > 0
    for row, chosen in zip(flow.rows, plan.choice.commitments, strict=True):
        assert sum(row.parts) == row.days == chosen.cost
        assert all(part >= 0 for part in row.parts)
        carried = sum(s.amount for s in chosen.support)
        rest = [p for p, c in zip(row.parts, flow.carriers, strict=True) if c.is_rest]
        assert sum(rest, Decimal(0)) == Fraction(chosen.cost) - carried or abs(
            Fraction(sum(rest, Decimal(0))) - (Fraction(chosen.cost) - carried)
        ) < Fraction(1, 100)
    for i, carrier in enumerate(flow.carriers):
        assert carrier.days == sum(row.parts[i] for row in flow.rows) > 0


def test_members_are_grouped_by_size_where_they_are_many(finland: areena.Plan) -> None:
    flow = build_flow(Context(finland, "en"))
    assert flow is not None
    groups = [c.name.value.replace("\u00a0", " ") for c in flow.carriers if not c.is_rest]
    found = [re.fullmatch(r"([\d,]+)–([\d,]+) student-years, (\d+) members", g) for g in groups]
    assert len(found) == 4
    assert all(found)
    sizes = [[int(n.replace(",", "")) for n in f.groups()] for f in found if f]
    assert sum(count for _, _, count in sizes) == finland.choice.members
    assert [low for low, _, _ in sizes] == sorted(low for low, _, _ in sizes)
    responding = {b.member for b in finland.network.ballots}
    years = sorted(m.student_years or 0 for m in finland.network.members if m.id in responding)
    assert (sizes[0][0], sizes[-1][1]) == (years[0], years[-1])


def test_few_members_are_named(tiny: areena.Plan) -> None:
    flow = build_flow(Context(tiny, "fi"))
    assert flow is not None
    named = {c.name.value for c in flow.carriers if not c.is_rest}
    network = tiny.network
    carrying = {s.member for c in tiny.choice.commitments for s in c.support}
    assert named == {
        network.organizations[network.members[m].organization].name.fi for m in carrying
    }


def test_members_whose_size_is_not_known_are_a_group_of_their_own(finland: areena.Plan) -> None:
    changed = document(finland)
    unknown = {b["member"] for b in changed["ballots"][:3]}
    for member in changed["members"]:
        if member["id"] in unknown:
            del member["student_years"]
    flow = build_flow(Context(planned(changed), "en"))
    assert flow is not None
    names = [c.name.value.replace("\u00a0", " ") for c in flow.carriers]
    assert "student-years not known, 3 members" in names
    for member in changed["members"]:
        member.pop("student_years", None)
    for commitment in changed["commitments"]:  # groups by size would be empty
        commitment["beneficiaries"] = {"all": True}
    flow = build_flow(Context(planned(changed), "en"))
    assert flow is not None
    names = [c.name.value.replace("\u00a0", " ") for c in flow.carriers if not c.is_rest]
    assert names == [f"{len(changed['ballots'])} members"]


@given(st.lists(st.fractions(min_value=0, max_value=50), max_size=12))
def test_parts_are_rounded_so_that_they_add_up(parts: list[Fraction]) -> None:
    made = in_hundredths(parts)
    total = sum(parts, Fraction(0))
    assert Fraction(sum(made, Decimal(0))) == Fraction(round(total * 100), 100)
    for whole, part in zip(made, parts, strict=True):
        assert abs(Fraction(whole) - part) <= Fraction(1, 100)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_picture_has_its_numbers_in_a_table(finland: areena.Plan, language: Language) -> None:
    section = Page(report(finland, language=language)).by_id("choice")
    pictures = [e for e in section.all("svg") if e.attributes.get("role") == "img"]
    assert [p.attributes["class"] for p in pictures] == ["flow flow-wide", "flow flow-narrow"]
    table = section.all("table")[0]
    body = table.all("tbody")[0].all("tr")
    flow = build_flow(Context(finland, language))
    assert flow is not None
    formats = Context(finland, language).formats
    for line, row in zip(body, flow.rows, strict=True):
        said = [cell.text for cell in line.all("td")]
        assert said == [formats.number(part) for part in (*row.parts, row.days)]
    bands = [e for e in pictures[0].all("path") if "flow-band" in e.attributes["class"]]
    assert len(bands) == sum(part > 0 for row in flow.rows for part in row.parts)


@pytest.mark.parametrize("name", ["finland", "tiny"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_name_in_the_picture_lies_on_another(
    name: str, language: Language, request: pytest.FixtureRequest
) -> None:
    plan = request.getfixturevalue(name)
    section = Page(report(plan, language=language)).by_id("choice")
    for picture in section.all("svg"):
        if picture.attributes.get("role") != "img":
            continue
        lines: dict[str, list[float]] = defaultdict(list)
        for text in picture.all("text"):
            if text.attributes["class"] == "row-label":
                side = text.attributes.get("text-anchor", "start")
                lines[side].append(float(text.attributes["y"]))
        height = float(picture.attributes["height"])
        for ys in lines.values():
            assert all(b - a >= 13 for a, b in itertools.pairwise(ys)), ys
            assert ys[0] >= 9
            assert ys[-1] <= height


# --- the order, ties, the method ---


def test_the_order_is_the_plan_s_with_its_support(finland: areena.Plan) -> None:
    context = Context(finland, "fi")
    section = Page(report(finland)).by_id("choice")
    table = section.all("table")[-1]
    body = table.all("tbody")[0].all("tr")
    assert len(body) == len(finland.choice.commitments)
    for i, (line, chosen) in enumerate(zip(body, finland.choice.commitments, strict=True), 1):
        number, days, supporters, support, how = [cell.text for cell in line.all("td")]
        assert number == str(i)
        assert line.all("th")[0].text.startswith(context.title(chosen.commitment).value)
        assert days == context.formats.number(chosen.cost)
        named = [b for b in finland.network.ballots if chosen.commitment in b.commitments]
        assert supporters == str(len(named))
        assert support == context.formats.number(chosen.effective_support, 1)
        assert ("täydennyksenä" in how) == (chosen.step.name == "completion")


def test_a_tie_tells_what_decided(tiny: areena.Plan) -> None:
    first, *others = tiny.choice.commitments

    def said(one: str, other: str) -> str:
        chosen = first.replace(commitment=one, tied=(other,))
        choice = tiny.choice.replace(commitments=(chosen, *others))
        (tie,) = build_choice(Context(with_changes(tiny, choice=choice), "en")).ties
        return tie

    context = Context(tiny, "en")
    commitments = [c for c in tiny.network.commitments if c.kind.name == "project"]
    told = set()
    for one in commitments:
        for other in commitments:
            if one.id == other.id:
                continue
            cost = [
                sum(e.days for s in c.scopes if s.default for e in s.effort) for c in (one, other)
            ]
            support = [len(context.supporters(c.id)) for c in (one, other)]
            rank = [(cost[i], -support[i], c.id) for i, c in enumerate((one, other))]
            expected = "as good were"
            if rank[0] < rank[1]:
                expected = "Less effort" if cost[0] != cost[1] else "More supporters"
                if (cost[0], support[0]) == (cost[1], support[1]):
                    expected = "The order of ids"
            tie = said(one.id, other.id)
            assert expected in tie
            assert ("decided" in tie) == (rank[0] < rank[1])
            told.add(expected)
    assert len(told) >= 2


def test_the_method_has_the_network_s_own_numbers(finland: areena.Plan) -> None:
    for language in LANGUAGES:
        context = Context(finland, language)
        text = " ".join(build_choice(context).method)
        choice = finland.choice
        assert context.formats.days(choice.available) in text
        assert context.formats.days(choice.share) in text
        assert str(choice.members) in text
        by_rule = sum(c.step.name == "shares" for c in choice.commitments)
        assert str(by_rule) in text
        assert str(len(choice.commitments) - by_rule) in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_and_completion_of_the_engine_has_words(language: Language) -> None:
    """Those that `areena select` takes."""
    t = Catalogue(language)
    rules, completions = get_args(selection.Rule), get_args(selection.Completion)
    assert len(rules) >= 10
    assert len(completions) >= 7
    for rule in rules:
        assert f"choice.rule_{rule}" in t
    for completion in {*completions} - {"none"}:
        assert f"choice.completion_{completion}" in t


def test_nothing_to_choose_from_is_said(tiny: areena.Plan) -> None:
    changed = document(tiny)
    changed["commitments"] = [c for c in changed["commitments"] if c["kind"] != "project"]
    changed.pop("ballots")
    text = report(planned(changed), language="en")
    assert "There were no projects to choose from" in Page(text).by_id("choice").text


# --- what is left out ---


def test_each_project_left_out_tells_how_far_its_supporters_shares_reached(
    finland: areena.Plan,
) -> None:
    context = Context(finland, "fi")
    views = build_left_out(context)
    reasons = {r.commitment: r for r in finland.explain_choice()}
    for item, view in zip(finland.left_out, views, strict=True):
        reason = reasons[item.commitment]
        assert reason.supporters == item.supporters
        assert ("aikataulussa" in view.choice) == (reason.left_out_by.name == "timetable")
        if reason.supporters:
            assert context.formats.days(reason.left, 1) in view.flow
            assert context.formats.days(reason.cost) in view.choice
    assert all(view.choice for view in views)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_would_have_been_enough_is_told(finland: areena.Plan, language: Language) -> None:
    def said(**changes: Any) -> str:
        plan, reason = with_reasons(
            finland, left_out_by="choice", was_chosen=False, is_checked=True, untold=None,
            **{"is_fewest": True, "is_largest": True} | changes,
        )  # fmt: skip
        views = build_left_out(Context(plan, language))
        (told,) = [
            v.choice
            for i, v in zip(finland.left_out, views, strict=True)
            if i.commitment == reason.commitment
        ]
        return told

    t = Catalogue(language)
    formats = Context(finland, language).formats
    three = said(extra_supporters=3, largest_cost=Decimal("12.5"))
    assert t("left_out.choice_extra", n=3) in three
    assert t("left_out.choice_largest", days=formats.days(Decimal("12.5"))) in three
    assert t("left_out.choice_room") in three
    assert t("left_out.choice_extra", n=1) in said(extra_supporters=1, largest_cost=None)
    never = said(extra_supporters=None, largest_cost=None)
    assert t("left_out.choice_extra_none") in never
    assert t("left_out.choice_room") not in never
    open_ = said(
        extra_supporters=3, largest_cost=Decimal("12.5"), is_fewest=False, is_largest=False
    )
    assert t("left_out.choice_extra_any", n=3) in open_
    assert t("left_out.choice_largest_any", days=formats.days(Decimal("12.5"))) in open_
    unfound = said(extra_supporters=None, largest_cost=None, is_fewest=False)
    assert t("left_out.choice_extra_none_found") in unfound


def test_in_a_large_network_what_would_have_been_enough_is_left_open(
    finland: areena.Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would take longer there than all the rest; the accounts are told all the same."""
    t = Catalogue("en")
    open_reasons = finland.explain_choice(enough=False)
    for told, left_open in zip(finland.explain_choice(), open_reasons, strict=True):
        blank = {"extra_supporters": None, "largest_cost": None, "joiners": (), "is_checked": False,
                 "is_fewest": False, "is_largest": False, "untold": "left_open"}  # fmt: skip
        assert left_open == told.replace(**blank)
    monkeypatch.setattr("areena.publishing.view.context._MOST_WORK", 0)
    views = build_left_out(Context(finland, "en"))
    text = " ".join(view.choice for view in views)
    assert "Effective support" in text or "effective support" in text
    assert t("left_out.choice_room") not in text


def test_what_could_not_be_checked_is_not_claimed(finland: areena.Plan) -> None:
    plan, reason = with_reasons(
        finland, left_out_by="choice", was_chosen=False, is_checked=False,
        extra_supporters=None, largest_cost=None,
    )  # fmt: skip
    t = Catalogue("fi")
    views = build_left_out(Context(plan, "fi"))
    told = " ".join(v.choice for v in views)
    assert t("left_out.choice_extra_none") not in told
    assert isinstance(reason, ChoiceReason)


# --- tables ---


@pytest.mark.parametrize("name", ["finland", "tiny"])
def test_the_tables_say_the_same_as_the_plan(name: str, request: pytest.FixtureRequest) -> None:
    plan = request.getfixturevalue(name)
    made = tables(plan)
    carried: dict[str, Decimal] = defaultdict(Decimal)
    members: dict[str, set[str]] = defaultdict(set)
    for row in rows(made["choice"]):
        carried[row["commitment"]] += Decimal(row["carried"])
        members[row["commitment"]].add(row["member"])
    for chosen in plan.choice.commitments:
        assert carried[chosen.commitment] == chosen.cost
        assert members[chosen.commitment] - {""} == {s.member for s in chosen.support}
    reasons = {r.commitment: r for r in plan.explain_choice()}
    told = rows(made["choice_left_out"])
    assert {row["commitment"] for row in told} == set(reasons)
    for row in told:
        reason = reasons[row["commitment"]]
        assert row["left_out_by"] == reason.left_out_by.name
        assert abs(Fraction(row["left"]) - reason.left) < Fraction(1, 1_000_000)
        extra = reason.extra_supporters
        assert row["extra_supporters"] == ("" if extra is None else str(extra))


# --- members' pages ---


def test_a_member_sees_what_it_supported_and_what_came_of_it(finland: areena.Plan) -> None:
    context = Context(finland, "fi")
    left_out = build_left_out(context)
    in_plan = {c.commitment for c in finland.choice.commitments}
    for ballot in finland.network.ballots:
        view = build_member_support(context, ballot.member, left_out)
        named = set(ballot.commitments)
        assert view is not None
        assert f"{len(named)}\u00a0hank" in view.text.replace(" hank", "\u00a0hank")
        assert f"niistä on {len(named & in_plan)}." in view.text
        carried = {
            c.commitment: s.amount
            for c in finland.choice.commitments
            for s in c.support
            if s.member == ballot.member
        }
        assert context.formats.days(sum(carried.values(), Fraction(0)), 1) in view.text
        assert set(carried) <= named
        shown = [item.said for item in view.items]
        assert len(shown) == min(6, len(named))
        for commitment in named & in_plan:
            title = context.title(commitment).value
            days = context.formats.days(carried.get(commitment, Fraction(0)), 1)
            assert len(named) > 6 or any(title in s and days in s for s in shown)
        outside = [item for item in view.items if not item.is_in]
        assert len(named) > 6 or len(outside) == len(named - in_plan)
        assert all(item.said.count(".") >= 2 for item in outside)


def test_a_member_that_did_not_respond_is_told_so(finland: areena.Plan) -> None:
    responding = {b.member for b in finland.network.ballots}
    silent = next(m.id for m in finland.network.members if m.id not in responding)
    for language in LANGUAGES:
        context = Context(finland, language)
        view = build_member_support(context, silent, build_left_out(context))
        assert view is not None
        assert view.text == context.t("member.supported_none")
        assert view.items == ()


def test_without_responses_support_comes_from_needs(tiny: areena.Plan) -> None:
    changed = document(tiny)
    changed.pop("ballots")
    plan = planned(changed)
    context = Context(plan, "en")
    left_out = build_left_out(context)
    for chosen in plan.choice.commitments:
        assert {s.member for s in chosen.support} <= context.supporters(chosen.commitment)
    for reason in plan.explain_choice():
        assert reason.supporters == len(context.supporters(reason.commitment))
    for member in plan.network.members:
        view = build_member_support(context, member.id, left_out)
        assert (view is not None) == (member.id in context.sharing_members)
        if view is not None:
            assert "By your needs you supported" in view.text


def test_every_page_has_its_part_of_the_choice(tiny: areena.Plan) -> None:
    for path, html in pages(tiny, languages=LANGUAGES).items():
        page = Page(html)
        place = "supported" if path.startswith("members/") else "choice"
        assert page.by_id(place).text
