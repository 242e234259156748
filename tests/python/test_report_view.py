"""What the report says: true to the plan, in the words of its readers."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

import pytest
from changed_plans import document, planned, with_changes
from html_page import Page

import areena
from areena.planning import LeftOut, Shortage
from areena.publishing import report
from areena.publishing.catalogue import Language
from areena.publishing.charts.gantt import NARROW, WIDE, Bar, Layout, gantt
from areena.publishing.charts.load import load_chart, scale_top
from areena.publishing.charts.svg import text_width, wrap
from areena.publishing.texts import Text
from areena.publishing.view.context import Context
from areena.publishing.view.contributions import build_contributions
from areena.publishing.view.coverage import build_members
from areena.publishing.view.left_out import build_left_out
from areena.publishing.view.load import QuarterLoad, build_load, build_organization_load
from areena.publishing.view.promise import build_goals
from areena.publishing.view.summary import build_summary


@pytest.fixture(scope="module")
def finland() -> areena.Plan:
    return areena.plan(areena.examples.finland())


@pytest.fixture(scope="module")
def tiny() -> areena.Plan:
    return areena.plan(areena.examples.tiny())


# --- what it says ---


def test_members_are_shown_with_the_name_that_people_use(finland: areena.Plan) -> None:
    for language in ("fi", "sv"):
        views = {m.name.value: m for m in build_members(Context(finland, language))}
        tampere = views["Tampereen kaupunki" if language == "fi" else "Tammerfors stad"]
        assert str(tampere.known_as) == "Tredu"
        assert tampere.known_as is not None
        assert tampere.known_as.note == ""
        assert views["Careeria Oy"].known_as is None


def test_a_member_without_needs_is_not_at_zero(tiny: areena.Plan) -> None:
    changed = document(tiny)
    member = changed["members"][0]["id"]
    changed["needs"] = [need for need in changed["needs"] if need["member"] != member]
    plan = planned(changed)
    (view,) = [m for m in build_members(Context(plan, "fi")) if m.share is None]
    assert view.said == "Tarpeita ei ole annettu"
    assert view.needs == ()


def test_needs_are_covered_partly_or_not(finland: areena.Plan) -> None:
    by_name = {m.name.value: m for m in build_members(Context(finland, "fi"))}
    for item in finland.coverage:
        organization = finland.network.members[item.member].organization
        name = finland.network.organizations[organization].name
        view = by_name[name.in_("fi", own="fi")]
        states = sorted(need.state for need in view.needs)
        expected = sorted(
            "covered" if n.coverage >= 1 else "partly" if n.coverage else "not_covered"
            for n in item.needs
        )
        assert states == expected


def test_load_adds_up_to_the_plan_s_contributions(finland: areena.Plan) -> None:
    views = build_load(Context(finland, "fi"))
    told = sum((q.used for view in views for q in view.quarters), Decimal(0))
    given = sum((c.days for s in finland.timetable for c in s.contributions), Decimal(0))
    modelled = sum((c.standing for c in finland.network.capacities), Decimal(0))
    assert told == given + modelled
    for view in views:
        for quarter in view.quarters:
            assert quarter.used <= quarter.limit <= quarter.days, (view.name, quarter)


def test_load_by_organization_is_the_same_work_by_who_does_it(finland: areena.Plan) -> None:
    context = Context(finland, "fi")
    views = build_organization_load(context)
    names = [view.name for view in views]
    assert names == sorted(names, key=context.formats.collation_key)
    by_quarter = [
        [sum((q.used for q in quarters), Decimal(0)) for quarters in zip(*each, strict=True)]
        for each in ([v.quarters for v in views], [v.quarters for v in build_load(context)])
    ]
    assert by_quarter[0] == by_quarter[1]
    given: dict[str, Decimal] = {}
    for item in finland.timetable:
        for part in item.contributions:
            owner = finland.network.capacities[part.capacity].organization
            given[owner] = given.get(owner, Decimal(0)) + part.days
    for capacity in finland.network.capacities:
        if capacity.organization in given:
            given[capacity.organization] += capacity.standing
    named = {str(context.organization(key)): days for key, days in given.items()}
    assert {view.name: view.used for view in views if view.used} == named


def test_expertises_that_share_days_are_drawn_together(tiny: areena.Plan) -> None:
    shared = {frozenset(c.expertises) for c in tiny.network.capacities if len(c.expertises) > 1}
    assert shared
    assert len(build_load(Context(tiny, "fi"))) < len(tiny.network.expertises)


def test_the_summary_counts_what_the_plan_holds(finland: areena.Plan) -> None:
    commitments, effort, coverage, left_out = build_summary(Context(finland, "fi")).figures
    assert commitments.value == str(len(finland.timetable))
    assert left_out.value == str(len(finland.left_out))
    assert effort.detail.startswith(tuple("0123456789"))
    shares = sorted(c.coverage for c in finland.coverage)
    middle = (shares[22] + shares[23]) / 2
    assert int(coverage.value.split("\u00a0")[0]) == pytest.approx(float(middle * 100), abs=0.51)


def test_projects_come_in_the_order_of_time(finland: areena.Plan) -> None:
    for goal in build_goals(Context(finland, "fi")):
        projects = [c for c in goal.commitments if c.kind == "project"]
        assert [c.start for c in projects] == sorted(c.start for c in projects)
        kinds = [c.kind for c in goal.commitments]
        assert kinds == sorted(kinds, key=["project", "recurring", "standing"].index)


def test_recurring_and_standing_work_are_said_in_words(finland: areena.Plan) -> None:
    said = {c.id: c for goal in build_goals(Context(finland, "fi")) for c in goal.commitments}
    assert said["c-04"].when == "Joka vuosi heinä–joulukuussa"
    assert said["c-14"].when == "Joka vuosi heinä–joulukuussa"
    assert said["c-01"].when == "Koko lupauskausi"
    assert said["c-01"].themes is None
    assert said["c-01"].effort == "42\u00a0htp vuodessa"
    assert said["c-01"].support is None
    assert said["c-08"].support is not None
    assert "priorisointivastausta" in said["c-08"].support


# --- charts ---


@pytest.mark.parametrize("layout", [WIDE, NARROW])
def test_a_bar_spans_its_quarters_and_no_more(layout: Layout) -> None:
    bars = [
        Bar(Text("a"), "project", "2027Q3", "2028Q2", (), "9,5", is_light=False),
        Bar(Text("b"), "recurring", "2027Q1", "2029Q1", ("2027Q4", "2028Q4"), "", is_light=False),
        Bar(Text("c"), "standing", "2027Q1", "2029Q1", (), "", is_light=False),
    ]
    drawn = Page(
        gantt(
            bars,
            start="2027Q1",
            end="2029Q1",
            numbers=("I", "II", "III", "IV"),
            layout=layout,
            key="k",
            title="t",
            desc="d",
        )
    )
    left = layout.label_width + 14 if layout.label_width else 0
    step = (layout.width - left - 1) / 8
    spans = [
        (
            (float(r.attributes["x"]) - left) / step,
            (float(r.attributes["x"]) + float(r.attributes["width"]) - left) / step,
        )
        for r in drawn.all("rect")
    ]
    expected = [(2, 5), (3, 4), (7, 8), (0, 8)]
    for (start, end), (first, last) in zip(spans, expected, strict=True):
        assert first <= start < first + 0.2
        assert last - 0.2 < end <= last
    assert "9,5" in [t.text for t in drawn.all("text")]


def test_labels_are_wrapped_within_their_column() -> None:
    label = "Areena kokoontuu kolmesti ja työvaliokunta kuudesti vuodessa; aineisto viikkoa ennen"
    lines = wrap(label, 200, 13)
    assert " ".join(lines) == label
    assert len(lines) > 1
    assert all(text_width(line, 13) <= 200 for line in lines)
    pieces = wrap("y" + "x" * 300 + " z", 100, 13)
    assert "".join(pieces).replace(" ", "") == "y" + "x" * 300 + "z"
    assert all(text_width(piece, 13) <= 100 for piece in pieces)
    assert wrap("", 100, 13) == [""]


@pytest.mark.parametrize(
    ("days", "top"), [("0", "0.01"), ("1.74", "2"), ("11.6", "12"), ("43.5", "50"), ("101", "120")]
)
def test_a_scale_ends_at_a_round_number(days: str, top: str) -> None:
    assert scale_top([QuarterLoad("2027Q1", days=Decimal(days))]) == Decimal(top)


def test_a_long_number_on_the_axis_has_the_room_it_needs() -> None:
    top = "120\u00a0000"
    columns = [QuarterLoad("2027Q1", days=Decimal(110_000))]
    chart = load_chart(columns, key="k", title="t", desc="d", top=top)
    (x,) = re.findall(rf'<text x="([\d.]+)"[^>]*>{top}<', chart)
    assert float(x) >= text_width(top, 12)


# --- what did not fit ---

REASONS = {
    "capacity": (
        {"scope": "light", "start": "2027Q3", "end": "2028Q1"},
        ["Viestintä: heinä–syyskuu 2027 (III\u00a0neljännes), puuttuu 5,2\u00a0htp"],
        "heinä–joulukuu 2027, laajuus suppea",
        "6,25\u00a0htp lisää siihen aikaan tai väljempi aikataulu.",
    ),
    "effort": (
        {"cost": Decimal("60"), "left": Decimal("12.4")},
        [],
        "vaatii 60\u00a0htp, ja käytettävissä olevasta työpanoksesta oli jäljellä 12,4\u00a0htp",
        "47,6\u00a0htp lisää käytettävissä olevaa työpanosta tai suppeampi laajuus.",
    ),
    "window": ({}, [], "Kohdalle varattu aika on", "Pidempi aika"),
    "prerequisite": ({"other": "c-05"}, [], "Jäsenkortti", "riittävän varhain"),
    "excluded": ({"other": "c-05"}, [], "ovat vaihtoehtoja", "Valinta"),
    "no_support": ({}, [], "ei ole yhdessäkään priorisointivastauksessa", "seuraavassa"),
    "not_chosen": ({}, [], "ei valinnut kohtaa", "väljempi raja"),
    "some_new_reason": ({}, [], "some_new_reason", "plan.json"),
}


@pytest.mark.parametrize("code", REASONS)
def test_every_reason_is_told_in_words_with_what_it_would_take(
    finland: areena.Plan, code: str
) -> None:
    facts, shortages, reason, needed = REASONS[code]
    if shortages:
        facts = facts | {
            "shortages": (
                Shortage(expertises=("com",), quarter="2027Q3", shortfall=Decimal("5.2")),
                Shortage(expertises=("com", "edu"), quarter="2027Q4", shortfall=Decimal("1.05")),
            )
        }
    item = LeftOut(commitment="c-19", code=code, message="", supporters=3, **facts)
    plan = with_changes(finland, left_out=(item,))
    (view,) = build_left_out(Context(plan, "fi"))
    assert reason in view.reason
    assert needed in view.needed
    assert view.heading
    if shortages:
        assert view.shortages[0] == shortages[0]
        assert view.shortages[1].startswith("Viestintä, Koulutuspolitiikka: loka–joulukuu 2027")
    assert view.title.value in Page(report(plan)).by_id("left-out").text


def test_where_the_supporters_share_went_adds_up(finland: areena.Plan) -> None:
    context = Context(finland, "en")
    told = 0
    for item, view in zip(finland.left_out, build_left_out(context), strict=True):
        supporters = {
            ballot.member
            for ballot in finland.network.ballots
            if item.commitment in context.priorities_of(ballot.member)
        }
        if not supporters:
            assert view.flow == ""
            continue
        total = finland.choice.share * len(supporters)
        used = sum(
            (s.amount for c in finland.choice.commitments for s in c.support
             if s.member in supporters and c.commitment in context.scheduled),
            Fraction(),
        )  # fmt: skip
        assert 0 < used <= total
        for amount in (total, used, total - used):
            assert context.formats.days(amount, 1) in view.flow
        told += 1
    assert told > 5


# --- services and contributions ---


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_service_is_told_with_what_the_document_says(
    finland: areena.Plan, language: Language
) -> None:
    network = finland.network
    page = Page(report(finland, language=language))
    told = page.by_id("services").all("article")
    titles = [article.all("h3")[0].text for article in told]
    assert len(told) == len(network.services) == 11
    for service in network.services:
        (at,) = [i for i, t in enumerate(titles) if t.startswith(service.title.in_(language))]
        text = told[at].text
        assert service.level.in_(language) in text
        assert network.organizations[service.organization].name.in_(language, own="fi") in text
        assert ("€" in text) == (service.price is not None)
        if service.payer:
            assert network.organizations[service.payer].name.in_(language, own="fi") in text


def test_contributions_add_up_to_the_document_s_days_by_state(finland: areena.Plan) -> None:
    network = finland.network
    views = build_contributions(Context(finland, "en"))
    assert [(v.organization.value, v.state) for v in views] == [
        ("Association of Finnish Cities and Municipalities", "agreed"),
        ("Keva", "agreed"),
        ("Keva", "declined"),
        ("Local Government and County Employers KT", "agreed"),
        ("Local Government and County Employers KT", "asked for"),
    ]
    days: dict[tuple[str, str], Decimal] = {}
    for capacity in network.capacities:
        key = capacity.organization, capacity.agreement.name
        days[key] = days.get(key, Decimal(0)) + capacity.days
    assert sorted(v.days for v in views) == sorted(f"{d.normalize():,f}" for d in days.values())


def test_a_document_without_services_or_days_has_no_such_sections(tiny: areena.Plan) -> None:
    changed = document(tiny)
    changed.pop("capacities")
    changed.pop("commitments")
    changed.pop("ballots")
    page = Page(report(planned(changed)))
    keys = {e.attributes.get("id") for e in page.all("section")}
    assert not keys & {"services", "contributions"}
    assert "#services" not in {a.attributes["href"] for a in page.all("a")}
