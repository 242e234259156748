#pragma once

#include "areena/core/progress.hpp"

#include <functional>

namespace areena {

/// Runs `task(0)` to `task(count - 1)` on up to `threads` threads, the calling one among them, and
/// returns when all have ended. Which thread runs which task is open, so that tasks must not write
/// to what others read; their results, kept by number, then do not depend on `threads`.
///
/// Each task gets a `Progress` that is asked to stop when the caller is, or when another task has
/// thrown. Only tasks on the calling thread report to `progress`; while that thread waits for the
/// others it reports the phase "wait", some fifty times a second, so that a caller can always stop
/// the work. What `progress.report` throws, or else the task with the smallest number, is thrown
/// once all tasks have ended. With one thread tasks run in order, and one that throws is the last.
void run_parallel(int threads, int count, const Progress& progress,
                  const std::function<void(int, const Progress&)>& task);

}  // namespace areena
