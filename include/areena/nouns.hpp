#pragma once

#include "areena/core/error.hpp"
#include "areena/core/nearest.hpp"

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace areena {

namespace detail {
[[noreturn]] void throw_not_found(std::string_view noun, std::string_view id,
                                  std::span<const std::string> ids);
}

/// All nouns of one kind in a network, sorted by id: a view that lives as long as the network.
template <class Noun>
class Nouns {
public:
    using IdType = decltype(Noun::id);

    Nouns(std::span<const Noun> all, std::string_view name) noexcept : all_(all), name_(name) {}

    [[nodiscard]] auto begin() const noexcept { return all_.begin(); }
    [[nodiscard]] auto end() const noexcept { return all_.end(); }
    [[nodiscard]] std::size_t size() const noexcept { return all_.size(); }
    [[nodiscard]] bool empty() const noexcept { return all_.empty(); }
    [[nodiscard]] const Noun& operator[](std::size_t index) const noexcept { return all_[index]; }

    /// The noun with this id, or null. O(log n).
    [[nodiscard]] const Noun* find(const IdType& id) const noexcept {
        auto it = std::lower_bound(all_.begin(), all_.end(), id,
                                   [](const Noun& noun, const IdType& key) { return noun.id < key; });
        return it != all_.end() && it->id == id ? &*it : nullptr;
    }
    /// The noun with this id. Throws `network.not_found`, naming the nearest ids.
    [[nodiscard]] const Noun& at(const IdType& id) const {
        if (const Noun* noun = find(id)) return *noun;
        std::vector<std::string> ids;
        for (const Noun& noun : all_) ids.push_back(noun.id.key());
        detail::throw_not_found(name_, id.key(), ids);
    }
    [[nodiscard]] const Noun& operator[](const IdType& id) const { return at(id); }
    /// Its place in the list, or size() if it is not there.
    [[nodiscard]] std::size_t index_of(const IdType& id) const noexcept {
        const Noun* noun = find(id);
        return noun ? static_cast<std::size_t>(noun - all_.data()) : all_.size();
    }

private:
    std::span<const Noun> all_;
    std::string_view name_;
};

}  // namespace areena
