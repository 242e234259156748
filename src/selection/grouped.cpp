#include "areena/selection/grouped.hpp"

#include "areena/core/error.hpp"
#include "core/rational_access.hpp"
#include "selection/columns.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

namespace areena::selection {
namespace {

constexpr std::int64_t largest = std::int64_t{1} << 62;

std::int64_t multiply(std::int64_t a, std::int64_t b, const char* what) {
    std::int64_t product = 0;
    if (__builtin_mul_overflow(a, b, &product) || product > largest || product < -largest)
        throw Error("selection.overflow", std::string(what) + " do not fit 62 bits");
    return product;
}

void add(std::int64_t& sum, std::int64_t value, const char* what) {
    if (__builtin_add_overflow(sum, value, &sum) || sum > largest)
        throw Error("selection.overflow", std::string(what) + " do not fit 62 bits");
}

/// Throws if it has no unit within 64 bits.
std::int64_t denominator_of(const Rational& utility) {
    if (!utility.is_small())
        throw Error("selection.overflow",
                    "a utility of " + to_string(utility) + " does not fit 64 bits");
    return RationalAccess::small_denominator(utility);
}

void check_columns(const Instance& instance, const GroupedProfile& profile) {
    if (profile.begin.size() != profile.voters.size() + 1 || profile.begin.front() != 0 ||
        profile.begin.back() != profile.projects.size() ||
        (!profile.points.empty() && profile.points.size() != profile.projects.size()) ||
        profile.points_unit <= 0)
        throw Error("selection.profile", "the columns of the grouped profile do not fit together");
    std::vector<std::size_t> last(instance.projects.size());
    for (std::size_t g = 0; g < profile.voters.size(); ++g) {
        const auto in_group = [&] { return "ballot " + std::to_string(g) + " (from 0)"; };
        if (profile.voters[g] <= 0)
            throw Error("selection.voters", in_group() + " has " +
                                                std::to_string(profile.voters[g]) +
                                                " voters; it must have one at least");
        if (profile.begin[g] > profile.begin[g + 1])
            throw Error("selection.profile", in_group() + " ends before it begins");
        for (std::size_t i = profile.begin[g]; i < profile.begin[g + 1]; ++i) {
            const int project = profile.projects[i];
            if (project < 0 || std::cmp_greater_equal(project, last.size()))
                throw Error("selection.project", in_group() + " votes for project number " +
                                                     std::to_string(project) + "; there are " +
                                                     std::to_string(last.size()) +
                                                     ", numbered from 0");
            std::size_t& seen = last[static_cast<std::size_t>(project)];
            const std::string& id = instance.projects[static_cast<std::size_t>(project)].id;
            if (std::exchange(seen, g + 1) == g + 1)
                throw Error("selection.duplicate_vote",
                            in_group() + " votes for project '" + id + "' twice");
            if (!profile.points.empty() && profile.points[i] < 0)
                throw Error("selection.utility", in_group() + " gives project '" + id +
                                                     "' negative points; they must not be");
        }
    }
}

}  // namespace

std::int64_t GroupedProfile::num_voters() const {
    return std::accumulate(voters.begin(), voters.end(), std::int64_t{0});
}

GroupedProfile to_columns(const std::vector<Ballot>& ballots, std::vector<std::int64_t> voters) {
    GroupedProfile grouped;
    grouped.kind = BallotKind::scoring;
    grouped.voters = std::move(voters);
    for (const Ballot& ballot : ballots)
        for (const Vote& vote : ballot.votes) {
            if (vote.utility == 1) continue;
            const std::int64_t d = denominator_of(vote.utility);
            grouped.points_unit = multiply(
                grouped.points_unit, d / std::gcd(grouped.points_unit, d), "the utilities");
        }
    for (const Ballot& ballot : ballots) {
        for (const Vote& vote : ballot.votes) {
            grouped.projects.push_back(vote.project);
            const Rational scaled = vote.utility * Rational(grouped.points_unit);
            if (!scaled.is_small())
                throw Error("selection.overflow", "the utilities do not fit 64 bits");
            grouped.points.push_back(scaled.floor());
        }
        grouped.begin.push_back(grouped.projects.size());
    }
    return grouped;
}

GroupedProfile group(const Instance& instance, const Profile& profile) {
    validate(instance, profile);
    std::map<std::vector<std::pair<int, Rational>>, std::int64_t> groups;
    for (const Ballot& ballot : profile.ballots) {
        std::vector<std::pair<int, Rational>> votes;
        for (const Vote& vote : ballot.votes) votes.emplace_back(vote.project, vote.utility);
        std::sort(votes.begin(), votes.end());
        ++groups[std::move(votes)];
    }
    std::vector<Ballot> ballots;
    std::vector<std::int64_t> voters;
    for (const auto& [votes, count] : groups) {
        Ballot& ballot = ballots.emplace_back();
        for (const auto& [project, utility] : votes) ballot.votes.push_back({project, utility});
        voters.push_back(count);
    }
    return to_columns(ballots, std::move(voters));
}

GroupedProfile with_utilities(const Instance& instance, GroupedProfile profile,
                              const std::vector<Rational>& by_project) {
    if (by_project.size() != instance.projects.size())
        throw Error("selection.profile", "there are " + std::to_string(by_project.size()) +
                                             " utilities for " +
                                             std::to_string(instance.projects.size()) + " projects");
    check_columns(instance, profile);
    std::int64_t unit = 1;
    for (std::size_t p = 0; p < by_project.size(); ++p) {
        if (by_project[p].sign() < 0)
            throw Error("selection.utility", "project '" + instance.projects[p].id + "' is worth " +
                                                 to_string(by_project[p]) +
                                                 "; it must not be negative");
        const std::int64_t d = denominator_of(by_project[p]);
        unit = multiply(unit, d / std::gcd(unit, d), "the utilities");
    }
    std::vector<std::int64_t> whole;
    for (const Rational& utility : by_project) {
        const Rational scaled = utility * Rational(unit);
        if (scaled > Rational(largest))
            throw Error("selection.overflow", "the utilities do not fit 62 bits");
        whole.push_back(scaled.floor());
    }
    std::vector<std::int64_t> points;
    points.reserve(profile.projects.size());
    for (std::size_t i = 0; i < profile.projects.size(); ++i) {
        const bool supports = profile.points.empty() || profile.points[i] > 0;
        points.push_back(supports ? whole[static_cast<std::size_t>(profile.projects[i])] : 0);
    }
    profile.points = std::move(points);
    profile.points_unit = unit;
    return profile;
}

Election::Election(Instance instance, GroupedProfile profile, Utility utility)
    : instance_(std::move(instance)), utility_(utility) {
    validate(instance_, Profile{});
    check_columns(instance_, profile);
    const std::int64_t points_unit = profile.points_unit;
    take_over(std::move(profile));
    count_voters();
    transpose();
    find_scales(points_unit);
}

/// Keeps the votes that count: those of more than 0 points.
void Election::take_over(GroupedProfile profile) {
    voters_ = std::move(profile.voters);
    ballots_begin_ = std::move(profile.begin);
    ballots_ = std::move(profile.projects);
    const std::vector<std::int64_t> points = std::move(profile.points);
    if (points.empty()) return;
    const bool keeps_weights = takes_points();
    std::size_t kept = 0;
    std::size_t begin = 0;
    for (std::size_t g = 0; g < voters_.size(); ++g) {
        const std::size_t end = ballots_begin_[g + 1];
        for (std::size_t i = begin; i < end; ++i) {
            if (points[i] == 0) continue;
            ballots_[kept++] = ballots_[i];
            if (keeps_weights) ballot_weights_.push_back(points[i]);
        }
        begin = end;
        ballots_begin_[g + 1] = kept;
    }
    ballots_.resize(kept);
}

void Election::count_voters() {
    for (const std::int64_t voters : voters_) add(num_voters_, voters, "the voters together");
}

void Election::transpose() {
    const std::size_t n = instance_.projects.size();
    supporters_begin_.assign(n + 1, 0);
    votes_.assign(n, 0);
    weight_.assign(n, 0);
    for (const int project : ballots_) ++supporters_begin_[at(project) + 1];
    std::partial_sum(supporters_begin_.begin(), supporters_begin_.end(), supporters_begin_.begin());
    std::vector<std::size_t> next(supporters_begin_.begin(), supporters_begin_.end() - 1);
    supporters_.resize(ballots_.size());
    weights_.resize(ballot_weights_.size());
    for (std::size_t g = 0; g < voters_.size(); ++g)
        for (std::size_t i = ballots_begin_[g]; i < ballots_begin_[g + 1]; ++i) {
            const std::size_t project = at(ballots_[i]);
            const std::size_t place = next[project]++;
            supporters_[place] = static_cast<int>(g);
            std::int64_t weight = voters_[g];
            if (!weights_.empty()) {
                weights_[place] = ballot_weights_[i];
                weight = multiply(weight, ballot_weights_[i], "voters x points");
            }
            votes_[project] += voters_[g];
            add(weight_[project], weight, "voters x points");
        }
}

Rational Election::scale_of(int project, std::int64_t points_unit) const {
    const auto millionths = [](double value) {
        return Rational(std::llround(value * 1e6), 1'000'000);
    };
    if (takes_points() && !is_even()) return Rational(1, points_unit);
    if (cost(project) == 0) return 1;
    const auto c = static_cast<double>(cost(project));
    if (utility_ == Utility::cost) return cost(project);
    if (utility_ == Utility::effort && votes(project) > 0)
        return Rational(cost(project), votes(project));
    if (utility_ == Utility::cost_sqrt) return millionths(std::sqrt(c));
    if (utility_ == Utility::cost_log) return millionths(std::log1p(c));
    return 1;
}

void Election::find_scales(std::int64_t points_unit) {
    points_unit_ = points_unit;
    for (int p = 0; p < num_projects(); ++p) scale_.push_back(scale_of(p, points_unit));
}

Election Election::with_cost(int project, std::int64_t cost) const {
    Election changed = *this;
    changed.instance_.projects[at(project)].cost = cost;
    validate(changed.instance_, Profile{});
    changed.scale_[at(project)] = changed.scale_of(project, points_unit_);
    return changed;
}

std::int64_t Election::joining_weight(int project) const {
    const auto all = weights(project);
    return all.empty() ? (is_even() ? 1 : points_unit_) : std::ranges::max(all);
}

Election Election::with_supporters(int project, std::span<const Joiner> joiners) const {
    std::vector<std::int64_t> joining(num_groups());
    for (const int g : supporters(project)) joining[at(g)] = -1;
    for (const Joiner& j : joiners) {
        if (j.group < 0 || std::cmp_greater_equal(j.group, num_groups()) || j.voters <= 0 ||
            joining[at(j.group)] != 0 || j.voters > voters(j.group))
            throw Error("selection.voters",
                        std::to_string(j.voters) + " voters of ballot " + std::to_string(j.group) +
                            " (from 0) cannot join the supporters of project '" +
                            instance_.projects[at(project)].id +
                            "': they support it, stand twice, or are more than there are");
        joining[at(j.group)] = j.voters;
    }
    GroupedProfile profile;
    profile.points_unit = points_unit_;
    const auto add_group = [&](int g, std::int64_t count, bool joins) {
        if (count == 0) return;
        const auto projects = ballot(g);
        const auto points = ballot_weights(g);
        profile.voters.push_back(count);
        profile.projects.insert(profile.projects.end(), projects.begin(), projects.end());
        profile.points.insert(profile.points.end(), points.begin(), points.end());
        if (joins) profile.projects.push_back(project);
        if (joins && !is_even()) profile.points.push_back(joining_weight(project));
        profile.begin.push_back(profile.projects.size());
    };
    for (int g = 0; std::cmp_less(g, num_groups()); ++g) {
        const std::int64_t count = std::max<std::int64_t>(joining[at(g)], 0);
        add_group(g, voters(g) - count, false);
        add_group(g, count, true);
    }
    return Election(instance_, std::move(profile), utility_);
}

Profile by_voter(const Election& election) {
    Profile profile;
    for (int g = 0; std::cmp_less(g, election.num_groups()); ++g) {
        const auto projects = election.ballot(g);
        const auto weights = election.ballot_weights(g);
        Ballot ballot;
        for (std::size_t i = 0; i < projects.size(); ++i)
            ballot.votes.push_back({projects[i], election.scale(projects[i]) *
                                                     Rational(weights.empty() ? 1 : weights[i])});
        profile.ballots.insert(profile.ballots.end(),
                               static_cast<std::size_t>(election.voters(g)), ballot);
    }
    return profile;
}

}  // namespace areena::selection
