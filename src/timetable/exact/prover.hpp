#pragma once

#include "areena/timetable/bounds.hpp"
#include "areena/timetable/proof.hpp"
#include "areena/timetable/search.hpp"
#include "timetable/exact/selection.hpp"
#include "timetable/follower.hpp"
#include "timetable/milp/milp_prover.hpp"
#include "timetable/project/project.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace areena::timetable::detail {

/// Proves a search's result best, part by part, as far as the work allowed goes. Where something
/// better is found, the search goes on from there.
class Prover {
public:
    /// `held` marks activities that stay placed. References are kept.
    Prover(const Model& model, const Goals& goals, std::vector<char> held, const Options& options,
           Follower& follower);

    /// What must be placed, if the makespan comes first. Kept; before anything is proved.
    void set_project(const Project& project);
    /// Before anything is placed: what a stock that is short allows (see `StockChoice`), put into
    /// `state` where all of it can be placed. True if nothing can be worth more.
    bool choose_by_stock(State& state);
    /// Proves the parts from `first` to `last`, each once those before it are proved; puts what is
    /// found better into `state`.
    void prove(State& state, int first, int last);

    [[nodiscard]] bool stopped() const noexcept {
        return meter_.stopped() || stock_meter_.stopped() || (milp_ && milp_->stopped());
    }
    /// What is proved of the timetable last seen, which is worth `objective`.
    [[nodiscard]] Proof proof(const Objective& objective) const;

private:
    void bound_by_prices(std::int64_t work, const Progress& progress);
    void look_at(int stage, const Incumbent& best);
    [[nodiscard]] bool settled_by_bounds(int stage, const Objective& objective) const;
    [[nodiscard]] bool settle(int stage, Incumbent& best);
    [[nodiscard]] bool settle_by_selection(int stage, Incumbent& best);
    [[nodiscard]] int proved_parts(const Objective& objective, const Objective& bound) const;
    [[nodiscard]] Objective relaxed(const Objective& objective) const;
    [[nodiscard]] bool places_all_mandatory(const Objective& objective) const;
    [[nodiscard]] std::vector<int> latest_ends(const Objective& best) const;
    void bound_ends(const Objective& objective, Objective& bound) const;

    const Model* model_;
    const Goals* goals_;
    Follower* follower_;
    std::vector<char> held_;
    Meter meter_;
    Meter stock_meter_;  // as much again: the search trees are not to have less for it
    std::optional<Bounds> bounds_;          // none if the problem is too large to begin with
    std::unique_ptr<Choices> choices_;      // made when first needed
    std::unique_ptr<Selection> selection_;  // the same
    std::unique_ptr<MilpProver> milp_;      // none unless HiGHS is asked for
    bool needed_milp_ = false;
    const Project* project_ = nullptr;
    Rational standing_peak_;                // the load share of standing work alone
    int proved_ = 0;                        // stages, from the first on
};

}  // namespace areena::timetable::detail
