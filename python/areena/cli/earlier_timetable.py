"""Reads back what ``areena timetable --json`` printed, for a search that begins with it."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import areena
from areena import timetable

__all__ = ["FORMAT", "VERSION", "Earlier", "read_earlier"]

FORMAT = "areena-timetable-answer"
VERSION = 0

_FIELDS = {"activity": str, "mode": str, "start": int, "end": int}
_MOST_TOLD = 20  # faults; the rest are counted


@dataclass(frozen=True, slots=True)
class Earlier:
    """Where activities were, and of which of them the problem does not allow that by itself."""

    assignments: tuple[timetable.Assignment, ...] = ()
    misplaced: tuple[str, ...] = ()


def read_earlier(path: Path, problem: timetable.Problem) -> Earlier:
    """The assignments of an earlier timetable, by the keys of ``problem``.

    Raises
    ------
    InvalidError
        ``timetable.earlier``, with every fault, if it is no such document or does not belong to the
        problem: keys that name nothing there, an activity twice, periods that there are not.
    FileError
        ``io.read``, if it cannot be read.
    """
    try:
        found = json.loads(path.read_bytes().decode())
    except OSError as error:
        raise areena.FileError(
            f"'{path}' cannot be read: {error.strerror}", code="io.read"
        ) from error
    except (UnicodeDecodeError, RecursionError) as error:
        raise _refused(path, ["it is not JSON in UTF-8"]) from error
    except ValueError as error:
        raise _refused(path, [f"it is not JSON: {error}"]) from error
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        kind = found.get("format") if isinstance(found, dict) else None
        says = "" if kind is None else f", but {json.dumps(kind)}"
        raise _refused(path, [f'/format: it is not "{FORMAT}"{says}'])
    if found.get("version") != VERSION or isinstance(found["version"], bool):
        says = json.dumps(found.get("version"))
        raise _refused(path, [f"/version: {VERSION} is known here, not {says}"])
    rows = found.get("assignments")
    if not isinstance(rows, list):
        raise _refused(path, ["/assignments: a list of assignments is expected"])
    reader = _Reader(problem)
    for number, row in enumerate(rows):
        reader.read(f"/assignments/{number}", row)
    if reader.faults:
        raise _refused(path, reader.faults)
    return Earlier(tuple(reader.made), tuple(reader.misplaced))


def _refused(path: Path, faults: list[str]) -> areena.InvalidError:
    told = faults[:_MOST_TOLD]
    if len(faults) > len(told):
        told.append(f"and {len(faults) - len(told)} more")
    return areena.InvalidError(
        f"'{path}' is no earlier timetable of this problem: {'; '.join(told)}. Give what "
        "'areena timetable PROBLEM.json --json' printed for it",
        code="timetable.earlier",
    )


class _Reader:
    """Assignments by keys, one after the other; every fault is kept."""

    def __init__(self, problem: timetable.Problem) -> None:
        self._problem = problem
        self._numbers = {each.key: number for number, each in enumerate(problem.activities)}
        self._places: dict[int, str] = {}
        self.made: list[timetable.Assignment] = []
        self.faults: list[str] = []
        self.misplaced: list[str] = []

    def read(self, place: str, row: Any) -> None:
        if not isinstance(row, dict):
            self.faults.append(f"{place}: an assignment is expected")
            return
        # An answer of a newer areena may say more of an assignment.
        wrong = [
            f"{place}/{name}: {'text' if kind is str else 'a whole number'} is expected"
            for name, kind in _FIELDS.items()
            if type(row.get(name)) is not kind
        ]
        if wrong:
            self.faults += wrong
            return
        number = self._numbers.get(row["activity"])
        if number is None:
            self._unknown(f"{place}/activity", "activity", row["activity"], self._numbers)
            return
        if number in self._places:
            self.faults.append(
                f"{place}/activity: '{row['activity']}' is also in {self._places[number]}"
            )
            return
        self._places[number] = place
        modes = {
            each.key: index for index, each in enumerate(self._problem.activities[number].modes)
        }
        mode = modes.get(row["mode"])
        if mode is None:
            what = f"mode of activity '{row['activity']}'"
            self._unknown(f"{place}/mode", what, row["mode"], modes)
            return
        start, end = row["start"], row["end"]
        if not 0 <= start < end <= self._problem.num_periods:
            self.faults.append(
                f"{place}: [{start}, {end}) are no periods; the problem has "
                f"[0, {self._problem.num_periods})"
            )
            return
        if why := self._misplaced(number, mode, start, end):
            self.misplaced.append(f"[{start}, {end}) {why}")
        self.made.append(timetable.Assignment(number, mode, start, end - start))

    def _unknown(self, place: str, what: str, key: str, known: Iterable[str]) -> None:
        near = difflib.get_close_matches(key, list(known), 3)
        hint = f"; near: {', '.join(repr(each) for each in near)}" if near else ""
        self.faults.append(f"{place}: there is no {what} '{key}'{hint}")

    def _misplaced(self, number: int, mode: int, start: int, end: int) -> str:
        """Why the activity cannot be there, whatever else is placed; empty if it can."""
        activity = self._problem.activities[number]
        if start < activity.earliest or end > activity.deadline:
            return (
                f"is outside the window of activity '{activity.key}', "
                f"[{activity.earliest}, {activity.deadline})"
            )
        closed = set(self._problem.closed)
        if start in closed or end - 1 in closed:
            return "begins or ends in a closed period"
        way = activity.modes[mode]
        worked = sum(period not in closed for period in range(start, end))
        if not way.min_duration <= worked <= way.max_duration:
            return (
                f"is {worked} open periods, and mode '{way.key}' of activity '{activity.key}' "
                f"takes {way.min_duration} to {way.max_duration}"
            )
        return ""
