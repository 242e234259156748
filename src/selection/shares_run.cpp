#include "selection/shares_run.hpp"

#include <algorithm>
#include <cmath>
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

/// Marks of more prices would take more memory than the ballots, which tell the same.
std::size_t most_marked(const Election& election) {
    std::size_t votes = 0;
    for (int p = 0; p < election.num_projects(); ++p) votes += election.supporters(p).size();
    return Paid::prices_of_word * (1 + votes / std::max<std::size_t>(1, election.num_groups()));
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
      backers_(at(election.num_projects())),
      heaviest_(at(election.num_projects()), 1),
      price_(at(election.num_projects())),
      order_(at(election.num_projects()), -1),
      num_shares_(amounts_.size()),
      is_marked_(election.is_even()),
      most_marked_(most_marked(election)),
      is_counted_exactly_(election.num_voters() <= std::int64_t{1} << 53) {
    if (amounts_.size() > 1) {
        const std::vector<Rational> values = distinct(shares);
        for (const Rational& share : shares)
            start_.push_back(static_cast<int>(std::ranges::lower_bound(values, share) -
                                              values.begin()));
    }
    for (int g = 0; g < static_cast<int>(purses_.size()); ++g) {
        if (amounts_.numerator(start_of(g)) == 0) continue;
        purses_[at(g)] = {amounts_.near(start_of(g)), static_cast<double>(election.voters(g))};
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
        const auto weights = election_.weights(p);
        backers_[at(p)] = Backers(election_.supporters(p), weights);
        if (!weights.empty()) heaviest_[at(p)] = static_cast<double>(std::ranges::max(weights));
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
        const auto candidate = look_at(project);
        if (!candidate) continue;  // purses only shrink: never again
        candidates.push_back(*candidate);
        best = std::min(best, candidate->high);
    }
    std::vector<int> tied;
    Price least;
    std::size_t tied_poor = 0;
    for (const Candidate& candidate : candidates) {
        if (candidate.low > best) continue;
        Price price = find_price(candidate.project);
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
    if (project != first) least = find_price(project);
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

/// Whether the backers have the cost together.
bool SharesRun::can_pay(int project, const BackerSums& sums) const {
    const auto cost = static_cast<double>(election_.cost(project));
    const double error =
        2 * (static_cast<double>(election_.votes(project)) * slack_ +
             static_cast<double>(backers_[at(project)].size() + 4) * ulp * (sums.money + cost));
    if (sums.money > cost + error) return true;
    if (sums.money < cost - error) return false;
    return money_of(project) >= amounts_.denominator() * election_.cost(project);
}

/// Splits the backers into poor and rich, who share by weight what the poor do not give. Begins with
/// the sums at a price that is too low, so that whoever is poor at it stays poor.
SharesRun::Estimate SharesRun::estimate(int project, BackerSums sums) const {
    const Backers& backers = backers_[at(project)];
    const auto cost = static_cast<double>(election_.cost(project));
    double price = price_[at(project)];
    for (std::int64_t before = -1; sums.rich > 0;) {
        const double next = std::max(price, (cost - sums.given) / sums.rich);
        const bool none_turns_poor = sums.least > next + margin_;
        if (!none_turns_poor && sums.poor != before) {
            before = sums.poor;
            price = next;
            sums = sum_up(backers, purses_, price, margin_);
            continue;
        }
        if (none_turns_poor) {
            price = next;
            sums.sure = sums.rich;
        }
        if (sums.sure <= 0) return {next, 0, false};
        // What the backers raise at a price is a broken line that is at least as steep as `sure`
        // around here: an error in what is raised moves the price by at most error / sure.
        const double raised = static_cast<double>(election_.votes(project)) * slack_ +
                              static_cast<double>(backers.size() + 16) * ulp * 2 * cost +
                              (next - price) * sums.rich;
        const double error = 2 * raised / sums.sure + 8 * ulp * next;
        return {next, error, error * heaviest_[at(project)] + slack_ < margin_};
    }
    return {price, 0, false};
}

std::optional<SharesRun::Candidate> SharesRun::look_at(int project) {
    Backers& backers = backers_[at(project)];
    const BackerSums sums = sum_up(backers, purses_, price_[at(project)], margin_);
    backers.shorten(static_cast<std::size_t>(sums.empty), [this](int g) { return is_empty(g); });
    if (!can_pay(project, sums)) return std::nullopt;
    Estimate found = estimate(project, sums);
    if (!found.is_certain) {
        const Price price = find_price(project);
        found.price = ratio(price.numerator, amounts_.denominator() * price.weight);
        found.error = 8 * ulp * found.price;
    }
    price_[at(project)] = found.price - found.error;
    const double scale = scale_[at(project)];
    return Candidate{project, (found.price - found.error) / scale * (1 - 8 * ulp),
                     (found.price + found.error) / scale * (1 + 8 * ulp)};
}

/// Exactly, from a price that is near or too low: only backers whose purse is near what is asked
/// need an exact look, again and again until nobody else turns out to be poor.
SharesRun::Price SharesRun::find_price(int project, double near) const {
    const Backers& backers = backers_[at(project)];
    constexpr double watched = 1 + 1e-3;  // those who have more are rich up to this times `near`
    std::vector<std::int64_t> multiples(amounts_.size());
    std::vector<int> open;
    Price price{{}, 0, 0};
    for (std::size_t first = 0; first < backers.size(); first += Split::most) {
        const Split split = split_at(backers, first, near, watched);
        for (const int group : split.poor()) add_purse(group, voters_of(group), multiples);
        open.insert(open.end(), split.open().begin(), split.open().end());
        price.weight += split.weight;
        price.num_poor += split.num_poor;
    }
    while (true) {
        price.numerator = amounts_.denominator() * election_.cost(project) -
                          amounts_.sum(multiples.data(), multiples.size());
        const double now = ratio(price.numerator, amounts_.denominator() * price.weight);
        if (now > near * (1 + 9e-4)) return find_price(project, now * (1 - 8 * ulp));
        std::int64_t weight = price.weight;
        const auto turns_poor = [&](int i) {
            const int group = backers.groups()[at(i)];
            const std::int64_t each = backers.weight(at(i));
            const double due = now * static_cast<double>(each);
            const double left = purses_[at(group)].left;
            if (left > due + margin_) return false;
            if (left > due - margin_ && purse_of(group) * price.weight >= price.numerator * each)
                return false;
            add_purse(group, voters_of(group), multiples);
            price.num_poor += left > 0 ? 1 : 0;
            weight -= voters_of(group) * each;
            return true;
        };
        if (std::erase_if(open, turns_poor) == 0) return price;
        price.weight = weight;
    }
}

/// Without a branch that depends on who is poor, which is anybody's guess.
SharesRun::Split SharesRun::split_at(const Backers& backers, std::size_t first, double price,
                                     double watched) const {
    Split split;
    const std::size_t end = std::min(backers.size(), first + Split::most);
    for (std::size_t i = first; i < end; ++i) {
        const int group = backers.groups()[i];
        const std::int64_t each = backers.weight(i);
        const double due = price * static_cast<double>(each);
        const Purse& purse = purses_[at(group)];
        const bool is_poor = purse.left < due - margin_;
        split.poor_room[split.num_poor] = group;
        split.num_poor +=
            static_cast<std::size_t>(is_poor) & static_cast<std::size_t>(purse.left > 0);
        split.open_room[split.num_open] = static_cast<int>(i);
        split.num_open += static_cast<std::size_t>(!is_poor) &
                          static_cast<std::size_t>(purse.left <= due * watched + margin_);
        split.weight += is_poor ? 0 : voters_of(group) * each;
    }
    return split;
}

/// What the group paid: the number of each price with the weight it had.
template <class Visit>
void SharesRun::visit_paid(int group, const Visit& visit) const {
    if (is_marked_)
        return paid_.visit(group, [&](std::size_t i) { visit(num_shares_ + i, std::int64_t{1}); });
    const auto ballot = election_.ballot(group);
    const auto weights = election_.ballot_weights(group);
    for (std::size_t i = 0; i < ballot.size(); ++i)
        if (const int number = order_[at(ballot[i])]; number > 0) visit(at(number), weights[i]);
}

void SharesRun::add_purse(int group, std::int64_t voters,
                          std::vector<std::int64_t>& multiples) const {
    if (is_empty(group)) return;
    multiples[start_of(group)] += voters;
    visit_paid(group, [&](std::size_t number, std::int64_t weight) {
        multiples[number] -= voters * weight;
    });
}

/// Over the denominator of the amounts.
cpp_int SharesRun::purse_of(int group) const {
    if (is_empty(group)) return 0;
    cpp_int purse = amounts_.numerator(start_of(group));
    visit_paid(group, [&](std::size_t number, std::int64_t weight) {
        purse -= amounts_.numerator(number) * weight;
    });
    return purse;
}

Rational SharesRun::left(int group) const {
    return RationalAccess::from_any(purse_of(group), amounts_.denominator());
}

cpp_int SharesRun::money_of(int project) const {
    std::vector<std::int64_t> multiples(amounts_.size());
    for (const int g : backers_[at(project)].groups())
        add_purse(g, election_.voters(g), multiples);
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
    trace.num_poor = take(project, price, near);
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
    backers_[at(project)] = Backers();
}

/// From the purses, and returns how many groups are left with nothing. Without a branch that depends
/// on who is poor.
std::size_t SharesRun::take(int project, const Price& price, double near) {
    const Backers& backers = backers_[at(project)];
    if (is_marked_ && paid_.num_prices() == most_marked_) {
        is_marked_ = false;
        paid_ = Paid();
    }
    if (is_marked_) paid_.begin_next(purses_.size());
    std::size_t num_poor = 0;
    for (std::size_t i = 0; i < backers.size(); ++i) {
        const int group = backers.groups()[i];
        Purse& purse = purses_[at(group)];
        const double left = purse.left;
        const double due = near * static_cast<double>(backers.weight(i));
        bool keeps = left > due;
        if (std::abs(left - due) <= margin_ && left > 0)
            keeps = purse_of(group) * price.weight > price.numerator * backers.weight(i);
        num_poor += static_cast<std::size_t>(!keeps) & static_cast<std::size_t>(left > 0);
        // What is left for certain stays above 0, however little.
        const auto kept = static_cast<double>(keeps);
        purse.left = kept * std::max(left - due, slack_ * ulp);
        purse.voters *= kept;
        if (is_marked_) paid_.mark(group);
    }
    return num_poor;
}

/// Before the purses change. Whoever has less than what is due gives what it has.
void SharesRun::charge(int project, const Price& price) {
    const cpp_int unit = amounts_.denominator() * price.weight;
    const double near = ratio(price.numerator, unit);
    std::map<cpp_int, Rational> known;  // amounts, over `unit`
    std::vector<Charge>& charges = charges_.emplace_back();
    const Backers& backers = backers_[at(project)];
    for (std::size_t i = 0; i < backers.size(); ++i) {
        const int group = backers.groups()[i];
        cpp_int amount = price.numerator * backers.weight(i);
        if (purses_[at(group)].left <= near * static_cast<double>(backers.weight(i)) + margin_)
            amount = std::min(amount, cpp_int(purse_of(group) * price.weight));
        if (amount == 0) continue;
        const auto [place, is_new] = known.try_emplace(amount);
        if (is_new) place->second = RationalAccess::from_any(amount, unit);
        charges.push_back({group, place->second});
    }
}

}  // namespace areena::selection
