#pragma once

#include "areena/core/fields.hpp"
#include "areena/core/finding.hpp"
#include "io/json_scan.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// \file
/// What the JSON reader finds wrong, put in words, and then into places.
///
/// The reader knows no offsets. It counts the keys, values and opening brackets it is called for,
/// and a fault names the number of the one it concerns; a second walk over the text (JsonScanner,
/// which counts the same things) turns numbers into offsets.

namespace areena::io::detail {

struct Fault {
    Finding finding;
    std::size_t event = 0;  ///< number of the key or value it concerns
    bool quote = false;     ///< show what stands there in `got`
    bool personal = false;  ///< but not what it says
    std::optional<std::size_t> repeated_in{};  ///< the object that has this key twice
    std::size_t noun_level = 0;              ///< of the reader's stack, for the id
};

/// "a number with at most 2 decimals, from 0 to 1": what a value must be. `field` may be null.
[[nodiscard]] std::string describe(const Type& type, const Field* field);

/// "'weight'", "an element of 'themes'", "the document".
[[nodiscard]] std::string subject(const Field* field, bool is_element);

[[nodiscard]] Fault wrong_type(const Type& type, const Field* field, bool is_element);
[[nodiscard]] Fault wrong_null(const Type& type, const Field* field, bool is_element);
[[nodiscard]] Fault broken_rule(const Type& type, const Field* field, bool is_element,
                                std::string_view text);
[[nodiscard]] Fault out_of_range(const Type& type, const Field* field, bool is_element);
[[nodiscard]] Fault too_precise(const Type& type, const Field* field, bool is_element);
[[nodiscard]] Fault unknown_field(const Type& record, std::string_view key);
[[nodiscard]] Fault missing_field(const Field& field);
[[nodiscard]] Fault repeated_key(std::string_view key);
[[nodiscard]] Fault over_limit(std::string_view code, std::string message, std::size_t limit,
                               std::string_view unit);

/// The faults of one reading.
class Faults {
public:
    explicit Faults(std::size_t most) noexcept : most_(most) {}

    /// True when faults are only counted from now on.
    [[nodiscard]] bool full() const noexcept { return faults_.size() >= most_; }
    [[nodiscard]] bool empty() const noexcept { return faults_.empty() && !syntax_ && unlisted_ == 0; }
    void add(Fault fault) { faults_.push_back(std::move(fault)); }
    void count_only() noexcept { ++unlisted_; }
    /// A fault that ended the reading: it is told even when there are too many.
    void add_last(Fault fault) { faults_.push_back(std::move(fault)); }
    /// A fault of the text itself, at an offset.
    void add_last(const SyntaxFault& fault, std::string path);

    /// Gives the id to the faults from `first_event` on that lie in the object at `level`.
    void set_id(std::size_t level, std::size_t first_event, const std::string& id);

    /// All findings with their places, in the order of the text, and a closing note if there are
    /// more than are told.
    [[nodiscard]] std::vector<Finding> finish(std::string_view text) &&;

private:
    struct Located;
    void locate(std::string_view text, std::vector<Located>& located) const;

    std::size_t most_;
    std::size_t unlisted_ = 0;
    std::vector<Fault> faults_;
    std::optional<Finding> syntax_;
    std::size_t syntax_offset_ = 0;
};

}  // namespace areena::io::detail
