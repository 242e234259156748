"""The tables beside Finland's document: their description, hashes, types and ids."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Record = dict[str, Any]

READ: dict[str, Callable[[str], object]] = {
    "string": str,
    "year": int,
    "integer": int,
    "number": float,
    "boolean": {"true": True, "false": False}.__getitem__,
}


@pytest.fixture(scope="module")
def folder(root: Path) -> Path:
    return root / "examples/finland"


@pytest.fixture(scope="module")
def network(folder: Path) -> Record:
    document: Record = json.loads((folder / "network.json").read_text(encoding="utf-8"))
    return document


@pytest.fixture(scope="module")
def resources(folder: Path) -> dict[str, Record]:
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert package["profile"] == "tabular-data-package"
    return {each["name"]: each for each in package["resources"]}


def rows(folder: Path, resource: Record) -> list[dict[str, str]]:
    with (folder / resource["path"]).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def ids(network: Record, noun: str) -> set[str]:
    return {each["id"] for each in network[noun]}


def test_every_table_is_described_and_is_the_one_described(
    folder: Path, resources: dict[str, Record]
) -> None:
    found = {f"tables/{path.name}" for path in (folder / "tables").iterdir()}
    assert {each["path"] for each in resources.values()} == found
    for each in resources.values():
        data = (folder / each["path"]).read_bytes()
        assert each["bytes"] == len(data)
        assert each["hash"] == "sha256:" + hashlib.sha256(data).hexdigest()
        header = data.split(b"\n", 1)[0].decode().split(",")
        assert [field["name"] for field in each["schema"]["fields"]] == header


def test_cells_have_the_type_and_keep_the_rules_of_their_column(
    folder: Path, resources: dict[str, Record]
) -> None:
    for each in resources.values():
        seen: set[tuple[str, ...]] = set()
        for row in rows(folder, each):
            key = tuple(row[name] for name in each["schema"]["primaryKey"])
            assert key not in seen
            seen.add(key)
            for field in each["schema"]["fields"]:
                rule, text = field.get("constraints", {}), row[field["name"]]
                assert text or not rule.get("required"), (key, field["name"])
                if not text:
                    continue
                value = READ[field["type"]](text)
                assert value in rule.get("enum", [value])
                for name, holds in (("minimum", float.__ge__), ("maximum", float.__le__)):
                    assert name not in rule or holds(float(text), float(rule[name]))


def test_figures_of_statistics_finland_name_it_and_its_licence(
    resources: dict[str, Record],
) -> None:
    table = resources["ages-16-18"]
    assert table["sources"][0]["title"].startswith("Source: Statistics Finland, table 11re")
    assert [each["name"] for each in table["licenses"]] == ["CC-BY-4.0"]


def test_owners_are_the_nine_cities_and_all_else_is_open(network: Record) -> None:
    cities = {
        each["id"] for each in network["organizations"] if each["legal_form"] == "municipality"
    }
    assert len(cities) == 9
    assert {each["organization"] for each in network["ownerships"]} == cities
    for each in network["ownerships"]:
        assert (each["owner"], each["share"]) == (each["organization"], 1)


def test_services_are_invented_and_sold_ones_have_a_price(network: Record) -> None:
    services = network["services"]
    partners = {each["id"] for each in network["organizations"] if "provider" not in each["roles"]}
    for each in services:
        assert each["illustrative"] is True
        sold = each["organization"] == "fcg"
        assert {name in each for name in ("price", "unit")} == {sold}
    assert {each.get("payer") for each in services} == {None, "kuntaliitto"}
    assert {each["organization"] for each in services} == partners - {"avainta"}
    assert 8 <= len(services) <= 12
