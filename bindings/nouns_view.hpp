#pragma once

#include "convert.hpp"

#include "areena/core/localized_text.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace areena::python {

/// What `areena.Nouns` holds: all nouns of one kind, looked up by id. It shares the list with the
/// network it came from; nothing is copied but what is asked for.
struct NounsView {
    std::string name;                   ///< "members"
    const Type* list = nullptr;         ///< of a std::vector of nouns
    std::shared_ptr<const void> items;  ///< the vector
    Language language = Language::fi;   ///< of plain texts
    bool is_sorted = false;             ///< by id

    [[nodiscard]] std::size_t size() const { return list->size(items.get()); }
    [[nodiscard]] const Type& element() const { return list->element(); }
    [[nodiscard]] const void* item(std::size_t i) const { return list->item(items.get(), i); }
    [[nodiscard]] py::object object(std::size_t i) const;
    [[nodiscard]] std::string id(std::size_t i) const;
    /// The position of an id, or size(). O(log n) in a network, O(n) in a draft.
    [[nodiscard]] std::size_t find(std::string_view key) const;
};

}  // namespace areena::python
