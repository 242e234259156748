#include "timetable/milp/highs.hpp"

#include "areena/core/error.hpp"
#include "areena/timetable/solver.hpp"

#ifdef AREENA_HAS_HIGHS

#include <interfaces/highs_c_api.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <limits>
#include <memory>
#include <mutex>
#include <thread>

namespace areena::timetable::detail::highs {

namespace {

using namespace std::chrono_literals;

/// Counts the solves that go on by themselves after their caller has left, and waits for them at the
/// end of the program: HiGHS must not run while its own static objects are taken down. Waiting is
/// bounded, because in a child after fork those threads do not exist.
class WindingDown {
public:
    static WindingDown& instance() {
        static WindingDown all;
        return all;
    }
    void begin() {
        const std::lock_guard lock(mutex_);
        ++running_;
    }
    void end() {
        const std::lock_guard lock(mutex_);
        --running_;
        none_left_.notify_all();
    }
    ~WindingDown() {
        std::unique_lock lock(mutex_);
        none_left_.wait_for(lock, 5s, [this] { return running_ == 0; });
    }

private:
    std::mutex mutex_;
    std::condition_variable none_left_;
    int running_ = 0;
};

/// A solve, shared by the caller and the thread that does it.
struct Job {
    Program program;
    Limits limits;
    std::vector<double> start;
    std::atomic<bool> stop = false;
    std::atomic<std::int64_t> iterations = 0;
    Answer answer;

    std::mutex mutex;
    std::condition_variable changed;
    bool done = false;
};

class Instance {
public:
    Instance() : highs_(Highs_create()) {}
    Instance(const Instance&) = delete;
    Instance& operator=(const Instance&) = delete;
    ~Instance() { Highs_destroy(highs_); }
    [[nodiscard]] void* get() const noexcept { return highs_; }

private:
    void* highs_;
};

double as_double(std::int64_t limit) {
    if (limit == Program::unbounded) return std::numeric_limits<double>::infinity();
    if (limit == -Program::unbounded) return -std::numeric_limits<double>::infinity();
    return static_cast<double>(limit);
}

bool pass(void* highs, const Program& program, bool relaxed) {
    std::vector<double> cost, lower, upper, row_lower, row_upper, factors;
    std::vector<HighsInt> integrality, starts, indices;
    for (const Program::Column& column : program.columns()) {
        cost.push_back(as_double(column.cost));
        lower.push_back(as_double(column.lower));
        upper.push_back(as_double(column.upper));
        integrality.push_back(column.integer && !relaxed ? kHighsVarTypeInteger
                                                         : kHighsVarTypeContinuous);
    }
    for (const Program::Row& row : program.rows()) {
        row_lower.push_back(as_double(row.lower));
        row_upper.push_back(as_double(row.upper));
        starts.push_back(static_cast<HighsInt>(row.first));
    }
    starts.push_back(static_cast<HighsInt>(program.entries().size()));
    for (const Program::Entry& entry : program.entries()) {
        indices.push_back(entry.column);
        factors.push_back(as_double(entry.factor));
    }
    return Highs_passMip(highs, program.num_columns(), program.num_rows(), starts.back(),
                         kHighsMatrixFormatRowwise, kHighsObjSenseMaximize, 0, cost.data(),
                         lower.data(), upper.data(), row_lower.data(), row_upper.data(),
                         starts.data(), indices.data(), factors.data(),
                         integrality.data()) == kHighsStatusOk;
}

void set_options(void* highs, const Limits& limits) {
    const auto cut = [](std::int64_t limit) {
        constexpr std::int64_t most = std::numeric_limits<HighsInt>::max();
        return static_cast<HighsInt>(std::clamp<std::int64_t>(limit, 0, most));
    };
    Highs_setBoolOptionValue(highs, "output_flag", 0);
    Highs_setIntOptionValue(highs, "threads", 1);
    Highs_setStringOptionValue(highs, "parallel", "off");
    Highs_setDoubleOptionValue(highs, "mip_rel_gap", 0);
    Highs_setDoubleOptionValue(highs, "mip_abs_gap", 0.5);  // the objective is a whole number
    Highs_setDoubleOptionValue(highs, "mip_feasibility_tolerance", 1e-9);
    Highs_setDoubleOptionValue(highs, "primal_feasibility_tolerance", 1e-9);
    Highs_setIntOptionValue(highs, "simplex_iteration_limit", cut(limits.iterations));
    Highs_setIntOptionValue(highs, "mip_max_nodes", cut(limits.nodes));
}

/// Each kind of callback fills fields of its own; the others hold nothing that was set.
void look(int kind, const char* /*message*/, const HighsCallbackDataOut* out,
          HighsCallbackDataIn* in, void* user) {
    auto& job = *static_cast<Job*>(user);
    std::int64_t iterations = 0;
    if (kind == kHighsCallbackMipInterrupt)
        iterations = out->mip_total_lp_iterations;
    else if (job.limits.relaxed)
        iterations = out->simplex_iteration_count;
    if (iterations > job.iterations) job.iterations = iterations;
    if (in != nullptr && (job.stop || iterations > job.limits.iterations)) in->user_interrupt = 1;
}

Status status_of(void* highs, const Job& job) {
    const HighsInt status = Highs_getModelStatus(highs);
    if (status == kHighsModelStatusOptimal || status == kHighsModelStatusModelEmpty)
        return Status::optimal;
    if (status == kHighsModelStatusInfeasible) return Status::infeasible;
    if (job.stop) return Status::stopped;
    const bool cut_short =
        status == kHighsModelStatusIterationLimit || status == kHighsModelStatusInterrupt ||
        status == kHighsModelStatusSolutionLimit || status == kHighsModelStatusTimeLimit;
    return cut_short ? Status::limit : Status::failed;
}

void read_answer(void* highs, Job& job) {
    Answer& answer = job.answer;
    answer.status = status_of(highs, job);
    HighsInt feasible = kHighsSolutionStatusNone;
    Highs_getIntInfoValue(highs, "primal_solution_status", &feasible);
    answer.feasible = feasible == kHighsSolutionStatusFeasible;
    answer.values.resize(static_cast<std::size_t>(job.program.num_columns()));
    std::vector<double> reduced(answer.values.size());
    std::vector<double> activity(static_cast<std::size_t>(job.program.num_rows()));
    answer.prices.resize(activity.size());
    Highs_getSolution(highs, answer.values.data(), reduced.data(), activity.data(),
                      answer.prices.data());
    if (job.limits.relaxed) {
        answer.bounded = answer.status == Status::optimal;
        answer.bound = Highs_getObjectiveValue(highs);
        HighsInt iterations = 0;
        Highs_getIntInfoValue(highs, "simplex_iteration_count", &iterations);
        answer.iterations = iterations;
        return;
    }
    Highs_getDoubleInfoValue(highs, "mip_dual_bound", &answer.bound);
    answer.bounded = std::isfinite(answer.bound) &&
                     (answer.status == Status::optimal || answer.status == Status::limit);
    Highs_getInt64InfoValue(highs, "mip_node_count", &answer.nodes);
    answer.iterations = job.iterations;
}

/// Of a program without columns HiGHS sees no rows either.
void answer_without_columns(Job& job) {
    const std::vector<Program::Row>& rows = job.program.rows();
    const bool possible = std::all_of(rows.begin(), rows.end(), [](const Program::Row& row) {
        return row.lower <= 0 && row.upper >= 0;
    });
    job.answer.status = possible ? Status::optimal : Status::infeasible;
    job.answer.feasible = job.answer.bounded = possible;
    job.answer.prices.assign(rows.size(), 0.0);
}

void run(Job& job) {
    if (job.program.num_columns() == 0) return answer_without_columns(job);
    const Instance instance;
    void* const highs = instance.get();
    set_options(highs, job.limits);
    if (highs == nullptr || !pass(highs, job.program, job.limits.relaxed)) return;
    if (!job.start.empty())
        Highs_setSolution(highs, job.start.data(), nullptr, nullptr, nullptr);
    Highs_setCallback(highs, look, &job);
    for (const HighsInt kind : {kHighsCallbackMipInterrupt, kHighsCallbackSimplexInterrupt})
        Highs_startCallback(highs, kind);
    if (Highs_run(highs) != kHighsStatusError) read_answer(highs, job);
}

}  // namespace

bool is_available() noexcept { return true; }

std::string version() { return Highs_version(); }

Answer solve(const Program& program, const Limits& limits, std::span<const double> start,
             const Progress& progress) {
    const auto job = std::make_shared<Job>();
    job->program = program;
    job->limits = limits;
    job->start.assign(start.begin(), start.end());
    WindingDown& winding_down = WindingDown::instance();
    winding_down.begin();
    std::thread([job, &winding_down] {
        try {
            run(*job);
        } catch (...) {
            job->answer = {};  // out of memory: no answer, which is not a wrong one
        }
        {
            const std::lock_guard lock(job->mutex);
            job->done = true;
            job->changed.notify_all();
        }
        winding_down.end();
    }).detach();

    struct StopOnLeaving {  // also when the caller's report throws
        Job& job;
        ~StopOnLeaving() { job.stop = true; }
    } const stop_on_leaving{*job};
    std::unique_lock lock(job->mutex);
    while (!job->changed.wait_for(lock, 10ms, [&] { return job->done; })) {
        lock.unlock();
        progress.step("prove", std::min<std::int64_t>(job->iterations, limits.iterations),
                      limits.iterations);
        const bool stopped = progress.stopped();
        lock.lock();
        if (!stopped) continue;
        job->stop = true;
        if (job->changed.wait_for(lock, 40ms, [&] { return job->done; })) break;
        Answer none;
        none.status = Status::stopped;
        return none;
    }
    return job->answer;
}

}  // namespace areena::timetable::detail::highs

#else

namespace areena::timetable::detail::highs {

bool is_available() noexcept { return false; }

std::string version() { return {}; }

Answer solve(const Program&, const Limits&, std::span<const double>, const Progress&) {
    throw Error("timetable.solver", "areena was built without HiGHS");
}

}  // namespace areena::timetable::detail::highs

#endif

std::string areena::timetable::highs_version() { return detail::highs::version(); }
