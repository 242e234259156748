"""What the stated formulas make of the facts: standing load, reserve, needs, priority responses."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from facts import Finland, Provider

Record = dict[str, Any]
Needs = dict[str, dict[str, int]]  # business id -> theme -> weight


def spread(hundredths: int, weights: Sequence[int]) -> list[int]:
    """Shares of a whole in proportion to weights, by largest remainder, the earlier one first."""
    total = sum(weights)
    shares = [hundredths * weight // total for weight in weights]
    by_remainder = sorted(
        range(len(weights)), key=lambda i: (-(hundredths * weights[i] % total), i)
    )
    for i in by_remainder[: hundredths - sum(shares)]:
        shares[i] += 1
    return shares


def years(material: Record) -> range:
    period = material["promise"]["period"]
    return range(int(period["start"][:4]), int(period["end"][:4]))


def standing_load(material: Record, expertise: str) -> list[int]:
    """Hundredths of days that standing and recurring work takes in each quarter of a year."""
    load = [0, 0, 0, 0]
    for commitment in material["commitments"]:
        if commitment["kind"] == "project":
            continue
        quarters = commitment.get("quarters", [1, 2, 3, 4])
        weights = [material["promise"]["year_profile"][quarter - 1] for quarter in quarters]
        for effort in commitment["scopes"][0]["effort"]:
            if effort["expertise"] == expertise:
                shares = spread(int(effort["days"] * 100), weights)
                for quarter, share in zip(quarters, shares, strict=True):
                    load[quarter - 1] += share
    return load


def reserve(hundredths: int) -> int:
    """15 per cent, rounded half up to hundredths of a day."""
    return (15 * hundredths + 50) // 100


def available(material: Record) -> Decimal:
    """Available effort of the whole period, in person-days."""
    total = 0
    for each in material["days_per_year"]:
        agreed = spread(int(each["days"] * 100), material["promise"]["year_profile"])
        load = standing_load(material, each["expertise"])
        for have, busy in zip(agreed, load, strict=True):
            total += have - busy - reserve(have - busy)
    return Decimal(total * len(years(material))) / 100


def cost(project: Record) -> Decimal:
    """Person-days of a project's default scope."""
    (default,) = (scope for scope in project["scopes"] if scope.get("default"))
    return sum((Decimal(effort["days"]) for effort in default["effort"]), Decimal(0))


def values(finland: Finland, provider: Provider) -> dict[str, Fraction]:
    """The value of each theme for a member, as formula f-needs states them."""
    area = finland.areas[provider.employment_area]
    student_years = sum(
        each.student_years
        for each in finland.providers
        if each.employment_area == provider.employment_area
    )
    shrinking = 1 - Fraction(area.ages(5, 7), area.ages(16, 18))
    before = provider.student_years_before
    return {
        "t1": Fraction(area.ages(55, 64), area.ages(15, 24)),
        "t2": Fraction(area.num_municipalities),
        "t3": shrinking,
        "t4": Fraction(student_years, area.ages(16, 18)),
        "t5": -shrinking,
        "t6": Fraction(before - provider.student_years, before),
    }


def needs(finland: Finland) -> Needs:
    """Three needs of every member, by formula f-needs."""
    table = {each.business_id: values(finland, each) for each in finland.providers}
    found: Needs = {}
    for business_id, row in table.items():
        rank: dict[str, Fraction] = {}
        for theme, value in row.items():
            below = sum(other[theme] < value for other in table.values())
            equal = sum(other[theme] == value for other in table.values())
            rank[theme] = Fraction(2 * below + equal, 2 * len(table))
        highest = sorted(rank, key=lambda theme: (-rank[theme], theme))[:3]
        found[business_id] = {theme: min(5, 1 + int(5 * rank[theme])) for theme in highest}
    return found


def need_rows(found: Needs, slugs: dict[str, str]) -> list[Record]:
    return [
        {
            "id": f"n-{slugs[business_id]}-{theme}",
            "member": f"m-{slugs[business_id]}",
            "theme": theme,
            "weight": weight,
            "derived": "f-needs",
        }
        for business_id, row in found.items()
        for theme, weight in row.items()
    ]


def ballots(finland: Finland, found: Needs, material: Record) -> list[Record]:
    """Priority responses of 34 members, by formula f-responses."""
    rows: list[Record] = []
    slugs = material["slugs"]
    projects = [each for each in material["commitments"] if each["kind"] == "project"]
    in_order = sorted(each.business_id for each in finland.providers)
    for rank, business_id in enumerate(in_order, start=1):
        if 34 * rank // 46 == 34 * (rank - 1) // 46:
            continue
        weights = found[business_id]
        score = {
            each["id"]: sum(weights.get(theme, 0) for theme in each["themes"]) for each in projects
        }
        liked = [each for each in projects if score[each["id"]] > 0]
        liked.sort(key=lambda each: (-score[each["id"]], cost(each), each["id"]))
        rows.append(
            {
                "id": f"b-{slugs[business_id]}",
                "member": f"m-{slugs[business_id]}",
                "format": "ranking",
                "commitments": [each["id"] for each in liked[:5]],
                "derived": "f-responses",
            }
        )
    return rows
