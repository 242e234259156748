#include "timetable/milp/formulation.hpp"

#include <algorithm>
#include <numeric>

namespace areena::timetable::detail {

Formulation::Formulation(const Model& model, const Choices& choices, std::span<const char> held)
    : model_(&model), choices_(&choices), held_(held.begin(), held.end()) {
    add_places();
    add_order();
    add_exclusions();
    add_required();
    add_stocks();
    add_capacity();
}

Formulation::Entries Formulation::places_of(int activity) const {
    Entries entries;
    for (int c = first_place_[activity]; c < first_place_[activity + 1]; ++c)
        entries.push_back({c, 1});
    return entries;
}

void Formulation::add_places() {
    for (int a = 0; a < model_->num_activities(); ++a) {
        first_place_.push_back(program_.num_columns());
        for (const Choice& choice : choices_->of[a])
            for (const Spot& spot : choice.spots) {
                places_.push_back({a, spot, choice.coverage});
                (void)program_.add_column({});
            }
    }
    first_place_.push_back(program_.num_columns());
    for (int a = 0; a < model_->num_activities(); ++a)
        program_.add_row(held_[a], 1, places_of(a));
}

/// For each period in which `a` may start: its starts up to then <= ends of the other up to then.
void Formulation::add_order() {
    for (int a = 0; a < model_->num_activities(); ++a)
        for (const auto& [before, lag] : model_->given(a).prerequisites) {
            std::vector<int> starts;
            for (int c = first_place_[a]; c < first_place_[a + 1]; ++c)
                starts.push_back(places_[c].spot.start);
            std::sort(starts.begin(), starts.end());
            starts.erase(std::unique(starts.begin(), starts.end()), starts.end());
            for (const int start : starts) {
                Entries entries;
                for (int c = first_place_[a]; c < first_place_[a + 1]; ++c)
                    if (places_[c].spot.start <= start) entries.push_back({c, 1});
                for (int c = first_place_[before]; c < first_place_[before + 1]; ++c)
                    if (model_->calendar.after(places_[c].spot.end(), lag) <= start)
                        entries.push_back({c, -1});
                program_.add_at_most(0, entries);
            }
        }
}

void Formulation::add_exclusions() {
    for (int a = 0; a < model_->num_activities(); ++a)
        for (const int other : model_->activities[a].conflicts) {
            if (other < a) continue;
            Entries entries = places_of(a);
            const Entries more = places_of(other);
            entries.insert(entries.end(), more.begin(), more.end());
            program_.add_at_most(1, entries);
        }
}

void Formulation::add_required() {
    for (int a = 0; a < model_->num_activities(); ++a)
        for (const int other : model_->activities[a].required) {
            Entries entries = places_of(a);
            for (const Program::Entry& entry : places_of(other))
                entries.push_back({entry.column, -1});
            program_.add_at_most(0, entries);
        }
}

void Formulation::add_stocks() {
    const std::vector<Stock>& stocks = model_->problem->stocks;
    for (int s = 0; s < static_cast<int>(stocks.size()); ++s) {
        Entries entries;
        for (std::size_t c = 0; c < places_.size(); ++c) {
            const ActivityModel& activity = model_->activities[places_[c].activity];
            const std::int64_t amount = consumption_of(activity.modes[places_[c].spot.mode], s);
            if (amount > 0) entries.push_back({static_cast<int>(c), amount});
        }
        program_.add_at_most(stocks[s].amount, entries);
    }
}

std::vector<std::vector<Formulation::Entries>> Formulation::all_takes() const {
    const auto slots = static_cast<std::size_t>(model_->calendar.num_slots());
    const std::vector<Piece>& pieces = model_->network.pieces;
    std::vector<std::vector<Entries>> takes(pieces.size() * slots);
    for (std::size_t p = 0; p < pieces.size(); ++p)
        for (std::size_t t = 0; t < slots; ++t)
            takes[p * slots + t].resize(pieces[p].skills.size());
    std::vector<Take> scratch;
    for (int c = 0; c < static_cast<int>(places_.size()); ++c) {
        const Spot& spot = places_[c].spot;
        for (const PieceNeed& need : model_->activities[places_[c].activity].modes[spot.mode].needs)
            for (int i = 0; i < spot.duration; ++i)
                for (const Take& take : takes_at(need, spot.duration, i, scratch))
                    if (take.amount > 0)
                        takes[static_cast<std::size_t>(need.piece) * slots +
                              static_cast<std::size_t>(spot.start + i)][take.skill]
                            .push_back({c, take.amount});
    }
    return takes;
}

void Formulation::add_capacity() {
    const int slots = model_->calendar.num_slots();
    const std::vector<std::vector<Entries>> takes = all_takes();
    for (std::size_t p = 0; p < model_->network.pieces.size(); ++p)
        for (int t = 0; t < slots; ++t) {
            const std::vector<Entries>& here =
                takes[p * static_cast<std::size_t>(slots) + static_cast<std::size_t>(t)];
            if (std::any_of(here.begin(), here.end(), [](const Entries& e) { return !e.empty(); }))
                add_period(model_->network.pieces[p], model_->calendar.period(t), here);
        }
}

/// A flow from skills to resources. What standing work alone is short of may go nowhere: then a load
/// fits if it adds nothing to the shortfall.
void Formulation::add_period(const Piece& piece, int period, const std::vector<Entries>& takes) {
    const Problem& problem = *model_->problem;
    const std::vector<std::int64_t> have = available(problem, piece, period);
    std::vector<std::int64_t> standing(piece.skills.size(), 0);
    if (!problem.fixed.empty())
        for (std::size_t s = 0; s < standing.size(); ++s)
            standing[s] = problem.fixed[piece.skills[s]][period];
    const std::int64_t missing = smallest_cut(piece, have, standing).missing;
    std::vector<Entries> from_skill = takes;
    std::vector<Entries> to_resource(piece.resources.size());
    for (const Piece::Edge& edge : piece.edges) {
        if (have[edge.resource] == 0) continue;
        const int flow = program_.add_column({0, 0, have[edge.resource], false});
        from_skill[edge.skill].push_back({flow, -1});
        to_resource[edge.resource].push_back({flow, 1});
    }
    Entries unmet;
    for (std::size_t s = 0; s < standing.size(); ++s) {
        if (missing > 0) {
            unmet.push_back({program_.add_column({0, 0, missing, false}), 1});
            from_skill[s].push_back({unmet.back().column, -1});
        }
        program_.add_at_most(-standing[s], from_skill[s]);
    }
    for (std::size_t r = 0; r < have.size(); ++r)
        if (!to_resource[r].empty()) program_.add_at_most(have[r], to_resource[r]);
    if (missing > 0) program_.add_at_most(missing, unmet);
}

void Formulation::aim_at_nothing() {
    for (int c = 0; c < program_.num_columns(); ++c) program_.set_cost(c, 0);
}

void Formulation::aim_at_urgency() {
    aim_at_nothing();
    for (std::size_t c = 0; c < places_.size(); ++c)
        program_.set_cost(static_cast<int>(c), model_->urgency(places_[c].activity));
}

std::int64_t Formulation::value_of(const WholeValues& values, std::size_t place) const {
    const auto& [activity, spot, coverage] = places_[place];
    return values.of[activity] + values.of_mode(activity, spot.mode, end_period(place));
}

/// By activity, an entry for each mode: the units that it covers, and a column that is 1 if it is chosen.
/// A row for each need over these is far shorter than over all places.
std::vector<Formulation::Entries> Formulation::add_modes(std::int64_t unit) {
    std::vector<Entries> modes(static_cast<std::size_t>(model_->num_activities()));
    for (int a = 0; a < model_->num_activities(); ++a) {
        int column = first_place_[a];
        for (const Choice& choice : choices_->of[a]) {
            Entries entries;
            for (std::size_t i = 0; i < choice.spots.size(); ++i) entries.push_back({column++, 1});
            if (choice.coverage == 0 || entries.empty()) continue;
            const int chosen = program_.add_column({0, 0, 1, false});
            entries.push_back({chosen, -1});
            program_.add_row(0, 0, entries);
            modes[a].push_back({chosen, choice.coverage / unit});
        }
    }
    return modes;
}

void Formulation::add_worthy_needs(const WholeValues& values) {
    if (!worthy_needs_.empty() || values.needs.empty()) return;
    const std::int64_t most = whole / values.unit;
    const std::vector<Entries> modes = add_modes(values.unit);
    for (const WholeValues::OfNeed& need : values.needs) {
        worthy_needs_.push_back(program_.add_column({0, 0, most, false}));
        Entries entries{{worthy_needs_.back(), 1}};
        for (const int a : need.activities)
            for (const Program::Entry& mode : modes[a])
                entries.push_back({mode.column, -mode.factor});
        program_.add_at_most(need.base / values.unit, entries);
    }
}

void Formulation::aim_at(const WholeValues& values) {
    add_worthy_needs(values);
    aim_at_nothing();
    for (std::size_t c = 0; c < places_.size(); ++c)
        program_.set_cost(static_cast<int>(c), value_of(values, c));
    for (std::size_t n = 0; n < values.needs.size(); ++n)
        program_.set_cost(worthy_needs_[n], values.needs[n].per_unit);
}

void Formulation::aim_at_early_ends() {
    aim_at_nothing();
    for (std::size_t c = 0; c < places_.size(); ++c)
        program_.set_cost(static_cast<int>(c), -end_period(c));
}

void Formulation::keep_urgency(std::int64_t at_least) {
    Entries entries;
    for (std::size_t c = 0; c < places_.size(); ++c)
        if (const std::int64_t urgency = model_->urgency(places_[c].activity); urgency > 0)
            entries.push_back({static_cast<int>(c), urgency});
    program_.add_row(at_least, Program::unbounded, entries);
}

void Formulation::keep_value(const WholeValues& values, std::int64_t at_least) {
    add_worthy_needs(values);
    Entries entries;
    for (std::size_t c = 0; c < places_.size(); ++c)
        if (const std::int64_t value = value_of(values, c); value != 0)
            entries.push_back({static_cast<int>(c), value});
    for (std::size_t n = 0; n < values.needs.size(); ++n)
        entries.push_back({worthy_needs_[n], values.needs[n].per_unit});
    program_.add_row(at_least, Program::unbounded, entries);
}

void Formulation::keep_ends(std::int64_t at_most) {
    Entries entries;
    for (std::size_t c = 0; c < places_.size(); ++c)
        entries.push_back({static_cast<int>(c), end_period(c)});
    program_.add_at_most(at_most, entries);
}

Formulation::Entries Formulation::savings(const Goals& goals, std::int64_t base) const {
    Entries entries;
    for (std::size_t c = 0; c < places_.size(); ++c) {
        const Place& place = places_[c];
        const Assignment* const home = goals.home(place.activity);
        if (home == nullptr) continue;
        std::int64_t saved = base * base;
        if (place.spot.mode != home->mode) saved -= base;
        if (is_moved(*home, model_->assignment(place.activity, place.spot))) --saved;
        entries.push_back({static_cast<int>(c), saved});
    }
    return entries;
}

void Formulation::aim_at_few_changes(const Goals& goals, std::int64_t base) {
    aim_at_nothing();
    for (const Program::Entry& entry : savings(goals, base))
        program_.set_cost(entry.column, entry.factor);
}

void Formulation::keep_savings(const Goals& goals, std::int64_t base, std::int64_t at_least) {
    program_.add_row(at_least, Program::unbounded, savings(goals, base));
}

void Formulation::aim_at_makespan() {
    aim_at_nothing();
    const int last = program_.add_column({-1, 0, model_->problem->num_periods, false});
    for (int a = 0; a < model_->num_activities(); ++a) {
        Entries entries{{last, -1}};
        for (int c = first_place_[a]; c < first_place_[a + 1]; ++c)
            entries.push_back({c, end_period(static_cast<std::size_t>(c))});
        if (entries.size() > 1) program_.add_at_most(0, entries);
    }
}

void Formulation::keep_makespan(int at_most) {
    for (std::size_t c = 0; c < places_.size(); ++c)
        if (end_period(c) > at_most) program_.set_bounds(static_cast<int>(c), 0, 0);
}

std::vector<double> Formulation::start(std::span<const Assignment> assignments) const {
    std::vector<double> values(static_cast<std::size_t>(program_.num_columns()), 0.0);
    for (const Assignment& made : assignments) {
        int column = first_place_[made.activity];
        const int end = first_place_[made.activity + 1];
        const std::optional<Spot> spot = model_->spot(made);
        while (column < end && places_[column].spot != spot) ++column;
        if (column == end) return {};
        values[column] = 1;
    }
    set_marks(values);
    return values;
}

std::vector<Assignment> Formulation::assignments(std::span<const double> values) const {
    std::vector<Assignment> made;
    for (std::size_t c = 0; c < places_.size(); ++c)
        if (values[c] > 0.5)
            made.push_back(model_->assignment(places_[c].activity, places_[c].spot));
    return made;
}

}  // namespace areena::timetable::detail
