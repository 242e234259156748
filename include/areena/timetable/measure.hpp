#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace areena::timetable {

/// One thing that a timetable can be good at.
enum class Measure : std::uint8_t {
    value,     ///< sum of the values of what is placed; more is better
    leximin,   ///< coverage of the beneficiaries, from the worst off upwards; more is better
    coverage,  ///< its sum; more is better
    ends,      ///< earliness: the sum of (half-open) end periods; less is better
    peak,      ///< smooth load: the largest load share; less is better
    changes,   ///< to an earlier timetable: drops, then switches, then moves; less is better
    makespan,  ///< the last (half-open) end period; less is better
};

/// All there are, in their order.
inline constexpr std::array all_measures{Measure::value,   Measure::leximin, Measure::coverage,
                                         Measure::ends,    Measure::peak,    Measure::changes,
                                         Measure::makespan};

/// What is better where nothing else is asked for.
inline constexpr std::array default_objectives{Measure::value, Measure::leximin, Measure::coverage,
                                               Measure::ends, Measure::peak};

/// "value", "leximin" and so on: the names above.
[[nodiscard]] std::string_view to_string(Measure measure);

/// The measure of that name. Throws `timetable.objectives`, naming all there are.
[[nodiscard]] Measure measure_from(std::string_view name);

/// `asked`, or `default_objectives` where it is empty. Throws `timetable.objectives` for a measure
/// that is asked for twice.
[[nodiscard]] std::vector<Measure> objectives_or_default(std::span<const Measure> asked);

}  // namespace areena::timetable
