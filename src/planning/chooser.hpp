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
    /// The purchase that completion would make next, whatever it costs; whether it fits is for the
    /// caller to find out.
    [[nodiscard]] std::optional<selection::Purchase> next_completion() const;
    /// Until nothing fits the available effort.
    [[nodiscard]] std::vector<selection::Purchase> complete(const Progress& progress);

    void book(const selection::Purchase& purchase);
    /// Gives the shares of one that does not fit back; it stays closed.
    void give_back(const selection::Purchase& purchase);
    void close(int project) { state_.closed[static_cast<std::size_t>(project)] = true; }
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
    selection::Profile profile_;
    std::vector<const Member*> voters_;
    std::vector<std::int64_t> supporters_;
    selection::State state_;
    BallotBasis basis_ = BallotBasis::given;
};

}  // namespace areena::planning
