#include "areena/selection/ejr_plus.hpp"

#include "areena/core/error.hpp"
#include "core/rational_access.hpp"
#include "selection/winner_marks.hpp"

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>

namespace areena::selection {
namespace {

std::size_t at(int i) { return static_cast<std::size_t>(i); }

/// The scales of all projects as whole numbers of 1 / `unit`.
struct Scales {
    cpp_int unit = 1;
    std::vector<cpp_int> whole;
};

Scales whole_scales(const Election& election) {
    Scales scales;
    for (int p = 0; p < election.num_projects(); ++p)
        scales.unit = lcm(scales.unit, RationalAccess::denominator(election.scale(p)));
    for (int p = 0; p < election.num_projects(); ++p)
        scales.whole.push_back(scales.unit / RationalAccess::denominator(election.scale(p)) *
                               RationalAccess::numerator(election.scale(p)));
    return scales;
}

/// Whether every number that the check forms fits 126 bits.
bool is_small(const Election& election, const Scales& scales) {
    cpp_int most_utility = 0;  // of a voter, and of all supporters of a project
    cpp_int most_cost = 0;
    for (int p = 0; p < election.num_projects(); ++p) {
        most_utility += scales.whole[at(p)] * election.total_weight(p);
        most_cost = std::max(most_cost, cpp_int(election.cost(p)));
    }
    return most_utility * (most_cost * election.num_voters() + election.instance().budget) <
           cpp_int(1) << 126U;
}

/// The check in doubles: who may be in a group that deserves at least what each of it would have.
class NearChecker {
public:
    NearChecker(const Election& election, const std::vector<std::uint8_t>& is_winner)
        : election_(election), got_(election.num_groups()) {
        for (int p = 0; p < election.num_projects(); ++p) {
            if (!is_winner[at(p)]) continue;
            const auto groups = election.supporters(p);
            const double scale = election.scale(p).to_double();
            for (std::size_t i = 0; i < groups.size(); ++i)
                got_[at(groups[i])] += scale * weight(p, i);
        }
    }

    /// Places among the supporters of a project. Who would have more than all together deserve is in
    /// no such group; so they go, and the rest deserve less.
    [[nodiscard]] const std::vector<std::size_t>& may_deserve(int project) {
        const auto groups = election_.supporters(project);
        const double scale = election_.scale(project).to_double();
        const double part = static_cast<double>(election_.instance().budget) * scale /
                            static_cast<double>(election_.num_voters()) /
                            static_cast<double>(election_.cost(project));
        kept_.resize(groups.size());
        std::iota(kept_.begin(), kept_.end(), std::size_t{0});
        for (int round = 0; round < most_rounds; ++round) {
            double together = 0;
            for (const std::size_t i : kept_)
                together += static_cast<double>(election_.voters(groups[i])) * weight(project, i);
            const double deserved = together * part * (1 + tolerance);
            const auto gone = std::erase_if(kept_, [&](std::size_t i) {
                return got_[at(groups[i])] + scale * weight(project, i) > deserved;
            });
            if (gone == 0) break;
        }
        return kept_;
    }

private:
    /// Far more than what sums of as many numbers as there are votes can be off.
    static constexpr double tolerance = 0x1p-20;
    static constexpr int most_rounds = 12;

    [[nodiscard]] double weight(int project, std::size_t i) const {
        const auto weights = election_.weights(project);
        return weights.empty() ? 1 : static_cast<double>(weights[i]);
    }

    const Election& election_;
    std::vector<double> got_;  // by group, what each of its voters has from the winners
    std::vector<std::size_t> kept_;
};

/// The check on whole numbers of one kind: utilities in 1 / unit.
template <class Int>
class Checker {
public:
    Checker(const Election& election, std::vector<std::uint8_t> is_winner, const Scales& scales)
        : election_(election),
          is_winner_(std::move(is_winner)),
          near_(election, is_winner_),
          unit_(scales.unit) {
        for (const cpp_int& each : scales.whole) scales_.push_back(static_cast<Int>(each));
    }

    EjrPlus run() {
        EjrPlus result;
        for (int p = 0; p < election_.num_projects(); ++p) {
            if (is_winner_[at(p)]) continue;
            if (auto group = look_at(p)) result.underserved.push_back(std::move(*group));
        }
        result.holds = result.underserved.empty();
        return result;
    }

private:
    struct Supporter {
        Int with_project;  // utility from the winners and the project
        Int utility;       // of the project, all voters of the group together
        int group = 0;
    };

    /// Of the project to each voter of the i-th group of its supporters.
    [[nodiscard]] Int utility(int project, std::size_t i) const {
        const auto weights = election_.weights(project);
        return weights.empty() ? scales_[at(project)] : Int(scales_[at(project)] * weights[i]);
    }

    std::optional<UnderservedGroup> look_at(int project) {
        const auto& near = near_.may_deserve(project);
        if (near.empty()) return std::nullopt;
        if (got_.empty()) count_got();
        const auto groups = election_.supporters(project);
        std::vector<Supporter> supporters;
        supporters.reserve(near.size());
        for (const std::size_t i : near) {
            const Int worth = utility(project, i);
            supporters.push_back({Int(got_[at(groups[i])] + worth),
                                  Int(worth * election_.voters(groups[i])), groups[i]});
        }
        const Int together = keep_underserved(project, supporters);
        if (supporters.empty()) return std::nullopt;
        return told(project, supporters, together);
    }

    void count_got() {
        got_.resize(election_.num_groups());
        for (int p = 0; p < election_.num_projects(); ++p) {
            if (!is_winner_[at(p)]) continue;
            const auto groups = election_.supporters(p);
            for (std::size_t i = 0; i < groups.size(); ++i) got_[at(groups[i])] += utility(p, i);
        }
    }

    /// Keeps the largest group that deserves at least what each of it would have, and returns its
    /// utility together: of those who have the least, as many as can be.
    Int keep_underserved(int project, std::vector<Supporter>& supporters) const {
        std::ranges::sort(supporters, {}, &Supporter::with_project);
        const Int price = Int(election_.num_voters()) * election_.cost(project);
        Int together = 0;
        Int deserved = 0;
        std::size_t size = 0;
        for (std::size_t i = 0; i < supporters.size(); ++i) {
            together += supporters[i].utility;
            if (i + 1 < supporters.size() &&
                supporters[i + 1].with_project == supporters[i].with_project)
                continue;
            if (supporters[i].with_project * price > together * election_.instance().budget)
                continue;
            size = i + 1;
            deserved = together;
        }
        supporters.resize(size);
        return deserved;
    }

    [[nodiscard]] UnderservedGroup told(int project, const std::vector<Supporter>& supporters,
                                        const Int& together) const {
        UnderservedGroup group;
        group.project = project;
        for (const Supporter& each : supporters) {
            group.groups.push_back(each.group);
            group.voters += election_.voters(each.group);
        }
        std::ranges::sort(group.groups);
        group.got =
            RationalAccess::from_any(cpp_int(supporters.back().with_project), unit_);
        if (election_.cost(project) > 0)
            group.deserved = RationalAccess::from_any(
                cpp_int(together) * election_.instance().budget,
                unit_ * election_.num_voters() * election_.cost(project));
        return group;
    }

    const Election& election_;
    std::vector<std::uint8_t> is_winner_;
    NearChecker near_;
    cpp_int unit_;
    std::vector<Int> scales_;
    std::vector<Int> got_;  // by group, what each of its voters has from the winners
};

}  // namespace

EjrPlus check_ejr_plus(const Election& election, std::span<const int> winners) {
    if (!election.is_additive())
        throw Error("selection.utility",
                    "EJR+ adds up what a voter has from each project, and with chamberlin_courant "
                    "the best project alone counts; ask with another utility");
    std::vector<std::uint8_t> is_winner = winner_marks(election, winners);
    const Scales scales = whole_scales(election);
    if (is_small(election, scales))
        return Checker<int128>(election, std::move(is_winner), scales).run();
    return Checker<cpp_int>(election, std::move(is_winner), scales).run();
}

}  // namespace areena::selection
