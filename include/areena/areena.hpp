#pragma once

/// \file
/// Everything: the nouns, checking, the engines, planning and reading and writing.

#include "areena/area.hpp"
#include "areena/ballot.hpp"
#include "areena/capacity.hpp"
#include "areena/check.hpp"
#include "areena/commitment.hpp"
#include "areena/expertise.hpp"
#include "areena/groups.hpp"
#include "areena/ids.hpp"
#include "areena/marks.hpp"
#include "areena/member.hpp"
#include "areena/need.hpp"
#include "areena/network.hpp"
#include "areena/nouns.hpp"
#include "areena/organization.hpp"
#include "areena/promise.hpp"
#include "areena/source.hpp"
#include "areena/theme.hpp"
#include "areena/version.hpp"
#include "areena/planning/choose.hpp"
#include "areena/planning/coverage.hpp"
#include "areena/planning/effort.hpp"
#include "areena/planning/plan.hpp"
#include "areena/planning/schedule.hpp"
#include "areena/planning/verify.hpp"
