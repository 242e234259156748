"""``areena what-if`` and ``areena replan``: questions to a plan, and keeping it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812
from pathlib import Path
from typing import TYPE_CHECKING, Any

import areena
from areena.cli import problems
from areena.cli.output import write_files
from areena.cli.plan_command import Answers, plan_files

if TYPE_CHECKING:
    from areena.planning import CapacityValue
    from areena.publishing.catalogue import Language

_FORM = "ORGANIZATION[/EXPERTISE][@QUARTER]:AMOUNT"


@dataclass(frozen=True, slots=True)
class WhatIfRequest:
    network: Path
    capacity: tuple[str, ...]
    each: bool
    """Whether every change is asked about by itself, without choosing anew."""
    language: Language
    threads: int
    as_json: bool


@dataclass(frozen=True, slots=True)
class ReplanRequest:
    plan: Path
    network: Path
    quarter: str
    output: Path | None
    languages: tuple[Language, ...]
    date: Date | None
    raw_csv: bool
    as_json: bool


def capacity_of(texts: Iterable[str]) -> dict[Any, str]:
    """What ``Plan.what_if`` takes, from texts such as ``kuntaliitto/law@2027Q3:+10``.

    Raises:
        InvalidError: ``plan.capacity_change``, saying how such a text is written.
    """
    changes: dict[Any, str] = {}
    for text in texts:
        what, colon, amount = text.rpartition(":")
        what, at, quarter = what.partition("@")
        organization, slash, expertise = what.partition("/")
        parts = [organization, *([expertise] if slash else []), *([quarter] if at else [])]
        if not colon or not amount or not all(parts):
            raise areena.InvalidError(
                f"'{text}' is no change of capacity; write {_FORM}, such as kuntaliitto/law:+10 or "
                "'*/law@2027Q3:-50%', where * stands for all",
                code="plan.capacity_change",
            )
        key = tuple(
            None if part == "*" else part
            for part in (organization, expertise or "*", *([quarter] if at else []))
        )
        if key in changes:
            raise areena.InvalidError(
                f"'{what}' is changed twice; give one amount for it", code="plan.capacity_change"
            )
        changes[key] = amount
    return changes


def run_what_if(request: WhatIfRequest) -> int:
    """Plans, plans again with changed capacity, and tells what changes."""
    capacity = capacity_of(request.capacity)
    network = areena.read(request.network)
    with areena.ProgressBar() as progress:
        plan = areena.plan(network, threads=request.threads, progress=progress)
        if request.each:
            values = plan.capacity_values(
                capacity=capacity, threads=request.threads, progress=progress
            )
            return _tell_values(request, values)
        answer = plan.what_if(capacity=capacity, threads=request.threads, progress=progress)
    if request.as_json:
        problems.print_json(
            {
                "format": "areena-what-if",
                "version": 0,
                "network": str(request.network),
                "capacity": list(request.capacity),
                "comparison": json.loads(answer.comparison.to_json()),
            }
        )
    else:
        from areena.publishing import changes  # imported late: templates take time

        print(changes(plan, answer.plan, language=request.language), end="")
    return 0 if answer.plan.verified.ok else 1


def _tell_values(request: WhatIfRequest, values: Sequence[CapacityValue]) -> int:
    if request.as_json:
        problems.print_json(
            {
                "format": "areena-capacity-values",
                "version": 0,
                "network": str(request.network),
                "values": [
                    {"capacity": text, **json.loads(value.to_json())}
                    for text, value in zip(request.capacity, values, strict=True)
                ],
            }
        )
        return 0
    for text, value in zip(request.capacity, values, strict=True):
        print(f"{text}: {value.verdict}{'' if value.proved else ' (best found)'}")
        for part in value.objective:
            if part.verdict != "same":
                before, after = float(part.before), float(part.after)
                print(f"  {part.part:<12}  {before:g} to {after:g}, {part.verdict}")
        for name in ("added", "dropped", "rescoped", "moved"):
            if ids := getattr(value, name):
                print(f"  {name:<12}  {', '.join(ids)}")
    return 0


def run_replan(request: ReplanRequest) -> int:
    """Keeps a plan as far as the network, as it is now, allows; 1 if that fails its own checks."""
    network = areena.read(request.network)
    earlier = areena.read_plan(request.plan, network)
    with areena.ProgressBar() as progress:
        answer = earlier.replan(network, quarter=request.quarter, progress=progress)
    if request.output is not None:
        beside = areena.tables.read(request.network)
        write_files(request.output, plan_files(answer.plan, request, Answers(), beside))
    if request.as_json:
        problems.print_json(
            {
                "format": "areena-replan",
                "version": 0,
                "quarter": request.quarter,
                "proved": list(answer.proved),
                "comparison": json.loads(answer.comparison.to_json()),
                "plan": json.loads(answer.plan.to_json()),
            }
        )
    else:
        from areena.publishing import changes  # imported late: templates take time

        print(changes(earlier, answer.plan, language=request.languages[0]), end="")
        proved = ", ".join(answer.proved) or "nothing"
        print(f"areena: proved fewest: {proved}", file=sys.stderr)
    for claim in answer.plan.verified.claims:
        if not claim.ok:
            print(
                f"areena: warning: verification failed: {claim.name}: {claim.message}",
                file=sys.stderr,
            )
    return 0 if answer.plan.verified.ok else 1
