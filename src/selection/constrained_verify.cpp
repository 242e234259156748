#include "areena/selection/constrained.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

// Nothing here is shared with the rule: levels are looked up anew, sums are added up anew, and each
// constraint is asked in the words of its definition.

namespace areena::selection {
namespace {

std::size_t at(int i) { return static_cast<std::size_t>(i); }

class Verifier {
public:
    Verifier(const ConstrainedInstance& instance, const Profile& profile,
             const ConstrainedOptions& options, const ConstrainedOutcome& outcome,
             const ResourceShares& shares)
        : instance_(instance), options_(options), outcome_(outcome) {
        for (std::size_t v = 0; v < profile.ballots.size(); ++v)
            for (const Vote& vote : profile.ballots[v].votes)
                if (vote.utility.sign() > 0)
                    utility_[{vote.project, static_cast<int>(v)}] = vote.utility;
        levels_.assign(instance.projects.size(), -1);
        shares_ = shares;
        if (shares.empty())
            for (std::size_t v = 0; v < profile.ballots.size(); ++v) {
                shares_.emplace_back();
                for (const Resource& resource : instance.resources)
                    shares_.back().push_back(Rational(
                        resource.budget, static_cast<std::int64_t>(profile.ballots.size())));
            }
    }

    Verification run() {
        for (const LevelPurchase& purchase : outcome_.purchases)
            if (!look_at(purchase)) break;
        if (is_whole_) {
            check_budgets();
            check_state();
            if (outcome_.finished) check_exhausted();
        }
        Verification verification;
        for (const char* name : {"steps", "payments", "prices", "cost", "budgets", "constraints",
                                 "state", "exhausted"}) {
            const auto fault = faults_.find(name);
            verification.checks.push_back(
                {name, fault == faults_.end(), fault == faults_.end() ? "" : fault->second});
        }
        verification.ok = faults_.empty();
        return verification;
    }

private:
    void fault(const char* check, const std::string& message) {
        faults_.try_emplace(check, message);
    }
    [[nodiscard]] std::string name(int p) const {
        return "project '" + instance_.projects[at(p)].id + "'";
    }
    [[nodiscard]] std::int64_t in_all(int p, int level, std::size_t r) const {
        return level < 0 ? 0 : instance_.projects[at(p)].levels[at(level)].costs[r];
    }
    [[nodiscard]] std::int64_t step_cost(int p, std::size_t r) const {
        return in_all(p, levels_[at(p)] + 1, r) - in_all(p, levels_[at(p)], r);
    }
    [[nodiscard]] Rational step_utility(int p, int voter) const {
        const auto found = utility_.find({p, voter});
        if (found == utility_.end()) return 0;
        const auto& levels = instance_.projects[at(p)].levels;
        const int reached = levels_[at(p)];
        return found->second * (levels[at(reached + 1)].worth -
                                (reached < 0 ? Rational(0) : levels[at(reached)].worth));
    }
    [[nodiscard]] std::vector<int> supporters(int p) const {
        std::vector<int> all;
        for (auto it = utility_.lower_bound({p, 0});
             it != utility_.end() && it->first.first == p; ++it)
            all.push_back(it->first.second);
        return all;
    }

    /// False if nothing after it can be looked at.
    bool look_at(const LevelPurchase& purchase) {
        const int p = purchase.project;
        if (p < 0 || std::cmp_greater_equal(p, levels_.size()) ||
            purchase.level != levels_[at(p)] + 1 ||
            std::cmp_greater_equal(purchase.level, instance_.projects[at(p)].levels.size()) ||
            purchase.prices.size() != instance_.resources.size()) {
            fault("steps", "project number " + std::to_string(p) + " is taken to level " +
                               std::to_string(purchase.level) + " out of order");
            return is_whole_ = false;
        }
        if (supporters(p).empty()) fault("steps", name(p) + " has no supporter");
        check_payments(purchase);
        if (const std::string why = forbidden(p); !why.empty()) fault("constraints", why);
        for (const ResourcePayment& payment : purchase.payments)
            if (is_known(payment))
                shares_[at(payment.voter)][at(payment.resource)] -= payment.amount;
        ++levels_[at(p)];
        return true;
    }

    [[nodiscard]] bool is_known(const ResourcePayment& payment) const {
        return payment.voter >= 0 && std::cmp_less(payment.voter, shares_.size()) &&
               payment.resource >= 0 &&
               std::cmp_less(payment.resource, instance_.resources.size());
    }

    void check_payments(const LevelPurchase& purchase) {
        const int p = purchase.project;
        std::map<std::pair<int, int>, Rational> paid;  // resource, voter
        for (const ResourcePayment& payment : purchase.payments) {
            if (!is_known(payment) || !utility_.contains({p, payment.voter}) ||
                payment.amount.sign() <= 0 ||
                !paid.emplace(std::pair(payment.resource, payment.voter), payment.amount).second)
                fault("payments", name(p) + " is paid for by somebody who does not support it, "
                                            "with nothing, or twice");
            else if (payment.amount > shares_[at(payment.voter)][at(payment.resource)])
                fault("payments", "voter " + std::to_string(payment.voter) + " gives " +
                                      to_string(payment.amount) + " for " + name(p) +
                                      ", more than is left to it");
        }
        const std::vector<int> all = supporters(p);
        Rational dominant;
        for (std::size_t r = 0; r < instance_.resources.size(); ++r) {
            const std::int64_t cost = step_cost(p, r);
            if ((cost == 0 || purchase.step == Step::completion) && purchase.prices[r].sign() != 0)
                fault("prices", name(p) + " has a price where there is none");
            Rational sum;
            for (const int voter : all) {
                const auto found = paid.find({static_cast<int>(r), voter});
                const Rational given = found == paid.end() ? Rational(0) : found->second;
                const Rational due =
                    purchase.step == Step::shares
                        ? purchase.prices[r] * step_utility(p, voter)
                        : Rational(cost, static_cast<std::int64_t>(all.size()));
                if (given != std::min(due, shares_[at(voter)][r]))
                    fault("prices", "voter " + std::to_string(voter) + " gives " +
                                        to_string(given) + " of '" + instance_.resources[r].id +
                                        "' for " + name(p) + "; the price asks for another amount");
                sum += given;
            }
            if (purchase.step == Step::shares ? sum != Rational(cost) : sum > Rational(cost))
                fault("cost", name(p) + " takes " + std::to_string(cost) + " of '" +
                                  instance_.resources[r].id + "' and is given " + to_string(sum));
            if (cost > 0 && instance_.resources[r].budget > 0)
                dominant = std::max(
                    dominant, purchase.prices[r] / Rational(instance_.resources[r].budget));
        }
        if (dominant != purchase.dominant_price)
            fault("prices", name(p) + " has another dominant price than " +
                                to_string(purchase.dominant_price));
    }

    /// Why no constraint allows the next step of a project, or nothing.
    [[nodiscard]] std::string forbidden(int p) const {
        const auto& project = instance_.projects[at(p)];
        for (std::size_t other = 0; other < levels_.size(); ++other) {
            const auto& theirs = instance_.projects[other].excludes;
            const bool excludes =
                std::ranges::count(project.excludes, static_cast<int>(other)) > 0 ||
                std::ranges::count(theirs, p) > 0;
            if (excludes && levels_[other] >= 0)
                return name(p) + " and " + name(static_cast<int>(other)) + " exclude each other";
        }
        for (const int before : project.prerequisites)
            if (levels_[at(before)] < 0) return name(p) + " waits for " + name(before);
        for (const Category& category : instance_.categories)
            if (category.cap && std::ranges::count(category.projects, p) > 0 &&
                taken(category) + counts(category, p, levels_[at(p)] + 1) -
                        counts(category, p, levels_[at(p)]) >
                    *category.cap)
                return name(p) + " passes the cap of category '" + category.id + "'";
        for (std::size_t r = 0; r < instance_.resources.size(); ++r)
            if (step_cost(p, r) > 0 &&
                spent(r) + step_cost(p, r) + kept_for_floors(p, r) > instance_.resources[r].budget)
                return name(p) + " takes of '" + instance_.resources[r].id +
                       "' what is not there or is kept for floors";
        return "";
    }

    [[nodiscard]] std::int64_t spent(std::size_t r) const {
        std::int64_t sum = 0;
        for (std::size_t p = 0; p < levels_.size(); ++p)
            sum += in_all(static_cast<int>(p), levels_[p], r);
        return sum;
    }
    [[nodiscard]] std::int64_t taken(const Category& category) const {
        std::int64_t sum = 0;
        for (const int p : category.projects)
            sum += counts(category, p, levels_[at(p)]);
        return sum;
    }
    /// What a project in the category counts there, done up to a level.
    [[nodiscard]] std::int64_t counts(const Category& category, int p, int level) const {
        if (category.amounts.empty()) return in_all(p, level, at(category.resource));
        if (level < 0) return 0;
        for (std::size_t i = 0; i < category.projects.size(); ++i)
            if (category.projects[i] == p) return category.amounts[i][at(level)];
        return 0;
    }

    /// As if the step of `next` were taken.
    [[nodiscard]] std::int64_t kept_for_floors(int next, std::size_t r) const {
        std::set<int> out;  // can no longer be had
        for (std::size_t a = 0; a < levels_.size(); ++a)
            for (const int b : instance_.projects[a].excludes) {
                const auto is_in = [&](int p) { return p == next || levels_[at(p)] >= 0; };
                if (is_in(static_cast<int>(a))) out.insert(b);
                if (is_in(b)) out.insert(static_cast<int>(a));
            }
        std::int64_t kept = 0;
        for (const Category& category : instance_.categories) {
            if (at(category.resource) != r) continue;
            std::int64_t has = taken(category);
            std::int64_t could = 0;
            for (const int p : category.projects) {
                const int top = static_cast<int>(instance_.projects[at(p)].levels.size()) - 1;
                if (!supporters(p).empty() && !out.contains(p))
                    could += counts(category, p, top) - counts(category, p, levels_[at(p)]);
                if (p == next) {
                    const std::int64_t step = counts(category, p, levels_[at(p)] + 1) -
                                              counts(category, p, levels_[at(p)]);
                    has += step;
                    could -= step;
                }
            }
            kept += std::max<std::int64_t>(
                0, std::min(category.floor - has, std::max<std::int64_t>(0, could)));
        }
        return kept;
    }

    void check_budgets() {
        for (std::size_t r = 0; r < instance_.resources.size(); ++r)
            if (spent(r) > instance_.resources[r].budget)
                fault("budgets", "'" + instance_.resources[r].id + "' has a budget of " +
                                     std::to_string(instance_.resources[r].budget) + "; " +
                                     std::to_string(spent(r)) + " are taken");
    }

    void check_state() {
        if (levels_ != outcome_.levels) fault("state", "the levels are others than were bought");
        if (shares_ != outcome_.shares) fault("state", "the shares left are others");
        std::vector<std::pair<int, int>> open;
        std::vector<std::pair<int, int>> told;
        for (std::size_t p = 0; p < levels_.size(); ++p)
            if (std::cmp_less(levels_[p] + 1, instance_.projects[p].levels.size()))
                open.emplace_back(static_cast<int>(p), levels_[p] + 1);
        for (const NotBought& no : outcome_.not_bought) told.emplace_back(no.project, no.level);
        if (open != told) fault("state", "not every level that was not bought is told of");
    }

    void check_exhausted() {
        for (std::size_t i = 0; i < levels_.size(); ++i) {
            const int p = static_cast<int>(i);
            if (std::cmp_greater_equal(levels_[i] + 1, instance_.projects[i].levels.size()) ||
                supporters(p).empty() || !forbidden(p).empty())
                continue;
            bool can_pay = true;
            for (std::size_t r = 0; r < instance_.resources.size(); ++r) {
                Rational together;
                for (const int voter : supporters(p)) together += shares_[at(voter)][r];
                can_pay = can_pay && together >= Rational(step_cost(p, r));
            }
            if (can_pay || options_.completes)
                fault("exhausted", "the next step of " + name(p) + " could have been bought");
        }
    }

    const ConstrainedInstance& instance_;
    const ConstrainedOptions& options_;
    const ConstrainedOutcome& outcome_;
    std::map<std::pair<int, int>, Rational> utility_;  // project, voter
    std::vector<int> levels_;
    ResourceShares shares_;
    std::map<std::string, std::string> faults_;
    bool is_whole_ = true;
};

}  // namespace

Verification verify(const ConstrainedInstance& instance, const Profile& profile,
                    const ConstrainedOptions& options, const ConstrainedOutcome& outcome,
                    const ResourceShares& shares) {
    return Verifier(instance, profile, options, outcome, shares).run();
}

}  // namespace areena::selection
