#include "areena/selection/equal_shares.hpp"

#include "areena/core/error.hpp"
#include "selection/electorate.hpp"
#include "selection/tie_order.hpp"

#include <algorithm>
#include <queue>
#include <utility>

namespace areena::selection {
namespace {

/// The rule at work. All rho here are per scaled utility, and money is counted in 1 / unit.
class EqualShares {
public:
    EqualShares(const Instance& instance, const Profile& profile, const Options& options,
                const State& start, const Progress& progress)
        : electorate_(instance, profile, start),
          ties_(instance, electorate_.num_supporters(), options),
          progress_(&progress) {
        if (electorate_.total_share() > Rational(electorate_.budget_left()))
            throw Error("selection.state", "the voters' shares, together " +
                                               to_string(electorate_.total_share()) +
                                               ", are more than the budget less what is spent, " +
                                               std::to_string(electorate_.budget_left()));
    }

    Outcome run() {
        Outcome outcome;
        std::vector<int> free;
        for (int p = 0; p < static_cast<int>(electorate_.num_projects()); ++p) {
            if (electorate_.is_closed(p) || electorate_.supporters(p).members.empty()) continue;
            if (electorate_.cost(p) == 0)
                free.push_back(p);
            else
                queue_.push({lowest_rho(p), p});
        }
        std::ranges::sort(free, {}, [this](int p) { return ties_.rank(p); });
        for (const int p : free) add(outcome, buy_free(p));
        while (const std::optional<Round> round = next_round()) add(outcome, buy(*round));
        outcome.finished = !stopped_;
        outcome.state = electorate_.state();
        return outcome;
    }

private:
    struct Offer {
        Rational rho;  // exact, or a bound from below
        int project = 0;

        /// For a queue with the least rho on top.
        bool operator<(const Offer& other) const {
            const auto order = rho <=> other.rho;
            return order != 0 ? order > 0 : project > other.project;
        }
    };
    struct Round {
        Rational rho;
        int project = 0;
        std::vector<int> tied;
    };

    void add(Outcome& outcome, Purchase purchase) const {
        outcome.purchases.push_back(std::move(purchase));
        progress_->step("equal shares", static_cast<std::int64_t>(outcome.purchases.size()), 0);
    }

    /// What rho is when every supporter has enough.
    [[nodiscard]] Rational lowest_rho(int project) const {
        return RationalAccess::from_any(electorate_.cost(project), total_utility(project));
    }

    [[nodiscard]] cpp_int total_utility(int project) const {
        const Supporters& all = electorate_.supporters(project);
        cpp_int total = 0;
        for (std::size_t run = 0; run < all.runs.size(); ++run) {
            std::int64_t voters = 0;
            for (const Supporters::Member& member : all.members_of(run)) voters += member.count;
            total += all.runs[run].utility * voters;
        }
        return total;
    }

    /// The least rho at which supporters can pay for the project, if there is one: those who have
    /// too little for it pay all they have, until the others can pay the rest evenly.
    [[nodiscard]] std::optional<Rational> find_rho(int project) {
        const Supporters& all = electorate_.supporters(project);
        cpp_int missing = electorate_.unit() * electorate_.cost(project);
        cpp_int money = 0;
        for (const Supporters::Member& m : all.members)
            money += electorate_.purse(m.group) * m.count;
        if (money < missing) return std::nullopt;
        cpp_int utility = total_utility(project);
        is_poor_.assign(all.members.size(), 0);
        bool changed = true;
        while (changed) {
            changed = false;
            const cpp_int dividend = missing;
            const cpp_int divisor = utility;
            std::size_t i = 0;
            for (std::size_t run = 0; run < all.runs.size(); ++run) {
                const cpp_int& worth = all.runs[run].utility;
                // The least whole purse that is enough.
                const cpp_int enough = (dividend * worth + divisor - 1) / divisor;
                for (const Supporters::Member& m : all.members_of(run)) {
                    const std::size_t member = i++;
                    if (is_poor_[member] || electorate_.purse(m.group) >= enough) continue;
                    is_poor_[member] = 1;
                    changed = true;
                    missing -= electorate_.purse(m.group) * m.count;
                    utility -= worth * m.count;
                }
            }
        }
        return RationalAccess::from_any(std::move(missing), utility * electorate_.unit());
    }

    /// The project of least rho, with those that tie. An old rho never exceeds the new one, so
    /// projects whose old rho is above the best need not be looked at.
    std::optional<Round> next_round() {
        std::vector<Offer> offers;
        std::optional<Rational> best;
        while (!queue_.empty() && (!best || queue_.top().rho <= *best)) {
            if (progress_->stopped()) {
                stopped_ = true;
                return std::nullopt;
            }
            const int project = queue_.top().project;
            queue_.pop();
            const std::optional<Rational> rho = find_rho(project);
            if (!rho) continue;  // shares only shrink: never affordable again
            if (!best || *rho < *best) best = *rho;
            offers.push_back({*rho, project});
        }
        if (!best) return std::nullopt;
        Round round{*best, 0, {}};
        for (const Offer& offer : offers)
            if (offer.rho == *best) round.tied.push_back(offer.project);
        round.project = ties_.take_first(round.tied);
        for (Offer& offer : offers)
            if (offer.project != round.project) queue_.push(std::move(offer));
        return round;
    }

    Purchase buy(const Round& round) {
        const Supporters& all = electorate_.supporters(round.project);
        const cpp_int numerator = RationalAccess::numerator(round.rho);
        const cpp_int denominator = RationalAccess::denominator(round.rho);
        // A fineness in which rho x utility is a whole number for everybody.
        cpp_int factor = 1;
        for (const Supporters::Run& run : all.runs) {
            const cpp_int shared = gcd(denominator, cpp_int(electorate_.unit() * run.utility));
            factor = lcm(factor, cpp_int(denominator / shared));
        }
        electorate_.refine(factor);
        std::vector<cpp_int> amounts;
        amounts.reserve(all.members.size());
        cpp_int largest = 0;
        for (std::size_t run = 0; run < all.runs.size(); ++run) {
            const cpp_int due =
                numerator * electorate_.unit() * all.runs[run].utility / denominator;
            for (const Supporters::Member& m : all.members_of(run)) {
                amounts.push_back(std::min(electorate_.purse(m.group), due));
                largest = std::max(largest, amounts.back());
            }
        }
        Purchase purchase;
        purchase.project = round.project;
        purchase.rho =
            RationalAccess::from_any(numerator * electorate_.utility_scale(), denominator);
        purchase.effective_support = RationalAccess::from_any(
            electorate_.unit() * electorate_.cost(round.project), std::move(largest));
        purchase.tied = round.tied;
        purchase.payments = electorate_.pay(round.project, amounts);
        return purchase;
    }

    Purchase buy_free(int project) {
        const Supporters& all = electorate_.supporters(project);
        Purchase purchase;
        purchase.project = project;
        purchase.rho = Rational();
        purchase.effective_support = all.num_voters;
        const std::vector<cpp_int> nothing(all.members.size());
        purchase.payments = electorate_.pay(project, nothing);
        return purchase;
    }

    Electorate electorate_;
    TieOrder ties_;
    const Progress* progress_;
    std::priority_queue<Offer> queue_;
    std::vector<std::uint8_t> is_poor_;
    bool stopped_ = false;
};

}  // namespace

Outcome equal_shares(const Instance& instance, const Profile& profile, const Options& options,
                     const State& start, const Progress& progress) {
    return EqualShares(instance, profile, options, start, progress).run();
}

}  // namespace areena::selection
