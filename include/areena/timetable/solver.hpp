#pragma once

#include <cstdint>
#include <string>

namespace areena::timetable {

/// With what a timetable is proved best.
enum class Solver : std::uint8_t {
    own,        ///< areena's own branch and bound: exact, always there, the same on every machine
    highs,      ///< that first, then HiGHS for what is left: far larger problems
    automatic,  ///< `highs` where areena was built with it, otherwise `own`
};

/// The version of HiGHS that areena was built with, as "1.15.1"; empty if it was built without.
[[nodiscard]] std::string highs_version();

}  // namespace areena::timetable
