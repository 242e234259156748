#pragma once

#include "areena/core/rational.hpp"
#include "areena/selection/select.hpp"

#include <optional>
#include <vector>

namespace areena::selection {

/// What everybody has at a moment of a run of equal shares or Phragmen, and what a project could
/// ask of them then. A voter has `purse + earned`: under equal shares its share less what it paid;
/// under Phragmen the time less its load. Doubles stand beside the fractions, each the nearest one.
class Replay {
public:
    Replay(const Election& election, const Rational& share);

    /// What holds before a round is gone through.
    struct Price {
        /// Per utility, at most; none: all that they have.
        std::optional<Rational> rho;
        Rational earned;
    };

    /// Goes through a round. `pays` is called with each group that pays, and what each voter does.
    template <class Pays>
    void go_through(const Round& round, const Price& price, Pays pays) {
        const auto groups = election_.supporters(round.project);
        for (std::size_t i = 0; i < groups.size(); ++i) {
            const int g = groups[i];
            const Rational amount =
                can_pay(g, price, weight(round.project, i), election_.scale(round.project));
            if (amount.sign() == 0) continue;
            purses_[at(g)] -= amount;
            near_[at(g)] = purses_[at(g)].to_double();
            pays(g, amount);
        }
    }

    /// Each voter of the group gets back what it paid.
    void give_back(int group, const Rational& amount) {
        purses_[at(group)] += amount;
        near_[at(group)] = purses_[at(group)].to_double();
    }

    /// What a voter of the group could pay for a project that it gives `weight` of `scale`.
    [[nodiscard]] Rational can_pay(int group, const Price& price, std::int64_t weight,
                                   const Rational& scale) const {
        Rational has = price.earned.sign() == 0 ? purses_[at(group)]
                                                : purses_[at(group)] + price.earned;
        if (!price.rho) return has;
        Rational due = *price.rho * scale;
        if (weight != 1) due *= Rational(weight);
        return has < due ? has : due;
    }

    /// Whether it would pay the same at a price a little lower: all it has is less than due.
    [[nodiscard]] bool gives_all(int group, const Price& price, std::int64_t weight,
                                 const Rational& scale) const {
        return price.rho &&
               purses_[at(group)] + price.earned < *price.rho * scale * Rational(weight);
    }

    [[nodiscard]] const Rational& purse(int group) const { return purses_[at(group)]; }
    [[nodiscard]] double near(int group) const { return near_[at(group)]; }
    [[nodiscard]] std::int64_t weight(int project, std::size_t i) const {
        const auto weights = election_.weights(project);
        return weights.empty() ? 1 : weights[i];
    }

private:
    static std::size_t at(int i) { return static_cast<std::size_t>(i); }

    const Election& election_;
    std::vector<Rational> purses_;
    std::vector<double> near_;
};

inline Replay::Replay(const Election& election, const Rational& share)
    : election_(election),
      purses_(election.num_groups(), share),
      near_(election.num_groups(), share.to_double()) {}

}  // namespace areena::selection
