#pragma once

#include "planning/priorities.hpp"

#include <map>
#include <vector>

namespace areena::planning {

/// Who carries what is chosen, in person-days: those whose support is told, if it pays for all of it,
/// or else all supporters alike. Keeps references.
class Carriers {
public:
    Carriers(const Frame& frame, const Priorities& priorities)
        : frame_(frame), priorities_(priorities), supporters_(supporters_of(priorities)) {}

    /// Adds what each carries of `row`; nobody carries what is no project of the frame and is not
    /// paid for.
    void charge(const Chosen& row, std::map<MemberId, Rational>& charged) const;

private:
    const Frame& frame_;
    const Priorities& priorities_;
    std::vector<std::vector<int>> supporters_;
};

}  // namespace areena::planning
