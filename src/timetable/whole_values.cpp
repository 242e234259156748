#include "timetable/whole_values.hpp"

#include "core/rational_access.hpp"
#include "timetable/wide.hpp"

#include <numeric>

namespace areena::timetable::detail {

std::optional<WholeValues> whole_values(const Problem& problem) {
    constexpr Wide limit = Wide{1} << 45;
    WholeValues values;
    for (const Activity& activity : problem.activities) {
        if (!activity.value.is_small()) return std::nullopt;
        const std::int64_t part = RationalAccess::small_denominator(activity.value);
        const Wide scale = static_cast<Wide>(values.scale) * (part / std::gcd(values.scale, part));
        if (scale >= limit) return std::nullopt;
        values.scale = static_cast<std::int64_t>(scale);
    }
    Wide sum = 0;
    for (const Activity& activity : problem.activities) {
        const std::int64_t factor =
            values.scale / RationalAccess::small_denominator(activity.value);
        const Wide value =
            static_cast<Wide>(RationalAccess::small_numerator(activity.value)) * factor;
        sum += value;
        if (sum >= limit) return std::nullopt;
        values.of.push_back(static_cast<std::int64_t>(value));
    }
    return values;
}

}  // namespace areena::timetable::detail
