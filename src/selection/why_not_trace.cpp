#include "selection/why_not_trace.hpp"

#include <algorithm>
#include <utility>

namespace areena::selection {

bool may_refuse(const RuleOptions& options) {
    return std::ranges::count(options.ties.ties, TieKey::refuse) != 0;
}

bool is_traceable(const Election& election, const RuleOptions& options) {
    if (may_refuse(options)) return false;
    if (options.rule == Rule::phragmen) return true;
    return options.rule == Rule::equal_shares && election.utility() != Utility::effort &&
           (options.completion == Completion::none ||
            options.completion == Completion::utilitarian ||
            options.completion == Completion::phragmen);
}

bool is_raised(const Election& election, const RuleOptions& options) {
    return !may_refuse(options) && options.rule == Rule::equal_shares &&
           election.utility() != Utility::effort &&
           (options.completion == Completion::add1 ||
            options.completion == Completion::add1_exceeding ||
            options.completion == Completion::add1_utilitarian ||
            options.completion == Completion::ratio);
}

Trace::Trace(const Election& election, const RuleOptions& options, const Rational& share,
             std::span<const int> projects)
    : election_(election),
      options_(options),
      replay_(election, share),
      is_traceable_(is_traceable(election, options)),
      index_(at(election.num_projects()), -1) {
    for (const int p : projects) {
        index_[at(p)] = static_cast<int>(losers_.size());
        Loser loser{{}, Joining(election, options.ties, p), {}, {}, 0};
        loser.why.project = p;
        loser.why.cost = election.cost(p);
        loser.why.votes = election.votes(p);
        loser.money = share * Rational(election.votes(p));
        losers_.push_back(std::move(loser));
    }
}

void Trace::begin() {
    for (Loser& loser : losers_)  // a free project only lacks somebody who wants it
        if (is_traceable_ && loser.why.cost == 0) loser.joining.consider_any(1);
}

void Trace::run(const Selection& selection) {
    for (Loser& loser : losers_)
        loser.why.budget_left = election_.instance().budget - selection.cost;
    if (!has_shares() && options_.rule != Rule::phragmen) return;
    begin();
    const auto& rounds = selection.rounds;
    while (round_ < rounds.size() && !rounds[round_].completes)
        go_through(rounds[round_]);
    if (has_shares()) end_shares();
    if ((options_.completion == Completion::utilitarian && is_traceable_) ||
        (options_.completion == Completion::add1_utilitarian && is_raised(election_, options_)))
        by_votes(rounds, round_);
    const bool is_phragmen =
        options_.rule == Rule::phragmen || options_.completion == Completion::phragmen;
    if (!is_phragmen) return;
    while (round_ < rounds.size()) go_through(rounds[round_]);
    end_phragmen(rounds);
}

void Trace::run(std::span<const SharesPass> passes) {
    begin();
    for (const SharesPass& pass : passes) {
        std::vector<Charges> charges(pass.purchases.size());
        for (std::size_t i = 0; i < charges.size(); ++i) {
            const Purchase& each = pass.purchases[i];
            go_through({each.project, false, *each.rho, each.tied}, &charges[i]);
        }
        end_shares();
        for (std::size_t i = 0; i < charges.size(); ++i)
            if (std::ranges::count(pass.given_back, pass.purchases[i].project) != 0)
                give_back(pass.purchases[i].project, charges[i]);
    }
    for (Loser& loser : losers_) loser.why.budget_left = election_.instance().budget - spent_;
}

/// The account of each loser is as if the winner had never been bought.
void Trace::give_back(int winner, const Charges& charges) {
    for (const auto& [group, amount] : charges) replay_.give_back(group, amount);
    spent_ -= election_.cost(winner);
    for (Loser& loser : losers_) {
        auto& outspent = loser.why.outspent;
        const auto found = std::ranges::find(outspent, winner, &Outspent::project);
        if (found == outspent.end()) continue;
        loser.money += found->paid;
        outspent.erase(found);
    }
}

void Trace::go_through(const Round& round, Charges* charges) {
    const bool is_shares = has_shares() && !round.completes;
    const Replay::Price price = is_shares ? Replay::Price{round.value, {}}
                                          : Replay::Price{std::nullopt, round.value};
    const std::int64_t left = election_.instance().budget - spent_;
    const Moment moment(election_, replay_, price, Moment::Equal::ties, round.project);
    for (Loser& loser : losers_) {
        if (is_shares && loser.money >= Rational(loser.why.cost))
            loser.why.last_affordable = {round_, loser.money};
        // Before Phragmen comes to a project that does not fit, it ends; free ones go first.
        if (is_traceable_ && round.value.sign() > 0 && loser.why.cost <= left)
            loser.joining.consider(moment);
        loser.reach = std::max(loser.reach,
                               std::min(reach(loser, price), static_cast<double>(left)));
    }
    spent_ += election_.cost(round.project);
    ++round_;
    replay_.go_through(round, price, [&](int g, const Rational& amount) {
        if (round.completes) return;
        if (charges) charges->emplace_back(g, amount);
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
void Trace::book(int winner) {
    for (Loser& loser : losers_) {
        if (loser.payers == 0) continue;
        const Rational paid = std::exchange(loser.paid, {}).total();
        loser.why.outspent.push_back({winner, std::exchange(loser.payers, 0), paid});
        loser.money -= paid;
    }
}

void Trace::end_shares() {
    const Replay::Price price{std::nullopt, {}};
    const Moment moment(election_, replay_, price, Moment::Equal::wins);
    for (Loser& loser : losers_) {
        WhyNot& why = loser.why;
        if (loser.money >= Rational(why.cost)) why.last_affordable = {round_, loser.money};
        why.money_left = loser.money;
        why.effective_support = support_left(why);
        if (is_traceable_) loser.joining.consider(moment);
        loser.reach = std::max(loser.reach, why.money_left->to_double());
    }
}

/// About the largest cost that supporters meet at the price. Where utility grows in proportion
/// to the cost that is the largest root of a concave function, which Newton's steps from the
/// present cost come down to.
double Trace::reach(const Loser& loser, const Replay::Price& price) const {
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

Rational Trace::support_left(const WhyNot& why) const {
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
void Trace::by_votes(const std::vector<Round>& rounds, std::size_t first) {
    for (Loser& loser : losers_) {
        const WhyNot& why = loser.why;
        std::int64_t left = election_.instance().budget - spent_;
        const Round* last = nullptr;
        for (std::size_t i = first; i < rounds.size(); ++i) {
            if (why.cost <= left) last = &rounds[i];
            if (election_.votes(rounds[i].project) <= why.votes)
                loser.reach = std::max(loser.reach, static_cast<double>(left));
            left -= election_.cost(rounds[i].project);
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
void Trace::end_phragmen(const std::vector<Round>& rounds) {
    const std::int64_t left = election_.instance().budget - spent_;
    std::vector<std::pair<Rational, int>> times;
    std::vector<std::uint8_t> is_taken(index_.size());
    for (const Round& round : rounds) is_taken[at(round.project)] = 1;
    for (int p = 0; p < election_.num_projects(); ++p)
        if (is_taken[at(p)] == 0 && election_.votes(p) > 0 &&
            election_.cost(p) <= election_.instance().budget)
            times.emplace_back(time_of(p), p);
    std::ranges::sort(times);
    Rational now;
    if (!rounds.empty()) now = rounds.back().value;
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

Rational Trace::time_of(int project) const {
    CountedSum purses;
    for (const int g : election_.supporters(project))
        purses.add(replay_.purse(g), election_.voters(g));
    return (Rational(election_.cost(project)) - purses.total()) /
           Rational(election_.votes(project));
}

}  // namespace areena::selection
