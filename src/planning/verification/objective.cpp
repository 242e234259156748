#include "planning/verification/reader.hpp"

#include <algorithm>

namespace areena::planning::verification {

/// The parts of the objective from the plan's own rows. The peak load is not read again.
std::string Reader::objective() const {
    const Objective& told = plan_.objective;
    std::int64_t support = 0;
    for (const Chosen& c : plan_.choice.commitments)
        support += (c.effective_support * Rational(1'000'000)).floor();
    if (told.support != Rational(support, 1'000'000)) return "support is not the sum of the chosen";
    std::vector<Share> sorted;
    std::int64_t sum = 0;
    for (const MemberCoverage& row : plan_.coverage)
        if (row.coverage) {
            sorted.push_back(*row.coverage);
            sum += row.coverage->units();
        }
    std::sort(sorted.begin(), sorted.end());
    if (told.leximin != sorted) return "leximin is not the members' coverage, least first";
    if (told.coverage.units() != sum) return "coverage is not the sum of the members'";
    std::int64_t ends = 0;
    for (const Scheduled& e : plan_.timetable)
        if (e.kind == CommitmentKind::project) ends += e.end - promise().period.start;
    if (told.end_quarters != ends) return "end_quarters is not the sum of the projects' ends";
    for (const ObjectiveBound& b : plan_.bounds) {
        if (b.value > b.bound) return b.part + " is beyond its bound";
        if (b.proved != (b.value == b.bound)) return b.part + " is proved otherwise";
        Rational own = told.support;
        if (b.part == "least_coverage" && !sorted.empty())
            own = Rational(sorted.front().units(), 1'000'000);
        if (b.part == "coverage") own = Rational(sum, 1'000'000);
        const bool right = b.value == own;
        if (!right) return "the bound of '" + b.part + "' has another value than the plan";
    }
    return {};
}

}  // namespace areena::planning::verification
