#include "selection/add1.hpp"

#include <algorithm>
#include <utility>

namespace areena::selection {
namespace {

class Raising {
public:
    Raising(const Election& election, const TieOrder& ties, const RuleOptions& options,
            const Progress& progress, Raised from, Selection& selection)
        : election_(election),
          ties_(ties),
          options_(options),
          progress_(progress),
          step_(options.completion == Completion::ratio
                    ? from.share / Rational(100)
                    : Rational(options.money_unit * options.increment)),
          now_(std::move(from)),
          selection_(selection) {}

    Raised run() {
        while (step_.sign() > 0 && !is_all() && !is_exhaustive() && raise_once())
            if (is_quiet_ && pause_ == 0)
                leap();
            else
                pause_ = std::max<std::int64_t>(pause_ - 1, 0);
        return std::move(now_);
    }

private:
    static std::size_t at(int i) { return static_cast<std::size_t>(i); }

    /// One step. False if that is too far, or the work ends here.
    bool raise_once() {
        Raised next{now_.share + step_, nullptr};
        next.run = std::make_unique<SharesRun>(election_, ties_, next.share);
        if (!unless_refused(selection_, [&] { return next.run->run(progress_, false); })) {
            selection_.finished = false;
            return false;
        }
        const bool exceeds = next.run->cost() > election_.instance().budget;
        selection_.tied_before |= has_ties(exceeds ? *next.run : *now_.run);
        if (exceeds) return false;
        is_quiet_ = std::ranges::equal(next.run->rounds(), now_.run->rounds(), {}, &Round::project,
                                       &Round::project);
        take(std::move(next), 1);
        return true;
    }

    /// As many steps as can be proved to change nothing: twice as many each time that it succeeds,
    /// and half as many once it failed. After a leap that led nowhere some steps are taken one by
    /// one before the next try.
    void leap() {
        constexpr std::int64_t most = std::int64_t{1} << 61;
        const std::int64_t farthest =
            step_ > Rational(1) ? (Rational(most) / step_).floor() : most;
        std::int64_t steps = 2;
        while (steps <= farthest && follows(steps)) steps *= 2;
        const bool succeeded = steps > 2;
        while (steps > 1) {
            steps /= 2;
            static_cast<void>(follows(steps));
        }
        wait_ = succeeded ? 0 : std::min<std::int64_t>(2 * wait_ + 1, 63);
        pause_ = wait_;
    }

    bool follows(std::int64_t steps) {
        Raised next{now_.share + Rational(steps) * step_, nullptr};
        next.run = std::make_unique<SharesRun>(election_, ties_, next.share);
        Selection ignored;  // a tie that is refused will be met again step by step
        if (!unless_refused(ignored, [&] { return next.run->follows(*now_.run, progress_); }))
            return false;
        selection_.tied_before |= has_ties(*now_.run);
        take(std::move(next), steps);
        return true;
    }

    void take(Raised next, std::int64_t steps) {
        now_ = std::move(next);
        selection_.raises += steps;
    }

    static bool has_ties(const SharesRun& run) {
        return std::ranges::any_of(run.rounds(), [](const Round& r) { return !r.tied.empty(); });
    }

    [[nodiscard]] bool is_all() const {
        for (int p = 0; p < election_.num_projects(); ++p)
            if (election_.votes(p) > 0 && !now_.run->is_bought(p)) return false;
        return true;
    }

    [[nodiscard]] bool is_exhaustive() const {
        if (options_.completion == Completion::add1_exceeding) return false;
        const std::int64_t left = election_.instance().budget - now_.run->cost();
        for (int p = 0; p < election_.num_projects(); ++p)
            if (!now_.run->is_bought(p) && election_.cost(p) <= left) return false;
        return true;
    }

    const Election& election_;
    const TieOrder& ties_;
    const RuleOptions& options_;
    const Progress& progress_;
    const Rational step_;
    Raised now_;
    Selection& selection_;
    bool is_quiet_ = false;    // the last step changed nothing
    std::int64_t wait_ = 0;    // steps to take one by one after the last leap
    std::int64_t pause_ = 0;   // those that are left
};

}  // namespace

Raised raise_shares(const Election& election, const TieOrder& ties, const RuleOptions& options,
                    const Progress& progress, Raised from, Selection& selection) {
    return Raising(election, ties, options, progress, std::move(from), selection).run();
}

}  // namespace areena::selection
