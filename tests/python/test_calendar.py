"""The calendar of a plan, read by a reader of its own."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import areena
from areena import examples, publishing
from areena.cli.app import run
from areena.publishing.view.quarters import first_day

icalendar = pytest.importorskip("icalendar")


@pytest.fixture(scope="module")
def plan() -> areena.Plan:
    return areena.plan(examples.finland())


def events(text: str) -> dict[str, Any]:
    calendar = icalendar.Calendar.from_ical(text)
    assert calendar["VERSION"] == "2.0"
    found = list(calendar.walk("VEVENT"))
    by_uid = {str(event["UID"]): event for event in found}
    assert len(by_uid) == len(found)
    return by_uid


def test_each_project_starts_and_ends_on_its_days(plan: areena.Plan) -> None:
    told = events(publishing.calendar(plan, language="en"))
    network = plan.network
    for item in plan.timetable:
        if item.kind.name != "project":
            continue
        title = network.commitments[item.commitment].title.en
        start = told[f"{item.commitment}.start@areena-finland"]
        end = told[f"{item.commitment}.end@areena-finland"]
        assert start["SUMMARY"] == f"Starts: {title}"
        assert end["SUMMARY"] == f"Ends: {title}"
        assert start["DTSTART"].dt == first_day(item.start)
        assert end["DTSTART"].dt == first_day(item.end) - timedelta(days=1)
        for event in (start, end):
            assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(days=1)
            assert event["TRANSP"] == "TRANSPARENT"


def test_work_that_goes_on_throughout_has_no_events(plan: areena.Plan) -> None:
    assert plan.network.promise is not None
    period = plan.network.promise.period
    through = {
        item.commitment
        for item in plan.timetable
        if item.kind.name != "project" and (item.start, item.end) == (period.start, period.end)
    }
    assert through
    told = {uid.split(".")[0] for uid in events(publishing.calendar(plan))}
    assert not through & told


def test_the_stamp_is_the_date_given_in_utc(plan: areena.Plan) -> None:
    event = next(iter(events(publishing.calendar(plan, date="2027-04-18")).values()))
    assert event["DTSTAMP"].dt == datetime(2027, 4, 18, tzinfo=UTC)
    event = next(iter(events(publishing.calendar(plan, date=date(2027, 5, 2))).values()))
    assert event["DTSTAMP"].dt == datetime(2027, 5, 2, tzinfo=UTC)


@pytest.mark.parametrize(("language", "begins"), [("fi", "Alkaa:"), ("sv", "Börjar:")])
def test_texts_are_in_the_language_asked_for(plan: areena.Plan, language: Any, begins: str) -> None:
    text = publishing.calendar(plan, language=language)
    told = events(text)
    assert any(str(event["SUMMARY"]).startswith(begins) for event in told.values())
    assert all(event["SUMMARY"].params["LANGUAGE"] == language for event in told.values())
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")


def test_uids_stay_from_plan_to_plan(plan: areena.Plan) -> None:
    other = areena.plan(examples.finland(), seed=7)
    both = {item.commitment for item in plan.timetable} & {
        item.commitment for item in other.timetable if item.kind.name == "project"
    }
    told, again = events(publishing.calendar(plan)), events(publishing.calendar(other))
    for commitment in both:
        uid = f"{commitment}.start@areena-finland"
        assert uid in told.keys() & again.keys()


def test_an_unknown_language_or_date_is_refused(plan: areena.Plan) -> None:
    with pytest.raises(ValueError, match="language 'de'"):
        publishing.calendar(plan, language="de")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="month"):
        publishing.calendar(plan, date="2027-13-01")


def test_the_plan_command_writes_the_calendar(root: Path, tmp_path: Path) -> None:
    assert run(["plan", str(root / "examples/tiny"), "-o", str(tmp_path), "--lang", "sv"]) == 0
    written = (tmp_path / "calendar.ics").read_bytes()
    assert (
        written
        == publishing.calendar(
            areena.plan(areena.read(root / "examples/tiny")), language="sv"
        ).encode()
    )
    assert b"B\xc3\xb6rjar:" in written
