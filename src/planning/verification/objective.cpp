#include "planning/verification/reader.hpp"

#include <algorithm>

namespace areena::planning::verification {

namespace {
/// What the plan reaches in the part that a bound is about; `objective` is as read again.
Rational reached(const ObjectiveBound& b, const Objective& objective) {
    if (b.part == "coverage") return Rational(objective.coverage.units(), 1'000'000);
    if (b.part == "end_quarters") return objective.end_quarters;
    if (b.part == "peak_load") return objective.peak_load;
    if (b.part == "support" || objective.leximin.empty()) return objective.support;
    return Rational(objective.leximin.front().units(), 1'000'000);
}

/// A bound stands on the far side of the value and meets it where that is proved best. Of leximin
/// the bound tells the first place alone: that may meet its bound before all places are proved.
std::string fault_of(const ObjectiveBound& b, const Objective& objective) {
    const bool less_is_better = b.part == "end_quarters" || b.part == "peak_load";
    if (less_is_better ? b.value < b.bound : b.value > b.bound) return b.part + " is beyond its bound";
    const bool meets = b.value == b.bound;
    if (b.among == Among::plans ? b.proved != meets : b.proved && !meets)
        return b.part + " is proved otherwise";
    if (b.value != reached(b, objective))
        return "the bound of '" + b.part + "' has another value than the plan";
    return {};
}
}  // namespace

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
    for (const ObjectiveBound& b : plan_.bounds)
        if (const std::string fault = fault_of(b, told); !fault.empty()) return fault;
    return {};
}

}  // namespace areena::planning::verification
