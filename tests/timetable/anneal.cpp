#include "timetable/anneal/annealer.hpp"

#include "areena/timetable/search.hpp"
#include "areena/timetable/verify.hpp"
#include "timetable/anneal/layout.hpp"
#include "timetable/state.hpp"

#include "catch.hpp"
#include "timetable/large_problem.hpp"
#include "timetable/oracle.hpp"
#include "timetable/random_problem.hpp"

using areena::Progress;
using areena::ProgressStep;
using areena::Random;
using areena::Rational;
using namespace areena::timetable;
using detail::anneal::Compiled;
using detail::anneal::Layout;
using detail::anneal::Place;

namespace {

Problem worthy(std::uint64_t seed, int activities) {
    test::Size size;
    size.crowded = seed % 2 == 0;
    size.rich = seed % 3 != 0;
    size.worthy = true;
    size.activities = activities;
    size.beneficiaries = 4;
    return test::RandomProblem(seed, size).make();
}

std::vector<Assignment> assignments(const detail::Model& model, const Layout& layout) {
    std::vector<Assignment> made;
    for (int a = 0; a < model.num_activities(); ++a) {
        if (!layout.placed(a)) continue;
        const auto& shape = layout.compiled().shapes[layout.at(a).shape];
        made.push_back(model.assignment(a, {shape.mode - layout.compiled().first_mode[a],
                                            layout.at(a).start, shape.duration}));
    }
    return made;
}

/// Any place of an activity in its window; not placed if it has no shape.
Place any_place(const Compiled& compiled, int activity, Random& random) {
    const int first = compiled.first_shape[activity];
    const int count = compiled.first_shape[activity + 1] - first;
    if (count == 0) return {};
    const int shape = first + static_cast<int>(random.below(static_cast<std::uint64_t>(count)));
    const int earliest = compiled.model->activities[activity].earliest;
    const int starts = compiled.shapes[shape].last_start - earliest + 1;
    if (starts <= 0) return {};
    return {shape, earliest + static_cast<int>(random.below(static_cast<std::uint64_t>(starts)))};
}

}  // namespace

TEST_CASE("a layout on compiled arrays has the room and the worth of the timetable",
          "[timetable][property]") {
    int refused = 0;
    for (std::uint64_t seed = 0; seed < 400; ++seed) {
        CAPTURE(seed);
        const Problem p = worthy(seed, 6);
        const detail::Model model(p);
        const std::optional<Compiled> compiled = detail::anneal::compile(model);
        REQUIRE(compiled);
        Layout layout(*compiled);
        detail::State state(model);
        Random random(seed);
        for (int step = 0; step < 40; ++step) {
            const int a = static_cast<int>(random.below(p.activities.size()));
            if (layout.placed(a)) {
                layout.take(a);
                state.remove(a);
            } else if (const Place place = any_place(*compiled, a, random); place.placed()) {
                const auto& shape = compiled->shapes[place.shape];
                const detail::Spot spot{shape.mode - compiled->first_mode[a], place.start,
                                        shape.duration};
                const bool fits = layout.lacking(a, place) == Layout::all_fits;
                REQUIRE(fits == state.fits(a, spot));
                refused += fits ? 0 : 1;
                if (!fits) continue;
                const std::int64_t before = layout.worth();
                const std::int64_t more = layout.value(place);
                layout.put(a, place);
                state.place(a, spot);
                layout.tell(a);
                REQUIRE(layout.worth() == before + more);
            }
            layout.tell(a);
            REQUIRE(compiled->values.rational(layout.worth()) ==
                    test::worth(p, assignments(model, layout)).value);
        }
    }
    CHECK(refused > 500);
}

TEST_CASE("annealing alone mostly finds the most value, and always keeps the rules",
          "[timetable][property]") {
    int best = 0;
    for (std::uint64_t seed = 0; seed < 500; ++seed) {
        CAPTURE(seed);
        const Problem p = worthy(seed, 4);
        Options options;
        options.proof = 0;
        options.work = 100'000;
        const Timetable t = search(p, options);
        for (const Check& check : verify(p, t).checks) {
            INFO(check.name << ": " << check.message);
            REQUIRE(check.ok);
        }
        const Objective most = test::BruteForce(p).best();
        const bool same = t.objective.pinned == most.pinned &&
                          t.objective.mandatory == most.mandatory &&
                          t.objective.value == most.value;
        best += same ? 1 : 0;
    }
    CHECK(best > 475);
}

TEST_CASE("what places lose by prices together is no more than the bound leaves",
          "[timetable][property]") {
    int seen = 0;
    int lost = 0;
    for (std::uint64_t seed = 0; seed < 500; ++seed) {
        CAPTURE(seed);
        const Problem p = worthy(seed, 4);
        const detail::Model model(p);
        const auto compiled = detail::anneal::compile(model);
        REQUIRE(compiled);
        detail::anneal::Lagrangian lagrangian(*compiled);
        lagrangian.improve(seed % 2 == 0 ? 1'000 : 100'000, {});
        const detail::anneal::PricedPlaces places = lagrangian.places();
        for (const auto& of_one : places) {
            for (std::size_t i = 0; i < of_one.size(); ++i) {
                REQUIRE(of_one[i].loss >= (i == 0 ? 0 : of_one[i - 1].loss));
                lost += of_one[i].loss > 0 ? 1 : 0;
            }
        }
        // Weak duality, activity by activity: rules that are kept only add to what is left.
        const test::BruteForce all(p);
        std::int64_t losses = 0;
        for (const Assignment& made : all.plan()) {
            const auto& of_one = places[made.activity];
            const auto same = [&](const detail::anneal::PricedPlace& each) {
                return compiled->spot(made.activity, each.place) == model.spot(made);
            };
            const auto found = std::find_if(of_one.begin(), of_one.end(), same);
            REQUIRE(found != of_one.end());
            losses += found->loss;
            ++seen;
        }
        const Rational left = compiled->values.rational(lagrangian.bound()) - all.best().value;
        const std::int64_t rounded = static_cast<std::int64_t>(p.activities.size()) + 1;
        REQUIRE(compiled->values.rational(losses - rounded) <= left);
    }
    CHECK(seen > 500);
    CHECK(lost > 1'000);
}

TEST_CASE("annealing depends on problem, seed and work alone, and gains with work",
          "[timetable][property]") {
    for (std::uint64_t seed = 0; seed < 3; ++seed) {
        const Problem p = test::worthy_network(seed);
        Options options;
        options.seed = seed;
        options.proof = 0;
        options.value_only = true;
        options.work = 20'000;
        const Rational less = search(p, options).objective.value;
        options.work = 2'000'000;
        const Timetable made = search(p, options);
        CHECK(verify(p, made).ok);
        CHECK(made == search(Problem(p), options));
        CHECK(made.objective.value > less);
        CHECK(made.work < options.work + 100'000);
    }
}

TEST_CASE("annealing asked to stop hands back a valid timetable", "[timetable][unit]") {
    const Problem p = test::worthy_network(5);
    std::stop_source stop;
    int reports = 0;
    Progress progress;
    progress.stop = stop.get_token();
    progress.report = [&](const ProgressStep& step) {
        CHECK(step.phase == "place");
        if (++reports > 5) stop.request_stop();
    };
    Options options;
    options.value_only = true;
    options.proof = 0;
    options.work = 1'000'000'000'000;
    const Timetable t = search(p, options, progress);
    CHECK(t.ending == Ending::stopped);
    CHECK(verify(p, t).ok);
    CHECK_FALSE(t.assignments.empty());
}

TEST_CASE("skills that many resources join are annealed by their maximal sets, or not at all",
          "[timetable][unit]") {
    Problem p = test::worthy_network(1);
    p.skills.clear();
    p.resources.clear();
    for (int s = 0; s < 12; ++s) p.skills.push_back("skill " + std::to_string(s));
    for (Activity& a : p.activities)
        for (Mode& mode : a.modes) mode.requirements = {{static_cast<int>(a.earliest % 12), 5}};
    std::vector<int> all;
    for (int s = 0; s < 12; ++s) all.push_back(s);
    p.resources.push_back({"one", all, std::vector<std::int64_t>(16, 40)});
    const detail::Model joined(p);
    CHECK(detail::anneal::compile(joined).value().num_sets == 1);  // of 4,095
    for (int s = 0; s < 12; ++s)
        p.resources.push_back({"own " + std::to_string(s), {s}, std::vector<std::int64_t>(16, 9)});
    const detail::Model apart(p);
    CHECK_FALSE(detail::anneal::compile(apart));  // thousands of unions
    Options options;
    options.work = 50'000;
    CHECK(verify(p, search(p, options)).ok);
}
