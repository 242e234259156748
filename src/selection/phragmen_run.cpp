#include "selection/phragmen_run.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace areena::selection {

PhragmenRun::PhragmenRun(const Election& election, const TieOrder& ties, const SharesRun* before)
    : election_(election),
      ties_(ties),
      before_(before),
      times_(before ? before->amounts() : Amounts(Rational())),
      num_initial_(times_.size()),
      counts_(num_initial_, std::vector<std::int64_t>(at(election.num_projects()))),
      last_(election.num_groups(), -1),
      is_open_(at(election.num_projects())),
      spent_(before ? before->cost() : 0) {
    for (int p = 0; p < election.num_projects(); ++p)
        is_open_[at(p)] = election.votes(p) > 0 &&
                          election.cost(p) <= election.instance().budget &&
                          !(before && before->is_bought(p));
    if (!before) return;
    std::vector<std::int64_t> multiples(num_initial_);
    for (int g = 0; g < static_cast<int>(election.num_groups()); ++g) {
        std::ranges::fill(multiples, 0);
        before->add_purse(g, election.voters(g), multiples);
        for (std::size_t i = 0; i < num_initial_; ++i)
            if (multiples[i] != 0)
                for (const int p : election.ballot(g)) counts_[i][at(p)] -= multiples[i];
    }
}

bool PhragmenRun::run(const Progress& progress, bool keeps_values) {
    while (true) {
        if (progress.stopped()) return false;
        std::vector<int> tied = find_first();
        const std::int64_t left = election_.instance().budget - spent_;
        if (tied.empty() ||
            std::ranges::any_of(tied, [&](int p) { return election_.cost(p) > left; }))
            return true;
        const int project = ties_.take_first(tied);
        buy(project, std::move(tied), keeps_values);
        progress.step("phragmen", static_cast<std::int64_t>(rounds_.size()), 0);
    }
}

/// The open projects whose supporters have the cost together at the earliest time.
std::vector<int> PhragmenRun::find_first() const {
    struct Candidate {
        int project;
        double low;
    };
    std::vector<Candidate> candidates;
    double best = std::numeric_limits<double>::infinity();
    for (int p = 0; p < election_.num_projects(); ++p) {
        if (!is_open_[at(p)]) continue;
        auto sum = static_cast<double>(election_.cost(p));
        double size = sum;
        for (std::size_t t = 0; t < counts_.size(); ++t) {
            const double term = static_cast<double>(counts_[t][at(p)]) * times_.near(t);
            sum += term;
            size += std::abs(term);
        }
        const auto votes = static_cast<double>(election_.votes(p));
        const double error = static_cast<double>(counts_.size() + 16) * 4 * ulp * size / votes;
        candidates.push_back({p, sum / votes - error});
        best = std::min(best, sum / votes + error);
    }
    std::erase_if(candidates, [&](const Candidate& c) { return c.low > best; });
    std::vector<int> tied;
    if (candidates.size() == 1) tied.push_back(candidates.front().project);
    if (candidates.size() < 2) return tied;
    cpp_int least;
    for (const Candidate& c : candidates) {
        const cpp_int time = numerator_of(c.project);
        const int order = tied.empty() ? -1
                                       : cpp_int(time * election_.votes(tied.front()))
                                             .compare(least * election_.votes(c.project));
        if (order > 0) continue;
        if (order < 0) {
            tied.clear();
            least = time;
        }
        tied.push_back(c.project);
    }
    return tied;
}

/// Over the denominator of the times and the votes.
cpp_int PhragmenRun::numerator_of(int project) const {
    std::vector<std::int64_t> multiples(counts_.size());
    for (std::size_t t = 0; t < counts_.size(); ++t) multiples[t] = counts_[t][at(project)];
    return times_.denominator() * election_.cost(project) +
           times_.sum(multiples.data(), multiples.size());
}

void PhragmenRun::drop_load(int group) {
    const auto ballot = election_.ballot(group);
    const std::int64_t voters = election_.voters(group);
    if (const int last = last_[at(group)]; last >= 0) {
        for (const int p : ballot) counts_[at(last)][at(p)] -= voters;
        return;
    }
    if (!before_) return;
    std::vector<std::int64_t> multiples(num_initial_);
    before_->add_purse(group, voters, multiples);
    for (std::size_t i = 0; i < num_initial_; ++i)
        if (multiples[i] != 0)
            for (const int p : ballot) counts_[i][at(p)] += multiples[i];
}

void PhragmenRun::buy(int project, std::vector<int> tied, bool keeps_values) {
    cpp_int numerator = numerator_of(project);
    Round round{project, before_ != nullptr, Rational(), std::move(tied)};
    if (keeps_values)
        round.value = RationalAccess::from_any(
            numerator, cpp_int(times_.denominator() * election_.votes(project)));
    rounds_.push_back(std::move(round));
    is_open_[at(project)] = 0;
    spent_ += election_.cost(project);
    const auto now = static_cast<int>(times_.add(std::move(numerator), election_.votes(project)));
    counts_.emplace_back(is_open_.size());
    std::vector<std::int64_t>& column = counts_.back();
    for (const int g : election_.supporters(project)) {
        drop_load(g);
        for (const int p : election_.ballot(g)) column[at(p)] += election_.voters(g);
        last_[at(g)] = now;
    }
}

}  // namespace areena::selection
