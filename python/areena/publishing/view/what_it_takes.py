"""What it would take to have what did not fit, and what a loss of effort would do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from areena.publishing.texts import Phrase, Text
from areena.publishing.view.context import Context, Marks

if TYPE_CHECKING:
    from areena.planning import Price, Stress

# As many commitments are named; the rest are counted.
_NAMED = 4


@dataclass(frozen=True, slots=True)
class Named:
    """A sentence that ends with the names of commitments, and how many more there are."""

    said: str
    names: Phrase
    more: str


@dataclass(frozen=True, slots=True)
class PriceView:
    title: Text
    extra: tuple[str, ...]
    """What more effort it would take."""
    verdict: str
    giving_way: tuple[Named, ...]
    members: str
    marks: Marks


@dataclass(frozen=True, slots=True)
class StressView:
    lost: Text
    kind: str
    days: str
    dropped: Named | None
    rescoped: int
    moved: int
    standing: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class WhatItTakesView:
    prices: tuple[PriceView, ...]
    stress: tuple[StressView, ...]
    marks: Marks


def build_what_it_takes(context: Context) -> WhatItTakesView:
    """Empty where nothing was asked."""
    return WhatItTakesView(
        prices=tuple(_price(context, item) for item in context.prices),
        stress=tuple(_stress(context, item) for item in context.stress),
        marks=context.marks(*context.network.capacities, *context.network.commitments),
    )


def _price(context: Context, item: Price) -> PriceView:
    t = context.t
    return PriceView(
        title=context.title(item.commitment),
        extra=_extra(context, item),
        verdict=t(f"takes.{_verdict(item)}"),
        giving_way=tuple(
            _named(context, f"takes.{way}", ids)
            for way, ids in (
                ("dropped", item.dropped),
                ("rescoped", item.rescoped),
                ("moved", item.moved),
            )
            if ids
        ),
        members=_members(context, item),
        marks=context.marks(context.network.commitments[item.commitment]),
    )


def _verdict(item: Price) -> str:
    gives_way = item.dropped or item.rescoped or item.moved
    return item.verdict if gives_way or item.verdict in ("no_room", "unfinished") else "fits"


def _extra(context: Context, item: Price) -> tuple[str, ...]:
    t, days = context.t, context.formats.days
    if item.days == 0:
        return (t("takes.extra_none"),)
    said = []
    if item.days is not None:
        said.append(t("takes.extra", days=days(item.days)))
    if item.days_if_moved is not None and item.days_if_moved != item.days:
        said.append(t(_if_moved(item), days=days(item.days_if_moved)))
    return tuple(said) or (t("takes.extra_no_help"),)


def _if_moved(item: Price) -> str:
    if not item.days_if_moved:
        return "takes.extra_only_moved"
    return "takes.extra_if_moved" if item.days_proved else "takes.extra_if_moved_at_most"


def _members(context: Context, item: Price) -> str:
    """How many members have more or fewer of their needs covered then."""
    said = []
    if item.gain:
        said.append(context.t("takes.gain", n=len(item.gain)))
    if item.lose:
        said.append(context.t("takes.lose", n=len(item.lose)))
    return " ".join(said)


def _named(context: Context, key: str, commitments: Iterable[str]) -> Named:
    ids = tuple(commitments)
    names = Phrase(
        tuple(context.title(each) for each in ids[:_NAMED]), context.t("page.long_separator")
    )
    rest = len(ids) - _NAMED
    more = context.t("changes.more", n=rest) if rest > 0 else ""
    return Named(context.t(key, n=len(ids)), names, more)


def standing_shortfall(item: Stress) -> Decimal:
    """Days of standing and recurring work that a loss leaves undone."""
    return sum((row.shortfall for row in item.standing), Decimal(0))


def _stress(context: Context, item: Stress) -> StressView:
    t, formats = context.t, context.formats
    if item.organization is not None:
        lost, kind = context.organization(item.organization), "organization"
    else:
        assert item.expertise is not None  # a row is about one or the other
        name = context.network.expertises[item.expertise].name
        lost, kind = context.texts(name, item.expertise), "expertise"

    def share(value: object) -> str:
        return t("stress.no_needs") if value is None else formats.percent(value)  # type: ignore[arg-type]

    return StressView(
        lost=lost,
        kind=t(f"stress.{kind}"),
        days=formats.number(item.days),
        dropped=_named(context, "stress.dropped", item.dropped) if item.dropped else None,
        rescoped=len(item.rescoped),
        moved=len(item.moved),
        standing=t("stress.standing", days=formats.days(standing_shortfall(item)))
        if item.standing
        else "",
        before=share(item.coverage_before),
        after=share(item.coverage_after),
    )
