#pragma once

#include "areena/core/localized_text.hpp"
#include "areena/marks.hpp"

namespace areena {

/// What a theme asks of a member, and how heavily it weighs.
struct Need {
    NeedId id;
    MemberId member;
    ThemeId theme;
    std::int64_t weight = 1;  ///< 1 (light) to 5 (heavy) in the sample; any positive number
    std::optional<LocalizedText> text;
    std::optional<SourceId> source;
    bool illustrative = false;
    std::optional<FormulaId> derived;
    Extra extra;

    bool operator==(const Need&) const = default;
};

template <>
const Type& type_of<Need>();

}  // namespace areena
