"""What it would take, what a loss would do, and keeping a plan."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import areena
from areena import publishing
from areena.cli import app
from areena.cli.questions_command import capacity_of
from areena.planning import CapacityChange, Replan


@pytest.fixture(scope="module")
def finland() -> areena.Plan:
    return areena.plan(areena.examples.finland(), starts=1)


def run(*arguments: str) -> int:
    return app.run([str(each) for each in arguments])


def test_every_project_left_out_has_a_price(finland: areena.Plan) -> None:
    prices = finland.prices(work=50_000)
    reasons = {row.commitment: row for row in finland.left_out}
    wanted = {key for key, row in reasons.items() if row.code in ("capacity", "effort")}
    assert wanted
    assert wanted <= {price.commitment for price in prices} <= set(reasons)
    for price in prices:
        reason = reasons[price.commitment]
        if reason.code == "capacity":
            assert price.days == sum((s.shortfall for s in reason.shortages), Decimal(0))
            assert price.days_at == reason.shortages
        assert price.verdict in ("worth", "not_worth", "no_room")
        if price.verdict != "no_room":
            assert price.commitment in price.added
        if price.days and price.days_if_moved is not None:
            assert price.days_if_moved <= price.days
    assert finland.prices(work=50_000, threads=3) == prices
    frame = prices.to_pandas()
    assert list(frame["commitment"]) == [price.commitment for price in prices]


def test_every_organization_and_expertise_can_be_lost(finland: areena.Plan) -> None:
    rows = finland.stress(work=50_000)
    given = {c.organization for s in finland.timetable for c in s.contributions}
    assert {row.organization for row in rows} >= given
    for row in rows:
        assert (row.organization is None) != (row.expertise is None)
        assert row.coverage_before is not None
        assert row.coverage_after is not None
        assert row.coverage_after <= row.coverage_before
        if row.days == 0 and not row.standing:
            assert not row.dropped
    assert any(row.dropped for row in rows)
    late = finland.stress(quarter=str(finland.period.end), work=50_000)
    assert not any(row.dropped or row.moved or row.standing for row in late)
    with pytest.raises(areena.InvalidError, match="promise lasts"):
        finland.stress(quarter="2050Q1")


def test_what_days_would_buy_is_told_change_by_change(finland: areena.Plan) -> None:
    capacity: dict[Any, str] = {("kuntaliitto", "law"): "10", ("kuntaliitto", None): "-100%"}
    more, less = finland.capacity_values(capacity=capacity, work=50_000)
    assert more.change == CapacityChange(
        organization="kuntaliitto", expertise="law", days=Decimal(10)
    )
    assert more.verdict in ("better", "same")
    assert less.verdict == "worse"
    assert less.dropped
    assert more.objective[0].part == "support"
    with pytest.raises(areena.NotFoundError):
        finland.capacity_values(capacity={"nobody": "10"})


def test_a_plan_is_kept_and_what_changes_is_told(finland: areena.Plan) -> None:
    same = finland.replan(quarter=str(finland.period.start))
    assert isinstance(same, Replan)
    assert not same.comparison.dropped
    assert not same.comparison.moved
    assert same.plan.verified.ok
    quarter = "2028Q1"
    draft = finland.network.edit()
    for row in finland.network.capacities:
        if row.organization == "kuntaliitto" and str(row.quarter) >= quarter:
            half = (row.days / 2).quantize(Decimal("0.01"))
            draft.update(row.replace(days=half, standing=0, reserve=None))
    poorer = draft.build()
    later = finland.replan(poorer, quarter=quarter)
    assert later.plan.network == poorer
    was = {s.commitment: s for s in finland.timetable}
    for entry in later.plan.timetable:
        if str(entry.start) < quarter:
            assert (entry.start, entry.end) == (
                was[entry.commitment].start,
                was[entry.commitment].end,
            )
    assert str(later) == str(later.comparison)
    assert "<" in later._repr_html_()
    with pytest.raises(areena.InvalidError, match="promise lasts"):
        finland.replan(quarter="2050Q1")


def test_a_plan_is_read_back(finland: areena.Plan, tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_text(finland.to_json(), encoding="utf-8")
    assert areena.read_plan(tmp_path, finland.network) == finland
    with pytest.raises(areena.FileError):
        areena.read_plan(tmp_path / "none.json", finland.network)
    for text in (b"{}", b"[", b"\xff"):
        (tmp_path / "plan.json").write_bytes(text)
        with pytest.raises(areena.InvalidError) as told:
            areena.read_plan(tmp_path, finland.network)
        assert told.value.code == "plan.document"
        assert str(tmp_path / "plan.json") in str(told.value)
        assert all(
            finding.place is None or finding.place.file == str(tmp_path / "plan.json")
            for finding in told.value.findings
        )


def test_a_plan_is_not_read_with_another_network(finland: areena.Plan, tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_text(finland.to_json(), encoding="utf-8")
    with pytest.raises(areena.InvalidError, match=r"of network 'areena-finland'.*network 'tiny'"):
        areena.read_plan(tmp_path, areena.examples.tiny())


def test_changes_of_capacity_are_read_from_texts() -> None:
    assert capacity_of(["kuntaliitto/law:+10", "*/data@2027Q3:-50%", "kt:2"]) == {
        ("kuntaliitto", "law"): "+10",
        (None, "data", "2027Q3"): "-50%",
        ("kt", None): "2",
    }
    for text in ("kuntaliitto", "kuntaliitto:", ":5", "kuntaliitto/:5", "a@:5", "/law:5"):
        with pytest.raises(areena.InvalidError, match="ORGANIZATION") as told:
            capacity_of([text])
        assert told.value.code == "plan.capacity_change"
    with pytest.raises(areena.InvalidError, match="twice"):
        capacity_of(["a:1", "a:2"])


def test_the_commands_tell_and_write(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    network = str(areena.examples.folder("tiny"))
    lead = areena.examples.tiny().capacities[0].organization
    assert run("what-if", network, "--capacity", f"{lead}:-100%") == 0
    assert "dropped out" in capsys.readouterr().out
    assert run("what-if", network, "--capacity", f"{lead}:-100%", "--json") == 0
    assert json.loads(capsys.readouterr().out)["comparison"]["verdict"] == "worse"
    assert run("what-if", network, "--capacity", f"{lead}:-100%", "--each") == 0
    assert "worse" in capsys.readouterr().out
    assert run("what-if", network, "--capacity", f"{lead}:-100%", "--each", "--json") == 0
    assert json.loads(capsys.readouterr().out)["values"][0]["verdict"] == "worse"
    assert run("what-if", network, "--capacity", "nonsense") == 2
    capsys.readouterr()

    first, second = tmp_path / "first", tmp_path / "second"
    assert run("plan", network, "-o", str(first)) == 0
    assert (first / "tables/stress.csv").read_text(encoding="utf-8").startswith("organization,")
    period = areena.examples.tiny().promise
    assert period is not None
    start = str(period.period.start)
    assert run("replan", str(first), network, "--from", start, "-o", str(second)) == 0
    assert "lupaavat samaa" in capsys.readouterr().out
    assert (second / "report.html").is_file()
    assert run("replan", str(first), network, "--from", start, "--json") == 0
    assert json.loads(capsys.readouterr().out)["proved"]
    assert run("replan", str(first), network, "--from", "2099Q1") == 2
    assert run("plan", network, "-o", str(first), "--no-questions") == 0
    assert not (first / "tables/stress.csv").exists()
    assert "what-it-takes" not in (first / "report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_report_says_what_it_would_take(finland: areena.Plan, language: Any) -> None:
    prices, stress = finland.prices(work=50_000), finland.stress(work=50_000)
    page = publishing.report(finland, language=language, prices=prices, stress=stress)
    section = page.partition('<section id="what-it-takes"')[2].partition("</section>")[0]
    assert section
    assert 'href="#what-it-takes"' in page
    rows = section.count('<tr role="row">')
    assert rows == len(prices) + len(stress) + 2
    from areena.publishing.catalogue import Catalogue

    t = Catalogue(language)
    assert t("stress.heading") in section
    plain = publishing.report(finland, language=language)
    assert 'id="what-it-takes"' not in plain


def test_tables_hold_every_row(finland: areena.Plan) -> None:
    prices, stress = finland.prices(work=50_000), finland.stress(work=50_000)
    made = publishing.tables(finland, prices=prices, stress=stress)
    assert len(made["prices"].splitlines()) == len(prices) + 1
    assert len(made["stress"].splitlines()) == len(stress) + 1
    assert "prices" not in publishing.tables(finland)


def test_the_coverage_curve_ends_where_the_plan_does(finland: areena.Plan) -> None:
    from areena.publishing.view.context import Context
    from areena.publishing.view.coverage_curve import build_coverage_curve

    curve = build_coverage_curve(Context(finland, "en"))
    shares = sorted(row.coverage for row in finland.coverage if row.coverage is not None)
    last = curve.points[-1]
    assert abs(last.low - shares[0]) < Decimal("0.000002")
    assert abs(last.high - shares[-1]) < Decimal("0.000002")
    for name in ("low", "middle", "high"):
        grown = [getattr(point, name) for point in curve.points]
        assert grown == sorted(grown)
    assert len(curve.points) == len({point.quarter for point in curve.points})
    assert curve.points[0].middle < last.middle
