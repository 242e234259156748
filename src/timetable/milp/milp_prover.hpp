#pragma once

#include "timetable/exact/selection.hpp"
#include "timetable/milp/formulation.hpp"
#include "timetable/milp/highs.hpp"

#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace areena::timetable::detail {

/// Proves stages with HiGHS, in the place of `Selection` where that was too slow: the stages before
/// are kept as rows, the stage is the objective, and the best known is where it begins. What HiGHS
/// finds is rounded, verified by `verify` and compared in whole numbers before it is taken over;
/// that there is nothing better rests on its computing in doubles, with all factors small enough to
/// be told apart (`Program::fits_doubles`).
class MilpProver {
public:
    /// `held` marks activities that stay placed; `work` is the limit, as of `Options::proof`, with twice
    /// as much for looking near prices.
    MilpProver(const Model& model, const Goals& goals, std::vector<char> held, std::int64_t work,
               const Progress& progress);

    /// Leaves aside what ends later, for all stages (see `Choices`).
    void set_latest_ends(std::vector<int> latest) { latest_ = std::move(latest); }

    /// What each place loses by prices of the linear relaxation: where to look first for more value.
    void set_losses(PlaceLosses losses) { losses_ = std::move(losses); }

    /// The same as `Selection::run`.
    bool run(int stage, Incumbent& best);

    /// Lowers what no timetable exceeds by what came of a stage that was not proved, among timetables
    /// as good in all the stages before.
    void sharpen(Objective& bound) const;

    [[nodiscard]] bool stopped() const noexcept { return stopped_; }
    [[nodiscard]] std::int64_t used() const noexcept { return used_ + looked_; }

private:
    enum class Verdict { best, better_found, open };

    bool begin();
    /// What `Model::urgency` sums up to.
    [[nodiscard]] std::int64_t urgency(const Objective& objective) const;
    bool prove_urgency(Incumbent& best);
    /// Looks for more value among the places that lose least, which is a far smaller program.
    void look_near_prices(Incumbent& best);
    [[nodiscard]] Choices choices_near_prices(const Incumbent& best) const;
    bool prove_leximin(int stage, Incumbent& best);
    bool prove_peak(int stage, Incumbent& best);
    /// A measure that is one sum over all that is placed.
    bool prove_sum(int stage, Incumbent& best);
    void aim_at(Measure measure, Formulation& program) const;
    /// What `aim_at` maximizes.
    [[nodiscard]] std::int64_t reached(Measure measure, const Objective& objective) const;
    /// False where that cannot be written down.
    [[nodiscard]] bool keep(Measure measure, const Incumbent& best, Formulation& program) const;
    /// The rules and all that `best` has reached in the stages before `stage`; none as for `keep`.
    [[nodiscard]] std::optional<Formulation> formulation(int stage, const Incumbent& best) const;
    [[nodiscard]] std::int64_t change_base() const {
        return static_cast<std::int64_t>(goals_->earlier.size()) + 1;
    }
    /// If nothing is placed, everything is dropped.
    [[nodiscard]] std::int64_t all_changes() const {
        return (change_base() - 1) * change_base() * change_base();
    }
    void keep_levels(Formulation& program, const std::vector<std::int64_t>& levels,
                     std::size_t places) const;
    [[nodiscard]] highs::Answer ask(const Formulation& program, const Incumbent* start) {
        return ask(program, start, used_, work_);
    }
    /// Adds to `used`, up to `most` or a little more.
    [[nodiscard]] highs::Answer ask(const Formulation& program, const Incumbent* start,
                                    std::int64_t& used, std::int64_t most);
    /// Takes over what is better; `reached` tells what an objective has of what is maximized.
    template <class Reached>
    Verdict judge(const Formulation& program, const highs::Answer& answer, Reached reached,
                  Incumbent& best);
    bool take_better(const Formulation& program, const highs::Answer& answer, Incumbent& best);

    const Model* model_;
    const Goals* goals_;
    std::vector<char> held_;
    const Progress* progress_;
    std::optional<WholeValues> values_;
    PlaceLosses losses_;                // empty where there are no prices, and once used
    std::vector<int> latest_;           // by activity; empty for no limit
    std::unique_ptr<Choices> choices_;  // made when first needed
    std::unique_ptr<Formulation> rules_;
    std::optional<std::pair<Measure, std::int64_t>> open_;  // what the stage not proved is below
    std::int64_t work_;
    std::int64_t used_ = 0;
    std::int64_t looked_ = 0;  // work near prices
    std::int64_t last_bound_ = 0;  // of the last answer judged open, if it had one
    bool has_bound_ = false;
    bool stopped_ = false;
    bool begun_ = false;
};

}  // namespace areena::timetable::detail
