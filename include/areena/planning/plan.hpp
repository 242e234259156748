#pragma once

#include "areena/core/progress.hpp"
#include "areena/core/rational.hpp"
#include "areena/network.hpp"
#include "areena/planning/choice.hpp"
#include "areena/planning/choice_reason.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

/// \file
/// The answer of planning, in the network's words. Every struct here is described by a field table,
/// so that plan.json, Python attributes and tables need no code of their own.

namespace areena::planning {

struct Exclusion {
    CommitmentId commitment;
    std::string code;                    ///< as in `LeftOut::code`
    std::optional<Rational> rho;         ///< equal shares: what its supporters would have given

    bool operator==(const Exclusion&) const = default;
};

/// One round of choosing and scheduling; the ones that did not fit gave their shares back.
struct Pass {
    std::int64_t number = 0;
    std::vector<CommitmentId> chosen;
    std::vector<Exclusion> excluded;

    bool operator==(const Pass&) const = default;
};

/// Days that an organization gives in a quarter out of one of its capacities.
struct Contribution {
    OrganizationId organization;
    ExpertiseId expertise;
    Quarter quarter;
    PersonDays days;
    CapacityId capacity;

    bool operator==(const Contribution&) const = default;
};

/// When, at which scope and by whose days a commitment is done.
struct Scheduled {
    CommitmentId commitment;
    CommitmentKind kind = CommitmentKind::project;
    ScopeId scope;
    Quarter start;
    Quarter end;                         ///< not included
    std::vector<Contribution> contributions;

    bool operator==(const Scheduled&) const = default;
};

struct NeedCoverage {
    NeedId need;
    ThemeId theme;
    std::int64_t weight = 0;
    Share coverage;
    std::vector<CommitmentId> commitments;  ///< in the plan, that serve the need

    bool operator==(const NeedCoverage&) const = default;
};

/// How far a member's needs are covered; no value for a member without needs.
struct MemberCoverage {
    MemberId member;
    std::optional<Share> coverage;
    std::vector<NeedCoverage> needs;

    bool operator==(const MemberCoverage&) const = default;
};

/// Expertises that together do not have the days, in a quarter, and how many are missing.
struct Shortage {
    std::vector<ExpertiseId> expertises;
    Quarter quarter;
    PersonDays shortfall;

    bool operator==(const Shortage&) const = default;
};

/// Why a commitment is not in the plan.
/// `capacity`: the closest placement (scope, start, end) lacks `shortages`. `effort`: the available
/// effort was used up; `cost` against `left`. `window`: no scope is short enough for its window.
/// `prerequisite`: `other` is not in the plan or ends too late. `excluded`: `other` is in the plan.
/// `no_support`: no member gave it priority. `not_chosen`: there would be room, but the rule did not
/// choose it and nothing completes it.
struct LeftOut {
    CommitmentId commitment;
    std::string code;
    std::string message;                 ///< a sentence in English; reports have their own words
    std::optional<ScopeId> scope;
    std::optional<Quarter> start;
    std::optional<Quarter> end;
    std::vector<Shortage> shortages;
    std::optional<CommitmentId> other;
    std::optional<PersonDays> cost;
    std::optional<PersonDays> left;
    std::int64_t supporters = 0;

    bool operator==(const LeftOut&) const = default;
};

/// The value of the plan, best first: the sum of effective support (each commitment's in whole
/// millionths of a member, rounded down), then the sorted coverages, their sum, the sum of end
/// quarters (counted from the promise's start), the peak load as a share of what there is.
struct Objective {
    Rational support;
    std::vector<Share> leximin;
    Share coverage;
    std::int64_t end_quarters = 0;
    Rational peak_load;

    bool operator==(const Objective&) const = default;
};

/// Among what a plan is compared with its bound. `plans`: any plan of the network, whatever it
/// chooses. `timetables`: support, what could have been kept at each step of what was offered at it;
/// the other parts, any timetable of what the plan keeps that is as good in the parts before.
enum class Among : std::uint8_t { plans, timetables };

/// How near a part of the objective is to the best that could be.
struct ObjectiveBound {
    Among among = Among::plans;
    /// plans: support, least_coverage, coverage; timetables: support, leximin (value and bound are
    /// the least coverage), coverage, end_quarters, peak_load
    std::string part;
    Rational value;
    Rational bound;                      ///< none has more (end_quarters, peak_load: less)
    bool proved = false;                 ///< none is better in this part

    bool operator==(const ObjectiveBound&) const = default;
};

struct VerifiedClaim {
    std::string name;
    bool ok = false;
    std::string message;                 ///< what was found, if not ok

    bool operator==(const VerifiedClaim&) const = default;
};

/// What a second reading of the plan, from the document alone, found.
struct Verification {
    bool ok = false;
    std::vector<VerifiedClaim> claims;

    bool operator==(const Verification&) const = default;
};

/// What planning can be asked for.
struct PlanOptions {
    std::int64_t seed = 1;
    std::int64_t work = 4'000'000;       ///< limit of each timetable search, in its units of work
    /// So many times planning begins anew, with other random numbers; the best plan by `Objective`
    /// is kept. 0: by size, sixteen times up to 6,250 members x projects, once from 50,001 on.
    std::int64_t starts = 0;
    ChoiceOptions choice;

    bool operator==(const PlanOptions&) const = default;
};

/// How the plan was made: the same input, options and version give the same plan.
/// A plan that another one keeps.
struct EarlierPlan {
    std::string network_hash;            ///< of the network that its choice was made in
    Quarter quarter;                     ///< the first that could still be planned

    bool operator==(const EarlierPlan&) const = default;
};

struct Provenance {
    std::string areena;
    std::string solver;
    PlanOptions options;
    std::string network_hash;            ///< SHA-256 over the network's content
    /// None if the choice was made for this plan.
    std::optional<EarlierPlan> earlier{};

    bool operator==(const Provenance&) const = default;
};

struct NetworkReference {
    NetworkId id;
    LocalizedText title;

    bool operator==(const NetworkReference&) const = default;
};

/// The content of plan.json.
struct PlanDocument {
    std::string format = "areena-plan";
    std::int64_t version = 0;
    NetworkReference network;
    Period period;
    bool complete = true;                ///< false if it was stopped or standing work does not fit
    std::string note;                    ///< why it is not complete
    Choice choice;
    std::vector<Pass> passes;
    std::vector<Scheduled> timetable;
    std::vector<MemberCoverage> coverage;
    std::vector<LeftOut> left_out;
    std::vector<Shortage> standing_shortages;  ///< standing work beyond capacity, if any
    std::vector<LedgerEntry> ledger;     ///< the books after this promise, by member
    Objective objective;
    std::vector<ObjectiveBound> bounds;
    Verification verified;
    Provenance provenance;

    bool operator==(const PlanDocument&) const = default;
};

/// What can be told of one commitment: where it stands in the plan and why.
struct Explanation {
    CommitmentId commitment;
    std::string status;                  ///< scheduled, kept (standing, recurring), left_out
    std::optional<selection::Rule> rule;  ///< of a project: that of the choice
    std::optional<Chosen> chosen;
    std::optional<Scheduled> scheduled;
    std::optional<LeftOut> left_out;
    std::optional<ChoiceReason> choice_reason;  ///< of a project that is left out

    bool operator==(const Explanation&) const = default;
};

/// A plan: immutable, cheap to copy, holds its network.
class Plan {
public:
    Plan(Network network, PlanDocument document);

    [[nodiscard]] const Network& network() const noexcept { return network_; }
    [[nodiscard]] const PlanDocument& document() const noexcept { return *document_; }
    /// Of a project that was left out it runs the choice again, see `explain_choice`. Throws
    /// `network.not_found`, naming the nearest ids.
    [[nodiscard]] Explanation explain(const CommitmentId& commitment) const;

    friend bool operator==(const Plan& a, const Plan& b) {
        return a.network_ == b.network_ && *a.document_ == *b.document_;
    }

private:
    Network network_;
    std::shared_ptr<const PlanDocument> document_;
};

/// Chooses commitments and schedules them: passes of the rule and timetable search until all that
/// was chosen fits, then completion, then an independent verification. By equal shares a pass goes on
/// from the one before: what did not fit gives its supporters' shares back, and what fitted stays.
/// Any other rule is run again, as if what did not fit had never been proposed.
/// Throws `plan.no_promise` for a network without a promise, and what `choose` throws. What does not fit is left out with its
/// reason; that is a result, not an error. Stopped early, it returns a valid plan with `complete`
/// false. Starts run on up to `threads` threads; the plan is the same whatever their number, and
/// the progress is told on the calling one alone.
[[nodiscard]] Plan plan(const Network& network, const PlanOptions& options = {},
                        const Progress& progress = {}, int threads = 1);

}  // namespace areena::planning

namespace areena {

template <>
const Type& type_of<planning::Among>();
template <>
const Type& type_of<planning::Exclusion>();
template <>
const Type& type_of<planning::Pass>();
template <>
const Type& type_of<planning::Contribution>();
template <>
const Type& type_of<planning::Scheduled>();
template <>
const Type& type_of<planning::NeedCoverage>();
template <>
const Type& type_of<planning::MemberCoverage>();
template <>
const Type& type_of<planning::Shortage>();
template <>
const Type& type_of<planning::LeftOut>();
template <>
const Type& type_of<planning::Objective>();
template <>
const Type& type_of<planning::ObjectiveBound>();
template <>
const Type& type_of<planning::VerifiedClaim>();
template <>
const Type& type_of<planning::Verification>();
template <>
const Type& type_of<planning::PlanOptions>();
template <>
const Type& type_of<planning::EarlierPlan>();
template <>
const Type& type_of<planning::Provenance>();
template <>
const Type& type_of<planning::NetworkReference>();
template <>
const Type& type_of<planning::PlanDocument>();
template <>
const Type& type_of<planning::Explanation>();

}  // namespace areena
