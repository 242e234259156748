"""How the time of planning grows with the network. Prints a section of Markdown, draws a figure.

    python benchmarks/compare_planning.py PROGRAM --figure FILE.svg [--rounds N]

PROGRAM is bench_planning as built. `benchmarks/run` calls this and keeps what it prints.
"""

import argparse
import json
import resource
import statistics
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from growth_figure import Series, draw

Row = dict[str, float]

TOGETHER = ("100x20", "1000x200", "10000x2000")
MEMBERS = ("1000x200", "2000x200", "5000x200", "10000x200")
SAMPLE = ("46x60",)  # members and projects of about the sample of Finland, begun anew 16 times


def measure(program: Path, sizes: Sequence[str], rounds: int, threads: int = 1) -> list[Row]:
    """The median of each size, by processor time, with the median of the wall clock beside it."""
    command = [program, "--threads", str(threads), *sizes]
    runs = []
    for _ in range(rounds):
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        runs.append([json.loads(line) for line in done.stdout.splitlines()])
    rows = []
    for of_size in zip(*runs, strict=True):
        row = dict(of_size[0])
        for name in ("seconds", "processor_seconds"):
            row[name] = statistics.median(each[name] for each in of_size)
        rows.append(row)
    return rows


def print_table(rows: Sequence[Row]) -> None:
    print("| members | commitments | in the plan | s | processor s | processor ms a member |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: |")
    for row in rows:
        spent = row["processor_seconds"]
        print(
            f"| {row['members']:,} | {row['commitments']:,} | {row['planned']:,} "
            f"| {row['seconds']:.3f} | {spent:.3f} | {1000 * spent / row['members']:.3f} |"
        )


def print_threads(program: Path, rounds: int) -> None:
    print(
        "\nA network of the size of the sample of Finland (46 members, 60 commitments), planned "
        "sixteen times anew; the plan is the same.\n"
    )
    print("| threads | s | processor s |")
    print("| ---: | ---: | ---: |")
    for threads in (1, 2):
        (row,) = measure(program, SAMPLE, rounds, threads)
        print(f"| {threads} | {row['seconds']:.3f} | {row['processor_seconds']:.3f} |")


def print_whole_process(rounds: int) -> None:
    """`areena plan` of the sample, from the start of Python to the last file written."""
    print("\nThe sample of Finland by the command line, report and tables written:\n")
    print("| command | s | processor s |")
    print("| :--- | ---: | ---: |")
    for options in ([], ["--no-questions"], ["--lang", "fi", "--lang", "sv", "--lang", "en"]):
        taken = []
        for _ in range(rounds):
            with tempfile.TemporaryDirectory() as out:
                command = ["areena", "plan", "examples/finland", "-o", out, *options]
                began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
                subprocess.run(command, check=True, capture_output=True)
                after = resource.getrusage(resource.RUSAGE_CHILDREN)
                spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
                taken.append((time.perf_counter() - began, spent))
        seconds, processor = (statistics.median(column) for column in zip(*taken, strict=True))
        shown = " ".join(["areena plan examples/finland -o OUT", *options])
        print(f"| `{shown}` | {seconds:.2f} | {processor:.2f} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", type=Path, help="bench_planning")
    parser.add_argument("--figure", type=Path, required=True, help="where to draw the growth")
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    together = measure(given.program, TOGETHER, given.rounds)
    members = measure(given.program, MEMBERS, given.rounds)
    print("## Planning\n")
    print(
        "Generated networks with three needs and up to five priorities a member, days for about "
        "two thirds of all projects, 16 quarters; choice, timetable, proofs, reasons and "
        f"verification. Median of {given.rounds} runs on one thread. The processor time is that of "
        "the program alone, whatever else the machine does.\n"
    )
    print("Members grow, and commitments stay:\n")
    print_table(members)
    print("\nMembers and commitments grow together, so that their product grows a hundredfold:\n")
    print_table(together)
    print_threads(given.program, given.rounds)
    print_whole_process(given.rounds)
    points = [
        Series(name, [(row["members"], row["processor_seconds"]) for row in rows])
        for name, rows in (
            ("200 commitments", members),
            ("a commitment for five members", together),
        )
    ]
    given.figure.write_text(draw(points), encoding="utf-8")
    print(f"\n![Time of planning by the number of members](images/{given.figure.name})")


if __name__ == "__main__":
    main()
