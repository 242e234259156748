#pragma once

#include "areena/planning/plan.hpp"
#include "areena/selection/grouped.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace areena::planning::verification {

/// The election of a plan, read from the document: voters are members by id, projects commitments.
class ReadElection {
public:
    ReadElection(const Network& network, const Choice& choice);

    /// Without the votes for what is closed.
    [[nodiscard]] selection::Election without(const std::set<CommitmentId>& closed) const;
    [[nodiscard]] const selection::Instance& instance() const noexcept { return instance_; }
    [[nodiscard]] const std::vector<MemberId>& voters() const noexcept { return voters_; }
    [[nodiscard]] const CommitmentId& commitment(int project) const {
        return commitments_[static_cast<std::size_t>(project)];
    }
    /// -1 for one that is no project.
    [[nodiscard]] int project(const CommitmentId& id) const;
    /// What each supporter of a chosen commitment carries, in hundredths, beside
    /// `election.supporters`; none if somebody else carries it.
    [[nodiscard]] std::optional<std::vector<Rational>> carried(
        const selection::Election& election, const Chosen& chosen) const;

private:
    void add_voter(const MemberId& member, const std::map<int, std::int64_t>& points);
    void read_ballots(const Network& network);
    void read_needs(const Network& network);

    selection::Utility utility_;
    selection::Instance instance_;
    selection::GroupedProfile profile_;
    std::vector<CommitmentId> commitments_;
    std::vector<MemberId> voters_;
};

}  // namespace areena::planning::verification
