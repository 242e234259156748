"""The plan's starts and ends as a calendar that people take into their own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date as Date  # noqa: N812
from typing import TYPE_CHECKING

from areena import _core
from areena.publishing.catalogue import Language
from areena.publishing.report import as_date
from areena.publishing.view.context import Context, word
from areena.publishing.view.quarters import first_day, last_day_before

if TYPE_CHECKING:
    from areena import Commitment, Plan
    from areena.planning import Scheduled


def calendar(plan: Plan, *, language: Language = "fi", date: Date | str | None = None) -> str:
    """The plan's starts and ends as an iCalendar text (RFC 5545).

    Each project has two whole days, its first and its last. Standing and recurring work has one
    only where it starts or ends within the promise's period. An event keeps its uid from plan to
    plan: taken into a calendar again, it moves.

    Args:
        plan: what `areena.plan` gave.
        language: of the texts: ``"fi"``, ``"sv"`` or ``"en"``.
        date: the day it was made (ISO 8601 if a text); by default the promise's first day.

    Raises:
        ValueError: there is no such language or date.
    """
    context = Context(plan, language)
    period = context.promise.period
    made = as_date(date) or first_day(period.start)
    events = [event for item in plan.timetable for event in _events(context, item)]
    events.sort(key=lambda event: (event[1], event[0]))
    name = str(context.texts(context.promise.title, context.promise.id))
    return _core._write_icalendar(name, language, made.isoformat(), events)


_Event = tuple[str, str, str, str, str, list[str]]
"""Uid, first day, last day, summary, description, categories."""


def _events(context: Context, item: Scheduled) -> Iterator[_Event]:
    commitment = context.network.commitments[item.commitment]
    period = context.promise.period
    is_project = word(commitment.kind) == "project"
    if is_project or item.start != period.start:
        yield _event(context, commitment, item, "start", first_day(item.start))
    if is_project or item.end != period.end:
        yield _event(context, commitment, item, "end", last_day_before(item.end))


def _event(
    context: Context, commitment: Commitment, item: Scheduled, edge: str, day: Date
) -> _Event:
    title = str(context.title(commitment.id))
    goal = next(goal for goal in context.promise.goals if goal.id == commitment.goal)
    lines = [context.formats.period(item.start, item.end)]
    if commitment.lead:
        lead = str(context.organization(commitment.lead))
        lines.append(f"{context.t('promise.lead')}: {lead}")
    if text := context.texts.optional(commitment.text):
        lines.append(str(text))
    if commitment.illustrative:
        lines.append(context.t("mark.illustrative_title"))
    return (
        f"{commitment.id}.{edge}@{context.network.id}",
        day.isoformat(),
        day.isoformat(),
        context.t(f"calendar.{edge}", title=title),
        "\n".join(lines),
        [str(context.texts(goal.title, goal.id))],
    )
