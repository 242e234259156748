#include "timetable/pins.hpp"

#include "areena/timetable/objective.hpp"
#include "timetable/calendar.hpp"
#include "timetable/load_state.hpp"
#include "timetable/model.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace areena::timetable::detail {

namespace {

class PinChecker {
public:
    explicit PinChecker(const Problem& problem) : problem_(problem), calendar_(problem) {}

    std::vector<Finding> run() {
        for (std::size_t a = 0; a < problem_.activities.size(); ++a)
            if (problem_.activities[a].pinned) check_place(a);
        if (!findings_.empty()) return std::move(findings_);
        for (std::size_t a = 0; a < problem_.activities.size(); ++a)
            if (problem_.activities[a].pinned) check_others(a);
        if (findings_.empty()) check_room();
        return std::move(findings_);
    }

private:
    void fault(std::size_t activity, const std::string& what) {
        const Pin& pin = *problem_.activities[activity].pinned;
        Finding finding;
        finding.code = "timetable.pinned";
        finding.path = "/activities/" + std::to_string(activity) + "/pinned";
        finding.message = "activity " + key(activity) + " is pinned from " +
                          std::to_string(pin.start) + " up to " +
                          std::to_string(std::int64_t{pin.start} + pin.duration) + what;
        findings_.push_back(std::move(finding));
    }
    [[nodiscard]] std::string key(std::size_t activity) const {
        return "'" + problem_.activities[activity].key + "'";
    }

    void check_place(std::size_t index) {
        const Activity& activity = problem_.activities[index];
        const Pin& pin = *activity.pinned;
        if (pin.start < activity.earliest || pin.duration < 1 ||
            pin.duration > std::int64_t{activity.deadline} - pin.start)
            return fault(index, "; its window is from " + std::to_string(activity.earliest) +
                                    " up to " + std::to_string(activity.deadline));
        if (!calendar_.is_open(pin.start) || !calendar_.is_open(pin.end() - 1))
            return fault(index, "; it must neither start nor end in a closed period");
        const Mode& mode = activity.modes[pin.mode];
        const int length = calendar_.slot(pin.end()) - calendar_.slot(pin.start);
        if (length < mode.min_duration || length > mode.max_duration)
            fault(index, ", " + std::to_string(length) + " open periods; mode '" + mode.key +
                             "' takes from " + std::to_string(mode.min_duration) + " to " +
                             std::to_string(mode.max_duration));
    }

    void check_others(std::size_t index) {
        const Activity& activity = problem_.activities[index];
        for (const int other : activity.excludes)
            if (problem_.activities[other].pinned)
                fault(index, "; it and " + key(static_cast<std::size_t>(other)) +
                                 ", which is pinned too, exclude each other");
        for (const auto& [before, lag] : activity.prerequisites) {
            const std::optional<Pin>& its = problem_.activities[before].pinned;
            if (its && std::int64_t{its->end()} + lag > activity.pinned->start)
                fault(index, "; it waits for " + key(static_cast<std::size_t>(before)) +
                                 ", which is pinned up to " + std::to_string(its->end()) +
                                 (lag > 0 ? " and has a lag of " + std::to_string(lag) : ""));
        }
    }

    /// One after the other: the first that no longer fits is told.
    void check_room() {
        const Model model(problem_);
        LoadState load(model.network, model.calendar, problem_, loads(problem_, {}));
        std::vector<std::int64_t> left;
        for (const Stock& stock : problem_.stocks) left.push_back(stock.amount);
        for (std::size_t a = 0; a < problem_.activities.size(); ++a) {
            const std::optional<Pin>& pin = problem_.activities[a].pinned;
            if (!pin) continue;
            const ModeModel& mode = model.activities[a].modes[pin->mode];
            for (const Consumption& each : mode.consumptions)
                if ((left[each.stock] -= each.amount) < 0)
                    return fault(a, "; beside those pinned before it, stock '" +
                                        problem_.stocks[each.stock].key + "' is short of " +
                                        std::to_string(-left[each.stock]) + " units");
            if (!add(model, mode, *pin, load, a)) return;
        }
    }

    bool add(const Model& model, const ModeModel& mode, const Pin& pin, LoadState& load,
             std::size_t activity) {
        const int first = calendar_.slot(pin.start);
        const int length = calendar_.slot(pin.end()) - first;
        std::vector<Take> scratch;
        for (const PieceNeed& need : mode.needs)
            for (int i = 0; i < length; ++i) {
                const auto takes = takes_at(need, length, i, scratch);
                if (load.fits(need.piece, first + i, takes)) {
                    load.add(need.piece, first + i, takes);
                    continue;
                }
                const std::vector<char> tight = load.short_skills(need.piece, first + i, takes);
                std::string skills;
                for (std::size_t s = 0; s < tight.size(); ++s)
                    if (tight[s] != 0)
                        skills += (skills.empty() ? "'" : ", '") +
                                  problem_.skills[model.network.pieces[need.piece].skills[s]] + "'";
                fault(activity, "; beside those pinned before it, " + skills + " in period " +
                                    std::to_string(calendar_.period(first + i)) +
                                    " is short of " +
                                    std::to_string(load.missing(need.piece, first + i, takes)) +
                                    " units");
                return false;
            }
        return true;
    }

    const Problem& problem_;
    Calendar calendar_;
    std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> check_pins(const Problem& problem) {
    if (std::none_of(problem.activities.begin(), problem.activities.end(),
                     [](const Activity& activity) { return activity.pinned.has_value(); }))
        return {};
    return PinChecker(problem).run();
}

}  // namespace areena::timetable::detail
