#pragma once

#include "selection/money.hpp"
#include "selection/tie_order.hpp"

#include <cstdint>
#include <optional>
#include <queue>
#include <vector>

namespace areena::selection {

/// Equal shares on grouped ballots.
///
/// What a group has left is 0 once it paid all it had, and otherwise its share less (its weight x
/// price) of each project bought that it supports. So any sum of purses is a sum of whole multiples
/// of the share and the prices: `Amounts` holds those exactly, and doubles beside them are near
/// enough, within `slack_`, to tell almost always who is poor and which project is best.
class SharesRun {
public:
    /// Holds references. `share` is what each voter has at first.
    SharesRun(const Election& election, const TieOrder& ties, const Rational& share);

    /// Runs to the end, or until asked to stop; false then. `keeps_values`: rounds get their rho.
    bool run(const Progress& progress, bool keeps_values);

    [[nodiscard]] const std::vector<Round>& rounds() const noexcept { return rounds_; }
    [[nodiscard]] std::int64_t cost() const noexcept { return spent_; }
    [[nodiscard]] bool is_bought(int project) const { return order_[at(project)] >= 0; }

    /// The share (number 0) and what each round's project costs per weight (from 1), free ones out.
    [[nodiscard]] const Amounts& amounts() const noexcept { return amounts_; }
    /// What a voter of the group has left: adds `voters` x that to the multiples of `amounts()`.
    void add_purse(int group, std::int64_t voters, std::vector<std::int64_t>& multiples) const;

private:
    struct Purse {
        double left = 0;  // within slack_
        double voters = 0;
    };
    struct Member {
        int group = 0;
        double weight = 1;
    };
    struct Offer {
        double low = 0;  // of rho; purses only shrink, so an old bound still holds
        int project = 0;
        bool operator<(const Offer& other) const {
            return low != other.low ? low > other.low : project > other.project;
        }
    };
    /// What a project would cost each supporter per weight: near `price`, within `error`.
    struct Estimate {
        double price = 0;
        double error = 0;
        bool is_certain = false;  // who is poor is certain, and so is the error
    };
    /// The same exactly: `numerator` / (`amounts_.denominator()` x `weight`).
    struct Price {
        cpp_int numerator;
        std::int64_t weight = 1;
    };
    struct Candidate {
        int project = 0;
        double low = 0;
        double high = 0;
    };

    static std::size_t at(int i) { return static_cast<std::size_t>(i); }
    static constexpr double ulp = 0x1p-52;

    void begin();
    [[nodiscard]] bool can_pay(int project);
    [[nodiscard]] Estimate estimate(int project);
    [[nodiscard]] Price find_price(int project, double near) const;
    [[nodiscard]] cpp_int money_of(int project) const;
    [[nodiscard]] std::strong_ordering compare_rho(int a, const Price& pa, int b,
                                                   const Price& pb) const;
    [[nodiscard]] cpp_int purse_of(int group) const;
    [[nodiscard]] Candidate look_at(int project);
    bool next_round(bool keeps_values);
    void buy(int project, Price price, std::vector<int> tied, bool keeps_values);

    const Election& election_;
    const TieOrder& ties_;
    Amounts amounts_;
    double share_ = 0;
    double margin_ = 0;  // purses nearer than this to what is asked are compared exactly
    double slack_ = 0;
    double heaviest_ = 1;
    std::vector<Purse> purses_;
    std::vector<std::uint8_t> is_empty_;
    std::vector<std::vector<Member>> members_;  // by project, those who still have something
    std::vector<double> scale_;
    std::vector<double> price_;  // by project, a bound from below
    std::vector<int> order_;     // by project: the number of its price in amounts_, or -1
    std::priority_queue<Offer> queue_;
    std::vector<Round> rounds_;
    std::int64_t spent_ = 0;
};

}  // namespace areena::selection
