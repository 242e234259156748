"""The sample of Finland: its derived figures computed again, with no code of make.py."""

from __future__ import annotations

import json
from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

Record = dict[str, Any]

PROFILE = [29, 27, 15, 29]
DAYS_A_YEAR = {
    "edu": 150,
    "coo": 90,
    "law": 40,
    "fin": 30,
    "emp": 25,
    "dat": 40,
    "com": 40,
    "kt": 15,
    "keva": 6,
}
# Person-days as the commitments were stated: a year for standing and recurring work.
STATED = {
    "c-01": "coo 24 edu 14 com 4",
    "c-02": "edu 20 coo 15 law 10 fin 5",
    "c-03": "coo 12 edu 6",
    "c-04": "dat 6 coo 6 com 2",
    "c-05": "dat 22 edu 6 com 4",
    "c-06": "dat 18 fin 6 edu 6",
    "c-07": "fin 16 dat 10 edu 8",
    "c-08": "edu 14 com 8 coo 4 fin 4 law 2",
    "c-09": "edu 18 law 8 fin 6 coo 4",
    "c-10": "emp 18 edu 10 law 8 com 4",
    "c-11": "law 14 emp 8 edu 6 com 3",
    "c-12": "emp 12 edu 8 dat 6 coo 6",
    "c-13": "law 16 fin 6 edu 4 com 2",
    "c-14": "edu 8 coo 6 emp 3 com 3",
    "c-15": "edu 16 law 6 coo 6 dat 4",
    "c-16": "edu 10 coo 5 com 3",
    "c-17": "kt 12 coo 3",
    "c-18": "keva 10 dat 2 coo 2",
    "c-19": "com 22 edu 6 coo 4",
    "c-20": "com 8 edu 6 coo 4 law 2",
    "c-21": "dat 2 fin 1",
    "c-22": "edu 2",
    "c-23": "edu 1 emp 1",
    "c-24": "dat 1 edu 1",
    "c-25": "edu 8 emp 7 coo 2",
    "c-26": "dat 5 emp 3 edu 3",
    "c-27": "edu 8 com 3 law 3",
    "c-28": "edu 6 emp 4 dat 2",
    "c-29": "edu 10 emp 4 coo 2",
    "c-30": "edu 5 emp 4 dat 3",
    "c-31": "edu 9 com 4 law 1",
    "c-32": "edu 7 dat 5 com 2",
    "c-33": "edu 8 com 5 law 2",
    "c-34": "law 6 edu 5 fin 4",
    "c-35": "law 5 edu 5 fin 2",
    "c-36": "edu 16 fin 8 law 8 dat 6",
    "c-37": "fin 8 dat 6 edu 4",
    "c-38": "edu 12 coo 2 com 2",
    "c-39": "dat 5 edu 3 keva 3",
    "c-40": "edu 7 law 4 fin 3",
    "c-41": "edu 7 com 5 coo 1",
    "c-42": "com 8 edu 6",
    "c-43": "dat 7 edu 5 com 1",
    "c-44": "com 50 edu 12 coo 10",
    "c-45": "edu 7 com 3 coo 1",
    "c-46": "edu 9 emp 3 com 2",
    "c-47": "edu 8 dat 5",
    "c-48": "edu 11 law 5 coo 3",
    "c-49": "edu 8 law 5",
    "c-50": "dat 5 edu 5 fin 3",
    "c-51": "edu 11 coo 3 com 2",
    "c-52": "edu 8 coo 3",
    "c-53": "fin 6 dat 6",
    "c-54": "edu 5 fin 4 law 1",
    "c-55": "edu 9 law 3 dat 2",
    "c-56": "edu 10 law 4",
    "c-57": "dat 7 fin 6 edu 3",
    "c-58": "edu 5 kt 2 coo 1",
    "c-59": "edu 11 coo 3",
    "c-60": "edu 6 coo 5 dat 4 com 2",
}


@pytest.fixture(scope="module")
def finland(root: Path) -> Record:
    text = (root / "examples/finland/network.json").read_text(encoding="utf-8")
    document: Record = json.loads(text, parse_float=Decimal)
    return document


def by_id(rows: list[Record]) -> dict[str, Record]:
    return {row["id"]: row for row in rows}


def projects(document: Record) -> list[Record]:
    return [each for each in document["commitments"] if each["kind"] == "project"]


def default_scope(commitment: Record) -> Record:
    (scope,) = (each for each in commitment["scopes"] if each.get("default"))
    return dict(scope)


def days(scope: Record) -> Decimal:
    return sum((Decimal(each["days"]) for each in scope["effort"]), Decimal(0))


def quarter_index(text: str) -> int:
    return int(text[:4]) * 4 + int(text[5]) - 1


def spread(total: Decimal, weights: list[int]) -> list[Decimal]:
    """By largest remainder in hundredths: each gets the whole part, the largest rests one more."""
    exact = [Fraction(total) * 100 * each / sum(weights) for each in weights]
    parts = [int(each) for each in exact]
    rests = sorted(range(len(exact)), key=lambda i: (parts[i] - exact[i], i))
    for i in rests[: int(total * 100) - sum(parts)]:
        parts[i] += 1
    return [Decimal(each) / 100 for each in parts]


# What the stated formulas give


def employment_area(finland: Record, member: Record) -> Record:
    areas = by_id(finland["areas"])
    home = by_id(finland["organizations"])[member["organization"]]["home"]
    (area,) = (
        areas[key] for key in areas[home]["within"] if areas[key]["kind"] == "employment-area"
    )
    return area


def figures(noun: Record) -> dict[str, Any]:
    return {each["name"]: each["value"] for each in noun["figures"]}


def test_derived_figures_of_areas_follow_their_formulas(finland: Record) -> None:
    for area in finland["areas"]:
        if area["kind"] != "employment-area":
            continue
        have = figures(area)
        change = Fraction(have["population-5-7"], have["population-16-18"]) - 1
        ratio = Fraction(have["population-55-64"], have["population-15-24"])
        for name, value in (("cohort-change", change), ("exit-entry-ratio", ratio)):
            exact = Decimal(value.numerator) / Decimal(value.denominator)
            assert have[name] == exact.quantize(Decimal("0.000001"), rounding=ROUND_HALF_UP)


def theme_values(finland: Record) -> dict[str, list[Fraction]]:
    """Six values for each member, in the order of the themes."""
    area_of = {each["id"]: employment_area(finland, each) for each in finland["members"]}
    education = Counter[str]()
    for each in finland["members"]:
        education[area_of[each["id"]]["id"]] += each["student_years"]
    found: dict[str, list[Fraction]] = {}
    for each in finland["members"]:
        area = area_of[each["id"]]
        people = figures(area)
        young = people["population-16-18"]
        fall = 1 - Fraction(people["population-5-7"], young)
        before = figures(each)["student-years"]
        found[each["id"]] = [
            Fraction(people["population-55-64"], people["population-15-24"]),
            Fraction(people["municipalities"]),
            fall,
            Fraction(education[area["id"]], young),
            -fall,
            Fraction(before - each["student_years"], before),
        ]
    return found


def test_needs_follow_their_formula(finland: Record) -> None:
    values = theme_values(finland)
    columns = [sorted(column) for column in zip(*values.values(), strict=True)]
    expected: set[tuple[str, str, int]] = set()
    for member, row in values.items():
        ranked = []
        for number, (value, column) in enumerate(zip(row, columns, strict=True), start=1):
            twice = 2 * column.index(value) + column.count(value)
            ranked.append((-twice, f"t{number}"))
        for minus, theme in sorted(ranked)[:3]:
            expected.add((member, theme, min(5, 1 + -minus * 5 // 92)))
    found = [(each["member"], each["theme"], each["weight"]) for each in finland["needs"]]
    assert set(found) == expected
    assert len(found) == len(expected) == 138
    assert ("m-helsinki", "t5", 5) in expected
    for each in finland["needs"]:
        assert each["id"] == f"n-{each['member'][2:]}-{each['theme']}"


def test_needs_have_the_known_totals(finland: Record) -> None:
    themes = Counter(each["theme"] for each in finland["needs"])
    assert themes == {"t1": 24, "t2": 21, "t3": 23, "t4": 22, "t5": 23, "t6": 25}
    profiles: dict[str, set[tuple[str, int]]] = {}
    for each in finland["needs"]:
        profiles.setdefault(each["member"], set()).add((each["theme"], each["weight"]))
    assert len({frozenset(each) for each in profiles.values()}) == 38


def test_responses_follow_their_formula(finland: Record) -> None:
    weights: dict[str, Counter[str]] = {}
    for need in finland["needs"]:
        weights.setdefault(need["member"], Counter())[need["theme"]] = need["weight"]
    organizations = by_id(finland["organizations"])
    members = sorted(
        finland["members"], key=lambda each: organizations[each["organization"]]["business_id"]
    )
    expected: dict[str, list[str]] = {}
    for r, member in enumerate(members, start=1):
        if 34 * r // 46 > 34 * (r - 1) // 46:
            scored = []
            for each in projects(finland):
                score = sum(weights[member["id"]][theme] for theme in each["themes"])
                scored.append((-score, days(default_scope(each)), each["id"]))
            expected[member["id"]] = [key for minus, _, key in sorted(scored)[:5] if minus]
    found = {each["member"]: each["commitments"] for each in finland["ballots"]}
    assert found == expected
    assert {each["format"] for each in finland["ballots"]} == {"ranking"}
    assert found["m-helsinki"] == ["c-60", "c-49", "c-50", "c-46", "c-56"]
    assert len(found) == 34
    assert len({tuple(each) for each in found.values()}) == 27
    support = Counter(key for each in found.values() for key in each)
    assert support.most_common(2) == [("c-60", 34), ("c-39", 9)]
    assert (len(support), len(projects(finland))) == (41, 48)


# Commitments and days


def test_commitments_take_the_stated_days(finland: Record) -> None:
    found = {
        each["id"]: " ".join(
            f"{row['expertise']} {row['days']}" for row in default_scope(each)["effort"]
        )
        for each in finland["commitments"]
    }
    assert found == STATED
    assert sum(days(default_scope(each)) for each in projects(finland)) == 931
    yearly = [each for each in finland["commitments"] if each["kind"] != "project"]
    assert sum(days(default_scope(each)) for each in yearly) == 224
    assert {default_scope(each)["per"] for each in yearly} == {"year"}
    for each in projects(finland):
        light = next(scope for scope in each["scopes"] if scope["id"] == "light")
        assert days(light) < days(default_scope(each))
        assert light["coverage"] < default_scope(each)["coverage"]


def left_for_projects(finland: Record) -> dict[tuple[str, str], Decimal]:
    """Days of an expertise in a quarter after standing work and the reserve; checks both."""
    left: dict[tuple[str, str], Decimal] = {}
    for row in finland["capacities"]:
        if row.get("agreement", "agreed") != "agreed":
            continue
        (expertise,) = row["expertises"]
        quarter = int(row["quarter"][5])
        assert row["days"] == spread(Decimal(DAYS_A_YEAR[expertise]), PROFILE)[quarter - 1]
        load = Decimal(0)
        for each in finland["commitments"]:
            quarters = each.get("quarters", [1, 2, 3, 4])
            if each["kind"] == "project" or quarter not in quarters:
                continue
            weights = [PROFILE[number - 1] for number in quarters]
            for effort in default_scope(each)["effort"]:
                if effort["expertise"] == expertise:
                    load += spread(Decimal(effort["days"]), weights)[quarters.index(quarter)]
        assert load <= row["days"], row["id"]
        free = row["days"] - load
        reserve = (free * 15 / 100).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
        assert row["reserve"] == reserve, row["id"]
        left[expertise, row["quarter"]] = free - reserve
    return left


def test_days_and_reserve_leave_what_is_known_to_be_available(finland: Record) -> None:
    assert finland["promise"]["year_profile"] == PROFILE
    assert finland["promise"]["period"] == {"start": "2027Q1", "end": "2031Q1"}
    left = left_for_projects(finland)
    assert len(left) == len(DAYS_A_YEAR) * 16
    assert sum(left.values()) == Decimal("720.76")
    supported = {key for each in finland["ballots"] for key in each["commitments"]}
    wanted = [days(default_scope(each)) for each in projects(finland) if each["id"] in supported]
    assert sum(wanted) == 796  # more than there is: the choice binds, too
    law = by_id(finland["capacities"])["kuntaliitto.law.2027q1"]
    assert (law["days"], law["reserve"]) == (Decimal("11.6"), Decimal("0.87"))


def test_every_project_can_be_placed_alone_and_windows_leave_room_for_what_comes_before(
    finland: Record,
) -> None:
    left = left_for_projects(finland)
    placeable: dict[str, set[str]] = {}
    earliest_end: dict[str, int] = {}
    latest_start: dict[str, int] = {}
    for each in projects(finland):
        start, end = (quarter_index(each["window"][key]) for key in ("start", "end"))
        for scope in each["scopes"]:
            for length in range(scope["duration"]["min"], scope["duration"]["max"] + 1):
                for begin in range(start, end - length + 1):
                    if all(
                        share <= left[effort["expertise"], f"{at // 4}Q{at % 4 + 1}"]
                        for effort in scope["effort"]
                        for at, share in enumerate(
                            spread(Decimal(effort["days"]), [1] * length), start=begin
                        )
                    ):
                        key = each["id"]
                        placeable.setdefault(key, set()).add(scope["id"])
                        finish = begin + length
                        earliest_end[key] = min(finish, earliest_end.get(key, finish))
                        latest_start[key] = max(begin, latest_start.get(key, begin))
    assert all("light" in placeable[each["id"]] for each in projects(finland))
    # As SOURCES.md says.
    too_big = {key for key, scopes in placeable.items() if "standard" not in scopes}
    assert too_big == {"c-05", "c-06", "c-07", "c-10", "c-11", "c-13", "c-19", "c-44"}
    for each in projects(finland):
        for before in each.get("prerequisites", []):
            assert earliest_end[before] <= latest_start[each["id"]]
