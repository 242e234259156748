"""The report's pages together: their paths, and links that lead from one to another."""

from __future__ import annotations

import pytest
from html_page import Page

import areena
from areena.publishing import pages, report
from areena.publishing.catalogue import LANGUAGES

NAMES = {"fi": "Suomeksi", "sv": "På svenska", "en": "In English"}


@pytest.fixture(scope="module")
def tiny() -> areena.Plan:
    return areena.plan(areena.examples.tiny())


@pytest.fixture(scope="module")
def site(tiny: areena.Plan) -> dict[str, str]:
    return pages(tiny, languages=LANGUAGES, date="2027-04-18")


def test_the_first_language_has_the_plain_name(tiny: areena.Plan) -> None:
    made = pages(tiny, languages=("sv", "fi", "sv"))
    reports = [name for name in made if "/" not in name]
    assert reports == ["report.html", "report.fi.html"]
    assert Page(made["report.html"]).all("html")[0].attributes["lang"] == "sv"
    assert Page(made["report.fi.html"]).all("html")[0].attributes["lang"] == "fi"


def test_every_page_links_to_itself_in_each_language(site: dict[str, str]) -> None:
    for path, html in site.items():
        page = Page(html)
        (here,) = page.all("html")
        (nav,) = [n for n in page.all("nav") if n.attributes["class"] == "languages"]
        links = nav.all("a")
        assert [a.attributes["lang"] for a in links] == list(LANGUAGES)
        for link in links:
            language = link.attributes["lang"]
            assert link.text == NAMES[language]
            is_here = language == here.attributes["lang"]
            assert ("aria-current" in link.attributes) == is_here, path
            folder = path.rpartition("/")[0]
            target = f"{folder}/{link.attributes['href']}".lstrip("/")
            assert (target == path) == is_here
            assert Page(site[target]).all("html")[0].attributes["lang"] == language


def test_in_one_language_there_is_nothing_to_choose(tiny: areena.Plan) -> None:
    html = pages(tiny)["report.html"]
    assert 'class="languages"' not in html
    assert 'class="languages"' not in report(tiny)


def test_wrong_languages_are_named(tiny: areena.Plan) -> None:
    with pytest.raises(ValueError, match="language 'de'"):
        pages(tiny, languages=("fi", "de"))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="needs a language"):
        pages(tiny, languages=())
