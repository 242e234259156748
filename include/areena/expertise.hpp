#pragma once

#include "areena/core/localized_text.hpp"
#include "areena/marks.hpp"

namespace areena {

/// A kind of work that commitments need and organizations have: law, data, communications.
struct Expertise {
    ExpertiseId id;
    LocalizedText name;
    std::optional<SourceId> source;
    bool illustrative = false;
    std::optional<FormulaId> derived;
    Extra extra;

    bool operator==(const Expertise&) const = default;
};

template <>
const Type& type_of<Expertise>();

}  // namespace areena
