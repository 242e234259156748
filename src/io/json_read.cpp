#include "areena/io/json.hpp"

#include "io/json_faults.hpp"
#include "io/json_handler.hpp"
#include "io/utf8.hpp"

#include <boost/json/basic_parser_impl.hpp>

#include <algorithm>
#include <optional>
#include <type_traits>
#include <utility>

namespace areena::io {
namespace {

namespace json = boost::json;
using boost::system::error_code;
using detail::SyntaxFault;

/// Recursion in the parser is bounded by this, whatever the caller allows.
constexpr std::size_t deepest = 1'000;

/// Hands Boost.JSON's events to the reader.
class Events {
public:
    static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);

    explicit Events(detail::JsonHandler& handler) : handler_(&handler) {}

    bool on_document_begin(error_code&) { return true; }
    bool on_document_end(error_code&) { return true; }
    bool on_object_begin(error_code& ec) { return go_on(handler_->begin_object(), ec); }
    bool on_object_end(std::size_t, error_code&) { return handler_->end_container(); }
    bool on_array_begin(error_code& ec) { return go_on(handler_->begin_list(), ec); }
    bool on_array_end(std::size_t, error_code&) { return handler_->end_container(); }
    bool on_key_part(json::string_view part, std::size_t, error_code& ec) {
        return go_on(handler_->part({part.data(), part.size()}), ec);
    }
    bool on_key(json::string_view rest, std::size_t, error_code& ec) {
        return go_on(handler_->key({rest.data(), rest.size()}), ec);
    }
    bool on_string_part(json::string_view part, std::size_t, error_code& ec) {
        return go_on(handler_->part({part.data(), part.size()}), ec);
    }
    bool on_string(json::string_view rest, std::size_t, error_code& ec) {
        return go_on(handler_->text({rest.data(), rest.size()}), ec);
    }
    // The whole text is handed over at once, so a number comes in parts only where the text ends
    // within it, and then the reading ends as well.
    bool on_number_part(json::string_view, error_code&) { return true; }
    bool on_int64(std::int64_t, json::string_view text, error_code& ec) {
        return go_on(handler_->number({text.data(), text.size()}), ec);
    }
    bool on_uint64(std::uint64_t, json::string_view text, error_code& ec) {
        return go_on(handler_->number({text.data(), text.size()}), ec);
    }
    bool on_double(double, json::string_view text, error_code& ec) {
        return go_on(handler_->number({text.data(), text.size()}), ec);
    }
    bool on_bool(bool value, error_code& ec) { return go_on(handler_->boolean(value), ec); }
    bool on_null(error_code& ec) { return go_on(handler_->null(), ec); }
    bool on_comment_part(json::string_view, error_code&) { return true; }
    bool on_comment(json::string_view, error_code&) { return true; }

private:
    /// The parser wants an error with a refusal; which one does not matter, the handler knows why.
    static bool go_on(bool ok, error_code& ec) {
        if (!ok) ec = json::error::size_mismatch;
        return ok;
    }

    detail::JsonHandler* handler_;
};

/// The parser need not convert numbers: we read them from their text. Since Boost 1.84.
template <class Options>
void leave_numbers_alone(Options& options) {
    if constexpr (requires { options.numbers; })
        options.numbers = std::remove_reference_t<decltype(options.numbers)>::none;
}

error_code parse(std::string_view text, const Limits& limits, detail::JsonHandler& handler) {
    json::parse_options options;
    options.max_depth = limits.depth;
    leave_numbers_alone(options);
    json::basic_parser<Events> parser(options, handler);
    error_code ec;
    const std::size_t end = parser.write_some(false, text.data(), text.size(), ec);
    if (!ec && end != text.size()) ec = json::error::extra_data;
    return ec;
}

/// What shows at the very beginning that the text is in another encoding, or has a mark.
std::optional<SyntaxFault> check_beginning(std::string_view text) {
    const auto fault = [](std::string message) {
        return SyntaxFault{0, true, std::move(message), "UTF-8 without a byte order mark",
                           "Save the document as UTF-8"};
    };
    if (text.starts_with("\xEF\xBB\xBF")) return fault("the document begins with a byte order mark");
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF") ||
        (text.size() >= 2 && (text[0] == '\0' || text[1] == '\0')))
        return fault("the document is in UTF-16 or UTF-32");
    return std::nullopt;
}

std::string byte_name(char c) {
    constexpr std::string_view hex = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(c);
    return std::string("0x") + hex[byte >> 4] + hex[byte & 15];
}

/// Why the parser gave the text up: the first place where it is not UTF-8 or not JSON.
SyntaxFault explain(std::string_view text) {
    detail::JsonScanner scanner(text);
    auto event = scanner.next();
    while (event != detail::JsonScanner::Event::end && event != detail::JsonScanner::Event::fault)
        event = scanner.next();
    const std::size_t invalid = detail::find_invalid_utf8(text);
    if (invalid != std::string_view::npos &&
        (event == detail::JsonScanner::Event::end || invalid <= scanner.fault().offset))
        return {invalid, true, "the byte " + byte_name(text[invalid]) + " is not UTF-8 here",
                "UTF-8", "Save the document as UTF-8"};
    if (event == detail::JsonScanner::Event::fault) return scanner.fault();
    return {text.size(), false, "the text is no JSON document", "a JSON document", {}};
}

/// A copy in which exponents of many digits are cut to ones that are as far out of range. Boost.JSON
/// before 1.84 refuses the long ones although they are JSON, and the reading would end there.
std::string cut_exponents(std::string_view text) {
    constexpr std::size_t enough = 5;
    std::string copy(text);
    detail::JsonScanner scanner(text);
    for (auto event = scanner.next();
         event != detail::JsonScanner::Event::end && event != detail::JsonScanner::Event::fault;
         event = scanner.next()) {
        if (event != detail::JsonScanner::Event::number) continue;
        const std::string_view number = scanner.token();
        const std::size_t e = number.find_first_of("eE");
        if (e == std::string_view::npos) continue;
        const std::size_t digits = number.find_first_of("123456789", e);
        if (digits == std::string_view::npos || number.size() - digits <= enough) continue;
        const std::size_t begin = scanner.offset() + e + 1;
        const std::size_t end = scanner.offset() + number.size();
        std::string cut = number[e + 1] == '-' ? "-99999" : "99999";
        cut.resize(end - begin, ' ');
        copy.replace(begin, end - begin, cut);
    }
    return copy;
}

/// False if the text has exponents that this Boost cannot take.
bool read_once(std::string_view text, const detail::Shape* shape, void* into, const Limits& limits,
               detail::Faults& faults) {
    detail::JsonHandler handler(shape, into, limits, faults);
    const error_code ec = parse(text, limits, handler);
    if (ec == json::error::exponent_overflow) return false;
    if (ec == json::error::too_deep)
        handler.too_deep();
    else if (ec && !handler.stopped())
        faults.add_last(explain(text), handler.pointer());
    handler.finish();
    return true;
}

}  // namespace

std::vector<Finding> read_json(std::string_view text, const Type& type, void* into,
                               const Limits& asked) {
    Limits limits = asked;
    limits.depth = std::min(limits.depth, deepest);
    detail::Faults faults(limits.findings);
    if (text.size() > limits.bytes) {
        faults.add_last(detail::over_limit("json.limit_bytes", "the document is too large",
                                           limits.bytes, "bytes"));
        return std::move(faults).finish(text);
    }
    if (const auto fault = check_beginning(text)) {
        faults.add_last(*fault, "");
        return std::move(faults).finish(text);
    }
    detail::Shapes shapes;
    const detail::Shape* shape = shapes.get(type);
    if (!read_once(text, shape, into, limits, faults)) {
        faults = detail::Faults(limits.findings);
        read_once(cut_exponents(text), shape, into, limits, faults);
    }
    return std::move(faults).finish(text);
}

bool is_fatal(const Finding& finding) {
    return finding.code.starts_with("json.") && finding.code != "json.duplicate_key";
}

}  // namespace areena::io
