"""Values for any record, made from what its table says: no test names the fields of a noun."""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st

import areena
from areena import _core
from areena.cli import main

Row = dict[str, Any]

RECORDS: dict[str, Row] = {r["name"]: r for r in _core._describe() if r["kind"] == "record"}
ENUMS: dict[str, Row] = {r["name"]: r for r in _core._describe() if r["kind"] == "enum"}

KEYS = st.from_regex(r"[a-z0-9][a-z0-9._-]{0,20}", fullmatch=True)
TEXTS = st.text(st.characters(codec="utf-8"), max_size=30)
INT64 = st.integers(-(2**63), 2**63 - 1)


def whole_bounds(field: Row) -> tuple[int, int]:
    low = -(10**9) if math.isinf(field["min"]) else math.ceil(field["min"])
    high = 10**9 if math.isinf(field["max"]) else math.floor(field["max"])
    return low, high


class Values:
    """Samples and strategies for described types."""

    def example(self, type_: Row, field: Row, variant: int = 0) -> Any:
        """A value that is not the default of its type; variants 0 and 1 differ."""
        kind = type_["kind"]
        low, high = whole_bounds(field)
        made: dict[str, Any] = {
            "boolean": variant == 0,
            "integer": max(low, min(high, 3) - variant),
            "real": 0.5 + variant,
            "decimal": Decimal(min(high, max(low, 1))) / (1 + variant),
            "text": f"some text {variant}",
            "scalar": 7 + variant,
        }
        if kind in made:
            return made[kind]
        if kind == "token":
            return self._token_example(type_, variant)
        if kind == "optional":
            return self.example(type_["element"], field, variant)
        if kind == "list":
            return (self.example(type_["element"], field, variant),)
        if kind == "map":
            return {"key": self.example(type_["element"], field, variant)}
        return self.full(type_["name"], variant)

    def _token_example(self, type_: Row, variant: int) -> Any:
        if type_["is_enum"]:
            return list(ENUMS[type_["name"]]["class"])[-1 - variant]
        return {
            "Id": f"some-id-{variant}",
            "Quarter": f"2028Q{3 + variant}",
            "Date": datetime.date(2027, 4, 18 + variant),
            "Rational": Fraction(22, 7 + variant),
        }[type_["name"]]

    def arguments(self, name: str, variant: int = 0) -> dict[str, Any]:
        """A value for each field of a record, by name."""
        return {f["name"]: self.example(f["type"], f, variant) for f in RECORDS[name]["fields"]}

    def full(self, name: str, variant: int = 0) -> Any:
        """A record with every field set."""
        return RECORDS[name]["class"](**self.arguments(name, variant))

    def minimal(self, name: str) -> Any:
        """A record with nothing but the required fields."""
        return RECORDS[name]["class"](**self.required(name))

    def required(self, name: str) -> dict[str, Any]:
        return {
            f["name"]: self.example(f["type"], f) for f in RECORDS[name]["fields"] if f["required"]
        }

    def strategy(self, name: str) -> st.SearchStrategy[Any]:
        """Any valid record of the class."""
        fields = RECORDS[name]["fields"]
        required = {f["name"]: self._of(f["type"], f) for f in fields if f["required"]}
        others = {f["name"]: self._of(f["type"], f) for f in fields if not f["required"]}
        made = st.fixed_dictionaries(required, optional=others).map(
            lambda arguments: RECORDS[name]["class"](**arguments)
        )
        if RECORDS[name]["has_short_form"]:
            return made | TEXTS.map(RECORDS[name]["class"])
        return made

    def _of(self, type_: Row, field: Row) -> st.SearchStrategy[Any]:
        kind = type_["kind"]
        if kind == "token":
            return self._token(type_)
        if kind == "record":
            return st.deferred(lambda: self.strategy(type_["name"]))
        if kind in {"optional", "list", "map"}:
            return self._container(type_, field)
        low, high = whole_bounds(field)
        bounded = not math.isinf(field["min"]) or not math.isinf(field["max"])
        return {
            "boolean": st.booleans(),
            "integer": st.integers(low, high) if bounded else INT64,
            "real": st.floats(low, high, allow_nan=False),
            "decimal": st.decimals(low, high, places=type_["scale"]),
            "text": TEXTS,
            "scalar": st.booleans()
            | INT64
            | st.floats(allow_nan=False, allow_infinity=False)
            | TEXTS,
        }[kind]

    def _container(self, type_: Row, field: Row) -> st.SearchStrategy[Any]:
        element = self._of(type_["element"], field)
        if type_["kind"] == "optional":
            return st.none() | element
        if type_["kind"] == "list":
            return st.lists(element, max_size=3)
        return st.dictionaries(TEXTS, element, max_size=3)

    def _token(self, type_: Row) -> st.SearchStrategy[Any]:
        if type_["is_enum"]:
            return st.sampled_from(ENUMS[type_["name"]]["class"])
        quarters = st.builds("{:04}Q{}".format, st.integers(1, 9999), st.integers(1, 4))
        by_name: dict[str, st.SearchStrategy[Any]] = {
            "Id": KEYS,
            "Quarter": quarters,
            "Date": st.dates(),
            "Rational": st.fractions(),
        }
        return by_name[type_["name"]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Runs a command in this process: exit code, stdout, stderr."""

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


@pytest.fixture(scope="session")
def values() -> Values:
    return Values()


@pytest.fixture(scope="session")
def tiny() -> areena.Network:
    return areena.examples.tiny()


@pytest.fixture(scope="session")
def finland() -> areena.Network:
    return areena.examples.finland()


@pytest.fixture(scope="session")
def tiny_plan(tiny: areena.Network) -> areena.Plan:
    return areena.plan(tiny)


@pytest.fixture(scope="session")
def large(finland: areena.Network) -> areena.Network:
    """The Finnish sample with twenty times as many projects: planning it takes long if allowed."""
    draft = finland.edit()
    for copy in range(20):
        for commitment in finland.commitments:
            if commitment.kind == "project":
                name = f"{commitment.id}-{copy}"
                draft.add(commitment.replace(id=name, prerequisites=[], excludes=[]))
    for capacity in finland.capacities:
        draft.update(capacity.replace(days=capacity.days * 8))
    draft.ballots = [
        ballot.replace(
            commitments=[
                name
                for id_ in ballot.commitments
                for name in [id_, *(f"{id_}-{copy}" for copy in range(20))]
            ]
        )
        for ballot in finland.ballots
    ]
    return draft.build()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """`record` stands for each record's name, `field` for each of its fields."""
    if {"record", "field"} <= set(metafunc.fixturenames):
        metafunc.parametrize(("record", "field"), list(_fields()))
    elif "record" in metafunc.fixturenames:
        metafunc.parametrize("record", list(RECORDS))
    elif "enum" in metafunc.fixturenames:
        metafunc.parametrize("enum", list(ENUMS))


def _fields() -> Iterator[Any]:
    for name, row in RECORDS.items():
        for field in row["fields"]:
            yield pytest.param(name, field["name"], id=f"{name}.{field['name']}")
