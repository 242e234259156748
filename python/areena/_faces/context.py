"""What a face knows of the network it speaks of: its language and what things are called."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from areena._faces.markup import NUM_ROWS, Html, details, table
from areena._faces.words import words

__all__ = ["Context"]


class Context:
    """Titles and names in a network's language; ids where there is no network or no such thing.

    Parameters
    ----------
    network : Network or Draft, optional
        Gives names and language; without one, faces are in English.
    """

    def __init__(self, network: Any = None) -> None:
        self.network = network
        self.language = "en" if network is None else str(network.language)
        self.w = words(self.language)

    def text(self, value: Any) -> str:
        """A localized text."""
        return str(value.in_(self.language, own=self.language)) if value is not None else ""

    def _called(self, nouns: str, id_: str, field: str) -> str:
        found = None if self.network is None else getattr(self.network, nouns).get(id_)
        return (self.text(getattr(found, field)) if found is not None else "") or str(id_)

    def commitment(self, id_: str) -> str:
        return self._called("commitments", id_, "title")

    def organization(self, id_: str) -> str:
        return self._called("organizations", id_, "name")

    def expertise(self, id_: str) -> str:
        return self._called("expertises", id_, "name")

    def theme(self, id_: str) -> str:
        return self._called("themes", id_, "name")

    def member(self, id_: str) -> str:
        found = None if self.network is None else self.network.members.get(id_)
        return self.organization(found.organization) if found is not None else str(id_)

    def days(self, value: Decimal | Fraction | int) -> str:
        """Person-days, with the unit."""
        return self.w("unit.days", n=self.w.number(value))

    def scope(self, id_: str) -> str:
        """Light, standard or full; other scopes by their id."""
        key = f"scope.{id_}"
        return self.w(key) if key in self.w else str(id_)

    def reason(self, code: str) -> str:
        """Why a commitment is left out, in a few words."""
        key = f"left_out.title_{code}"
        return self.w(key) if key in self.w else code

    def quarters(self, start: str, end: str) -> str:
        """A half-open time, both ends shown as included."""
        year, number = int(end[:-2]), int(end[-1]) - 1
        last = f"{year:04d}Q{number}" if number else f"{year - 1:04d}Q4"
        return start if last == start else f"{start}\N{EN DASH}{last}"

    def share(self, value: Any) -> str:
        return "" if value is None else self.w.percent(value)

    def more(self, num_rows: int, shown: int = NUM_ROWS) -> str:
        """What stands below a table that is cut."""
        return self.w("face.more", n=num_rows - shown) if num_rows > shown else ""

    def rows(
        self,
        head: Sequence[str],
        all_rows: Iterable[Sequence[str]],
        *,
        shown: int = NUM_ROWS,
        numbers: Sequence[int] = (),
    ) -> Html:
        """A table of the first rows, and how many more there are."""
        rows = list(all_rows)
        if not rows:
            return Html(f"<p>{self.w('face.nothing')}</p>")
        return table(head, rows[:shown], numbers=numbers, more=self.more(len(rows), shown))

    def folded(
        self, summary: str, rows: Sequence[Any], body: str, *, is_open: bool = False
    ) -> Html:
        """A table that opens, with its number of rows beside its name; nothing if it has none."""
        if not rows:
            return Html("")
        return details(f"{summary} ({self.w.number(len(rows))})", body, is_open=is_open)
