"""Projects that are to end early, beside the best that is known. Prints a section of Markdown.

    python benchmarks/compare_projects.py PROGRAM [--data FOLDER] [--work N] [--proof N]

PROGRAM is bench_projects as built. FOLDER holds psplib/ (bks.csv, J30/, J60/, J120/ in Patterson's
form) and mspsp/ (optima.csv and the instances): reference data, not shipped; without it nothing is
measured.
"""

import argparse
import csv
import os
from pathlib import Path
from typing import Any

from side_by_side import lines_of

HERE = Path(__file__).parent


def solved(program: str, files: list[Path], work: int, proof: int) -> dict[str, dict[str, Any]]:
    rows = lines_of(program, work, proof, "own", *files)
    return {Path(row["file"]).name: row for row in rows}


def known_psplib(folder: Path, name: str) -> dict[str, int]:
    with (folder / "bks.csv").open() as file:
        return {
            row["instance"]: int(row["bks"])
            for row in csv.DictReader(file)
            if (row["problem"], row["category"]) == ("RCPSP", f"PSPLIB-{name}")
        }


def known_mspsp(folder: Path) -> dict[str, int]:
    with (folder / "optima.csv").open() as file:
        return {
            row["instance"]: int(row["makespan"])
            for row in csv.DictReader(file)
            if row["makespan"].isdigit() and row["optimal"] == "1"
        }


def told(name: str, rows: dict[str, dict[str, Any]], known: dict[str, int]) -> str:
    both = [(row, known[file]) for file, row in rows.items() if file in known]
    n = len(both)
    reached = [row for row, best in both if row["makespan"] == best and row.get("stays", True)]
    above = sum(100 * (row["makespan"] - best) / best for row, best in both) / n
    below = sum(100 * (best - row["bound"]) / best for row, best in both) / n
    proved = sum(row["proved"] and row.get("stays", True) for row, _ in both)
    seconds = [row["processor_seconds"] for row, _ in both]
    return (
        f"| {name} | {n} | {len(reached)} | {above:+.2f} % | {below:.2f} % | {proved} "
        f"| {sum(seconds) / n:.2f} | {max(seconds):.2f} |"
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    shared = Path(os.environ.get("AREENA_REFERENCE_DATA", HERE.parent.parent / "shared/data"))
    parser.add_argument("--data", type=Path, default=shared / "timetable")
    parser.add_argument("--work", type=int, default=60_000_000)
    parser.add_argument("--proof", type=int, default=1_000_000)
    asked = parser.parse_args()

    print("## Projects that are to end early\n")
    psplib, mspsp = asked.data / "psplib", asked.data / "mspsp"
    if not psplib.is_dir() or not mspsp.is_dir():
        print("Not measured: the instances are not here.")
        return
    print(
        f"PSPLIB (one mode) and MSPSP (multi-skill), work {asked.work:,}, proof {asked.proof:,}, "
        "one thread.\nAn MSPSP worker stays with an activity until it ends; areena's periods let "
        "workers change places, a relaxation:\na makespan counts as reached or proved there only "
        "if workers who stay were found for it, and may else lie below\nthe best known.\n"
    )
    print(
        "| set | files | best known reached | makespan above it | bound below it | proved "
        "| processor s, mean | most |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for name in ("J30", "J60", "J120"):
        rows = solved(asked.program, sorted((psplib / name).glob("*.txt")), asked.work, asked.proof)
        print(told(name, rows, known_psplib(psplib, name)))
    rows = solved(asked.program, sorted(mspsp.glob("*.dzn")), asked.work, asked.proof)
    print(told("MSPSP", rows, known_mspsp(mspsp)))


if __name__ == "__main__":
    main()
