"""What every part of the view needs: the plan, its network, the reader's language, and indexes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, Any

from areena.publishing.catalogue import Catalogue, Language
from areena.publishing.formats import Formats
from areena.publishing.texts import Phrase, Text, Texts
from areena.publishing.view.cohort import CohortTable, find_cohorts

if TYPE_CHECKING:
    from areena import Plan, Promise
    from areena.planning import ChoiceReason, Chosen, Price, Scheduled, Stress
    from areena.tables import Table

LIGHT = "light"
# Left out x members x commitments: up to here what would have been enough takes about a second.
_MOST_WORK = 1_000_000


def word(value: Any) -> str:
    """The word that documents use for a value of an enumeration: ``"joint-authority"``."""
    return str(value.name if isinstance(value, Enum) else value).replace("_", "-")


@dataclass(frozen=True, slots=True)
class Marks:
    """What must be said of a fact wherever it stands."""

    illustrative: bool = False
    formula: str | None = None
    """Where on the page the formula of a derived fact is explained."""


class Context:
    """A plan seen by readers of one language."""

    def __init__(
        self,
        plan: Plan,
        language: Language,
        tables: Mapping[str, Table] | None = None,
        *,
        prices: Iterable[Price] = (),
        stress: Iterable[Stress] = (),
    ) -> None:
        self.plan = plan
        self.prices = tuple(prices)
        self.stress = tuple(stress)
        self._tables = tables or {}
        self.network = plan.network
        self._beneficiaries: dict[str, frozenset[str]] = {}
        self.t = Catalogue(language)
        self.formats = Formats(self.t)
        self.texts = Texts(self.t, word(self.network.language))  # type: ignore[arg-type]

    @property
    def promise(self) -> Promise:
        """A plan is of a promise; a network without one is not planned."""
        assert self.network.promise is not None
        return self.network.promise

    @cached_property
    def cohorts(self) -> CohortTable | None:
        """Young people by municipality, if a table beside the network has them."""
        return find_cohorts(self._tables)

    @cached_property
    def scheduled(self) -> dict[str, Scheduled]:
        return {item.commitment: item for item in self.plan.timetable}

    @cached_property
    def chosen(self) -> dict[str, Chosen]:
        return {item.commitment: item for item in self.plan.choice.commitments}

    @cached_property
    def _responses(self) -> Counter[str]:
        """In how many priority responses each commitment stands."""
        return Counter(named for all_named in self._priorities.values() for named in all_named)

    @cached_property
    def _priorities(self) -> dict[str, set[str]]:
        """What each member's priority response names."""
        found: dict[str, set[str]] = {}
        for ballot in self.network.ballots:
            named = set(ballot.commitments)
            if ballot.points:
                pairs = zip(ballot.commitments, ballot.points, strict=True)
                named = {commitment for commitment, points in pairs if points > 0}
            found[ballot.member] = named
        return found

    def priorities_of(self, member: str) -> set[str]:
        return self._priorities.get(member, set())

    @cached_property
    def sharing_members(self) -> tuple[str, ...]:
        """The members that share the effort, in the order of the network: those that responded or,
        where none did, those with needs."""
        named = self._priorities if self.has_responses else {n.member for n in self.network.needs}
        return tuple(m.id for m in self.network.members if m.id in named)

    @cached_property
    def _supporters(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {c.id: set() for c in self.network.commitments}
        if self.has_responses:
            for member, named in self._priorities.items():
                for key in named:
                    found[key].add(member)
            return found
        by_theme: dict[str, set[str]] = {}
        for need in self.network.needs:
            by_theme.setdefault(need.theme, set()).add(need.member)
        for commitment in self.network.commitments:
            wanting = set().union(*(by_theme.get(theme, ()) for theme in commitment.themes))
            found[commitment.id] = wanting & self.beneficiaries(commitment.id)
        return found

    def supporters(self, commitment: str) -> set[str]:
        """The members that gave it priority, or that have a need that it serves."""
        return self._supporters[commitment]

    @cached_property
    def has_shares(self) -> bool:
        """Whether members carried what was chosen; some rules know no shares."""
        return any(each.support for each in self.plan.choice.commitments)

    @property
    def begins_anew(self) -> bool:
        """Whether the choice was made again from the beginning after each commitment that found no
        room; else it went on from the shares that were left."""
        choice = self.plan.choice
        goes_on = word(choice.rule) == "equal-shares" and word(choice.completion) in (
            "none",
            "utilitarian",
        )
        return not goes_on or bool(choice.shared)

    @cached_property
    def choice_reasons(self) -> dict[str, ChoiceReason]:
        """How the choice came to leave each project out; in large networks without what would have
        been enough, which takes longer there than all the rest."""
        plan = self.plan
        work = len(plan.left_out) * plan.choice.members * len(self.network.commitments)
        return {each.commitment: each for each in plan.explain_choice(enough=work <= _MOST_WORK)}

    def beneficiaries(self, commitment: str) -> frozenset[str]:
        """The members that a commitment is for."""
        if commitment not in self._beneficiaries:
            self._beneficiaries[commitment] = frozenset(self.network.beneficiaries(commitment))
        return self._beneficiaries[commitment]

    @property
    def has_responses(self) -> bool:
        """Whether the members' priorities were given, and not inferred from their needs."""
        return word(self.plan.choice.ballots) == "given"

    @cached_property
    def response_marks(self) -> Marks:
        return self.marks(*(self.network.ballots if self.has_responses else self.network.needs))

    @cached_property
    def formula_anchors(self) -> dict[str, str]:
        return {f.id: f"formula-{i}" for i, f in enumerate(self.network.formulas, 1)}

    def marks(self, *facts: Any) -> Marks:
        """The marks of a fact, or of a number that rests on several."""
        derived = next((f.derived for f in facts if getattr(f, "derived", None)), None)
        illustrative = any(getattr(f, "illustrative", False) for f in facts)
        return Marks(illustrative, self.formula_anchors.get(derived) if derived else None)

    def title(self, commitment: str) -> Text:
        return self.texts(self.network.commitments[commitment].title, commitment)

    def organization(self, key: str) -> Text:
        return self.texts(self.network.organizations[key].name, key)

    def theme(self, key: str) -> Text:
        return self.texts(self.network.themes[key].name, key)

    def expertises(self, keys: Iterable[str]) -> Phrase:
        names = (self.texts(self.network.expertises[key].name, key) for key in keys)
        return Phrase(tuple(names), self.t("page.separator"))

    def scope(self, key: str) -> str:
        known = f"scope.{key}"
        return self.t(known) if known in self.t else key

    def support(self, commitment: str, supporters: int | None = None) -> str:
        """How many members' priorities name a commitment, in words."""
        if self.has_responses:
            count, of = self._responses[commitment], self.plan.choice.members
            if supporters is not None:
                count = supporters
            return self.t("promise.support_given", n=count, of=of)
        if supporters is None:
            chosen = self.chosen.get(commitment)
            supporters = len(chosen.support) if chosen else 0
        return self.t("promise.support_needs", n=supporters, of=len(self.network.members))
