"""The tiny sample: the sums of its README, done again from the document."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

Record = dict[str, Any]
Placement = tuple[str, int, dict[str, list[Decimal]]]
FIRST_QUARTER = 2027 * 4


@pytest.fixture(scope="module")
def tiny(root: Path) -> Record:
    text = (root / "examples/tiny/network.json").read_text(encoding="utf-8")
    document: Record = json.loads(text, parse_float=Decimal)
    return document


def commitment(tiny: Record, key: str) -> Record:
    (found,) = (each for each in tiny["commitments"] if each["id"] == key)
    return dict(found)


def scope(commitment: Record, key: str) -> Record:
    (found,) = (each for each in commitment["scopes"] if each["id"] == key)
    return dict(found)


def cost(tiny: Record, key: str, scope_id: str = "standard") -> Decimal:
    effort = scope(commitment(tiny, key), scope_id)["effort"]
    return sum((Decimal(each["days"]) for each in effort), Decimal(0))


def quarter_of(text: str) -> int:
    return int(text[:4]) * 4 + int(text[5]) - 1 - FIRST_QUARTER


def evenly(days: Decimal, length: int) -> list[Decimal]:
    """Hundredths over quarters, what is left over to the first ones."""
    whole, rest = divmod(int(days * 100), length)
    return [Decimal(whole + (i < rest)) / 100 for i in range(length)]


def test_shares_leave_one_project_unaffordable(tiny: Record) -> None:
    assert (len(tiny["members"]), len(tiny["commitments"])) == (5, 6)
    days = sum(each["days"] - each["reserve"] for each in tiny["capacities"])
    available = days - 2 * (cost(tiny, "c-1") + cost(tiny, "c-2"))
    assert (days, available) == (104, 80)
    left = {each["member"]: available / len(tiny["ballots"]) for each in tiny["ballots"]}
    support: dict[str, list[str]] = {}
    for ballot in tiny["ballots"]:
        for key in ballot["commitments"]:
            support.setdefault(key, []).append(ballot["member"])
    # In this order: the more supporters share a cost, the sooner.
    assert [len(support[key]) for key in ("c-3", "c-4", "c-5")] == [4, 3, 2]
    for key in ("c-3", "c-4", "c-5"):
        for member in support[key]:
            left[member] -= cost(tiny, key) / len(support[key])
    assert left == {"m-hopea": 9, "m-kulta": 0, "m-lumi": 9, "m-tuuli": 7}
    assert sum(left[member] for member in support["c-6"]) == 18
    spared = cost(tiny, "c-4") - cost(tiny, "c-4", "light")
    assert sum(left.values()) + spared == 36
    assert (cost(tiny, "c-6"), cost(tiny, "c-6", "light")) == (56, 38)
    assert commitment(tiny, "c-6")["excludes"] == ["c-5"]


def placements(commitment: Record) -> Iterator[Placement]:
    start, end = (quarter_of(commitment["window"][key]) for key in ("start", "end"))
    for each in commitment["scopes"]:
        for length in range(each["duration"]["min"], each["duration"]["max"] + 1):
            for begin in range(start, end - length + 1):
                yield (
                    each["id"],
                    begin,
                    {row["expertise"]: evenly(row["days"], length) for row in each["effort"]},
                )


def fits(placed: list[Placement]) -> bool:
    """Law comes from the association alone, data from both: two inequalities a quarter."""
    law = [Decimal(2)] * 8
    both = [Decimal(6 if quarter % 4 == 3 else 2) for quarter in range(8)]
    for _, begin, effort in placed:
        for expertise, shares in effort.items():
            for quarter, share in enumerate(shares, start=begin):
                both[quarter] += share
                law[quarter] += share if expertise == "law" else 0
    return all(a <= 9 and b <= 13 for a, b in zip(law, both, strict=True))


def test_one_project_fits_at_its_light_scope_only(tiny: Record) -> None:
    fourth, fifth = commitment(tiny, "c-4"), commitment(tiny, "c-5")
    assert {each[0] for each in placements(fourth) if fits([each])} == {"light", "standard"}
    together = {
        (a[:2], b[:2]) for a in placements(fourth) for b in placements(fifth) if fits([a, b])
    }
    assert {(a[0], b[0]) for a, b in together} == {("light", "light"), ("light", "standard")}
    first = quarter_of("2028Q1")
    assert {a for a, b in together if b[0] == "standard"} == {("light", first)}


def test_coverage_is_what_the_readme_says(tiny: Record) -> None:
    kept = {"c-1": "standard", "c-2": "standard", "c-3": "standard", "c-4": "light"}
    kept["c-5"] = "standard"
    served = {"t1": Decimal(0), "t2": Decimal(0)}
    for key, scope_id in kept.items():
        each = commitment(tiny, key)
        assert each["beneficiaries"] == {"all": True}
        for theme in each["themes"]:
            served[theme] += scope(each, scope_id)["coverage"]
    assert served == {"t1": Decimal("0.9"), "t2": Decimal("0.8")}
    found = {}
    for member in tiny["members"]:
        needs = [each for each in tiny["needs"] if each["member"] == member["id"]]
        total = sum(each["weight"] for each in needs)
        covered = sum(each["weight"] * served[each["theme"]] for each in needs)
        found[member["id"]] = int(covered * 1_000_000 // total)
    assert found == {
        "m-hopea": 900_000,
        "m-kulta": 866_666,
        "m-lumi": 816_666,
        "m-sini": 900_000,
        "m-tuuli": 833_333,
    }
