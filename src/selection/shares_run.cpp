#include "selection/shares_run.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <utility>

namespace areena::selection {

namespace {

/// Different shares, each once, ascending.
std::vector<Rational> distinct(std::vector<Rational> shares) {
    if (shares.empty()) shares.emplace_back();
    std::ranges::sort(shares);
    shares.erase(std::unique(shares.begin(), shares.end()), shares.end());
    return shares;
}

}  // namespace

SharesRun::SharesRun(const Election& election, const TieOrder& ties, const Rational& share)
    : SharesRun(election, ties, std::vector<Rational>{share}) {}

SharesRun::SharesRun(const Election& election, const TieOrder& ties,
                     const std::vector<Rational>& shares)
    : election_(election),
      ties_(ties),
      amounts_(distinct(shares)),
      share_(amounts_.near(amounts_.size() - 1)),
      margin_(share_ * 1e-9),
      slack_(share_ * 4 * ulp),
      purses_(election.num_groups()),
      is_empty_(election.num_groups()),
      members_(at(election.num_projects())),
      heaviest_(at(election.num_projects()), 1),
      price_(at(election.num_projects())),
      order_(at(election.num_projects()), -1) {
    if (amounts_.size() > 1) {
        const std::vector<Rational> values = distinct(shares);
        for (const Rational& share : shares)
            start_.push_back(static_cast<int>(std::ranges::lower_bound(values, share) -
                                              values.begin()));
    }
    for (int g = 0; g < static_cast<int>(purses_.size()); ++g) {
        purses_[at(g)] = {amounts_.near(start_of(g)), static_cast<double>(election.voters(g))};
        is_empty_[at(g)] = amounts_.numerator(start_of(g)) == 0 ? 1 : 0;
    }
    begin();
}

void SharesRun::begin() {
    std::vector<int> free;
    for (int p = 0; p < election_.num_projects(); ++p) {
        scale_.push_back(election_.scale(p).to_double());
        if (election_.votes(p) == 0) continue;
        if (election_.cost(p) == 0) {
            free.push_back(p);
            continue;
        }
        const auto groups = election_.supporters(p);
        const auto weights = election_.weights(p);
        std::vector<Member>& members = members_[at(p)];
        members.reserve(groups.size());
        for (std::size_t i = 0; i < groups.size(); ++i) {
            members.push_back({groups[i], weights.empty() ? 1 : static_cast<double>(weights[i])});
            heaviest_[at(p)] = std::max(heaviest_[at(p)], members.back().weight);
        }
        const double price = static_cast<double>(election_.cost(p)) /
                             static_cast<double>(election_.total_weight(p));
        price_[at(p)] = price * (1 - 8 * ulp);
        queue_.push({price_[at(p)] / scale_[at(p)] * (1 - 8 * ulp), p});
    }
    std::ranges::sort(free, {}, [this](int p) { return ties_.rank(p); });
    for (const int p : free) {
        order_[at(p)] = 0;
        rounds_.push_back({p, false, Rational(), {}});
    }
}

bool SharesRun::run(const Progress& progress, bool keeps_values) {
    for (std::size_t i = 0; i < rounds_.size(); ++i)  // the free ones
        progress.step("equal shares", static_cast<std::int64_t>(i + 1), 0);
    while (true) {
        if (progress.stopped()) return false;
        if (!next_round(keeps_values)) return true;
        progress.step("equal shares", static_cast<std::int64_t>(rounds_.size()), 0);
    }
}

bool SharesRun::run_with_charges(const Progress& progress) {
    keeps_charges_ = true;
    charges_.resize(rounds_.size());
    return run(progress, true);
}

bool SharesRun::follows(const SharesRun& before, const Progress& progress) {
    before_ = &before;
    while (is_certain_ && !progress.stopped())
        if (!next_round(false)) return rounds_.size() == before.rounds_.size();
    return false;
}

/// The project of least rho, with those that tie.
bool SharesRun::next_round(bool keeps_values) {
    std::vector<Candidate> candidates;
    double best = std::numeric_limits<double>::infinity();
    // Followed, all must be looked at that may have come down to the rho of then.
    const double then = before_ && traces_.size() < before_->traces_.size()
                            ? before_->traces_[traces_.size()].high
                            : 0;
    while (!queue_.empty() && queue_.top().low <= std::max(best, then)) {
        const int project = queue_.top().project;
        queue_.pop();
        if (!can_pay(project)) continue;  // purses only shrink: never again
        candidates.push_back(look_at(project));
        best = std::min(best, candidates.back().high);
    }
    std::vector<int> tied;
    Price least;
    std::size_t tied_poor = 0;
    for (const Candidate& candidate : candidates) {
        if (candidate.low > best) continue;
        Price price = find_price(candidate.project, price_[at(candidate.project)]);
        const auto order = tied.empty()
                               ? std::strong_ordering::less
                               : compare_rho(candidate.project, price, tied.front(), least);
        if (order > 0) continue;
        if (order < 0) {
            tied.clear();
            tied_poor = 0;
            least = std::move(price);
        }
        tied_poor += order < 0 ? least.num_poor : price.num_poor;
        tied.push_back(candidate.project);
    }
    if (tied.empty()) return false;
    const int first = tied.front();
    const int project = ties_.take_first(tied);
    for (const Candidate& candidate : candidates)
        if (candidate.project != project) queue_.push({candidate.low, candidate.project});
    if (project != first) least = find_price(project, price_[at(project)]);
    traces_.push_back({0, 0, tied_poor});
    buy(project, std::move(least), std::move(tied), keeps_values);
    if (before_) {
        is_certain_ = is_certain(project, rounds_.back().tied, candidates);
        are_as_poor_ = are_as_poor_ && is_certain_ &&
                       traces_.back().num_poor == before_->traces_[traces_.size() - 1].num_poor;
    }
    return true;
}

/// Of the round just done.
bool SharesRun::is_certain(int project, const std::vector<int>& tied,
                           const std::vector<Candidate>& candidates) const {
    const std::size_t number = rounds_.size() - 1;
    if (number >= before_->rounds_.size()) return false;
    const Round& round = before_->rounds_[number];
    const Trace& trace = before_->traces_[traces_.size() - 1];
    if (round.project != project || round.tied != tied) return false;
    for (const Candidate& candidate : candidates)
        if (candidate.low <= trace.high && candidate.project != project &&
            !std::ranges::binary_search(tied, candidate.project))
            return false;
    if (tied.empty() || round.value == rounds_.back().value) return true;
    return are_as_poor_ && trace.tied_poor == traces_.back().tied_poor;
}

/// Whether the supporters have the cost together. Lets go of members with empty purses.
bool SharesRun::can_pay(int project) {
    std::vector<Member>& members = members_[at(project)];
    std::erase_if(members, [this](const Member& m) { return is_empty_[at(m.group)] != 0; });
    double money = 0;
    double voters = 0;
    for (const Member& m : members) {
        const Purse& purse = purses_[at(m.group)];
        money += purse.voters * purse.left;
        voters += purse.voters;
    }
    const auto cost = static_cast<double>(election_.cost(project));
    const double error =
        2 * (voters * slack_ + static_cast<double>(members.size() + 4) * ulp * (money + cost));
    if (money > cost + error) return true;
    if (money < cost - error) return false;
    return money_of(project) >= amounts_.denominator() * election_.cost(project);
}

/// Splits members into poor, who give all they have, and rich, who share the rest by weight. Begins
/// from a price that is too low, so that whoever is poor at it stays poor.
SharesRun::Estimate SharesRun::estimate(int project) {
    const std::vector<Member>& members = members_[at(project)];
    const auto cost = static_cast<double>(election_.cost(project));
    double price = price_[at(project)];
    for (double before = -1;;) {
        double given = 0;   // by the poor
        double poor = 0;    // their number of groups
        double rich = 0;    // weight of the rich
        double sure = 0;    // weight of those who are rich for certain
        double voters = 0;
        for (const Member& m : members) {
            const Purse& purse = purses_[at(m.group)];
            const double over = purse.left - price * m.weight;
            const double weight = purse.voters * m.weight;
            voters += purse.voters;
            given += over < 0 ? purse.voters * purse.left : 0;
            poor += over < 0 ? 1 : 0;
            rich += over < 0 ? 0 : weight;
            sure += over > margin_ ? weight : 0;
        }
        if (rich <= 0) return {price, 0, false};
        const double next = std::max(price, (cost - given) / rich);
        if (poor != before) {
            before = poor;
            price = next;
            continue;
        }
        if (sure <= 0) return {next, 0, false};
        // What the members raise at a price is a broken line that is at least as steep as `sure`
        // around here: an error in what is raised moves the price by at most error / sure.
        const double raised = voters * slack_ +
                              static_cast<double>(members.size() + 16) * ulp * 2 * cost +
                              (next - price) * rich;
        const double error = 2 * raised / sure + 8 * ulp * next;
        return {next, error, error * heaviest_[at(project)] + slack_ < margin_};
    }
}

SharesRun::Candidate SharesRun::look_at(int project) {
    Estimate found = estimate(project);
    if (!found.is_certain) {
        const Price price = find_price(project, price_[at(project)]);
        found.price = ratio(price.numerator, amounts_.denominator() * price.weight);
        found.error = 8 * ulp * found.price;
    }
    price_[at(project)] = found.price - found.error;
    const double scale = scale_[at(project)];
    return {project, (found.price - found.error) / scale * (1 - 8 * ulp),
            (found.price + found.error) / scale * (1 + 8 * ulp)};
}

/// Exactly, from a price that is near or too low: only members whose purse is near what is asked
/// need an exact look, again and again until nobody else turns out to be poor.
SharesRun::Price SharesRun::find_price(int project, double near) const {
    std::vector<std::int64_t> multiples(amounts_.size());
    std::vector<Member> open;
    std::int64_t weight = 0;
    for (const Member& m : members_[at(project)]) {
        const Purse& purse = purses_[at(m.group)];
        const auto voters = static_cast<std::int64_t>(purse.voters);
        if (purse.left < near * m.weight - margin_)
            add_purse(m.group, voters, multiples);
        else {
            weight += voters * static_cast<std::int64_t>(m.weight);
            open.push_back(m);
        }
    }
    while (true) {
        Price price{amounts_.denominator() * election_.cost(project) -
                        amounts_.sum(multiples.data(), multiples.size()),
                    weight, 0};
        const double now = ratio(price.numerator, amounts_.denominator() * price.weight);
        const std::size_t before = open.size();
        std::erase_if(open, [&](const Member& m) {
            const Purse& purse = purses_[at(m.group)];
            if (purse.left > now * m.weight + margin_) return false;
            if (purse.left > now * m.weight - margin_ &&
                purse_of(m.group) * price.weight >=
                    price.numerator * static_cast<std::int64_t>(m.weight))
                return false;
            const auto voters = static_cast<std::int64_t>(purse.voters);
            add_purse(m.group, voters, multiples);
            weight -= voters * static_cast<std::int64_t>(m.weight);
            return true;
        });
        if (open.size() == before) {
            price.num_poor = members_[at(project)].size() - open.size();
            return price;
        }
    }
}

void SharesRun::add_purse(int group, std::int64_t voters,
                          std::vector<std::int64_t>& multiples) const {
    if (is_empty_[at(group)]) return;
    multiples[start_of(group)] += voters;
    const auto ballot = election_.ballot(group);
    const auto weights = election_.ballot_weights(group);
    for (std::size_t i = 0; i < ballot.size(); ++i)
        if (const int number = order_[at(ballot[i])]; number > 0)
            multiples[at(number)] -= voters * (weights.empty() ? 1 : weights[i]);
}

/// Over the denominator of the amounts.
cpp_int SharesRun::purse_of(int group) const {
    if (is_empty_[at(group)]) return 0;
    cpp_int purse = amounts_.numerator(start_of(group));
    const auto ballot = election_.ballot(group);
    const auto weights = election_.ballot_weights(group);
    for (std::size_t i = 0; i < ballot.size(); ++i)
        if (const int number = order_[at(ballot[i])]; number > 0)
            purse -= amounts_.numerator(static_cast<std::size_t>(number)) *
                     (weights.empty() ? 1 : weights[i]);
    return purse;
}

Rational SharesRun::left(int group) const {
    return RationalAccess::from_any(purse_of(group), amounts_.denominator());
}

cpp_int SharesRun::money_of(int project) const {
    std::vector<std::int64_t> multiples(amounts_.size());
    for (const Member& m : members_[at(project)])
        add_purse(m.group, election_.voters(m.group), multiples);
    return amounts_.sum(multiples.data(), multiples.size());
}

std::strong_ordering SharesRun::compare_rho(int a, const Price& pa, int b, const Price& pb) const {
    // numerator / (weight x scale) on both sides; the common denominator falls out.
    const auto up = [this](int p) { return RationalAccess::numerator(election_.scale(p)); };
    const auto down = [this](int p) { return RationalAccess::denominator(election_.scale(p)); };
    const cpp_int left = pa.numerator * down(a) * up(b) * pb.weight;
    const cpp_int right = pb.numerator * down(b) * up(a) * pa.weight;
    return left < right   ? std::strong_ordering::less
           : left > right ? std::strong_ordering::greater
                          : std::strong_ordering::equal;
}

void SharesRun::buy(int project, Price price, std::vector<int> tied, bool keeps_values) {
    if (keeps_charges_) charge(project, price);
    const double near = ratio(price.numerator, amounts_.denominator() * price.weight);
    Trace& trace = traces_.back();
    trace.high = near * (1 + 8 * ulp) / scale_[at(project)] * (1 + 8 * ulp);
    for (const Member& m : members_[at(project)]) {
        Purse& purse = purses_[at(m.group)];
        const double due = near * m.weight;
        const bool empties =
            purse.left < due - margin_ ||
            (purse.left <= due + margin_ &&
             purse_of(m.group) * price.weight <=
                 price.numerator * static_cast<std::int64_t>(m.weight));
        is_empty_[at(m.group)] = empties ? 1 : 0;
        trace.num_poor += empties ? 1 : 0;
        purse.left = empties ? 0 : purse.left - due;
    }
    slack_ += 16 * ulp * share_;
    margin_ = std::max(margin_, 4 * slack_);
    Round round{project, false, Rational(), std::move(tied)};
    if (keeps_values || !round.tied.empty())
        round.value = RationalAccess::from_any(
                          price.numerator, cpp_int(amounts_.denominator() * price.weight)) /
                      election_.scale(project);
    rounds_.push_back(std::move(round));
    order_[at(project)] = static_cast<int>(amounts_.add(std::move(price.numerator), price.weight));
    spent_ += election_.cost(project);
    members_[at(project)].clear();
}

/// Before the purses change. Whoever has less than what is due gives what it has.
void SharesRun::charge(int project, const Price& price) {
    const cpp_int unit = amounts_.denominator() * price.weight;
    const double near = ratio(price.numerator, unit);
    std::map<cpp_int, Rational> known;  // amounts, over `unit`
    std::vector<Charge>& charges = charges_.emplace_back();
    for (const Member& m : members_[at(project)]) {
        cpp_int amount = price.numerator * static_cast<std::int64_t>(m.weight);
        if (purses_[at(m.group)].left <= near * m.weight + margin_)
            amount = std::min(amount, cpp_int(purse_of(m.group) * price.weight));
        if (amount == 0) continue;
        const auto [place, is_new] = known.try_emplace(amount);
        if (is_new) place->second = RationalAccess::from_any(amount, unit);
        charges.push_back({m.group, place->second});
    }
}

}  // namespace areena::selection
