#include "areena/io/pabulib.hpp"

#include "areena/core/error.hpp"
#include "io/pabulib_rows.hpp"
#include "io/in_quotes.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace areena::io {
namespace {

using selection::BallotKind;

__extension__ typedef __int128 wide;

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
        text += cell(project.id) + ';' + detail::decimal(project.cost, election.money_unit) + ';' +
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
        points += detail::decimal(profile.points.empty() ? 1 : profile.points[i], profile.points_unit);
    }
    const bool has_points =
        profile.kind == BallotKind::cumulative || profile.kind == BallotKind::scoring;
    return cell(ids) + (has_points ? ';' + points : std::string());
}

/// What the format cannot hold.
void check_writable(const Pabulib& election) {
    const auto& profile = election.profile;
    std::vector<bool> has_votes(election.instance.projects.size());
    for (const int project : profile.projects) has_votes[static_cast<std::size_t>(project)] = true;
    for (std::size_t p = 0; p < has_votes.size(); ++p) {
        const std::string& id = election.instance.projects[p].id;
        const bool is_lost = id.empty() || detail::trim(id) != id;
        if (is_lost || (has_votes[p] && id.find(',') != std::string::npos))
            throw Error("pabulib.write",
                        "project " + detail::in_quotes(id) +
                            " cannot stand in a .pb file: ids are not empty, have no blanks around "
                            "them and commas between them");
    }
    constexpr std::int64_t millionth = 1'000'000;
    const bool has_points =
        profile.kind == BallotKind::cumulative || profile.kind == BallotKind::scoring;
    for (const std::int64_t points : profile.points)
        if (has_points && static_cast<wide>(points) * millionth % profile.points_unit != 0)
            throw Error("pabulib.write", "there are points of " + std::to_string(points) + "/" +
                                             std::to_string(profile.points_unit) +
                                             "; a .pb file holds at most 6 decimals");
}

}  // namespace

std::string write_pabulib(const Pabulib& election) {
    check_writable(election);
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
