#pragma once

#include "areena/core/fields.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace areena {

/// Calls `visit` for every reference below `object`: the field that makes it, the token itself and
/// its JSON pointer below `path`.
struct Reference {
    const Field& field;
    const Type& type;  ///< of the token
    void* token;
    const std::string& path;

    [[nodiscard]] std::string id() const {
        std::string text;
        print_token(type, token, text);
        return text;
    }
};
void for_each_reference(const Type& type, void* object, std::string& path,
                        const std::function<void(const Reference&)>& visit);

}  // namespace areena
