#include "timetable/milp/formulation.hpp"

#include <algorithm>
#include <numeric>

/// \file
/// The parts of a formulation that come after value: levels of coverage, and of load.

namespace areena::timetable::detail {

void Formulation::add_coverage(std::int64_t level_of_all) {
    const CoverageModel& coverage = model_->coverage;
    unit_ = whole;
    for (const Place& place : places_) unit_ = std::gcd(unit_, place.coverage);
    for (const CoverageModel::NeedClass& need : coverage.needs)
        unit_ = std::gcd(unit_, need.base);
    std::vector<Entries> of_profile(coverage.profiles.size());
    for (const CoverageModel::NeedClass& need : coverage.needs) {
        const std::int64_t most = whole / unit_;
        const int covered = program_.add_column({0, 0, most, false});
        Entries entries{{covered, 1}};
        for (const int a : need.activities)
            for (int c = first_place_[a]; c < first_place_[a + 1]; ++c)
                if (places_[c].coverage != 0)
                    entries.push_back({c, -std::min(most, places_[c].coverage / unit_)});
        program_.add_at_most(need.base / unit_, entries);
        for (const CoverageModel::Link& link : need.profiles)
            of_profile[link.profile].push_back({covered, -link.weight});
    }
    level_of_all_ = level_of_all;
    for (std::size_t p = 0; p < of_profile.size(); ++p) {
        const std::int64_t most = coverage.profiles[p].weights * (whole / unit_);
        const std::int64_t least = std::min(most, threshold(p, level_of_all));
        units_.push_back(program_.add_column({0, least, most, false}));
        of_profile[p].push_back({units_.back(), 1});
        program_.add_at_most(0, of_profile[p]);
    }
}

/// floor(units * unit_ / weights) >= level, for whole `units`.
std::int64_t Formulation::threshold(std::size_t profile, std::int64_t level) const {
    const Wide wanted = static_cast<Wide>(model_->coverage.profiles[profile].weights) * level;
    return static_cast<std::int64_t>((wanted + unit_ - 1) / unit_);
}

std::vector<int> Formulation::add_marks(std::int64_t level) {
    std::vector<int> marks;
    for (std::size_t p = 0; p < units_.size(); ++p) {
        const bool can_be = level <= whole;
        const int mark = program_.add_column({0, 0, can_be ? 1 : 0, true});
        marks.push_back(mark);
        const std::int64_t base = threshold(p, level_of_all_);
        const Entries entries{{units_[p], 1}, {mark, base - threshold(p, level)}};
        program_.add_row(base, Program::unbounded, entries);
    }
    marks_.push_back({level, marks});
    return marks;
}

void Formulation::set_marks(std::vector<double>& values) const {
    const CoverageModel& coverage = model_->coverage;
    std::vector<std::int64_t> units(units_.size(), 0);
    for (const CoverageModel::NeedClass& need : coverage.needs) {
        if (units.empty()) return;
        std::int64_t covered = need.base;
        for (const int a : need.activities)
            for (int c = first_place_[a]; c < first_place_[a + 1]; ++c)
                if (values[c] > 0) covered += places_[c].coverage;
        for (const CoverageModel::Link& link : need.profiles)
            units[link.profile] += link.weight * (std::min(whole, covered) / unit_);
    }
    for (std::size_t p = 0; p < shares_.size(); ++p)
        values[shares_[p]] =
            static_cast<double>(units[p] * unit_ / coverage.profiles[p].weights);
    for (const Marks& marks : marks_)
        for (std::size_t p = 0; p < units.size(); ++p)
            values[marks.columns[p]] = units[p] >= threshold(p, marks.level) ? 1 : 0;
}

void Formulation::keep_at_level(std::int64_t level, std::int64_t count) {
    Entries entries;
    const std::vector<int> marks = add_marks(level);
    for (std::size_t p = 0; p < marks.size(); ++p)
        entries.push_back({marks[p], model_->coverage.profiles[p].count});
    program_.add_row(count, Program::unbounded, entries);
}

void Formulation::aim_at_level(std::int64_t level) {
    const std::vector<int> marks = add_marks(level);
    aim_at_nothing();
    for (std::size_t p = 0; p < marks.size(); ++p)
        program_.set_cost(marks[p], model_->coverage.profiles[p].count);
}

/// floor(units * unit_ / weights), as far as a whole number below it.
void Formulation::add_shares() {
    if (!shares_.empty()) return;
    for (std::size_t p = 0; p < units_.size(); ++p) {
        shares_.push_back(program_.add_column({0, 0, whole, true}));
        const Entries entries{{shares_[p], model_->coverage.profiles[p].weights},
                              {units_[p], -unit_}};
        program_.add_at_most(0, entries);
    }
}

void Formulation::aim_at_coverage() {
    add_shares();
    aim_at_nothing();
    for (std::size_t p = 0; p < shares_.size(); ++p)
        program_.set_cost(shares_[p], model_->coverage.profiles[p].count);
}

void Formulation::keep_coverage(std::int64_t at_least) {
    add_shares();
    Entries entries;
    for (std::size_t p = 0; p < shares_.size(); ++p)
        entries.push_back({shares_[p], model_->coverage.profiles[p].count});
    program_.add_row(at_least, Program::unbounded, entries);
}

/// load < share * available is load <= ceil(share * available) - 1, in whole numbers.
bool Formulation::keep_below(Fraction share) { return keep_sets(share, true); }

bool Formulation::keep_within(Fraction share) { return keep_sets(share, false); }

bool Formulation::keep_sets(Fraction share, bool below) {
    constexpr std::size_t most_skills = 6;
    const std::vector<std::vector<Entries>> takes = all_takes();
    const auto slots = static_cast<std::size_t>(model_->calendar.num_slots());
    for (std::size_t p = 0; p < model_->network.pieces.size(); ++p) {
        const Piece& piece = model_->network.pieces[p];
        if (piece.skills.size() > most_skills) return false;
        for (std::size_t t = 0; t < slots; ++t)
            for (unsigned set = 1; set < 1U << piece.skills.size(); ++set)
                keep_set(share, below, piece, model_->calendar.period(static_cast<int>(t)), set,
                               takes[p * slots + t]);
    }
    return true;
}

void Formulation::keep_set(Fraction share, bool below, const Piece& piece, int period, unsigned set,
                           const std::vector<Entries>& takes) {
    const Problem& problem = *model_->problem;
    const std::vector<std::int64_t> have = available(problem, piece, period);
    std::vector<char> touched(piece.resources.size(), 0);
    std::vector<char> served(piece.skills.size(), 0);
    std::vector<std::int64_t> amounts(places_.size(), 0);
    std::int64_t limit = 0;
    for (const Piece::Edge& edge : piece.edges) {
        if (have[edge.resource] > 0) served[edge.skill] = 1;
        if ((set >> edge.skill & 1U) == 0 || touched[edge.resource] != 0) continue;
        touched[edge.resource] = 1;
        limit += have[edge.resource];
    }
    std::int64_t standing = 0;
    for (std::size_t s = 0; s < piece.skills.size(); ++s) {
        if ((set >> s & 1U) == 0) continue;
        if (served[s] == 0) return;  // such skills are left aside (see `peak`)
        if (!problem.fixed.empty()) standing += problem.fixed[piece.skills[s]][period];
        for (const Program::Entry& entry : takes[s]) amounts[entry.column] += entry.factor;
    }
    Entries entries;
    for (std::size_t c = 0; c < amounts.size(); ++c)
        if (amounts[c] > 0) entries.push_back({static_cast<int>(c), amounts[c]});
    const Wide product = static_cast<Wide>(share.load) * limit;
    const Wide most = below ? (product + share.available - 1) / share.available - 1
                            : product / share.available;
    program_.add_at_most(static_cast<std::int64_t>(most) - standing, entries);
}

}  // namespace areena::timetable::detail
