#include "selection/books.hpp"

#include <algorithm>

namespace areena::selection {

Books::Books(const Election& election, const RuleOptions& options, const Selection& selection)
    : election_(election),
      options_(options),
      selection_(selection),
      has_purses_(options.rule == Rule::equal_shares || options.rule == Rule::phragmen ||
                  options.rule == Rule::bounded_overspending ||
                  options.rule == Rule::exact_equal_shares),
      pays_rest_(options.rule != Rule::exact_equal_shares),
      dues_(selection.rounds.size()) {
    std::vector<Rational> dues(dues_.size());
    unit_ = RationalAccess::denominator(selection.share);
    for (std::size_t i = 0; i < dues.size(); ++i) {
        if (!pays(i)) continue;
        dues[i] = due_of(i);
        const cpp_int divisor = RationalAccess::denominator(dues[i]);
        if (unit_ % divisor != 0) unit_ = lcm(unit_, divisor);
    }
    shift_ = std::max(static_cast<unsigned>(msb(unit_)), 62U) - 62U;
    const auto whole = [this](const Rational& value) {
        return cpp_int(RationalAccess::numerator(value) *
                       (unit_ / RationalAccess::denominator(value)));
    };
    for (std::size_t i = 0; i < dues.size(); ++i) dues_[i] = whole(dues[i]);
    purses_.assign(has_purses_ ? election.num_groups() : 0, whole(selection.share));
}

bool Books::pays(std::size_t round) const {
    const int p = selection_.rounds[round].project;
    if (!has_purses_ || p < 0 || p >= election_.num_projects()) return false;
    return !selection_.rounds[round].completes || earns(round);
}

bool Books::earns(std::size_t round) const {
    return options_.rule == Rule::phragmen || (selection_.rounds[round].completes &&
                                               options_.completion == Completion::phragmen);
}

Rational Books::due_of(std::size_t round) const {
    const Round& r = selection_.rounds[round];
    if (earns(round)) return r.value;
    if (options_.rule == Rule::bounded_overspending)
        return r.value * r.part * election_.scale(r.project);
    return r.value * election_.scale(r.project);
}

}  // namespace areena::selection
