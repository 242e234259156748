"""Whose share of the effort went to which commitment: members in a few groups, and the rest.

By a rule without shares nobody carries anything; then it is who supports what was chosen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from areena.publishing.texts import Text
from areena.publishing.view.context import Context

if TYPE_CHECKING:
    from areena.planning import Chosen

# As many as can be told apart in a picture.
_GROUPS = 4
_HUNDREDTHS = 100


@dataclass(frozen=True, slots=True)
class Carrier:
    """Members that are shown together, or the effort that no member's share carried."""

    name: Text
    is_rest: bool
    days: Decimal


@dataclass(frozen=True, slots=True)
class FlowRow:
    """A chosen commitment, and what each carrier carried of it; together that is its effort."""

    title: Text
    days: Decimal
    parts: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class FlowView:
    carriers: tuple[Carrier, ...]
    rows: tuple[FlowRow, ...]
    is_shares: bool
    """Shares went to commitments; else their effort is shown in even parts by supporter."""


def build_flow(context: Context) -> FlowView | None:
    """Chosen commitments in the order chosen. None where there are none."""
    chosen = context.plan.choice.commitments
    if not chosen:
        return None
    groups = _groups(context)
    group_of = {member: i for i, (_, members) in enumerate(groups) for member in members}
    table = [_in_parts(each, _carried(context, each), group_of, len(groups)) for each in chosen]
    totals = [sum(column, Decimal(0)) for column in zip(*table, strict=True)]
    names = [*(name for name, _ in groups), Text(context.t("choice.rest"))]
    shown = [i for i, total in enumerate(totals) if total]
    return FlowView(
        carriers=tuple(Carrier(names[i], i == len(groups), totals[i]) for i in shown),
        rows=tuple(
            FlowRow(context.title(each.commitment), each.cost, tuple(parts[i] for i in shown))
            for each, parts in zip(chosen, table, strict=True)
        ),
        is_shares=context.has_shares,
    )


def _carried(context: Context, chosen: Chosen) -> Mapping[str, Fraction]:
    """By member; by a rule without shares an even part for each supporter."""
    if context.has_shares:
        return {support.member: support.amount for support in chosen.support}
    supporters = context.supporters(chosen.commitment)
    return {member: Fraction(chosen.cost) / len(supporters) for member in supporters}


def _in_parts(
    chosen: Chosen, carried: Mapping[str, Fraction], group_of: Mapping[str, int], count: int
) -> list[Decimal]:
    parts = [Fraction(0)] * (count + 1)
    for member, amount in carried.items():
        parts[group_of[member]] += amount
    parts[count] = Fraction(chosen.cost) - sum(parts)
    return in_hundredths(parts)


def in_hundredths(parts: Sequence[Fraction]) -> list[Decimal]:
    """The parts as decimals that add up to what the fractions do; what is over goes to those that
    rounding down took most from."""
    scaled = [part * _HUNDREDTHS for part in parts]
    whole = [int(part) for part in scaled]
    over = round(sum(scaled, Fraction(0))) - sum(whole)
    by_loss = sorted(range(len(parts)), key=lambda i: (whole[i] - scaled[i], i))
    for i in by_loss[:over]:
        whole[i] += 1
    return [Decimal(number).scaleb(-2) for number in whole]


def _groups(context: Context) -> list[tuple[Text, list[str]]]:
    """Each member by name where they are few; else by size, as near as can be to equal numbers."""
    t = context.t
    members = [context.network.members[key] for key in context.sharing_members]
    if len(members) <= _GROUPS:
        return [(context.organization(m.organization), [m.id]) for m in members]
    sized = sorted((m.student_years, m.id) for m in members if m.student_years is not None)
    unsized = [m.id for m in members if m.student_years is None]
    groups: list[tuple[Text, list[str]]] = []
    count = _GROUPS - bool(unsized)
    for i in range(count):
        part = sized[len(sized) * i // count : len(sized) * (i + 1) // count]
        if part:
            groups.append((_sized(context, part), [key for _, key in part]))
    if unsized:
        key = "choice.group_unsized" if sized else "choice.group_all"
        groups.append((Text(t(key, n=len(unsized))), unsized))
    return groups


def _sized(context: Context, part: Sequence[tuple[Decimal, str]]) -> Text:
    low, high = part[0][0], part[-1][0]
    number = context.formats.number
    if low == high:
        return Text(context.t("choice.group_same_size", size=number(low), n=len(part)))
    said = context.t("choice.group_size", low=number(low), high=number(high), n=len(part))
    return Text(said)
