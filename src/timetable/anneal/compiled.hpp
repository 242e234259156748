#pragma once

#include "timetable/model.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

namespace areena::timetable::detail::anneal {

/// A mode of an activity in one duration: with a start it is a place.
struct Shape {
    int mode = 0;                 ///< of all, see `Compiled::first_mode`
    int duration = 0;             ///< slots
    int last_start = 0;           ///< slot; the first is where the activity's window begins
    int first_row = 0;            ///< of `duration` rows, one for each slot it takes
    std::int64_t value = 0;       ///< of activity and mode
    std::int64_t per_period = 0;  ///< from its end to that of the last period
};

/// Which shape an activity has and where it starts; below 0: not placed.
struct Place {
    int shape = -1;
    int start = 0;

    [[nodiscard]] bool placed() const noexcept { return shape >= 0; }
    bool operator==(const Place&) const = default;
};

/// What is taken of a set of skills in one slot.
struct SetTake {
    int set = 0;
    std::int64_t amount = 0;
};

/// A problem as arrays of whole numbers, made once for a search that makes millions of steps.
///
/// A demand fits a slot if no set of skills asks for more than the resources touching it have (Hall). Of
/// all sets that touch the same resources only the largest can bind, so that with few resources few
/// sets are left of the 2^skills.
struct Compiled {
    const Model* model = nullptr;
    WholeValues values;
    int num_sets = 0;
    std::vector<std::vector<int>> resources_of_set;  ///< that touch it
    std::vector<std::int64_t> slack;  ///< by slot and set: what may be taken beside standing work
    std::vector<int> first_mode;      ///< by activity, and one more: modes of all in one row
    std::vector<std::int64_t> coverage;  ///< by mode of all, units, see `WholeValues::unit`
    std::vector<int> first_shape;        ///< by activity, and one more
    std::vector<Shape> shapes;
    std::vector<int> first_take;  ///< by row, and one more
    std::vector<SetTake> takes;
    std::vector<int> first_need;  ///< by activity, and one more
    std::vector<int> needs;       ///< of `values`
    std::vector<int> first_server;  ///< by need, and one more
    std::vector<int> servers;       ///< activities
    std::int64_t units = 1;         ///< of coverage, one whole

    [[nodiscard]] const std::vector<Consumption>& consumptions(int activity,
                                                               const Shape& shape) const {
        return model->activities[activity].modes[shape.mode - first_mode[activity]].consumptions;
    }
    [[nodiscard]] Spot spot(int activity, const Place& place) const {
        const Shape& shape = shapes[place.shape];
        return {shape.mode - first_mode[activity], place.start, shape.duration};
    }
    /// Starts of all shapes together.
    [[nodiscard]] std::int64_t num_places() const {
        std::int64_t count = 0;
        for (int a = 0; a < num_activities(); ++a)
            for (int s = first_shape[a]; s < first_shape[a + 1]; ++s)
                count += std::max(0, shapes[s].last_start + 1 - model->activities[a].earliest);
        return count;
    }
    [[nodiscard]] int num_activities() const noexcept { return model->num_activities(); }
};

/// None if values are too large to be whole numbers, or the arrays would be too large.
[[nodiscard]] std::optional<Compiled> compile(const Model& model);

}  // namespace areena::timetable::detail::anneal
