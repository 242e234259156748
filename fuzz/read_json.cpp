// Fuzz target of the JSON reader: whatever the bytes, it must neither crash nor hang, and what it
// says must be true. Checked: two independent readings of the grammar agree (Boost.JSON's parser and
// the scanner that places faults); every finding points into the text; what is read without a fault
// is the same after it was written and read again; a refused document throws areena's own error.
#include "../src/io/json_scan.hpp"
#include "../src/io/utf8.hpp"

#include "areena/check.hpp"
#include "areena/core/error.hpp"
#include "areena/io/json.hpp"
#include "areena/io/json_document.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace areena;
using Scanner = io::detail::JsonScanner;
using Lists = std::vector<std::map<std::string, std::vector<Scalar>>>;

void demand(bool truth, const char* what) {
    if (!truth) throw std::logic_error(what);
}

/// What the grammar alone says of a text.
bool is_json(std::string_view text) {
    if (io::detail::find_invalid_utf8(text) != std::string_view::npos) return false;
    Scanner scanner(text);
    for (;;) {
        const Scanner::Event event = scanner.next();
        if (event == Scanner::Event::end) return true;
        if (event == Scanner::Event::fault) return false;
    }
}

bool is_limit(const Finding& finding) {
    return finding.code == "json.depth" || finding.code.starts_with("json.limit_");
}

void check_places(const std::vector<Finding>& findings, std::string_view text) {
    const auto inside = [&](const Place& place) {
        return place.line >= 1 && place.column >= 1 && place.offset >= 0 &&
               static_cast<std::size_t>(place.offset) <= text.size();
    };
    for (const Finding& finding : findings) {
        if (finding.code == "document.more") continue;
        demand(inside(finding.place), "a place outside the text");
        for (const Related& related : finding.related)
            demand(inside(related.place), "a place outside the text");
        demand(io::detail::find_invalid_utf8(to_string(finding)) == std::string_view::npos ||
                   !is_json(text),
               "a message that is not UTF-8");
    }
}

template <class T>
void check_reading(std::string_view text) {
    T value{};
    const std::vector<Finding> findings = io::read_json(text, value);
    check_places(findings, text);
    const bool is_limited = std::ranges::any_of(findings, is_limit);
    const bool is_fatal = std::ranges::any_of(findings, io::is_fatal);
    if (!is_limited) demand(is_fatal != is_json(text), "two readings of the grammar differ");
    if (!findings.empty()) return;
    for (const io::JsonStyle style : {io::JsonStyle::compact, io::JsonStyle::pretty}) {
        const std::string written = io::write_json(value, style);
        T again{};
        demand(io::read_json(written, again).empty(), "what was written cannot be read");
        demand(again == value, "another value after writing and reading");
        demand(io::write_json(again, style) == written, "other bytes after writing and reading");
    }
}

void check_document(std::string_view text) {
    try {
        const io::Reading reading = io::read_text(text, "fuzz.json");
        check_places(reading.source.locate(check(reading.draft)), text);
        check_places(reading.source.locate(reading.findings), text);
    } catch (const Error& error) {
        demand(!error.code().empty() && error.place().line >= 1, "an error without code or place");
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    check_reading<NetworkData>(text);
    check_reading<Lists>(text);
    check_document(text);
    return 0;
}
