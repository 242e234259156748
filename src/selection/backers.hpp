#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace areena::selection {

/// The groups that can still pay for a project, with what each weighs it. They are those of the
/// election until many have nothing left; only then does a shorter list of its own take memory.
class Backers {
public:
    Backers() = default;
    Backers(const Backers&) = delete;
    Backers(Backers&&) = default;
    Backers& operator=(const Backers&) = delete;
    Backers& operator=(Backers&&) = default;
    /// Refers to both; `weights` is empty if all are 1.
    Backers(std::span<const int> groups, std::span<const std::int64_t> weights)
        : groups_(groups), weights_(weights) {}

    [[nodiscard]] std::size_t size() const noexcept { return groups_.size(); }
    [[nodiscard]] bool is_even() const noexcept { return weights_.empty(); }
    [[nodiscard]] std::span<const int> groups() const noexcept { return groups_; }
    [[nodiscard]] std::int64_t weight(std::size_t i) const {
        return is_even() ? 1 : weights_[i];
    }

    /// Told that `empty` of them have nothing, lets go of them where that is worth it.
    template <class IsEmpty>
    void shorten(std::size_t empty, const IsEmpty& is_empty) {
        const bool owns = !own_groups_.empty();
        if (empty * (owns ? 8 : 2) <= size()) return;
        std::vector<int> groups;
        std::vector<std::int64_t> weights;
        groups.reserve(size() - empty);
        weights.reserve(is_even() ? 0 : size() - empty);
        for (std::size_t i = 0; i < size(); ++i) {
            if (is_empty(groups_[i])) continue;
            groups.push_back(groups_[i]);
            if (!is_even()) weights.push_back(weights_[i]);
        }
        own_groups_ = std::move(groups);
        own_weights_ = std::move(weights);
        groups_ = own_groups_;
        weights_ = own_weights_;
    }

private:
    std::span<const int> groups_;
    std::span<const std::int64_t> weights_;
    std::vector<int> own_groups_;
    std::vector<std::int64_t> own_weights_;
};

/// Both 0 if and only if the group has nothing any more.
struct Purse {
    double left = 0;  // within the error of the run
    double voters = 0;
};
/// The backers of a project at a price per weight: the poor, who have less than is asked, give
/// all they have.
struct BackerSums {
    double money = 0;        // of all
    double given = 0;        // by the poor
    double rich = 0;         // weight of the others
    double sure = 0;         // weight of those who are rich for certain
    double least = 0;        // none of the rich has less; 0 if that is not known
    std::int64_t poor = 0;   // groups, those with nothing among them
    std::int64_t empty = 0;  // groups with nothing
};

/// `purses` by group; rich for certain is who has more than `margin` beyond what is asked.
[[nodiscard]] BackerSums sum_up(const Backers& backers, std::span<const Purse> purses, double price,
                                double margin);

}  // namespace areena::selection
