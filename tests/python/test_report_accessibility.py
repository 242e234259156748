"""The pages under axe-core, as a reader's browser shows them, and members' pages on paper."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import areena
from areena.publishing import pages
from areena.publishing.catalogue import LANGUAGES

playwright = pytest.importorskip("playwright.sync_api", reason="no playwright to look with")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no axe-core to ask")

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
    made = pages(areena.plan(areena.examples.finland()), languages=LANGUAGES)
    for path, html in made.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(html, "utf-8")
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.skip("no Chromium to look with")
    with pytest.MonkeyPatch.context() as patch:
        # Sanitizers are loaded into this process so; neither the driver nor Chromium starts then.
        patch.delenv("LD_PRELOAD", raising=False)
        with playwright.sync_playwright() as started:
            opened = started.chromium.launch(
                executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
            )
            yield opened
            opened.close()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_no_violation(browser: Any, site: Path, path: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    try:
        page.goto((site / path).as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        found = axe.Axe().run(page)
        wide = page.evaluate("document.documentElement.scrollWidth")
    finally:
        page.close()
    violations = [
        (v["id"], v["help"], [n["target"] for n in v["nodes"]][:3])
        for v in found.response["violations"]
    ]
    assert found.response["passes"]
    assert violations == []
    assert wide <= width


def test_axe_sees_what_is_wrong(browser: Any, site: Path) -> None:
    """The judge above is awake: a page without a language and a text too pale are found."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    try:
        page.goto((site / "members/m-ya.html").as_uri())
        page.evaluate("document.documentElement.removeAttribute('lang')")
        page.evaluate("document.querySelector('h2').style.color = '#ccc'")
        found = {v["id"] for v in axe.Axe().run(page).response["violations"]}
    finally:
        page.close()
    assert {"html-has-lang", "color-contrast"} <= found


def test_a_member_s_page_is_one_sheet_of_a4(browser: Any, site: Path) -> None:
    page = browser.new_page()
    try:
        for path in sorted((site / "members").glob("*.html")):
            page.goto(path.as_uri())
            printed = page.pdf(prefer_css_page_size=True)
            assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1, path.name
    finally:
        page.close()
