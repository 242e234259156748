#pragma once

#include "areena/marks.hpp"

#include <cstdint>
#include <vector>

namespace areena {

/// How a member says its priorities: the ones it approves, points for each, or best first.
enum class BallotFormat : std::uint8_t { approval, points, ranking };

/// A member's priority response (in texts for people): its word on the candidate commitments.
struct Ballot {
    BallotId id;
    MemberId member;
    BallotFormat format = BallotFormat::approval;
    std::vector<CommitmentId> commitments;  ///< for a ranking best first
    std::vector<std::int64_t> points;       ///< for points: one number for each commitment
    std::optional<SourceId> source;
    bool illustrative = false;
    std::optional<FormulaId> derived;
    Extra extra;

    bool operator==(const Ballot&) const = default;
};

template <>
const Type& type_of<BallotFormat>();
template <>
const Type& type_of<Ballot>();

}  // namespace areena
