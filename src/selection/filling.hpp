#pragma once

#include <vector>

namespace areena::selection {

/// A set of projects that a search found, and what no set can exceed.
template <class Value>
struct Filling {
    Value value = 0;
    std::vector<int> ids;
    bool finished = true;
    Value bound = 0;  ///< no filling is worth more, if all are asked for
};

}  // namespace areena::selection
