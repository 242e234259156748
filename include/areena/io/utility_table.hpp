#pragma once

#include "areena/io/pabulib.hpp"

#include <filesystem>
#include <string_view>

/// \file
/// A user's own utilities beside an election.

namespace areena::io {

/// Reads an election (`read_pabulib`) and what its projects are worth, from a CSV table with a header:
///
/// - `project,utility`: what a project is worth to each of its supporters; one row a project, all of
///   them. A project worth 0 loses its supporters.
/// - `voter,project,utility`: what it is worth to one voter. The table then stands for the ballots:
///   what it does not name is worth nothing to the voter, who still has a share. Voters are those of
///   the column `voter_id` of the section VOTES; a finding says how many have no row.
///
/// Columns stand in any order. Utilities are whole numbers, decimals ("0.25") or fractions ("1/3"),
/// exactly, and not negative. Select with `Utility::points` or `Utility::chamberlin_courant`.
///
/// Throws what `read_pabulib` throws; `selection.utility_table` with every fault of the table, each
/// with line and column: the `csv.*` codes, `selection.column`, `selection.cell`,
/// `selection.project`, `selection.voter`, `selection.duplicate_vote`, `selection.utility`; and
/// `selection.overflow` if utilities have no common unit within 62 bits. Ids of voters are not kept.
[[nodiscard]] Pabulib read_pabulib_with_utilities(std::string_view text, std::string_view table,
                                                  std::string_view file = {},
                                                  std::string_view table_file = {},
                                                  const Limits& limits = pabulib_limits);

/// Reads two files. Also throws `io.read`.
[[nodiscard]] Pabulib read_pabulib_file_with_utilities(const std::filesystem::path& path,
                                                       const std::filesystem::path& table,
                                                       const Limits& limits = pabulib_limits);

}  // namespace areena::io
