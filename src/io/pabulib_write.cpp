#include "areena/io/pabulib.hpp"

#include <algorithm>
#include <string>

namespace areena::io {
namespace {

using selection::BallotKind;

/// A number in 1 / `unit`, a power of ten or a divisor of one.
std::string decimal(std::int64_t value, std::int64_t unit) {
    std::string text = std::to_string(value / unit);
    std::int64_t rest = value % unit;
    if (rest == 0) return text;
    text += '.';
    while (rest != 0) {
        rest *= 10;
        text += static_cast<char>('0' + rest / unit);
        rest %= unit;
    }
    return text;
}

std::string cell(const std::string& text) {
    if (text.find_first_of(";\"\n\r") == std::string::npos) return text;
    std::string made = "\"";
    for (const char c : text) {
        if (c == '"') made += '"';
        made += c;
    }
    return made + '"';
}

void write_projects(const Pabulib& election, std::string& text) {
    text += "PROJECTS\nproject_id;cost;name;category;target;selected\n";
    for (std::size_t p = 0; p < election.instance.projects.size(); ++p) {
        const auto& project = election.instance.projects[p];
        const PabulibProject said =
            p < election.projects.size() ? election.projects[p] : PabulibProject{};
        text += cell(project.id) + ';' + decimal(project.cost, election.money_unit) + ';' +
                cell(said.name) + ';' + cell(said.category) + ';' + cell(said.target) + ';' +
                cell(said.selected) + '\n';
    }
}

/// The cells of a ballot: its projects, and its points where the kind has them.
std::string ballot_cells(const Pabulib& election, std::size_t group) {
    const auto& profile = election.profile;
    std::vector<std::size_t> places;
    for (std::size_t i = profile.begin[group]; i < profile.begin[group + 1]; ++i)
        places.push_back(i);
    if (profile.kind == BallotKind::ordinal)
        std::ranges::stable_sort(places, std::greater{},
                                 [&](std::size_t i) { return profile.points[i]; });
    std::string ids;
    std::string points;
    for (const std::size_t i : places) {
        if (!ids.empty()) ids += ',';
        ids += election.instance.projects[static_cast<std::size_t>(profile.projects[i])].id;
        if (profile.kind != BallotKind::cumulative && profile.kind != BallotKind::scoring) continue;
        if (!points.empty()) points += ',';
        points += decimal(profile.points.empty() ? 1 : profile.points[i], profile.points_unit);
    }
    const bool has_points =
        profile.kind == BallotKind::cumulative || profile.kind == BallotKind::scoring;
    return cell(ids) + (has_points ? ';' + points : std::string());
}

}  // namespace

std::string write_pabulib(const Pabulib& election) {
    std::string text = "META\nkey;value\n";
    for (const auto& [key, value] : election.meta) text += cell(key) + ';' + cell(value) + '\n';
    write_projects(election, text);
    const auto kind = election.profile.kind;
    const bool has_points = kind == BallotKind::cumulative || kind == BallotKind::scoring;
    text += has_points ? "VOTES\nvoter_id;vote;points\n" : "VOTES\nvoter_id;vote\n";
    std::int64_t voter = 0;
    for (std::size_t g = 0; g < election.profile.num_groups(); ++g) {
        const std::string cells = ballot_cells(election, g);
        for (std::int64_t i = 0; i < election.profile.voters[g]; ++i)
            text += std::to_string(++voter) + ';' + cells + '\n';
    }
    return text;
}

}  // namespace areena::io
