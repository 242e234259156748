#include "areena/selection/why_not.hpp"

#include "areena/core/error.hpp"
#include "selection/counted_sum.hpp"
#include "selection/joining.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <string>
#include <utility>

namespace areena::selection {
namespace {

std::size_t at(int i) { return static_cast<std::size_t>(i); }

bool is_greedy(Rule rule) {
    return rule == Rule::greedy_votes || rule == Rule::greedy_utility ||
           rule == Rule::greedy_per_cost;
}

/// Whether a tie may end the rule: being as good as another is then worse than nothing.
bool may_refuse(const RuleOptions& options) {
    return std::ranges::count(options.ties.ties, TieKey::refuse) != 0;
}

/// Whether a run goes on as it did until the project is selected, so that the fewest joiners can be
/// read off it.
bool is_traceable(const Election& election, const RuleOptions& options) {
    if (may_refuse(options)) return false;
    if (options.rule == Rule::phragmen) return true;
    return options.rule == Rule::equal_shares && election.utility() != Utility::effort &&
           (options.completion == Completion::none ||
            options.completion == Completion::utilitarian ||
            options.completion == Completion::phragmen);
}

/// Whether a project that is selected at a cost is selected at every lower one.
bool lower_cost_never_hurts(const Election& election, const RuleOptions& options) {
    if (may_refuse(options) || std::ranges::count(options.ties.ties, TieKey::max_cost) != 0)
        return false;
    const Utility utility = election.utility();
    if (options.rule == Rule::phragmen || options.rule == Rule::greedy_votes) return true;
    const bool is_fixed = utility == Utility::points || utility == Utility::cardinality;
    if (options.rule == Rule::greedy_utility) return is_fixed;
    const bool is_exact = is_fixed || utility == Utility::cost || utility == Utility::effort;
    if (options.rule == Rule::greedy_per_cost) return is_exact;
    return options.rule == Rule::equal_shares && is_exact &&
           (options.completion == Completion::none ||
            options.completion == Completion::utilitarian ||
            options.completion == Completion::phragmen);
}

/// One project left out, while the run is gone through.
struct Loser {
    WhyNot why;
    Joining joining;
    Rational money;  // of its supporters
    CountedSum paid;
    std::int64_t payers = 0;
    double reach = 0;  // about the largest cost that its supporters could have met in some round
};

/// Goes through the rounds once, for all projects asked for.
class Trace {
public:
    Trace(const Election& election, const RuleOptions& options, const Selection& selection,
          std::span<const int> projects)
        : election_(election),
          options_(options),
          selection_(selection),
          replay_(election, has_shares() ? selection.share : Rational()),
          is_traceable_(is_traceable(election, options)),
          index_(at(election.num_projects()), -1) {
        for (const int p : projects) {
            index_[at(p)] = static_cast<int>(losers_.size());
            Loser loser{{}, Joining(election, options.ties, p), {}, {}, 0};
            loser.why.project = p;
            loser.why.cost = election.cost(p);
            loser.why.votes = election.votes(p);
            loser.why.budget_left = election.instance().budget - selection.cost;
            loser.money = replay_share() * Rational(election.votes(p));
            losers_.push_back(std::move(loser));
        }
    }

    void run() {
        if (!has_shares() && options_.rule != Rule::phragmen) return;
        for (Loser& loser : losers_)  // a free project only lacks somebody who wants it
            if (is_traceable_ && loser.why.cost == 0) loser.joining.consider_any(1);
        const auto& rounds = selection_.rounds;
        std::size_t i = 0;
        for (; i < rounds.size() && !rounds[i].completes; ++i) go_through(i);
        if (has_shares()) end_shares(i);
        if (options_.completion == Completion::utilitarian && is_traceable_) by_votes(i);
        const bool is_phragmen = options_.rule == Rule::phragmen ||
                                 options_.completion == Completion::phragmen;
        if (!is_phragmen) return;
        for (; i < rounds.size(); ++i) go_through(i);
        end_phragmen();
    }

    std::vector<Loser>& losers() noexcept { return losers_; }
    [[nodiscard]] const Replay& replay() const noexcept { return replay_; }

private:
    [[nodiscard]] bool has_shares() const { return options_.rule == Rule::equal_shares; }
    [[nodiscard]] Rational replay_share() const {
        return has_shares() ? selection_.share : Rational();
    }

    void go_through(std::size_t i) {
        const Round& round = selection_.rounds[i];
        const bool is_shares = has_shares() && !round.completes;
        const Replay::Price price = is_shares ? Replay::Price{round.value, {}}
                                              : Replay::Price{std::nullopt, round.value};
        const std::int64_t left = election_.instance().budget - spent_;
        const Moment moment(election_, replay_, price, Moment::Equal::ties, round.project);
        for (Loser& loser : losers_) {
            if (is_shares && loser.money >= Rational(loser.why.cost))
                loser.why.last_affordable = {i, loser.money};
            // Before Phragmen comes to a project that does not fit, it ends; free ones go first.
            if (is_traceable_ && round.value.sign() > 0 && loser.why.cost <= left)
                loser.joining.consider(moment);
            loser.reach = std::max(loser.reach,
                                   std::min(reach(loser, price), static_cast<double>(left)));
        }
        spent_ += election_.cost(round.project);
        replay_.go_through(round, price, [&](int g, const Rational& amount) {
            if (round.completes) return;
            for (const int p : election_.ballot(g)) {
                if (index_[at(p)] < 0) continue;
                Loser& loser = losers_[at(index_[at(p)])];
                loser.paid.add(amount, election_.voters(g));
                loser.payers += election_.voters(g);
            }
        });
        if (!round.completes) book(round.project);
    }

    /// What supporters paid in the round goes into their accounts.
    void book(int winner) {
        for (Loser& loser : losers_) {
            if (loser.payers == 0) continue;
            const Rational paid = std::exchange(loser.paid, {}).total();
            loser.why.outspent.push_back({winner, std::exchange(loser.payers, 0), paid});
            loser.money -= paid;
        }
    }

    void end_shares(std::size_t rounds) {
        const Replay::Price price{std::nullopt, {}};
        const Moment moment(election_, replay_, price, Moment::Equal::wins);
        for (Loser& loser : losers_) {
            WhyNot& why = loser.why;
            if (loser.money >= Rational(why.cost)) why.last_affordable = {rounds, loser.money};
            why.money_left = loser.money;
            why.effective_support = support_left(why);
            if (is_traceable_) loser.joining.consider(moment);
            loser.reach = std::max(loser.reach, why.money_left->to_double());
        }
    }

    /// About the largest cost that supporters meet at the price. Where utility grows in proportion
    /// to the cost that is the largest root of a concave function, which Newton's steps from the
    /// present cost come down to.
    [[nodiscard]] double reach(const Loser& loser, const Replay::Price& price) const {
        const int p = loser.why.project;
        const auto groups = election_.supporters(p);
        const bool grows =
            election_.utility() == Utility::cost || election_.utility() == Utility::effort;
        const double earned = price.earned.to_double();
        const double due =
            price.rho ? price.rho->to_double() * election_.scale(p).to_double() : 0;
        const auto now = static_cast<double>(std::max<std::int64_t>(loser.why.cost, 1));
        double cost = now;
        for (int step = 0; step < 20; ++step) {
            double given = 0;
            double rate = 0;
            for (std::size_t i = 0; i < groups.size(); ++i) {
                const auto voters = static_cast<double>(election_.voters(groups[i]));
                const double has = replay_.near(groups[i]) + earned;
                const double asked =
                    grows ? due * cost / now : due * static_cast<double>(replay_.weight(p, i));
                if (!price.rho || has < asked)
                    given += voters * has;
                else if (grows)
                    rate += voters * due / now;
                else
                    given += voters * asked;
            }
            if (!price.rho || !grows) return given;
            if (rate >= 1) return cost;
            const double next = given / (1 - rate);
            if (next >= cost * (1 - 1e-12) || next <= loser.reach) return next;
            cost = next;
        }
        return cost;
    }

    [[nodiscard]] Rational support_left(const WhyNot& why) const {
        if (why.cost == 0) return why.votes;
        const Rational part(why.cost, std::max<std::int64_t>(why.votes, 1));
        CountedSum poor;
        std::int64_t able = 0;
        for (const int g : election_.supporters(why.project)) {
            if (replay_.purse(g) >= part)
                able += election_.voters(g);
            else
                poor.add(replay_.purse(g), election_.voters(g));
        }
        return Rational(able) + poor.total() / part;
    }

    /// Completion by votes: the project must come before the last round at which it still fits.
    void by_votes(std::size_t first) {
        for (Loser& loser : losers_) {
            const WhyNot& why = loser.why;
            std::int64_t left = election_.instance().budget - spent_;
            const Round* last = nullptr;
            for (std::size_t i = first; i < selection_.rounds.size(); ++i) {
                if (why.cost <= left) last = &selection_.rounds[i];
                if (election_.votes(selection_.rounds[i].project) <= why.votes)
                    loser.reach = std::max(loser.reach, static_cast<double>(left));
                left -= election_.cost(selection_.rounds[i].project);
            }
            if (why.cost <= left) loser.joining.consider_any(1);  // nobody supports it yet
            if (!last) continue;
            const std::int64_t behind = election_.votes(last->project) - why.votes;
            const bool wins_tie =
                precedes(election_, options_.ties, why.project, behind, last->project);
            loser.joining.consider_any(behind > 0 && wins_tie ? behind : behind + 1);
        }
    }

    /// Phragmen ends with the first project that does not fit: one must come before it.
    void end_phragmen() {
        const std::int64_t left = election_.instance().budget - spent_;
        std::vector<std::pair<Rational, int>> times;
        std::vector<std::uint8_t> is_taken(index_.size());
        for (const Round& round : selection_.rounds) is_taken[at(round.project)] = 1;
        for (int p = 0; p < election_.num_projects(); ++p)
            if (is_taken[at(p)] == 0 && election_.votes(p) > 0 &&
                election_.cost(p) <= election_.instance().budget)
                times.emplace_back(time_of(p), p);
        std::ranges::sort(times);
        Rational now;
        if (!selection_.rounds.empty()) now = selection_.rounds.back().value;
        for (Loser& loser : losers_) {
            const int p = loser.why.project;
            if (options_.rule == Rule::phragmen)
                loser.why.money_left = loser.money + now * Rational(loser.why.votes);
            if (loser.why.cost > left) continue;
            const auto other =
                std::ranges::find_if(times, [p](const auto& each) { return each.second != p; });
            if (other == times.end()) {
                loser.joining.consider_any(1);  // nobody supports it yet
                continue;
            }
            const Replay::Price price{std::nullopt, other->first};
            loser.joining.consider(Moment(election_, replay_, price, Moment::Equal::loses));
        }
    }

    [[nodiscard]] Rational time_of(int project) const {
        CountedSum purses;
        for (const int g : election_.supporters(project))
            purses.add(replay_.purse(g), election_.voters(g));
        return (Rational(election_.cost(project)) - purses.total()) /
               Rational(election_.votes(project));
    }

    const Election& election_;
    const RuleOptions& options_;
    const Selection& selection_;
    Replay replay_;
    bool is_traceable_;
    std::vector<int> index_;  // by project: number of the loser, or -1
    std::vector<Loser> losers_;
    std::int64_t spent_ = 0;
};

/// Runs the rule on changed elections.
class Search {
public:
    Search(const Election& election, const RuleOptions& options, const Progress& progress)
        : election_(election), options_(options), progress_(progress) {}

    [[nodiscard]] bool wins(const Election& changed, int project) const {
        const Selection selection = select(changed, options_, progress_);
        return std::ranges::any_of(selection.rounds,
                                   [project](const Round& r) { return r.project == project; });
    }

    /// From `guess` in ever larger steps until it lies between a cost that does and one that does
    /// not, then by halving.
    [[nodiscard]] std::optional<std::int64_t> largest_cost(int project, double guess) const {
        std::int64_t high = election_.cost(project);  // does not
        std::int64_t low = -1;                        // does, but for -1
        if (high == 0 || election_.votes(project) == 0) return std::nullopt;
        const auto tried = [&](std::int64_t cost) {
            const bool does = wins(election_.with_cost(project, cost), project);
            (does ? low : high) = cost;
            return does;
        };
        const auto start = static_cast<std::int64_t>(
            std::clamp(guess, 0.0, static_cast<double>(high - 1)));
        const bool goes_up = tried(start);
        for (std::int64_t step = 1; !progress_.stopped(); step *= 2) {
            const std::int64_t next = goes_up ? low + step : high - step;
            if (next <= low || next >= high || next < 0 || tried(next) != goes_up) break;
        }
        if (low < 0 && high > 0 && !tried(0)) return std::nullopt;
        while (high - low > 1 && !progress_.stopped()) tried(low + (high - low) / 2);
        return low < 0 ? std::nullopt : std::optional(low);
    }

    /// By ever more of the voters in `order`.
    void find_joiners(WhyNot& why, const std::vector<int>& order) const {
        const std::int64_t available = election_.num_voters() - why.votes;
        const auto joiners = [&](std::int64_t count) {
            return first_joiners(election_, why.project, order, count);
        };
        const auto does = [&](std::int64_t count) {
            return wins(election_.with_supporters(why.project, joiners(count)), why.project);
        };
        std::int64_t low = 0;
        std::int64_t high = std::min<std::int64_t>(1, available);
        if (available == 0) return;
        while (!does(high)) {
            if (high == available || progress_.stopped()) return;
            low = high;
            high = std::min(2 * high, available);
        }
        while (high - low > 1 && !progress_.stopped()) {
            const std::int64_t middle = low + (high - low) / 2;
            (does(middle) ? high : low) = middle;
        }
        why.extra_supporters = high;
        why.joiners = joiners(high);
    }

private:
    const Election& election_;
    const RuleOptions& options_;
    const Progress& progress_;
};

void check_losers(const Election& election, const Selection& selection,
                  std::span<const int> projects) {
    std::vector<std::uint8_t> is_taken(at(election.num_projects()));
    for (const Round& round : selection.rounds) is_taken.at(at(round.project)) = 1;
    for (const int p : projects) {
        if (p < 0 || p >= election.num_projects())
            throw Error("selection.project",
                        "there is no project number " + std::to_string(p) + "; there are " +
                            std::to_string(election.num_projects()) + ", numbered from 0");
        if (std::exchange(is_taken[at(p)], std::uint8_t{1}) != 0)
            throw Error("selection.project",
                        "project '" + election.instance().projects[at(p)].id +
                            "' was selected, or is asked about twice: only what was left out has "
                            "reasons");
    }
}

/// All groups, those who have most left first.
std::vector<int> by_purse(const Election& election, const Replay& replay) {
    std::vector<int> order(election.num_groups());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::stable_sort(order, [&](int a, int b) { return replay.near(a) > replay.near(b); });
    return order;
}

}  // namespace

std::vector<WhyNot> why_not(const Election& election, const RuleOptions& options,
                            const Selection& selection, std::span<const int> projects,
                            const Progress& progress) {
    check_losers(election, selection, projects);
    Trace trace(election, options, selection, projects);
    trace.run();
    const Search search(election, options, progress);
    const std::vector<int> order = by_purse(election, trace.replay());
    const auto total = static_cast<std::int64_t>(projects.size());
    std::vector<WhyNot> reasons;
    for (Loser& loser : trace.losers()) {
        WhyNot& why = loser.why;
        if (is_traceable(election, options)) {
            why.extra_supporters = loser.joining.fewest();
            why.joiners = loser.joining.joiners();
            why.is_fewest = true;
        } else {
            search.find_joiners(why, order);
            why.is_fewest = is_greedy(options.rule) && !may_refuse(options);
        }
        why.largest_cost = search.largest_cost(why.project, loser.reach);
        why.is_largest = lower_cost_never_hurts(election, options);
        if (progress.stopped()) break;
        reasons.push_back(std::move(why));
        progress.step("explanations", static_cast<std::int64_t>(reasons.size()), total);
    }
    return reasons;
}

}  // namespace areena::selection
