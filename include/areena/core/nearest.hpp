#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace areena {

/// At most three of `names` that a person may have meant by `text`: by edit distance with
/// transpositions (optimal string alignment), nearest first, ties by name; none farther than a third
/// of the text's length plus one. O(|names| x |text| x length of a name).
[[nodiscard]] std::vector<std::string> nearest(std::string_view text,
                                               std::span<const std::string_view> names);

}  // namespace areena
