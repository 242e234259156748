#include "areena/planning/replan.hpp"

#include "areena/core/fingerprint.hpp"
#include "areena/planning/coverage.hpp"
#include "areena/planning/verify.hpp"
#include "areena/timetable/repair.hpp"
#include "areena/version.hpp"
#include "planning/asked.hpp"
#include "planning/carriers.hpp"
#include "planning/reasons.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace areena::planning {

namespace {
std::size_t at(int index) { return static_cast<std::size_t>(index); }

int first_period(const Frame& frame, Quarter from) {
    const Period& period = frame.promise.period;
    if (from < period.start || period.end < from)
        throw Error("plan.replan", "a plan cannot be made again from " + to_string(from) +
                                       " on: the promise lasts " + to_string(period) +
                                       "; name a quarter of it");
    return frame.period(from);
}

void check_periods(const PlanDocument& earlier, const Frame& frame) {
    const Quarter start = frame.promise.period.start;
    if (earlier.period.start == start) return;
    throw Error("plan.replan", "the earlier plan begins in " + to_string(earlier.period.start) +
                                   " and the promise of network '" + frame.network.id().key() +
                                   "' in " + to_string(start) +
                                   "; plan a new promise anew, and an old one from its own start");
}

/// Writes the document of a plan that keeps an earlier one.
class Rewriter {
public:
    Rewriter(const Plan& earlier, const Asked& asked, Scheduler& scheduler, Quarter from)
        : earlier_(earlier.document()),
          earlier_network_(earlier.network()),
          asked_(asked),
          scheduler_(scheduler),
          from_(from),
          out_(earlier_) {}

    [[nodiscard]] PlanDocument document();

private:
    void keep_choice();
    void settle_books();
    [[nodiscard]] LeftOut why(int project);
    void add_objective();

    const PlanDocument& earlier_;
    const Network& earlier_network_;
    const Asked& asked_;
    Scheduler& scheduler_;
    Quarter from_;
    PlanDocument out_;
};

/// What is kept was chosen before; what is added was not, and stands as completion.
void Rewriter::keep_choice() {
    const Frame& frame = asked_.frame();
    std::vector<Chosen>& chosen = out_.choice.commitments;
    std::set<CommitmentId> known;
    std::erase_if(chosen, [&](const Chosen& row) {
        const int project = frame.project(row.commitment);
        return project < 0 || !scheduler_.is_placed(project);
    });
    for (const Chosen& row : chosen) known.insert(row.commitment);
    for (std::size_t p = 0; p < frame.projects.size(); ++p) {
        const Commitment& commitment = *frame.projects[p];
        if (!scheduler_.is_placed(static_cast<int>(p)) || known.contains(commitment.id)) continue;
        Chosen& row = chosen.emplace_back();
        row.commitment = commitment.id;
        row.step = ChoiceStep::completion;
        row.pass = static_cast<std::int64_t>(out_.passes.size()) - 1;
        row.cost = total_effort(*commitment.default_scope());
    }
}

/// What is dropped is given back to those that carried it, and what is added is taken from those that
/// support it, as from completion: nobody is to have spent its share on what is not done.
void Rewriter::settle_books() {
    const auto has = [](const std::vector<Chosen>& all, const CommitmentId& id) {
        return std::ranges::find(all, id, &Chosen::commitment) != all.end();
    };
    const Frame earlier_frame(earlier_network_);
    const Priorities earlier_priorities = priorities_of(earlier_frame);
    const Carriers before(earlier_frame, earlier_priorities);
    std::map<MemberId, Rational> given_back;
    for (const Chosen& row : earlier_.choice.commitments)
        if (!has(out_.choice.commitments, row.commitment)) before.charge(row, given_back);
    const Priorities priorities = priorities_of(asked_.frame());
    const Carriers now(asked_.frame(), priorities);
    std::map<MemberId, Rational> taken;
    for (const Chosen& row : out_.choice.commitments)
        if (!has(earlier_.choice.commitments, row.commitment)) now.charge(row, taken);
    Rational all;
    for (LedgerEntry& row : out_.ledger) {
        row.spent += taken[row.member] - given_back[row.member];
        all += row.spent;
    }
    for (LedgerEntry& row : out_.ledger)
        row.balance = row.carried +
                      all / Rational(static_cast<std::int64_t>(out_.ledger.size())) - row.spent;
}

LeftOut Rewriter::why(int project) {
    const Commitment& commitment = *asked_.frame().projects[at(project)];
    LeftOut out = scheduler_.why_left_out(project);
    for (const LeftOut& row : earlier_.left_out)
        if (row.commitment == commitment.id) {
            if (row.code == "no_support") return row;
            out.supporters = row.supporters;
        }
    for (const Chosen& row : earlier_.choice.commitments)
        if (row.commitment == commitment.id)
            out.supporters = static_cast<std::int64_t>(row.support.size());
    describe(asked_.frame(), out);
    const Period window = effective_window(commitment, asked_.frame().promise);
    if (out.code == "window" && window.start < from_)
        out.message = "no scope is short enough for the time that is left from " +
                      to_string(from_) + " on";
    return out;
}

void Rewriter::add_objective() {
    out_.objective = scheduler_.objective();
    out_.objective.support = 0;
    for (const Chosen& row : out_.choice.commitments)
        out_.objective.support += counted_support(row.effective_support);
}

PlanDocument Rewriter::document() {
    const Frame& frame = asked_.frame();
    out_.network = {frame.network.data().id, frame.network.data().title};
    out_.period = frame.promise.period;
    out_.complete = true;
    out_.note.clear();
    out_.bounds.clear();
    keep_choice();
    settle_books();
    out_.timetable = scheduler_.timetable();
    out_.coverage = coverage(frame.network, out_.timetable);
    out_.left_out = explain_left_out(frame, scheduler_, [this](int p) { return why(p); });
    out_.standing_shortages = scheduler_.standing_shortages();
    add_objective();
    if (!out_.standing_shortages.empty()) {
        out_.complete = false;
        out_.note = "standing work needs more days than there are";
    }
    return std::move(out_);
}

/// The network that the choice was made in, however many plans have kept it since.
std::string first_choice(const PlanDocument& plan) {
    return plan.provenance.earlier ? plan.provenance.earlier->network_hash
                                   : plan.provenance.network_hash;
}

/// Days that the plan takes from `from` on, by organization and by expertise.
struct Taken {
    std::map<OrganizationId, PersonDays> of_organization;
    std::map<ExpertiseId, PersonDays> of_expertise;

    Taken(const PlanDocument& plan, Quarter from) {
        for (const Scheduled& entry : plan.timetable)
            for (const Contribution& row : entry.contributions) {
                if (row.quarter < from) continue;
                of_organization[row.organization] += row.days;
                of_expertise[row.expertise] += row.days;
            }
    }
};

std::vector<timetable::Loss> losses_of(const Frame& frame, std::vector<Stress>& rows,
                                       const Taken& taken) {
    std::map<OrganizationId, std::vector<int>> pools;
    std::set<int> skills;
    for (std::size_t p = 0; p < frame.pools.size(); ++p) {
        pools[frame.pools[p].organization->id].push_back(static_cast<int>(p));
        skills.insert(frame.pools[p].skills.begin(), frame.pools[p].skills.end());
    }
    const auto days = [](const auto& all, const auto& id) {
        const auto found = all.find(id);
        return found == all.end() ? PersonDays{} : found->second;
    };
    std::vector<timetable::Loss> losses;
    for (auto& [organization, resources] : pools) {
        losses.push_back({std::move(resources), {}});
        rows.emplace_back().organization = organization;
        rows.back().days = days(taken.of_organization, organization);
    }
    for (const int skill : skills) {
        losses.push_back({{}, skill});
        rows.emplace_back().expertise = frame.expertise(skill);
        rows.back().days = days(taken.of_expertise, frame.expertise(skill));
    }
    return losses;
}
}  // namespace

Replan replan(const Plan& earlier, const Network& network, Quarter from,
              const PlanOptions& options, const Progress& progress) {
    const PlanDocument& was = earlier.document();
    const Asked asked(was, network);
    check_periods(was, asked.frame());
    timetable::RepairOptions repairing;
    repairing.from = first_period(asked.frame(), from);
    repairing.search = asked.search({options.work, options.seed});
    const timetable::Repair made =
        timetable::repair(asked.problem(), asked.assignments(), repairing, progress);

    Scheduler scheduler(asked.frame(), options.work, static_cast<std::uint64_t>(options.seed),
                        progress);
    scheduler.take_over(asked.candidates(), made.assignments);
    scheduler.begin_at(repairing.from);
    PlanDocument document = Rewriter(earlier, asked, scheduler, from).document();
    if (made.ending == timetable::Ending::stopped || progress.stopped()) {
        document.complete = false;
        document.note = "stopped before it was done";
    }
    document.provenance = {std::string(library_version), "search", options,
                           fingerprint(type_of<NetworkData>(), &network.data()),
                           EarlierPlan{first_choice(was), from}};
    document.verified = verify(network, document);
    Plan plan(network, std::move(document));
    Comparison comparison = compare(earlier, plan);
    return {std::move(plan), std::move(comparison), proved_words(made.proved)};
}

std::vector<Stress> stress(const Plan& plan, std::optional<Quarter> from,
                           const QuestionOptions& options, const Progress& progress, int threads) {
    const Asked asked(plan.document(), plan.network());
    const Frame& frame = asked.frame();
    timetable::RepairOptions repairing;
    repairing.from = from ? first_period(frame, *from) : 0;
    repairing.fill = false;
    repairing.search = asked.search(options);
    std::vector<Stress> out;
    const auto losses = losses_of(frame, out, {plan.document(), frame.quarter(repairing.from)});
    const auto found = timetable::stress(asked.problem(), asked.assignments(), losses, repairing,
                                         progress, threads);
    for (std::size_t i = 0; i < found.size(); ++i) {
        const timetable::Repair& made = found[i].repair;
        Stress& row = out[i];
        row.dropped = asked.commitments(made.difference.dropped);
        row.rescoped = asked.commitments(made.difference.switched);
        row.moved = asked.commitments(made.difference.moved);
        row.standing = asked.shortages(found[i].standing);
        auto shift = asked.coverage_shift(asked.assignments(), made.assignments);
        row.lose = std::move(shift.lose);
        if (shift.members > 0) {
            row.coverage_before = Share::from_units(shift.before / shift.members);
            row.coverage_after = Share::from_units(shift.after / shift.members);
        }
        row.proved = proved_words(made.proved);
    }
    return out;
}

}  // namespace areena::planning
