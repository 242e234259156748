#pragma once

#include "convert.hpp"

#include "areena/selection/equal_shares.hpp"
#include "areena/selection/verify.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <vector>

/// \file
/// What the bindings of selection have in common: classes of areena.selection, keys for ties,
/// indices by id.

namespace areena::python {

[[nodiscard]] py::object selection_class(const char* name);
/// The keys that need nothing beside them. Throws `selection.ties` for any other.
[[nodiscard]] selection::Options tie_options(const std::vector<std::string>& ties);
/// Indices of one kind of thing by id, as they were added.
class Ids {
public:
    /// "project", "resource": how messages and the code of the error call it.
    explicit Ids(const char* kind) : kind_(kind) {}

    /// Of repeated ids the first counts; the engine tells of the repetition.
    void add(const std::string& id) { index_.try_emplace(id, static_cast<int>(count_++)); }
    /// Throws `selection.<kind>`, of kind not_found, with the nearest id.
    [[nodiscard]] int find(const std::string& id) const;
    /// Of a sequence attribute.
    [[nodiscard]] std::vector<int> find_all(py::handle object, const char* name) const;

private:
    const char* kind_;
    std::size_t count_ = 0;
    std::map<std::string, int> index_;
};

[[nodiscard]] py::object to_python(const selection::Verification& verification);

}  // namespace areena::python
