"""What changes from one plan to another, in a reader's words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from areena.publishing.catalogue import Language
from areena.publishing.view.context import Context

if TYPE_CHECKING:
    from decimal import Decimal

    from areena import Plan
    from areena.planning import CommitmentChange, Comparison, CoverageChange

# As many of a kind are named; the rest are counted.
_SHOWN = 10


def changes(before: Plan, after: Plan, *, language: Language = "fi") -> str:
    """What changes from one plan to another, as plain text: a sentence, then what it is about.

    Commitments are told by name, with time and scope; members in the alphabetical order of names.

    Args:
        before: a plan; its network names what only it has.
        after: the plan that is compared with it, of the same network or of another.
        language: ``"fi"``, ``"sv"`` or ``"en"``. A name that is not there in it is told in another
            language, and that is said.

    Raises:
        ValueError: there is no such language.
    """
    told = _Changes(Context(before, language), Context(after, language))
    return "\n".join(told.lines(before.compare(after))) + "\n"


class _Changes:
    def __init__(self, before: Context, after: Context) -> None:
        self._before = before
        self._after = after
        self._t = after.t

    def lines(self, found: Comparison) -> Iterable[str]:
        lists = [
            ("changes.added", [self._added(each) for each in found.added]),
            ("changes.dropped", [self._dropped(each) for each in found.dropped]),
            ("changes.moved", [
                self._pair(
                    self._after.title(each.commitment).spoken,
                    self._after.formats.period(each.before.start, each.before.end),
                    self._after.formats.period(each.after.start, each.after.end),
                )
                for each in found.moved
            ]),
            ("changes.rescoped", [
                self._pair(
                    self._after.title(each.commitment).spoken,
                    self._before.scope(each.before),
                    self._after.scope(each.after),
                )
                for each in found.rescoped
            ]),
            ("changes.gain", self._members(found, found.gain)),
            ("changes.lose", self._members(found, found.lose)),
        ]  # fmt: skip
        if found.verdict == "same" and not any(items for _, items in lists):
            yield self._t("changes.same")
            return
        yield self._verdict(found)
        for key, items in lists:
            if items:
                yield self._t(key, n=len(items))
                yield from (f"- {item}" for item in items[:_SHOWN])
            if len(items) > _SHOWN:
                yield "- " + self._t("changes.more", n=len(items) - _SHOWN)

    def _verdict(self, found: Comparison) -> str:
        part = next((p.part for p in found.objective if p.verdict != "same"), None)
        if part is None:
            return self._t("changes.verdict_same")
        return self._t(f"changes.verdict_{found.verdict}", part=self._t(f"changes.part_{part}"))

    def _added(self, change: CommitmentChange) -> str:
        return self._t(
            "changes.added_item",
            title=self._after.title(change.commitment).spoken,
            period=self._after.formats.period(change.start, change.end),
        )

    def _dropped(self, change: CommitmentChange) -> str:
        reason = self._t("changes.no_candidate")
        if change.code:
            key = f"left_out.title_{change.code}"
            reason = self._t(key if key in self._t else "left_out.title_other")
        title = self._before.title(change.commitment).spoken
        return self._t("changes.dropped_item", title=title, reason=reason)

    def _members(self, found: Comparison, members: Iterable[str]) -> list[str]:
        wanted, formats = set(members), self._after.formats
        named = [(self._name(c.member), c) for c in found.coverage if c.member in wanted]
        named.sort(key=lambda pair: formats.collation_key(pair[0]))
        return [
            self._pair(
                name, *formats.percents(self._share(change, "before"), self._share(change, "after"))
            )
            for name, change in named
        ]

    def _name(self, member: str) -> str:
        organization = self._after.network.members[member].organization
        return self._after.organization(organization).spoken

    @staticmethod
    def _share(change: CoverageChange, side: str) -> Decimal:
        share: Decimal | None = getattr(change, side)
        assert share is not None  # who gains or loses has a value on both sides
        return share

    def _pair(self, name: str, before: str, after: str) -> str:
        return self._t("changes.pair", name=name, before=before, after=after)
