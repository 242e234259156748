#pragma once

#include "areena/selection/why_not.hpp"
#include "selection/replay.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace areena::selection {

/// A moment of a run, before a round: what a project left out would have had to meet.
class Moment {
public:
    /// How a project gets past the moment that its supporters pay for exactly.
    enum class Equal : std::uint8_t { wins, ties, loses };

    /// `rival`, the winner of the round, for `Equal::ties`. Holds references.
    Moment(const Election& election, const Replay& replay, const Replay::Price& price, Equal equal,
           int rival = -1);

    [[nodiscard]] const Replay& replay() const noexcept { return replay_; }
    [[nodiscard]] const Replay::Price& price() const noexcept { return price_; }
    [[nodiscard]] Equal equal() const noexcept { return equal_; }
    [[nodiscard]] int rival() const noexcept { return rival_; }
    [[nodiscard]] double earned() const noexcept { return earned_; }
    /// A bound on the error of a sum over groups in doubles, beside a cost.
    [[nodiscard]] double error(double cost) const noexcept { return unit_ * (total_ + cost); }
    /// All groups, those with most left first.
    [[nodiscard]] const std::vector<int>& richest_first() const;

private:
    const Election& election_;
    const Replay& replay_;
    const Replay::Price& price_;
    Equal equal_;
    int rival_;
    double earned_;
    double total_ = 0;
    double unit_;
    mutable std::vector<int> order_;
};

/// How few voters would have had to join one project's supporters, over all moments considered.
///
/// At a moment, each voter who joins adds what it could pay at the price, so those who could pay
/// most do best, and the fewest are found by counting them until the cost is met. Doubles decide
/// where their error leaves no doubt.
class Joining {
public:
    Joining(const Election& election, const Options& ties, int project);

    void consider(const Moment& moment);
    /// That `count` voters, whoever they are, would do.
    void consider_any(std::int64_t count);

    [[nodiscard]] const std::optional<std::int64_t>& fewest() const noexcept { return fewest_; }
    [[nodiscard]] const std::vector<Joiner>& joiners() const noexcept { return joiners_; }

private:
    static std::size_t at(int i) { return static_cast<std::size_t>(i); }

    [[nodiscard]] std::optional<std::int64_t> near(const Moment& moment, double base,
                                                   double target) const;
    [[nodiscard]] std::optional<std::int64_t> exact(const Moment& moment,
                                                    const std::vector<int>& order) const;
    /// `count` joiners meet the cost at the price, and do not exceed it.
    struct Equal {
        std::int64_t count = 0;
        bool is_cheaper = true;  // they would at a lower price, too: all give all they have
    };
    [[nodiscard]] std::optional<std::int64_t> exact_rest(const Moment& moment, const Equal& equal,
                                                         bool can_add) const;
    [[nodiscard]] std::vector<int> exact_order(const Moment& moment) const;
    void keep(std::int64_t count, const std::vector<int>& order);

    const Election& election_;
    const Options& ties_;
    int project_;
    std::int64_t weight_;            // that a joiner gives the project
    std::vector<std::uint8_t> is_supporter_;
    std::int64_t available_;
    std::optional<std::int64_t> fewest_;
    std::vector<Joiner> joiners_;
};

/// Whether a project goes before another in a tie if it has `count` votes more than now.
[[nodiscard]] bool precedes(const Election& election, const Options& ties, int project,
                            std::int64_t count, int other);

/// The first `count` voters of the groups in `order` who do not support the project.
[[nodiscard]] std::vector<Joiner> first_joiners(const Election& election, int project,
                                                const std::vector<int>& order, std::int64_t count);

}  // namespace areena::selection
