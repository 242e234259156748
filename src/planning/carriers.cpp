#include "planning/carriers.hpp"

namespace areena::planning {

void Carriers::charge(const Chosen& row, std::map<MemberId, Rational>& charged) const {
    const Rational cost(row.cost.units(), 100);
    Rational told;
    for (const Support& support : row.support) told += support.amount;
    if (told == cost) {
        for (const Support& support : row.support) charged[support.member] += support.amount;
        return;
    }
    const int project = frame_.project(row.commitment);
    if (project < 0) return;
    const std::vector<int>& all = supporters_[static_cast<std::size_t>(project)];
    for (const int voter : all)
        charged[priorities_.voters[static_cast<std::size_t>(voter)]->id] +=
            cost / Rational(static_cast<std::int64_t>(all.size()));
}

}  // namespace areena::planning
