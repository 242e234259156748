#include "planning/verification/reader.hpp"

#include "areena/selection/constrained.hpp"
#include "areena/selection/verify.hpp"
#include "planning/resources.hpp"

#include <algorithm>
#include <set>

namespace areena::planning::verification {

namespace {
std::size_t at(int index) { return static_cast<std::size_t>(index); }
}  // namespace

/// Counted from the document alone: caps are held, what was taken is told, and nothing is done wider
/// than it was chosen.
std::string Reader::categories() const {
    const auto days = [&](const Chosen& chosen, const CategoryOutcome& row) {
        const Commitment& c = network_.commitments().at(chosen.commitment);
        std::int64_t units = 0;
        for (const Effort& e : (chosen.scope ? scope(c, *chosen.scope) : *c.default_scope()).effort)
            if (row.theme ? std::ranges::count(c.themes, *row.theme) > 0
                          : e.expertise == *row.expertise)
                units += e.days.units();
        return units;
    };
    if (plan_.choice.categories.size() != asked().categories.size())
        return "other categories are told of than were asked for";
    for (std::size_t k = 0; k < asked().categories.size(); ++k) {
        const CategoryOutcome& row = plan_.choice.categories[k];
        if (row.theme != asked().categories[k].theme ||
            row.expertise != asked().categories[k].expertise)
            return "other categories are told of than were asked for";
        const std::string name =
            "the category of " + quoted(row.theme ? row.theme->key() : row.expertise->key());
        std::int64_t units = 0;
        for (const Chosen& chosen : plan_.choice.commitments) units += days(chosen, row);
        if (units != row.taken.units()) return name + " takes otherwise than is told";
        if (row.cap && row.taken > *row.cap) return name + " takes more than its cap";
    }
    for (const Chosen& chosen : plan_.choice.commitments) {
        const Commitment& c = network_.commitments().at(chosen.commitment);
        if (!chosen.scope) return quoted(c.id.key()) + " has no scope that was chosen";
        std::map<ExpertiseId, std::int64_t> room;
        for (const Effort& e : scope(c, *chosen.scope).effort) room[e.expertise] += e.days.units();
        for (const Effort& e : scope(c, entry(c.id)->scope).effort)
            if ((room[e.expertise] -= e.days.units()) < 0)
                return quoted(c.id.key()) + " is done wider than it was chosen";
    }
    for (const SharedResource& row : plan_.choice.shared)
        if (row.taken > row.available) return "more is taken of a resource than there is";
    return {};
}

/// The election under constraints, as the engine sees it.
struct Reader::Constrained {
    selection::ConstrainedInstance instance;
    selection::ConstrainedOptions options;
    selection::ResourceShares shares;
    std::set<CommitmentId> closed;
};

Reader::Constrained Reader::constrained(const ReadElection& read) const {
    Constrained out;
    const Frame frame(network_);
    out.instance =
        constrained_instance(frame, asked(), resources_of(frame, asked().resources));
    out.options.ties.ties = asked().ties;
    out.options.ties.seed = static_cast<std::uint64_t>(asked().seed);
    for (const CommitmentId& id : asked().order)
        out.options.ties.order.push_back(read.project(id));
    out.options.completes = plan_.choice.completion == selection::Completion::utilitarian;
    const Rational available(plan_.choice.available.units());
    for (std::size_t v = 0; v < read.voters().size(); ++v) {
        const Rational mine = opening_share(v);
        auto& row = out.shares.emplace_back();
        for (const selection::Resource& resource : out.instance.resources)
            row.push_back(available.sign() == 0 ? Rational()
                                                : mine / available * Rational(resource.budget));
    }
    const std::vector<bool> impossible = impossible_projects(frame);
    for (std::size_t p = 0; p < impossible.size(); ++p)
        if (impossible[p]) out.closed.insert(read.commitment(static_cast<int>(p)));
    return out;
}

/// The rule is run again for each pass from the document's own ballots, and its last outcome proved
/// by `selection::verify`.
std::string Reader::constrained_choice(const ReadElection& read) const {
    if (std::string fault = categories(); !fault.empty()) return fault;
    if (was_stopped()) return {};
    Constrained made = constrained(read);
    for (const Pass& pass : plan_.passes) {
        const selection::Profile profile = selection::by_voter(read.without(made.closed));
        const auto outcome = selection::constrained_shares(made.instance, profile, made.options,
                                                           made.shares);
        std::vector<CommitmentId> winners;
        for (const selection::LevelPurchase& bought : outcome.purchases)
            if (bought.level == 0) winners.push_back(read.commitment(bought.project));
        if (winners != pass.chosen)
            return "the rule chooses otherwise in pass " + std::to_string(pass.number);
        for (const Exclusion& exclusion : pass.excluded) made.closed.insert(exclusion.commitment);
        if (&pass != &plan_.passes.back()) continue;
        for (const selection::Check& check :
             selection::verify(made.instance, profile, made.options, outcome, made.shares).checks)
            if (!check.ok) return check.name + ": " + check.message;
        if (std::string fault = told_otherwise(read, outcome); !fault.empty()) return fault;
    }
    return {};
}

/// Holds what the plan tells to an outcome of the rule.
std::string Reader::told_otherwise(const ReadElection& read,
                                   const selection::ConstrainedOutcome& outcome) const {
    std::map<CommitmentId, std::map<MemberId, Rational>> carried;
    std::vector<CommitmentId> winners;
    for (const selection::LevelPurchase& bought : outcome.purchases) {
        const CommitmentId& id = read.commitment(bought.project);
        if (bought.level == 0) winners.push_back(id);
        for (const selection::ResourcePayment& payment : bought.payments)
            carried[id][read.voters()[at(payment.voter)]] += payment.amount / Rational(100);
    }
    if (winners.size() != plan_.choice.commitments.size())
        return "more or less was chosen than the last pass tells";
    for (std::size_t i = 0; i < winners.size(); ++i) {
        const Chosen& c = plan_.choice.commitments[i];
        std::map<MemberId, Rational> told;
        for (const Support& s : c.support) told[s.member] += s.amount;
        const Commitment& commitment = network_.commitments().at(c.commitment);
        const int level = outcome.levels[at(read.project(c.commitment))];
        if (c.commitment != winners[i] || told != carried[c.commitment] ||
            commitment.scopes[at(levels_of(commitment)[at(level)])].id != *c.scope)
            return quoted(c.commitment.key()) + " was chosen otherwise";
    }
    return {};
}

}  // namespace areena::planning::verification
