#pragma once

#include "areena/network.hpp"
#include "areena/planning/plan.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <vector>

/// \file
/// The best timetable of some commitments of a small network, by trying every one. Reads the
/// network's own records and shares no code with planning or its engines. For networks whose
/// reserves are given, whose year profile is even, whose commitments are for all, and whose standing commitments fit and take
/// amounts a year that four quarters share evenly.

namespace areena::testing {

/// What a timetable is worth, better first: support, leximin, total coverage, ends, peak.
struct Worth {
    Rational support;
    std::vector<std::int64_t> leximin;
    std::int64_t coverage = 0;
    std::int64_t ends = 0;
    Rational peak;

    bool operator==(const Worth&) const = default;
    [[nodiscard]] bool better_than(const Worth& other) const {
        if (support != other.support) return support > other.support;
        if (leximin != other.leximin) return leximin > other.leximin;
        if (coverage != other.coverage) return coverage > other.coverage;
        if (ends != other.ends) return ends < other.ends;
        return peak < other.peak;
    }
};

class Enumerator {
public:
    struct Wanted {
        CommitmentId commitment;
        Rational support;
        bool must = false;  ///< may not be left out
    };

    Enumerator(const Network& network, std::vector<Wanted> wanted)
        : network_(network), wanted_(std::move(wanted)) {
        const Promise& promise = *network.promise();
        first_ = promise.period.start;
        quarters_ = promise.period.end - promise.period.start;
        load_.assign(quarters_, std::vector<std::int64_t>(network.expertises().size()));
        for (int q = 0; q < quarters_; ++q) room_.push_back(room_in(first_ + q));
        for (const Commitment& c : network.commitments()) {
            if (c.kind == CommitmentKind::project) continue;
            standing_.push_back(&c);
            for (std::vector<std::int64_t>& load : load_)
                for (const Effort& effort : c.scopes[0].effort)
                    load[network.expertises().index_of(effort.expertise)] +=
                        effort.days.units() / 4;
        }
        placed_.resize(wanted_.size());
        // Prerequisites first.
        std::stable_sort(wanted_.begin(), wanted_.end(), [&](const Wanted& a, const Wanted& b) {
            return depth(a.commitment) < depth(b.commitment);
        });
        extend(0);
    }

    /// None if what must be placed cannot be.
    [[nodiscard]] const std::optional<Worth>& best() const { return best_; }

private:
    struct Place {
        const Scope* scope = nullptr;
        int start = 0;
        int end = 0;
    };

    /// Usable days of each set of expertises, a set as bits.
    std::vector<std::int64_t> room_in(Quarter quarter) const {
        std::vector<std::int64_t> room(std::size_t{1} << network_.expertises().size());
        for (const Capacity& c : network_.capacities()) {
            if (c.quarter != quarter || c.agreement != Agreement::agreed) continue;
            for (std::size_t set = 1; set < room.size(); ++set)
                if (std::any_of(c.expertises.begin(), c.expertises.end(), [&](const auto& id) {
                        return (set >> network_.expertises().index_of(id) & 1U) != 0;
                    }))
                    room[set] += (c.days - c.standing - *c.reserve).units();
        }
        return room;
    }

    int depth(const CommitmentId& id) const {
        int deepest = 0;
        for (const CommitmentId& before : network_.commitments().at(id).prerequisites)
            deepest = std::max(deepest, 1 + depth(before));
        return deepest;
    }

    std::int64_t load_of(int quarter, std::size_t set) const {
        std::int64_t sum = 0;
        for (std::size_t e = 0; e < load_[quarter].size(); ++e)
            if ((set >> e & 1U) != 0) sum += load_[quarter][e];
        return sum;
    }

    bool fits(int from, int to) const {
        for (int q = from; q < to; ++q)
            for (std::size_t set = 1; set < room_[q].size(); ++set)
                if (load_of(q, set) > room_[q][set]) return false;
        return true;
    }

    void put(const Place& place, std::int64_t sign) {
        const int duration = place.end - place.start;
        for (const Effort& effort : place.scope->effort)
            for (int i = 0; i < duration; ++i) {
                const std::int64_t days = effort.days.units();
                load_[place.start + i][network_.expertises().index_of(effort.expertise)] +=
                    sign * (days / duration + (i < days % duration ? 1 : 0));
            }
    }

    const Place* place_of(const CommitmentId& id) const {
        for (std::size_t i = 0; i < wanted_.size(); ++i)
            if (wanted_[i].commitment == id && placed_[i].scope != nullptr) return &placed_[i];
        return nullptr;
    }

    bool excluded(const Commitment& commitment) const {
        for (std::size_t i = 0; i < wanted_.size(); ++i) {
            if (placed_[i].scope == nullptr) continue;
            const Commitment& other = network_.commitments().at(wanted_[i].commitment);
            const auto names = [](const Commitment& a, const Commitment& b) {
                return std::find(a.excludes.begin(), a.excludes.end(), b.id) != a.excludes.end();
            };
            if (names(commitment, other) || names(other, commitment)) return true;
        }
        return false;
    }

    void extend(std::size_t next) {
        if (next == wanted_.size()) {
            const Worth worth = this->worth();
            if (!best_ || worth.better_than(*best_)) best_ = worth;
            return;
        }
        if (!wanted_[next].must) extend(next + 1);
        const Commitment& c = network_.commitments().at(wanted_[next].commitment);
        int earliest = std::max(0, c.window ? c.window->start - first_ : 0);
        const int deadline = std::min(quarters_, c.window ? c.window->end - first_ : quarters_);
        for (const CommitmentId& id : c.prerequisites) {
            const Place* const before = place_of(id);
            if (before == nullptr) return;
            earliest = std::max(earliest, before->end);
        }
        if (excluded(c)) return;
        for (const Scope& scope : c.scopes)
            for (std::int64_t d = scope.duration->min; d <= scope.duration->max; ++d)
                for (int start = earliest; start + d <= deadline; ++start) {
                    placed_[next] = {&scope, start, start + static_cast<int>(d)};
                    put(placed_[next], 1);
                    if (fits(start, placed_[next].end)) extend(next + 1);
                    put(placed_[next], -1);
                    placed_[next] = {};
                }
    }

    static bool serves(const Commitment& c, const Need& need) {
        return std::find(c.themes.begin(), c.themes.end(), need.theme) != c.themes.end();
    }

    Worth worth() const {
        Worth worth;
        for (std::size_t i = 0; i < wanted_.size(); ++i)
            if (placed_[i].scope != nullptr) {
                worth.support += wanted_[i].support;
                worth.ends += placed_[i].end;
            }
        for (const Member& member : network_.members()) {
            std::int64_t weights = 0;
            std::int64_t sum = 0;
            for (const Need& need : network_.needs()) {
                if (need.member != member.id) continue;
                std::int64_t covered = 0;
                for (const Commitment* const c : standing_)
                    if (serves(*c, need)) covered += c->scopes[0].coverage.units();
                for (std::size_t i = 0; i < wanted_.size(); ++i)
                    if (placed_[i].scope != nullptr &&
                        serves(network_.commitments().at(wanted_[i].commitment), need))
                        covered += placed_[i].scope->coverage.units();
                weights += need.weight;
                sum += need.weight * std::min<std::int64_t>(1'000'000, covered);
            }
            if (weights > 0) worth.leximin.push_back(sum / weights);
        }
        std::sort(worth.leximin.begin(), worth.leximin.end());
        for (const std::int64_t one : worth.leximin) worth.coverage += one;
        for (int q = 0; q < quarters_; ++q) {
            std::size_t served = 0;
            for (std::size_t e = 0; e < load_[q].size(); ++e)
                if (room_[q][std::size_t{1} << e] > 0) served |= std::size_t{1} << e;
            for (std::size_t set = 1; set < room_[q].size(); ++set)
                if ((set & ~served) == 0)
                    worth.peak = std::max(worth.peak, Rational(load_of(q, set), room_[q][set]));
        }
        return worth;
    }

    const Network& network_;
    std::vector<Wanted> wanted_;
    Quarter first_;
    int quarters_ = 0;
    std::vector<const Commitment*> standing_;
    std::vector<std::vector<std::int64_t>> load_;  // [quarter][expertise]
    std::vector<std::vector<std::int64_t>> room_;  // [quarter][set]
    std::vector<Place> placed_;
    std::optional<Worth> best_;
};

}  // namespace areena::testing
