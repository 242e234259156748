"""Times HiGHS or OR-Tools CP-SAT on next release problems. Prints a JSON line a case.

    python benchmarks/solvers_timetable.py HiGHS|CP-SAT LIMIT PERCENT:FILE...

Run by benchmarks/compare_timetable.py in an environment of its own, which has highspy and ortools
and not areena. One thread each; the time is that of solving, without building the model.
"""

import json
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np


@dataclass
class NextRelease:
    costs: list[int]
    needs: list[tuple[int, int]]  # the second needs the first
    customers: list[tuple[int, list[int]]]  # weight, wishes

    @staticmethod
    def read(path: Path) -> "NextRelease":
        numbers = iter(map(int, path.read_text("latin-1").split()))
        costs = [next(numbers) for _ in range(next(numbers)) for _ in range(next(numbers))]
        needs = [(next(numbers) - 1, next(numbers) - 1) for _ in range(next(numbers))]
        customers = []
        for _ in range(next(numbers)):
            weight, wishes = next(numbers), next(numbers)
            customers.append((weight, sorted({next(numbers) - 1 for _ in range(wishes)})))
        return NextRelease(costs, needs, customers)

    def budget(self, percent: int) -> int:
        return (2 * percent * sum(self.costs) + 100) // 200

    def implications(self) -> list[tuple[int, int]]:
        """Pairs of columns, requirements first: the first only with the second."""
        count = len(self.costs)
        pairs = [(later, first) for first, later in self.needs]
        for number, (_, wishes) in enumerate(self.customers):
            pairs += [(count + number, wish) for wish in wishes]
        return pairs


def by_highs(problem: NextRelease, percent: int, limit: float) -> tuple[float, float, bool]:
    # Not together with the other solver: ortools carries another HiGHS.
    import highspy

    pairs = problem.implications()
    requirements = len(problem.costs)
    columns = requirements + len(problem.customers)
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = columns, 1 + len(pairs)
    weights = [weight for weight, _ in problem.customers]
    model.col_cost_ = np.array([0] * requirements + weights, float)
    model.col_lower_, model.col_upper_ = np.zeros(columns), np.ones(columns)
    model.row_lower_ = np.full(model.num_row_, -highspy.kHighsInf)
    model.row_upper_ = np.array([problem.budget(percent)] + [0] * len(pairs), float)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    starts = [0] + [requirements + 2 * row for row in range(len(pairs) + 1)]
    model.a_matrix_.start_ = np.array(starts, np.int32)
    model.a_matrix_.index_ = np.array(
        [*range(requirements), *(column for pair in pairs for column in pair)], np.int32
    )
    model.a_matrix_.value_ = np.array([*problem.costs, *([1, -1] * len(pairs))], float)
    model.integrality_ = [highspy.HighsVarType.kInteger] * columns
    model.sense_ = highspy.ObjSense.kMaximize
    solver = highspy.Highs()
    options = {"output_flag": False, "threads": 1, "mip_rel_gap": 0.0, "mip_abs_gap": 0.999}
    for name, value in {**options, "time_limit": limit}.items():
        solver.setOptionValue(name, value)
    solver.passModel(model)
    began = time.perf_counter()
    solver.run()
    seconds = time.perf_counter() - began
    proved = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return seconds, solver.getInfo().objective_function_value, proved


def by_cp_sat(problem: NextRelease, percent: int, limit: float) -> tuple[float, float, bool]:
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    chosen = [model.new_bool_var("") for _ in range(len(problem.costs) + len(problem.customers))]
    requirements, customers = chosen[: len(problem.costs)], chosen[len(problem.costs) :]
    total = cp_model.LinearExpr.weighted_sum(requirements, problem.costs)
    model.add(total <= problem.budget(percent))
    for one, other in problem.implications():
        model.add_implication(chosen[one], chosen[other])
    weights = [weight for weight, _ in problem.customers]
    model.maximize(cp_model.LinearExpr.weighted_sum(customers, weights))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = 2  # with its default it does not solve nrp1
    solver.parameters.max_time_in_seconds = limit
    began = time.perf_counter()
    status = solver.solve(model)
    return time.perf_counter() - began, solver.objective_value, status == cp_model.OPTIMAL


def main() -> None:
    name, limit = sys.argv[1], float(sys.argv[2])
    solve = {"HiGHS": by_highs, "CP-SAT": by_cp_sat}[name]
    for case in sys.argv[3:]:
        percent, _, path = case.partition(":")
        problem = NextRelease.read(Path(path))
        seconds, value, proved = solve(problem, int(percent), limit)
        line = {"solver": name, "file": path, "percent": int(percent), "seconds": seconds}
        print(json.dumps({**line, "value": round(value), "proved": proved}), flush=True)


if __name__ == "__main__":
    main()
