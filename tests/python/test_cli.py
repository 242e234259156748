"""The command line: what it writes, says and returns, and that nothing is left half done."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import stat
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

import areena
from areena.cli.output import write_files
from areena.publishing import tables

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def tiny(root: Path) -> Path:
    return root / "examples/tiny"


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


# --- plan ---


def test_plan_writes_the_plan_the_report_and_the_tables(
    run: Run, tiny: Path, tmp_path: Path
) -> None:
    out = tmp_path / "new" / "out"
    code, said, _ = run("plan", tiny, "-o", out)
    assert code == 0
    assert sorted(files(out)) == [
        ".areena-files.json",
        "calendar.ics",
        "ledger.json",
        *(f"members/{member.id}.html" for member in areena.read(tiny).members),
        "plan.json",
        "report.html",
        "tables/choice.csv",
        "tables/choice_left_out.csv",
        "tables/coverage.csv",
        "tables/left_out.csv",
        "tables/prices.csv",
        "tables/stress.csv",
        "tables/timetable.csv",
    ]
    plan = json.loads((out / "plan.json").read_text("utf-8"))
    assert (plan["format"], plan["version"]) == ("areena-plan", 0)
    for name in ("choice", "passes", "timetable", "coverage", "left_out", "verified"):
        assert name in plan, name
    assert "5 in the plan" in said
    assert f"wrote {out / 'report.html'}" in said
    assert f"wrote {out / 'members'}: 5 pages" in said


def test_planning_twice_gives_the_same_bytes(run: Run, root: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        assert run("plan", root / "examples/finland", "-o", tmp_path / name)[0] == 0
    assert files(tmp_path / "a") == files(tmp_path / "b")


def test_options_reach_the_plan_and_the_report(run: Run, tiny: Path, tmp_path: Path) -> None:
    code, *_ = run(
        "plan", tiny, "-o", tmp_path, "--seed", "7", "--work", "123",
        "--date", "2027-04-18", "--lang", "sv",
    )  # fmt: skip
    assert code == 0
    plan = json.loads((tmp_path / "plan.json").read_text("utf-8"))
    assert plan["provenance"]["options"] == {"seed": 7, "work": 123, "starts": 0}
    page = (tmp_path / "report.html").read_text("utf-8")
    assert '<html lang="sv">' in page
    assert "18 april 2027" in page


def test_a_language_may_be_repeated(run: Run, tiny: Path, tmp_path: Path) -> None:
    assert run("plan", tiny, "-o", tmp_path, "--lang", "sv", "--lang", "fi", "--lang", "sv")[0] == 0
    reports = [name for name in files(tmp_path) if name.startswith("report")]
    assert sorted(reports) == ["report.fi.html", "report.html"]
    assert '<html lang="sv">' in (tmp_path / "report.html").read_text("utf-8")
    rows = (tmp_path / "tables/timetable.csv").read_text("utf-8")
    assert areena.plan(areena.read(tiny)).network.commitments["c-1"].title.sv in rows


def test_plan_with_json_prints_one_document(run: Run, tiny: Path, tmp_path: Path) -> None:
    code, said, told = run("plan", tiny, "--json")
    assert (code, told) == (0, "")
    assert json.loads(said)["format"] == "areena-plan"
    code, again, _ = run("plan", tiny, "--json", "-o", tmp_path)
    assert again == said == (tmp_path / "plan.json").read_text("utf-8")


def test_plan_replaces_its_files_and_leaves_others_alone(
    run: Run, tiny: Path, tmp_path: Path
) -> None:
    (tmp_path / "plan.json").write_text("old")
    (tmp_path / "mine.txt").write_text("mine")
    assert run("plan", tiny, "-o", tmp_path)[0] == 0
    assert (tmp_path / "plan.json").read_text("utf-8").startswith("{")
    assert (tmp_path / "mine.txt").read_text() == "mine"
    assert not [name for name in files(tmp_path) if name.endswith(".part")]


# --- wrong use ---


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["plan"], "Missing argument 'NETWORK'"),
        (["plan", "x"], "say where to write: -o OUT"),
        (["plan", "x", "-o", "y", "--lang", "de"], "'de' is not one of"),
        (["plan", "x", "-o", "y", "--date", "18.4.2027"], "'18.4.2027' is not a day such as"),
        (["plan", "x", "-o", "y", "--work", "0"], "Invalid value for '--work'"),
        (["plan", "x", "-o", "y", "--seed", "one"], "Invalid value for '--seed'"),
        (["check"], "Missing argument 'NETWORK'"),
        (["chek", "x"], "No such command 'chek'"),
        (["check", "x", "--jsn"], "No such option"),
    ],
)
def test_wrong_use_is_told_and_returns_two(run: Run, arguments: list[str], said: str) -> None:
    code, out, told = run(*arguments)
    assert (code, out) == (2, "")
    assert said in " ".join(told.split())
    assert "Traceback" not in told


def test_help_and_version(run: Run) -> None:
    code, said, _ = run("--help")
    assert code == 0
    assert "plan" in said
    assert "Exit codes" in said
    for command in ("plan", "check"):
        code, said, _ = run(command, "--help")
        assert code == 0
        assert "NETWORK" in said
    assert run("--version")[:2] == (0, f"areena {areena.__version__}\n")


# --- documents that are no network ---


def bad_documents() -> dict[str, tuple[bytes | None, str]]:
    deep = b'{"extra": ' + b"[" * 100 + b"]" * 100 + b"}"
    return {
        "nothing there": (None, "io.not_found"),
        "not json": (b'{"format": "areena-network",,}', "json.syntax"),
        "not utf-8": (b'{"title": "\xff\xfe"}', "json.encoding"),
        "empty": (b"", "json.syntax"),
        "a number beyond all": (b'{"version": 1e400}', "document."),
        "too deep": (deep, "json.depth"),
        "another format": (b'{"format": "something", "version": 1}', "document.format"),
        "from later": (b'{"format": "areena-network", "version": 99}', "document.version"),
    }


@pytest.mark.parametrize("name", bad_documents())
@pytest.mark.parametrize("command", ["check", "plan"])
def test_what_is_no_network_is_told_without_a_traceback(
    run: Run, tmp_path: Path, command: str, name: str
) -> None:
    content, code = bad_documents()[name]
    path = tmp_path / "some network.json"
    if content is not None:
        path.write_bytes(content)
    out = tmp_path / "out"
    options = ["-o", str(out)] if command == "plan" else []
    result, said, told = run(command, path, *options)
    assert result == (1 if code == "document." else 2)
    assert code in said + told
    assert "some network.json" in said + told
    assert "Traceback" not in told
    assert not out.exists()
    result, said, told = run(command, path, *options, "--json")
    assert result == (1 if code == "document." else 2)
    assert code in said
    assert json.loads(said)["format"] in {"areena-error", "areena-findings"}


def test_a_folder_without_a_document_is_told(run: Run, tmp_path: Path) -> None:
    code, _, told = run("check", tmp_path)
    assert code == 2
    assert "network.json" in told


# --- check ---


def test_the_samples_are_clean(run: Run, root: Path) -> None:
    for name in ("tiny", "finland"):
        code, said, told = run("check", root / "examples" / name)
        assert code == 0, said
        assert told == ""
        assert "error" not in said


def test_a_broken_reference_names_file_line_column_and_the_nearest_id(
    run: Run, root: Path, tmp_path: Path
) -> None:
    text = (root / "examples/finland/network.json").read_text("utf-8")
    lines = text.splitlines(keepends=True)
    number, line = next((i, t) for i, t in enumerate(lines, 1) if '"lead": "kuntaliitto"' in t)
    lines[number - 1] = line.replace('"lead": "kuntaliitto"', '"lead": "kuntaliito"', 1)
    path = tmp_path / "network.json"
    path.write_text("".join(lines), "utf-8")
    code, said, _ = run("check", tmp_path)
    assert code == 1
    column = line.index('"kuntaliitto"', line.index('"lead": ')) + 1
    assert f"{path}:{number}:{column}: error: " in said
    assert "Did you mean 'kuntaliitto'?" in said
    assert "[reference.dangling]" in said
    assert said.rstrip().splitlines()[-1].startswith(f"{tmp_path}: 1 error")

    code, said, _ = run("check", tmp_path, "--json")
    assert code == 1
    document = json.loads(said)
    (finding,) = [f for f in document["findings"] if f["severity"] == "error"]
    assert finding["code"] == "reference.dangling"
    assert finding["nearest"] == ["kuntaliitto"]
    assert (finding["place"]["line"], finding["place"]["column"]) == (number, column)
    assert finding["next_step"]
    assert document["counts"]["error"] == 1

    code, _, told = run("plan", tmp_path, "-o", tmp_path / "out")
    assert code == 1
    assert f"{path}:{number}:{column}" in told
    assert not (tmp_path / "out").exists()


def test_warnings_and_notes_do_not_fail_a_check(run: Run, tiny: Path, tmp_path: Path) -> None:
    document = json.loads((tiny / "network.json").read_text("utf-8"))
    document["organizations"].append(
        {"id": "o-old", "name": {"fi": "Vanha"}, "dissolved": "2020-01-01"}
    )
    (tmp_path / "network.json").write_text(json.dumps(document), "utf-8")
    code, said, _ = run("check", tmp_path)
    assert code == 0
    assert "warning: " in said
    assert "[organization.no_successor]" in said
    assert "note: " in said
    assert " error" not in said.splitlines()[-1]


# --- files appear whole or not at all ---


def test_an_output_that_cannot_be_a_folder_is_told(run: Run, tiny: Path, tmp_path: Path) -> None:
    place = tmp_path / "file"
    place.write_text("mine")
    code, _, told = run("plan", tiny, "-o", place)
    assert code == 2
    assert "is not a folder" in told
    assert place.read_text() == "mine"


def test_a_failure_half_way_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    write_files(out, {"plan.json": "old", "tables/a.csv": "old"})
    write_bytes = Path.write_bytes

    def full(path: Path, data: bytes) -> int:
        if "a.csv" in path.name:
            raise OSError(28, "No space left on device")
        return write_bytes(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space left"):
        write_files(out, {"plan.json": "new", "tables/a.csv": "new"})
    now = files(out)
    assert set(now) == {".areena-files.json", "plan.json", "tables/a.csv"}
    assert {now["plan.json"], now["tables/a.csv"]} == {b"old"}
    with pytest.raises(OSError, match="No space left"):
        write_files(tmp_path / "fresh" / "deep", {"plan.json": "new", "tables/a.csv": "new"})
    assert not (tmp_path / "fresh").exists()


def test_a_folder_in_the_place_of_a_file_is_told(run: Run, tiny: Path, tmp_path: Path) -> None:
    (tmp_path / "report.html").mkdir()
    code, _, told = run("plan", tiny, "-o", tmp_path)
    assert code == 2
    assert "report.html" in told
    assert files(tmp_path) == {}


def test_written_files_have_the_rights_of_any_file(run: Run, tiny: Path, tmp_path: Path) -> None:
    assert run("plan", tiny, "-o", tmp_path)[0] == 0
    plain = tmp_path / "plain"
    plain.write_text("")
    expected = stat.S_IMODE(plain.stat().st_mode)
    assert stat.S_IMODE((tmp_path / "plan.json").stat().st_mode) == expected


# --- what an earlier plan left ---


def without_member(network: Path, folder: Path, member: str) -> Path:
    document = json.loads((network / "network.json").read_text("utf-8"))
    document["members"] = [m for m in document["members"] if m["id"] != member]
    for name in ("needs", "ballots"):
        document[name] = [row for row in document[name] if row["member"] != member]
    folder.mkdir()
    (folder / "network.json").write_text(json.dumps(document), "utf-8")
    return folder


def test_pages_of_members_that_have_gone_are_removed(run: Run, tiny: Path, tmp_path: Path) -> None:
    out, smaller = tmp_path / "out", without_member(tiny, tmp_path / "smaller", "m-lumi")
    assert run("plan", tiny, "-o", out, "--lang", "fi", "--lang", "sv")[0] == 0
    own = {out / "members/notes.html", out / "mine.txt", out / "tables/own.csv"}
    for path in own:
        path.write_text("mine")
    assert (out / "members/m-lumi.html").exists()
    code, said, _ = run("plan", smaller, "-o", out)
    assert code == 0
    gone = ["members/m-lumi.html", "members/m-lumi.sv.html", "report.sv.html"]
    assert not [name for name in gone if (out / name).exists()]
    assert "removed 7 files of an earlier plan" in said  # 4 more in Swedish
    assert all(path.read_text() == "mine" for path in own)
    alone = tmp_path / "alone"
    assert run("plan", smaller, "-o", alone)[0] == 0
    left = {k: v for k, v in files(out).items() if out / k not in own}
    assert left == files(alone)


def test_a_page_that_somebody_changed_stays_and_is_told(
    run: Run, tiny: Path, tmp_path: Path
) -> None:
    out, smaller = tmp_path / "out", without_member(tiny, tmp_path / "smaller", "m-lumi")
    assert run("plan", tiny, "-o", out)[0] == 0
    page = out / "members/m-lumi.html"
    page.write_text("noted")
    code, said, told = run("plan", smaller, "-o", out)
    assert code == 0
    assert page.read_text() == "noted"
    assert "m-lumi.html is of an earlier plan; it was changed since and stays" in told
    assert "removed" not in said


@pytest.mark.parametrize(
    "listed",
    [
        "../outside.txt", "/outside.txt", "linked/file.txt", "link.txt", "missing.txt", "folder",
        "a\\b", "c:x", "",
    ],
)  # fmt: skip
def test_a_list_cannot_remove_what_lies_elsewhere(tmp_path: Path, listed: str) -> None:
    out = tmp_path / "out"
    write_files(out, {"plan.json": "old"})
    outside = tmp_path / "outside.txt"
    outside.write_text("mine")
    (tmp_path / "far").mkdir()
    (tmp_path / "far/file.txt").write_text("mine")
    (out / "linked").symlink_to(tmp_path / "far", target_is_directory=True)
    (out / "link.txt").symlink_to(outside)
    (out / "folder").mkdir()
    mine = hashlib.sha256(b"mine").hexdigest()
    manifest = {"format": "areena-files", "version": 1, "files": {listed: mine}}
    (out / ".areena-files.json").write_text(json.dumps(manifest))
    written = write_files(out, {"plan.json": "new"})
    assert (written.removed, written.kept) == ([], [])
    assert outside.read_text() == (tmp_path / "far/file.txt").read_text() == "mine"
    assert (out / "folder").is_dir()
    assert (out / "link.txt").is_symlink()


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"format": "areena-files", "version": 2}', "\xff"]
)
def test_a_list_that_cannot_be_read_removes_nothing(tmp_path: Path, text: str) -> None:
    write_files(tmp_path, {"plan.json": "old", "a/b.html": "old"})
    (tmp_path / ".areena-files.json").write_text(text, "latin-1")
    assert write_files(tmp_path, {"plan.json": "new"}).removed == []
    assert (tmp_path / "a/b.html").exists()


def test_a_run_that_fails_removes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_files(tmp_path, {"plan.json": "old", "a/b.html": "old"})

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space left"):
        write_files(tmp_path, {"plan.json": "new"})
    assert (tmp_path / "a/b.html").read_text() == "old"
    monkeypatch.undo()
    assert write_files(tmp_path, {"plan.json": "new"}).removed == [tmp_path / "a/b.html"]
    assert not (tmp_path / "a").exists()


# --- tables ---


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_tables_hold_what_the_plan_holds() -> None:
    plan = areena.plan(areena.examples.finland())
    made = tables(plan)
    timetable = rows(made["timetable"])
    told = sum((Decimal(row["days"]) for row in timetable), Decimal(0))
    assert told == sum((c.days for s in plan.timetable for c in s.contributions), Decimal(0))
    by_commitment = {row["commitment"]: row for row in timetable}
    for item in plan.timetable:
        row = by_commitment[item.commitment]
        assert (row["first"], row["scope"], row["kind"]) == (item.start, item.scope, item.kind.name)
        assert row["last"] < item.end
    coverage = rows(made["coverage"])
    assert len(coverage) == sum(max(1, len(m.needs)) for m in plan.coverage)
    assert {row["commitment"] for row in rows(made["left_out"])} == {
        item.commitment for item in plan.left_out
    }


def test_a_text_that_a_spreadsheet_would_run_is_made_harmless() -> None:
    document = json.loads(areena.examples.tiny().to_json())
    for i, title in enumerate(["=1+1", "+1", "-1", "@x"]):
        document["commitments"][i]["title"] = {"fi": title}
    plan = areena.plan(areena.loads(json.dumps(document)))
    titles = {row["title"] for row in rows(tables(plan)["timetable"])}
    assert {"'=1+1", "'+1", "'-1", "'@x"} <= titles
    raw = {row["title"] for row in rows(tables(plan, guards_formulas=False)["timetable"])}
    assert {"=1+1", "+1", "-1", "@x"} <= raw


def test_importing_the_command_line_is_quick() -> None:
    """What is needed for help only must not be loaded: templates, frames, locales."""
    code = (
        "import sys, areena.cli.app; "
        "print([m for m in ('pandas', 'jinja2', 'babel', 'rich') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("missing", ["typer", "jinja2", "babel"])
def test_a_missing_package_is_named_with_what_to_install(
    tiny: Path, tmp_path: Path, missing: str
) -> None:
    code = f"import sys; sys.modules[{missing!r}] = None; from areena.cli import main; "
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            code + "sys.exit(main())",
            "plan",
            str(tiny),
            "-o",
            str(tmp_path / "o"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert f"needs the package '{missing}" in done.stderr
    assert "pip install 'areena[cli,report]'" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "o").exists()


def test_being_stopped_is_told_without_a_traceback(
    run: Run, tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, **__: object) -> areena.Plan:
        raise KeyboardInterrupt

    monkeypatch.setattr(areena, "plan", stopped)
    code, _, told = run("plan", tiny, "-o", tmp_path / "o")
    assert code == 130
    assert "Traceback" not in told
    assert not (tmp_path / "o").exists()


def test_progress_is_drawn_on_a_terminal_only(
    run: Run, tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("plan", tiny, "-o", tmp_path)[2] == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setattr("areena._progress._SECONDS", 0)  # draws all there is
    drawn = run("plan", tiny, "-o", tmp_path)[2]
    assert re.search(r" · support [\d.]+, bound [\d.]+, gap \d+%", drawn)
    assert drawn.endswith("\r\033[K")
