#pragma once

#include "areena/core/finding.hpp"
#include "areena/io/limits.hpp"
#include "areena/selection/grouped.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// \file
/// The .pb format of participatory budgeting (https://pabulib.org/format): semicolons between cells,
/// sections META, PROJECTS and VOTES, each with a line of column names.

namespace areena::io {

/// What a file says of a project beside id and cost.
struct PabulibProject {
    std::string name;
    std::string category;  ///< as written: keys with commas between them
    std::string target;
    std::string selected;

    bool operator==(const PabulibProject&) const = default;
};

/// An election as a file has it. Of voters only the ballots are kept: ages, sexes, voter ids and
/// proposers never are.
struct Pabulib {
    std::vector<std::pair<std::string, std::string>> meta;  ///< in the order of the file
    selection::Instance instance;  ///< costs and the budget in 1 / money_unit
    std::int64_t money_unit = 1;   ///< 1, or a power of ten if there are fractions of money
    std::vector<PabulibProject> projects;  ///< beside instance.projects
    selection::GroupedProfile profile;
    /// What was read leniently or does not add up: a project twice in a vote (counted once), a free
    /// project, a cost above the budget, a number of votes or projects other than announced, no
    /// votes, a first choice among several where one was asked for.
    std::vector<Finding> findings;

    bool operator==(const Pabulib&) const = default;
};

/// Elections of cities: up to 1 GB and five million lines.
inline constexpr Limits pabulib_limits{1'000'000'000, 64, 1'000'000, 5'000'000, 100};

/// Reads a text. Takes what is met in the wild: a byte order mark, any line ends, quotes, blanks
/// around cells, whole numbers as "4000.0", decimal commas, ids that are no numbers. Throws `Error`
/// with every fault found, each with line and column (`pabulib.*`), and `io.limit` beyond a limit.
/// Linear in the text.
[[nodiscard]] Pabulib read_pabulib(std::string_view text, std::string_view file = {},
                                   const Limits& limits = pabulib_limits);

/// Reads a file. Also throws `io.read`.
[[nodiscard]] Pabulib read_pabulib_file(const std::filesystem::path& path,
                                        const Limits& limits = pabulib_limits);

/// Writes an election, voters numbered from 1 in the order of the groups. Reading it again gives an
/// equal election. Throws `pabulib.write` for what the format cannot hold: an empty id, one with blanks
/// around it, a comma in one that has votes, points that are no decimals of at most 6 places.
[[nodiscard]] std::string write_pabulib(const Pabulib& election);

}  // namespace areena::io
