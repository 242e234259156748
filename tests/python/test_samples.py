"""The sample networks: what both hold to, the facts of Finland, and that make.py writes them."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

Record = dict[str, Any]

NOUNS = [
    "areas",
    "ballots",
    "capacities",
    "commitments",
    "expertises",
    "formulas",
    "groups",
    "members",
    "needs",
    "organizations",
    "ownerships",
    "services",
    "sources",
    "themes",
]


def load(root: Path, name: str) -> Record:
    path = root / "examples" / name / "network.json"
    document: Record = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    return document


@pytest.fixture(scope="module")
def finland(root: Path) -> Record:
    return load(root, "finland")


@pytest.fixture(scope="module")
def tiny(root: Path) -> Record:
    return load(root, "tiny")


@pytest.fixture(params=["tiny", "finland"])
def sample(request: pytest.FixtureRequest, root: Path) -> Record:
    return load(root, request.param)


def by_id(rows: list[Record]) -> dict[str, Record]:
    return {row["id"]: row for row in rows}


def walk(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    yield path, value
    if isinstance(value, dict):
        for key, each in value.items():
            yield from walk(each, f"{path}/{key}")
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from walk(each, f"{path}/{index}")


# Both samples


def test_the_document_has_its_keys_in_order_and_its_lists_sorted(sample: Record) -> None:
    first = ["format", "version", "id", "title", "language", "illustrative", "promise"]
    order = [key for key in [*first, *NOUNS] if key in sample]
    assert list(sample) == order
    assert (sample["format"], sample["version"]) == ("areena-network", 1)
    for noun in NOUNS:
        ids = [row["id"] for row in sample.get(noun, [])]
        assert all(a < b for a, b in pairwise(ids)), noun


def test_every_text_is_in_three_languages(sample: Record) -> None:
    texts = 0
    for path, value in walk(sample):
        key = path.rsplit("/", 1)[-1]
        if isinstance(value, dict) and value.keys() & {"fi", "sv", "en"}:
            texts += 1
            assert list(value) == ["fi", "sv", "en"], path
            assert all(each == each.strip() != "" for each in value.values()), path
        elif key in ("title", "text", "description", "note") or (
            key == "name" and "/figures/" not in path
        ):
            assert path.startswith("/organizations/"), path  # a plain name: a proper name only
            assert isinstance(value, str)
            assert key == "name"
    assert texts > 20


def test_every_source_and_formula_named_is_there_and_every_one_there_is_named(
    sample: Record,
) -> None:
    named: dict[str, set[str]] = {"sources": set(), "formulas": set()}
    for path, value in walk(sample):
        key = path.rsplit("/", 1)[-1]
        if key == "source":
            named["sources"].add(value)
        elif key == "sources" and path.startswith("/formulas/"):
            named["sources"].update(value)
        elif key == "derived":
            named["formulas"].add(value)
    for noun, ids in named.items():
        assert ids == set(by_id(sample.get(noun, []))), noun


def test_lines_fit_in_a_hundred_columns_unless_one_text_does_not(
    root: Path, sample: Record
) -> None:
    name = "tiny" if sample["id"] == "tiny" else "finland"
    text = (root / "examples" / name / "network.json").read_text(encoding="utf-8")
    assert text.endswith("}\n")
    for line in text.splitlines():
        if len(line) > 100:
            assert line.lstrip().startswith(('"fi": "', '"sv": "', '"en": "', '"url": "')), line
    assert json.loads(text, parse_float=Decimal) == sample


# Finland: facts


def test_the_members_are_the_46_providers_with_a_decision_for_2020(finland: Record) -> None:
    organizations = by_id(finland["organizations"])
    homes = [organizations[each["organization"]] for each in finland["members"]]
    assert len(homes) == 46
    assert sum(each["student_years"] for each in finland["members"]) == 145_898
    assert Counter(each["legal_form"] for each in homes) == {
        "municipality": 9,
        "joint-authority": 33,
        "company": 4,
    }
    for each in homes:
        assert each["id"] == "o-" + each["business_id"]
        assert each["roles"][0] == "provider"
        assert ("municipality" in each["roles"]) == (each["legal_form"] == "municipality")
        assert each["home_confidence"] in ("verified", "high", "medium", "low")
        assert (each.get("ownership_confidence") == "unverified") == (
            each["legal_form"] == "company"
        )
    assert not {"o-0210838-1", "o-0214081-6"} & set(organizations)


def test_business_ids_have_the_right_check_digit(finland: Record) -> None:
    for each in finland["organizations"]:
        if "business_id" in each:
            number, digit = each["business_id"].split("-")
            total = sum(int(a) * b for a, b in zip(number, (7, 9, 10, 5, 8, 4, 2), strict=True))
            assert (11 - total % 11) % 11 == int(digit), each["id"]


def test_nothing_invented_is_attached_to_a_provider(finland: Record) -> None:
    providers = {
        each["id"] for each in finland["organizations"] if "provider" in each.get("roles", [])
    }
    members = {each["id"] for each in finland["members"]}
    facts = [each for each in finland["organizations"] if each["id"] in providers]
    for each in [*facts, *finland["members"]]:
        assert not each.keys() & {"illustrative", "derived", "extra"}, each["id"]
        assert each["source"] == "okm-2020"
    allowed = {"id", "member", "theme", "weight", "format", "commitments", "derived"}
    for noun, formula in (("needs", "f-needs"), ("ballots", "f-responses")):
        for each in finland[noun]:
            assert each["derived"] == formula
            assert set(each) <= allowed, each["id"]
    # Commitments, days and groups name no provider and no member: only rules on facts reach them.
    for noun in ("commitments", "capacities", "groups", "formulas"):
        for path, value in walk(finland[noun]):
            assert value not in providers | members if isinstance(value, str) else True, path
    assert {each["fact"] for group in finland["groups"] for each in group["conditions"]} <= {
        "legal-form",
        "language",
        "student-years",
        "figure:cohort-change",
        "figure:exit-entry-ratio",
        "figure:municipalities",
    }


def test_what_is_invented_says_so(finland: Record, tiny: Record) -> None:
    assert "havainnollistava" in finland["promise"]["title"]["fi"]
    for each in [finland["promise"], *finland["commitments"], *finland["capacities"]]:
        assert each["illustrative"] is True
    assert tiny["illustrative"] is True
    for noun in set(NOUNS) - {"sources", "formulas"}:
        assert all(each["illustrative"] for each in tiny.get(noun, [])), noun


def test_areas_lie_where_they_should(finland: Record) -> None:
    areas = by_id(finland["areas"])
    kinds = Counter(each["kind"] for each in areas.values())
    assert kinds == {"municipality": 292, "employment-area": 45, "region": 18}
    assert "region-21" not in areas  # Åland
    for each in areas.values():
        within = [areas[key]["kind"] for key in each.get("within", [])]
        if each["kind"] == "municipality":
            assert within == ["employment-area", "region"]
            assert each["languages"] in (["fi"], ["fi", "sv"], ["sv", "fi"])
        else:
            assert within in ([], ["region"])
    assert areas["municipality-091"]["languages"] == ["fi", "sv"]
    assert areas["municipality-598"]["name"]["sv"] == "Jakobstad"
    assert areas["municipality-598"]["languages"] == ["sv", "fi"]


def test_the_table_of_ages_adds_up_to_the_figures_of_the_areas(root: Path, finland: Record) -> None:
    text = (root / "examples/finland/tables/ages-16-18.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    areas = by_id(finland["areas"])
    people: Counter[str] = Counter()
    for row in rows:
        assert (row["year"], row["age"]) in {("2019", "16"), ("2019", "17"), ("2019", "18")}
        (key,) = (
            key for key in areas[row["area"]]["within"] if areas[key]["kind"] == "employment-area"
        )
        people[key] += int(row["population"])
    assert len({(row["area"], row["age"]) for row in rows}) == len(rows) == 3 * 292
    for key, total in people.items():
        assert total == next(
            each["value"] for each in areas[key]["figures"] if each["name"] == "population-16-18"
        )
    assert len(people) == 45


def test_contributions_are_agreed_asked_for_and_declined(finland: Record) -> None:
    states = {
        (each["organization"], each.get("agreement", "agreed")) for each in finland["capacities"]
    }
    assert states == {
        ("kuntaliitto", "agreed"),
        ("kt", "agreed"),
        ("kt", "asked"),
        ("keva", "agreed"),
        ("keva", "declined"),
    }


def test_commitments_serve_every_theme_goal_and_expertise(finland: Record) -> None:
    commitments = finland["commitments"]
    assert [each["id"] for each in commitments] == [f"c-{n:02}" for n in range(1, 61)]
    assert Counter(each["kind"] for each in commitments) == {
        "project": 48,
        "standing": 6,
        "recurring": 6,
    }
    new = commitments[20:]
    assert {theme for each in new for theme in each["themes"]} == set(by_id(finland["themes"]))
    assert {each["goal"] for each in new} == {"network", "services", "customers"}
    assert {
        effort["expertise"]
        for each in new
        for scope in each["scopes"]
        for effort in scope["effort"]
    } == set(by_id(finland["expertises"]))
    assert any(each.get("excludes") for each in new)
    assert any(each.get("prerequisites") for each in new)


def test_partners_are_there_and_the_dissolved_one_has_a_successor(finland: Record) -> None:
    organizations = by_id(finland["organizations"])
    assert organizations["kuntaliitto"]["roles"] == ["coordinator"]
    assert {key for key, each in organizations.items() if each["roles"] == ["partner"]} == {
        "avainta",
        "fcg",
        "keva",
        "kt",
    }
    assert organizations["avainta"]["dissolved"].startswith("2025")
    assert organizations["avainta"]["successor"] == "kt"
    assert "fcg" not in {each["organization"] for each in finland["capacities"]}


@pytest.mark.parametrize("again", [1, 2])
def test_make_writes_the_same_bytes_from_the_reference_data(
    root: Path, reference_data: Path, tmp_path: Path, again: int
) -> None:
    made = tmp_path / "network.json"
    subprocess.run(
        [sys.executable, "-B", root / "examples/finland/make.py", "-o", made],
        env=os.environ
        | {"AREENA_REFERENCE_DATA": str(reference_data), "PYTHONHASHSEED": str(again)},
        check=True,
    )
    for name in ("network.json", "datapackage.json", "tables/ages-16-18.csv"):
        assert (tmp_path / name).read_bytes() == (root / "examples/finland" / name).read_bytes()


def test_make_without_reference_data_says_what_to_set(root: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-B", root / "examples/finland/make.py", "-o", tmp_path / "out.json"],
        env=os.environ | {"AREENA_REFERENCE_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "AREENA_REFERENCE_DATA" in done.stderr
    assert not (tmp_path / "out.json").exists()
