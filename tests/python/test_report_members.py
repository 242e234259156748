"""A member's page: its own needs, promises, days ahead and figures; true to the plan."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from changed_plans import document, planned
from html_page import Page

import areena
from areena.publishing import pages
from areena.publishing.catalogue import LANGUAGES, Language
from areena.publishing.links import Links
from areena.publishing.view.context import Context
from areena.publishing.view.left_out import build_left_out
from areena.publishing.view.member_figures import build_figures
from areena.publishing.view.member_needs import build_member_needs
from areena.publishing.view.member_page import MemberPageView, build_member_page
from areena.publishing.view.member_promises import build_ahead
from areena.publishing.view.quarters import first_day, last_day_before


@pytest.fixture(scope="module")
def finland() -> areena.Plan:
    return areena.plan(areena.examples.finland())


@pytest.fixture(scope="module")
def tiny() -> areena.Plan:
    return areena.plan(areena.examples.tiny())


@pytest.fixture(scope="module")
def site(finland: areena.Plan) -> dict[str, str]:
    return pages(finland, languages=LANGUAGES)


def views(plan: areena.Plan, day: date | None = None) -> dict[str, MemberPageView]:
    context = Context(plan, "fi")
    left_out = build_left_out(context)
    return {m.member: build_member_page(context, m, left_out, day) for m in plan.coverage}


def test_every_member_has_a_page_with_its_own_name_on_top(
    finland: areena.Plan, site: dict[str, str]
) -> None:
    for member in finland.network.members:
        name = finland.network.organizations[member.organization].name
        for language in LANGUAGES:
            page = Page(site[Links(LANGUAGES).member(member.id, language)])
            assert page.all("html")[0].attributes["lang"] == language
            (heading,) = page.all("h1")
            assert heading.text.startswith(name.in_(language, own="fi")), member.id


def test_every_link_leads_to_a_page_and_a_place_that_exist(site: dict[str, str]) -> None:
    read = {path: Page(html) for path, html in site.items()}
    keys = {p: {e.attributes.get("id") for e in page.all()} for p, page in read.items()}
    for path, page in read.items():
        folder = path.rpartition("/")[0]
        for link in page.all("a"):
            href = link.attributes["href"]
            if href.startswith("https://"):
                continue
            file, _, key = href.partition("#")
            up = file.startswith("../")
            target = file.removeprefix("../") if up else f"{folder}/{file}".lstrip("/")
            target = target if file else path
            assert target in site, (path, href)
            assert not key or key in keys[target], (path, href)


def test_the_report_leads_to_each_member_in_its_language(site: dict[str, str]) -> None:
    for language, path in {"fi": "report.html", "sv": "report.sv.html"}.items():
        links = [a.attributes["href"] for a in Page(site[path]).by_id("coverage").all("a")]
        own = [href for href in links if href.startswith("members/")]
        assert len(own) == len(set(own)) == 46
        assert all(Page(site[h]).all("html")[0].attributes["lang"] == language for h in own)


def test_a_page_has_no_chart_no_script_and_none_of_the_engine_s_words(
    site: dict[str, str],
) -> None:
    for path, html in site.items():
        if path.startswith("members/"):
            page = Page(html)
            assert not page.all("script", "table", "figure", "link", "img"), path
            assert not [e for e in page.all("svg") if e.attributes.get("role") == "img"]
            assert not set(page.text.lower().split()) & {"rho", "gantt", "budjetti", "ballot"}


def test_promises_are_for_the_member_and_at_most_five(finland: areena.Plan) -> None:
    network = finland.network
    for member, view in views(finland).items():
        keys = {
            s.commitment for s in finland.timetable if member in network.beneficiaries(s.commitment)
        }
        ours = {network.commitments[key].title.fi for key in keys}
        assert 3 <= len(view.promises) <= 5
        assert {p.title.value for p in view.promises} <= ours
        assert f"{len(ours)} kohtaa" in view.promises_text.replace("\u00a0", " ")
        own = {n for b in network.ballots if b.member == member for n in b.commitments}
        told = sum(p.is_own_priority for p in view.promises)
        assert told == min(5, len(keys & own))
        assert view.has_response == bool(own)


def test_what_is_missing_serves_the_need_and_is_for_the_member(finland: areena.Plan) -> None:
    network = finland.network
    context = Context(finland, "fi")
    left_out = build_left_out(context)
    for item in finland.coverage:
        needs = sorted(item.needs, key=lambda n: (-n.weight, n.theme))
        for need, view in zip(needs, build_member_needs(context, item, left_out), strict=True):
            fitting = {
                network.commitments[x.commitment].title.fi
                for x in finland.left_out
                if need.theme in network.commitments[x.commitment].themes
                and item.member in network.beneficiaries(x.commitment)
            }
            if need.coverage >= 1:
                assert not view.missing
                assert view.explanation is None
            else:
                assert len(view.missing) + view.more_missing == len(fitting)
                assert {m.title.value for m in view.missing} <= fitting
                assert bool(view.explanation) == (not fitting)


def test_a_need_that_nothing_was_proposed_for_says_so(tiny: areena.Plan) -> None:
    changed = document(tiny)
    theme = changed["needs"][0]["theme"]
    member = changed["needs"][0]["member"]
    for commitment in changed["commitments"]:
        commitment["themes"] = [t for t in commitment.get("themes", []) if t != theme]
    changed.pop("ballots")
    (need,) = [n for n in views(planned(changed))[member].needs if n.explanation]
    assert need.state == "not_covered"
    assert need.explanation.startswith("Ehdolla ei ollut kohtaa")


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 10, 2), 0),  # 91 days before the first quarter
        (date(2026, 10, 3), 1),
        (date(2027, 1, 1), 1),
        (date(2027, 1, 2), 0),
    ],
)
def test_ninety_days_ahead_are_counted_from_the_report_s_date(
    finland: areena.Plan, day: date, expected: int
) -> None:
    context = Context(finland, "fi")
    ahead = build_ahead(context, "m-hyria", day)
    starts = [s for s in finland.timetable if str(s.start) == "2027Q1"]
    ours = [s for s in starts if "m-hyria" in finland.network.beneficiaries(s.commitment)]
    standing = [s for s in ours if s.kind.name != "project"]
    assert ahead.starting == expected * len(standing)
    said = [e.said for e in ahead.projects]
    assert said.count("Alkaa 1. tammikuuta 2027") == expected * (len(ours) - len(standing))
    assert set(said) <= {"Alkaa 1. tammikuuta 2027", "Alkaa 1. huhtikuuta 2027"}


def test_what_ends_is_told_by_its_last_day(finland: areena.Plan) -> None:
    context = Context(finland, "fi")
    ahead = build_ahead(context, "m-hyria", date(2030, 12, 31))
    assert ahead.ending == sum(
        s.kind.name != "project" and "m-hyria" in finland.network.beneficiaries(s.commitment)
        for s in finland.timetable
    )
    assert {e.said for e in ahead.projects} == {"Päättyy 31. joulukuuta 2030"}
    assert build_ahead(context, "m-hyria", date(2031, 1, 1)).ending == 0


def test_at_most_five_starts_and_ends_are_named_and_the_rest_counted(
    finland: areena.Plan,
) -> None:
    context = Context(finland, "fi")
    all_of_it = [
        (day, s.commitment)
        for s in finland.timetable
        if s.kind.name == "project" and "m-hyria" in finland.network.beneficiaries(s.commitment)
        for day in (first_day(str(s.start)), last_day_before(str(s.end)))
    ]
    most = 0
    for year in range(2027, 2031):
        for month in (1, 4, 7, 10):
            day = date(year, month, 1)
            within = [e for e in all_of_it if day <= e[0] <= day + timedelta(days=90)]
            ahead = build_ahead(context, "m-hyria", day)
            assert len(ahead.projects) == min(5, len(within))
            assert ahead.more_projects == len(within) - len(ahead.projects)
            most = max(most, len(within))
    assert most > 5


def test_similar_members_are_the_nearest_of_the_same_form_by_name(finland: areena.Plan) -> None:
    network = finland.network
    context = Context(finland, "fi")
    form = {m.id: network.organizations[m.organization].legal_form for m in network.members}
    years = {m.id: float(m.student_years) for m in network.members}  # type: ignore[arg-type]
    names = {m.id: network.organizations[m.organization].name.in_("fi", own="fi") for m in
             network.members}  # fmt: skip
    without = set()
    for member in network.members:
        figures = build_figures(context, member)
        assert figures is not None
        shown = [view.name.value for view in figures.similar]
        own = years[member.id]
        near = [m for m in years if m != member.id and own / 3 <= years[m] <= own * 3]
        alike = [m for m in near if form[m] == form[member.id]]
        pool = alike if len(alike) >= 3 else near
        assert len(shown) == (min(len(pool), 4) if len(pool) >= 3 else 0)
        if not shown:
            without.add(member.id)
            continue
        assert shown == sorted(shown, key=context.formats.collation_key)
        ratio = {m: max(years[m] / own, own / years[m]) for m in pool}
        farthest = max(ratio[m] for m in pool if names[m] in shown)
        assert sum(r < farthest for r in ratio.values()) < len(shown) + 1
        assert names[member.id] not in shown
    assert without == {"m-joensuu", "m-kvarnen", "m-oulu"}  # 32 to 68 student-years; next comes 555


def test_cohorts_of_the_home_municipality_are_those_of_the_table(
    finland: areena.Plan, root: Path
) -> None:
    """Counted again with Python's own reader of CSV."""
    people: dict[str, dict[int, int]] = {}
    with (root / "examples/finland/tables/ages-16-18.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            people.setdefault(row["area"], {})[int(row["age"])] = int(row["population"])
    tables = areena.tables.read(areena.examples.folder("finland"))
    context = Context(finland, "en", tables)
    told = pages(finland, languages=["en"], tables=tables)
    differences = set()
    for member in finland.network.members:
        home = finland.network.organizations[member.organization].home
        assert home is not None
        young, old = people[home][16], people[home][18]
        figures = build_figures(context, member)
        assert figures is not None
        assert figures.cohort is not None
        differences.add(figures.cohort.difference)
        name = finland.network.areas[home].name.in_("en", own="fi")
        text = Page(told[f"members/{member.id}.html"]).by_id("figures").text
        assert f"{name}, 2019: people of age 16: {young:,}, of age 18: {old:,}." in text
        share = f"{abs(young - old) / old:.0%}"
        if young != old and share != "0%":
            assert f"{share} {'smaller' if young < old else 'larger'} than the older" in text
        assert "Source: Statistics Finland, table 11re" in text
        assert "(CC-BY-4.0)" in text
    assert {"smaller", "larger"} <= differences


def test_without_a_table_no_cohort_is_told(finland: areena.Plan, site: dict[str, str]) -> None:
    figures = build_figures(Context(finland, "fi"), finland.network.members["m-oulu"])
    assert figures is not None
    assert figures.cohort is None
    assert "Kotikunta" not in Page(site["members/m-oulu.html"]).by_id("figures").text


@pytest.mark.parametrize("language", LANGUAGES)
def test_cohorts_are_told_in_the_language_of_the_page(
    finland: areena.Plan, language: Language
) -> None:
    tables = areena.tables.read(areena.examples.folder("finland"))
    text = Page(pages(finland, languages=[language], tables=tables)["members/m-oulu.html"])
    said = text.by_id("figures").text
    words = {"fi": "Kotikunta Oulu", "sv": "Hemkommunen Uleåborg", "en": "Home municipality Oulu"}
    source = {"fi": "Lähde: Tilastokeskus", "sv": "Källa: Statistikcentralen", "en": "Source:"}
    assert words[language] in said
    assert source[language] in said


def test_what_the_document_does_not_hold_is_absent(tiny: areena.Plan) -> None:
    changed = document(tiny)
    for member in changed["members"]:
        member.pop("student_years", None)
        member.pop("figures", None)
    for commitment in changed["commitments"]:
        commitment["beneficiaries"] = {"all": True}
    for name in ("needs", "ballots", "groups"):
        changed.pop(name)
    plan = planned(changed)
    page = Page(pages(plan)[f"members/{changed['members'][0]['id']}.html"])
    keys = {e.attributes.get("id") for e in page.all("section")}
    assert keys == {"needs", "promises", "ahead"}
    assert "Tarpeita ei ole annettu" in page.by_id("needs").text


def test_ids_with_dots_and_languages_never_share_a_file() -> None:
    links = Links(("fi", "sv"))
    made = [links.member(m, la) for m in ("a", "a.sv", "a.", "a..sv") for la in ("fi", "sv")]  # type: ignore[arg-type]
    assert len(set(made)) == len(made)


def test_beneficiaries_follow_the_groups_rules(finland: areena.Plan) -> None:
    network = finland.network
    for commitment in network.commitments:
        members = network.beneficiaries(commitment.id)
        if commitment.beneficiaries.all:
            assert members == [m.id for m in network.members]
        if "company" in commitment.beneficiaries.groups:
            companies = {
                m.id
                for m in network.members
                if network.organizations[m.organization].legal_form == "company"
            }
            assert companies <= set(members)
    for item in finland.coverage:
        for need in item.needs:
            for served_by in need.commitments:
                assert item.member in network.beneficiaries(served_by)
    with pytest.raises(areena.NotFoundError):
        network.beneficiaries("c-none")


def test_what_stands_in_the_way_is_named(finland: areena.Plan) -> None:
    titles = {finland.network.commitments[x.other].title.fi for x in finland.left_out if x.other}
    details = {str(m.detail) for v in views(finland).values() for n in v.needs for m in n.missing}
    assert details & titles
    assert any("heinäkuu" in detail for detail in details)
