"""The pages under axe-core, as a reader's browser shows them, and members' pages on paper."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from changed_plans import document, planned

import areena
from areena.publishing import report
from areena.publishing.catalogue import LANGUAGES

pytest.importorskip("axe_playwright_python.sync_playwright", reason="no axe-core to ask")
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
import axe_pages

sys.path.pop(0)

MEMBERS = ("m-hyria", "m-tampere", "m-ya")


def endings() -> list[str]:
    return ["" if language == LANGUAGES[0] else f".{language}" for language in LANGUAGES]


PATHS = [
    *(f"report{ending}.html" for ending in endings()),
    *(f"members/{member}{ending}.html" for member in MEMBERS for ending in endings()),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    axe_pages.write_sample(folder)
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with pytest.MonkeyPatch.context() as patch:
        # Sanitizers are loaded into this process so; neither the driver nor Chromium starts then.
        patch.delenv("LD_PRELOAD", raising=False)
        try:
            with axe_pages.chromium() as opened:
                yield opened
        except axe_pages.NoBrowserError as error:
            pytest.skip(str(error))


@pytest.fixture
def tab(browser: Any) -> Iterator[Any]:
    opened = browser.new_page()
    yield opened
    opened.close()


@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_no_violation(tab: Any, site: Path, path: str) -> None:
    """A sample; scripts/axe_pages.py looks at every page."""
    axe_pages.open_page(tab, site / path)
    assert {width: axe_pages.look(tab, width) for width in axe_pages.WIDTHS} == {390: [], 1280: []}


def test_axe_sees_what_is_wrong(tab: Any, site: Path) -> None:
    """The judge above is awake: no language, a text too pale and a page too wide are found."""
    axe_pages.open_page(tab, site / "members/m-ya.html")
    tab.evaluate("document.documentElement.removeAttribute('lang')")
    tab.evaluate("document.querySelector('h2').style.color = '#ccc'")
    tab.evaluate("document.querySelector('h2').style.width = '500px'")
    found = axe_pages.look(tab, 390)
    told = " ".join(found)
    assert "html-has-lang: " in told
    assert "color-contrast: " in told
    assert "pixels wide" in told


@pytest.mark.parametrize(("width", "chart"), [(390, "narrow"), (1280, "wide")])
@pytest.mark.parametrize("path", ["report.html", "report.sv.html", "report.en.html"])
def test_names_in_the_timetable_stay_beside_their_bars(
    tab: Any, site: Path, path: str, width: int, chart: str
) -> None:
    """Whatever font the machine has: names end before the first quarter, or within the picture."""
    axe_pages.open_page(tab, site / path)
    tab.set_viewport_size({"width": width, "height": 900})
    ends = tab.evaluate(
        f"""[...document.querySelectorAll('.gantt-{chart}')].flatMap(picture => {{
            const limit = '{chart}' == 'narrow' ? picture.viewBox.baseVal.width
                : picture.querySelector('.grid-year').getBBox().x;
            return [...picture.querySelectorAll('.row-label')].map(name => {{
                const box = name.getBBox();
                return [name.textContent, box.x + box.width, limit];
            }});
        }})"""
    )
    assert len(ends) > 40
    assert [(name, end, limit) for name, end, limit in ends if end > limit] == []


def test_a_member_s_page_is_one_sheet_of_a4(tab: Any, site: Path) -> None:
    for path in sorted((site / "members").glob("*.html")):
        tab.goto(path.as_uri())
        printed = tab.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1, path.name


def test_a_text_in_another_language_is_seen_and_heard_to_be_one(tab: Any, tmp_path: Path) -> None:
    changed = document(areena.plan(areena.examples.tiny()))
    changed["promise"]["title"] = {"fi": "Vain suomeksi"}
    page = tmp_path / "report.sv.html"
    page.write_text(report(planned(changed), language="sv"), "utf-8")
    axe_pages.open_page(tab, page)
    assert tab.title().startswith("Vain suomeksi (inte på svenska)")
    heading = tab.locator("h1")
    assert "Vain suomeksi (inte på svenska)" in heading.aria_snapshot()
    mark = heading.locator(".mark-language [aria-hidden]")
    assert mark.inner_text() == "FI"
    assert mark.bounding_box()["width"] > 8
    assert heading.locator("[lang=fi]").inner_text() == "Vain suomeksi"
