"""What each organization was asked to give, and whether it agreed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from areena.publishing.formats import quarters_between
from areena.publishing.texts import Phrase, Text
from areena.publishing.view.context import Context, Marks, word

if TYPE_CHECKING:
    from areena import Capacity

_STATES = ("agreed", "asked", "declined")


@dataclass(frozen=True, slots=True)
class ContributionView:
    organization: Text
    state: str
    expertises: Phrase
    days: str
    marks: Marks


def build_contributions(context: Context) -> tuple[ContributionView, ...]:
    """The days of the promise's period by organization and state, organizations by name."""
    period = context.promise.period
    quarters = set(quarters_between(period.start, period.end))
    groups: dict[tuple[str, str], list[Capacity]] = {}
    for capacity in context.network.capacities:
        if capacity.quarter in quarters:
            key = capacity.organization, word(capacity.agreement)
            groups.setdefault(key, []).append(capacity)

    def order(key: tuple[str, str]) -> tuple[object, ...]:
        organization, state = key
        name = context.organization(organization).value
        return context.formats.collation_key(name), organization, _STATES.index(state)

    return tuple(_contribution(context, key, groups[key]) for key in sorted(groups, key=order))


def _contribution(
    context: Context, key: tuple[str, str], capacities: list[Capacity]
) -> ContributionView:
    organization, state = key
    given = {expertise for capacity in capacities for expertise in capacity.expertises}
    return ContributionView(
        organization=context.organization(organization),
        state=context.t(f"agreement.{state}"),
        expertises=context.expertises(e.id for e in context.network.expertises if e.id in given),
        days=context.formats.number(sum(capacity.days for capacity in capacities)),
        marks=context.marks(*capacities),
    )
