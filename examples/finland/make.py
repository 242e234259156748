"""Makes network.json, datapackage.json and tables/ of this folder from public figures and
material of the sample's own.

    python examples/finland/make.py [-o FILE]

Reads the folder named by the environment variable AREENA_REFERENCE_DATA (by default
`../shared/data` beside the repository), its subfolder `finland`, and material.json of this folder:
the promise, its commitments, days and formulas, as the document will have them. Same input, same
bytes. Every number is an integer, a `Decimal` or a `Fraction`. SOURCES.md tells where it all comes
from.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import data_package
import derive
import facts
from layout import write

HERE = Path(__file__).resolve().parent
Record = dict[str, Any]


def capacities(material: Record) -> list[Record]:
    """One row for each expertise and quarter; reserve: 15 % of what standing work leaves."""
    rows: list[Record] = []
    for each in material["days_per_year"]:
        expertise, organization = each["expertise"], each["organization"]
        agreed = derive.spread(int(each["days"] * 100), material["promise"]["year_profile"])
        load = derive.standing_load(material, expertise)
        for quarter, (have, busy) in enumerate(zip(agreed, load, strict=True), start=1):
            if busy > have:
                sys.exit(f"{expertise}: standing work takes {busy} of {have} hundredths")
            rows += [
                {
                    "id": f"{organization}.{expertise}.{year}q{quarter}",
                    "organization": organization,
                    "expertises": [expertise],
                    "quarter": f"{year}Q{quarter}",
                    "days": Decimal(have) / 100,
                    "reserve": Decimal(derive.reserve(have - busy)) / 100,
                    "illustrative": True,
                }
                for year in derive.years(material)
            ]
    return rows + further_contributions(material)


def further_contributions(material: Record) -> list[Record]:
    """Days that were asked for and not agreed: nothing is planned with them."""
    rows: list[Record] = []
    for each in material["further_contributions"]:
        organization, expertise = each["organization"], each["expertise"]
        days = derive.spread(int(each["days"] * 100), material["promise"]["year_profile"])
        rows += [
            {
                "id": f"{organization}.{expertise}.{year}q{quarter}",
                "organization": organization,
                "expertises": [expertise],
                "quarter": f"{year}Q{quarter}",
                "days": Decimal(have) / 100,
                "agreement": each["agreement"],
                "illustrative": True,
            }
            for year in each["years"]
            for quarter, have in enumerate(days, start=1)
        ]
    return rows


def network(material: Record, finland: facts.Finland) -> Record:
    needs = derive.needs(finland)
    slugs = material["slugs"]
    lists: dict[str, list[Record]] = {
        "areas": facts.areas(finland),
        "ballots": derive.ballots(finland, needs, material),
        "capacities": capacities(material),
        "commitments": [each | {"illustrative": True} for each in material["commitments"]],
        "expertises": material["expertises"],
        "formulas": material["formulas"],
        "groups": material["groups"],
        "members": facts.members(finland, slugs),
        "needs": derive.need_rows(needs, slugs),
        "organizations": material["organizations"] + facts.organizations(finland),
        "ownerships": facts.ownerships(finland),
        "services": [each | {"illustrative": True} for each in material["services"]],
        "sources": material["sources"],
        "themes": material["themes"],
    }
    document: Record = {"format": "areena-network", "version": 1}
    document |= {key: material[key] for key in ("id", "title", "language")}
    document["promise"] = material["promise"] | {"illustrative": True}
    for name, rows in lists.items():
        document[name] = sorted(rows, key=lambda row: str(row["id"]))
    return document


def hold_anchors(document: Record, material: Record) -> None:
    """Stops if a figure that the sample is known by comes out otherwise."""
    needs, ballots = document["needs"], document["ballots"]
    profiles: dict[str, list[tuple[str, int]]] = {}
    for need in needs:
        profiles.setdefault(need["member"], []).append((need["theme"], need["weight"]))
    support = Counter(key for ballot in ballots for key in ballot["commitments"])
    themes = Counter(need["theme"] for need in needs)
    projects = [each for each in document["commitments"] if each["kind"] == "project"]
    supported = [each for each in projects if support[each["id"]]]
    anchors: list[tuple[str, object, object]] = [
        ("needs by theme", [themes[f"t{n}"] for n in range(1, 7)], [24, 21, 23, 22, 23, 25]),
        ("profiles", len({tuple(sorted(each)) for each in profiles.values()}), 38),
        ("responses", len(ballots), 34),
        ("different responses", len({tuple(each["commitments"]) for each in ballots}), 27),
        ("most support", support.most_common(2), [("c-60", 34), ("c-39", 9)]),
        ("supported projects", (len(support), len(projects)), (41, 48)),
        ("days of projects", sum(derive.cost(each) for each in projects), 931),
        ("days of supported projects", sum(derive.cost(each) for each in supported), 796),
        ("available days", derive.available(material), Decimal("720.76")),
    ]
    for name, found, expected in anchors:
        if found != expected:
            sys.exit(f"{name}: {found}, expected {expected}")


def main() -> None:
    parser = argparse.ArgumentParser(description="Make the sample network of Finland.")
    parser.add_argument("-o", "--output", type=Path, default=HERE / "network.json")
    output: Path = parser.parse_args().output
    data = Path(os.environ.get("AREENA_REFERENCE_DATA", HERE.parents[2] / "shared" / "data"))
    folder = data / "finland"
    if not folder.is_dir():
        sys.exit(f"no folder {folder}: set AREENA_REFERENCE_DATA to the reference data")
    text = (HERE / "material.json").read_text(encoding="utf-8")
    material: Record = json.loads(text, parse_float=Decimal)
    finland = facts.read(folder)
    if {each.business_id for each in finland.providers} != set(material["slugs"]):
        sys.exit("the providers with a decision for 2020 are not those of material.json")
    document = network(material, finland)
    hold_anchors(document, material)
    output.write_bytes(write(document).encode())
    data_package.write(output.parent, material, finland)


if __name__ == "__main__":
    main()
