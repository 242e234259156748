#pragma once

#include "timetable/exact/selection.hpp"
#include "timetable/milp/formulation.hpp"
#include "timetable/milp/highs.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace areena::timetable::detail {

/// Proves stages with HiGHS, in the place of `Selection` where that was too slow: the stages before
/// are kept as rows, the stage is the objective, and the best known is where it begins. What HiGHS
/// finds is rounded, verified by `verify` and compared in whole numbers before it is taken over;
/// that there is nothing better rests on its computing in doubles, with all factors small enough to
/// be told apart (`Program::fits_doubles`).
class MilpProver {
public:
    /// `held` marks activities that stay placed; `work` is the limit, as of `Options::proof`.
    MilpProver(const Model& model, std::vector<char> held, std::int64_t work,
               const Progress& progress);

    /// The same as `Selection::run`.
    bool run(Stage stage, Incumbent& best);

    /// What no timetable exceeds, as far as a stage that was not proved came; in `best`'s parts before
    /// it must be as good.
    [[nodiscard]] const std::optional<Rational>& value_bound() const { return value_bound_; }
    [[nodiscard]] const std::optional<std::int64_t>& ends_bound() const { return ends_bound_; }

    [[nodiscard]] bool stopped() const noexcept { return stopped_; }
    [[nodiscard]] std::int64_t used() const noexcept { return used_; }

private:
    enum class Verdict { best, better_found, open };

    bool begin();
    /// What `Model::urgency` sums up to.
    [[nodiscard]] std::int64_t urgency(const Objective& objective) const;
    bool prove_value(Incumbent& best);
    bool prove_coverage(Incumbent& best);
    bool prove_ends(Incumbent& best);
    bool prove_peak(Incumbent& best);
    /// The rules and all that `best` has reached in the stages before `stage`.
    [[nodiscard]] Formulation formulation(Stage stage, const Incumbent& best) const;
    void keep_levels(Formulation& program, const std::vector<std::int64_t>& levels,
                     std::size_t places) const;
    [[nodiscard]] highs::Answer ask(const Formulation& program, const Incumbent* start);
    /// Takes over what is better; `reached` tells what an objective has of what is maximized.
    template <class Reached>
    Verdict judge(const Formulation& program, const highs::Answer& answer, Reached reached,
                  Incumbent& best);
    bool take_better(const Formulation& program, const highs::Answer& answer, Incumbent& best);

    const Model* model_;
    std::vector<char> held_;
    const Progress* progress_;
    std::optional<WholeValues> values_;
    std::unique_ptr<Choices> choices_;  // made when first needed
    std::unique_ptr<Formulation> rules_;
    std::optional<Rational> value_bound_;
    std::optional<std::int64_t> ends_bound_;
    std::int64_t work_;
    std::int64_t used_ = 0;
    std::int64_t last_bound_ = 0;  // of the last answer judged open, if it had one
    bool has_bound_ = false;
    bool stopped_ = false;
    bool begun_ = false;
};

}  // namespace areena::timetable::detail
