"""Times pabutools on one election of Pabulib. Prints a JSON line a task.

    python benchmarks/pabutools_selection.py FILE.pb [--limit SECONDS] [--runs N]

Run by benchmarks/compare_selection.py in an environment of its own, which has pabutools and not
areena. Each task runs in a forked process, so that it can be cut off at the limit.
"""

import argparse
import json
import multiprocessing
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

import pabutools.fractions
from pabutools.election import Cardinality_Sat, Cost_Sat, parse_pabulib
from pabutools.rules import (
    greedy_utilitarian_welfare,
    method_of_equal_shares,
    sequential_phragmen,
)
from pabutools.tiebreaking import TieBreakingRule

# As areena's: the cheaper, the one with more votes, the smaller id.
TIES = TieBreakingRule(
    lambda _instance, profile, project: (
        project.cost,
        -profile.approval_score(project),
        project.name,
    )
)

Task = Callable[[], Any]


def tasks(path: str) -> dict[str, Task]:
    instance, profile = parse_pabulib(path)
    ballots = profile.as_multiprofile()
    mes = {"tie_breaking": TIES}
    return {
        "parse and group": lambda: parse_pabulib(path)[1].as_multiprofile(),
        "equal shares, cost": lambda: method_of_equal_shares(
            instance, ballots, sat_class=Cost_Sat, **mes
        ),
        "equal shares, cardinality": lambda: method_of_equal_shares(
            instance, ballots, sat_class=Cardinality_Sat, **mes
        ),
        "phragmen": lambda: sequential_phragmen(instance, ballots, tie_breaking=TIES),
        "greedy": lambda: greedy_utilitarian_welfare(
            instance, ballots, sat_class=Cost_Sat, tie_breaking=TIES
        ),
        "equal shares, cost, add-1": lambda: method_of_equal_shares(
            instance, ballots, sat_class=Cost_Sat, voter_budget_increment=1, **mes
        ),
    }


def work(task: Task, is_rule: bool, runs: int, out: Connection) -> None:
    for number in range(runs):
        begin = time.perf_counter()
        result = task()
        seconds = time.perf_counter() - begin
        names = [str(project.name) for project in result] if is_rule and number == 0 else None
        out.send((seconds, names))


def measure(name: str, task: Task, runs: int, limit: float) -> dict[str, Any]:
    """Seconds of each run that came to its end within the limit, which is for all of them."""
    receiver, sender = multiprocessing.Pipe(duplex=False)
    context = multiprocessing.get_context("fork")
    process = context.Process(target=work, args=(task, name != "parse and group", runs, sender))
    process.start()
    sender.close()
    said: dict[str, Any] = {"task": name, "seconds": [], "winners": None}
    end = time.monotonic() + limit
    try:
        while len(said["seconds"]) < runs and receiver.poll(max(0.0, end - time.monotonic())):
            seconds, names = receiver.recv()
            said["seconds"].append(seconds)
            said["winners"] = said["winners"] or names
    except EOFError:
        said["failed"] = True
    process.kill()
    process.join()
    return said


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file")
    parser.add_argument("--limit", type=float, default=120)
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    pabutools.fractions.FRACTION = "gmpy2"  # exact, as areena is
    for name, task in tasks(given.file).items():
        print(json.dumps(measure(name, task, given.runs, given.limit)), flush=True)


if __name__ == "__main__":
    main()
