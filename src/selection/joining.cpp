#include "selection/joining.hpp"

#include "selection/counted_sum.hpp"
#include "selection/tie_order.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace areena::selection {

Moment::Moment(const Election& election, const Replay& replay, const Replay::Price& price,
               Equal equal, int rival)
    : election_(election),
      replay_(replay),
      price_(price),
      equal_(equal),
      rival_(rival),
      earned_(price.earned.to_double()),
      unit_(0x1p-50 * (static_cast<double>(election.num_groups()) + 16)) {
    for (int g = 0; std::cmp_less(g, election.num_groups()); ++g)
        total_ += static_cast<double>(election.voters(g)) * (std::abs(replay.near(g)) + earned_);
}

const std::vector<int>& Moment::richest_first() const {
    if (order_.empty()) {
        order_.resize(election_.num_groups());
        std::iota(order_.begin(), order_.end(), 0);
        std::ranges::sort(order_, [this](int a, int b) {
            const double x = replay_.near(a);
            const double y = replay_.near(b);
            return x != y ? x > y : a < b;
        });
    }
    return order_;
}

bool precedes(const Election& election, const Options& ties, int project, std::int64_t count,
              int other) {
    std::vector<std::int64_t> votes;
    for (int p = 0; p < election.num_projects(); ++p)
        votes.push_back(election.votes(p) + (p == project ? count : 0));
    const TieOrder order(election.instance(), std::move(votes), ties);
    return order.rank(project) < order.rank(other);
}

std::vector<Joiner> first_joiners(const Election& election, int project,
                                  const std::vector<int>& order, std::int64_t count) {
    std::vector<std::uint8_t> is_supporter(election.num_groups());
    for (const int g : election.supporters(project)) is_supporter[static_cast<std::size_t>(g)] = 1;
    std::vector<Joiner> joiners;
    for (const int g : order) {
        if (count == 0) break;
        if (is_supporter[static_cast<std::size_t>(g)] != 0) continue;
        joiners.push_back({g, std::min(count, election.voters(g))});
        count -= joiners.back().voters;
    }
    std::ranges::sort(joiners, {}, &Joiner::group);
    return joiners;
}

Joining::Joining(const Election& election, const Options& ties, int project)
    : election_(election),
      ties_(ties),
      project_(project),
      weight_(election.joining_weight(project)),
      is_supporter_(election.num_groups()),
      available_(election.num_voters() - election.votes(project)) {
    for (const int g : election.supporters(project)) is_supporter_[at(g)] = 1;
}

void Joining::consider(const Moment& moment) {
    if (election_.cost(project_) == 0) return;  // nothing to pay: see consider_any
    const auto cost = static_cast<double>(election_.cost(project_));
    const double scale = election_.scale(project_).to_double();
    const bool is_bound = moment.price().rho.has_value();
    const double price = is_bound ? moment.price().rho->to_double() * scale : 0;
    const auto groups = election_.supporters(project_);
    double base = 0;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const double has = moment.replay().near(groups[i]) + moment.earned();
        const auto weight = static_cast<double>(moment.replay().weight(project_, i));
        base += static_cast<double>(election_.voters(groups[i])) *
                (is_bound ? std::min(has, price * weight) : has);
    }
    const double error = moment.error(cost);
    const double most = price * static_cast<double>(weight_);  // of a joiner
    if (fewest_ && is_bound && cost - error - base > most * static_cast<double>(*fewest_ - 1))
        return;
    const auto least = near(moment, base, cost - error);
    if (!least || (fewest_ && *least >= *fewest_)) return;
    const auto sure = near(moment, base, cost + error);
    if (least == sure) return keep(*least, moment.richest_first());
    const std::vector<int> order = exact_order(moment);
    if (const auto found = exact(moment, order)) keep(*found, order);
}

void Joining::consider_any(std::int64_t count) {
    std::vector<int> all(election_.num_groups());
    std::iota(all.begin(), all.end(), 0);
    if (count > 0 && count <= available_) keep(count, all);
}

void Joining::keep(std::int64_t count, const std::vector<int>& order) {
    if (fewest_ && count >= *fewest_) return;
    fewest_ = count;
    joiners_ = first_joiners(election_, project_, order, count);
}

/// The least number of joiners that raise `target` together with `base`, in doubles.
std::optional<std::int64_t> Joining::near(const Moment& moment, double base, double target) const {
    if (base >= target) return 0;
    const double scale = election_.scale(project_).to_double() * static_cast<double>(weight_);
    const bool is_bound = moment.price().rho.has_value();
    const double price = is_bound ? moment.price().rho->to_double() * scale : 0;
    std::int64_t count = 0;
    for (const int g : moment.richest_first()) {
        if (is_supporter_[at(g)] != 0) continue;
        const double has = moment.replay().near(g) + moment.earned();
        const double gives = is_bound ? std::min(has, price) : has;
        if (gives <= 0) break;
        const auto voters = static_cast<double>(election_.voters(g));
        if (const double needed = std::ceil((target - base) / gives); needed <= voters)
            return count + static_cast<std::int64_t>(needed);
        base += gives * voters;
        count += election_.voters(g);
        if (fewest_ && count > *fewest_) return std::nullopt;
    }
    return std::nullopt;
}

std::vector<int> Joining::exact_order(const Moment& moment) const {
    std::vector<int> order = moment.richest_first();
    std::ranges::sort(order, [&](int a, int b) {
        const auto by = moment.replay().purse(a) <=> moment.replay().purse(b);
        return by != 0 ? by > 0 : a < b;
    });
    return order;
}

/// The same exactly, with what happens where the cost is met and not exceeded.
std::optional<std::int64_t> Joining::exact(const Moment& moment,
                                           const std::vector<int>& order) const {
    const Rational& scale = election_.scale(project_);
    const auto groups = election_.supporters(project_);
    const Replay& replay = moment.replay();
    CountedSum sum;
    Equal equal;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const std::int64_t weight = replay.weight(project_, i);
        sum.add(replay.can_pay(groups[i], moment.price(), weight, scale),
                election_.voters(groups[i]));
        equal.is_cheaper &= replay.gives_all(groups[i], moment.price(), weight, scale);
    }
    Rational missing = Rational(election_.cost(project_)) - sum.total();
    bool is_equal = missing.sign() == 0;
    std::int64_t count = 0;
    for (const int g : order) {
        if (is_supporter_[at(g)] != 0) continue;
        const Rational gives = replay.can_pay(g, moment.price(), weight_, scale);
        if (gives.sign() <= 0) break;
        if (is_equal) return exact_rest(moment, equal, true);
        equal.is_cheaper &= replay.gives_all(g, moment.price(), weight_, scale);
        const std::int64_t voters = election_.voters(g);
        const Rational all = gives * Rational(voters);
        if (all < missing) {
            missing -= all;
            count += voters;
            continue;
        }
        const Rational needed = missing / gives;
        const std::int64_t whole = needed.floor();
        if (needed != Rational(whole)) return count + whole + 1;
        is_equal = true;
        equal.count = count + whole;
        if (whole < voters) return exact_rest(moment, equal, true);
        count += voters;
    }
    if (!is_equal) return std::nullopt;
    return exact_rest(moment, equal, false);
}

/// Where joiners meet the cost: they win it, or one more does who `can_add` something, or as many
/// with nothing as it takes to win the tie by votes.
std::optional<std::int64_t> Joining::exact_rest(const Moment& moment, const Equal& equal,
                                                bool can_add) const {
    const bool ties = moment.equal() == Moment::Equal::ties;
    const bool wins =
        equal.is_cheaper || moment.equal() == Moment::Equal::wins ||
        (ties && precedes(election_, ties_, project_, equal.count, moment.rival()));
    if (equal.count > 0 && wins) return equal.count;
    if (can_add) return equal.count + 1;
    if (!ties) return std::nullopt;
    const std::int64_t behind = election_.votes(moment.rival()) - election_.votes(project_);
    for (const std::int64_t count : {behind, behind + 1})
        if (count > equal.count && count <= available_ &&
            precedes(election_, ties_, project_, count, moment.rival()))
            return count;
    return std::nullopt;
}

}  // namespace areena::selection
