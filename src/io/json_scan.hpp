#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// A strict walk over JSON text that knows where everything stands. The reader itself runs on
/// Boost.JSON, which tells no positions; this second look is taken only when there is a fault to be
/// placed, and it says in words what was expected where the text is not JSON.

namespace areena::io::detail {

/// Where a text stops being JSON.
struct SyntaxFault {
    std::size_t offset = 0;
    bool encoding = false;     ///< an escape that is half a surrogate pair
    std::string message;       ///< what is wrong
    std::string expected;
    std::string next_step;
};

class JsonScanner {
public:
    enum class Event {
        object_begin,
        array_begin,
        key,
        text,
        number,
        literal,  ///< true, false, null
        object_end,
        array_end,
        end,    ///< the whole text is JSON
        fault,  ///< see `fault()`; there is nothing after it
    };

    explicit JsonScanner(std::string_view text) noexcept : text_(text) {}

    Event next();

    /// The last event's part of the text.
    [[nodiscard]] std::string_view token() const noexcept {
        return text_.substr(begin_, at_ - begin_);
    }
    [[nodiscard]] std::size_t offset() const noexcept { return begin_; }
    /// Containers that are open.
    [[nodiscard]] std::size_t depth() const noexcept { return open_.size(); }
    [[nodiscard]] const SyntaxFault& fault() const noexcept { return fault_; }

private:
    enum class State { value, first_value, first_key, key, colon, after_value };

    Event value(bool may_close);
    Event key(bool may_close);
    Event after_value();
    Event open(char bracket);
    Event close(char bracket);
    Event text(Event kind);
    Event number();
    Event literal();
    Event fail(std::size_t offset, std::string message, std::string expected,
               std::string next_step = {});
    Event unexpected(std::string expected, std::string next_step = {});

    void skip_space() noexcept;
    bool escape();
    bool digits();
    [[nodiscard]] bool ended() const noexcept { return at_ == text_.size(); }
    [[nodiscard]] bool sees(char c) const noexcept { return !ended() && text_[at_] == c; }

    std::string_view text_;
    std::size_t begin_ = 0;
    std::size_t at_ = 0;
    State state_ = State::value;
    std::string open_;  // the brackets that close what is open
    bool after_comma_ = false;
    SyntaxFault fault_;
};

/// True for the events that Boost.JSON's handlers are called for before a container's contents.
[[nodiscard]] constexpr bool is_numbered(JsonScanner::Event event) noexcept {
    return event < JsonScanner::Event::object_end;
}

/// The text that a well-formed token, quotes included, stands for.
[[nodiscard]] std::string unescape(std::string_view token);

/// Appends a reference token of a JSON pointer (RFC 6901), '/' included.
void append_pointer(std::string_view token, std::string& pointer);

/// The reference tokens of a JSON pointer.
[[nodiscard]] std::vector<std::string> split_pointer(std::string_view pointer);

}  // namespace areena::io::detail
