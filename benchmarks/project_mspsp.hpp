#pragma once

#include "project_psplib.hpp"

#include "areena/core/random.hpp"
#include "areena/timetable/objective.hpp"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <iterator>
#include <map>
#include <numeric>
#include <stdexcept>
#include <string>
#include <vector>

/// \file
/// Multi-skill projects (Young, Feydy and Schutt 2017) in MiniZinc's form of data. An activity takes so
/// many workers of each skill, who there stay with it until it ends. A problem here has them anew in
/// each period: a relaxation, in which a worker may change places. `can_stay` looks for an assignment
/// of workers that stay.

namespace areena::benchmarks {

/// The numbers of each `name = ...;`, true as 1 and false as 0; sets of sets are not looked at.
inline std::map<std::string, std::vector<int>> read_assignments(const std::string& path) {
    std::ifstream in(path);
    std::string line;
    std::string text;
    while (std::getline(in, line)) text += line.substr(0, line.find('%')) + "\n";
    std::map<std::string, std::vector<int>> all;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t equals = text.find('=', at);
        if (equals == std::string::npos) break;
        const std::size_t end = std::min(text.find(';', equals), text.size());
        std::string name;
        for (const char c : text.substr(at, equals - at))
            if (std::isspace(static_cast<unsigned char>(c)) == 0) name += c;
        std::string word;
        for (const char c : text.substr(equals + 1, end - equals)) {
            if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
                word += c;
                continue;
            }
            if (word == "true" || word == "false")
                all[name].push_back(word == "true" ? 1 : 0);
            else if (!word.empty())
                all[name].push_back(std::stoi(word));
            word.clear();
        }
        at = end + 1;
    }
    return all;
}

inline timetable::Problem read_mspsp(const std::string& path) {
    const std::map<std::string, std::vector<int>> data = read_assignments(path);
    const auto numbers = [&](const char* name) -> const std::vector<int>& {
        const auto found = data.find(name);
        if (found == data.end()) throw std::runtime_error(std::string("there is no ") + name);
        return found->second;
    };
    const int num_skills = numbers("nSkills").at(0);
    const int num_activities = numbers("nActs").at(0);
    timetable::Problem problem;
    for (int s = 0; s < num_skills; ++s) problem.skills.push_back("s" + std::to_string(s));
    for (int w = 0; w < numbers("nResources").at(0); ++w) {
        timetable::Resource worker{"w" + std::to_string(w), {}, {1}};
        for (int s = 0; s < num_skills; ++s)
            if (numbers("mastery").at(w * num_skills + s) != 0) worker.skills.push_back(s);
        problem.resources.push_back(std::move(worker));
    }
    for (int a = 0; a < num_activities; ++a) {
        const int duration = numbers("dur").at(a);
        problem.activities.push_back(project_activity(a, duration));
        for (int s = 0; s < num_skills; ++s)
            if (const std::int64_t amount = numbers("sreq").at(a * num_skills + s); amount > 0)
                problem.activities[a].modes[0].requirements.push_back({s, amount * duration});
    }
    std::vector<std::vector<int>> after(static_cast<std::size_t>(num_activities));
    for (std::size_t i = 0; i < numbers("pred").size(); ++i)
        after.at(numbers("pred")[i] - 1).push_back(numbers("succ").at(i) - 1);
    keep_those_that_take_time(problem, std::move(after));
    set_horizon(problem);
    return problem;
}

/// Workers for one activity of those that are free, each of one skill: augmenting paths from each place.
class Staffing {
public:
    Staffing(const timetable::Problem& problem, const std::vector<int>& candidates)
        : problem_(problem), candidates_(candidates), place_of_(candidates.size(), -1) {}

    /// A worker for one more place that needs `skill`.
    bool add(int skill) {
        places_.push_back(skill);
        seen_.assign(candidates_.size(), 0);
        return find(static_cast<int>(places_.size()) - 1);
    }
    [[nodiscard]] std::vector<int> workers() const {
        std::vector<int> out;
        for (std::size_t c = 0; c < candidates_.size(); ++c)
            if (place_of_[c] >= 0) out.push_back(candidates_[c]);
        return out;
    }

private:
    bool find(int place) {
        for (std::size_t c = 0; c < candidates_.size(); ++c) {
            const std::vector<int>& skills = problem_.resources[candidates_[c]].skills;
            if (seen_[c] != 0 || std::find(skills.begin(), skills.end(), places_[place]) == skills.end())
                continue;
            seen_[c] = 1;
            if (place_of_[c] >= 0 && !find(place_of_[c])) continue;
            place_of_[c] = place;
            return true;
        }
        return false;
    }

    const timetable::Problem& problem_;
    std::vector<int> candidates_;
    std::vector<int> place_of_;
    std::vector<int> places_;
    std::vector<char> seen_;
};

/// Whether workers were found who stay with their activities for all of their time: one activity after
/// the other by start, the free workers in random orders with the least able first. That none were
/// found proves nothing.
inline bool can_stay(const timetable::Problem& problem,
                     std::vector<timetable::Assignment> assignments) {
    constexpr int tries = 5'000;
    std::sort(assignments.begin(), assignments.end(),
              [](const auto& a, const auto& b) { return a.start < b.start; });
    Random random(1);
    for (int attempt = 0; attempt < tries; ++attempt) {
        std::vector<int> busy_until(problem.resources.size(), 0);
        bool all = true;
        for (const timetable::Assignment& each : assignments) {
            std::vector<std::pair<std::uint64_t, int>> free;
            for (std::size_t w = 0; w < busy_until.size(); ++w)
                if (busy_until[w] <= each.start)
                    free.emplace_back(10 * problem.resources[w].skills.size() + random.below(attempt % 40 + 1),
                                      static_cast<int>(w));
            std::sort(free.begin(), free.end());
            std::vector<int> candidates;
            for (const auto& [rank, worker] : free) candidates.push_back(worker);
            Staffing staffing(problem, candidates);
            const timetable::Mode& mode = problem.activities[each.activity].modes[each.mode];
            for (const timetable::Requirement& r : mode.requirements)
                for (std::int64_t left = r.amount / each.duration; all && left > 0; --left)
                    all = staffing.add(r.skill);
            if (!all) break;
            for (const int worker : staffing.workers()) busy_until[worker] = each.end();
        }
        if (all) return true;
    }
    return false;
}

}  // namespace areena::benchmarks
