#pragma once

#include "areena/core/quantity.hpp"
#include "areena/selection/election.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// Just enough of the .pb format (Pabulib) to read the reference elections of these tests.

namespace areena::selection::tests {

using Row = std::vector<std::string>;

inline std::string trimmed(std::string_view text) {
    constexpr std::string_view blank = " \t\r\n";
    const auto first = text.find_first_not_of(blank);
    if (first == std::string_view::npos) return {};
    return std::string(text.substr(first, text.find_last_not_of(blank) - first + 1));
}

/// Semicolons between fields, quotes around those that hold one, quotes doubled inside.
inline std::vector<Row> rows_of(std::string_view text) {
    std::vector<Row> rows;
    Row row;
    std::string cell;
    bool quoted = false;
    const auto end_cell = [&] {
        row.push_back(trimmed(cell));
        cell.clear();
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted && c == '"' && i + 1 < text.size() && text[i + 1] == '"') {
            cell += c;
            ++i;
        } else if (c == '"' && (quoted || cell.empty())) {
            quoted = !quoted;
        } else if (!quoted && (c == ';' || c == '\n')) {
            end_cell();
            if (c == '\n') rows.push_back(std::exchange(row, {}));
        } else {
            cell += c;
        }
    }
    end_cell();
    rows.push_back(std::move(row));
    return rows;
}

inline std::vector<std::string> split(std::string_view text) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const auto comma = text.find(',');
        if (const std::string part = trimmed(text.substr(0, comma)); !part.empty())
            parts.push_back(part);
        text.remove_prefix(comma == std::string_view::npos ? text.size() : comma + 1);
    }
    return parts;
}

inline std::int64_t whole_number(const std::string& text) {
    return Decimal<struct PabulibTag, 0>::parse(text).units();
}

/// The election with the ballots' own numbers as utilities: 1 for approvals, points, or for a
/// ranking of k projects k - 1 for the best down to 0 for the last.
class PabulibFile {
public:
    explicit PabulibFile(std::string_view text) {
        if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
        std::string section;
        Row header;
        for (const Row& row : rows_of(text)) {
            if (row.front().empty() && row.size() == 1) continue;
            if (row.front() == "META" || row.front() == "PROJECTS" || row.front() == "VOTES") {
                section = row.front();
                header.clear();
            } else if (header.empty()) {
                header = row;
            } else {
                std::map<std::string, std::string> cells;
                for (std::size_t i = 0; i < row.size() && i < header.size(); ++i)
                    cells[header[i]] = row[i];
                read(section, cells);
            }
        }
        instance.budget = whole_number(meta_.at("budget"));
    }

    Instance instance;
    Profile profile;

private:
    void read(const std::string& section, const std::map<std::string, std::string>& cells) {
        const auto cell = [&](const char* name) {
            const auto found = cells.find(name);
            return found == cells.end() ? std::string() : found->second;
        };
        if (section == "META") {
            meta_[cell("key")] = cell("value");
        } else if (section == "PROJECTS") {
            index_[cell("project_id")] = static_cast<int>(instance.projects.size());
            instance.projects.push_back({cell("project_id"), whole_number(cell("cost"))});
        } else {
            read_ballot(split(cell("vote")), split(cell("points")));
        }
    }

    void read_ballot(const std::vector<std::string>& projects,
                     const std::vector<std::string>& points) {
        std::map<int, Rational> votes;
        const std::string& type = meta_.at("vote_type");
        for (std::size_t i = 0; i < projects.size(); ++i) {
            Rational utility = 1;
            if (type == "ordinal")
                utility = static_cast<std::int64_t>(projects.size() - i - 1);
            else if (type == "cumulative" || type == "scoring")
                utility = Rational(FigureValue::parse(points.at(i)).units(), 1'000'000);
            votes[index_.at(projects[i])] = utility;
        }
        Ballot& ballot = profile.ballots.emplace_back();
        for (const auto& [project, utility] : votes) ballot.votes.push_back({project, utility});
    }

    std::map<std::string, std::string> meta_;
    std::map<std::string, int> index_;
};

}  // namespace areena::selection::tests
