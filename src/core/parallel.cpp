#include "areena/core/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace areena {

namespace {

constexpr auto between_reports = std::chrono::milliseconds(20);

/// Tasks handed out one by one to whoever asks next.
class Tasks {
public:
    Tasks(int count, const Progress& progress, const std::function<void(int, const Progress&)>& run)
        : count_(count),
          run_(&run),
          asked_(progress.stop, [this] { stop_.request_stop(); }),
          errors_(static_cast<std::size_t>(count)) {}

    /// Takes tasks until there are none left.
    void work(const std::function<void(const ProgressStep&)>& report) {
        const Progress progress{report, stop_.get_token()};
        for (int task = next_++; task < count_; task = next_++) {
            try {
                (*run_)(task, progress);
            } catch (...) {
                errors_[static_cast<std::size_t>(task)] = std::current_exception();
                stop_.request_stop();
            }
            const std::scoped_lock lock(mutex_);
            ++done_;
            changed_.notify_all();
        }
    }

    /// Reports until all are done; what a report throws stops the tasks.
    void wait(const Progress& progress) {
        std::exception_ptr thrown;
        std::unique_lock lock(mutex_);
        while (!changed_.wait_for(lock, between_reports, [this] { return done_ == count_; })) {
            if (thrown) continue;
            const int done = done_;
            lock.unlock();
            try {
                progress.step("wait", done, count_);
            } catch (...) {
                thrown = std::current_exception();
                stop_.request_stop();
            }
            lock.lock();
        }
        if (thrown) std::rethrow_exception(thrown);
    }

    void rethrow() const {
        for (const std::exception_ptr& error : errors_)
            if (error) std::rethrow_exception(error);
    }

private:
    int count_;
    const std::function<void(int, const Progress&)>* run_;
    std::stop_source stop_;
    std::stop_callback<std::function<void()>> asked_;  // after stop_, which it uses
    std::vector<std::exception_ptr> errors_;           // by task
    std::atomic<int> next_ = 0;
    std::mutex mutex_;
    std::condition_variable changed_;
    int done_ = 0;
};

}  // namespace

void run_parallel(int threads, int count, const Progress& progress,
                  const std::function<void(int, const Progress&)>& task) {
    if (threads <= 1 || count <= 1) {
        for (int i = 0; i < count; ++i) task(i, progress);
        return;
    }
    Tasks tasks(count, progress, task);
    std::vector<std::jthread> helpers;
    for (int i = 1; i < std::min(threads, count); ++i)
        helpers.emplace_back([&tasks] { tasks.work({}); });
    tasks.work(progress.report);
    tasks.wait(progress);
    tasks.rethrow();
}

}  // namespace areena
