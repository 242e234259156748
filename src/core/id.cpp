#include "areena/core/id.hpp"

#include <algorithm>

namespace areena {

bool is_valid_key(std::string_view text) noexcept {
    constexpr std::size_t longest = 128;
    const auto is_alphanumeric = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    };
    const auto is_allowed = [&](char c) {
        return is_alphanumeric(c) || c == '-' || c == '_' || c == '.';
    };
    return !text.empty() && text.size() <= longest && is_alphanumeric(text.front()) &&
           std::ranges::all_of(text, is_allowed);
}

}  // namespace areena
