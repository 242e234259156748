#include "areena/selection/constrained.hpp"

#include "areena/core/error.hpp"
#include "selection/tie_order.hpp"

#include <algorithm>
#include <array>
#include <compare>
#include <optional>
#include <utility>

namespace areena::selection {
namespace {

std::size_t at(int i) { return static_cast<std::size_t>(i); }

struct Supporter {
    int voter = 0;
    Rational utility;
};

/// The rule as it goes: who has what left, and which levels are reached.
class Run {
public:
    Run(const ConstrainedInstance& instance, const Profile& profile,
        const ConstrainedOptions& options, const ResourceShares& shares)
        : instance_(instance),
          options_(options),
          num_resources_(instance.resources.size()),
          supporters_(instance.projects.size()),
          low_(instance.projects.size()) {
        for (std::size_t v = 0; v < profile.ballots.size(); ++v)
            for (const Vote& vote : profile.ballots[v].votes)
                if (vote.utility.sign() > 0)
                    supporters_[at(vote.project)].push_back({static_cast<int>(v), vote.utility});
        outcome_.levels.assign(instance.projects.size(), -1);
        for (const Resource& resource : instance.resources) left_.push_back(resource.budget);
        taken_.assign(instance.categories.size(), 0);
        find_exclusions();
        find_tie_keys();
        begin(profile.ballots.size(), shares);
    }

    ConstrainedOutcome run(const Progress& progress) {
        while (buy_best(progress)) {}
        if (options_.completes && outcome_.finished)
            while (complete_one(progress)) {}
        explain();
        return std::move(outcome_);
    }

private:
    using Prices = std::vector<Rational>;
    struct Offer {
        Prices prices;
        Rational dominant;
    };

    void find_exclusions() {
        excludes_.resize(instance_.projects.size());
        for (std::size_t p = 0; p < instance_.projects.size(); ++p)
            for (const int other : instance_.projects[p].excludes) {
                excludes_[p].push_back(other);
                excludes_[at(other)].push_back(static_cast<int>(p));
            }
    }

    /// What depends on the ids alone is looked up once: the places of the given order and of the lot.
    void find_tie_keys() {
        Instance named;
        for (const LeveledProject& project : instance_.projects)
            named.projects.push_back({project.id, 0});
        const Options& ties = options_.ties;
        if (!ties.order.empty() && std::ranges::count(ties.ties, TieKey::order) == 0)
            tie_keys_.push_back(TieKey::order);
        tie_keys_.insert(tie_keys_.end(), ties.ties.begin(), ties.ties.end());
        for (const TieKey key : tie_keys_) {
            if (key == TieKey::refuse)
                throw Error("selection.ties", "equal shares under constraints cannot refuse to "
                                              "decide a tie; leave the key 'refuse' out");
            if (key != TieKey::order && key != TieKey::lot) continue;
            Options alone{{key}, key == TieKey::order ? ties.order : std::vector<int>{}, ties.seed};
            const TieOrder order(named, std::vector<std::int64_t>(named.projects.size()), alone);
            for (int p = 0; std::cmp_less(p, named.projects.size()); ++p)
                places_[key == TieKey::lot].push_back(order.rank(p));
        }
    }

    void begin(std::size_t num_voters, const ResourceShares& shares) {
        if (shares.empty()) {
            std::vector<Rational> even;
            for (const Resource& resource : instance_.resources)
                even.push_back(num_voters == 0 ? Rational()
                                               : Rational(resource.budget,
                                                          static_cast<std::int64_t>(num_voters)));
            outcome_.shares.assign(num_voters, even);
            return;
        }
        const auto refuse = [](const std::string& why) { throw Error("selection.state", why); };
        if (shares.size() != num_voters)
            refuse("there are shares for " + std::to_string(shares.size()) + " voters of " +
                   std::to_string(num_voters));
        for (const std::vector<Rational>& mine : shares) {
            if (mine.size() != num_resources_)
                refuse("a voter has shares of " + std::to_string(mine.size()) + " resources of " +
                       std::to_string(num_resources_));
            if (std::ranges::any_of(mine, [](const Rational& s) { return s.sign() < 0; }))
                refuse("a share is negative");
        }
        for (std::size_t r = 0; r < num_resources_; ++r) {
            Rational sum;
            for (const std::vector<Rational>& mine : shares) sum += mine[r];
            if (sum > Rational(instance_.resources[r].budget))
                refuse("the shares of '" + instance_.resources[r].id + "' add up to " +
                       to_string(sum) + ", more than its budget of " +
                       std::to_string(instance_.resources[r].budget));
        }
        outcome_.shares = shares;
    }

    [[nodiscard]] const LeveledProject& project(int p) const { return instance_.projects[at(p)]; }
    [[nodiscard]] int next_level(int p) const { return outcome_.levels[at(p)] + 1; }
    [[nodiscard]] bool is_done(int p) const {
        return std::cmp_greater_equal(next_level(p), project(p).levels.size());
    }
    /// What the next step of a project takes of a resource.
    [[nodiscard]] std::int64_t cost(int p, std::size_t r) const {
        const int level = next_level(p);
        const std::int64_t all = project(p).levels[at(level)].costs[r];
        return level == 0 ? all : all - project(p).levels[at(level - 1)].costs[r];
    }
    /// What counts of a project up to a level in a category that holds it.
    [[nodiscard]] std::int64_t counted(const Category& category, int p, int level) const {
        if (level < 0) return 0;
        if (category.amounts.empty())
            return project(p).levels[at(level)].costs[at(category.resource)];
        const auto place = std::ranges::find(category.projects, p) - category.projects.begin();
        return category.amounts[static_cast<std::size_t>(place)][at(level)];
    }
    [[nodiscard]] std::int64_t counted_step(const Category& category, int p) const {
        return counted(category, p, next_level(p)) - counted(category, p, next_level(p) - 1);
    }
    /// The part of its utility that a supporter has from the next step.
    [[nodiscard]] Rational worth(int p) const {
        const int level = next_level(p);
        const Rational& all = project(p).levels[at(level)].worth;
        return level == 0 ? all : all - project(p).levels[at(level - 1)].worth;
    }

    /// What stands in the way of the next step, whoever would pay for it.
    [[nodiscard]] std::optional<NotBought> obstacle(int p) const {
        NotBought no{p, next_level(p), Obstacle::no_supporters, -1, {}};
        if (supporters_[at(p)].empty()) return no;
        for (const int other : excludes_[at(p)])
            if (outcome_.levels[at(other)] >= 0) return found(no, Obstacle::excluded, other, 0);
        for (const int before : project(p).prerequisites)
            if (outcome_.levels[at(before)] < 0)
                return found(no, Obstacle::prerequisite, before, 0);
        for (std::size_t c = 0; c < instance_.categories.size(); ++c) {
            const Category& category = instance_.categories[c];
            if (!category.cap || !holds(category, p)) continue;
            const std::int64_t over = taken_[c] + counted_step(category, p) - *category.cap;
            if (over > 0) return found(no, Obstacle::cap, static_cast<int>(c), over);
        }
        for (std::size_t r = 0; r < num_resources_; ++r)
            if (cost(p, r) > left_[r])
                return found(no, Obstacle::budget, static_cast<int>(r), cost(p, r) - left_[r]);
        for (std::size_t r = 0; r < num_resources_; ++r) {
            if (cost(p, r) == 0) continue;
            const std::int64_t over = cost(p, r) + reserved_after(p, r) - left_[r];
            if (over > 0) return found(no, Obstacle::floor, static_cast<int>(r), over);
        }
        return std::nullopt;
    }

    static NotBought found(NotBought no, Obstacle obstacle, int other, std::int64_t missing) {
        no.obstacle = obstacle;
        no.other = other;
        no.missing = missing;
        return no;
    }

    static bool holds(const Category& category, int p) {
        return std::ranges::find(category.projects, p) != category.projects.end();
    }

    /// What floors still ask for of a resource once the next step of `p` is bought.
    [[nodiscard]] std::int64_t reserved_after(int p, std::size_t r) const {
        std::int64_t reserved = 0;
        for (std::size_t c = 0; c < instance_.categories.size(); ++c) {
            const Category& category = instance_.categories[c];
            if (at(category.resource) != r || category.floor == 0) continue;
            const std::int64_t step = holds(category, p) ? counted_step(category, p) : 0;
            const std::int64_t unmet = category.floor - taken_[c] - step;
            if (unmet <= 0) continue;
            std::int64_t reachable = -step;
            for (const int other : category.projects)
                if (can_still_be_had(other, p)) reachable += rest_of(category, other);
            reserved += std::min(unmet, std::max<std::int64_t>(reachable, 0));
        }
        return reserved;
    }

    /// Supported, and ruled out neither by what is bought nor by `next`.
    [[nodiscard]] bool can_still_be_had(int p, int next) const {
        return !supporters_[at(p)].empty() &&
               std::ranges::none_of(excludes_[at(p)], [&](int other) {
                   return other == next || outcome_.levels[at(other)] >= 0;
               });
    }

    [[nodiscard]] std::int64_t rest_of(const Category& category, int p) const {
        const auto last = static_cast<int>(project(p).levels.size()) - 1;
        return counted(category, p, last) - counted(category, p, outcome_.levels[at(p)]);
    }

    /// The least price per utility at which supporters pay `cost` of a resource together.
    [[nodiscard]] std::optional<Rational> price(int p, std::size_t r, std::int64_t cost) const {
        const Rational part = worth(p);
        std::vector<const Supporter*> rich;
        Rational utility;
        for (const Supporter& supporter : supporters_[at(p)]) {
            rich.push_back(&supporter);
            utility += supporter.utility * part;
        }
        Rational open = cost;
        while (!rich.empty()) {
            const Rational per = open / utility;
            // Who cannot pay at this price cannot at a higher one either.
            const auto poor = std::ranges::partition(rich, [&](const Supporter* s) {
                return outcome_.shares[at(s->voter)][r] >= per * s->utility * part;
            });
            if (poor.empty()) return per;
            for (const Supporter* s : poor) {
                open -= outcome_.shares[at(s->voter)][r];
                utility -= s->utility * part;
            }
            rich.erase(poor.begin(), poor.end());
        }
        return std::nullopt;
    }

    [[nodiscard]] std::optional<Offer> offer(int p) const {
        Offer made{Prices(num_resources_), {}};
        for (std::size_t r = 0; r < num_resources_; ++r) {
            if (cost(p, r) == 0) continue;
            const auto found = price(p, r, cost(p, r));
            if (!found) return std::nullopt;
            made.prices[r] = *found;
            made.dominant =
                std::max(made.dominant, *found / Rational(instance_.resources[r].budget));
        }
        return made;
    }

    bool buy_best(const Progress& progress) {
        if (progress.stopped()) {
            outcome_.finished = false;
            return false;
        }
        std::optional<Offer> best;
        std::vector<int> tied;
        for (int p = 0; std::cmp_less(p, instance_.projects.size()); ++p) {
            if (is_done(p) || is_beyond_[p] || (best && low_[at(p)] > best->dominant) ||
                obstacle(p))
                continue;
            const auto made = offer(p);
            if (!made) {
                is_beyond_[p] = true;  // shares only shrink
                continue;
            }
            low_[at(p)] = made->dominant;
            if (best && made->dominant > best->dominant) continue;
            if (!best || made->dominant < best->dominant) tied.clear();
            if (tied.empty() || goes_first(p, tied.front())) best = made;
            tied.push_back(p);
            std::ranges::iter_swap(tied.begin(), first_of(tied));
        }
        if (tied.empty()) return false;
        const int bought = tied.front();
        tied.erase(tied.begin());
        std::ranges::sort(tied);
        if (best->dominant.sign() == 0) tied.clear();  // free steps do not compete
        buy(bought, std::move(*best), std::move(tied));
        progress.step("equal shares", static_cast<std::int64_t>(outcome_.purchases.size()), 0);
        return true;
    }

    void buy(int p, Offer made, std::vector<int> tied) {
        LevelPurchase purchase;
        purchase.project = p;
        purchase.level = next_level(p);
        purchase.tied = std::move(tied);
        const Rational part = worth(p);
        for (std::size_t r = 0; r < num_resources_; ++r)
            for (const Supporter& supporter : supporters_[at(p)])
                pay(purchase, supporter.voter, r, made.prices[r] * supporter.utility * part);
        purchase.prices = std::move(made.prices);
        purchase.dominant_price = made.dominant;
        book(std::move(purchase));
    }

    /// By votes, the first of those that fit.
    bool complete_one(const Progress& progress) {
        if (progress.stopped()) {
            outcome_.finished = false;
            return false;
        }
        std::vector<int> most;
        for (int p = 0; std::cmp_less(p, instance_.projects.size()); ++p) {
            if (is_done(p) || obstacle(p)) continue;
            const std::size_t votes = supporters_[at(p)].size();
            const std::size_t best = most.empty() ? 0 : supporters_[at(most.front())].size();
            if (votes < best) continue;
            if (votes > best) most.clear();
            most.push_back(p);
        }
        if (most.empty()) return false;
        std::ranges::iter_swap(most.begin(), first_of(most));
        const int bought = most.front();
        most.erase(most.begin());
        std::ranges::sort(most);
        LevelPurchase purchase;
        purchase.project = bought;
        purchase.level = next_level(bought);
        purchase.step = Step::completion;
        purchase.prices.resize(num_resources_);
        purchase.tied = std::move(most);
        const auto votes = static_cast<std::int64_t>(supporters_[at(bought)].size());
        for (std::size_t r = 0; r < num_resources_; ++r)
            for (const Supporter& supporter : supporters_[at(bought)])
                pay(purchase, supporter.voter, r, Rational(cost(bought, r), votes));
        book(std::move(purchase));
        return true;
    }

    void pay(LevelPurchase& purchase, int voter, std::size_t r, const Rational& due) {
        Rational& share = outcome_.shares[at(voter)][r];
        const Rational amount = std::min(share, due);
        if (amount.sign() == 0) return;
        share -= amount;
        purchase.payments.push_back({voter, static_cast<int>(r), amount});
    }

    void book(LevelPurchase purchase) {
        const int p = purchase.project;
        for (std::size_t r = 0; r < num_resources_; ++r) left_[r] -= cost(p, r);
        for (std::size_t c = 0; c < instance_.categories.size(); ++c)
            if (holds(instance_.categories[c], p))
                taken_[c] += counted_step(instance_.categories[c], p);
        low_[at(p)] = 0;
        is_beyond_[p] = false;  // the next step is another one
        ++outcome_.levels[at(p)];
        outcome_.purchases.push_back(std::move(purchase));
    }

    void explain() {
        for (int p = 0; std::cmp_less(p, instance_.projects.size()); ++p)
            if (!is_done(p)) outcome_.not_bought.push_back(why(p));
    }

    [[nodiscard]] NotBought why(int p) const {
        if (const auto no = obstacle(p)) return *no;
        const NotBought no{p, next_level(p), Obstacle::stopped, -1, {}};
        for (std::size_t r = 0; r < num_resources_; ++r) {
            Rational missing = cost(p, r);
            for (const Supporter& supporter : supporters_[at(p)])
                missing -= outcome_.shares[at(supporter.voter)][r];
            if (missing.sign() <= 0) continue;
            NotBought said = no;
            said.obstacle = Obstacle::shares;
            said.other = static_cast<int>(r);
            said.missing = missing;
            return said;
        }
        return no;
    }

    /// The sum of the parts of the budgets that the next step takes.
    [[nodiscard]] Rational size(int p) const {
        Rational sum;
        for (std::size_t r = 0; r < num_resources_; ++r)
            if (cost(p, r) > 0) sum += Rational(cost(p, r), instance_.resources[r].budget);
        return sum;
    }

    [[nodiscard]] bool goes_first(int a, int b) const {
        for (const TieKey key : tie_keys_) {
            if (key == TieKey::id) break;
            if (const auto decided = compare(key, a, b); decided != 0) return decided < 0;
        }
        return project(a).id < project(b).id;
    }

    [[nodiscard]] std::strong_ordering compare(TieKey key, int a, int b) const {
        switch (key) {
            case TieKey::max_votes:
                return supporters_[at(b)].size() <=> supporters_[at(a)].size();
            case TieKey::order: return places_[0][at(a)] <=> places_[0][at(b)];
            case TieKey::lot: return places_[1][at(a)] <=> places_[1][at(b)];
            case TieKey::min_cost: return size(a) <=> size(b);
            case TieKey::max_cost: return size(b) <=> size(a);
            default: return std::strong_ordering::equal;
        }
    }

    [[nodiscard]] std::vector<int>::iterator first_of(std::vector<int>& projects) const {
        return std::ranges::min_element(projects,
                                        [&](int a, int b) { return goes_first(a, b); });
    }

    const ConstrainedInstance& instance_;
    const ConstrainedOptions& options_;
    std::size_t num_resources_;
    std::vector<std::vector<Supporter>> supporters_;  // by project
    std::vector<std::vector<int>> excludes_;          // by project, from both sides
    std::vector<std::int64_t> left_;                  // by resource
    std::vector<std::int64_t> taken_;                 // by category, what counts
    std::vector<Rational> low_;  // by project: the next step costs at least this much, as dominant
    std::vector<bool> is_beyond_ = std::vector<bool>(low_.size());  // supporters cannot pay
    std::vector<TieKey> tie_keys_;
    std::array<std::vector<int>, 2> places_;  // by project: in the given order, in the lot
    ConstrainedOutcome outcome_;
};

}  // namespace

ConstrainedOutcome constrained_shares(const ConstrainedInstance& instance, const Profile& profile,
                                      const ConstrainedOptions& options,
                                      const ResourceShares& shares, const Progress& progress) {
    validate(instance, profile);
    return Run(instance, profile, options, shares).run(progress);
}

ResourceShares charges(const ConstrainedInstance& instance, const Profile& profile,
                       const ConstrainedOutcome& outcome) {
    const std::size_t num_resources = instance.resources.size();
    ResourceShares all(profile.ballots.size(), std::vector<Rational>(num_resources));
    for (const LevelPurchase& purchase : outcome.purchases) {
        if (purchase.step == Step::shares) {
            for (const ResourcePayment& payment : purchase.payments)
                all[at(payment.voter)][at(payment.resource)] += payment.amount;
            continue;
        }
        std::vector<std::size_t> supporters;
        for (std::size_t v = 0; v < profile.ballots.size(); ++v)
            for (const Vote& vote : profile.ballots[v].votes)
                if (vote.project == purchase.project && vote.utility.sign() > 0)
                    supporters.push_back(v);
        const auto& levels = instance.projects[at(purchase.project)].levels;
        for (std::size_t r = 0; r < num_resources; ++r) {
            std::int64_t cost = levels[at(purchase.level)].costs[r];
            if (purchase.level > 0) cost -= levels[at(purchase.level - 1)].costs[r];
            for (const std::size_t v : supporters)
                all[v][r] += Rational(cost, static_cast<std::int64_t>(supporters.size()));
        }
    }
    return all;
}

}  // namespace areena::selection
