"""How the time of planning grows with the network. Prints a section of Markdown.

    python benchmarks/compare_planning.py PROGRAM [--rounds N]

PROGRAM is bench_planning as built. `benchmarks/run` calls this and keeps what it prints.
"""

import argparse
import json
import statistics
import subprocess
from pathlib import Path

SIZES = ("100", "1000", "10000")  # members; a fifth as many commitments


def measure(program: Path) -> list[dict[str, float]]:
    done = subprocess.run([program, *SIZES], check=True, capture_output=True, text=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", type=Path, help="bench_planning")
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    rounds = [measure(given.program) for _ in range(given.rounds)]
    print("## Planning\n")
    print(
        "Generated networks with three needs and up to five priorities a member, days for about "
        "two thirds of all projects, 16 quarters; choice, timetable, reasons and verification. "
        f"Median of {given.rounds} runs on one thread.\n"
    )
    print("| members | commitments | in the plan | s | ms a member |")
    print("| ---: | ---: | ---: | ---: | ---: |")
    for of_size in zip(*rounds, strict=True):
        first = of_size[0]
        seconds = statistics.median(row["seconds"] for row in of_size)
        print(
            f"| {first['members']:,} | {first['commitments']:,} | {first['planned']:,} "
            f"| {seconds:.3f} | {1000 * seconds / first['members']:.3f} |"
        )


if __name__ == "__main__":
    main()
