#pragma once

#include "areena/planning/plan.hpp"
#include "areena/selection/constrained.hpp"
#include "planning/verification/election.hpp"

#include <map>
#include <string>
#include <utility>
#include <vector>

/// \file
/// Inside of planning::verify. Written against the document alone: shares no code with choice,
/// timetable, effort or coverage, so that a fault there does not hide here. Only what resources and
/// levels a choice under constraints has is asked of planning itself (planning/resources.hpp).

namespace areena::planning::verification {

using Days = std::map<std::pair<ExpertiseId, Quarter>, std::int64_t>;

/// What serves a theme: commitments in the plan, and the coverage of their scopes in millionths.
using KeptByTheme = std::map<ThemeId, std::vector<std::pair<const Commitment*, std::int64_t>>>;

/// One reading of a plan; each claim returns what is wrong, or nothing.
class Reader {
public:
    Reader(const Network& network, const PlanDocument& plan) : network_(network), plan_(plan) {}

    std::string references() const;
    std::string complete() const;
    std::string windows() const;
    std::string prerequisites() const;
    std::string excludes() const;
    std::string effort() const;
    std::string capacity() const;
    std::string coverage() const;
    std::string choice() const;
    std::string ledger() const;
    std::string left_out() const;
    std::string objective() const;

private:
    const Scheduled* entry(const CommitmentId& id) const {
        for (const Scheduled& e : plan_.timetable)
            if (e.commitment == id) return &e;
        return nullptr;
    }
    /// Throws `plan.not_found`, which the claim reports.
    static const Scope& scope(const Commitment& commitment, const ScopeId& id) {
        for (const Scope& s : commitment.scopes)
            if (s.id == id) return s;
        throw Error("plan.not_found", "commitment '" + commitment.id.key() + "' has no scope '" +
                                          id.key() + "'");
    }
    const Promise& promise() const { return *network_.promise(); }
    Period window(const Commitment& c) const {
        if (!c.window) return promise().period;
        return {std::max(c.window->start, promise().period.start),
                std::min(c.window->end, promise().period.end)};
    }
    Days wanted(const Scheduled& e) const;
    std::int64_t usable(const Capacity& c) const;
    std::int64_t touching(const std::vector<ExpertiseId>& set, Quarter quarter) const;
    std::string shortage(const LeftOut& left, const Shortage& shortage) const;
    bool benefits(const Commitment& c, const Member& m) const;
    bool holds(const Condition& condition, const Member& m) const;
    std::string covered_otherwise(const MemberCoverage& row, const Member& member,
                                  const std::vector<const Need*>& needs,
                                  const KeptByTheme& kept) const;

    std::int64_t cost_of(const Chosen& chosen) const;
    std::string sums_of_choice() const;
    std::string available_effort() const;
    std::string continued_choice(const ReadElection& election) const;
    std::string repeated_choice(const ReadElection& election) const;
    struct Constrained;
    Constrained constrained(const ReadElection& election) const;
    std::string constrained_choice(const ReadElection& election) const;
    std::string told_otherwise(const ReadElection& election,
                               const selection::ConstrainedOutcome& outcome) const;
    /// Of a voter, in hundredths of person-days.
    Rational opening_share(std::size_t voter) const {
        return Rational(100) * (asked().carry_over && voter < plan_.ledger.size()
                                    ? plan_.ledger[voter].share
                                    : plan_.choice.share);
    }
    std::string categories() const;
    std::string kept_ledger() const;
    std::string books(std::map<MemberId, Rational>& spent) const;
    /// Whether the choice is that of an earlier plan.
    bool is_kept() const { return plan_.provenance.earlier.has_value(); }
    const ChoiceOptions& asked() const { return plan_.provenance.options.choice; }
    bool was_stopped() const { return !plan_.complete && plan_.note.starts_with("stopped"); }

    const Network& network_;
    const PlanDocument& plan_;
};

[[nodiscard]] inline std::string quoted(const std::string& key) { return "'" + key + "'"; }

}  // namespace areena::planning::verification
