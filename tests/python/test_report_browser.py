"""The report as a browser lays it out, and its colours."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

import areena
from areena.publishing import report


@pytest.fixture(scope="module")
def chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.skip("no Chromium to look with")
    return found


def plain_environment() -> dict[str, str]:
    """Without what loads sanitizers into this process: Chromium does not start with them."""
    return {name: value for name, value in os.environ.items() if name != "LD_PRELOAD"}


def widths(chromium: str, page: Path, folder: Path) -> dict[int, dict[str, int]]:
    """How wide the page is laid out in frames of several widths, measured by Chromium."""
    frames = "".join(
        f'<iframe id="f{w}" src="{page.as_uri()}" width="{w}" height="800"></iframe>'
        for w in (390, 768, 1280)
    )
    script = (
        "onload=()=>{const o={};for(const f of document.querySelectorAll('iframe')){"
        "const d=f.contentDocument.documentElement;const g=f.contentDocument;"
        "o[f.width]={scroll:d.scrollWidth,client:d.clientWidth,"
        "wide:g.querySelector('.gantt-wide').getBoundingClientRect().width,"
        "narrow:g.querySelector('.gantt-narrow').getBoundingClientRect().width}}"
        "document.body.textContent=JSON.stringify(o)}"
    )
    outer = folder / "frames.html"
    outer.write_text(
        f"<!DOCTYPE html><meta charset=utf-8><body>{frames}<script>{script}</script>", "utf-8"
    )
    done = subprocess.run(
        [
            chromium, "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
            "--allow-file-access-from-files", "--virtual-time-budget=10000",
            f"--user-data-dir={folder / 'profile'}", "--dump-dom", outer.as_uri(),
        ],
        capture_output=True, text=True, timeout=120, check=True, env=plain_environment(),
    )  # fmt: skip
    (found,) = re.findall(r"<body>(\{.*\})</body>", done.stdout)
    return {int(width): measured for width, measured in json.loads(found).items()}


def test_no_width_needs_the_page_to_scroll_sideways(chromium: str, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    plan = areena.plan(areena.examples.finland())
    page.write_text(report(plan, prices=plan.prices(), stress=plan.stress()), "utf-8")
    for width, measured in widths(chromium, page, tmp_path).items():
        assert measured["scroll"] <= measured["client"] <= width, width
        shown = "narrow" if width < 800 else "wide"
        assert measured[shown] > 300, (width, measured)
        assert measured["wide" if shown == "narrow" else "narrow"] == 0, width


def test_dark_text_has_enough_contrast(root: Path) -> None:
    """Every ink of the style sheet on white and on its tints: at least 4.5 to 1 (WCAG 1.4.3)."""
    css = (root / "python/areena/publishing/templates/report.css").read_text("utf-8")
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", css))

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    for ink in ("ink", "soft", "accent", "alert"):
        for ground in ("#ffffff", colours["tint"], colours["alert-tint"]):
            a, b = sorted((luminance(colours[ink]), luminance(ground)))
            assert (b + 0.05) / (a + 0.05) >= 4.5, (ink, ground)
    for mark in ("mid", "accent"):  # bars and lines that carry meaning: 3 to 1 (WCAG 1.4.11)
        assert 1.05 / (luminance(colours[mark]) + 0.05) >= 3, mark
