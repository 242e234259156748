"""Tables through the Arrow C stream: what pyarrow and polars read is what the records say."""

from __future__ import annotations

import copy
import gc
import json
import pickle
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import areena
from areena import _core, records

pa = pytest.importorskip("pyarrow", reason="no pyarrow to read Arrow with")
pl = pytest.importorskip("polars", reason="no polars to read Arrow with")

NOUNS = [f["name"] for f in _core._describe_network() if f["type"]["kind"] == "list"]
REDACTED = "<redacted>"


class Number(str):
    """The text of a number, equal to every text of the same number."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, str) and float(self) == float(other)

    __hash__ = str.__hash__


def plain_json(value: bool | int | str) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def own_values(value: Any, declared: dict[str, Any]) -> Any:
    """Users' own values, of any kind, as their JSON text or as the text they are; else nothing."""
    if declared["kind"] in {"optional", "list"} and value is not None:
        inner = declared["element"]
        if declared["kind"] == "optional":
            return own_values(value, inner)
        return [own_values(item, inner) for item in value] if inner["kind"] == "scalar" else None
    if declared["kind"] != "scalar" or value is None:
        return None
    return Number(json.dumps(value)) if type(value) is float else plain_json(value)


def plain(value: Any, own: str, language: str) -> Any:
    """A value as an Arrow column must hold it, from the record's attributes alone."""
    if isinstance(value, areena.LocalizedText):
        return value.in_(language, own=own) or None
    if isinstance(value, areena.Record):
        return fields_of(value, own, language)
    if isinstance(value, tuple):
        return [plain(item, own, language) for item in value]
    if isinstance(value, Mapping):
        return json.dumps(dict(value), sort_keys=True) if value else None
    if isinstance(value, Fraction):
        return str(value)
    return str(value) if isinstance(value, str) else value


def fields_of(record: areena.Record, own: str, language: str) -> dict[str, Any]:
    personal = _core._personal_fields(type(record))
    return {
        row["name"].removesuffix("_"): REDACTED  # "pass" within, "pass_" as an attribute
        if row["name"] in personal
        else own_values(getattr(record, row["name"]), row["type"])
        or plain(getattr(record, row["name"]), own, language)
        for row in ROWS[type(record).__name__]["fields"]
    }


ROWS = {row["name"]: row for row in _core._describe() if row["kind"] == "record"}


def expected(rows: Any, names: Any, own: str, language: str) -> list[dict[str, Any]]:
    told = [fields_of(row, own, language) for row in rows]
    return [{n: row[n.removesuffix("_")] for n in names} for row in told]


def sorted_json(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Users' own columns, key by key: their order is the document's."""
    return [
        {k: json.dumps(json.loads(v), sort_keys=True) if k == "extra" and v else v
         for k, v in row.items()}
        for row in rows
    ]  # fmt: skip


def read_by_pyarrow(source: Any) -> list[dict[str, Any]]:
    made = pa.table(source)
    made.validate(full=True)
    rows: list[dict[str, Any]] = made.to_pylist()
    return rows


def read_by_polars(source: Any) -> list[dict[str, Any]]:
    # A sequence it would take for rows.
    made = source if isinstance(source, areena.RecordTable) else source.table()
    rows: list[dict[str, Any]] = pl.DataFrame(made).to_dicts()
    if source is not made:
        assert source.to_polars().to_dicts() == rows
    return rows


READERS = [read_by_pyarrow, read_by_polars]


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("name", NOUNS)
@pytest.mark.parametrize("sample", ["tiny", "finland"])
def test_every_noun_of_the_samples_is_read_as_it_is(
    sample: str, name: str, read: Callable[[Any], Any], request: pytest.FixtureRequest
) -> None:
    network = request.getfixturevalue(sample)
    nouns = getattr(network, name)
    own = str(network.language)
    names = nouns.noun.__match_args__
    assert sorted_json(read(nouns)) == expected(nouns, names, own, own)


def test_to_pandas_says_the_same(finland: areena.Network) -> None:
    own = str(finland.language)
    for name in NOUNS:
        nouns = getattr(finland, name)
        frame = nouns.to_pandas().reset_index()
        rows = read_by_pyarrow(nouns)
        assert list(frame.columns) == list(nouns.noun.__match_args__)
        for i, record in enumerate(frame.to_dict("records")):
            for column, value in record.items():
                if value is None or isinstance(value, dict):
                    continue
                told = plain(tuple(value) if isinstance(value, list) else value, own, own)
                assert told != told or rows[i][column] == (told or rows[i][column])


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_record_is_read_as_it_is(record: str, values: Any, data: st.DataObject) -> None:
    cls = ROWS[record]["class"]
    rows = data.draw(st.lists(values.strategy(record), max_size=4))
    made = areena.record_table(rows, cls, language="sv", own="en")
    want = expected(rows, cls.__match_args__, "en", "sv")
    for read in READERS:
        assert sorted_json(read(made)) == want


def test_types_are_those_of_the_field_tables(finland: areena.Network) -> None:
    schema = pa.table(finland.capacities).schema
    assert schema.field("days").type == pa.decimal128(19, 2)
    assert schema.field("days").nullable is False
    assert schema.field("days").metadata[b"unit"] == b"person-days"
    assert schema.field("organization").metadata[b"refers_to"] == b"organizations"
    assert schema.field("quarter").type == pa.string()
    commitments = pa.table(finland.commitments).schema
    assert commitments.field("themes").type.value_type == pa.string()
    scopes = commitments.field("scopes").type.value_type
    assert pa.types.is_struct(scopes)
    assert pa.table(finland.sources).schema.field("date").type == pa.date32()
    assert finland.capacities.to_polars().schema["days"] == pl.Decimal(19, 2)


def test_texts_are_in_the_language_asked_for(finland: areena.Network) -> None:
    text = finland.commitments["c-08"].title
    for language in ("fi", "sv", "en"):
        frame = finland.commitments.to_polars(language=language)
        (title,) = frame.filter(pl.col("id") == "c-08")["title"]
        assert title == text.in_(language)
    made = finland.commitments.to_arrow(language="en")
    at = made["id"].to_pylist().index("c-08")
    assert made["title"][at].as_py() == text.en
    with pytest.raises(areena.InvalidError, match="'de' is not a Language"):
        finland.commitments.to_polars(language="de")


def test_an_empty_table_has_its_columns() -> None:
    needs = areena.Draft(id="n", title="T").needs
    for made in (needs, areena.record_table([], areena.Need), needs[:0]):
        assert pa.table(made).num_rows == 0
        assert pa.table(made).schema.names == list(areena.Need.__match_args__)
        assert made.to_polars().schema["weight"] == pl.Int64
    with pytest.raises(ValueError, match="name the class"):
        areena.record_table([])


def test_a_part_of_a_collection_is_a_table_too(finland: areena.Network) -> None:
    assert finland.members[3:7].to_polars()["id"].to_list() == list(finland.members.ids[3:7])


def test_personal_data_is_redacted(tiny: areena.Network) -> None:
    _core._mark_personal(areena.Organization, "name", True)
    try:
        for source in (tiny.organizations, areena.record_table(tiny.organizations)):
            assert set(source.to_polars()["name"]) == {REDACTED}
    finally:
        _core._mark_personal(areena.Organization, "name", False)


def test_a_capsule_may_be_left_unread(finland: areena.Network) -> None:
    capsules = [finland.members.__arrow_c_stream__() for _ in range(100)]
    assert "arrow_array_stream" in repr(capsules[0])
    del capsules
    gc.collect()


def test_a_capsule_is_read_once(finland: areena.Network) -> None:
    capsule = finland.members.__arrow_c_stream__()

    class Once:
        def __arrow_c_stream__(self, requested_schema: object = None) -> object:
            return capsule

    assert pa.table(Once()).num_rows == len(finland.members)
    with pytest.raises((ValueError, pa.ArrowInvalid), match=r"released|already"):
        pa.table(Once())


def test_a_stream_outlives_what_it_came_from() -> None:
    members = areena.examples.tiny().members
    ids = list(members.ids)
    reader = pa.RecordBatchReader.from_stream(members)
    del members
    gc.collect()
    assert reader.read_all()["id"].to_pylist() == ids


def test_a_table_of_many_rows_comes_in_chunks(tiny: areena.Network) -> None:
    rows = [need for _ in range(20_000) for need in tiny.needs]
    made = pa.table(areena.record_table(rows, areena.Need))
    assert made.num_rows == len(rows) > 65_536
    assert made["id"].num_chunks == -(-len(rows) // 65_536)
    assert made["id"].to_pylist() == [need.id for need in rows]


def test_a_requested_schema_is_a_wish(tiny: areena.Network) -> None:
    schema = pa.table(tiny.members).schema
    large = pa.schema([field.with_type(pa.large_string()) if field.type == pa.string() else field
                       for field in schema])  # fmt: skip
    made = pa.RecordBatchReader.from_stream(tiny.members, schema=schema).read_all()
    assert made.schema == schema
    assert pa.table(tiny.members, schema=large).schema.field("id").type == pa.large_string()
    with pytest.raises(areena.InvalidError, match="the table has: id, organization") as caught:
        tiny.members.__arrow_c_stream__(pa.schema([("id", pa.string())]).__arrow_c_schema__())
    assert caught.value.code == "arrow.schema"
    with pytest.raises(TypeError, match="arrow_schema"):
        tiny.members.__arrow_c_stream__("schema")


def test_the_tables_of_a_plan_are_those_of_pandas(finland: areena.Network) -> None:
    plan = areena.plan(finland)
    frames, in_polars, in_arrow = plan.to_pandas(), plan.to_polars(), plan.to_arrow()
    assert list(frames) == list(in_polars) == list(in_arrow) == list(plan.tables())
    for name, frame in frames.items():
        assert in_polars[name].columns == in_arrow[name].column_names == list(frame.columns)
        assert len(frame) == len(in_polars[name]) == len(plan.tables()[name]) > 0
        for column in frame.columns:
            cells = [tuple(v) if isinstance(v, list) else v for v in frame[column]]
            want = [plain(cell, "fi", "fi") for cell in cells]
            got = in_polars[name][column].to_list()
            assert [g for g, w in zip(got, want, strict=True) if w == w] == [
                w for w in want if w == w
            ]
            assert got == in_arrow[name][column].to_pylist()
    days = in_polars["contributions"].group_by("commitment").agg(pl.col("days").sum())
    by_commitment = dict(days.iter_rows())
    for item in plan.timetable:
        assert by_commitment[item.commitment] == sum(c.days for c in item.contributions)
    titles = plan.to_polars(language="sv")["timetable"]["title"].to_list()
    assert titles == [finland.commitments[s.commitment].title.sv for s in plan.timetable]


def test_a_plan_with_nothing_in_it_has_its_tables(tiny: areena.Network) -> None:
    draft = tiny.edit()
    draft.commitments = []
    draft.ballots = []
    plan = areena.plan(draft.build())
    made = plan.to_arrow()
    assert made["contributions"].num_rows == 0
    assert made["contributions"].column_names[0] == "commitment"
    assert made["timetable"].column_names[:2] == ["commitment", "title"]


def test_what_comes_as_several_records_is_a_table(finland: areena.Network) -> None:
    plan = areena.plan(finland)
    lists = [plan.timetable, plan.left_out, areena.check(finland), plan.choice.commitments,
             finland.commitments["c-08"].scopes, plan.verified.claims]  # fmt: skip
    for each in lists:
        assert isinstance(each, areena.Records)
        assert each == tuple(each)
        assert hash(each) == hash(tuple(each))
        # pyarrow takes a tuple for columns, so it is asked for the stream.
        assert pa.RecordBatchReader.from_stream(each).read_all() == each.to_arrow()
        assert each.to_arrow().num_rows == len(each) == len(each.to_pandas())
        assert each.to_arrow().to_pylist() == each.to_polars().to_dicts()
        again = pickle.loads(pickle.dumps(each))
        assert again == each
        assert type(again) is type(each)
        assert copy.deepcopy(each) == each
        assert repr(each) == repr(tuple(each))
        assert "<table" in each._repr_html_() or not each
    assert pl.DataFrame(areena.record_table(lists[1][:3])).height == 3


def test_a_column_of_another_class_is_refused(tiny: areena.Network) -> None:
    with pytest.raises(TypeError, match=r"a column of Need: unexpected areena\.Member"):
        pa.table(areena.record_table(list(tiny.members), areena.Need))
    wrong = records.Column("x", areena.Member, list(tiny.members), "nothing")
    with pytest.raises(ValueError, match="Member has no field 'nothing'"):
        pa.table(areena.RecordTable("t", (wrong,), "fi", "fi"))


def test_a_table_shows_itself(tiny: areena.Network) -> None:
    made = areena.record_table(tiny.members[:2], name="two members")
    assert repr(made).splitlines()[0] == "two members (2)"
    assert ">two members (2)</caption>" in made._repr_html_()
    assert made.column_names == areena.Member.__match_args__


@pytest.mark.parametrize(
    ("library", "method", "extra"),
    [("polars", "to_polars", "polars"), ("pyarrow", "to_arrow", "arrow")],
)
def test_without_the_library_it_is_told_what_to_install(
    library: str, method: str, extra: str, tiny: areena.Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    plan = areena.plan(tiny)
    for source in (tiny.members, areena.record_table(tiny.members), plan, plan.timetable):
        with pytest.raises(ImportError, match=rf"{method} needs {library}.*'areena\[{extra}\]'"):
            getattr(source, method)()


def test_a_stream_needs_no_library() -> None:
    code = (
        "import sys, areena; areena.examples.tiny().members.__arrow_c_stream__(); "
        "print([n for n in ('pandas', 'polars', 'pyarrow') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_page_about_tables_runs() -> None:
    page = Path(__file__).resolve().parents[2] / "docs/dataframes.md"
    (code,) = re.findall(r"^```python\n(.*?)^```", page.read_text(encoding="utf-8"), re.M | re.S)
    names: dict[str, Any] = {}
    exec(compile(code, "docs/dataframes.md", "exec"), names)
    assert names["areena"].record_table(names["wide"]).to_polars().height == len(names["wide"]) > 0


def test_the_tables_beside_a_network_are_read_as_they_are() -> None:
    made = areena.tables.read(areena.examples.folder("finland"))["ages-16-18"]
    rows = list(made.rows())
    assert pl.DataFrame(made).to_dicts() == made.to_polars().to_dicts() == rows
    assert made.to_arrow().to_pylist() == rows
    assert pa.table(made).schema.field("population").type == pa.int64()
