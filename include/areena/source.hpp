#pragma once

#include "areena/core/date.hpp"
#include "areena/core/localized_text.hpp"
#include "areena/ids.hpp"
#include "areena/marks.hpp"

#include <optional>
#include <string>
#include <vector>

namespace areena {

/// Where facts come from: a register, a statistic, a decision.
struct Source {
    SourceId id;
    LocalizedText title;
    std::optional<std::string> publisher;
    std::optional<std::string> url;
    std::optional<std::string> licence;
    std::optional<Date> date;
    std::optional<LocalizedText> note;
    Extra extra;

    bool operator==(const Source&) const = default;
};

/// How computed material was computed, in words that let a reader do it again.
struct Formula {
    FormulaId id;
    LocalizedText text;
    std::string version;
    std::vector<SourceId> sources;
    Extra extra;

    bool operator==(const Formula&) const = default;
};

template <>
const Type& type_of<Source>();
template <>
const Type& type_of<Formula>();

}  // namespace areena
