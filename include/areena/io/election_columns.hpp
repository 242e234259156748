#pragma once

#include "areena/io/given_columns.hpp"
#include "areena/io/pabulib.hpp"

#include <optional>
#include <vector>

/// \file
/// Elections made of columns, and columns made of elections.

namespace areena::io {

/// What an election is made of. Ids of projects and voters are texts or whole numbers; amounts are
/// whole numbers, decimals, fractions, or doubles, which count as the shortest decimal that names
/// them.
struct ElectionColumns {
    Rational budget;
    std::vector<GivenColumn> projects;  ///< "id", "cost", and "name" if there is one
    /// "voter", "project", and "points" or "rank" (1 for the first choice) if ballots have them; in
    /// any order, a row for each vote.
    std::vector<GivenColumn> votes;
    /// "voter", and "weight" if some count as several: everybody, also who votes for nothing. None:
    /// those who have votes, each once.
    std::optional<std::vector<GivenColumn>> voters;
    /// None: scoring with points, ordinal with ranks, approval else.
    std::optional<selection::BallotKind> kind;
};

inline constexpr std::string_view project_columns[] = {"id", "cost", "name"};
inline constexpr std::string_view vote_columns[] = {"voter", "project", "points", "rank"};
inline constexpr std::string_view voter_columns[] = {"voter", "weight"};

/// Makes an election. Voters are told apart by their ids, which are not kept; equal ballots become
/// one. A vote of 0 points is no support.
///
/// Throws `selection.columns` with every fault found (at most 100), each saying table, column and row
/// (from 0): `selection.column` for one that is missing, of the wrong kind or of another length;
/// `selection.cell` for a value that is missing or none of its column; `selection.budget`,
/// `selection.cost`, `selection.duplicate_project`, `selection.project`, `selection.voter`,
/// `selection.duplicate_vote`, `selection.utility` and `selection.voters` as elsewhere;
/// `selection.overflow` where points have no common unit within 62 bits. Linear in the rows, but for
/// sorting each ballot.
[[nodiscard]] Pabulib election_from_columns(const ElectionColumns& columns);

}  // namespace areena::io
