"""``areena timetable``: scheduling alone, from a problem to a verified timetable."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, cast

import areena
from areena import timetable
from areena.cli import problems
from areena.cli.earlier_timetable import FORMAT, VERSION, Earlier, read_earlier

_WHOLE = 1_000_000
_USUAL = ("value", "leximin", "coverage", "ends", "peak")


@dataclass(frozen=True, slots=True)
class TimetableRequest:
    file: Path
    seed: int | None
    work: int | None
    solver: timetable.Solver
    objectives: tuple[str, ...]
    start: Path | None
    """What an earlier search printed, to begin with."""
    as_json: bool


def run_timetable(request: TimetableRequest) -> int:
    """Searches and tells. 1 if the timetable contradicts its own verification, else 0."""
    problem = timetable.read(request.file)
    earlier = Earlier() if request.start is None else read_earlier(request.start, problem)
    options: dict[str, Any] = {"seed": request.seed, "work": request.work}
    with areena.ProgressBar() as progress:
        made = timetable.search(
            problem,
            progress=progress,
            solver=request.solver,
            start=earlier.assignments,
            objectives=cast("tuple[timetable.Measure, ...]", request.objectives),
            **{name: value for name, value in options.items() if value is not None},
        )
    limit = timetable.bounds(problem)
    verification = timetable.verify(problem, made, start=earlier.assignments)
    answer = _Answer(problem, made, limit, _conflict(problem, made))
    if request.as_json:
        problems.print_json(answer.document(request, verification))
    else:
        print(answer.told(verification))
    if "changes" in request.objectives and request.start is None:
        print(
            "areena: warning: 'changes' are counted from an earlier timetable, and none is given; "
            "give it with --start EARLIER.json",
            file=sys.stderr,
        )
    for each in earlier.misplaced:
        print(f"areena: warning: the earlier timetable cannot be kept: {each}", file=sys.stderr)
    if made.ending != "finished":
        print(f"areena: warning: the search ended early ({made.ending})", file=sys.stderr)
    return 0 if verification.ok else 1


def _conflict(
    problem: timetable.Problem, made: timetable.Timetable
) -> timetable.Feasibility | None:
    """What keeps the mandatory and pinned from being placed, if any of them are not."""
    left_out = (problem.activities[each.activity] for each in made.left_out)
    if not any(each.mandatory or each.pinned for each in left_out):
        return None
    found = timetable.feasibility(problem)
    return found if found.answer == "infeasible" else None


class _Answer:
    """A timetable in the keys of its problem."""

    def __init__(
        self,
        problem: timetable.Problem,
        made: timetable.Timetable,
        limit: timetable.Bounds,
        conflict: timetable.Feasibility | None,
    ) -> None:
        self.problem = problem
        self.made = made
        self.limit = limit
        self.conflict = conflict
        usual = tuple(stage.measure for stage in made.stages) == _USUAL
        self._no_gain = (
            "adds neither value nor coverage" if usual else "the objectives are no better for it"
        )

    def document(
        self, request: TimetableRequest, verification: timetable.Verification
    ) -> dict[str, Any]:
        return {
            "format": FORMAT,
            "version": VERSION,
            "file": str(request.file),
            "assignments": [self._assignment(each) for each in self.made.assignments],
            "left_out": [self._left_out(each) for each in self.made.left_out],
            "flows": [
                {
                    "period": flow.period,
                    "resource": self.problem.resources[flow.resource].key,
                    "skill": self.problem.skills[flow.skill],
                    "amount": _number(flow.amount),
                }
                for flow in self.made.flows
            ],
            "shortages": [self._shortage(each) for each in self.made.shortages],
            "objective": self._objective(),
            "conflict": self.conflict
            and {
                "rules": [
                    {"rule": each.rule, "of": self._owner(each)} for each in self.conflict.rules
                ],
                "minimal": self.conflict.minimal,
                "confirmed": self.conflict.confirmed,
            },
            "stages": [self._stage(each) for each in self.made.stages],
            "proof": {"parts": self.made.proof.parts, "solver": self.made.proof.solver},
            "ending": self.made.ending,
            "work": self.made.work,
            "verification": problems.plain(verification),
        }

    def _assignment(self, each: timetable.Assignment) -> dict[str, Any]:
        activity = self.problem.activities[each.activity]
        return {
            "activity": activity.key,
            "mode": activity.modes[each.mode].key,
            "start": each.start,
            "end": each.end,
        }

    def _shortage(self, each: timetable.Shortage) -> dict[str, Any]:
        return {
            "skills": [self.problem.skills[skill] for skill in each.skills],
            "period": each.period,
            "amount": _number(each.amount),
        }

    def _left_out(self, each: timetable.LeftOut) -> dict[str, Any]:
        activity = self.problem.activities[each.activity]
        said: dict[str, Any] = {"activity": activity.key, "reason": each.reason}
        if each.other is not None:
            said["other"] = self.problem.activities[each.other].key
        if (place := each.placement) is not None:
            said["placement"] = {
                "mode": activity.modes[place.mode].key,
                "start": place.start,
                "end": place.start + place.duration,
                "missing": _number(place.missing),
                "shortages": [self._shortage(short) for short in place.shortages],
            }
            if place.stocks:
                said["placement"]["stocks"] = [
                    {"stock": self.problem.stocks[each.stock].key, "amount": _number(each.amount)}
                    for each in place.stocks
                ]
        return said

    def _objective(self) -> list[dict[str, Any]]:
        """Part by part, with what no timetable can exceed, and whether that proves it best.

        Where a part was a stage of the search, its bound is of timetables as good in those before.
        """
        reached, limit = self.made.objective, self.limit
        proved = limit.proved_parts(reached)
        parts: list[tuple[str, Any, Any]] = [
            ("mandatory", reached.mandatory, limit.mandatory),
            ("value", str(reached.value), str(limit.value)),
            ("leximin", _shares(reached.leximin), _shares(limit.leximin)),
            ("coverage", reached.coverage / _WHOLE, limit.coverage / _WHOLE),
        ]
        told: list[dict[str, Any]] = [
            {"part": part, "value": value, "bound": bound, "proved": number < proved}
            for number, (part, value, bound) in enumerate(parts)
        ]
        stages = {stage.measure: stage for stage in self.made.stages}
        for each in told:
            stage = stages.get(each["part"])
            if stage is None or stage.bound is None:
                continue
            bound = _numbers(stage.measure, stage.bound)
            each["bound"] = bound if stage.measure == "leximin" else bound[0]
            each["proved"] = each["proved"] or stage.proved
        told.append({"part": "ends", "value": reached.ends})
        told.append({"part": "peak", "value": str(reached.peak.share)})
        return told

    def _stage(self, stage: timetable.Stage) -> dict[str, Any]:
        """Numbers as text where they may be fractions, coverage in shares of one."""
        bound = None if stage.bound is None else _numbers(stage.measure, stage.bound)
        return {
            "measure": stage.measure,
            "value": _numbers(stage.measure, stage.value),
            "bound": bound,
            "gap": None if stage.gap is None else float(stage.gap),
            "proved": stage.proved,
        }

    def told(self, verification: timetable.Verification) -> str:
        problem, made = self.problem, self.made
        sizes = (
            f"{len(problem.activities)} activities, {len(problem.resources)} resources, "
            f"{len(problem.beneficiaries)} beneficiaries, {problem.num_periods} periods"
        )
        lines = [sizes]
        for each in sorted(made.assignments, key=lambda a: (a.start, a.end, a.activity)):
            activity = problem.activities[each.activity]
            mode = activity.modes[each.mode].key
            lines.append(f"  [{each.start:2d}, {each.end:2d})  {activity.key} ({mode})")
        if made.left_out:
            lines.append("left out:")
            lines += [f"  {self._why(each)}" for each in made.left_out]
        if self.conflict is not None:
            lines.append("not all that must be placed can be; these cannot all hold:")
            lines += [f"  {self._rule(each)}" for each in self.conflict.rules]
        for short in made.shortages:
            lines.append(f"standing work does not fit: {self._short(short)}")
        lines += self._told_stages()
        checks = verification.checks
        lines.append(f"verification  {sum(c.ok for c in checks)} of {len(checks)} checks passed")
        lines += [f"  {check.name}: {check.message}" for check in checks if not check.ok]
        return "\n".join(lines)

    def _told_stages(self) -> list[str]:
        lines = []
        for stage in self.made.stages:
            line = f"{stage.measure:<13} {_first_of(stage.measure, stage.value)}"
            if stage.proved:
                line += ", proved best"
            elif stage.bound is not None and stage.gap is not None:
                limit = _first_of(stage.measure, stage.bound)
                line += f", bound {limit}, gap {float(stage.gap):.1%}"
            lines.append(line)
        return lines

    def _owner(self, each: timetable.NamedRule) -> str:
        if each.rule == "capacity":
            return self.problem.skills[each.index]
        if each.rule == "stock":
            return self.problem.stocks[each.index].key
        return self.problem.activities[each.index].key

    def _rule(self, each: timetable.NamedRule) -> str:
        owner = self._owner(each)
        return {
            "placed": f"{owner} is placed",
            "pinned": f"{owner} is where it is pinned",
            "window": f"{owner} keeps its window",
            "duration": f"{owner} takes as long as its modes do",
            "prerequisite": f"{owner} waits for others",
            "required": f"{owner} comes with what it requires",
            "excluded": f"{owner} excludes others",
            "capacity": f"{owner} has no more capacity than there is",
            "stock": f"{owner} is used up no further than there is",
        }[each.rule]

    def _short(self, short: timetable.Shortage) -> str:
        skills = " + ".join(self.problem.skills[skill] for skill in short.skills)
        return f"{skills} in period {short.period}, {_number(short.amount)} missing"

    def _why(self, each: timetable.LeftOut) -> str:
        activity = self.problem.activities[each.activity]
        other = "" if each.other is None else self.problem.activities[each.other].key
        place = each.placement
        mode = "" if place is None else activity.modes[place.mode].key
        at = "" if place is None else f"[{place.start}, {place.start + place.duration})"
        missing = "" if place is None else "; ".join(self._short(s) for s in place.shortages)
        stocks = (
            ""
            if place is None
            else "; ".join(
                f"{self.problem.stocks[s.stock].key}, {_number(s.amount)} missing"
                for s in place.stocks
            )
        )
        sentences = {
            "window": "no mode is short enough for its window",
            "excluded": f"{other}, which is placed, excludes it",
            "prerequisite": f"it waits for {other}, which "
            + ("ends too late" if each.other_placed else "is not placed"),
            "required": f"it requires {other}, which is not placed",
            "stock": f"not enough; nearest as {mode}: {stocks}",
            "capacity": f"no room; nearest as {mode} in {at}: {missing}",
            "no_gain": f"it would fit as {mode} in {at}, but {self._no_gain}",
            "unfinished": "the search ended before it could be placed or explained",
        }
        return f"{activity.key}: {sentences[each.reason]}"


def _number(hundredths: int) -> int | float:
    """Hundredths as a number; exact, since they have at most fifteen digits where people count."""
    whole, rest = divmod(hundredths, 100)
    return float(Decimal(hundredths) / 100) if rest else whole


def _shares(millionths: tuple[int, ...]) -> list[float]:
    return [each / _WHOLE for each in millionths]


def _numbers(measure: timetable.Measure, amounts: tuple[Fraction, ...]) -> list[Any]:
    if measure in ("leximin", "coverage"):
        return [float(each / _WHOLE) for each in amounts]
    return [str(each) if measure in ("value", "peak") else int(each) for each in amounts]


def _first_of(measure: timetable.Measure, amounts: tuple[Fraction, ...]) -> str:
    """What decides first, for people."""
    if measure == "changes":
        dropped, switched, moved = (int(each) for each in amounts)
        return f"{dropped} dropped, {switched} in another mode, {moved} moved"
    if not amounts:
        return "none"
    if measure == "leximin":
        return f"least {float(amounts[0] / _WHOLE):.3f}"
    if measure == "coverage":
        return f"{float(amounts[0] / _WHOLE):.3f}"
    return f"{float(amounts[0]):.3f}" if measure == "peak" else _short(amounts[0])


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 12 else f"about {float(value):.6g}"
