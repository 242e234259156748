#include "areena/core/progress.hpp"

#include "catch.hpp"

#include <vector>

using namespace areena;

TEST_CASE("A gap is a share of the bound, or of the value where the bound is 0", "[core][unit]") {
    CHECK(*Standing{"value", 8, 10.0}.gap() == Approx(0.2));
    CHECK(*Standing{"makespan", 16, 11.0}.gap() == Approx(5.0 / 11));
    CHECK(*Standing{"ends", 3, 0.0}.gap() == 1);
    CHECK(*Standing{"ends", 0, 0.0}.gap() == 0);
    CHECK_FALSE(Standing{"ends", 3, std::nullopt}.gap().has_value());
}

TEST_CASE("Work within work tells its standing in other words, or none", "[core][unit]") {
    std::vector<std::optional<Standing>> told;
    std::stop_source source;
    Progress progress;
    progress.stop = source.get_token();
    progress.report = [&](const ProgressStep& step) {
        CHECK(step.phase == "place");
        CHECK(step.done == 1);
        CHECK(step.total == 2);
        told.push_back(step.standing);
    };
    progress.step("place", 1, 2);
    const Progress inner = progress.retold(
        [](const auto&) { return std::optional(Standing{"value", 4, 5.0}); });
    inner.step("place", 1, 2);
    const Progress renamed = progress.retold([](const std::optional<Standing>& was) {
        return std::optional(Standing{"support", was ? was->value : 0, std::nullopt});
    });
    renamed.report({"place", 1, 2, Standing{"value", 4, 5.0}});
    progress.without_standing().report({"place", 1, 2, Standing{"value", 4, 5.0}});
    REQUIRE(told.size() == 4);
    CHECK_FALSE(told[0].has_value());
    CHECK(told[1] == Standing{"value", 4, 5.0});
    CHECK(told[2] == Standing{"support", 4, std::nullopt});
    CHECK_FALSE(told[3].has_value());
    CHECK_FALSE(inner.stopped());
    source.request_stop();
    CHECK(inner.stopped());
    CHECK_FALSE(Progress{}.retold([](const auto& was) { return was; }).report);
}
