"""The instances of benchmarks/synthetic.hpp for other solvers, and a check in whole numbers."""

from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

UNITS = (
    24_000  # of value: 1/60 of a need's weight by tenths of coverage; 0.02 by tenths and periods
)
PARTS = 12  # of effort: it is spread over up to four periods


@dataclass
class Scope:
    tenths: int  # of coverage
    duration: int
    efforts: list[int]


@dataclass
class Commitment:
    first: int
    deadline: int
    served: int
    scopes: list[Scope]


@dataclass
class Synthetic:
    periods: int
    expertises: int
    organizations: list[tuple[list[int], list[int]]]  # expertises, effort by period
    groups: list[tuple[int, list[int]]]  # weight in sixtieths, commitments
    commitments: list[Commitment]
    order: list[tuple[int, int]]  # the first before the second

    @staticmethod
    def read(path: Path) -> "Synthetic":
        words = iter(path.read_text(encoding="ascii").split())

        def whole(count: int) -> list[int]:
            return [int(next(words)) for _ in range(count)]

        count, periods, expertises, organizations, groups, order = whole(6)
        made = Synthetic(periods, expertises, [], [], [], [])
        if periods != 16:
            raise ValueError(f"{path}: values are whole numbers for 16 periods alone")
        for _ in range(organizations):
            (bits,) = whole(1)
            skills = [k for k in range(expertises) if bits >> k & 1]
            made.organizations.append((skills, whole(periods)))
        for _ in range(groups):
            weight = round(60 * float(next(words)))
            made.groups.append((weight, whole(*whole(1))))
        for _ in range(count):
            first, deadline, served, scopes = whole(4)
            made.commitments.append(Commitment(first, deadline, served, []))
            for _ in range(scopes):
                tenths = round(10 * float(next(words)))
                (duration,) = whole(1)
                made.commitments[-1].scopes.append(Scope(tenths, duration, whole(expertises)))
        made.order = [(before, after) for before, after in (whole(2) for _ in range(order))]
        return made

    def places(self) -> list[tuple[int, int, int]]:
        """Every commitment, scope and start that its window allows."""
        return [
            (j, s, start)
            for j, each in enumerate(self.commitments)
            for s, scope in enumerate(each.scopes)
            for start in range(each.first, each.deadline - scope.duration + 1)
        ]

    def worth(self, place: tuple[int, int, int]) -> int:
        """Of a place by itself, without the needs that it covers; in units."""
        j, s, start = place
        scope = self.commitments[j].scopes[s]
        left = self.periods + 1 - start - scope.duration
        return 3 * self.commitments[j].served * scope.tenths * left

    def value(self, chosen: list[tuple[int, int, int]]) -> float:
        """Checks every rule from scratch and returns what is reached."""
        at = {j: (s, start) for j, s, start in chosen}
        assert len(at) == len(chosen), "a commitment twice"
        load = [[0] * self.expertises for _ in range(self.periods)]
        for j, (s, start) in at.items():
            scope, each = self.commitments[j].scopes[s], self.commitments[j]
            assert each.first <= start <= each.deadline - scope.duration, "window"
            for k, effort in enumerate(scope.efforts):
                for period in range(start, start + scope.duration):
                    load[period][k] += PARTS // scope.duration * effort
        for before, after in self.order:
            if after in at:
                s, start = at[before]
                end = start + self.commitments[before].scopes[s].duration
                assert end <= at[after][1], "order"
        for period, asked in enumerate(load):  # Hall: no set asks for more than those it touches
            for size in range(1, self.expertises + 1):
                for some in combinations(range(self.expertises), size):
                    there = sum(
                        efforts[period]
                        for skills, efforts in self.organizations
                        if set(skills) & set(some)
                    )
                    assert sum(asked[k] for k in some) <= PARTS * there, "capacity"
        reached = sum(self.worth((j, s, start)) for j, (s, start) in at.items())
        for weight, serving in self.groups:
            tenths = sum(self.commitments[j].scopes[at[j][0]].tenths for j in serving if j in at)
            reached += 40 * weight * min(10, tenths)
        return reached / UNITS
