#include "areena/planning/plan.hpp"

#include "areena/core/fingerprint.hpp"
#include "areena/core/parallel.hpp"
#include "areena/core/random.hpp"
#include "areena/planning/verify.hpp"
#include "areena/version.hpp"
#include "planning/choice_reader.hpp"
#include "planning/follower.hpp"
#include "planning/planner.hpp"

#include <algorithm>
#include <memory>

namespace areena::planning {

namespace {
constexpr std::int64_t most_starts = 16;
constexpr std::int64_t starts_by_size = 100'000;  // members x projects that are planned once

int num_starts(const Frame& frame, const PlanOptions& options) {
    constexpr std::int64_t limit = 1'000'000;
    if (options.starts > 0) return static_cast<int>(std::min(options.starts, limit));
    const auto size = static_cast<std::int64_t>(frame.network.members().size()) *
                      static_cast<std::int64_t>(frame.projects.size());
    return static_cast<int>(
        std::clamp(starts_by_size / std::max<std::int64_t>(size, 1), std::int64_t{1}, most_starts));
}

/// The first start has the seed that was asked for.
std::uint64_t seed_of(const PlanOptions& options, int start) {
    const auto seed = static_cast<std::uint64_t>(options.seed);
    return start == 0 ? seed : Random(seed, static_cast<std::uint64_t>(start))();
}

bool is_better(const Objective& a, const Objective& b) {
    if (a.support != b.support) return a.support > b.support;
    if (a.leximin != b.leximin) return a.leximin > b.leximin;
    if (a.coverage != b.coverage) return a.coverage > b.coverage;
    if (a.end_quarters != b.end_quarters) return a.end_quarters < b.end_quarters;
    return a.peak_load < b.peak_load;
}
}  // namespace

Plan::Plan(Network network, PlanDocument document)
    : network_(std::move(network)),
      document_(std::make_shared<const PlanDocument>(std::move(document))) {}

Explanation Plan::explain(const CommitmentId& commitment) const {
    const Commitment& asked = network_.commitments().at(commitment);
    Explanation out;
    out.commitment = commitment;
    if (asked.kind == CommitmentKind::project) out.rule = document_->choice.rule;
    for (const Chosen& chosen : document_->choice.commitments)
        if (chosen.commitment == commitment) out.chosen = chosen;
    for (const Scheduled& entry : document_->timetable)
        if (entry.commitment == commitment) out.scheduled = entry;
    for (const LeftOut& left : document_->left_out)
        if (left.commitment == commitment) out.left_out = left;
    out.status = out.left_out                                                   ? "left_out"
                 : out.scheduled && out.scheduled->kind != CommitmentKind::project ? "kept"
                                                                                : "scheduled";
    if (out.left_out && asked.kind == CommitmentKind::project) {
        const ChoiceReader reader(*this);
        auto reasons = reader.accounts({&*out.left_out});
        reader.check(reasons, {});
        out.choice_reason = std::move(reasons.front());
    }
    return out;
}

Plan plan(const Network& network, const PlanOptions& options, const Progress& progress,
          int threads) {
    const Frame frame(network);
    Follower follower(progress);
    if (follower.is_there())
        follower.set_bound(
            Planner(frame, options, seed_of(options, 0), {}).bounds().value.to_double());
    std::vector<std::unique_ptr<Planner>> starts(
        static_cast<std::size_t>(num_starts(frame, options)));
    const bool once = starts.size() == 1;
    const auto run = [&](int start, const Progress& own) {
        if (start > 0 && own.stopped()) return;
        auto& planner = starts[static_cast<std::size_t>(start)];
        planner = std::make_unique<Planner>(frame, options, seed_of(options, start), own);
        planner->run(once ? Depth::proved : Depth::all);
    };
    if (!once) follower.begin_starts();
    run_parallel(threads, static_cast<int>(starts.size()), follower.progress(), run);
    follower.end_starts();
    Planner* best = starts.front().get();
    for (const auto& planner : starts)
        if (planner && is_better(planner->objective(), best->objective())) best = planner.get();

    best->follow(follower.progress());
    if (!once) best->prove();
    PlanDocument document = best->document();
    document.provenance = {std::string(library_version), "search", options,
                           fingerprint(type_of<NetworkData>(), &network.data())};
    document.verified = verify(network, document);
    return {network, std::move(document)};
}

}  // namespace areena::planning
