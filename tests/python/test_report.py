"""The report: one self-contained page, whole, safe whatever the network's texts say."""

from __future__ import annotations

import itertools
import json
import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from changed_plans import document, planned, with_changes
from html_page import Page

import areena
from areena.planning import Shortage, Verification, VerifiedClaim
from areena.publishing import pages, report
from areena.publishing.catalogue import LANGUAGES, Catalogue


@pytest.fixture(scope="module")
def finland() -> areena.Plan:
    return areena.plan(areena.examples.finland())


@pytest.fixture(scope="module")
def tiny() -> areena.Plan:
    return areena.plan(areena.examples.tiny())


@pytest.fixture(scope="module", params=["tiny", "finland"])
def html(request: pytest.FixtureRequest) -> str:
    return report(request.getfixturevalue(request.param))


# --- the page ---


def test_the_page_is_well_formed_and_says_its_language(html: str) -> None:
    page = Page(html)
    (root,) = page.all("html")
    assert html.startswith("<!DOCTYPE html>\n")
    assert root.attributes["lang"] == "fi"
    (title,) = page.all("title")[:1]
    assert title.text.endswith("– luonnos")
    keys = [e.attributes["id"] for e in page.all() if "id" in e.attributes]
    assert len(keys) == len(set(keys))


def test_nothing_runs_and_nothing_comes_from_elsewhere(html: str) -> None:
    page = Page(html)
    banned = {"script", "link", "iframe", "object", "embed", "img", "base", "form", "foreignobject"}
    assert [e.name for e in page.all() if e.name in banned] == []
    for element in page.all():
        for name, value in element.attributes.items():
            assert not name.startswith("on"), (element.name, name)
            assert name not in {"src", "srcset", "xlink:href", "style", "action"}, name
            if name == "href" and element.name != "a":
                assert value.startswith("#icon-"), value
            if name == "href" and element.name == "a":
                assert value.startswith(("#", "https://", "http://")), value
    (style,) = page.all("style")
    assert "@import" not in style.text
    assert set(re.findall(r"url\(([^)]*)\)", style.text)) <= {"#hatch"}


def test_every_link_within_the_page_leads_somewhere(html: str) -> None:
    page = Page(html)
    keys = {e.attributes.get("id") for e in page.all()}
    for element in page.all("a", "use"):
        target = element.attributes["href"]
        if target.startswith("#"):
            assert target[1:] in keys, target
    for element in page.all():
        for name in ("aria-labelledby", "aria-describedby"):
            for key in element.attributes.get(name, "").split():
                assert key in keys, key


def test_landmarks_and_headings_are_in_order(html: str) -> None:
    page = Page(html)
    for name in ("header", "nav", "main", "footer", "h1"):
        assert len(page.all(name)) == 1, name
    levels = [int(e.name[1]) for e in page.all("h1", "h2", "h3", "h4", "h5")]
    assert levels[0] == 1
    assert all(b <= a + 1 for a, b in itertools.pairwise(levels))
    for section in page.all("section"):
        heading = page.by_id(section.attributes["aria-labelledby"])
        assert heading.name == "h2"
        assert heading.text


def test_pictures_have_a_title_a_description_and_a_table(html: str) -> None:
    page = Page(html)
    pictures = [e for e in page.all("svg") if e.attributes.get("role") == "img"]
    assert pictures
    for picture in pictures:
        for name in ("aria-labelledby", "aria-describedby"):
            assert page.by_id(picture.attributes[name]).text
    for svg in page.all("svg"):
        assert svg.attributes.get("role") == "img" or svg.attributes.get("aria-hidden") == "true"
    assert len(page.all("figure")) > 2
    for table in page.all("table"):
        assert table.all("caption")[0].text
        assert {th.attributes["scope"] for th in table.all("th")} == {"col", "row"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_load_is_drawn_and_tabled_by_expertise_and_by_organization(
    finland: areena.Plan, language: Any
) -> None:
    t = Catalogue(language)
    load = Page(report(finland, language=language)).by_id("load")
    assert [e.text for e in load.all("h3")] == [
        t("load.heading"),
        t("load.organizations_heading"),
    ]
    expertises, organizations = load.all("table")
    agreed = [c for c in finland.network.capacities if c.agreement.name == "agreed"]
    rows = [row.all("th")[0].text for row in organizations.all("tr")][1:]
    names = {
        finland.network.organizations[c.organization].name.in_(language, own="fi") for c in agreed
    }
    assert set(rows) == names
    assert len(rows) == len(names) > 1
    quarters = len(organizations.all("tr")[0].all("th")) - 1
    assert quarters == 16
    assert len(load.all("figure")) == len(rows) + len(expertises.all("tr")) - 1
    for row in organizations.all("tr")[1:]:
        assert len(row.all("td")) == quarters


def test_the_first_lines_lead_to_the_members_pages_where_there_are_any(
    finland: areena.Plan,
) -> None:
    own_pages = Catalogue("fi")("summary.own_pages")
    assert own_pages in Page(pages(finland)["report.html"]).by_id("summary").text
    assert own_pages not in report(finland)


def test_wide_tables_scroll_in_a_region_that_the_keyboard_reaches(html: str) -> None:
    regions = [e for e in Page(html).all("div") if e.attributes.get("role") == "region"]
    assert len(regions) >= 2
    for region in regions:
        assert region.attributes["tabindex"] == "0"
        assert region.attributes["aria-label"]
        assert region.all("table")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_plan_gives_the_same_bytes(finland: areena.Plan, language: str) -> None:
    again = areena.plan(areena.examples.finland())
    assert report(finland, language=language) == report(again, language=language)  # type: ignore[arg-type]


def test_the_date_is_the_promise_s_first_day_or_the_one_given(tiny: areena.Plan) -> None:
    assert "1. tammikuuta 2027" in report(tiny)
    assert "18. huhtikuuta 2027" in report(tiny, date="2027-04-18")
    assert "18. huhtikuuta 2027" in report(tiny, date=date(2027, 4, 18))
    with pytest.raises(ValueError, match="day"):
        report(tiny, date="2027-02-30")
    with pytest.raises(ValueError, match="language 'de'"):
        report(tiny, language="de")  # type: ignore[arg-type]


def test_each_language_has_a_page_of_its_own(finland: areena.Plan) -> None:
    for language, word in {"fi": "Yhteenveto", "sv": "Sammandrag", "en": "Summary"}.items():
        page = Page(report(finland, language=language))  # type: ignore[arg-type]
        assert page.all("html")[0].attributes["lang"] == language
        assert page.by_id("summary-heading").text == word


# --- what it says ---


def test_every_commitment_is_told_once_with_its_time_and_lead(finland: areena.Plan) -> None:
    page = Page(report(finland))
    articles = [e for e in page.all("article") if e.attributes["class"] == "commitment"]
    assert len(articles) == len(finland.timetable)
    titles = [article.all("h4")[0].text for article in articles]
    for item in finland.timetable:
        title = finland.network.commitments[item.commitment].title.fi
        assert sum(title in told for told in titles) == 1, title
    for article in articles:
        assert article.all("p")[0].text
        assert "Vastuutaho" in article.text
        assert "esimerkki" in article.text


def test_the_timetable_draws_a_bar_for_each_commitment(finland: areena.Plan) -> None:
    page = Page(report(finland))
    for layout in ("wide", "narrow"):
        charts = [e for e in page.all("svg") if f"gantt-{layout}" in e.attributes.get("class", "")]
        rows = [g for c in charts for g in c.all("g") if "row" in g.attributes.get("class", "")]
        assert len(rows) == len(finland.timetable)
        assert all(row.all("rect") for row in rows)


def test_coverage_is_sorted_by_name_and_shows_a_number(finland: areena.Plan) -> None:
    page = Page(report(finland))
    (table,) = [t for t in page.all("table") if t.attributes.get("class") == "members"]
    names = [row.all("th")[0].text for row in table.all("tr")[1:]]
    assert len(names) == len(finland.network.members) == 46
    assert names[-1].startswith("Äänekosken")
    assert names[0].startswith("Careeria")
    for row in table.all("tr")[1:]:
        cells = row.all("td")
        assert re.search(r"\d %", cells[0].text)
        assert cells[0].all("rect")
        assert len(cells[1].all("li")) == 3


def test_a_plan_with_room_for_all_says_so(finland: areena.Plan) -> None:
    page = Page(report(with_changes(finland, left_out=())))
    assert "Kaikki ehdolla olleet kohdat mahtuivat suunnitelmaan." in page.by_id("left-out").text
    assert "kaikki ehdolla olleet kohdat mahtuivat" in page.by_id("summary").text


def test_a_plan_that_is_not_complete_or_not_verified_warns_first(finland: areena.Plan) -> None:
    short = Shortage(expertises=("com",), quarter="2027Q3", shortfall=Decimal("5.2"))
    stopped = Page(report(with_changes(finland, complete=False)))
    assert "Laskenta keskeytettiin" in stopped.by_id("summary").text
    beyond = Page(report(with_changes(finland, complete=False, standing_shortages=(short,))))
    assert "puuttuu 5,2 htp" in beyond.by_id("summary").text
    failed = Verification(
        ok=False, claims=(VerifiedClaim(name="capacity", ok=False, message="no"),)
    )
    wrong = Page(report(with_changes(finland, verified=failed)))
    assert "Tarkistus löysi ristiriidan" in wrong.by_id("summary").text
    assert "Tarkistus löysi" not in Page(report(finland)).by_id("summary").text


def test_a_promise_without_anything_still_has_a_page(tiny: areena.Plan) -> None:
    changed = document(tiny)
    for name in ("ballots", "capacities", "commitments", "needs", "members", "groups"):
        changed.pop(name, None)
    page = Page(report(planned(changed)))
    assert "Tällä tavoitealueella ei ole kohtia suunnitelmassa." in page.text
    assert "Jäsenten tarpeita ei ole annettu." in page.text
    assert page.by_id("coverage").text.endswith("Verkostolla ei ole jäseniä.")
    assert page.by_id("load").text.endswith("Sovittua työpanosta ei ole.")


def test_without_responses_support_is_said_to_come_from_needs(tiny: areena.Plan) -> None:
    changed = document(tiny)
    changed.pop("ballots")
    page = Page(report(planned(changed)))
    assert "Priorisointivastauksia ei ole" in page.by_id("choice").text
    assert "tarpeidensa perusteella" in page.by_id("promise").text


# --- marks ---


def test_marks_stand_next_to_the_facts_and_are_explained(finland: areena.Plan) -> None:
    page = Page(report(finland))
    for section in ("summary", "promise", "timetable", "load"):
        assert "esimerkki" in page.by_id(section).text, section
    for section in ("summary", "promise", "coverage"):
        assert "laskettu" in page.by_id(section).text, section
    head = page.all("header")[0].text
    assert "Havainnollistava aineisto" in head
    assert "Ne eivät ole jäsenten omia vastauksia" in head
    (mark,) = [e for e in page.by_id("coverage").all("a") if "mark" in e.attributes["class"]][:1]
    assert page.by_id(mark.attributes["href"][1:]).text.startswith("Kaava f-needs")


def test_facts_without_marks_get_none(tiny: areena.Plan) -> None:
    changed = json.loads(json.dumps(document(tiny)).replace('"illustrative": true', '"x": 1'))

    def clean(value: Any) -> Any:
        if isinstance(value, dict):
            kept = {k: clean(v) for k, v in value.items()}
            return {k: v for k, v in kept.items() if k not in {"x", "illustrative", "derived"}}
        return [clean(v) for v in value] if isinstance(value, list) else value

    page = Page(report(planned(clean(changed))))
    assert "Havainnollistava aineisto" not in page.text
    marks = [e for e in page.all("span", "a") if e.attributes.get("class") == "mark"]
    assert {id(e) for e in marks} == {
        id(e) for e in page.by_id("methods").all("span") if e.attributes.get("class") == "mark"
    }


def test_a_text_in_another_language_is_marked_and_speaks_its_own(tiny: areena.Plan) -> None:
    changed = document(tiny)
    project = next(c for c in changed["commitments"] if c["id"] == "c-3")
    project["title"] = {"sv": "Bara på svenska"}
    page = Page(report(planned(changed)))
    spans = [e for e in page.all("span") if e.attributes.get("lang") == "sv"]
    assert "Bara på svenska" in [e.text for e in spans]
    groups = [e for e in page.all("g") if e.attributes.get("lang") == "sv"]
    assert any("(sv)" in e.text for e in groups)
    assert "(ei suomeksi)" in page.by_id("promise").text


# --- hostile texts ---

HOSTILE = (
    "</title></style><script>alert(1)</script><img src=x onerror='alert(2)'>\"'&{{7*7}}{% x %}"
)


def hostile(value: Any, key: str = "") -> Any:
    """The document with the hostile text in every text for people, whatever the field."""
    texts = {"title", "name", "text", "description", "note", "publisher", "licence", "version"}
    if isinstance(value, dict):
        if value and set(value) <= {"fi", "sv", "en"}:
            return {language: HOSTILE + text for language, text in value.items()}
        return {k: hostile(v, k) for k, v in value.items()}
    if isinstance(value, list):
        return [hostile(v, key) for v in value]
    return HOSTILE + value if isinstance(value, str) and key in texts else value


@pytest.mark.parametrize("language", LANGUAGES)
def test_markup_in_any_text_stays_text(tiny: areena.Plan, language: Any) -> None:
    changed = hostile(document(tiny))
    for source in changed["sources"]:
        source["url"] = "javascript:alert(3)"
    plan = planned(changed)
    html = report(plan, language=language)
    benign = Page(report(tiny, language=language))
    page = Page(html)
    assert {e.name for e in page.all()} <= {e.name for e in benign.all()} | {"span"}
    assert {n for e in page.all() for n in e.attributes} <= {
        n for e in benign.all() for n in e.attributes
    } | {"lang"}
    assert html.count("<script") == html.count("<img") == 0
    assert "javascript:" not in html.replace("javascript:alert(3)</", "")
    assert [a for a in page.all("a") if "javascript" in a.attributes["href"]] == []
    assert page.text.count("<script>alert(1)</script>") > 20
    assert "{{7*7}}" in page.text
    charts = [e for e in page.all("svg") if e.attributes.get("role") == "img"]
    assert any("<script>" in t.text for svg in charts for t in svg.all("text", "title"))


def test_a_link_to_anything_but_the_web_is_left_out(tiny: areena.Plan) -> None:
    for url in ("javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "http:", "//x"):
        changed = document(tiny)
        changed["sources"][0]["url"] = url
        links = [a.attributes["href"] for a in Page(report(planned(changed))).all("a")]
        assert not any(url in link for link in links if not link.startswith("#")), url
    changed["sources"][0]["url"] = 'https://example.org/?a="><b>&c=1'
    links = [a.attributes["href"] for a in Page(report(planned(changed))).all("a")]
    assert 'https://example.org/?a="><b>&c=1' in links


def test_a_word_longer_than_its_column_is_broken(tiny: areena.Plan) -> None:
    changed = document(tiny)
    changed["commitments"][2]["title"] = {"fi": "x" * 400}
    page = Page(report(planned(changed)))
    rows = [t for t in page.all("text") if set(t.text) == {"x"}]
    assert len(rows) >= 2 * 4
    assert max(len(t.text) for t in rows) < 100
