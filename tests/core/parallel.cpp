#include "areena/core/parallel.hpp"

#include "catch.hpp"

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

using namespace areena;

namespace {

/// Waits until so many tasks run at the same time.
void meet(std::atomic<int>& entered, int all) {
    ++entered;
    while (entered < all) std::this_thread::yield();
}

}  // namespace

TEST_CASE("every task runs once, whatever the number of threads", "[core][parallel]") {
    for (const int threads : {0, 1, 2, 3, 16})
        for (const int count : {0, 1, 2, 7, 100}) {
            std::vector<int> runs(static_cast<std::size_t>(count), 0);
            run_parallel(threads, count, {}, [&](int i, const Progress&) {
                ++runs[static_cast<std::size_t>(i)];
            });
            CHECK(runs == std::vector<int>(static_cast<std::size_t>(count), 1));
        }
}

TEST_CASE("the callback is called on the calling thread alone", "[core][parallel]") {
    const std::thread::id caller = std::this_thread::get_id();
    int waits = 0;
    Progress progress;
    progress.report = [&](const ProgressStep& step) {
        REQUIRE(std::this_thread::get_id() == caller);
        if (step.phase == "wait") ++waits;
    };
    std::atomic<int> entered = 0;
    run_parallel(3, 3, progress, [&](int i, const Progress& own) {
        meet(entered, 3);
        own.step("task", i, 3);
        if (std::this_thread::get_id() != caller)
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
    });
    CHECK(waits > 0);
}

TEST_CASE("the error of the first task that threw is thrown, and stops the others",
          "[core][parallel]") {
    for (const int threads : {1, 2, 4}) {
        CAPTURE(threads);
        const auto task = [](int i, const Progress& own) {
            if (i == 0) throw std::runtime_error("task 0");
            while (!own.stopped()) std::this_thread::yield();
        };
        CHECK_THROWS_WITH(run_parallel(threads, 4, {}, task), "task 0");
    }
}

TEST_CASE("a caller's stop reaches all tasks", "[core][parallel]") {
    std::stop_source source;
    Progress progress{[&](const ProgressStep&) { source.request_stop(); }, source.get_token()};
    std::vector<int> stopped(4, 0);
    run_parallel(2, 4, progress, [&](int i, const Progress& own) {
        while (!own.stopped()) {
            own.step("task", i, 4);
            std::this_thread::yield();
        }
        stopped[static_cast<std::size_t>(i)] = 1;
    });
    CHECK(stopped == std::vector<int>(4, 1));
}

TEST_CASE("what the callback throws ends the work, also while the caller waits",
          "[core][parallel]") {
    const std::thread::id caller = std::this_thread::get_id();
    Progress progress;
    progress.report = [](const ProgressStep& step) {
        if (step.phase == "wait") throw std::runtime_error("enough");
    };
    std::atomic<int> entered = 0;
    const auto task = [&](int, const Progress& own) {
        meet(entered, 2);
        while (std::this_thread::get_id() != caller && !own.stopped()) std::this_thread::yield();
    };
    CHECK_THROWS_WITH(run_parallel(2, 2, progress, task), "enough");
}
