"""Charts of plans: valid Vega-Lite, pictures that are XML, the plan's own numbers, nothing live."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import pytest

import areena
from areena import plot

CHARTS: list[Callable[..., plot.Chart]] = [plot.gantt, plot.load, plot.coverage]
SVG = "{http://www.w3.org/2000/svg}"
MARKUP = "<script>alert(1)</script> & <b onload='x'>"


@pytest.fixture(scope="module")
def hostile_plan(tiny: areena.Network) -> areena.Plan:
    """Every text that a chart or a table shows holds markup."""
    draft = tiny.edit()
    for commitment in tiny.commitments:
        draft.update(commitment.replace(title=MARKUP + commitment.id))
    for organization in tiny.organizations:
        draft.update(organization.replace(name=MARKUP + organization.id))
    for expertise in tiny.expertises:
        draft.update(expertise.replace(name=MARKUP + expertise.id))
    return areena.plan(draft.build())


@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_specification_is_valid_vega_lite_5_and_the_picture_is_xml(
    chart: Callable[..., plot.Chart], language: str, tiny_plan: areena.Plan
) -> None:
    import vl_convert

    made = chart(tiny_plan, language=language)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        drawn = vl_convert.vegalite_to_svg(made.spec, vl_version="5.21")
    assert made.title in drawn
    picture = ElementTree.fromstring(made.svg)
    assert picture.findtext(f"{SVG}title") == made.title
    assert picture.findtext(f"{SVG}desc") == made.description
    assert made.spec["description"] == made.description


def test_a_specification_that_is_not_valid_is_found(tiny_plan: areena.Plan) -> None:
    import vl_convert

    spec = {**plot.gantt(tiny_plan).spec, "mark": "no-such-mark"}
    with pytest.raises(ValueError, match="conversion failed"):
        vl_convert.vegalite_to_svg(spec, vl_version="5.21")


@pytest.mark.parametrize("chart", CHARTS)
def test_a_chart_speaks_the_language_asked_for(
    chart: Callable[..., plot.Chart], tiny_plan: areena.Plan
) -> None:
    titles = {chart(tiny_plan, language=language).title for language in ("fi", "sv", "en")}
    assert len(titles) == 3
    own = str(tiny_plan.network.language)
    assert chart(tiny_plan).title == chart(tiny_plan, language=own).title
    with pytest.raises(ValueError, match="'de'"):
        chart(tiny_plan, language="de")


def test_the_gantt_chart_shows_each_commitment_in_its_quarters(tiny_plan: areena.Plan) -> None:
    rows = plot.gantt(tiny_plan, language="fi").spec["data"]["values"]
    network = tiny_plan.network
    titles = {network.commitments[s.commitment].title.fi for s in tiny_plan.timetable}
    assert {row["commitment"] for row in rows} == titles
    for item in tiny_plan.timetable:
        title = network.commitments[item.commitment].title.fi
        spans = [(r["start"], r["end"]) for r in rows if r["commitment"] == title]
        if item.kind != "recurring":
            assert spans == [(_day(item.start), _day(item.end))]
        else:
            assert _day(item.start) <= min(spans)[0] < max(spans)[1] <= _day(item.end)


def _day(quarter: Any) -> str:
    return f"{str(quarter)[:4]}-{(int(str(quarter)[-1]) - 1) * 3 + 1:02}-01"


def test_the_load_adds_up_to_the_days_of_the_timetable(tiny_plan: areena.Plan) -> None:
    rows = plot.load(tiny_plan).spec["data"]["values"]
    given = sum(c.days for item in tiny_plan.timetable for c in item.contributions)
    named = {c.capacity for item in tiny_plan.timetable for c in item.contributions}
    standing = sum(c.standing for c in tiny_plan.network.capacities)
    assert named
    assert sum(row["days"] for row in rows) == pytest.approx(float(given + standing))


def test_the_coverage_is_the_plan_s_and_missing_is_not_zero(tiny: areena.Network) -> None:
    draft = tiny.edit()
    lonely = tiny.members[0].id
    for need in tiny.needs:
        if need.member == lonely:
            draft.remove(areena.Need, need.id)
    plan = areena.plan(draft.build())
    rows = plot.coverage(plan).spec["data"]["values"]
    expected = [None if m.coverage is None else float(m.coverage) for m in plan.coverage]
    key = lambda value: (value is not None, value or 0)  # noqa: E731
    assert sorted((row["coverage"] for row in rows), key=key) == sorted(expected, key=key)
    assert None in expected


def test_markup_in_texts_is_never_live(hostile_plan: areena.Plan) -> None:
    shown = [chart(hostile_plan).svg for chart in CHARTS] + [hostile_plan._repr_html_()]
    for text in shown:
        assert "<script" not in text
        assert "<b " not in text
        assert "&lt;script" in text


def test_the_bundle_always_has_plain_text(tiny_plan: areena.Plan) -> None:
    chart = tiny_plan.gantt(language="en")
    assert chart == plot.gantt(tiny_plan, language="en")
    bundle = chart._repr_mimebundle_()
    assert list(bundle) == ["text/plain", "image/svg+xml", "application/vnd.vegalite.v5+json"]
    assert bundle["text/plain"].startswith("<Chart 'Timetable'")
    assert list(chart._repr_mimebundle_(include=["image/svg+xml"])) == [
        "text/plain",
        "image/svg+xml",
    ]
    assert "image/svg+xml" not in chart._repr_mimebundle_(exclude=["image/svg+xml"])


def test_a_plan_shows_itself_folded_and_without_a_script(tiny_plan: areena.Plan) -> None:
    page = tiny_plan._repr_html_()
    root = ElementTree.fromstring(page.replace("<details open>", "<details>"))
    assert [len(d.findall(".//tbody/tr")) for d in root.findall("details")] == [
        min(10, len(rows))
        for rows in (tiny_plan.timetable, tiny_plan.left_out, tiny_plan.coverage)
        if rows
    ]
    assert page.count("<details open>") == 1
