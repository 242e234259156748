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

STATISTICS_FINLAND: Record = {
    "source": "statfin-11re",
    "sources": [
        {"title": "Source: Statistics Finland, table 11re: population by age and municipality 2019"}
    ],
    "licenses": [
        {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"},
    ],
}


def field(
    name: str, kind: str, description: str, *, refers_to: str = "", **constraints: Any
) -> Record:
    """A column; ``refersTo`` is areena's own: the nouns of network.json whose ids it holds."""
    return (
        {"name": name, "type": kind, "description": description}
        | ({"refersTo": refers_to} if refers_to else {})
        | ({"constraints": constraints} if constraints else {})
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
                field(
                    "area",
                    "string",
                    "Id of an area of network.json.",
                    refers_to="areas",
                    required=True,
                ),
                field("year", "year", "The end of this year."),
                field("age", "integer", "Age in full years.", minimum=16, maximum=18),
                field("population", "integer", "People of this age.", minimum=0),
            ],
            "primaryKey": ["area", "year", "age"],
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
    for name, (rows, described) in {"ages-16-18": ages(finland)}.items():
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
