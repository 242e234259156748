#include "selection/winner_marks.hpp"

#include "areena/core/error.hpp"

#include <string>
#include <utility>

namespace areena::selection {
namespace {

std::size_t at(int i) { return static_cast<std::size_t>(i); }

}  // namespace

std::vector<std::uint8_t> winner_marks(const Election& election, std::span<const int> winners) {
    std::vector<std::uint8_t> is_winner(at(election.num_projects()));
    for (const int p : winners) {
        if (p < 0 || p >= election.num_projects())
            throw Error("selection.project",
                        "project number " + std::to_string(p) + " is selected; there are " +
                            std::to_string(election.num_projects()) + ", numbered from 0");
        if (std::exchange(is_winner[at(p)], std::uint8_t{1}) != 0)
            throw Error("selection.project",
                        "project '" + election.instance().projects[at(p)].id +
                            "' is selected twice");
    }
    return is_winner;
}

}  // namespace areena::selection
