#pragma once

#include "areena/selection/passes.hpp"
#include "areena/selection/why_not.hpp"
#include "selection/counted_sum.hpp"
#include "selection/joining.hpp"

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace areena::selection {

/// Whether a tie may end the rule: being as good as another is then worse than nothing.
[[nodiscard]] bool may_refuse(const RuleOptions& options);

/// Whether a run goes on as it did until the project is selected, so that the fewest joiners can be
/// read off it.
[[nodiscard]] bool is_traceable(const Election& election, const RuleOptions& options);

/// Whether shares are raised, and a run at each share goes on as it did until the project is bought.
[[nodiscard]] bool is_raised(const Election& election, const RuleOptions& options);

/// One project left out, while the run is gone through.
struct Loser {
    WhyNot why;
    Joining joining;
    Rational money;  // of its supporters
    CountedSum paid;
    std::int64_t payers = 0;
    double reach = 0;  // about the largest cost that its supporters could have met in some round
};

/// Goes through the rounds of a run once, for all projects asked for. Holds references.
class Trace {
public:
    /// `share`: what each voter has at first; 0 under rules without shares.
    Trace(const Election& election, const RuleOptions& options, const Rational& share,
          std::span<const int> projects);

    /// Goes through a selection; once.
    void run(const Selection& selection);
    /// The same of equal shares in passes.
    void run(std::span<const SharesPass> passes);

    std::vector<Loser>& losers() noexcept { return losers_; }
    [[nodiscard]] const Replay& replay() const noexcept { return replay_; }

private:
    using Charges = std::vector<std::pair<int, Rational>>;  // group, and what each voter paid

    static std::size_t at(int i) { return static_cast<std::size_t>(i); }
    [[nodiscard]] bool has_shares() const { return options_.rule == Rule::equal_shares; }

    void begin();
    /// What was paid goes into `charges` as well, if given.
    void go_through(const Round& round, Charges* charges = nullptr);
    void book(int winner);
    void give_back(int winner, const Charges& charges);
    void end_shares();
    void by_votes(const std::vector<Round>& rounds, std::size_t first);
    void end_phragmen(const std::vector<Round>& rounds);
    [[nodiscard]] double reach(const Loser& loser, const Replay::Price& price) const;
    [[nodiscard]] Rational support_left(const WhyNot& why) const;
    [[nodiscard]] Rational time_of(int project) const;

    const Election& election_;
    const RuleOptions& options_;
    Replay replay_;
    bool is_traceable_;
    std::vector<int> index_;  // by project: number of the loser, or -1
    std::vector<Loser> losers_;
    std::size_t round_ = 0;  // rounds gone through
    std::int64_t spent_ = 0;
};

}  // namespace areena::selection
