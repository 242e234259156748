#pragma once

#include "areena/core/fields.hpp"

#include <array>
#include <string_view>

namespace areena::planning {

/// The description of a result, made once, from its table.
template <class T, std::size_t N>
const Type& described(std::string_view name, std::string_view sentence,
                      const std::array<Field, N>& table) {
    static const Type type = record<T>(name, sentence, table);
    return type;
}

}  // namespace areena::planning
