#pragma once

#include "areena/core/localized_text.hpp"
#include "areena/core/quantity.hpp"
#include "areena/marks.hpp"

#include <optional>
#include <string>
#include <vector>

namespace areena {

enum class AreaKind : std::uint8_t { municipality, employment_area, region, wellbeing_county, other };

/// A number about an area or a member in one year.
struct Figure {
    std::string name;  ///< what it counts: "population-16-18"
    FigureValue value;
    std::optional<std::int64_t> year;
    std::optional<SourceId> source;
    std::optional<FormulaId> derived;

    bool operator==(const Figure&) const = default;
};

/// A municipality, an employment area, a region. Areas do not form one tree: an area may lie within
/// several others of different kinds.
struct Area {
    AreaId id;
    AreaKind kind = AreaKind::other;
    LocalizedText name;
    std::optional<std::string> code;      ///< official code, without a prefix
    std::vector<AreaId> within;
    std::vector<Language> languages;      ///< official languages, the majority's first
    std::vector<Figure> figures;
    std::optional<SourceId> source;
    bool illustrative = false;
    std::optional<FormulaId> derived;
    Extra extra;

    bool operator==(const Area&) const = default;
};

template <>
const Type& type_of<AreaKind>();
template <>
const Type& type_of<Figure>();
template <>
const Type& type_of<Area>();

}  // namespace areena
