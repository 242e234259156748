#pragma once

#include "areena/core/progress.hpp"
#include "areena/selection/outcome.hpp"
#include "planning/priorities.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace areena::planning {

/// What a rule chose: a project, and who carries it in hundredths of person-days.
struct Pick {
    selection::Purchase purchase;
    std::optional<Rational> value;  ///< the rule's measure, where that is not rho
    int level = -1;                 ///< index of the widest scope chosen; -1: any
    std::int64_t cost = 0;
};

/// The tie keys in the engine's words. Throws `network.not_found` and `plan.not_a_project` for an order
/// that names what is not there.
[[nodiscard]] selection::Options ties_of(const Frame& frame, const ChoiceOptions& options);

/// A rule of the selection engine in the network's words: projects are indices into
/// `Frame::projects`. What cannot be done is told from the rule's view: `give_back`.
class Chooser {
public:
    Chooser(const Frame& frame, const ChoiceOptions& options);
    Chooser(const Chooser&) = delete;
    Chooser& operator=(const Chooser&) = delete;
    virtual ~Chooser() = default;

    /// What is chosen next, and booked.
    [[nodiscard]] virtual std::vector<Pick> buy(const Progress& progress) = 0;
    /// Whether `buy` begins anew, without what was given back, and nothing chosen before stays;
    /// else it goes on from there.
    [[nodiscard]] virtual bool begins_anew() const = 0;
    /// Closes one that does not fit; whoever carried it gets that back.
    virtual void give_back(const Pick& pick) = 0;

    /// Whether what is left is used step by step, as follows.
    [[nodiscard]] virtual bool completes() const { return false; }
    /// Completion, step by step, whatever the cost: whether it fits is for the caller to find out,
    /// who refuses what does not. Between `begin_completion` and `end_completion` nothing else may
    /// be bought or given back.
    virtual void begin_completion() {}
    [[nodiscard]] virtual std::optional<Pick> next_completion() { return std::nullopt; }
    virtual void refuse(const Pick&) {}
    virtual void take_up_again(int) {}
    virtual void end_completion() {}
    /// Until nothing fits the available effort.
    [[nodiscard]] virtual std::vector<Pick> complete(const Progress&) { return {}; }
    virtual void reopen(int) {}

    [[nodiscard]] std::int64_t supporters(int project) const {
        return static_cast<std::int64_t>(supporters_[static_cast<std::size_t>(project)].size());
    }
    /// Why the rule left a project out that it could still choose, in a few words; empty: no more to
    /// be said than that.
    [[nodiscard]] virtual std::string why_not(int) const { return {}; }
    /// Between these the rule refused to decide.
    [[nodiscard]] const std::vector<int>& refused() const noexcept { return refused_; }
    /// The choice in the network's words, with what each pass chose.
    [[nodiscard]] Choice choice(const std::vector<std::pair<Pick, std::int64_t>>& picks) const;
    /// The books after what `choice` tells of the commitments.
    [[nodiscard]] std::vector<LedgerEntry> ledger(const std::vector<Chosen>& chosen) const;

protected:
    /// What a rule adds to the choice that is of its own.
    virtual void tell(Choice&, const std::vector<std::pair<Pick, std::int64_t>>&) const {}
    [[nodiscard]] const Frame& frame() const noexcept { return frame_; }
    [[nodiscard]] const ChoiceOptions& asked() const noexcept { return options_; }
    [[nodiscard]] const Priorities& priorities() const noexcept { return priorities_; }
    /// Of each project, ascending.
    [[nodiscard]] const std::vector<int>& supporters_of(int project) const {
        return supporters_[static_cast<std::size_t>(project)];
    }
    [[nodiscard]] selection::Options ties() const { return ties_of(frame_, options_); }
    /// What each voter begins with, in hundredths of person-days; together the available effort.
    [[nodiscard]] std::vector<Rational> opening_shares() const;
    [[nodiscard]] Pick picked(selection::Purchase purchase) const;

    std::vector<int> refused_;
    bool finished_ = true;
    Rational share_;  ///< what each had at first by the rule, in hundredths

private:
    [[nodiscard]] Chosen in_words(const Pick& pick, std::int64_t pass) const;
    [[nodiscard]] std::vector<std::string> voter_keys() const;
    [[nodiscard]] Rational even_share() const;

    const Frame& frame_;
    ChoiceOptions options_;
    Priorities priorities_;
    std::vector<std::vector<int>> supporters_;
};

/// The completion that is meant where none is given.
[[nodiscard]] selection::Completion completion_of(const ChoiceOptions& options);

/// Whether more is asked for than the effort as one.
[[nodiscard]] bool is_constrained(const ChoiceOptions& options);
/// Whether shares go on from pass to pass; else each pass begins anew.
[[nodiscard]] bool keeps_shares(const ChoiceOptions& options);

/// Throws `plan.choice` for what cannot go together, naming what can; `network.not_found` and
/// `plan.not_a_project` for commitments, themes and expertises that are none; and what the engine
/// throws for the election.
[[nodiscard]] std::unique_ptr<Chooser> make_chooser(const Frame& frame,
                                                    const ChoiceOptions& options);

}  // namespace areena::planning
