// Fuzz target of the reader of timetable problems: whatever the bytes, it must neither crash nor
// hang; what it read can be written and read again, and small problems have a timetable that holds.
#include "areena/core/error.hpp"
#include "areena/io/timetable_json.hpp"
#include "areena/timetable/search.hpp"
#include "areena/timetable/verify.hpp"

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string_view>

namespace {

/// Bent sizes may make a sound problem that is too large to search in a fuzzer's time.
bool is_small(const areena::timetable::Problem& problem) {
    std::size_t modes = 0;
    for (const auto& activity : problem.activities) modes += activity.modes.size();
    return problem.num_periods <= 50 && modes <= 50 && problem.skills.size() <= 6;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace areena;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    try {
        const timetable::Problem problem = io::read_timetable(text);
        if (io::read_timetable(io::write_timetable(problem)) != problem)
            throw std::logic_error("a problem changes when it is written");
        if (!is_small(problem)) return 0;
        timetable::Options options;
        options.work = 20'000;
        if (!timetable::verify(problem, timetable::search(problem, options)).ok)
            throw std::logic_error("a timetable that does not hold");
    } catch (const Error& error) {
        if (error.code().empty()) throw std::logic_error("an error without a code");
    }
    return 0;
}
