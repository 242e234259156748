#pragma once

#include "registry.hpp"

#include "areena/network.hpp"

#include <string_view>

namespace areena::python {

/// What a draft does with one kind of noun, without its C++ type.
struct DraftActions {
    const Type& (*type)();
    std::string_view plural;
    void (*add)(Draft&, const void* noun);
    void (*update)(Draft&, const void* noun);
    void (*remove)(Draft&, std::string_view id);
    void (*rename)(Draft&, std::string_view from, std::string_view to);
};

/// For a noun object. Throws TypeError for anything else.
[[nodiscard]] const DraftActions& actions_for(py::handle noun);

/// For a class ("Member") or its plural ("members"). Throws TypeError with the nearest plural.
[[nodiscard]] const DraftActions& actions_called(py::handle kind);

}  // namespace areena::python
