"""Gives synthetic plans to HiGHS or OR-Tools CP-SAT. Prints a JSON line.

    python benchmarks/solvers_synthetic.py HiGHS|CP-SAT SECONDS FILE

Run by benchmarks/compare_synthetic.py in an environment of its own, which has highspy and ortools
and not areena. One thread each; building the model does not count in SECONDS.
"""

import json
import sys
import time
from collections import defaultdict
from pathlib import Path

import numpy as np
from synthetic import PARTS, UNITS, Synthetic

Row = tuple[dict[int, int], float, float]


class Model:
    """Columns and rows for any solver: places, scopes that are chosen, flows, needs."""

    def __init__(self, problem: Synthetic) -> None:
        self.problem = problem
        self.places = problem.places()
        self.costs = [problem.worth(place) for place in self.places]
        self.uppers = [1] * len(self.places)
        self.rows: list[Row] = []
        self.add_scopes()
        self.add_capacity()
        self.add_order()
        self.add_needs()

    def column(self, cost: int, upper: int) -> int:
        self.costs.append(cost)
        self.uppers.append(upper)
        return len(self.costs) - 1

    def row(self, entries: dict[int, int], lower: float, upper: float) -> None:
        self.rows.append((entries, lower, upper))

    def add_scopes(self) -> None:
        of_commitment = defaultdict(dict)
        of_scope = defaultdict(dict)
        for column, (j, s, _) in enumerate(self.places):
            of_commitment[j][column] = of_scope[j, s][column] = 1
        self.scopes = {}
        for entries in of_commitment.values():
            self.row(entries, 0, 1)
        for key, entries in of_scope.items():
            self.scopes[key] = self.column(0, 1)
            self.row({**entries, self.scopes[key]: -1}, 0, 0)

    def add_capacity(self) -> None:
        load = defaultdict(lambda: defaultdict(int))
        for column, (j, s, start) in enumerate(self.places):
            scope = self.problem.commitments[j].scopes[s]
            for k, effort in enumerate(scope.efforts):
                for period in range(start, start + scope.duration) if effort else ():
                    load[k, period][column] = PARTS // scope.duration * effort
        given = defaultdict(dict)
        for o, (skills, efforts) in enumerate(self.problem.organizations):
            for k in skills:
                for period, effort in enumerate(efforts):
                    flow = self.column(0, PARTS * effort)
                    load[k, period][flow] = -1
                    given[o, period][flow] = 1
        for entries in load.values():
            self.row(dict(entries), -np.inf, 0)
        for (o, period), entries in given.items():
            self.row(entries, -np.inf, PARTS * self.problem.organizations[o][1][period])

    def add_order(self) -> None:
        of = defaultdict(list)
        for column, (j, s, start) in enumerate(self.places):
            of[j].append((column, start, start + self.problem.commitments[j].scopes[s].duration))
        for before, after in self.problem.order:
            for period in sorted({start for _, start, _ in of[after]}):
                entries = {column: 1 for column, start, _ in of[after] if start <= period}
                entries |= {column: -1 for column, _, end in of[before] if end <= period}
                self.row(entries, -np.inf, 0)

    def add_needs(self) -> None:
        for weight, serving in self.problem.groups:
            entries = {self.column(40 * weight, 10): 1}
            for j in serving:
                for s, scope in enumerate(self.problem.commitments[j].scopes):
                    if (j, s) in self.scopes:
                        entries[self.scopes[j, s]] = -scope.tenths
            self.row(entries, -np.inf, 0)


def by_highs(model: Model, seconds: float) -> tuple[float, list[float]]:
    # Not together with the other solver: ortools carries another HiGHS.
    import highspy

    lp = highspy.HighsLp()
    columns = len(model.costs)
    lp.num_col_, lp.num_row_ = columns, len(model.rows)
    lp.col_cost_ = np.array(model.costs, float) / UNITS
    lp.col_lower_, lp.col_upper_ = np.zeros(columns), np.array(model.uppers, float)
    lp.row_lower_ = np.array([lower for _, lower, _ in model.rows])
    lp.row_upper_ = np.array([upper for _, _, upper in model.rows], float)
    matrix = lp.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kRowwise
    matrix.start_ = np.cumsum([0] + [len(row) for row, _, _ in model.rows]).astype(np.int32)
    matrix.index_ = np.array([c for row, _, _ in model.rows for c in row], np.int32)
    matrix.value_ = np.array([v for row, _, _ in model.rows for v in row.values()], float)
    kinds = highspy.HighsVarType
    lp.integrality_ = [kinds.kInteger] * len(model.places) + [kinds.kContinuous] * (
        columns - len(model.places)
    )
    lp.sense_ = highspy.ObjSense.kMaximize
    solver = highspy.Highs()
    for name, value in {"output_flag": False, "threads": 1, "time_limit": seconds}.items():
        solver.setOptionValue(name, value)
    solver.passModel(lp)
    solver.run()
    return solver.getInfo().mip_dual_bound, list(solver.getSolution().col_value)


def by_cp_sat(model: Model, seconds: float) -> tuple[float, list[float]]:
    from ortools.sat.python import cp_model

    program = cp_model.CpModel()
    columns = [program.new_int_var(0, upper, "") for upper in model.uppers]
    for entries, lower, upper in model.rows:
        total = cp_model.LinearExpr.weighted_sum(
            [columns[c] for c in entries], list(entries.values())
        )
        if lower == upper:
            program.add(total == int(upper))
        else:
            program.add(total <= int(upper))
    program.maximize(cp_model.LinearExpr.weighted_sum(columns, model.costs))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = 2
    solver.parameters.max_time_in_seconds = seconds
    status = solver.solve(program)
    known = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return solver.best_objective_bound / UNITS, [solver.value(c) for c in columns] if known else []


def main() -> None:
    name, seconds, path = sys.argv[1], float(sys.argv[2]), Path(sys.argv[3])
    problem = Synthetic.read(path)
    model = Model(problem)
    solve = {"HiGHS": by_highs, "CP-SAT": by_cp_sat}[name]
    began = time.perf_counter()
    bound, values = solve(model, seconds)
    took = time.perf_counter() - began
    chosen = [place for place, value in zip(model.places, values, strict=False) if value > 0.5]
    line = {"solver": name, "value": problem.value(chosen), "bound": bound, "seconds": took}
    print(json.dumps(line))


if __name__ == "__main__":
    main()
