"""The tables beside the document: CSV files, described in Frictionless Data Package terms."""

from __future__ import annotations

import csv
import hashlib
import io
from pathlib import Path
from typing import Any

import facts
import layout

Record = dict[str, Any]

LANGUAGES = ("fi", "sv", "en")
STATISTICS_FINLAND: Record = {
    "sources": [
        {"title": "Source: Statistics Finland, table 11re: population by age and municipality 2019"}
    ],
    "licenses": [
        {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"},
    ],
}


def field(name: str, kind: str, description: str, **constraints: Any) -> Record:
    return {"name": name, "type": kind, "description": description} | (
        {"constraints": constraints} if constraints else {}
    )


def ages(finland: facts.Finland) -> tuple[list[Record], Record]:
    """Ages 16 to 18 by municipality: a row for each municipality and age."""
    rows = [
        {"area": f"municipality-{key}", "year": 2019, "age": age, "population": people}
        for key in sorted(finland.municipalities)
        for age, people in sorted(finland.young[key].items())
    ]
    return rows, {
        "title": "Ages 16 to 18 by municipality of mainland Finland, end of 2019",
        **STATISTICS_FINLAND,
        "schema": {
            "fields": [
                field("area", "string", "Id of an area of network.json.", required=True),
                field("year", "year", "The end of this year."),
                field("age", "integer", "Age in full years.", minimum=16, maximum=18),
                field("population", "integer", "People of this age.", minimum=0),
            ],
            "primaryKey": ["area", "year", "age"],
        },
    }


def ownerships(finland: facts.Finland) -> tuple[list[Record], Record]:
    """Who owns a provider, and how much of it; only what the sources hold."""
    rows = [
        {"organization": each, "owner": each, "share": 1}
        for each in sorted(
            f"o-{provider.business_id}"
            for provider in finland.providers
            if provider.legal_form == "municipality"
        )
    ]
    return rows, {
        "title": "Owners of providers",
        "description": "Nine cities that are providers themselves. The owner municipalities of "
        "joint authorities and companies are not in the sources: their shares are open, not zero.",
        "sources": [
            {"title": "Performance decisions for vocational education 2018-2020, CSCfi/antero"}
        ],
        "licenses": [{"name": "MIT", "path": "https://opensource.org/license/mit"}],
        "schema": {
            "fields": [
                field("organization", "string", "Id of the provider.", required=True),
                field("owner", "string", "Id of the organization that owns it.", required=True),
                field("share", "number", "Share that it owns.", minimum=0, maximum=1),
            ],
            "primaryKey": ["organization", "owner"],
        },
    }


def services(material: Record) -> tuple[list[Record], Record]:
    """Illustrative services: who gives them, how, how soon, and what they cost whom."""
    rows: list[Record] = []
    for each in material["services"]:
        row: Record = {"id": each["id"], "organization": each["organization"]}
        row |= {f"title_{language}": each["title"][language] for language in LANGUAGES}
        row |= {"themes": " ".join(each["themes"]), "channel": each["channel"]}
        row |= {f"level_{language}": each["level"][language] for language in LANGUAGES}
        row |= {key: each.get(key, "") for key in ("price", "unit", "payer")}
        rows.append(row | {"illustrative": "true"})
    texts = [
        field(f"{name}_{language}", "string", f"{description} ({language})", required=True)
        for name, description in (("title", "What it is"), ("level", "Service level"))
        for language in LANGUAGES
    ]
    return rows, {
        "title": "Services of the network",
        "description": "All invented to show how services look: no organization offers them in "
        "these words or at these prices.",
        "schema": {
            "fields": [
                field("id", "string", "Key of the service.", required=True, unique=True),
                field("organization", "string", "Id of who gives it.", required=True),
                *texts[:3],
                field("themes", "string", "Ids of themes it serves, with a blank between them."),
                field(
                    "channel",
                    "string",
                    "How one gets it.",
                    enum=["document", "email", "meeting", "phone", "visit", "web"],
                ),
                *texts[3:],
                field(
                    "price", "number", "Euros without value added tax; empty: no price.", minimum=0
                ),
                field("unit", "string", "What the price is for.", enum=["day", "training"]),
                field("payer", "string", "Who pays.", enum=["member", "coordinator"]),
                field("illustrative", "boolean", "Invented material.", required=True),
            ],
            "primaryKey": ["id"],
        },
    }


def text_of(rows: list[Record], schema: Record) -> str:
    buffer = io.StringIO()
    names = [each["name"] for each in schema["fields"]]
    writer = csv.DictWriter(buffer, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()


def write(folder: Path, material: Record, finland: facts.Finland) -> None:
    """Writes tables/*.csv and datapackage.json, which tells each table's columns and hash."""
    (folder / "tables").mkdir(exist_ok=True)
    resources: list[Record] = []
    for name, (rows, described) in (
        ("ages-16-18", ages(finland)),
        ("ownerships", ownerships(finland)),
        ("services", services(material)),
    ):
        data = text_of(rows, described["schema"]).encode()
        path = f"tables/{name}.csv"
        (folder / path).write_bytes(data)
        resources.append(
            {
                "name": name,
                "path": path,
                "profile": "tabular-data-resource",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": len(data),
                "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
                **described,
            }
        )
    package = {
        "profile": "tabular-data-package",
        "name": material["id"],
        "title": material["title"]["en"],
        "resources": resources,
    }
    (folder / "datapackage.json").write_bytes(layout.write(package).encode())
