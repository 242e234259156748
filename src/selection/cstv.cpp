#include "selection/cstv.hpp"

#include "selection/long_fraction.hpp"
#include "selection/transfer_history.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

namespace areena::selection {
namespace {

std::size_t at(int i) { return static_cast<std::size_t>(i); }

/// What supporters give to each project.
///
/// All transfers of a voter are in proportion to what it gives to the other projects, so that these
/// stay in the proportions of its ballot: what it has and the sum of the ballot's open weights say it
/// all. Doubles tell which projects are far apart; the rest is compared in long fractions, and what
/// these leave open is proved equal, or not decided.
template <unsigned bits>
class Donations {
public:
    using Fraction = LongFraction<bits>;

    explicit Donations(const Election& election)
        : election_(election),
          history_(election.num_groups(), share_of(election)),
          money_(election.num_groups()),
          rest_(election.num_groups()),
          rate_(election.num_groups()),
          near_(election.num_groups()),
          num_open_(election.num_groups()),
          support_(at(election.num_projects())) {
        for (int p = 0; p < election.num_projects(); ++p) scales_.push_back(election.scale(p));
        if (election.num_voters() == 0) return;
        const Rational share = share_of(election);
        for (int g = 0; g < static_cast<int>(election.num_groups()); ++g) {
            const auto ballot = election.ballot(g);
            const auto weights = election.ballot_weights(g);
            Rational sum;
            for (std::size_t i = 0; i < ballot.size(); ++i)
                sum += weight(ballot[i], weights.empty() ? 1 : weights[i]);
            num_open_[at(g)] = static_cast<int>(ballot.size());
            if (ballot.empty()) continue;
            money_[at(g)] = share;
            rest_[at(g)] = sum;
            set_rate(g);
        }
    }

    /// How much a project gets, less its cost; within `error` of the truth.
    [[nodiscard]] double near_excess(int project, double& error) const {
        const auto groups = election_.supporters(project);
        const auto weights = election_.weights(project);
        double sum = 0;
        for (std::size_t i = 0; i < groups.size(); ++i)
            sum += static_cast<double>(election_.voters(groups[i])) * near_[at(groups[i])] *
                   (weights.empty() ? 1 : static_cast<double>(weights[i]));
        sum *= scales_[at(project)].to_double();
        const auto cost = static_cast<double>(election_.cost(project));
        error = static_cast<double>(groups.size() + 32) * 0x1p-50 * (sum + cost);
        return sum - cost;
    }

    [[nodiscard]] const Fraction& support(int project) {
        auto& sum = support_[at(project)];
        if (sum) return *sum;
        const auto groups = election_.supporters(project);
        const auto weights = election_.weights(project);
        sum = Fraction();
        for (std::size_t i = 0; i < groups.size(); ++i) {
            if (num_open_[at(groups[i])] == 0) continue;
            const Rational times(election_.voters(groups[i]));
            *sum += rate_[at(groups[i])] *
                    Fraction(weights.empty() ? times : times * Rational(weights[i]));
        }
        sum = *sum * Fraction(scales_[at(project)]);
        return *sum;
    }

    /// Whether a project is given its cost. Throws `Untold`.
    [[nodiscard]] bool has_cost(int project) {
        const auto order = support(project).compare(Rational(election_.cost(project)));
        if (order) return *order >= 0;
        if (!history_.proves(factors(project), Rational(election_.cost(project))))
            throw typename Fraction::Untold();
        return true;
    }

    /// Which of two is given more beyond its cost. Throws `Untold`.
    [[nodiscard]] std::strong_ordering compare_excess(int a, int b) {
        const Rational dearer(election_.cost(a) - election_.cost(b));
        const auto order = (support(a) - support(b)).compare(dearer);
        if (order) return *order;
        std::vector<Rational> difference = factors(a);
        const std::vector<Rational> other = factors(b);
        for (std::size_t g = 0; g < difference.size(); ++g) difference[g] -= other[g];
        if (!history_.proves(std::move(difference), dearer)) throw typename Fraction::Untold();
        return std::strong_ordering::equal;
    }

    /// Takes the cost out of what is given to the project and hands the rest on. Who has nobody to
    /// hand on to pays all that it gives; the others pay the same part of what they give.
    void fund(int project) {
        Fraction alone;  // given by those who support no other open project
        std::vector<Rational> factors(election_.num_groups());
        std::vector<TransferHistory::Payer> payers;
        bool is_handed_on = false;
        each_supporter(project, [&](int g, const Rational& weight) {
            const bool hands_on = num_open_[at(g)] > 1;
            is_handed_on |= hands_on;
            payers.push_back({g, election_.voters(g), weight / rest_[at(g)], hands_on});
            if (hands_on) return;
            alone += money_[at(g)] * Fraction(Rational(election_.voters(g)));
            factors[at(g)] = election_.voters(g);
        });
        if (is_handed_on && is_more(Rational(election_.cost(project)), alone, std::move(factors))) {
            const Fraction needed = Fraction(Rational(election_.cost(project))) - alone;
            const Fraction part = needed / (support(project) - alone);
            for (const auto& payer : payers)
                if (payer.hands_on)
                    money_[at(payer.group)] = money_[at(payer.group)] -
                                              part * money_[at(payer.group)] * Fraction(payer.part);
            history_.fund(election_.cost(project), std::move(payers));
        }
        remove(project);
    }

    /// Hands on all that is given to the project.
    void remove(int project) {
        each_supporter(project, [&](int g, const Rational& weight) {
            rest_[at(g)] -= weight;
            if (--num_open_[at(g)] == 0) money_[at(g)] = Fraction();
            set_rate(g);
        });
        std::ranges::fill(support_, std::nullopt);
    }

private:
    [[nodiscard]] static Rational share_of(const Election& election) {
        if (election.num_voters() == 0) return {};
        return {election.instance().budget, election.num_voters()};
    }

    /// What a project gets from all of a group's voters, as a part of what one of them has.
    [[nodiscard]] std::vector<Rational> factors(int project) const {
        std::vector<Rational> factors(election_.num_groups());
        each_supporter(project, [&](int g, const Rational& weight) {
            if (num_open_[at(g)] > 0)
                factors[at(g)] = weight / rest_[at(g)] * Rational(election_.voters(g));
        });
        return factors;
    }

    /// Whether `cost` is more than `sum`, what all have times `factors`. Throws `Untold`.
    [[nodiscard]] bool is_more(const Rational& cost, const Fraction& sum,
                               std::vector<Rational> factors) const {
        const auto order = Fraction(cost).compare(sum);
        if (order) return *order > 0;
        if (!history_.proves(std::move(factors), cost)) throw typename Fraction::Untold();
        return false;
    }

    [[nodiscard]] Rational weight(int project, std::int64_t points) const {
        return points == 1 ? scales_[at(project)] : scales_[at(project)] * Rational(points);
    }

    template <class Action>
    void each_supporter(int project, Action action) const {
        const auto groups = election_.supporters(project);
        const auto weights = election_.weights(project);
        for (std::size_t i = 0; i < groups.size(); ++i)
            action(groups[i], weight(project, weights.empty() ? 1 : weights[i]));
    }

    void set_rate(int group) {
        rate_[at(group)] = num_open_[at(group)] == 0
                               ? Fraction()
                               : money_[at(group)] * Fraction(Rational(1) / rest_[at(group)]);
        near_[at(group)] = rate_[at(group)].to_double();
    }

    const Election& election_;
    TransferHistory history_;
    std::vector<Rational> scales_;  // by project
    std::vector<Fraction> money_;   // by group: what a voter has
    std::vector<Rational> rest_;    // by group: its weights for open projects
    std::vector<Fraction> rate_;    // by group: what it gives for a weight of 1
    std::vector<double> near_;      // the same, near
    std::vector<int> num_open_;     // by group: open projects that it supports
    std::vector<std::optional<Fraction>> support_;  // by project, as far as asked for
};

template <unsigned bits>
class Cstv {
public:
    Cstv(const Election& election, const TieOrder& ties)
        : election_(election), ties_(ties), donations_(election) {
        for (int p = 0; p < election.num_projects(); ++p)
            if (election.votes(p) > 0) open_.push_back(p);
    }

    Selection run(const Progress& progress) {
        try {
            while (!open_.empty() && selection_.finished) {
                next();
                progress.step("transfers", ++steps_, election_.num_projects());
                if (progress.stopped()) selection_.finished = false;
            }
        } catch (const typename LongFraction<bits>::Untold&) {
            selection_.finished = false;
            is_told_ = false;
        }
        if (selection_.finished) take_back();
        return std::move(selection_);
    }
    /// Whether all that was compared could be told apart, or proved equal.
    [[nodiscard]] bool is_told() const noexcept { return is_told_; }

private:
    struct Look {
        int project = 0;
        double excess = 0;
        double error = 0;
    };

    /// Funds the project of the largest excess, or eliminates the one of the least if no project has
    /// its cost.
    void next() {
        std::vector<Look> looks;
        std::vector<Look> eligible;
        for (const int p : open_) {
            Look look{p, 0, 0};
            look.excess = donations_.near_excess(p, look.error);
            looks.push_back(look);
            if (look.excess > look.error ||
                (look.excess >= -look.error && donations_.has_cost(p)))
                eligible.push_back(look);
        }
        std::vector<int> tied = farthest(eligible.empty() ? looks : eligible, !eligible.empty());
        const int project = eligible.empty() ? take_last(tied) : ties_.take_first(tied);
        Round round{project, false, donations_.support(project).to_rational(), std::move(tied)};
        std::erase(open_, project);
        if (eligible.empty()) {
            donations_.remove(project);
            selection_.tied_before |= !round.tied.empty();
            selection_.eliminations.push_back(std::move(round));
        } else {
            donations_.fund(project);
            selection_.cost += election_.cost(project);
            selection_.rounds.push_back(std::move(round));
        }
    }

    /// The projects of the largest excess, or of the least.
    std::vector<int> farthest(const std::vector<Look>& looks, bool is_largest) {
        const double sign = is_largest ? 1 : -1;
        double best = -std::numeric_limits<double>::infinity();
        for (const Look& look : looks) best = std::max(best, sign * look.excess - look.error);
        std::vector<int> near;
        for (const Look& look : looks)
            if (sign * look.excess + look.error >= best) near.push_back(look.project);
        if (near.size() == 1) return near;
        std::vector<int> tied;
        for (const int p : near) {
            auto order = tied.empty() ? std::strong_ordering::equal
                                      : donations_.compare_excess(p, tied.front());
            if (!is_largest) order = 0 <=> order;
            if (order < 0) continue;
            if (order > 0) tied.clear();
            tied.push_back(p);
        }
        return tied;
    }

    /// Takes the last in the order of ties out of `projects`.
    int take_last(std::vector<int>& projects) const {
        std::vector<int> asked = projects;
        static_cast<void>(ties_.take_first(asked));  // throws if the keys refuse to decide
        const int last =
            *std::ranges::max_element(projects, {}, [this](int p) { return ties_.rank(p); });
        std::erase(projects, last);
        std::ranges::sort(projects);
        return last;
    }

    /// Reverses eliminations, the last one first, as far as the budget goes.
    void take_back() {
        const auto& eliminated = selection_.eliminations;
        for (auto round = eliminated.rbegin(); round != eliminated.rend(); ++round) {
            const std::int64_t cost = election_.cost(round->project);
            if (cost > election_.instance().budget - selection_.cost) continue;
            selection_.cost += cost;
            selection_.rounds.push_back({round->project, true, round->value, {}});
        }
    }

    const Election& election_;
    const TieOrder& ties_;
    Donations<bits> donations_;
    std::vector<int> open_;
    Selection selection_;
    std::int64_t steps_ = 0;
    bool is_told_ = true;
};

}  // namespace

Selection cumulative_transfers(const Election& election, const TieOrder& ties,
                               const Progress& progress) {
    Cstv<512> cstv(election, ties);
    Selection selection = cstv.run(progress);
    // Where what is so near cannot be told, eight times the digits may; only small elections, as the
    // time grows with the square.
    constexpr std::size_t most_groups = 2'000;
    if (cstv.is_told() || election.num_groups() > most_groups) return selection;
    return Cstv<4096>(election, ties).run(progress);
}

}  // namespace areena::selection
