#pragma once

#include "areena/core/progress.hpp"
#include "timetable/milp/program.hpp"

#include <cstdint>
#include <string>
#include <vector>

/// \file
/// HiGHS, where areena was built with it. Every call has a thread of its own: the scheduler of HiGHS
/// belongs to its thread, so nothing is shared with other users of HiGHS in the process, nothing
/// stays behind in the caller's thread, and a child after fork begins anew. One thread a solve.

namespace areena::timetable::detail::highs {

/// False if areena was built without HiGHS: then nothing below may be called.
[[nodiscard]] bool is_available() noexcept;
/// "1.15.1"; empty if it is not available.
[[nodiscard]] std::string version();

/// Limits are work, not time: the same program and limits give the same answer.
struct Limits {
    bool relaxed = false;                    ///< the linear relaxation alone
    std::int64_t iterations = 1'000'000'000;  ///< of the simplex method, over all nodes
    std::int64_t nodes = 1'000'000'000;
};

enum class Status { optimal, infeasible, limit, stopped, failed };

struct Answer {
    Status status = Status::failed;
    bool feasible = false;       ///< `values` is a solution, up to the tolerances of HiGHS
    double bound = 0;            ///< what no solution exceeds; meaningful if `bounded`
    bool bounded = false;
    std::vector<double> values;  ///< per column
    std::vector<double> prices;  ///< per row; of a relaxation only
    std::int64_t iterations = 0;
    std::int64_t nodes = 0;
};

/// Solves `program`; `start` is a solution to begin with, or empty. Asked to stop, it returns within
/// a tenth of a second without an answer, while HiGHS winds down by itself. Reports phase "prove"
/// with the iterations of `limits`.
[[nodiscard]] Answer solve(const Program& program, const Limits& limits,
                           std::span<const double> start, const Progress& progress);

}  // namespace areena::timetable::detail::highs
