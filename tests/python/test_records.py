"""Every class made from a table, by what all of them promise."""

from __future__ import annotations

import copy
import datetime
import importlib
import inspect
import pickle
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import areena
from areena import _core, frames

CLASSES = {row["name"]: row["class"] for row in _core._describe()}


# Whose required fields alone fill more than a short repr.
LARGE_RECORDS = {
    "CapacityValue", "Choice", "ChoiceReason", "Chosen", "Commitment", "Comparison", "DataPackage",
    "Explanation",
    "PlanDocument", "Price", "Promise", "Provenance", "TableSchema",
}  # fmt: skip


def names() -> dict[str, Any]:
    """What `from areena import *` and the standard library have, to evaluate a repr."""
    return {**CLASSES, "Decimal": Decimal, "Fraction": Fraction, "datetime": datetime}


def test_a_record_has_the_fields_it_was_given(values: Any, record: str) -> None:
    made = values.full(record)
    for name, value in values.arguments(record).items():
        assert getattr(made, name) == value


def test_only_required_fields_must_be_given(values: Any, record: str) -> None:
    cls = CLASSES[record]
    required = values.required(record)
    assert values.minimal(record) == cls(**required)
    for name in required:
        rest = {other: value for other, value in required.items() if other != name}
        with pytest.raises(TypeError, match=f"missing '{name}'"):
            cls(**rest)


def test_equal_records_are_equal_and_hash_alike(values: Any, record: str) -> None:
    one, other = values.full(record), values.full(record)
    assert one is not other
    assert one == other
    assert (one != other) is False
    assert hash(one) == hash(other)
    assert one != "something else"
    assert values.full("Place") != values.full("Period")


def test_a_record_cannot_change(values: Any, record: str) -> None:
    made = values.full(record)
    before = made.to_json()
    for name in type(made).__match_args__:
        with pytest.raises(AttributeError, match=f"{record} is frozen: '{name}' cannot be set"):
            setattr(made, name, getattr(made, name))
        with pytest.raises(AttributeError, match="is frozen"):
            delattr(made, name)
    with pytest.raises(AttributeError, match=f"{record} has no field 'somthing'"):
        made.somthing = 1
    assert made.to_json() == before


def test_copies_and_pickles_are_equal(values: Any, record: str) -> None:
    made = values.full(record)
    assert copy.copy(made) is made
    assert copy.deepcopy(made) is made
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        assert pickle.loads(pickle.dumps(made, protocol)) == made


def test_a_pickle_holds_a_version_and_plain_data(values: Any, record: str) -> None:
    restore, (version, text) = values.full(record).__reduce__()
    assert version == 1
    assert isinstance(text, str)
    with pytest.raises(areena.InvalidError, match="version 2") as caught:
        restore(2, text)
    assert caught.value.code == "pickle.version"


def test_pickles_name_the_public_class(values: Any, record: str) -> None:
    made = values.full(record)
    assert b"_core" not in pickle.dumps(made)
    module = importlib.import_module(type(made).__module__)
    assert module.__name__ in {"areena", "areena.planning", "areena.tables"}
    assert getattr(module, record) is type(made)


def test_a_repr_makes_the_record_again(values: Any, record: str) -> None:
    made = values.minimal(record)
    if len(repr(made)) <= 240 and " item" not in repr(made):
        assert eval(repr(made), names()) == made
    else:
        assert record in LARGE_RECORDS


def test_a_long_repr_is_cut(values: Any) -> None:
    long = areena.Commitment(
        id="c",
        kind="project",
        title="t" * 500,
        goal="g",
        scopes=[values.full("Scope")] * 20,
    )
    assert len(repr(long)) < 300
    assert "scopes=<20 items>" in repr(long)
    assert "\N{HORIZONTAL ELLIPSIS}" in repr(long)


def test_a_record_goes_to_plain_data_and_back(values: Any, record: str) -> None:
    cls = CLASSES[record]
    made = values.full(record)
    assert cls(**made.to_dict()) == made
    assert cls.from_json(made.to_json()) == made


def test_the_signature_can_be_read(values: Any, record: str) -> None:
    parameters = inspect.signature(CLASSES[record]).parameters
    fields = [p.name for p in parameters.values() if p.kind is p.KEYWORD_ONLY]
    assert tuple(fields) == CLASSES[record].__match_args__
    required = [name for name in fields if parameters[name].default is inspect.Parameter.empty]
    assert required == list(values.required(record))


def test_defaults_of_the_signature_are_the_defaults(values: Any, record: str) -> None:
    parameters = inspect.signature(CLASSES[record]).parameters
    minimal = values.minimal(record)
    for name, parameter in parameters.items():
        if parameter.kind is parameter.KEYWORD_ONLY and parameter.default not in (
            inspect.Parameter.empty,
            ...,
        ):
            assert minimal.replace(**{name: parameter.default}) == minimal, name


def test_an_unknown_keyword_is_named_with_its_nearest(values: Any, record: str) -> None:
    arguments = values.required(record)
    first = CLASSES[record].__match_args__[0]
    with pytest.raises(TypeError) as caught:
        CLASSES[record](**arguments, **{first + "x": 1})
    assert f"unexpected keyword '{first}x'" in str(caught.value)
    assert f"did you mean '{first}'" in str(caught.value)


def test_arguments_have_names(record: str) -> None:
    with pytest.raises(TypeError, match="keyword arguments"):
        CLASSES[record]("a", "b")


def test_a_record_is_final(record: str) -> None:
    with pytest.raises(TypeError, match="not an acceptable base type"):
        type("Derived", (CLASSES[record],), {})


# --- every field of every record, by every walker ---------------------------------------------


def test_every_walker_sees_the_field(values: Any, record: str, field: str) -> None:
    arguments = values.arguments(record)
    made = values.minimal(record).replace(**{field: arguments[field]})
    given = next(
        f for row in _core._describe() if row["name"] == record for f in row["fields"]
        if f["name"] == field
    )  # fmt: skip
    # Attribute, documentation, signature.
    assert getattr(made, field) == arguments[field]
    assert field in inspect.signature(CLASSES[record]).parameters
    assert given["doc"] == inspect.getattr_static(CLASSES[record], field).__doc__
    assert f"{field} : " in (CLASSES[record].__doc__ or "")
    # JSON, plain data, pickles, repr.
    assert field.rstrip("_") in made.to_dict()
    assert CLASSES[record].from_json(made.to_json()) == made
    assert pickle.loads(pickle.dumps(made)) == made
    assert f"{field}=" in repr(made)
    # Tables.
    row = frames.records_frame([made], CLASSES[record])
    assert field in row.columns


def test_a_change_of_the_field_is_a_difference(values: Any, record: str, field: str) -> None:
    minimal = values.minimal(record)
    is_required = field in values.required(record)
    value = values.arguments(record, variant=1 if is_required else 0)[field]
    changed = minimal.replace(**{field: value})
    assert changed != minimal
    assert hash(changed) != hash(minimal)
    assert changed.to_json() != minimal.to_json()


def test_none_is_for_optional_fields_alone(values: Any, record: str, field: str) -> None:
    described = next(row for row in _core._describe() if row["name"] == record)
    kind = next(f for f in described["fields"] if f["name"] == field)["type"]["kind"]
    made = values.full(record)
    if kind == "optional":
        assert getattr(made.replace(**{field: None}), field) is None
    else:
        with pytest.raises(TypeError, match=f"{record}.{field}: .* is expected, not NoneType"):
            made.replace(**{field: None})


class Nothing:
    """A value that no field takes."""


def test_a_wrong_type_is_named(values: Any, record: str, field: str) -> None:
    with pytest.raises(TypeError, match=rf"{record}\.{field}.* is expected, not .*Nothing"):
        values.full(record).replace(**{field: Nothing()})


# --- any value ---------------------------------------------------------------------------------


@settings(max_examples=25)
@given(data=st.data())
def test_any_record_survives_json_and_pickle(values: Any, record: str, data: st.DataObject) -> None:
    made = data.draw(values.strategy(record))
    again = type(made).from_json(made.to_json())
    assert again == made
    assert hash(again) == hash(made)
    assert again.to_json() == made.to_json()
    assert pickle.loads(pickle.dumps(made)) == made
    assert made.replace() == made
    assert isinstance(repr(made), str)


# --- enumerations ------------------------------------------------------------------------------


def test_an_enumeration_is_a_native_one(enum: str) -> None:
    cls: type[StrEnum] = CLASSES[enum]
    assert cls.__module__ in {"areena", "areena.planning", "areena.tables"}
    assert cls.__doc__
    for member in cls:
        assert isinstance(member, str)
        assert member.name == member.value.replace("-", "_")
        assert cls(member.value) is member
        assert pickle.loads(pickle.dumps(member)) is member


def test_names_of_members_are_those_of_cpp() -> None:
    assert areena.LegalForm.joint_authority.value == "joint-authority"
    assert areena.AreaKind["employment_area"].value == "employment-area"


# --- particular values --------------------------------------------------------------------------


def organization(**fields: Any) -> areena.Organization:
    return areena.Organization(id="o", name="Name", **fields)


def test_values_have_the_types_of_python() -> None:
    made = organization(founded="2020-02-29", roles=["provider"], legal_form="joint-authority")
    assert made.founded == datetime.date(2020, 2, 29)
    assert made.roles == (areena.Role.provider,)
    assert made.legal_form is areena.LegalForm.joint_authority
    assert made.name == areena.LocalizedText("Name")
    assert made.successor is None
    assert areena.Period(start="2027Q1", end="2028Q1").start == "2027Q1"


def test_extra_cannot_be_changed() -> None:
    given = {"a": 1, "b": 2.5, "c": "x", "d": True}
    made = organization(extra=given)
    given["a"] = 2
    assert isinstance(made.extra, Mapping)
    assert dict(made.extra) == {"a": 1, "b": 2.5, "c": "x", "d": True}
    assert type(made.extra["d"]) is bool
    with pytest.raises(TypeError):
        made.extra["a"] = 3  # type: ignore[index]


@pytest.mark.parametrize("days", [Decimal("9.6"), 9.6, Decimal("9.60"), Decimal("96E-1")])
def test_decimals_are_exact(days: Any) -> None:
    effort = areena.Effort(expertise="law", days=days)
    assert effort.days == Decimal("9.6")
    assert str(effort.days) == "9.6"


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ({"days": 1.234}, "document.range", "at most 2 decimals"),
        ({"days": float("nan")}, "document.range", "nan"),
        ({"days": float("inf")}, "document.range", "inf"),
        ({"days": Decimal("NaN")}, "document.range", "NaN"),
        ({"days": 10**30}, "document.range", "64 bits"),
        ({"days": -1}, "document.range", "at least 0"),
        ({"expertise": "Law"}, "document.value", "Effort.expertise: 'Law' is not a key"),
        ({"expertise": ""}, "document.value", "lower-case"),
        ({"expertise": "\ud800"}, "json.encoding", "surrogate"),
    ],
)
def test_a_broken_rule_is_an_error_with_a_code(
    arguments: dict[str, Any], code: str, message: str
) -> None:
    with pytest.raises(areena.InvalidError) as caught:
        areena.Effort(**{"expertise": "law", "days": 1, **arguments})
    assert caught.value.code == code
    assert message in str(caught.value)
    assert isinstance(caught.value, ValueError)


def test_a_fault_within_names_the_way_to_it() -> None:
    with pytest.raises(TypeError, match=r"Commitment\.scopes\[1\]\.effort\[0\]\.days: a Decimal"):
        areena.Commitment(
            id="c",
            kind="project",
            title="t",
            goal="g",
            scopes=[
                {"id": "light", "coverage": 0.5, "effort": []},
                {"id": "full", "coverage": 1, "effort": [{"expertise": "law", "days": "2"}]},
            ],
        )


def test_an_unknown_word_gets_the_nearest_ones() -> None:
    with pytest.raises(areena.InvalidError, match="'providr' is not a Role; did you mean 'prov"):
        organization(roles=["providr"])
    with pytest.raises(areena.InvalidError, match="one of 'verified', 'high', 'medium'"):
        organization(home_confidence="zzzzzzzz")


def test_a_text_is_no_sequence() -> None:
    with pytest.raises(TypeError, match=r"Organization\.roles: a sequence is expected, not str"):
        organization(roles="provider")
    with pytest.raises(TypeError, match="a sequence is expected, not dict"):
        organization(roles={"provider": 1})


def test_a_time_is_no_date() -> None:
    with pytest.raises(TypeError, match=r"datetime\.date \| str is expected"):
        organization(founded=datetime.datetime(2027, 1, 1, 12, 0))


def test_truth_values_are_no_numbers() -> None:
    with pytest.raises(TypeError, match="an int is expected, not bool"):
        areena.Need(id="n", member="m", theme="t", weight=True)
    with pytest.raises(TypeError, match="a bool is expected, not int"):
        areena.Need(id="n", member="m", theme="t", weight=1, illustrative=1)  # type: ignore[arg-type]


def test_an_error_while_iterating_is_passed_on() -> None:
    def broken() -> Any:
        yield "provider"
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        organization(roles=broken())


def test_localized_text_is_found_by_language() -> None:
    text = areena.LocalizedText(fi="suomeksi", en="in English")
    assert text.in_("fi") == "suomeksi"
    assert text.in_(areena.Language.sv, None, "en", "fi") == "in English"
    assert text.in_("sv") == "suomeksi"
    assert areena.LocalizedText("oma").in_("sv", own="fi") == "oma"
    assert areena.LocalizedText("oma").plain == "oma"
    assert text.plain is None
    assert areena.LocalizedText().in_("fi") == ""
    with pytest.raises(areena.InvalidError, match="'de' is not a Language"):
        text.in_("de")


def test_localized_text_takes_one_text_or_languages() -> None:
    assert repr(areena.LocalizedText("x")) == "LocalizedText('x')"
    for arguments in ((("x",), {"fi": "y"}), ((), {"plain": "x", "fi": "y"})):
        with pytest.raises(TypeError, match="either a plain text or fields, not both"):
            areena.LocalizedText(*arguments[0], **arguments[1])
    plain = areena.LocalizedText(plain="x")
    assert plain == areena.LocalizedText("x")
    assert plain.to_dict() == {"plain": "x"}
    assert areena.LocalizedText(**plain.to_dict()) == plain
    assert plain.replace(plain="y") == areena.LocalizedText("y")
    assert areena.LocalizedText(fi="z").replace(plain="y") == areena.LocalizedText("y")
    assert organization().replace(name={"plain": "N"}).name.plain == "N"
    with pytest.raises(TypeError, match="this one is a plain text; make a new one"):
        plain.replace(fi="y")
    with pytest.raises(TypeError, match="takes one text or keyword"):
        areena.LocalizedText("x", "y")  # type: ignore[call-arg]


def test_a_short_form_stands_for_the_record() -> None:
    plain = organization()
    assert organization().replace(name={"fi": "Name"}).name.fi == "Name"
    assert plain.to_dict()["name"] == "Name"


def test_patterns_match() -> None:
    match areena.Period(start="2027Q1", end="2028Q1"):
        case areena.Period(start=start, end="2028Q1"):
            assert start == "2027Q1"
        case _:
            raise AssertionError


def test_the_default_scope_is_the_marked_or_the_only_one(values: Any) -> None:
    commitment = values.full("Commitment")
    light, full = (
        areena.Scope(id=name, coverage=1, effort=[], default=name == "full")
        for name in ("light", "full")
    )
    assert commitment.replace(scopes=[light, full]).default_scope == full
    assert commitment.replace(scopes=[light]).default_scope == light
    assert commitment.replace(scopes=[light, light]).default_scope is None


def test_personal_data_is_redacted() -> None:
    cls = areena.Area
    given = {"id": "hidden", "name": "Secret", "code": "091", "kind": "region"}
    fields = ("id", "name", "code", "kind")
    try:
        for name in fields:
            _core._mark_personal(cls, name, True)
        made = cls(**given)  # type: ignore[arg-type]
        assert repr(made) == (
            "Area(id=<redacted>, kind=<redacted>, name=<redacted>, code=<redacted>)"
        )
        frame = frames.records_frame([made], cls)
        assert [frame.loc[0, name] for name in fields] == ["<redacted>"] * 4
        for name, value in (("id", "Not A Key"), ("kind", "regeon"), ("code", 31415)):
            with pytest.raises((areena.Error, TypeError)) as caught:
                made.replace(**{name: value})
            assert str(value) not in str(caught.value)
        # What is personal is kept all the same.
        assert made.code == "091"
        assert made.to_dict()["name"] == "Secret"
    finally:
        for name in fields:
            _core._mark_personal(cls, name, False)
    assert repr(made).startswith("Area(id='hidden'")


def test_the_base_class_has_no_values() -> None:
    assert issubclass(areena.Member, areena.Record)
    with pytest.raises(TypeError, match="base of all records"):
        areena.Record()
    with pytest.raises(TypeError, match="no values"):
        areena.Record.from_json("{}")


def test_bad_json_says_what_is_wrong() -> None:
    with pytest.raises(areena.InvalidError) as caught:
        areena.Effort.from_json('{"expertise": "law", "dayz": 3}')
    codes = {finding.code for finding in caught.value.findings}
    assert codes == {"document.unknown_field", "document.missing_field"}
    with pytest.raises(TypeError):
        areena.Effort.from_json(b"{}")  # type: ignore[arg-type]


def test_findings_and_places_are_sentences_as_text() -> None:
    place = areena.Place(file="n.json", line=3, column=5)
    assert str(place) == "n.json:3:5"
    finding = areena.Finding(code="a.b", message="It is wrong", place=place)
    assert str(finding).startswith("n.json:3:5: error: It is wrong.")
    assert str(areena.Period(start="2027Q1", end="2028Q1")) == "2027Q1-2028Q1"


def test_parts_outlive_what_they_are_part_of(finland: areena.Network) -> None:
    """Parts share memory with the whole; the whole may go first."""
    scope = areena.loads(finland.to_json()).commitments["c-08"].scopes[0].effort[0]
    extra = areena.loads(finland.to_json()).members[0].extra
    filler = [areena.loads(finland.to_json()) for _ in range(3)]
    assert scope == finland.commitments["c-08"].scopes[0].effort[0]
    assert extra == finland.members[0].extra
    assert len(filler) == 3
