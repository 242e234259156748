"""Planning from Python: what a plan tells, progress, threads, Ctrl-C."""

from __future__ import annotations

import copy
import json
import pickle
import signal
import subprocess
import sys
import threading
import time
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import areena
from areena import planning


class EnoughError(Exception):
    """Raised by a callback to end long work."""


def test_a_plan_tells_everything(tiny_plan: areena.Plan, tiny: areena.Network) -> None:
    plan = tiny_plan
    assert plan.network == tiny
    assert plan.complete
    assert plan.verified.ok
    assert all(claim.ok for claim in plan.verified.claims)
    assert plan.choice.available > 0
    assert isinstance(plan.choice.available, Decimal)
    assert isinstance(plan.choice.share, Fraction)
    assert [p.number for p in plan.passes] == sorted(p.number for p in plan.passes)
    told = {s.commitment for s in plan.timetable} | {item.commitment for item in plan.left_out}
    assert told == set(tiny.commitments.ids)
    assert {c.member for c in plan.coverage} == set(tiny.members.ids)
    assert plan.provenance.areena == areena.__version__
    assert plan.document.timetable == plan.timetable
    assert plan.document.network.id == tiny.id


def test_what_is_left_out_has_a_reason(tiny_plan: areena.Plan) -> None:
    assert tiny_plan.left_out
    for item in tiny_plan.left_out:
        explanation = tiny_plan.explain(item.commitment)
        assert explanation.left_out == item
        assert explanation.scheduled is None
        assert item.message in str(explanation)
        assert str(item) == item.message


def test_what_is_in_the_plan_is_explained(tiny_plan: areena.Plan) -> None:
    for item in tiny_plan.timetable:
        explanation = tiny_plan.explain(item.commitment)
        assert explanation.scheduled == item
        assert explanation.left_out is None
        assert f"scope {item.scope}, {item.start}-{item.end}" in str(explanation)
    chosen = tiny_plan.explain(tiny_plan.choice.commitments[0].commitment).chosen
    assert chosen == tiny_plan.choice.commitments[0]


def test_an_unknown_commitment_names_the_nearest(tiny_plan: areena.Plan) -> None:
    with pytest.raises(areena.NotFoundError, match="'c-1'"):
        tiny_plan.explain("c-11")


def test_supports_add_up_to_costs(finland: areena.Network) -> None:
    for chosen in areena.plan(finland).choice.commitments:
        if chosen.step is planning.ChoiceStep.shares:
            assert sum(s.amount for s in chosen.support) == Fraction(chosen.cost)


def test_the_same_question_gives_the_same_plan(finland: areena.Network) -> None:
    plan = areena.plan(finland, seed=3)
    assert areena.plan(finland, seed=3) == plan
    assert areena.plan(finland, seed=3).to_json() == plan.to_json()
    assert hash(areena.plan(finland, seed=3)) == hash(plan)
    assert plan.provenance.options == planning.PlanOptions(
        seed=3, work=plan.provenance.options.work, starts=0
    )
    assert areena.plan(finland, seed=4) != plan


def test_threads_change_nothing_but_the_time(finland: areena.Network) -> None:
    alone = areena.plan(finland, work=200_000, starts=4)
    assert areena.plan(finland, work=200_000, starts=4, threads=2).to_json() == alone.to_json()
    lost = {"kuntaliitto": "-50%"}
    assert alone.what_if(capacity=lost, threads=2) == alone.what_if(capacity=lost)


def test_more_starts_keep_no_less_support(finland: areena.Network) -> None:
    supports = [
        areena.plan(finland, work=200_000, starts=starts).objective.support for starts in (1, 3, 6)
    ]
    assert supports == sorted(supports)


def test_bounds_say_what_is_proved(tiny_plan: areena.Plan) -> None:
    among = [(bound.among, bound.part) for bound in tiny_plan.bounds]
    assert among == [
        *(("plans", part) for part in ("support", "least_coverage", "coverage")),
        *(
            ("timetables", part)
            for part in ("support", "leximin", "coverage", "end_quarters", "peak_load")
        ),
    ]
    assert all(bound.proved for bound in tiny_plan.bounds if bound.among == "timetables")


def test_a_plan_is_json(tiny_plan: areena.Plan) -> None:
    document = json.loads(tiny_plan.to_json())
    assert document["format"] == "areena-plan"
    assert document["network"]["id"] == "tiny"
    assert {"choice", "passes", "timetable", "coverage", "verified", "provenance"} <= set(document)
    assert planning.PlanDocument.from_json(tiny_plan.to_json()) == tiny_plan.document


def test_a_plan_is_copied_and_pickled(tiny_plan: areena.Plan) -> None:
    assert copy.copy(tiny_plan) is tiny_plan
    assert copy.deepcopy(tiny_plan) is tiny_plan
    pickled = pickle.dumps(tiny_plan)
    assert b"_core" not in pickled
    again = pickle.loads(pickled)
    assert again == tiny_plan
    assert again.to_json() == tiny_plan.to_json()
    assert again != "plan"


def test_a_plan_cannot_change(tiny_plan: areena.Plan) -> None:
    for name in ("choice", "timetable", "network", "document", "verified"):
        with pytest.raises(AttributeError):
            setattr(tiny_plan, name, None)
    with pytest.raises(TypeError, match=r"areena\.plan"):
        areena.Plan()


def test_a_plan_has_a_short_repr(tiny_plan: areena.Plan) -> None:
    assert repr(tiny_plan) == (
        f"<Plan of 'tiny': {len(tiny_plan.timetable)} commitments scheduled, "
        f"{len(tiny_plan.left_out)} left out>"
    )


def test_parts_of_a_plan_outlive_it(tiny: areena.Network, tiny_plan: areena.Plan) -> None:
    support = areena.plan(tiny).choice.commitments[0].support
    network = areena.plan(tiny).network
    assert support == tiny_plan.choice.commitments[0].support
    assert network == tiny


def test_a_network_without_a_promise_cannot_be_planned() -> None:
    network = areena.Draft(id="n", title="T").build()
    with pytest.raises(areena.InvalidError) as caught:
        areena.plan(network)
    assert caught.value.code == "plan.no_promise"


@pytest.mark.parametrize("options", [{"seed": "x"}, {"work": 1.5}, {"progress": 3}])
def test_wrong_options_are_refused(tiny: areena.Network, options: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match=next(iter(options))):
        areena.plan(tiny, **options)


# --- progress ----------------------------------------------------------------------------------


def test_progress_is_told(finland: areena.Network) -> None:
    steps: list[Any] = []
    areena.plan(finland, progress=lambda *step: steps.append(step))
    assert {phase for phase, *_ in steps} >= {"equal shares", "place"}
    assert all(done >= 0 and total >= 0 for _, done, total, _ in steps)
    assert all(type(phase) is str for phase, *_ in steps)


def test_watching_changes_nothing(finland: areena.Network) -> None:
    assert areena.plan(finland, progress=lambda *_: None) == areena.plan(finland)


def test_an_error_in_the_callback_ends_the_work(large: areena.Network) -> None:
    def refuse(phase: str, *_: object) -> None:
        raise EnoughError(phase)

    with pytest.raises(EnoughError, match="equal shares"):
        areena.plan(large, progress=refuse)


def test_work_ends_soon_after_the_callback_raises(large: areena.Network) -> None:
    began = time.monotonic()
    raised = began

    def refuse(*_: object) -> None:
        nonlocal raised
        raised = time.monotonic()
        if raised - began > 0.3:
            raise EnoughError

    with pytest.raises(EnoughError):
        areena.plan(large, work=10**12, progress=refuse)
    assert time.monotonic() - raised < 0.2


# --- threads -----------------------------------------------------------------------------------


def test_other_threads_run_meanwhile(large: areena.Network) -> None:
    """The interpreter is free while C++ works: another thread counts on."""
    counted = 0
    done = threading.Event()

    def count() -> None:
        nonlocal counted
        while not done.is_set():
            counted += 1
            time.sleep(0.001)

    thread = threading.Thread(target=count)
    thread.start()
    began = time.monotonic()
    try:
        before = counted
        areena.plan(large, work=400_000)
        during = counted - before
    finally:
        done.set()
        thread.join()
    spent = time.monotonic() - began
    # With the lock held throughout it would be next to none.
    assert during > spent / 0.001 / 50


def test_plans_are_made_side_by_side(finland: areena.Network) -> None:
    alone = areena.plan(finland)
    plans: list[areena.Plan] = []
    steps: list[int] = []

    def work() -> None:
        plans.append(areena.plan(finland, progress=lambda *step: steps.append(step[1])))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert plans == [alone] * 4
    assert steps


# --- Ctrl-C ------------------------------------------------------------------------------------

PROGRAM = """
import pickle, signal, sys, time
import areena

# Where tests run in the background of a shell, the signal is ignored from the start.
signal.signal(signal.SIGINT, signal.default_int_handler)
network = pickle.load(open(sys.argv[1], "rb"))
progress = {"none": None, "callback": lambda *step: None}[sys.argv[2]]
print("ready", flush=True)
try:
    areena.plan(network, work=10**15, progress=progress)
except KeyboardInterrupt:
    print(time.monotonic(), flush=True)
    sys.exit(7)
"""


def seconds_to_stop(network: Path, progress: str) -> float:
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(network), progress], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(0.4)  # well within the work, which would take years
        assert process.poll() is None
        sent = time.monotonic()
        process.send_signal(signal.SIGINT)
        try:
            told, _ = process.communicate(timeout=20)
        finally:
            process.kill()
        assert process.returncode == 7
    return float(told) - sent  # the clock is one for all processes of the machine


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent in another way")
@pytest.mark.parametrize("progress", ["none", "callback"])
def test_ctrl_c_is_heard(large: areena.Network, tmp_path: Path, progress: str) -> None:
    path = tmp_path / "network.pickle"
    path.write_bytes(pickle.dumps(large))
    # A machine that is busy with something else gets three tries.
    assert any(seconds_to_stop(path, progress) < 0.2 for _ in range(3))
