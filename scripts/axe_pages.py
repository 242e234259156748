"""Looks at every page of a report with axe-core in Chromium, narrow and wide, and counts faults.

Without a folder it makes the pages of the Finnish sample first: the report and a page for each
member, in Finnish, Swedish and English. With one it looks at the report that `areena plan -o` wrote
there. Exit code 1 if axe-core finds anything, or if a page is wider than the window.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import areena
from areena.publishing import pages
from areena.publishing.catalogue import LANGUAGES

WIDTHS = (390, 1280)


class NoBrowserError(RuntimeError):
    """There is no Chromium, or nothing to drive it with."""


@contextmanager
def chromium() -> Iterator[Any]:
    """A browser; raises `NoBrowserError` where there is none."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        raise NoBrowserError("no playwright to look with") from None
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        raise NoBrowserError("no Chromium to look with")
    with sync_playwright() as started:
        opened = started.chromium.launch(
            executable_path=found, args=["--no-sandbox", "--disable-gpu"]
        )
        try:
            yield opened
        finally:
            opened.close()


def write_sample(folder: Path) -> list[Path]:
    """The pages of the Finnish sample in every language."""
    plan = areena.plan(areena.examples.finland())
    made = pages(plan, languages=LANGUAGES, prices=plan.prices(), stress=plan.stress())
    for path, html in made.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(html, "utf-8")
    return sorted(folder / path for path in made)


def open_page(tab: Any, path: Path) -> None:
    """Opens a page and, on it, all that can be opened."""
    tab.goto(path.as_uri())
    tab.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")


def look(tab: Any, width: int) -> list[str]:
    """What is wrong with the page that is open, at a width of the window."""
    from axe_playwright_python.sync_playwright import Axe

    tab.set_viewport_size({"width": width, "height": 900})
    response = Axe().run(tab, options={"resultTypes": ["violations"]}).response
    found = [
        f"{each['id']}: {each['help']}: {[node['target'] for node in each['nodes']][:3]}"
        for each in response["violations"]
    ]
    if not response["passes"]:
        found.append("axe-core looked at nothing")
    wide = tab.evaluate("document.documentElement.scrollWidth")
    if wide > width:
        found.append(f"the page is {wide} pixels wide")
    return found


def look_at_all(paths: list[Path]) -> list[str]:
    """A line for each fault of each page at each width."""
    told = []
    with chromium() as browser:
        tab = browser.new_page()
        for path in paths:
            open_page(tab, path)
            for width in WIDTHS:
                told += [f"{path.name} at {width}: {fault}" for fault in look(tab, width)]
    return told


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("folder", nargs="?", type=Path, help="that areena plan -o wrote to")
    folder = arguments.parse_args().folder
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as made:
        paths = sorted(folder.rglob("*.html")) if folder else write_sample(Path(made))
        if not paths:
            print(f"{folder}: no page in this folder", file=sys.stderr)
            return 2
        try:
            faults = look_at_all(paths)
        except NoBrowserError as error:
            print(error, file=sys.stderr)
            return 2
    print(*faults, sep="\n", end="\n" if faults else "")
    seconds = time.monotonic() - began
    print(
        f"{len(paths)} pages at {len(WIDTHS)} widths: {len(faults)} violations, {seconds:.0f} s",
    )
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
