#include "selection/shares_run.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace areena::selection {

SharesRun::SharesRun(const Election& election, const TieOrder& ties, const Rational& share)
    : election_(election),
      ties_(ties),
      amounts_(share),
      share_(amounts_.near(0)),
      margin_(share_ * 1e-9),
      slack_(share_ * 4 * ulp),
      purses_(election.num_groups()),
      is_empty_(election.num_groups(), share.sign() == 0),
      members_(at(election.num_projects())),
      price_(at(election.num_projects())),
      order_(at(election.num_projects()), -1) {
    for (int g = 0; g < static_cast<int>(purses_.size()); ++g)
        purses_[at(g)] = {share_, static_cast<double>(election.voters(g))};
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
            heaviest_ = std::max(heaviest_, members.back().weight);
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
    while (true) {
        if (progress.stopped()) return false;
        if (!next_round(keeps_values)) return true;
        progress.step("equal shares", static_cast<std::int64_t>(rounds_.size()), 0);
    }
}

/// The project of least rho, with those that tie.
bool SharesRun::next_round(bool keeps_values) {
    std::vector<Candidate> candidates;
    double best = std::numeric_limits<double>::infinity();
    while (!queue_.empty() && queue_.top().low <= best) {
        const int project = queue_.top().project;
        queue_.pop();
        if (!can_pay(project)) continue;  // purses only shrink: never again
        candidates.push_back(look_at(project));
        best = std::min(best, candidates.back().high);
    }
    std::vector<int> tied;
    Price least;
    for (const Candidate& candidate : candidates) {
        if (candidate.low > best) continue;
        Price price = find_price(candidate.project, price_[at(candidate.project)]);
        const auto order = tied.empty()
                               ? std::strong_ordering::less
                               : compare_rho(candidate.project, price, tied.front(), least);
        if (order > 0) continue;
        if (order < 0) {
            tied.clear();
            least = std::move(price);
        }
        tied.push_back(candidate.project);
    }
    if (tied.empty()) return false;
    const int first = tied.front();
    const int project = ties_.take_first(tied);
    for (const Candidate& candidate : candidates)
        if (candidate.project != project) queue_.push({candidate.low, candidate.project});
    if (project != first) least = find_price(project, price_[at(project)]);
    buy(project, std::move(least), std::move(tied), keeps_values);
    return true;
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
        return {next, error, error * heaviest_ + slack_ < margin_};
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
                    weight};
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
        if (open.size() == before) return price;
    }
}

void SharesRun::add_purse(int group, std::int64_t voters,
                          std::vector<std::int64_t>& multiples) const {
    if (is_empty_[at(group)]) return;
    multiples[0] += voters;
    const auto ballot = election_.ballot(group);
    const auto weights = election_.ballot_weights(group);
    for (std::size_t i = 0; i < ballot.size(); ++i)
        if (const int number = order_[at(ballot[i])]; number > 0)
            multiples[at(number)] -= voters * (weights.empty() ? 1 : weights[i]);
}

/// Over the denominator of the amounts.
cpp_int SharesRun::purse_of(int group) const {
    std::vector<std::int64_t> multiples(amounts_.size());
    add_purse(group, 1, multiples);
    return amounts_.sum(multiples.data(), multiples.size());
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
    const double near = ratio(price.numerator, amounts_.denominator() * price.weight);
    for (const Member& m : members_[at(project)]) {
        Purse& purse = purses_[at(m.group)];
        const double due = near * m.weight;
        const bool empties =
            purse.left < due - margin_ ||
            (purse.left <= due + margin_ &&
             purse_of(m.group) * price.weight <=
                 price.numerator * static_cast<std::int64_t>(m.weight));
        is_empty_[at(m.group)] = empties ? 1 : 0;
        purse.left = empties ? 0 : purse.left - due;
    }
    slack_ += 16 * ulp * share_;
    margin_ = std::max(margin_, 4 * slack_);
    Round round{project, false, Rational(), std::move(tied)};
    if (keeps_values)
        round.value = RationalAccess::from_any(
                          price.numerator, cpp_int(amounts_.denominator() * price.weight)) /
                      election_.scale(project);
    rounds_.push_back(std::move(round));
    order_[at(project)] = static_cast<int>(amounts_.add(std::move(price.numerator), price.weight));
    spent_ += election_.cost(project);
    members_[at(project)].clear();
}

}  // namespace areena::selection
