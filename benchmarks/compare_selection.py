"""Selection beside pabutools, its memory, and how its time grows. Prints a section of Markdown.

    python benchmarks/compare_selection.py PROGRAM [--data FOLDER] [--rounds N] [--limit SECONDS]

PROGRAM is bench_selection as built. FOLDER holds the elections of Pabulib (reference data, not
shipped); without them only the generated elections are measured. pabutools is installed into
build/pabutools from benchmarks/requirements-pabutools.txt; where that fails, its column says so.
`benchmarks/run` calls this and keeps what it prints.
"""

import argparse
import os
import statistics
import subprocess
import tempfile
from pathlib import Path

from side_by_side import lines_of, peer_python, row, told

HERE = Path(__file__).parent
ELECTIONS = ("Poland_Lodz_2022", "Poland_Warszawa_2026")
VOTERS = (10_000, 100_000, 1_000_000)
TASKS = {
    "parse and group": "reading the file, equal ballots grouped",
    "prepare": "columns by project",
    "equal shares, cost": "equal shares, cost utility",
    "equal shares, cardinality": "equal shares, cardinality utility",
    "phragmen": "sequential Phragmén",
    "greedy": "greedy by votes",
    "equal shares, cost, add-1": "equal shares with add-1",
}
PARSING = ("parse and group", "prepare")


def compare(program: Path, file: Path, peer: Path | None, rounds: int, limit: float) -> list[str]:
    """One election; areena is measured before and after each round of the peer."""
    ours: dict[str, list[float]] = {task: [] for task in TASKS}
    theirs: dict[str, list[float]] = {task: [] for task in TASKS}
    winners: dict[str, list[str]] = {}
    same: dict[str, bool] = {}
    failed: set[str] = set()
    for number in range(rounds):
        for line in lines_of(program, "--runs", 15, file):
            ours[line["task"]].append(line["seconds_median"])
            winners[line["task"]] = line.get("winners", [])
        if peer is None or number > 0:
            continue
        script = HERE / "pabutools_selection.py"
        for line in lines_of(peer, script, file, "--limit", limit, "--runs", rounds):
            theirs[line["task"]] += line["seconds"]
            if line.get("failed"):
                failed.add(line["task"])
            if line["winners"] is not None:
                same[line["task"]] = sorted(line["winners"]) == sorted(winners[line["task"]])
    table = [row("", "areena", "pabutools 1.2.3, exact", "times", "same winners")]
    table.append(row("---", "---:", "---:", "---:", "---"))
    for task, name in TASKS.items():
        mine = statistics.median(ours[task])
        cells = [name, told(mine), "", "", ""]
        if theirs[task]:
            other = statistics.median(theirs[task])
            cells[2:4] = [told(other), f"{other / mine:,.0f}"]
            cells[4] = {True: "yes", False: "**no**"}.get(same.get(task), "")
        elif task in failed:
            cells[2] = "failed"
        elif peer is not None and task != "prepare":
            cells[2:4] = [f"cut off at {limit:.0f} s", f"> {limit / mine:,.0f}"]
        table.append(row(*cells))
    return table


def memory(program: Path, file: Path) -> str:
    (line,) = lines_of(program, "--memory", file)
    return row(
        file.stem,
        f"{line['bytes'] / 1e6:.1f} MB",
        f"{line['reading'] / line['bytes']:.1f}",
        f"{line['with_equal_shares'] / line['bytes']:.1f}",
    )


def growth(program: Path, files: list[Path], rounds: int) -> list[str]:
    shown = [task for task in TASKS if task != "equal shares, cost, add-1"]
    table = [row("voters", "file", *(TASKS[task] for task in shown))]
    table.append(row(*["---:"] * (2 + len(shown))))
    for voters, file in zip(VOTERS, files, strict=True):
        seconds: dict[str, list[float]] = {task: [] for task in shown}
        for _ in range(rounds):
            for line in lines_of(program, "--runs", 5, "--no-add1", file):
                seconds[line["task"]].append(line["seconds_min"])
        megabytes = file.stat().st_size / 1e6
        cells = [told(min(seconds[task])) for task in shown]
        cells[0] += f" ({megabytes / min(seconds['parse and group']):.0f} MB/s)"
        table.append(row(f"{voters:,}", f"{megabytes:.1f} MB", *cells))
    return table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", type=Path, help="bench_selection")
    data = os.environ.get("AREENA_REFERENCE_DATA", "../shared/data")
    parser.add_argument("--data", type=Path, default=Path(data) / "pabulib")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--limit", type=float, default=120, help="seconds for a task of the peer")
    given = parser.parse_args()
    print("## Selection\n")
    files = [given.data / f"{name}.pb" for name in ELECTIONS]
    files = [file for file in files if file.exists()]
    peer = peer_python("pabutools") if files else None
    if not files:
        print("The elections of Pabulib are not at hand: generated ones only.\n")
    else:
        print(
            "Reading and rules apart, one thread, both exact, ties by cost, votes, id. areena: "
            f"median of {given.rounds} medians of 15 runs in C++. pabutools in Python with gmpy2 "
            f"and grouped ballots: median of up to {given.rounds} runs, cut off after "
            f"{given.limit:.0f} s for all runs of a task.\n"
        )
    for file in files:
        print(f"{file.stem.replace('_', ' ')}, {file.stat().st_size / 1e6:.1f} MB\n")
        print("\n".join(compare(given.program, file, peer, given.rounds, given.limit)), "\n")
    with tempfile.TemporaryDirectory() as folder:
        made = [Path(folder) / f"generated_{voters}.pb" for voters in VOTERS]
        for voters, file in zip(VOTERS, made, strict=True):
            subprocess.run([given.program, "--write", str(voters), file], check=True)
        print("Largest memory beyond the program's own, in sizes of the file\n")
        print(row("election", "file", "reading", "with equal shares"))
        print(row("---", "---:", "---:", "---:"))
        print("\n".join(memory(given.program, file) for file in [*files, *made]), "\n")
        print("Generated: 100 projects, up to ten approvals a voter; best runs\n")
        print("\n".join(growth(given.program, made, given.rounds)))


if __name__ == "__main__":
    main()
