#include "selection/exact_equal_shares.hpp"

#include "areena/core/error.hpp"
#include "selection/add_opt.hpp"
#include "selection/purses.hpp"

#include <algorithm>
#include <functional>
#include <utility>

namespace areena::selection {
namespace {

std::size_t at(int i) { return static_cast<std::size_t>(i); }

class ExactEqualShares {
public:
    ExactEqualShares(const Election& election, const TieOrder& ties, const Rational& share)
        : election_(election),
          ties_(ties),
          purses_(election, share),
          utility_(at(election.num_projects())),
          value_(at(election.num_projects())) {
        selection_.share = share;
        std::vector<int> free;
        for (int p = 0; p < election.num_projects(); ++p) {
            if (election.votes(p) == 0) continue;
            utility_[at(p)] = common_utility(election, p);
            value_[at(p)] = value_of(p, election.votes(p));
            (election.cost(p) == 0 ? free : open_).push_back(p);
        }
        std::ranges::sort(free, {}, [this](int p) { return ties_.rank(p); });
        for (const int p : free) selection_.rounds.push_back({p, false, Rational(), {}});
    }

    Selection run(const Progress& progress) {
        while (true) {
            if (progress.stopped()) {
                selection_.finished = false;
                return std::move(selection_);
            }
            std::vector<int> tied = find_best();
            if (tied.empty()) return std::move(selection_);
            const int project = ties_.take_first(tied);
            const Rational& value = value_[at(project)];
            selection_.rounds.push_back({project, false, value, std::move(tied)});
            selection_.cost += election_.cost(project);
            std::erase(open_, project);
            const auto weights = election_.weights(project);
            const Rational each = value * utility_[at(project)];
            purses_.charge_able(project, weights.empty() ? each : each / Rational(weights.front()));
            progress.step("exact equal shares", static_cast<std::int64_t>(selection_.rounds.size()),
                          0);
        }
    }

private:
    [[nodiscard]] Rational value_of(int project, std::int64_t payers) const {
        return Rational(election_.cost(project)) / (Rational(payers) * utility_[at(project)]);
    }

    /// The open projects of the least value. An old value is a bound from below.
    std::vector<int> find_best() {
        std::ranges::sort(open_, [this](int a, int b) {
            const auto by = value_[at(a)] <=> value_[at(b)];
            return by != 0 ? by < 0 : a < b;
        });
        std::vector<int> tied;
        std::vector<int> gone;  // nobody can pay, now or later
        Rational least;
        for (const int p : open_) {
            if (!tied.empty() && value_[at(p)] > least) break;
            const std::int64_t payers = count_payers(p);
            if (payers == 0) {
                gone.push_back(p);
                continue;
            }
            value_[at(p)] = value_of(p, payers);
            if (!tied.empty() && value_[at(p)] > least) continue;
            if (tied.empty() || value_[at(p)] < least) {
                tied.clear();
                least = value_[at(p)];
            }
            tied.push_back(p);
        }
        for (const int p : gone) std::erase(open_, p);
        return tied;
    }

    /// The largest number of supporters, the richest, who each have cost / number left.
    [[nodiscard]] std::int64_t count_payers(int project) const {
        auto stakes = purses_.stakes(project);
        std::ranges::sort(stakes, [this](const Purses::Stake& a, const Purses::Stake& b) {
            constexpr double near = 1e-9;
            if (a.price < b.price * (1 - near)) return true;
            if (b.price < a.price * (1 - near)) return false;
            return purses_.amount(a.purse) < purses_.amount(b.purse);
        });
        std::int64_t payers = 0;
        for (const Purses::Stake& stake : stakes) payers += stake.voters;
        const cpp_int cost = purses_.denominator() * election_.cost(project);
        for (const Purses::Stake& stake : stakes) {
            if (purses_.amount(stake.purse) * payers >= cost) break;
            payers -= stake.voters;  // and it gets dearer for the rest
        }
        return payers;
    }

    const Election& election_;
    const TieOrder& ties_;
    Purses purses_;
    std::vector<Rational> utility_;  // by project
    std::vector<Rational> value_;    // by project, as last seen
    std::vector<int> open_;
    Selection selection_;
};

bool met_ties(const Selection& selection) {
    return std::ranges::any_of(selection.rounds, [](const Round& r) { return !r.tied.empty(); });
}

}  // namespace

Rational common_utility(const Election& election, int project) {
    const auto weights = election.weights(project);
    if (weights.empty()) return election.scale(project);
    const auto differs = std::ranges::adjacent_find(weights, std::ranges::not_equal_to());
    if (differs != weights.end())
        throw Error("selection.utility",
                    "project '" + election.instance().projects[at(project)].id +
                        "' is worth " + to_string(Rational(differs[0]) * election.scale(project)) +
                        " to one supporter and " +
                        to_string(Rational(differs[1]) * election.scale(project)) +
                        " to another; exact equal shares needs the same for all, such as "
                        "cardinality or cost");
    return Rational(weights.front()) * election.scale(project);
}

Selection exact_equal_shares(const Election& election, const TieOrder& ties, bool raises,
                             const Progress& progress) {
    if (election.num_voters() == 0) return {};
    const Rational share(election.instance().budget, election.num_voters());
    Selection made = ExactEqualShares(election, ties, share).run(progress);
    while (raises && made.finished) {
        const auto step = least_raise(election, ties, made, progress);
        if (!step) {
            made.finished = !progress.stopped();
            break;
        }
        const bool had_ties = made.tied_before || met_ties(made);
        Selection next;
        made.finished = unless_refused(made, [&] {
            next = ExactEqualShares(election, ties, made.share + *step).run(progress);
            return next.finished;
        });
        made.tied_before = had_ties || met_ties(next);
        if (!made.finished || next.cost > election.instance().budget) break;
        next.raises = made.raises + 1;
        next.tied_before = had_ties;
        made = std::move(next);
        progress.step("raises", made.raises, 0);
    }
    return made;
}

}  // namespace areena::selection
