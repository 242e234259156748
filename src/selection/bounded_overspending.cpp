#include "selection/bounded_overspending.hpp"

#include "selection/purses.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

namespace areena::selection {
namespace {

constexpr double ulp = 0x1p-52;
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double tiny = 1e-100;  // less than that, and only exact numbers tell
/// Fractions in real elections have hundreds of bits; in made ones they may double each round.
constexpr unsigned most_bits = 1U << 16;

using Stakes = std::vector<Purses::Stake>;

/// What a project can be had for.
struct Offer {
    Rational price;  // per weight, that raises ...
    Rational part;   // ... this part of the cost
    Rational value;  // price / part^2 per utility: the less the better
};

/// A price that may be the best: where a supporter has just enough, or the whole cost is raised.
struct Bend {
    int stake = -1;  // -1: the whole cost
    double low = 0;  // of the offer's value
    double high = 0;
};

std::size_t at(int i) { return static_cast<std::size_t>(i); }

/// One project as its supporters see it.
///
/// Supporters who pay min(what is left, price x weight) each raise a part of the cost. Between two
/// bends of that broken line price / part^2 first rises and then falls, so that its minimum lies at
/// a bend or where the whole cost is raised. Doubles find the bends that may be best: all sums are of
/// positive numbers, so that their relative error is a few units in the last place for each term.
class Prospect {
public:
    Prospect(const Election& election, const Purses& purses, int project)
        : purses_(purses),
          stakes_(purses.stakes(project)),
          cost_(election.cost(project)),
          scale_(election.scale(project)) {
        find_bends();
    }

    [[nodiscard]] double low() const { return best_of(&Bend::low); }
    [[nodiscard]] double high() const { return best_of(&Bend::high); }

    /// The best of those offers that may be as good as `bound`; of equals the one that raises most.
    [[nodiscard]] std::optional<Offer> best(double bound) const {
        std::optional<Offer> best;
        for (const Bend& bend : bends_) {
            if (bend.low > bound) continue;
            auto offer = offer_at(bend);
            if (!offer) continue;
            if (best) {
                const auto order = offer->value <=> best->value;
                if (order > 0 || (order == 0 && offer->part <= best->part)) continue;
            }
            best = std::move(offer);
        }
        return best;
    }

private:
    [[nodiscard]] double best_of(double Bend::*bound) const {
        double best = infinity;
        for (const Bend& bend : bends_) best = std::min(best, bend.*bound);
        return best;
    }

    void find_bends() {
        std::vector<double> rich(stakes_.size() + 1);  // weight of those from here on
        for (std::size_t i = stakes_.size(); i-- > 0;)
            rich[i] = rich[i + 1] + static_cast<double>(stakes_[i].voters) *
                                        static_cast<double>(stakes_[i].weight);
        const double scale = scale_.to_double();
        const auto cost = static_cast<double>(cost_);
        const double error = static_cast<double>(stakes_.size() + 32) * 8 * ulp;
        double given = 0;  // by those who have less
        double before = 0;
        bool has_whole = false;
        for (std::size_t i = 0; i < stakes_.size(); ++i) {
            const double price = stakes_[i].price;
            const double part = (given + price * rich[i]) / cost;
            if (part > 1 - error && !has_whole) {
                has_whole = true;
                const double whole = std::max(before, (cost - given) / rich[i]);
                const double slack = error * (whole + cost / rich[i]);
                bends_.push_back(
                    {-1, std::max(before * (1 - error), whole - slack) / scale * (1 - error),
                     (std::min(price, whole) + slack) / scale * (1 + 8 * error)});
            }
            if (part > 1 + error) break;
            const double value = price / std::min(part * part, 1.0) / scale;
            if (price > tiny && part > tiny)
                bends_.push_back({static_cast<int>(i), value * (1 - error), value * (1 + error)});
            else
                bends_.push_back({static_cast<int>(i), 0, infinity});
            given += static_cast<double>(stakes_[i].voters) * price *
                     static_cast<double>(stakes_[i].weight);
            before = price;
        }
    }

    [[nodiscard]] std::optional<Offer> offer_at(const Bend& bend) const {
        Offer offer;
        if (bend.stake < 0) {
            auto price = whole_price();
            if (!price) return std::nullopt;
            offer = {*price, 1, *price / scale_};
            return offer;
        }
        const Purses::Stake& stake = stakes_[at(bend.stake)];
        const cpp_int& purse = purses_.amount(stake.purse);
        cpp_int given = 0;
        cpp_int rich = 0;
        for (const Purses::Stake& other : stakes_) {
            if (is_poor(other, purse, stake.weight, stake.price))
                given += purses_.amount(other.purse) * other.voters;
            else
                rich += cpp_int(other.voters) * other.weight;
        }
        const cpp_int divisor = purses_.denominator() * stake.weight;
        offer.price = RationalAccess::from_any(purse, divisor);
        offer.part = RationalAccess::from_any(cpp_int(given * stake.weight + purse * rich),
                                              cpp_int(divisor * cost_));
        if (offer.part > Rational(1)) offer.part = 1;
        offer.value = offer.price / (offer.part * offer.part) / scale_;
        return offer;
    }

    /// The least price at which supporters raise the cost, if they can: whoever is poor at a price
    /// that is too low is so for good.
    [[nodiscard]] std::optional<Rational> whole_price() const {
        const cpp_int cost = purses_.denominator() * cost_;
        cpp_int money = 0;
        cpp_int rich = 0;
        for (const Purses::Stake& stake : stakes_) {
            money += purses_.amount(stake.purse) * stake.voters;
            rich += cpp_int(stake.voters) * stake.weight;
        }
        if (money < cost) return std::nullopt;
        cpp_int rest = cost;
        Stakes open = stakes_;
        while (true) {
            const double near = ratio(rest, cpp_int(purses_.denominator() * rich));
            const std::size_t before = open.size();
            const cpp_int asked = rest;
            const cpp_int among = rich;
            std::erase_if(open, [&](const Purses::Stake& stake) {
                if (!is_poor(stake, asked, among, near)) return false;
                rest -= purses_.amount(stake.purse) * stake.voters;
                rich -= cpp_int(stake.voters) * stake.weight;
                return true;
            });
            if (open.size() == before)
                return RationalAccess::from_any(rest, cpp_int(purses_.denominator() * rich));
        }
    }

    /// Whether a purse holds less than weight x `asked` / `among`, which is near `price`.
    template <class Number>
    [[nodiscard]] bool is_poor(const Purses::Stake& stake, const cpp_int& asked,
                               const Number& among, double price) const {
        constexpr double near = 1e-9;
        if (stake.price < price * (1 - near)) return true;
        if (stake.price > price * (1 + near)) return false;
        return purses_.amount(stake.purse) * among < asked * stake.weight;
    }

    const Purses& purses_;
    Stakes stakes_;
    std::int64_t cost_;
    const Rational& scale_;
    std::vector<Bend> bends_;
};

class BoundedOverspending {
public:
    BoundedOverspending(const Election& election, const TieOrder& ties, const Rational& share)
        : election_(election),
          ties_(ties),
          purses_(election, share),
          low_(at(election.num_projects())) {
        selection_.share = share;
        std::vector<int> free;
        for (int p = 0; p < election.num_projects(); ++p)
            if (election.votes(p) > 0) (election.cost(p) == 0 ? free : open_).push_back(p);
        std::ranges::sort(free, {}, [this](int p) { return ties_.rank(p); });
        for (const int p : free) selection_.rounds.push_back({p, false, Rational(), {}});
    }

    Selection run(const Progress& progress) {
        while (true) {
            if (progress.stopped() || msb(purses_.denominator()) > most_bits) {
                selection_.finished = false;
                return std::move(selection_);
            }
            const std::int64_t left = election_.instance().budget - selection_.cost;
            std::erase_if(open_, [&](int p) { return election_.cost(p) > left; });
            Offer best;
            std::vector<int> tied = find_best(best);
            if (tied.empty()) return std::move(selection_);
            const int first = tied.front();
            const int project = ties_.take_first(tied);
            if (project != first) best = *Prospect(election_, purses_, project).best(infinity);
            selection_.rounds.push_back(
                {project, false, best.value, std::move(tied), best.part});
            selection_.cost += election_.cost(project);
            std::erase(open_, project);
            purses_.charge(project, best.price / best.part);
            progress.step("bounded overspending",
                          static_cast<std::int64_t>(selection_.rounds.size()), 0);
        }
    }

private:
    /// The open projects of the least value, and the offer of the first of them. Purses only shrink,
    /// so an old value is a bound from below.
    std::vector<int> find_best(Offer& best) {
        std::ranges::sort(open_, [this](int a, int b) {
            return low_[at(a)] != low_[at(b)] ? low_[at(a)] < low_[at(b)] : a < b;
        });
        std::vector<std::pair<int, Prospect>> candidates;
        double bound = infinity;
        for (const int p : open_) {
            if (low_[at(p)] > bound) break;
            Prospect prospect(election_, purses_, p);
            low_[at(p)] = prospect.low();
            bound = std::min(bound, prospect.high());
            if (low_[at(p)] <= bound) candidates.emplace_back(p, std::move(prospect));
        }
        std::erase_if(open_, [this](int p) { return low_[at(p)] == infinity; });  // nobody pays
        std::vector<int> tied;
        for (const auto& [project, prospect] : candidates) {
            auto offer = prospect.best(bound);
            if (!offer || (!tied.empty() && offer->value > best.value)) continue;
            if (tied.empty() || offer->value < best.value) {
                tied.clear();
                best = std::move(*offer);
            }
            tied.push_back(project);
        }
        return tied;
    }

    const Election& election_;
    const TieOrder& ties_;
    Purses purses_;
    std::vector<double> low_;  // by project, of its value
    std::vector<int> open_;
    Selection selection_;
};

}  // namespace

Selection bounded_overspending(const Election& election, const TieOrder& ties,
                               const Progress& progress) {
    if (election.num_voters() == 0) return {};
    const Rational share(election.instance().budget, election.num_voters());
    return BoundedOverspending(election, ties, share).run(progress);
}

}  // namespace areena::selection
