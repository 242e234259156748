"""Collections as frames, as text and as HTML."""

from __future__ import annotations

import re
import sys
from decimal import Decimal
from typing import Any

import pytest

import areena
from areena import frames


def test_members_become_a_frame(finland: areena.Network) -> None:
    frame = finland.members.to_pandas()
    assert list(frame.index) == list(finland.members.ids)
    assert frame.index.name == "id"
    assert frame.loc["m-helsinki", "organization"] == "o-0201256-6"
    assert frame.loc["m-helsinki", "student_years"] == Decimal(10021)
    assert list(frame.columns) == [n for n in areena.Member.__match_args__ if n != "id"]


def test_texts_are_in_the_language_asked_for(finland: areena.Network) -> None:
    text = finland.commitments["c-08"].title
    for language in ("fi", "sv", "en"):
        frame = finland.commitments.to_pandas(language=language)
        assert frame.loc["c-08", "title"] == text.in_(language)
    assert finland.commitments.to_pandas().loc["c-08", "title"] == text.fi
    with pytest.raises(areena.InvalidError, match="'de' is not a Language"):
        finland.commitments.to_pandas(language="de")


def test_plain_texts_are_in_the_language_of_the_network() -> None:
    draft = areena.Draft(id="n", title="T", language="en")
    draft.add(areena.Theme(id="t", name="Labour"))
    assert draft.themes.to_pandas(language="fi").loc["t", "name"] == "Labour"


def test_references_and_words_are_plain_str(finland: areena.Network) -> None:
    frame = finland.organizations.to_pandas()
    assert all(type(value) is str for value in frame.index)
    roles: Any = frame.loc["kuntaliitto", "roles"]
    assert roles == [str(role) for role in finland.organizations["kuntaliitto"].roles]
    assert all(type(role) is str for role in roles)


def test_lists_stay_lists_of_what_they_were(finland: areena.Network) -> None:
    frame = finland.commitments.to_pandas()
    assert frame.loc["c-08", "themes"] == list(finland.commitments["c-08"].themes)
    assert frame.loc["c-08", "scopes"] == list(finland.commitments["c-08"].scopes)
    areas = finland.areas.to_pandas()
    assert isinstance(areas["extra"].iloc[0], dict)


def test_an_empty_collection_has_its_columns() -> None:
    frame = areena.Draft(id="n", title="T").needs.to_pandas()
    assert len(frame) == 0
    assert "weight" in frame.columns


def test_a_plan_becomes_frames_that_join(finland: areena.Network) -> None:
    plan = areena.plan(finland)
    tables = plan.to_pandas()
    assert list(tables) == [
        "chosen", "support", "timetable", "contributions", "coverage", "needs", "left_out",
        "shortages",
    ]  # fmt: skip
    assert list(tables["timetable"]["commitment"]) == [s.commitment for s in plan.timetable]
    days = tables["contributions"].groupby("commitment")["days"].sum()
    for item in plan.timetable:
        assert days[item.commitment] == sum(c.days for c in item.contributions)
    assert len(tables["needs"]) == len(finland.needs)
    first = plan.timetable[0].commitment
    title = finland.commitments[first].title
    assert plan.to_pandas(language="sv")["timetable"]["title"].iloc[0] == title.sv
    assert len(tables["shortages"]) == sum(len(item.shortages) for item in plan.left_out)


def test_without_pandas_it_is_told_what_to_install(
    tiny: areena.Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ImportError, match=r"pip install 'areena\[pandas\]'"):
        tiny.members.to_pandas()


def test_records_become_frames(tiny: areena.Network) -> None:
    scopes = tiny.commitments["c-3"].scopes
    frame = frames.records_frame(scopes, areena.Scope, index="id")
    assert list(frame.index) == [scope.id for scope in scopes]


def test_a_collection_shows_itself_as_a_table(tiny: areena.Network) -> None:
    assert repr(tiny.members).splitlines() == [
        "members (5)",
        "  id       organization  student_years",
        *(
            f"  {m.id.ljust(7)}  {m.organization.ljust(12)}  {m.student_years}"
            for m in tiny.members
        ),
    ]


def test_a_long_collection_is_cut(finland: areena.Network) -> None:
    lines = repr(finland.members).splitlines()
    assert lines[0] == "members (46)"
    assert lines[-1] == "  ... 36 more"
    assert len(lines) == 13
    assert max(len(line) for line in repr(finland.commitments).splitlines()) <= 160
    assert repr(finland.members[:0]) == "members (0)"


def test_html_is_escaped() -> None:
    draft = areena.Draft(id="n", title="T")
    draft.add(areena.Theme(id="t", name="<script>alert('x')</script> & co"))
    html = draft.themes._repr_html_()
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert re.match(r"<table [^>]*><caption [^>]*>themes \(1\)</caption>", html)
    assert re.search(r"<th scope='col' [^>]*>name</th>", html)


def test_html_says_how_much_it_shows(finland: areena.Network) -> None:
    html = finland.members._repr_html_()
    assert ">members (46, näkyvissä 10)</caption>" in html
    assert html.count("<tr") == 11
