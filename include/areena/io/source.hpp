#pragma once

#include "areena/core/finding.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace areena::io {

/// The text a document was read from: it turns JSON pointers and offsets into lines and columns.
/// Nouns know no lines; a finding about them names a path, and the text is looked at again, only
/// when somebody wants to see where that is. Cheap to copy; never changes.
class Source {
public:
    Source() = default;
    /// `file` is how messages name it, not necessarily a path that exists.
    Source(std::string file, std::string text);

    [[nodiscard]] const std::string& file() const noexcept { return file_; }
    [[nodiscard]] std::string_view text() const noexcept { return *text_; }

    /// Where the value that a JSON pointer (RFC 6901) names begins. If the text does not have it,
    /// the nearest object or array around it that it has; of repeated keys the first. In a text
    /// that is not JSON throughout, what stands before the fault is found. O(size of the text).
    [[nodiscard]] Place locate(std::string_view pointer) const;
    /// The finding with `place` filled in, and those of `related`, from their paths. A place that is
    /// known already is kept and given the file's name.
    [[nodiscard]] Finding locate(Finding finding) const;
    /// The same for many in one pass over the text.
    [[nodiscard]] std::vector<Finding> locate(std::vector<Finding> findings) const;

    /// Line and column of a byte. O(offset).
    [[nodiscard]] Place place(std::size_t offset) const;

private:
    std::string file_;
    std::shared_ptr<const std::string> text_ = std::make_shared<const std::string>();
};

}  // namespace areena::io
