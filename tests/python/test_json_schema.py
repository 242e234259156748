"""The JSON Schema of the document, against an independent validator and against our own reader."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import areena
from areena.cli import main

VALIDATORS = [jsonschema.Draft202012Validator, jsonschema.Draft7Validator]
SHAPE = ("json.", "document.")

# Each replaces one value of a good document; most are wrong almost everywhere.
STRANGE: list[Any] = [None, True, -7, 1.5, "", "Zz ?", [], {}, {"zz": 1}, ["zz"], 10**12]


def document(root: Path, name: str) -> Any:
    return json.loads((root / f"examples/{name}/network.json").read_text(encoding="utf-8"))


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place of a document below its root."""
    inner: Any = ()
    if isinstance(value, dict):
        inner = value.items()
    elif isinstance(value, list):
        inner = enumerate(value)
    for key, member in inner:
        yield (*path, key)
        yield from places(member, (*path, key))


def holder(value: Any, path: tuple[Any, ...]) -> Any:
    for key in path[:-1]:
        value = value[key]
    return value


def takes(text: str) -> bool:
    """Whether our reader finds the shape of a document good, whatever its content."""
    try:
        findings = areena.loads_draft(text).findings
    except areena.InvalidError:
        return False
    return not any(finding.code.startswith(SHAPE) for finding in findings)


@pytest.mark.parametrize("validator", VALIDATORS)
def test_the_schema_is_one(validator: Any) -> None:
    validator.check_schema(areena.json_schema())


@pytest.mark.parametrize("validator", VALIDATORS)
@pytest.mark.parametrize("name", ["tiny", "finland"])
def test_the_samples_are_valid(root: Path, name: str, validator: Any) -> None:
    errors = list(validator(areena.json_schema()).iter_errors(document(root, name)))
    assert errors == []


@pytest.mark.parametrize("validator", VALIDATORS)
def test_it_judges_shapes_as_the_reader_does(root: Path, validator: Any) -> None:
    good = document(root, "tiny")
    check = validator(areena.json_schema())
    everywhere = list(places(good))
    draw = random.Random(20270101)
    refused = 0
    for _ in range(200):
        path = draw.choice(everywhere)
        changed = copy.deepcopy(good)
        within = holder(changed, path)
        kind = draw.choice(["replace", "replace", "remove", "add"])
        if kind == "replace":
            within[path[-1]] = draw.choice(STRANGE)
        elif kind == "remove":
            del within[path[-1]]
        elif isinstance(within, dict):
            within["zz"] = draw.choice(STRANGE)
        else:
            within.append(draw.choice(STRANGE))
        valid = check.is_valid(changed)
        assert valid == takes(json.dumps(changed)), (kind, path, holder(changed, path))
        refused += not valid
    assert 50 < refused < 200


def test_what_a_schema_cannot_say_is_left_to_the_reader(root: Path) -> None:
    changed = document(root, "tiny")
    changed["capacities"][0]["days"] = 1.234
    assert jsonschema.Draft202012Validator(areena.json_schema()).is_valid(changed)
    assert not takes(json.dumps(changed))


def test_the_command_prints_the_committed_schema(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["schema"]) == 0
    committed = (root / "docs/areena-network.schema.json").read_text(encoding="utf-8")
    assert capsys.readouterr().out == committed
