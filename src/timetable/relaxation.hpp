#pragma once

#include "areena/timetable/bounds.hpp"
#include "timetable/model.hpp"

namespace areena::timetable::detail {

/// `bounds` for a problem that has its model already.
[[nodiscard]] Bounds relaxation(const Model& model);

}  // namespace areena::timetable::detail
