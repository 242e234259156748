#pragma once

#include "areena/core/id.hpp"

/// The ids of all nouns, so that a noun can name another without including it.
namespace areena {

using NetworkId = Id<struct NetworkTag>;
using SourceId = Id<struct SourceTag>;
using FormulaId = Id<struct FormulaTag>;
using AreaId = Id<struct AreaTag>;
using ThemeId = Id<struct ThemeTag>;
using ExpertiseId = Id<struct ExpertiseTag>;
using OrganizationId = Id<struct OrganizationTag>;
using OwnershipId = Id<struct OwnershipTag>;
using ServiceId = Id<struct ServiceTag>;
using MemberId = Id<struct MemberTag>;
using GroupId = Id<struct GroupTag>;
using NeedId = Id<struct NeedTag>;
using PromiseId = Id<struct PromiseTag>;
using GoalId = Id<struct GoalTag>;
using CommitmentId = Id<struct CommitmentTag>;
using ScopeId = Id<struct ScopeTag>;
using CapacityId = Id<struct CapacityTag>;
using BallotId = Id<struct BallotTag>;

}  // namespace areena
