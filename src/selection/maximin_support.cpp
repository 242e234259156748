#include "selection/maximin_support.hpp"

#include "selection/load_sharing.hpp"

#include <algorithm>
#include <utility>

namespace areena::selection {
namespace {

std::size_t at(int i) { return static_cast<std::size_t>(i); }

class MaximinSupport {
public:
    MaximinSupport(const Election& election, const TieOrder& ties)
        : election_(election), ties_(ties), loads_(election) {
        for (int p = 0; p < election.num_projects(); ++p) {
            bounds_.push_back({election.cost(p), std::max<std::int64_t>(election.votes(p), 1)});
            if (election.votes(p) > 0) open_.push_back(p);
        }
    }

    Selection run(const Progress& progress) {
        Selection selection;
        while (true) {
            const std::int64_t left = election_.instance().budget - selection.cost;
            std::erase_if(open_, [&](int p) { return election_.cost(p) > left; });
            if (open_.empty()) return selection;
            std::vector<int> tied;
            LoadLevel level;
            if (!find_least(progress, tied, level)) {
                selection.finished = false;
                return selection;
            }
            const int project = ties_.take_first(tied);
            loads_.take(project, level);
            std::erase(open_, project);
            selection.cost += election_.cost(project);
            selection.rounds.push_back(
                {project, false, Rational(level.cost, level.voters), std::move(tied)});
            progress.step("maximin support", static_cast<std::int64_t>(selection.rounds.size()), 0);
        }
    }

private:
    /// The open projects of the least level. More taken, the higher the level of any project: an
    /// old one is a bound from below. False if asked to stop.
    bool find_least(const Progress& progress, std::vector<int>& tied, LoadLevel& least) {
        std::ranges::sort(open_, [this](int a, int b) {
            const auto by = bounds_[at(a)] <=> bounds_[at(b)];
            return by != 0 ? by < 0 : a < b;
        });
        for (const int p : open_) {
            if (progress.stopped()) return false;
            const LoadLevel bound = std::max(bounds_[at(p)], loads_.level());
            if (!tied.empty() && bound > least) break;
            const LoadLevel level = loads_.level_with(p, bound);
            bounds_[at(p)] = level;
            if (!tied.empty() && level > least) continue;
            if (tied.empty() || level < least) {
                tied.clear();
                least = level;
            }
            tied.push_back(p);
        }
        return true;
    }

    const Election& election_;
    const TieOrder& ties_;
    LoadSharing loads_;
    std::vector<LoadLevel> bounds_;  // by project
    std::vector<int> open_;
};

}  // namespace

Selection maximin_support(const Election& election, const TieOrder& ties,
                          const Progress& progress) {
    return MaximinSupport(election, ties).run(progress);
}

}  // namespace areena::selection
