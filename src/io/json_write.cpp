#include "areena/core/error.hpp"
#include "areena/core/quantity.hpp"
#include "areena/io/json.hpp"

#include "io/json_scan.hpp"
#include "io/utf8.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <memory>
#include <unordered_map>
#include <utility>
#include <variant>

namespace areena::io {
namespace {

constexpr std::size_t line_width = 100;
constexpr std::size_t indent_width = 2;

/// Appends a JSON string. False if the text is not UTF-8.
bool write_text(std::string_view text, std::string& out) {
    if (detail::find_invalid_utf8(text) != std::string_view::npos) return false;
    static constexpr std::string_view hex = "0123456789abcdef";
    out += '"';
    std::size_t from = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte >= 0x20 && byte != '"' && byte != '\\') continue;
        out.append(text, from, i - from);
        from = i + 1;
        switch (text[i]) {
            case '"': out += "\\\""; break;
            case '\\': out += "\\\\"; break;
            case '\b': out += "\\b"; break;
            case '\f': out += "\\f"; break;
            case '\n': out += "\\n"; break;
            case '\r': out += "\\r"; break;
            case '\t': out += "\\t"; break;
            default:
                out += "\\u00";
                out += hex[byte >> 4];
                out += hex[byte & 15];
        }
    }
    out.append(text, from);
    out += '"';
    return true;
}

template <class Number>
void write_number(Number value, std::string& out) {
    std::array<char, 32> buffer{};
    const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    out.append(buffer.data(), end);
}

/// Writes one value; see `write_json`.
class Writer {
public:
    explicit Writer(JsonStyle style) noexcept : pretty_(style == JsonStyle::pretty) {}

    std::string write(const Type& type, const void* value) {
        put(type, value, line_width);
        out_ += '\n';
        return std::move(out_);
    }

private:
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    /// The way from the document down to a value, for errors.
    struct Step {
        std::string_view key;
        std::size_t index = none;
    };

    /// Writes a value: on one line if that takes at most `room` columns (or if the style is compact),
    /// else with its elements on lines of their own.
    void put(const Type& type, const void* value, std::size_t room) {
        if (!pretty_) return put_line(type, value);
        const std::size_t start = out_.size();
        stop_ = start + room * 4;  // no code point takes more bytes
        put_line(type, value);
        const bool fits = !too_long() && columns_from(start) <= room;
        stop_ = none;
        if (fits) return;
        out_.resize(start);
        put_lines(type, value);
    }

    void put_lines(const Type& type, const void* value) {
        switch (type.kind) {
            case Kind::optional: return put_lines(type.element(), type.item(value, 0));
            case Kind::record:
                if (put_short_form(type, value)) return;
                [[fallthrough]];
            case Kind::list:
            case Kind::map: return put_container(type, value, true);
            default: return put_line(type, value);
        }
    }

    void put_line(const Type& type, const void* value) {
        if (too_long()) return;
        switch (type.kind) {
            case Kind::boolean: out_ += *static_cast<const bool*>(value) ? "true" : "false"; break;
            case Kind::integer: write_number(*static_cast<const std::int64_t*>(value), out_); break;
            case Kind::real: put_real(*static_cast<const double*>(value)); break;
            case Kind::decimal:
                // A decimal is laid out as its count of units, which quantity.hpp holds to.
                areena::detail::print_decimal(*static_cast<const std::int64_t*>(value), type.scale,
                                              out_);
                break;
            case Kind::text: put_text(*static_cast<const std::string*>(value)); break;
            case Kind::scalar: put_scalar(*static_cast<const Scalar*>(value)); break;
            case Kind::token:
                buffer_.clear();
                print_token(type, value, buffer_);
                put_text(buffer_);
                break;
            case Kind::optional:
                if (type.size(value) == 0)
                    out_ += "null";
                else
                    put_line(type.element(), type.item(value, 0));
                break;
            case Kind::record:
                if (put_short_form(type, value)) break;
                [[fallthrough]];
            case Kind::list:
            case Kind::map: put_container(type, value, false); break;
        }
    }

    void put_container(const Type& type, const void* value, bool lines) {
        out_ += type.kind == Kind::list ? '[' : '{';
        indent_ += indent_width;
        bool is_first = true;
        const auto put_child = [&](Step step, const Type& child, const void* at) {
            if (too_long()) return;
            if (!is_first) out_ += pretty_ && !lines ? ", " : ",";
            is_first = false;
            if (lines) new_line();
            path_.push_back(step);
            if (step.index == none) {
                put_text(step.key);
                out_ += pretty_ ? ": " : ":";
            }
            if (lines)
                put(child, at, room_left());
            else
                put_line(child, at);
            path_.pop_back();
        };
        for_each_child(type, value, put_child);
        indent_ -= indent_width;
        if (lines && !is_first) new_line();
        out_ += type.kind == Kind::list ? ']' : '}';
    }

    template <class Visit>
    void for_each_child(const Type& type, const void* value, const Visit& visit) {
        if (type.kind == Kind::list) {
            const std::size_t size = type.size(value);
            for (std::size_t i = 0; i < size && !too_long(); ++i)
                visit(Step{{}, i}, type.element(), type.item(value, i));
        } else if (type.kind == Kind::map) {
            struct Context {
                const Visit& visit;
                const Type& element;
            } context{visit, type.element()};
            type.visit(value, &context, [](void* c, std::string_view key, const void* at) {
                const Context& given = *static_cast<Context*>(c);
                given.visit(Step{key}, given.element, at);
            });
        } else {
            // `Field::at` serves reading and writing, so it takes an object that may change.
            void* const object = const_cast<void*>(value);
            void* const fresh = new_object(type);
            for (const Field& field : type.fields) {
                const void* const at = field.at(object);
                if (!field.required && field.type().equal(at, field.at(fresh))) continue;
                visit(Step{field.name}, field.type(), at);
            }
        }
    }

    bool put_short_form(const Type& type, const void* value) {
        if (!type.print) return false;
        std::string text;
        if (!type.print(value, text)) return false;
        put_text(text);
        return true;
    }

    void put_text(std::string_view text) {
        if (!write_text(text, out_)) refuse("json.encoding", "a text is not UTF-8");
    }

    void put_real(double value) {
        if (!std::isfinite(value)) refuse("json.number", "JSON has no number that is not finite");
        write_number(value, out_);
    }

    /// A double keeps a point or an exponent, so that it is read back as one.
    void put_scalar(const Scalar& scalar) {
        const std::size_t start = out_.size();
        if (const auto* truth = std::get_if<bool>(&scalar)) {
            out_ += *truth ? "true" : "false";
        } else if (const auto* whole = std::get_if<std::int64_t>(&scalar)) {
            write_number(*whole, out_);
        } else if (const auto* real = std::get_if<double>(&scalar)) {
            put_real(*real);
            if (out_.find_first_of(".e", start) == std::string::npos) out_ += ".0";
        } else {
            put_text(std::get<std::string>(scalar));
        }
    }

    [[noreturn]] void refuse(std::string code, std::string message) const {
        Finding finding;
        finding.code = code;
        finding.message = message;
        for (const Step& step : path_)
            detail::append_pointer(
                step.index == none ? std::string(step.key) : std::to_string(step.index),
                finding.path);
        message = "cannot write '" + finding.path + "': " + message;
        throw Error(std::move(code), message, std::vector<Finding>{std::move(finding)});
    }

    /// A new object of the type: fields equal to its own need not be written.
    void* new_object(const Type& type) {
        std::unique_ptr<Box>& box = fresh_[&type];
        if (!box) box = std::make_unique<Box>(type);
        return box->get();
    }

    void new_line() {
        out_ += '\n';
        line_ = out_.size();
        out_.append(indent_, ' ');
    }

    [[nodiscard]] bool too_long() const noexcept { return out_.size() > stop_; }
    [[nodiscard]] std::size_t columns_from(std::size_t start) const noexcept {
        return detail::count_code_points(std::string_view(out_).substr(start));
    }
    /// Columns left on the line for a value and the comma behind it.
    [[nodiscard]] std::size_t room_left() const noexcept {
        const std::size_t taken = columns_from(line_) + 1;
        return taken < line_width ? line_width - taken : 0;
    }

    bool pretty_;
    std::size_t indent_ = 0;
    std::size_t line_ = 0;     // where the last line begins
    std::size_t stop_ = none;  // a line that grows beyond this is given up
    std::string out_;
    std::string buffer_;
    std::vector<Step> path_;
    std::unordered_map<const Type*, std::unique_ptr<Box>> fresh_;
};

}  // namespace

std::string write_json(const Type& type, const void* value, JsonStyle style) {
    return Writer(style).write(type, value);
}

}  // namespace areena::io
