#pragma once

#include "areena/core/progress.hpp"
#include "areena/selection/equal_shares.hpp"
#include "areena/selection/utilitarian.hpp"
#include "planning/frame.hpp"

#include <optional>
#include <vector>

namespace areena::planning {

/// The selection engine in the network's words: projects are indices into `Frame::projects`, costs
/// hundredths of person-days.
class Chooser {
public:
    explicit Chooser(const Frame& frame);

    /// Goes on with equal shares from where the shares stand, and books what is bought.
    [[nodiscard]] std::vector<selection::Purchase> buy(const Progress& progress);
    /// Completion, step by step, whatever the cost: whether it fits is for the caller to find out,
    /// who refuses what does not. Between `begin_completion` and `end_completion` nothing else may
    /// be bought or given back.
    void begin_completion();
    [[nodiscard]] std::optional<selection::Purchase> next_completion() {
        return completion_->next();
    }
    void refuse(const selection::Purchase& purchase) { completion_->refuse(purchase); }
    void take_up_again(int project) { completion_->reopen(project); }
    void end_completion();
    /// Until nothing fits the available effort.
    [[nodiscard]] std::vector<selection::Purchase> complete(const Progress& progress);

    /// Gives the shares of one that does not fit back; it stays closed.
    void give_back(const selection::Purchase& purchase);
    void reopen(int project) { state_.closed[static_cast<std::size_t>(project)] = false; }

    [[nodiscard]] std::int64_t supporters(int project) const {
        return supporters_[static_cast<std::size_t>(project)];
    }
    /// The choice without its commitments.
    [[nodiscard]] Choice choice() const;
    [[nodiscard]] Chosen in_words(const selection::Purchase& purchase, std::int64_t pass) const;

private:
    void add_ballots();
    void add_needs();

    const Frame& frame_;
    selection::Instance instance_;
    selection::Instance boundless_;  ///< with a budget for everything
    selection::Profile profile_;
    std::vector<const Member*> voters_;
    std::vector<std::int64_t> supporters_;
    selection::State state_;
    std::optional<selection::UtilitarianCompletion> completion_;
    BallotBasis basis_ = BallotBasis::given;
};

}  // namespace areena::planning
