"""Next release problems beside HiGHS and OR-Tools CP-SAT. Prints a section of Markdown.

    python benchmarks/compare_timetable.py PROGRAM [--data FOLDER] [--rounds N] [--limit SECONDS]

PROGRAM is bench_timetable as built. FOLDER holds optima_verified.csv, nrp1_pareto_front.csv and
the instances in classic/ and realistic/ (reference data, not shipped); without them nothing is
measured. highspy and ortools are installed into build/solvers from
benchmarks/requirements-solvers.txt; where that fails, their columns are empty. `benchmarks/run`
calls this and keeps what it prints.
"""

import argparse
import csv
import os
from pathlib import Path
from typing import Any

from side_by_side import lines_of, peer_python, row, told

HERE = Path(__file__).parent
SOLVERS = ("HiGHS", "CP-SAT")


def compare(
    program: Path, peer: Path | None, folder: Path, optima: list[dict[str, str]], given: Any
) -> list[str]:
    """A case a row, all solvers in turns; the sums below."""
    head = ("case", "optimum", "areena", *SOLVERS, "within 10 % + 20 ms of the better")
    table = [row(*head), row("---", *["---:"] * (len(head) - 2), "---")]
    sums = dict.fromkeys(("areena", *SOLVERS), 0.0)
    for case in optima:
        name, percent = case["instance"], case["budget_percent"]
        file = folder / ("realistic" if "-" in name else "classic") / f"{name}.txt"
        best: dict[str, float] = {}
        faults = []
        for number in range(given.rounds):
            lines = [{"solver": "areena", **line} for line in lines_of(program, percent, file)]
            if peer and number == 0:
                script = HERE / "solvers_timetable.py"
                for solver in SOLVERS:
                    lines += lines_of(peer, script, solver, given.limit, f"{percent}:{file}")
            for line in lines:
                solver = line["solver"]
                best[solver] = min(line["seconds"], best.get(solver, line["seconds"]))
                if not line["proved"] or line["value"] != int(case["optimum"]):
                    faults.append(solver)
        cells = [f"**{told(best[s])}, open**" if s in faults else told(best[s]) for s in best]
        cells += [""] * (1 + len(SOLVERS) - len(cells))
        other = min((best[s] for s in SOLVERS if s in best), default=None)
        near = "" if other is None else "yes" if best["areena"] <= 1.1 * other + 0.02 else "**no**"
        table.append(row(f"{name}, {percent} %", case["optimum"], *cells, near))
        for solver, seconds in best.items():
            sums[solver] += seconds
    table.append(row("all", "", *(told(sums[s]) if sums[s] else "" for s in sums), ""))
    return table


def front(program: Path, folder: Path) -> str:
    (line,) = lines_of(program, 100, folder / "classic/nrp1.txt", "--front")
    with (folder / "nrp1_pareto_front.csv").open(encoding="utf-8") as lines:
        known = [[int(each["cost"]), int(each["profit"])] for each in csv.DictReader(lines)]
    same = "the same as" if sorted(line["front"]) == sorted(known) else "**not the same as**"
    return (
        f"Every trade-off of cost and value of nrp1: {line['points']} points, {same} the known "
        f"{len(known)}, by {line['solves']} proved solves in {told(line['processor_seconds'])} of "
        "processor time."
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", type=Path, help="bench_timetable")
    data = os.environ.get("AREENA_REFERENCE_DATA", "../shared/data")
    parser.add_argument("--data", type=Path, default=Path(data) / "timetable/nrp")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--limit", type=float, default=120, help="seconds for a case of the others")
    given = parser.parse_args()
    print("## Timetable: next release problems\n")
    if not (given.data / "optima_verified.csv").exists():
        print("The instances are not at hand.")
        return
    with (given.data / "optima_verified.csv").open(encoding="utf-8") as lines:
        optima = list(csv.DictReader(lines))
    print(
        "Choose requirements within a budget so that the customers all of whose wishes are met "
        "weigh most (Bagnall et al. 2001; instances of Xuan et al. 2012). Seconds to the proved "
        "optimum, one thread: areena by its own solver (`search`, the time of verifying left out), "
        f"best of {given.rounds}; HiGHS by highspy and CP-SAT (linearization level 2) once, up to "
        f"{given.limit:.0f} s. *open*: not proved, or not the known optimum.\n"
    )
    peer = peer_python("solvers")
    print("\n".join(compare(given.program, peer, given.data, optima, given)), "\n")
    print(front(given.program, given.data))


if __name__ == "__main__":
    main()
