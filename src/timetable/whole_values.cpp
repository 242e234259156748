#include "timetable/whole_values.hpp"

#include "core/rational_access.hpp"
#include "timetable/wide.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

namespace areena::timetable::detail {

namespace {

/// Collects values: first their denominators, then their sum.
class Scaling {
public:
    explicit Scaling(int bits) : limit_(Wide{1} << bits) {}

    void see(const Rational& value) {
        if (!value.is_small()) fits_ = false;
        if (!fits_) return;
        const std::int64_t part = RationalAccess::small_denominator(value);
        const Wide scale = static_cast<Wide>(scale_) * (part / std::gcd(scale_, part));
        fits_ = scale < limit_;
        if (fits_) scale_ = static_cast<std::int64_t>(scale);
    }
    /// In parts of the scale; counted into the sum `times` over.
    std::int64_t whole_of(const Rational& value, std::int64_t times) {
        const Wide number = static_cast<Wide>(RationalAccess::small_numerator(value)) *
                            (scale_ / RationalAccess::small_denominator(value));
        if (number >= limit_) fits_ = false;
        if (fits_) sum_ += number * times;
        if (sum_ >= limit_) fits_ = false;
        return fits_ ? static_cast<std::int64_t>(number) : 0;
    }

    [[nodiscard]] bool fits() const noexcept { return fits_; }
    [[nodiscard]] std::int64_t scale() const noexcept { return scale_; }

private:
    Wide limit_;
    Wide sum_ = 0;
    std::int64_t scale_ = 1;
    bool fits_ = true;
};

template <class Visit>
void each_need(const Problem& problem, Visit visit) {
    for (const Beneficiary& beneficiary : problem.beneficiaries)
        for (const Need& need : beneficiary.needs)
            if (need.value.sign() > 0) visit(need);
}

/// The largest unit in which every coverage is whole.
std::int64_t unit_of(const Problem& problem) {
    std::int64_t unit = whole;
    for (const Activity& activity : problem.activities)
        for (const Mode& mode : activity.modes) unit = std::gcd(unit, mode.coverage);
    each_need(problem, [&](const Need& need) { unit = std::gcd(unit, need.base); });
    return unit;
}

void add_needs(const Problem& problem, Scaling& scaling, WholeValues& values) {
    const std::int64_t units = whole / values.unit;
    std::map<std::pair<std::int64_t, std::vector<int>>, std::size_t> known;
    each_need(problem, [&](const Need& need) {
        std::vector<int> serving = need.activities;
        std::sort(serving.begin(), serving.end());
        const auto [at, is_new] = known.try_emplace({need.base, std::move(serving)}, values.needs.size());
        if (is_new) values.needs.push_back({0, need.base, at->first.second});
        values.needs[at->second].per_unit += scaling.whole_of(need.value / Rational(units), units);
    });
    for (std::size_t n = 0; n < values.needs.size(); ++n)
        for (const int a : values.needs[n].activities)
            values.needs_of_activity[a].push_back(static_cast<int>(n));
}

}  // namespace

bool has_worth_beyond_activities(const Problem& problem) {
    bool any = false;
    each_need(problem, [&](const Need&) { any = true; });
    for (const Activity& activity : problem.activities)
        for (const Mode& mode : activity.modes)
            any = any || mode.value.sign() != 0 || mode.value_per_period.sign() != 0;
    return any;
}

std::optional<WholeValues> whole_values(const Problem& problem, int bits) {
    WholeValues values;
    values.num_periods = problem.num_periods;
    values.unit = unit_of(problem);
    values.needs_of_activity.resize(problem.activities.size());
    Scaling scaling(bits);
    for (const Activity& activity : problem.activities) {
        scaling.see(activity.value);
        for (const Mode& mode : activity.modes) {
            scaling.see(mode.value);
            scaling.see(mode.value_per_period);
        }
    }
    each_need(problem, [&](const Need& need) {
        scaling.see(need.value / Rational(whole / values.unit));
    });
    if (!scaling.fits()) return std::nullopt;
    values.scale = scaling.scale();
    for (const Activity& activity : problem.activities) {
        values.of.push_back(scaling.whole_of(activity.value, 1));
        std::vector<WholeValues::OfMode>& modes = values.modes.emplace_back();
        for (const Mode& mode : activity.modes)
            modes.push_back({scaling.whole_of(mode.value, 1),
                             scaling.whole_of(mode.value_per_period, problem.num_periods)});
    }
    add_needs(problem, scaling, values);
    if (!scaling.fits()) return std::nullopt;
    return values;
}

}  // namespace areena::timetable::detail
