#include "areena/selection/utilitarian.hpp"

#include "selection/electorate.hpp"
#include "selection/tie_order.hpp"

#include <algorithm>
#include <queue>
#include <utility>

namespace areena::selection {

/// The completion at work. Money is counted in 1 / unit.
class UtilitarianCompletion::Run {
public:
    Run(const Instance& instance, const Profile& profile, const State& state,
        const Options& options)
        : electorate_(instance, profile, state),
          ties_(instance, electorate_.num_supporters(), options) {
        fill_queue();
    }

    [[nodiscard]] State state() const { return electorate_.state(); }

    /// The next purchase, already paid for.
    std::optional<Purchase> next() {
        std::optional<Purchase> purchase = find_best();
        if (!purchase) return std::nullopt;
        std::vector<cpp_int> amounts = due(purchase->project);
        purchase->payments = electorate_.pay(purchase->project, amounts);
        return purchase;
    }

    void refuse(const Purchase& purchase) {
        electorate_.refund(purchase.project, purchase.payments);
        stale_ = true;
    }

    void reopen(int project) {
        electorate_.reopen(project);
        stale_ = true;
    }

private:
    struct Candidate {
        Rational score;  // exact, or a bound from above
        int project = 0;

        bool operator<(const Candidate& other) const {
            const auto order = score <=> other.score;
            return order != 0 ? order < 0 : project > other.project;
        }
    };

    /// With bounds from above that hold whatever the shares: every supporter in full.
    void fill_queue() {
        queue_ = {};
        for (int p = 0; p < static_cast<int>(electorate_.num_projects()); ++p)
            if (!electorate_.is_closed(p) && !electorate_.supporters(p).members.empty())
                queue_.push({Rational(electorate_.supporters(p).num_voters), p});
        stale_ = false;
    }

    /// Scores only shrink, as shares do: candidates whose old score is below the best need not be
    /// looked at, and those that do not fit the budget never will.
    std::optional<Purchase> find_best() {
        if (stale_) fill_queue();
        std::vector<Candidate> candidates;
        std::optional<Rational> best;
        while (!queue_.empty() && (!best || queue_.top().score >= *best)) {
            const int project = queue_.top().project;
            queue_.pop();
            if (electorate_.cost(project) > electorate_.budget_left()) continue;
            candidates.push_back({find_score(project), project});
            if (!best || candidates.back().score > *best) best = candidates.back().score;
        }
        if (!best) return std::nullopt;
        Purchase purchase;
        purchase.step = Step::completion;
        purchase.effective_support = *best;
        for (const Candidate& candidate : candidates)
            if (candidate.score == *best) purchase.tied.push_back(candidate.project);
        purchase.project = ties_.take_first(purchase.tied);
        for (Candidate& candidate : candidates)
            if (candidate.project != purchase.project) queue_.push(std::move(candidate));
        return purchase;
    }

    /// Sum over supporters of min(1, share left x supporters / cost).
    [[nodiscard]] Rational find_score(int project) const {
        const Supporters& all = electorate_.supporters(project);
        const cpp_int cost = electorate_.unit() * electorate_.cost(project);
        if (cost == 0) return all.num_voters;
        cpp_int sum = 0;
        for (const Supporters::Member& m : all.members)
            sum += std::min(cost, cpp_int(electorate_.purse(m.group) * all.num_voters)) * m.count;
        return RationalAccess::from_any(std::move(sum), cost);
    }

    /// What each supporter pays, after making the units fine enough for an even part of the cost.
    [[nodiscard]] std::vector<cpp_int> due(int project) {
        const Supporters& all = electorate_.supporters(project);
        const cpp_int voters = all.num_voters;
        const cpp_int cost = electorate_.unit() * electorate_.cost(project);
        electorate_.refine(voters / gcd(voters, cost));
        const cpp_int part = electorate_.unit() * electorate_.cost(project) / voters;
        std::vector<cpp_int> amounts;
        amounts.reserve(all.members.size());
        for (const Supporters::Member& m : all.members)
            amounts.push_back(std::min(electorate_.purse(m.group), part));
        return amounts;
    }

    Electorate electorate_;
    TieOrder ties_;
    std::priority_queue<Candidate> queue_;
    bool stale_ = false;  // shares have grown, or a project has come back
};

UtilitarianCompletion::UtilitarianCompletion(const Instance& instance, const Profile& profile,
                                             const State& start, const Options& options)
    : run_(std::make_unique<Run>(instance, profile, start, options)) {}
UtilitarianCompletion::UtilitarianCompletion(UtilitarianCompletion&&) noexcept = default;
UtilitarianCompletion& UtilitarianCompletion::operator=(UtilitarianCompletion&&) noexcept =
    default;
UtilitarianCompletion::~UtilitarianCompletion() = default;

std::optional<Purchase> UtilitarianCompletion::next() { return run_->next(); }
void UtilitarianCompletion::refuse(const Purchase& purchase) { run_->refuse(purchase); }
void UtilitarianCompletion::reopen(int project) { run_->reopen(project); }
State UtilitarianCompletion::state() const { return run_->state(); }

std::optional<Purchase> next_utilitarian(const Instance& instance, const Profile& profile,
                                         const State& state, const Options& options) {
    return UtilitarianCompletion(instance, profile, state, options).next();
}

Outcome complete_utilitarian(const Instance& instance, const Profile& profile, Outcome outcome,
                             const Options& options, const Progress& progress) {
    UtilitarianCompletion completion(instance, profile, outcome.state, options);
    std::int64_t done = 0;
    while (outcome.finished) {
        if (progress.stopped()) {
            outcome.finished = false;
            break;
        }
        std::optional<Purchase> purchase = completion.next();
        if (!purchase) break;
        outcome.purchases.push_back(*std::move(purchase));
        progress.step("completion", ++done, 0);
    }
    outcome.state = completion.state();
    return outcome;
}

}  // namespace areena::selection
