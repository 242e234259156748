#include "timetable/anneal/compiled.hpp"

#include "areena/timetable/objective.hpp"

#include <algorithm>
#include <cstddef>

namespace areena::timetable::detail::anneal {

namespace {

constexpr std::size_t most_sets = 1'000;        // of a piece
constexpr std::size_t most_takes = 20'000'000;  // of all together

/// Sets of local skills as marks: for each union of neighbourhoods the largest set that has it.
struct MaximalSet {
    std::vector<char> resources;
    std::vector<char> skills;
};

std::vector<char> neighbours(const Piece& piece, int skill) {
    std::vector<char> marks(piece.resources.size(), 0);
    for (const int e : piece.edges_of_skill[skill]) marks[piece.edges[e].resource] = 1;
    return marks;
}

bool contains(const std::vector<char>& all, const std::vector<char>& some) {
    for (std::size_t i = 0; i < all.size(); ++i)
        if (some[i] != 0 && all[i] == 0) return false;
    return true;
}

/// Empty if there are too many.
std::vector<MaximalSet> maximal_sets(const Piece& piece) {
    std::vector<std::vector<char>> unions{std::vector<char>(piece.resources.size(), 0)};
    for (int s = 0; s < piece.num_skills(); ++s) {
        const std::vector<char> own = neighbours(piece, s);
        const std::size_t before = unions.size();
        for (std::size_t u = 0; u < before; ++u) {
            std::vector<char> joined = unions[u];
            for (std::size_t r = 0; r < joined.size(); ++r) joined[r] |= own[r];
            unions.push_back(std::move(joined));
        }
        std::sort(unions.begin(), unions.end());
        unions.erase(std::unique(unions.begin(), unions.end()), unions.end());
        if (unions.size() > most_sets) return {};
    }
    std::vector<MaximalSet> sets;
    for (std::vector<char>& joined : unions) {
        MaximalSet set{std::move(joined), std::vector<char>(piece.skills.size(), 0)};
        bool any = false;
        for (int s = 0; s < piece.num_skills(); ++s) {
            set.skills[s] = contains(set.resources, neighbours(piece, s)) ? 1 : 0;
            any = any || set.skills[s] != 0;
        }
        if (any) sets.push_back(std::move(set));
    }
    return sets;
}

class Compiler {
public:
    explicit Compiler(const Model& model) : model_(model) {}

    std::optional<Compiled> run() {
        std::optional<WholeValues> values =
            model_.worth ? model_.worth : whole_values(*model_.problem, 60);
        if (!values) return std::nullopt;
        out_.model = &model_;
        out_.values = std::move(*values);
        out_.units = whole / out_.values.unit;
        for (const Piece& piece : model_.network.pieces) {
            first_set_.push_back(out_.num_sets);
            sets_.push_back(maximal_sets(piece));
            if (sets_.back().empty()) return std::nullopt;
            out_.num_sets += static_cast<int>(sets_.back().size());
            for (const MaximalSet& set : sets_.back()) {
                std::vector<int>& touching = out_.resources_of_set.emplace_back();
                for (std::size_t r = 0; r < set.resources.size(); ++r)
                    if (set.resources[r] != 0) touching.push_back(piece.resources[r]);
            }
        }
        measure_slack();
        for (int a = 0; a < model_.num_activities(); ++a) {
            out_.first_shape.push_back(static_cast<int>(out_.shapes.size()));
            out_.first_need.push_back(static_cast<int>(out_.needs.size()));
            out_.first_mode.push_back(static_cast<int>(out_.coverage.size()));
            for (int m = 0; m < static_cast<int>(model_.activities[a].modes.size()); ++m)
                add_mode(a, m);
            const std::vector<int>& served = out_.values.needs_of_activity[a];
            out_.needs.insert(out_.needs.end(), served.begin(), served.end());
            if (out_.takes.size() > most_takes) return std::nullopt;
        }
        out_.first_shape.push_back(static_cast<int>(out_.shapes.size()));
        out_.first_need.push_back(static_cast<int>(out_.needs.size()));
        out_.first_mode.push_back(static_cast<int>(out_.coverage.size()));
        out_.first_take.push_back(static_cast<int>(out_.takes.size()));
        add_servers();
        return std::move(out_);
    }

private:
    /// Where standing work is short already, more fits if it makes the shortfall no larger.
    void measure_slack() {
        const std::vector<std::vector<std::int64_t>> load = loads(*model_.problem, {});
        for (int slot = 0; slot < model_.calendar.num_slots(); ++slot) {
            const int period = model_.calendar.period(slot);
            for (std::size_t p = 0; p < sets_.size(); ++p) {
                const Piece& piece = model_.network.pieces[p];
                const std::vector<std::int64_t> have = available(*model_.problem, piece, period);
                const std::size_t begin = out_.slack.size();
                std::int64_t shortfall = 0;
                for (const MaximalSet& set : sets_[p]) {
                    std::int64_t slack = 0;
                    for (std::size_t r = 0; r < have.size(); ++r)
                        if (set.resources[r] != 0) slack += have[r];
                    for (std::size_t s = 0; s < piece.skills.size(); ++s)
                        if (set.skills[s] != 0) slack -= load[piece.skills[s]][period];
                    out_.slack.push_back(slack);
                    shortfall = std::max(shortfall, -slack);
                }
                for (std::size_t i = begin; i < out_.slack.size(); ++i) out_.slack[i] += shortfall;
            }
        }
    }

    void add_servers() {
        for (const WholeValues::OfNeed& need : out_.values.needs) {
            out_.first_server.push_back(static_cast<int>(out_.servers.size()));
            out_.servers.insert(out_.servers.end(), need.activities.begin(), need.activities.end());
        }
        out_.first_server.push_back(static_cast<int>(out_.servers.size()));
    }

    void add_mode(int activity, int number) {
        const ActivityModel& of = model_.activities[activity];
        const ModeModel& mode = of.modes[number];
        const WholeValues::OfMode& worth = out_.values.modes[activity][number];
        out_.coverage.push_back(mode.coverage / out_.values.unit);
        for (int d = mode.min_duration; d <= mode.max_duration; ++d) {
            if (out_.takes.size() > most_takes) return;
            out_.shapes.push_back({static_cast<int>(out_.coverage.size()) - 1, d, of.deadline - d,
                                   static_cast<int>(out_.first_take.size()), out_.values.of[activity] + worth.value, worth.per_period});
            for (int i = 0; i < d; ++i) {
                out_.first_take.push_back(static_cast<int>(out_.takes.size()));
                for (const PieceNeed& need : mode.needs) add_takes(need, d, i);
            }
        }
    }

    void add_takes(const PieceNeed& need, int duration, int offset) {
        const auto takes = takes_at(need, duration, offset, scratch_);
        for (std::size_t i = 0; i < sets_[need.piece].size(); ++i) {
            std::int64_t amount = 0;
            for (const Take& take : takes)
                if (sets_[need.piece][i].skills[take.skill] != 0) amount += take.amount;
            if (amount > 0) out_.takes.push_back({first_set_[need.piece] + static_cast<int>(i), amount});
        }
    }

    const Model& model_;
    Compiled out_;
    std::vector<int> first_set_;  // by piece
    std::vector<std::vector<MaximalSet>> sets_;
    std::vector<Take> scratch_;
};

}  // namespace

std::optional<Compiled> compile(const Model& model) { return Compiler(model).run(); }

}  // namespace areena::timetable::detail::anneal
