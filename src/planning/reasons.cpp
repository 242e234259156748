#include "planning/reasons.hpp"

#include <algorithm>

namespace areena::planning {

namespace {
std::string placement(const LeftOut& left_out) {
    return "at scope '" + left_out.scope->key() + "' in " +
           to_string(Period{*left_out.start, *left_out.end});
}

std::string shortages(const LeftOut& left_out) {
    std::string text;
    for (const Shortage& shortage : left_out.shortages) {
        if (!text.empty()) text += "; ";
        for (std::size_t i = 0; i < shortage.expertises.size(); ++i)
            text += (i == 0 ? "" : " + ") + shortage.expertises[i].key();
        text += " in " + to_string(shortage.quarter) + " is short of " +
                to_string(shortage.shortfall) + " person-days";
    }
    return text;
}
}  // namespace

void describe(const Frame& frame, LeftOut& left_out) {
    const Commitment& commitment = frame.network.commitments().at(left_out.commitment);
    std::string& text = left_out.message;
    if (left_out.code == "capacity") {
        text = "does not fit; closest " + placement(left_out) + ", where " + shortages(left_out);
    } else if (left_out.code == "effort") {
        text = "its lightest scope takes " + to_string(*left_out.cost) +
               " person-days and " + to_string(*left_out.left) + " were left";
        if (!left_out.shortages.empty())
            text += "; closest " + placement(left_out) + ", where " + shortages(left_out);
    } else if (left_out.code == "window") {
        const Period window = effective_window(commitment, frame.promise);
        text = "no scope is short enough for its window " + to_string(window) + " (" +
               std::to_string(window.size()) + " quarters)";
    } else if (left_out.code == "prerequisite") {
        text = "waits for '" + left_out.other->key() +
               "', which is not in the plan or ends too late";
    } else if (left_out.code == "excluded") {
        text = "cannot be in one plan with '" + left_out.other->key() + "'";
    } else if (left_out.code == "no_support") {
        text = "no member gave it priority";
    } else if (left_out.code == "not_chosen") {
        text = text.empty() ? "there is room in the timetable, and the rule did not choose it"
                            : "the rule did not choose it: " + text;
    } else {
        text = "the search was stopped before it could be placed or explained";
    }
}

std::vector<LeftOut> explain_left_out(const Frame& frame, const Scheduler& scheduler,
                                      const std::function<LeftOut(int)>& why) {
    std::vector<LeftOut> out;
    for (int project = 0; project < static_cast<int>(frame.projects.size()); ++project)
        if (!scheduler.is_placed(project)) out.push_back(why(project));
    for (const StandingWork& work : frame.standing) {
        if (!effective_window(*work.commitment, frame.promise).empty()) continue;
        LeftOut& row = out.emplace_back();
        row.commitment = work.commitment->id;
        row.code = "window";
        describe(frame, row);
    }
    std::sort(out.begin(), out.end(),
              [](const LeftOut& a, const LeftOut& b) { return a.commitment < b.commitment; });
    return out;
}

}  // namespace areena::planning
