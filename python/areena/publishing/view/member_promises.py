"""What is promised to a member, and what of it starts or ends soon."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from areena.publishing.texts import Text
from areena.publishing.view.context import Context, Marks, word
from areena.publishing.view.promise import when
from areena.publishing.view.quarters import first_day, last_day_before

if TYPE_CHECKING:
    from areena.planning import MemberCoverage, Scheduled

# "Three to five promises", and one page.
_PROMISES_SHOWN = 5
_EVENTS_SHOWN = 5
_DAYS_AHEAD = 90


@dataclass(frozen=True, slots=True)
class MemberPromise:
    title: Text
    when: str
    kind_name: str
    lead: Text
    role: str | None
    """What the lead is in the network."""
    serves: tuple[Text, ...]
    """The themes of the member's needs that it serves."""
    is_own_priority: bool
    marks: Marks


@dataclass(frozen=True, slots=True)
class Event:
    title: Text
    said: str
    marks: Marks


@dataclass(frozen=True, slots=True)
class Ahead:
    """What starts or ends within 90 days: projects, services and recurring work in number."""

    until: str
    projects: tuple[Event, ...]
    """The first five."""
    more_projects: int
    """How many starts and ends of projects come after those."""
    starting: int
    ending: int


def build_member_promises(context: Context, item: MemberCoverage) -> tuple[MemberPromise, ...]:
    """At most five, by time: the member's own priorities, then what serves its needs most."""
    themes_of: dict[str, list[str]] = {}
    worth: dict[str, Decimal] = {}
    for need in sorted(item.needs, key=lambda need: (-need.weight, need.theme)):
        for key in need.commitments:
            themes_of.setdefault(key, []).append(need.theme)
            worth[key] = worth.get(key, Decimal(0)) + need.weight * _coverage(context, key)
    own = context.priorities_of(item.member)
    for_it = [s for s in context.plan.timetable if _is_for(context, item.member, s.commitment)]
    for_it.sort(
        key=lambda s: (
            s.commitment not in own,
            -worth.get(s.commitment, Decimal(0)),
            s.commitment,
        )
    )
    shown = sorted(for_it[:_PROMISES_SHOWN], key=lambda s: (s.start, s.end, s.commitment))
    return tuple(
        _promise(context, s, themes_of.get(s.commitment, ()), is_own=s.commitment in own)
        for s in shown
    )


def build_ahead(context: Context, member: str, date: Date) -> Ahead:
    last = date + timedelta(days=_DAYS_AHEAD)
    projects: list[tuple[Date, str, Event]] = []
    starting = ending = 0
    for item in context.plan.timetable:
        if not _is_for(context, member, item.commitment):
            continue
        starts = date <= first_day(item.start) <= last
        ends = date <= last_day_before(item.end) <= last
        if word(item.kind) != "project":
            starting, ending = starting + starts, ending + ends
            continue
        for happens, day, said in (
            (starts, first_day(item.start), "member.starts"),
            (ends, last_day_before(item.end), "member.ends"),
        ):
            if happens:
                text = context.t(said, date=context.formats.date(day))
                marks = context.marks(context.network.commitments[item.commitment])
                event = Event(context.title(item.commitment), text, marks)
                projects.append((day, item.commitment, event))
    projects.sort(key=lambda entry: entry[:2])
    return Ahead(
        until=context.formats.date(last),
        projects=tuple(event for _, _, event in projects[:_EVENTS_SHOWN]),
        more_projects=max(0, len(projects) - _EVENTS_SHOWN),
        starting=starting,
        ending=ending,
    )


def count_promises(context: Context, member: str) -> int:
    """How many commitments of the plan are for the member."""
    return sum(_is_for(context, member, s.commitment) for s in context.plan.timetable)


def _is_for(context: Context, member: str, commitment: str) -> bool:
    return member in context.beneficiaries(commitment)


def _coverage(context: Context, key: str) -> Decimal:
    scopes = context.network.commitments[key].scopes
    return next(s.coverage for s in scopes if s.id == context.scheduled[key].scope)


def _promise(
    context: Context, item: Scheduled, themes: Iterable[str], *, is_own: bool
) -> MemberPromise:
    commitment = context.network.commitments[item.commitment]
    roles = context.network.organizations[commitment.lead].roles
    return MemberPromise(
        title=context.title(item.commitment),
        when=when(context, commitment, item),
        kind_name=context.t(f"kind.{word(commitment.kind)}"),
        lead=context.organization(commitment.lead),
        role=context.t(f"role.{word(roles[0])}") if roles else None,
        serves=tuple(map(context.theme, themes)),
        is_own_priority=is_own,
        marks=context.marks(commitment),
    )
