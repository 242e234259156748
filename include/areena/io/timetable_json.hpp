#pragma once

#include "areena/io/limits.hpp"
#include "areena/timetable/problem.hpp"

#include <filesystem>
#include <string>
#include <string_view>

/// \file
/// A timetable problem as a JSON document of its own, format `areena-timetable`: the words of
/// `timetable::Problem`, with keys where that has indices, amounts as numbers with at most two
/// decimals (hundredths in the problem), coverage as shares of one with at most six, and a value
/// with at most six. docs/timetable.md describes it field by field.

namespace areena::io {

/// Reads a problem from text; `name` is how findings call it.
///
/// Throws `Error` with every fault found, each with line and column: what `read_json` finds;
/// `document.format` and `document.version` for another kind of document; `timetable.unknown` for a
/// key that names nothing, with the nearest that do; and where all keys name something, what
/// `timetable::check` finds. The code of the error is that of the first. O(size of the text).
[[nodiscard]] timetable::Problem read_timetable(std::string_view text, std::string name = "",
                                                const Limits& limits = {});

/// Reads a file. Also throws `io.not_found` and `io.read`.
[[nodiscard]] timetable::Problem read_timetable_file(const std::filesystem::path& path,
                                                     const Limits& limits = {});

/// The document of a valid problem; reading it gives the problem back, and the same problem gives
/// the same bytes. Throws what `timetable::validate` throws, and `timetable.value` if an activity's
/// value has more than six decimals or does not fit.
[[nodiscard]] std::string write_timetable(const timetable::Problem& problem);

}  // namespace areena::io
