#pragma once

#include "areena/core/localized_text.hpp"
#include "areena/marks.hpp"

namespace areena {

/// A matter that cuts across goals and commitments: labour demand, shrinking cohorts, reputation.
struct Theme {
    ThemeId id;
    LocalizedText name;
    std::optional<LocalizedText> description;
    std::optional<ThemeId> broader;
    std::optional<SourceId> source;
    bool illustrative = false;
    std::optional<FormulaId> derived;
    Extra extra;

    bool operator==(const Theme&) const = default;
};

template <>
const Type& type_of<Theme>();

}  // namespace areena
