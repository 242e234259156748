#include "timetable/milp/milp_prover.hpp"

#include "areena/core/error.hpp"
#include "areena/timetable/bounds.hpp"
#include "areena/timetable/search.hpp"
#include "areena/timetable/verify.hpp"

#include "catch.hpp"
#include "timetable/anneal/lagrangian.hpp"
#include "timetable/large_problem.hpp"
#include "timetable/oracle.hpp"
#include "timetable/random_problem.hpp"

using areena::Error;
using areena::Progress;
using areena::ProgressStep;
using namespace areena::timetable;
using detail::Program;

namespace {

constexpr std::int64_t plenty = 1'000'000'000'000;

#define NEEDS_HIGHS() \
    if (!detail::highs::is_available()) AREENA_SKIP("areena was built without HiGHS")

/// 3 x + 2 y, x + y <= 4, x + 3 y <= 6, x <= 3: the best is x = 3, y = 1.
Program small_program() {
    Program program;
    const int x = program.add_column({3, 0, 3, true});
    const int y = program.add_column({2, 0, 9, true});
    const Program::Entry first[] = {{x, 1}, {y, 1}};
    const Program::Entry second[] = {{x, 1}, {y, 3}};
    program.add_at_most(4, first);
    program.add_at_most(6, second);
    return program;
}

/// Proves all stages from nothing on, and compares with trying all.
void prove_from_nothing(const Problem& p) {
    const detail::Model model(p);
    const Progress progress;
    const detail::Goals goals;
    detail::MilpProver prover(model, goals, std::vector<char>(p.activities.size(), 0), plenty,
                              progress);
    detail::Incumbent best(model, {});
    for (int stage = 0; stage < goals.num_stages(); ++stage)
        if (!goals.follows(stage)) REQUIRE(prover.run(stage, best));
    const test::BruteForce all(p);
    CHECK(best.objective.mandatory == all.best().mandatory);
    CHECK(best.objective.value == all.best().value);
    CHECK(best.objective.leximin == all.best().leximin);
    CHECK(best.objective.coverage == all.best().coverage);
    CHECK(best.objective.ends == all.best().ends);
    CHECK(best.objective.peak.share == all.best().peak.share);
}

}  // namespace

TEST_CASE("prices of rows bound a program exactly, whatever they are", "[timetable][unit]") {
    const Program program = small_program();
    CHECK(program.bound_by(std::vector<double>{2, 0}) == 11);  // 8 + (3 - 2) * 3, the optimum
    CHECK(program.bound_by(std::vector<double>{0, 0}) == 27);  // the columns' own bounds
    CHECK(program.bound_by(std::vector<double>{3, 1}) == 18);
    // A price against a limit that is not there counts as none; one that is no number, too.
    CHECK(program.bound_by(std::vector<double>{-5, std::numeric_limits<double>::quiet_NaN()}) == 27);
}

TEST_CASE("a program whose factors drown in each other is not given to doubles",
          "[timetable][unit]") {
    Program program = small_program();
    CHECK(program.fits_doubles());
    const Program::Entry large[] = {{0, std::int64_t{1} << 32}, {1, 1}};
    program.add_at_most(1, large);
    CHECK_FALSE(program.fits_doubles());
}

TEST_CASE("HiGHS solves a program, and its relaxation proves a bound", "[timetable][unit]") {
    NEEDS_HIGHS();
    const Program program = small_program();
    const detail::highs::Answer best = detail::highs::solve(program, {}, {}, {});
    REQUIRE(best.status == detail::highs::Status::optimal);
    CHECK(best.feasible);
    CHECK(best.values == std::vector<double>{3, 1});
    CHECK(best.bound == Approx(11));
    detail::highs::Limits relaxed;
    relaxed.relaxed = true;
    const detail::highs::Answer relaxation = detail::highs::solve(program, relaxed, {}, {});
    REQUIRE(relaxation.status == detail::highs::Status::optimal);
    CHECK(program.bound_by(relaxation.prices).floor() == 11);  // prices are rounded
    CHECK(highs_version().starts_with("1."));
}

TEST_CASE("HiGHS says that there is no solution", "[timetable][unit]") {
    NEEDS_HIGHS();
    Program program = small_program();
    const Program::Entry both[] = {{0, 2}, {1, 2}};
    program.add_row(3, 3, both);  // an odd sum of even numbers
    CHECK(detail::highs::solve(program, {}, {}, {}).status == detail::highs::Status::infeasible);
}

TEST_CASE("HiGHS proves in every part what trying all finds", "[timetable][property]") {
    NEEDS_HIGHS();
    test::Size size;
    for (std::uint64_t seed = 0; seed < 1500; ++seed) {
        INFO("seed " << seed);
        size.crowded = seed % 2 == 1;
        prove_from_nothing(test::RandomProblem(seed, size).make());
    }
}

TEST_CASE("a timetable proved with HiGHS is never worse than without", "[timetable][property]") {
    NEEDS_HIGHS();
    int farther = 0;
    for (std::uint64_t seed = 0; seed < 6; ++seed) {
        INFO("seed " << seed);
        const Problem p = test::LargeProblem(seed, {16, 10, 8, 4, 5, 4, 45}).make();
        Options options;
        options.work = 100'000;
        options.proof = 2'000'000;
        const Timetable own = search(p, options);
        options.solver = Solver::highs;
        const Timetable with = search(p, options);
        CHECK(verify(p, with).ok);
        CHECK((compare(with.objective, own.objective) >= 0));
        CHECK(with.proof.parts >= own.proof.parts);
        CHECK(with == search(p, options));
        farther += with.proof.parts > own.proof.parts ? 1 : 0;
        if (with.proof.parts > own.proof.parts) CHECK(with.proof.solver == Solver::highs);
    }
    CHECK(farther > 0);
}

TEST_CASE("a search with HiGHS hands back a valid timetable when asked to stop",
          "[timetable][unit]") {
    NEEDS_HIGHS();
    const Problem p = test::LargeProblem(7).make();
    std::stop_source stop;
    Options options;
    options.work = 200'000;
    options.proof = plenty;
    options.solver = Solver::highs;
    int reports = 0;
    Progress progress;
    progress.stop = stop.get_token();
    progress.report = [&](const ProgressStep& step) {
        if (step.phase == "prove" && ++reports > 30) stop.request_stop();
    };
    const Timetable t = search(p, options, progress);
    CHECK(t.ending == Ending::stopped);
    for (const Check& check : verify(p, t).checks) {
        INFO(check.name << ": " << check.message);
        CHECK(check.ok);
    }
}

TEST_CASE("HiGHS that looks near prices first proves the same", "[timetable][property]") {
    NEEDS_HIGHS();
    test::Size size;
    size.worthy = true;
    for (std::uint64_t seed = 0; seed < 500; ++seed) {
        INFO("seed " << seed);
        size.crowded = seed % 2 == 1;
        const Problem p = test::RandomProblem(seed, size).make();
        const detail::Model model(p);
        const auto compiled = detail::anneal::compile(model);
        REQUIRE(compiled);
        detail::anneal::Lagrangian lagrangian(*compiled);
        lagrangian.improve(seed % 3 == 0 ? 0 : 20'000, {});
        const Progress progress;
        const detail::Goals goals;
        detail::MilpProver prover(model, goals, std::vector<char>(p.activities.size(), 0), plenty,
                                  progress);
        prover.set_losses(lagrangian.losses());
        detail::Incumbent best(model, {});
        REQUIRE(prover.run(0, best));
        const test::BruteForce all(p);
        CHECK(best.objective.mandatory == all.best().mandatory);
        CHECK(best.objective.value == all.best().value);
    }
}

TEST_CASE("HiGHS asked to stop near prices does not begin with the whole program",
          "[timetable][unit]") {
    NEEDS_HIGHS();
    const Problem p = test::worthy_network(1);
    const detail::Model model(p);
    const auto compiled = detail::anneal::compile(model);
    REQUIRE(compiled);
    detail::anneal::Lagrangian lagrangian(*compiled);
    lagrangian.improve(1'000'000, {});
    std::stop_source stop;
    int solves_told = 0;
    Progress progress;
    progress.stop = stop.get_token();
    progress.report = [&](const ProgressStep& step) {
        if (step.total == plenty) return;  // choices are being made
        ++solves_told;
        stop.request_stop();
    };
    const detail::Goals goals;
    detail::MilpProver prover(model, goals, std::vector<char>(p.activities.size(), 0), plenty,
                              progress);
    prover.set_losses(lagrangian.losses());
    detail::Incumbent best(model, {});
    CHECK_FALSE(prover.run(0, best));
    CHECK(prover.stopped());
    CHECK(solves_told == 1);
}

TEST_CASE("HiGHS finds more value near prices than annealing alone, and sharpens the bound",
          "[timetable][unit]") {
    NEEDS_HIGHS();
    const Problem p = test::worthy_network(1, {200, 40, 16, 4, 5, 6, 45});
    const detail::Model model(p);
    REQUIRE(detail::anneal::compile(model).value().num_places() > 4'000);
    Options options;
    options.value_only = true;
    options.work = 5'000;
    options.proof = 0;
    const Timetable alone = search(p, options);
    options.proof = 1'000'000;
    options.solver = Solver::highs;
    const Timetable with = search(p, options);
    CHECK(verify(p, with).ok);
    CHECK(with == search(p, options));
    CHECK(with.objective.value > alone.objective.value);
    REQUIRE(with.proof.bound);
    CHECK(with.proof.bound->value >= with.objective.value);
    CHECK(with.proof.bound->value < bounds(p).value);
}

TEST_CASE("HiGHS is refused where it is not there, and left out where it may be",
          "[timetable][unit]") {
    Problem p = test::RandomProblem(3).make();
    Options options;
    options.solver = Solver::automatic;
    CHECK(verify(p, search(p, options)).ok);
    options.solver = Solver::highs;
    if (detail::highs::is_available()) {
        CHECK(search(p, options).proof.parts == 6);
    } else {
        CHECK(highs_version().empty());
        CHECK_THROWS_AS(search(p, options), Error);
    }
}
