#pragma once

#include "areena/core/fields.hpp"

#include <compare>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace areena {

/// True for a valid key: 1 to 128 characters, lower-case ASCII letters, digits, '-', '_' and '.',
/// beginning with a letter or a digit. Keys are safe as file names and anchors.
[[nodiscard]] bool is_valid_key(std::string_view text) noexcept;

/// A key from the data, of a type of its own per noun: a `MemberId` is never taken for a
/// `CommitmentId`. An empty id means that none was given yet; it is never valid in a network.
template <class Noun>
class Id {
public:
    Id() = default;
    explicit Id(std::string key) : key_(std::move(key)) {}
    explicit Id(std::string_view key) : key_(key) {}
    explicit Id(const char* key) : key_(key) {}

    [[nodiscard]] const std::string& key() const noexcept { return key_; }
    [[nodiscard]] bool empty() const noexcept { return key_.empty(); }

    auto operator<=>(const Id&) const = default;

private:
    std::string key_;
};

template <class Noun>
[[nodiscard]] const std::string& to_string(const Id<Noun>& id) noexcept {
    return id.key();
}

namespace detail {
template <class Noun>
struct Described<Id<Noun>> {
    static const Type& get() {
        static const Type type = [] {
            Type t = basic<Id<Noun>>(Kind::token, "Id");
            t.rule = "a key of lower-case letters, digits, '-', '_' and '.'";
            t.parse = [](void* p, std::string_view s) {
                if (!is_valid_key(s)) return false;
                *static_cast<Id<Noun>*>(p) = Id<Noun>(s);
                return true;
            };
            t.print = [](const void* p, std::string& out) {
                out += static_cast<const Id<Noun>*>(p)->key();
                return true;
            };
            return t;
        }();
        return type;
    }
};
}  // namespace detail

}  // namespace areena

template <class Noun>
struct std::hash<areena::Id<Noun>> {
    std::size_t operator()(const areena::Id<Noun>& id) const noexcept {
        return std::hash<std::string>{}(id.key());
    }
};
