#pragma once

#include "selection/backers.hpp"
#include "selection/money.hpp"
#include "selection/paid.hpp"
#include "selection/tie_order.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <queue>
#include <span>
#include <vector>

namespace areena::selection {

/// Equal shares on grouped ballots.
///
/// What a group has left is 0 once it paid all it had, and otherwise its share less (its weight x
/// price) of each project bought that it supports. So any sum of purses is a sum of whole multiples
/// of the shares and the prices: `Amounts` holds those exactly, and doubles beside them are near
/// enough, within `slack_`, to tell almost always who is poor and which project is best.
class SharesRun {
public:
    /// What each voter of a group pays.
    struct Charge {
        int group = 0;
        Rational amount;
    };

    /// Holds references. `share` is what each voter has at first.
    SharesRun(const Election& election, const TieOrder& ties, const Rational& share);
    /// `shares`: by group, what each of its voters has at first.
    SharesRun(const Election& election, const TieOrder& ties, const std::vector<Rational>& shares);

    /// Runs to the end, or until asked to stop; false then. `keeps_values`: rounds get their rho.
    bool run(const Progress& progress, bool keeps_values);
    /// The same, with all payments kept.
    bool run_with_charges(const Progress& progress);
    /// Runs as long as it is certain that the outcome, ties and all, is that of `before`, a finished
    /// run with a smaller share for all, and that of every share in between as well. False as soon
    /// as it is not certain, or if asked to stop; this run is of no use then.
    ///
    /// As long as the same projects are bought, larger shares leave more to everybody and never
    /// raise a rho. So if a project is bought at rho r with the smaller share, and no other comes
    /// down to r with the larger one, it is bought with every share between. Of projects that tie at
    /// both ends it must be known that they tie in between: they do if their rho is the same at both
    /// ends, and also if the same voters are poor at both ends, for then every amount grows evenly.
    bool follows(const SharesRun& before, const Progress& progress);

    [[nodiscard]] const std::vector<Round>& rounds() const noexcept { return rounds_; }
    [[nodiscard]] std::int64_t cost() const noexcept { return spent_; }
    [[nodiscard]] bool is_bought(int project) const { return order_[at(project)] >= 0; }

    /// Beside `rounds`; only after `run_with_charges`. Those who pay nothing are left out.
    [[nodiscard]] const std::vector<std::vector<Charge>>& charges() const noexcept {
        return charges_;
    }
    /// What each voter of the group has left.
    [[nodiscard]] Rational left(int group) const;

    /// The shares, then what each round's project costs per weight, free ones out.
    [[nodiscard]] const Amounts& amounts() const noexcept { return amounts_; }
    /// What a voter of the group has left: adds `voters` x that to the multiples of `amounts()`.
    void add_purse(int group, std::int64_t voters, std::vector<std::int64_t>& multiples) const;

private:
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
        std::size_t num_poor = 0;  // groups that give all they have, and have something
    };
    /// Some backers of a project at a price.
    struct Split {
        static constexpr std::size_t most = 1'024;
        std::array<int, most> poor_room;
        std::array<int, most> open_room;
        std::size_t num_poor = 0;
        std::size_t num_open = 0;
        std::int64_t weight = 0;  // of all who are not poor for certain

        /// Groups that are poor for certain, those with nothing left out.
        [[nodiscard]] std::span<const int> poor() const {
            return std::span(poor_room).first(num_poor);
        }
        /// Numbers of backers who may turn poor.
        [[nodiscard]] std::span<const int> open() const {
            return std::span(open_room).first(num_open);
        }
    };
    /// What a run with a larger share must know of a round.
    struct Trace {
        double high = 0;           // rho is not above
        std::size_t num_poor = 0;  // groups that are left with nothing
        std::size_t tied_poor = 0; // of all that tied, the groups that are poor at its rho
    };
    struct Candidate {
        int project = 0;
        double low = 0;
        double high = 0;
    };

    static std::size_t at(int i) { return static_cast<std::size_t>(i); }
    static constexpr double ulp = 0x1p-52;

    void begin();
    [[nodiscard]] bool is_empty(int group) const { return purses_[at(group)].left == 0; }
    [[nodiscard]] std::size_t start_of(int group) const {
        return start_.empty() ? 0 : static_cast<std::size_t>(start_[at(group)]);
    }
    [[nodiscard]] bool is_certain(int project, const std::vector<int>& tied,
                                  const std::vector<Candidate>& candidates) const;
    /// Exactly, of a group that has something; of one that has not, at each call the same.
    [[nodiscard]] std::int64_t voters_of(int group) const {
        return is_counted_exactly_ ? static_cast<std::int64_t>(purses_[at(group)].voters)
                                   : election_.voters(group);
    }
    template <class Visit>
    void visit_paid(int group, const Visit& visit) const;
    [[nodiscard]] std::size_t take(int project, const Price& price, double near);
    void charge(int project, const Price& price);
    [[nodiscard]] bool can_pay(int project, const BackerSums& sums) const;
    [[nodiscard]] Estimate estimate(int project, BackerSums sums) const;
    [[nodiscard]] Price find_price(int project) const {
        return find_price(project, price_[at(project)]);
    }
    [[nodiscard]] Price find_price(int project, double near) const;
    [[nodiscard]] Split split_at(const Backers& backers, std::size_t first, double price,
                                 double watched) const;
    [[nodiscard]] cpp_int money_of(int project) const;
    [[nodiscard]] std::strong_ordering compare_rho(int a, const Price& pa, int b,
                                                   const Price& pb) const;
    [[nodiscard]] cpp_int purse_of(int group) const;
    /// None if the backers do not have the cost together.
    [[nodiscard]] std::optional<Candidate> look_at(int project);
    bool next_round(bool keeps_values);
    void buy(int project, Price price, std::vector<int> tied, bool keeps_values);

    const Election& election_;
    const TieOrder& ties_;
    std::vector<int> start_;  // by group: the number of its share in amounts_; empty: 0 for all
    Amounts amounts_;
    double share_ = 0;   // the largest
    double margin_ = 0;  // purses nearer than this to what is asked are compared exactly
    double slack_ = 0;
    std::vector<Purse> purses_;
    std::vector<Backers> backers_;  // by project
    std::vector<double> heaviest_;  // by project, weight
    std::vector<double> scale_;
    std::vector<double> price_;  // by project, a bound from below
    std::vector<int> order_;     // by project: the number of its price in amounts_, or -1
    std::size_t num_shares_;     // the amounts before the prices
    bool is_marked_;             // in paid_, what each group paid; else its ballot tells
    std::size_t most_marked_;    // prices
    Paid paid_;
    std::priority_queue<Offer> queue_;
    bool is_counted_exactly_;  // a double tells the voters of a group
    std::vector<Round> rounds_;
    std::vector<Trace> traces_;  // beside rounds_, free ones out
    std::vector<std::vector<Charge>> charges_;
    std::int64_t spent_ = 0;
    bool keeps_charges_ = false;
    const SharesRun* before_ = nullptr;  // the run to follow
    bool is_certain_ = true;             // that it is followed
    bool are_as_poor_ = true;            // all groups as they were then
};

}  // namespace areena::selection
