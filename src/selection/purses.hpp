#pragma once

#include "areena/selection/grouped.hpp"
#include "selection/money.hpp"

#include <cstdint>
#include <vector>

namespace areena::selection {

/// What voters have left, exactly: groups that have the same are kept together, each amount once, a
/// whole number over one common denominator.
class Purses {
public:
    /// The voters of groups with the same purse and the same weight for some project.
    struct Stake {
        int purse = 0;
        std::int64_t weight = 1;
        std::int64_t voters = 0;
        double price = 0;  // at which a voter gives all, per weight; near
    };

    /// Everybody has `share`. Holds a reference.
    Purses(const Election& election, const Rational& share);

    [[nodiscard]] bool is_empty(int group) const { return purse_[at(group)] < 0; }
    /// Supporters of a project who have something left, by price.
    [[nodiscard]] std::vector<Stake> stakes(int project) const;
    [[nodiscard]] const cpp_int& amount(int purse) const { return amounts_[at(purse)]; }
    [[nodiscard]] const cpp_int& denominator() const noexcept { return denominator_; }

    /// Supporters of the project pay what they have, at most `price` x weight.
    void charge(int project, const Rational& price) { charge(project, price, false); }
    /// Those of them who have `price` x weight pay that, the others nothing.
    void charge_able(int project, const Rational& price) { charge(project, price, true); }

private:
    static std::size_t at(int i) { return static_cast<std::size_t>(i); }
    void charge(int project, const Rational& price, bool spares_poor);
    void compact();

    const Election& election_;
    std::vector<int> purse_;  // by group; -1: nothing left
    std::vector<cpp_int> amounts_;
    std::vector<double> near_;
    cpp_int denominator_;
};

}  // namespace areena::selection
