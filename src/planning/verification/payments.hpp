#pragma once

#include "areena/planning/choice.hpp"
#include "areena/selection/grouped.hpp"

#include <string>
#include <vector>

namespace areena::planning::verification {

/// Goes through what was chosen in order and holds what members carry against the definition of the
/// rule (see `selection::Rule`). `election` has a group for each voter; money in its units.
class PaymentReader {
public:
    PaymentReader(const selection::Election& election, selection::Rule rule,
                  std::vector<Rational> shares)
        : election_(election), rule_(rule), left_(std::move(shares)) {}

    /// What is wrong with the payments of a project, beside its supporters; nothing if all is well.
    /// Books them.
    std::string read(const Chosen& chosen, int project, const std::vector<Rational>& paid);
    [[nodiscard]] const std::vector<Rational>& left() const noexcept { return left_; }

private:
    [[nodiscard]] Rational utility(int project, std::size_t supporter) const;
    [[nodiscard]] bool are_of_rule(const Chosen& chosen, int project,
                                   const std::vector<Rational>& paid) const;
    [[nodiscard]] bool are_overspent(const Chosen& chosen, int project,
                                     const std::vector<Rational>& paid) const;
    [[nodiscard]] Rational effective_support(const Chosen& chosen, int project,
                                             const std::vector<Rational>& paid) const;

    const selection::Election& election_;
    selection::Rule rule_;
    std::vector<Rational> left_;  ///< by voter; Phragmen: its load
};

}  // namespace areena::planning::verification
