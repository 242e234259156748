#pragma once

#include "areena/core/random.hpp"
#include "timetable/project/schedule.hpp"

#include <functional>
#include <vector>

namespace areena::timetable::detail {

/// Early ends for a project: a population of activity lists that cross over at two points (Hartmann
/// 1998), each made a schedule and justified to both sides. The best half of parents and children
/// goes on; where nothing gets better for long, a new population begins. Deterministic but for the
/// seed.
class Population {
public:
    Population(const Project& project, std::uint64_t seed);

    /// Told the units of work done since it was last asked.
    using GoOn = std::function<bool(std::int64_t)>;

    /// Until the best ends at the project's `least_end`, `patience` generations in a row have found
    /// nothing better, or `go_on` says no.
    void evolve(int patience, const GoOn& go_on);

    /// The best schedule found, by activity; empty if there was none in which all have room.
    [[nodiscard]] const std::vector<Assignment>& best() const noexcept { return best_; }

private:
    struct Member {
        std::vector<int> order;
        std::vector<int> ways;  // by item
        int end = 0;            // slot
        std::int64_t ends = 0;  // their sum
    };

    [[nodiscard]] int below(std::size_t bound) {
        return static_cast<int>(random_.below(static_cast<std::uint64_t>(bound)));
    }
    [[nodiscard]] std::vector<int> sampled_order();
    [[nodiscard]] Member cross(const Member& mother, const Member& father);
    void mutate(Member& member);
    /// False when it is over.
    bool schedule(Member member, std::vector<Member>& into, const GoOn& go_on);
    bool begin(const GoOn& go_on);
    bool next_generation(const GoOn& go_on);
    [[nodiscard]] bool is_best_possible() const;

    const Project* project_;
    Random random_;
    Schedule schedule_;
    std::vector<int> latest_;  // by item: where the longest way through those after it leaves it
    std::vector<Member> members_;
    std::vector<Assignment> best_;
    int best_end_ = 0;
    std::int64_t told_ = 0;
};

}  // namespace areena::timetable::detail
