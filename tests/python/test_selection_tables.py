"""Elections from columns, and selections as tables: NumPy, Arrow, polars, pandas."""

from __future__ import annotations

import json
import pickle
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import areena
from areena import selection
from areena.cli import main

PROJECTS = {"id": ["park", "bridge", "school"], "cost": [60, 50, 45]}
VOTES = {"voter": [1, 2, 2, 3], "project": ["park", "park", "bridge", "bridge"]}
TEXT = (
    "META\nkey;value\nbudget;150\nvote_type;approval\nPROJECTS\nproject_id;cost\npark;60\n"
    "bridge;50\nschool;45\nVOTES\nvoter_id;vote\n1;park\n2;park,bridge\n3;bridge\n"
)


def made() -> selection.Election:
    return selection.from_columns(150, PROJECTS, VOTES)


def faults(**given: Any) -> list[tuple[str, str]]:
    """Codes and paths of what is wrong with columns."""
    with pytest.raises(areena.InvalidError) as caught:
        selection.from_columns(
            given.pop("budget", 150), given.pop("projects", PROJECTS), given.pop("votes", VOTES),
            **given,
        )  # fmt: skip
    assert caught.value.code == "selection.columns"
    return [(each.code, each.path) for each in caught.value.findings]


def test_columns_make_the_election_that_the_text_makes() -> None:
    election, read = made(), selection.reads(TEXT)
    assert election.projects == read.projects
    assert election.votes == read.votes == (2, 2, 0)
    assert election.num_groups == read.num_groups == 3
    assert selection.select(election) == selection.select(read)
    assert selection.reads(selection.write(election)).projects == election.projects


@pytest.mark.parametrize("dtype", ["int8", "int16", "int32", "int64", "uint8", "uint64", "float64"])
def test_arrays_of_any_width_are_costs(dtype: str) -> None:
    projects = {"id": np.array(PROJECTS["id"]), "cost": np.array([60, 50, 45], dtype=dtype)}
    assert selection.from_columns(150, projects, VOTES) == made()


@pytest.mark.parametrize("library", ["polars", "pyarrow", "pandas"])
def test_any_dataframe_is_read(library: str) -> None:
    frames = pytest.importorskip(library)
    make = frames.table if library == "pyarrow" else frames.DataFrame
    voters = {"voter": [1, 2, 3], "weight": [1, 1, 1]}
    election = selection.from_columns(150, make(PROJECTS), make(VOTES), voters=make(voters))
    assert election == made()


def test_arrow_columns_of_every_layout_are_read() -> None:
    pa = pytest.importorskip("pyarrow")
    long_id = "a project whose id is longer than twelve bytes"
    ids, costs = ["park", long_id, "school"], [60, 50, 45]
    election = selection.from_columns(
        150, {"id": ids, "cost": costs}, {"voter": [1, 2], "project": ["park", long_id]}
    )
    texts = [pa.utf8(), pa.large_utf8(), pa.string_view(), pa.dictionary(pa.int8(), pa.utf8())]
    numbers = [pa.int8(), pa.uint16(), pa.int64(), pa.uint64(), pa.float32(), pa.decimal128(21, 2)]
    for kind in texts:
        for number in numbers:
            chunks = [pa.array(ids[:1], pa.utf8()).cast(kind), pa.array(ids[1:]).cast(kind)]
            table = pa.table(
                {
                    "age": pa.array([[1], [2], [3]]),  # not looked at
                    "id": pa.chunked_array(chunks),
                    "cost": pa.array(costs).cast(number),
                }
            )
            votes = pa.table({"voter": [0, 1, 2, 3], "project": ["?", "park", long_id, "?"]}).slice(
                1, 2
            )
            assert selection.from_columns(150, table, votes) == election, (kind, number)


def test_values_that_are_missing_are_told() -> None:
    pl = pytest.importorskip("polars")
    votes = pl.DataFrame({"voter": [1, None, 3], "project": ["park", "bridge", None]})
    assert faults(votes=votes) == [
        ("selection.cell", "/votes/voter/1"),
        ("selection.cell", "/votes/project/2"),
    ]
    masked = np.ma.array([60, 50, 45], mask=[False, True, False])
    assert faults(projects={**PROJECTS, "cost": masked}) == [("selection.cell", "/projects/cost/1")]
    assert faults(projects={**PROJECTS, "cost": [60, float("nan"), 45]}) == [
        ("selection.cell", "/projects/cost/1")
    ]
    assert faults(votes={"voter": [1], "project": ["perk"]}) == [
        ("selection.project", "/votes/project/0")
    ]


def test_a_column_that_cannot_be_read_is_named() -> None:
    pa = pytest.importorskip("pyarrow")
    for projects in (
        {"id": ["a"], "cost": np.array(["2027-01-01"], dtype="datetime64[D]")},
        {"id": ["a"], "cost": np.zeros((1, 1))},
        {"id": ["a"], "cost": [object()]},
        {"id": ["a", 1], "cost": [1, 2]},
        pa.table({"id": ["a"], "cost": pa.array([[1]])}),
        pa.table([pa.array(["a"]), pa.array(["b"]), pa.array([1])], names=["id", "id", "cost"]),
    ):
        with pytest.raises(areena.InvalidError) as caught:
            selection.from_columns(1, projects, VOTES)
        assert caught.value.code == "selection.column"
    with pytest.raises(TypeError, match="votes: a mapping"):
        selection.from_columns(1, PROJECTS, [1, 2])
    with pytest.raises(areena.InvalidError, match="'choose-1'"):
        selection.from_columns(1, PROJECTS, VOTES, kind="choose-2")  # type: ignore[arg-type]


def test_amounts_are_exact() -> None:
    for cost in (60.1, "60.1"):
        projects = {"id": ["a"], "cost": [Decimal(cost) if isinstance(cost, str) else cost]}
        election = selection.from_columns(100.25, projects, {"voter": [], "project": []})
        assert (election.budget, election.money_unit) == (10025, 100)
        assert election.projects[0].cost == 6010
    votes = {"voter": [1, 2], "project": ["park", "park"], "points": [Fraction(1, 3), 2]}
    election = selection.from_columns(150, PROJECTS, votes)
    assert election.kind == "scoring"
    assert selection.select(election, "greedy_utility", utility="points").rounds[0].value == (
        Fraction(7, 3)
    )
    with pytest.raises(areena.InvalidError, match="at most 6 decimals"):
        selection.write(election)


def test_an_election_is_made_again_of_its_tables_and_of_its_pickle() -> None:
    election = areena.examples.election()
    tables = election.tables()
    assert list(tables) == ["projects", "votes", "voters"]
    assert tables["projects"]["votes"].tolist() == list(election.votes)
    again = selection.from_columns(election.budget, **tables, kind=election.kind)  # type: ignore[arg-type]
    assert again.projects == election.projects
    assert again.names == election.names
    assert again.tables()["votes"].to_numpy().keys() == {"voter", "project"}
    assert selection.select(again) == selection.select(election)
    restored = pickle.loads(pickle.dumps(election))
    assert restored == election
    assert restored.findings == election.findings
    assert election != again  # the file's META says more
    made_of_it = selection.select(election)
    assert pickle.loads(pickle.dumps(made_of_it)) == made_of_it


def test_payments_and_budgets_add_up() -> None:
    election = areena.examples.election()
    for rule, completion in (
        ("equal_shares", "none"), ("equal_shares", "add1"), ("exact_equal_shares", "none"),
        ("bounded_overspending", "none"), ("phragmen", "none"), ("equal_shares", "phragmen"),
    ):  # fmt: skip
        chosen = selection.select(election, rule, completion=completion)  # type: ignore[arg-type]
        payments, trace, budgets = chosen.payments(), chosen.trace(), chosen.budgets()
        costs = {project.id: project.cost for project in election.projects}
        for number, each in enumerate(chosen.rounds, 1):
            rows = payments["round"] == number
            paid = sum(payments["exact"][rows] * payments["voters"][rows])
            if rule != "bounded_overspending":
                assert paid == costs[each.project]
            assert paid <= costs[each.project]
            assert trace["project"][number - 1] == each.project
            assert trace["exact"][number - 1] == each.value
            assert trace["payers"][number - 1] == payments["voters"][rows].sum()
        assert len(budgets) == election.num_groups
        spent = sum(budgets["paid"] * budgets["voters"])
        assert spent == pytest.approx(sum(payments["amount"] * payments["voters"]))
        if rule != "phragmen" and completion != "phragmen":
            shares = {Fraction(0)} | {
                left + sum(payments["exact"][payments["ballot"] == ballot])
                for ballot, left in zip(budgets["ballot"], budgets["exact"], strict=True)
            }
            assert shares == {0, chosen.share}


def test_where_nobody_holds_money_the_tables_have_no_rows() -> None:
    chosen = selection.select(made(), "greedy_votes")
    assert len(chosen.payments()) == len(chosen.budgets()) == 0
    assert np.isnan(chosen.trace()["payers"]).all()
    assert chosen.trace()["spent"].tolist() == [60, 110] or chosen.trace()["spent"].tolist() == [
        50,
        110,
    ]


def test_tables_go_into_every_dataframe() -> None:
    pl, pa = pytest.importorskip("polars"), pytest.importorskip("pyarrow")
    pytest.importorskip("pandas")
    payments = selection.select(made()).payments()
    assert payments.column_names == ("round", "project", "ballot", "voters", "amount", "exact")
    frame = payments.to_polars()
    assert frame.equals(pl.DataFrame(payments))
    assert frame["exact"].to_list() == [str(each) for each in payments["exact"]]
    assert frame.dtypes == [pl.Int64, pl.String, pl.Int64, pl.Int64, pl.Float64, pl.String]
    assert pa.table(payments).to_pylist() == frame.to_dicts()
    pandas = payments.to_pandas()
    assert pandas["amount"].tolist() == frame["amount"].to_list()
    assert isinstance(pandas["exact"][0], Fraction)
    trace = selection.select(made()).trace().to_polars()
    assert trace["tied"].to_list() == [list(r.tied) for r in selection.select(made()).rounds]


def test_a_table_shows_itself_and_names_its_columns() -> None:
    payments = selection.select(made()).payments()
    assert "rows of round, project" in repr(payments)
    page = payments._repr_html_()
    assert "<table" in page
    assert "park" in page
    with pytest.raises(areena.NotFoundError, match="amount"):
        payments["amuont"]
    numbers = payments["amount"]
    numbers[:] = 0  # an array of its own
    assert payments["amount"].sum() > 0


def test_chamberlin_courant_counts_the_best_project_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    votes = {
        "voter": [1, 1, 2, 2, 3], "project": ["a", "b", "a", "b", "c"], "points": [5, 4, 5, 4, 1],
    }  # fmt: skip
    projects = {"id": ["a", "b", "c"], "cost": [10, 10, 10]}
    election = selection.from_columns(20, projects, votes)
    for rule in ("welfare", "greedy_utility", "greedy_per_cost"):
        best = selection.select(election, rule, utility="chamberlin_courant")  # type: ignore[arg-type]
        assert set(best.winners) == {"a", "c"}
        assert best.ejr_plus is None
        sums = selection.select(election, rule, utility="points")  # type: ignore[arg-type]
        assert set(sums.winners) == {"a", "b"}
    compared = selection.compare(election, ["a", "b"], ["a", "c"], utility="chamberlin_courant")
    assert compared == selection.Comparison(first=0, second=1, indifferent=2)
    with pytest.raises(areena.InvalidError, match="rules that take it: welfare"):
        selection.select(election, utility="chamberlin_courant")
    file = tmp_path / "best.pb"
    file.write_text(selection.write(election), encoding="utf-8")
    command = ["select", str(file), "--utility", "chamberlin_courant"]
    assert main([*command, "--rule", "welfare", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["certificate"]["ejr_plus"] is None
    assert (told["bound"], set(told["winners"])) == ("11", {"a", "c"})
    assert main([*command, "--rule", "welfare"]) == 0
    assert "EJR+" not in capsys.readouterr().out
    assert main(command) == 2


def test_add_opt_goes_through_every_outcome() -> None:
    projects = {"id": ["a", "b"], "cost": [9, 10]}
    votes = {"voter": [1, 2, 3, 4], "project": ["a", "a", "b", "b"]}
    election = selection.from_columns(19, projects, votes)
    plain = selection.select(election, "exact_equal_shares")
    assert plain.winners == ("a",)
    raised = selection.select(election, "exact_equal_shares", completion="add_opt")
    assert raised.winners == ("a", "b")
    assert (raised.share, raised.raises, raised.finished) == (5, 1, True)


def test_a_table_of_utilities_is_read_from_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, table = tmp_path / "small.pb", tmp_path / "worth.csv"
    file.write_text(TEXT, encoding="utf-8")
    command = ["select", str(file), "--rule", "greedy_utility", "--utility-table", str(table)]

    def told(text: str, *more: str) -> Any:
        table.write_text(text, encoding="utf-8")
        assert main([*command, "--json", *more]) == 0
        return json.loads(capsys.readouterr().out)

    by_project = told("project,utility\npark,1/3\nbridge,0.5\nschool,2\n")
    assert by_project["utility"] == "points"
    assert [each["value"] for each in by_project["rounds"]] == ["1", "2/3"]
    by_voter = told("utility,voter,project\n3,1,school\n0.25,2,park\n1,2,school\n")
    assert [(each["project"], each["value"]) for each in by_voter["rounds"]] == [
        ("school", "4"),
        ("park", "1/4"),
    ]
    assert by_voter["findings"][0]["code"] == "selection.silent_voters"
    best = told("voter,project,utility\n1,park,1\n2,park,1\n3,park,1\n", "--utility",
                "chamberlin_courant")  # fmt: skip
    assert best["winners"] == ["park"]
    assert main([*command, "--utility", "cost"]) == 2
    capsys.readouterr()


@pytest.mark.parametrize(
    ("table", "line", "column", "code"),
    [
        ("project,utility\nperk,1\n", 2, 1, "selection.project"),
        ("voter,project,utility\n9,park,1\n", 2, 1, "selection.voter"),
        ("voter,project,utility\n1,park,1,2\n", 2, 1, "selection.cell"),
        ("voter,project,utility\n1,park,half\n", 2, 8, "selection.cell"),
        ("voter,project,utility\n1,park,1/0\n", 2, 8, "selection.cell"),
        ("voter,project,utility\n1,park,-1\n", 2, 8, "selection.utility"),
        ("voter,project,utility\n1,park,1\n1,park,2\n", 3, 3, "selection.duplicate_vote"),
        ("voter,projekt,utility\n", 1, 7, "selection.column"),
        ("project,utility,utility\n", 1, 17, "selection.column"),
        ("project,utility\npark,1\n", 1, 1, "selection.utility"),
        ("", 1, 1, "csv.empty"),
    ],
)
def test_faults_of_a_table_of_utilities_have_their_place(
    table: str, line: int, column: int, code: str
) -> None:
    with pytest.raises(areena.InvalidError) as caught:
        selection.reads(TEXT, utility_table=table)
    assert caught.value.code == "selection.utility_table"
    first = caught.value.findings[0]
    if code == "selection.cell" and table.endswith("2\n"):
        assert first.code == "csv.ragged"
    else:
        assert (first.code, first.place.line, first.place.column) == (code, line, column)


def test_a_table_by_voter_needs_the_voters_of_the_election() -> None:
    table = "voter,project,utility\n1,park,1\n"
    with pytest.raises(areena.InvalidError, match="no column 'voter_id'"):
        selection.reads(
            TEXT.replace("voter_id;vote\n1;park\n2;park,bridge\n3;bridge\n", "vote\npark\n"),
            utility_table=table,
        )
    with pytest.raises(areena.InvalidError, match="two lines of the election"):
        selection.reads(TEXT.replace("2;park,bridge", "1;park,bridge"), utility_table=table)
