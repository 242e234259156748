"""Reads one document of members with areena, msgspec and pydantic, in turns, in the same run.

All three read UTF-8 bytes into typed objects and check types, required and unknown fields and
ranges; areena also refuses keys that are given twice. Every measurement is a process of its own.
Prints a section of Markdown.

    python benchmarks/compare_json.py PROGRAM [--members N] [--rounds N] [--runs N]

PROGRAM is bench_json_reading as built. `benchmarks/run` calls this and keeps what it prints.
"""

import argparse
import gc
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any

THEMES = (
    "competence",
    "vitality",
    "wellbeing",
    "digital",
    "green",
    "equality",
    "internationality",
    "safety",
)
TOWNS = ("Akaa", "Espoo", "Hämeenlinna", "Lappeenranta", "Äänekoski")
NETWORK = (10_000, 2_000)  # members, commitments

Reader = Callable[[bytes], object]


def members(count: int) -> list[dict[str, Any]]:
    """The document: members with one to six needs each, the same at every call."""
    chance = random.Random(2027)

    def need() -> dict[str, Any]:
        return {
            "theme": chance.choice(THEMES),
            "weight": round(chance.random(), 4),
            "priority": chance.randint(1, 5),
        }

    return [
        {
            "id": f"m-{i}",
            "name": f"Jäsen {i} — municipal education provider of {chance.choice(TOWNS)}",
            "student_years": round(chance.uniform(5, 9000), 1),
            "business_id": f"{chance.randrange(10**7):07d}-{chance.randrange(10)}",
            "needs": [need() for _ in range(chance.randint(1, 6))],
            "active": chance.random() < 0.9,
            "note": 'line one\nline "two"' if chance.random() < 0.3 else None,
        }
        for i in range(count)
    ]


def msgspec_reader() -> Reader:
    import msgspec

    class Need(msgspec.Struct, forbid_unknown_fields=True):
        theme: str
        weight: Annotated[float, msgspec.Meta(ge=0, le=1)]
        priority: Annotated[int, msgspec.Meta(ge=1, le=5)]

    class Member(msgspec.Struct, forbid_unknown_fields=True):
        id: str
        name: str
        student_years: Annotated[float, msgspec.Meta(ge=0)]
        business_id: str
        needs: list[Need]
        active: bool
        note: str | None

    return msgspec.json.Decoder(list[Member]).decode


def pydantic_reader() -> Reader:
    import pydantic

    class Strict(pydantic.BaseModel):
        model_config = pydantic.ConfigDict(extra="forbid", strict=True)

    class Need(Strict):
        theme: str
        weight: float = pydantic.Field(ge=0, le=1)
        priority: int = pydantic.Field(ge=1, le=5)

    class Member(Strict):
        id: str
        name: str
        student_years: float = pydantic.Field(ge=0)
        business_id: str
        needs: list[Need]
        active: bool
        note: str | None

    return pydantic.TypeAdapter(list[Member]).validate_json


PEERS: dict[str, Callable[[], Reader]] = {"msgspec": msgspec_reader, "pydantic": pydantic_reader}


def measure_peer(name: str, collector: str, file: Path, runs: int) -> None:
    """In a process of its own: prints the seconds of each run."""
    read = PEERS[name]()
    data = file.read_bytes()
    if collector == "off":
        gc.disable()
    seconds = []
    for _ in range(runs):
        begin = time.perf_counter()
        result = read(data)
        seconds.append(time.perf_counter() - begin)
        del result
    print(json.dumps(seconds))


def output_of(command: list[str]) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def peer_seconds(name: str, collector: str, file: Path, runs: int) -> list[float]:
    command = [sys.executable, __file__, "--peer", name, collector, str(file), str(runs)]
    return json.loads(output_of(command))


def areena_lines(program: Path, *arguments: object) -> dict[str, dict[str, Any]]:
    lines = output_of([str(program), *map(str, arguments)]).splitlines()
    return {line.pop("case"): line for line in map(json.loads, lines)}


def row(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def compare_members(program: Path, count: int, rounds: int, runs: int) -> list[str]:
    rates: dict[str, list[float]] = defaultdict(list)
    writing: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "members.json"
        file.write_text(json.dumps(members(count), ensure_ascii=False), "utf-8")
        megabytes = file.stat().st_size / 1e6
        for _ in range(rounds):
            ours = areena_lines(program, file, runs)
            rates["areena, C++"] += [megabytes / s for s in ours["read members"]["seconds"]]
            written = ours["write members"]
            writing += [written["megabytes"] / s for s in written["seconds"]]
            for name in PEERS:
                for collector in ("on", "off"):
                    key = f"{name} {version(name)}, Python, collector {collector}"
                    seconds = peer_seconds(name, collector, file, runs)
                    rates[key] += [megabytes / s for s in seconds]
    table = [
        (
            f"One document of {count:,} members, {megabytes:.1f} MB, read {rounds * runs} times in "
            f"{rounds} processes by each reader. Peers with Python's garbage collector on (as it "
            "is by default) and off."
        ),
        "",
        row(["reader", "best MB/s", "median MB/s"]),
        row(["---", "---:", "---:"]),
    ]
    for name, values in sorted(rates.items(), key=lambda item: -max(item[1])):
        table.append(row([name, f"{max(values):.0f}", f"{statistics.median(values):.0f}"]))
    table += ["", f"areena writes the same values at {max(writing):.0f} MB/s (best)."]
    return table


def measure_network(program: Path, rounds: int, runs: int) -> list[str]:
    rates: dict[str, list[float]] = defaultdict(list)
    megabytes = 0.0
    for _ in range(rounds):
        for case, line in areena_lines(program, "--network", *NETWORK, runs).items():
            rates[case] += line["seconds"]
            megabytes = line["megabytes"]
    table = [
        (
            f"A network document of {NETWORK[0]:,} members and {NETWORK[1]:,} commitments "
            f"({3 * NETWORK[0]:,} needs), {megabytes:.1f} MB."
        ),
        "",
        row(["step", "best s", "median s", "best MB/s"]),
        row(["---", "---:", "---:", "---:"]),
    ]
    for case, seconds in rates.items():
        best, median = min(seconds), statistics.median(seconds)
        table.append(row([case, f"{best:.3f}", f"{median:.3f}", f"{megabytes / best:.0f}"]))
    return table


def main() -> None:
    if sys.argv[1:2] == ["--peer"]:
        name, collector, file, runs = sys.argv[2:]
        measure_peer(name, collector, Path(file), int(runs))
        return
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", type=Path, help="bench_json_reading")
    parser.add_argument("--members", type=int, default=120_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--runs", type=int, default=5, help="readings in each process")
    given = parser.parse_args()
    section = [
        "## Reading JSON",
        "",
        *compare_members(given.program, given.members, given.rounds, given.runs),
        "",
        *measure_network(given.program, given.rounds, given.runs),
    ]
    print("\n".join(section))


if __name__ == "__main__":
    main()
