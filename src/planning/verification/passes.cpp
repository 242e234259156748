#include "planning/verification/reader.hpp"

#include "areena/selection/verify.hpp"
#include "planning/verification/payments.hpp"

#include <algorithm>

namespace areena::planning::verification {

namespace {
std::size_t at(int index) { return static_cast<std::size_t>(index); }

bool is_excluded(const Pass& pass, const CommitmentId& id) {
    return std::ranges::find(pass.excluded, id, &Exclusion::commitment) != pass.excluded.end();
}

/// Equal shares as it goes on from pass to pass, gone through with what the plan tells of rho.
class PassReader {
public:
    PassReader(const ReadElection& read, const Choice& choice, std::vector<Rational> shares)
        : read_(read), election_(read.without({})), profile_(selection::by_voter(election_)) {
        state_.shares = std::move(shares);
        state_.closed.resize(read.instance().projects.size());
        for (const Chosen& c : choice.commitments) chosen_[c.commitment] = &c;
    }

    /// What is wrong with a pass, or nothing: as an outcome it is proved by `selection::verify`.
    std::string read(const Pass& pass, bool is_finished) {
        const selection::State start = state_;
        selection::Outcome outcome;
        outcome.finished = is_finished;
        for (const CommitmentId& id : pass.chosen)
            if (std::string fault = buy(pass, id, outcome); !fault.empty()) return fault;
        outcome.state = state_;
        for (const selection::Check& check :
             selection::verify(read_.instance(), profile_, outcome, start).checks)
            if (!check.ok)
                return "pass " + std::to_string(pass.number) + ": " + check.name + ": " +
                       check.message;
        for (std::size_t i = 0; i < pass.chosen.size(); ++i)
            if (is_excluded(pass, pass.chosen[i])) give_back(outcome.purchases[i]);
        return {};
    }

    [[nodiscard]] const std::vector<Rational>& shares() const noexcept { return state_.shares; }
    [[nodiscard]] const selection::Election& election() const noexcept { return election_; }

private:
    std::string buy(const Pass& pass, const CommitmentId& id, selection::Outcome& outcome) {
        const auto out = std::ranges::find(pass.excluded, id, &Exclusion::commitment);
        const auto in = chosen_.find(id);
        const Chosen* kept = nullptr;
        if (out == pass.excluded.end()) {
            if (in == chosen_.end() || in->second->pass != pass.number ||
                in->second->step != ChoiceStep::shares)
                return quoted(id.key()) + " was chosen in pass " + std::to_string(pass.number) +
                       " and is told otherwise";
            kept = in->second;
        }
        const auto rho = kept ? kept->rho : out->rho;
        const int project = read_.project(id);
        if (!rho || project < 0) return quoted(id.key()) + " is no project with a rho";
        outcome.purchases.push_back(purchase(project, *rho));
        const selection::Purchase& bought = outcome.purchases.back();
        if (kept && !is_told(*kept, bought))
            return quoted(id.key()) + " is carried otherwise than by the rule";
        return {};
    }

    /// Everybody gives min(what it has left, rho x utility).
    selection::Purchase purchase(int project, const Rational& rho) {
        selection::Purchase bought;
        bought.project = project;
        bought.rho = rho;
        const auto supporters = election_.supporters(project);
        const auto weights = election_.weights(project);
        Rational largest;
        for (std::size_t i = 0; i < supporters.size(); ++i) {
            Rational due = rho * election_.scale(project);
            if (!weights.empty()) due *= Rational(weights[i]);
            const Rational amount = std::min(state_.shares[at(supporters[i])], due);
            if (amount.sign() == 0) continue;
            state_.shares[at(supporters[i])] -= amount;
            bought.payments.push_back({supporters[i], amount});
            largest = std::max(largest, amount);
        }
        bought.effective_support = largest.sign() > 0
                                       ? Rational(election_.cost(project)) / largest
                                       : Rational(election_.votes(project));
        state_.closed[at(project)] = true;
        state_.spent += election_.cost(project);
        return bought;
    }

    [[nodiscard]] bool is_told(const Chosen& chosen, const selection::Purchase& bought) const {
        const auto told = read_.carried(election_, chosen);
        if (!told || chosen.effective_support != bought.effective_support) return false;
        const auto supporters = election_.supporters(bought.project);
        auto paid = bought.payments.begin();
        for (std::size_t i = 0; i < supporters.size(); ++i) {
            const bool pays = paid != bought.payments.end() && paid->voter == supporters[i];
            if ((*told)[i] != (pays ? paid->amount : Rational())) return false;
            if (pays) ++paid;
        }
        return true;
    }

    void give_back(const selection::Purchase& purchase) {
        for (const selection::Payment& payment : purchase.payments)
            state_.shares[at(payment.voter)] += payment.amount;
        state_.spent -= election_.cost(purchase.project);
    }

    const ReadElection& read_;
    const selection::Election election_;
    const selection::Profile profile_;
    selection::State state_;
    std::map<CommitmentId, const Chosen*> chosen_;
};
}  // namespace

/// Equal shares, pass by pass: each begins from what the one before left and gave back. Then the
/// completion.
std::string Reader::continued_choice(const ReadElection& read) const {
    std::vector<Rational> shares;
    for (std::size_t v = 0; v < read.voters().size(); ++v) shares.push_back(opening_share(v));
    PassReader passes(read, plan_.choice, std::move(shares));
    std::size_t kept = 0;
    for (const Pass& pass : plan_.passes) {
        if (std::string fault = passes.read(pass, !was_stopped()); !fault.empty()) return fault;
        kept += pass.chosen.size() - pass.excluded.size();
    }
    PaymentReader payments(passes.election(), selection::Rule::equal_shares, passes.shares());
    for (const Chosen& c : plan_.choice.commitments) {
        if (c.step == ChoiceStep::shares) {
            if (kept-- == 0) return "more was chosen with shares than the passes tell";
            continue;
        }
        if (plan_.choice.completion == selection::Completion::none)
            return quoted(c.commitment.key()) + " completes a choice that has no completion";
        const auto paid = read.carried(passes.election(), c);
        if (!paid) return quoted(c.commitment.key()) + " is carried by who does not support it";
        if (std::string fault = payments.read(c, read.project(c.commitment), *paid);
            !fault.empty())
            return fault;
    }
    return kept == 0 ? "" : "less was chosen with shares than the passes tell";
}

}  // namespace areena::planning::verification
