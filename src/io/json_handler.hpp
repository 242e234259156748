#pragma once

#include "areena/io/limits.hpp"
#include "io/json_faults.hpp"
#include "io/json_shape.hpp"

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace areena::io::detail {

/// Puts the values of a JSON text, handed over one event at a time, into an object that describes
/// itself. Each event function returns false to end the reading; the reason is among the faults.
class JsonHandler {
public:
    JsonHandler(const Shape* root, void* into, const Limits& limits, Faults& faults);

    bool begin_object();
    bool begin_list();
    bool end_container();
    /// A piece of a key or text that does not come in one, because it has escapes.
    bool part(std::string_view piece);
    bool key(std::string_view rest);
    bool text(std::string_view rest);
    bool number(std::string_view text);
    bool boolean(bool value);
    bool null();

    /// The next container lies too deep.
    void too_deep();
    /// No more events come: settles what is still open.
    void finish();
    [[nodiscard]] bool stopped() const noexcept { return stopped_; }
    /// Where the reading is, as a JSON pointer.
    [[nodiscard]] std::string pointer() const { return pointer(frames_.size()); }

private:
    enum class Inside : std::uint8_t { record, list, map, skipped_object, skipped_list };
    enum class Outcome : std::uint8_t { good, wrong_type, broken_rule, out_of_range, too_precise };

    /// A container that is open.
    struct Frame {
        Inside inside = Inside::record;
        bool personal = false;
        bool has_key = false;              // objects: a member has begun
        bool has_unknown = false;          // record: a key was no field
        const Shape* shape = nullptr;      // null if skipped
        void* object = nullptr;
        const ShapeField* row = nullptr;   // record: the field that comes, null if unknown
        const Field* field = nullptr;      // list, map: the field that holds it
        std::size_t begin = 0;             // its number as an event
        std::size_t count = 0;             // elements or members; record: the field likely next
        std::uint64_t seen = 0;            // record: one bit a field, the first 64
        std::size_t more = 0;              // record: where the bits of the others are in more_seen_
    };
    /// Where the next value goes. No shape: nowhere, it is skipped.
    struct Target {
        const Shape* shape = nullptr;
        void* object = nullptr;
        const Field* field = nullptr;
        const Shape* optional = nullptr;  // the optional around it
        void* outer = nullptr;
    };

    bool take();
    void unwrap();
    void push(Inside inside);
    bool begin_skipped(Inside inside);
    [[nodiscard]] static std::size_t find_row(const Frame& frame, std::string_view name) noexcept;
    void record_key(Frame& frame, std::string_view name);
    void unknown_key(Frame& frame, std::string_view name);
    void repeated(std::string_view name);
    bool free_key(Frame& frame, std::string_view name);
    void end_record(Frame& frame);
    std::string_view join(std::string_view rest);
    void settle(Outcome outcome, std::string_view text);

    Outcome put_number(std::string_view text);
    Outcome put_integer(std::string_view text, std::int64_t& into) const;
    Outcome put_real(std::string_view text, double& into) const;
    Outcome put_text(std::string_view text);
    [[nodiscard]] bool in_bounds(double value) const noexcept {
        return !target_.field || (value >= target_.field->min && value <= target_.field->max);
    }

    [[nodiscard]] std::string pointer(std::size_t levels) const;
    [[nodiscard]] bool is_element() const noexcept;
    [[nodiscard]] bool is_personal() const noexcept {
        return (target_.field && target_.field->personal) ||
               (!frames_.empty() && frames_.back().personal);
    }
    [[nodiscard]] std::uint64_t& seen_word(Frame& frame, std::size_t word) noexcept {
        return word == 0 ? frame.seen : more_seen_[frame.more + word - 1];
    }
    void place(Fault& fault, std::size_t event, std::size_t levels) const;
    void name(Fault& fault, std::size_t levels) const;
    void set_id(std::size_t level);
    template <class Make>
    void report(Make make, std::size_t event, std::size_t levels);
    bool over_limit(std::string_view code, std::string message, std::size_t limit,
                    std::string_view unit);
    bool too_many_rows();
    bool too_long();

    Limits limits_;
    Faults& faults_;
    Target target_;
    std::vector<Frame> frames_;
    std::vector<std::uint64_t> more_seen_;
    std::string part_;
    std::vector<std::string> keys_;                          // by level, where no field names it
    std::vector<std::set<std::string, std::less<>>> known_;  // by level, keys of no field
    std::size_t event_ = 0;          // numbers keys, values and opening brackets
    std::size_t last_report_ = 0;    // event_ when a fault was last found, plus one
    bool stopped_ = false;
};

inline bool JsonHandler::take() {
    if (frames_.empty()) return true;
    Frame& frame = frames_.back();
    if (frame.inside == Inside::list) {
        if (frame.count == limits_.rows) return too_many_rows();
        ++frame.count;
        target_ = {frame.shape->element, frame.shape->type->grow(frame.object), frame.field};
    } else if (frame.inside == Inside::skipped_list) {
        if (frame.count == limits_.rows) return too_many_rows();
        ++frame.count;
        target_ = {};
    }
    return true;
}

inline void JsonHandler::unwrap() {
    if (target_.shape->kind != Kind::optional) return;
    target_.optional = target_.shape;
    target_.outer = target_.object;
    while (target_.shape->kind == Kind::optional) {
        target_.object = target_.shape->type->grow(target_.object);
        target_.shape = target_.shape->element;
    }
}

inline void JsonHandler::push(Inside inside) {
    const bool personal = is_personal();
    Frame& frame = frames_.emplace_back();
    frame.inside = inside;
    frame.personal = personal;
    frame.shape = target_.shape;
    frame.object = target_.object;
    frame.field = target_.field;
    frame.begin = event_;
    frame.more = more_seen_.size();
    if (inside == Inside::record && frame.shape->required.size() > 1)
        more_seen_.resize(more_seen_.size() + frame.shape->required.size() - 1);
    if (keys_.size() < frames_.size()) {
        keys_.resize(frames_.size());
        known_.resize(frames_.size());
    }
}

inline bool JsonHandler::begin_object() {
    if (!take()) return false;
    if (!target_.shape) return begin_skipped(Inside::skipped_object);
    unwrap();
    if (target_.shape->kind == Kind::record) {
        push(Inside::record);
    } else if (target_.shape->kind == Kind::map) {
        target_.shape->type->clear(target_.object);
        push(Inside::map);
    } else {
        settle(Outcome::wrong_type, {});
        return begin_skipped(Inside::skipped_object);
    }
    ++event_;
    return true;
}

inline bool JsonHandler::begin_list() {
    if (!take()) return false;
    if (!target_.shape) return begin_skipped(Inside::skipped_list);
    unwrap();
    if (target_.shape->kind != Kind::list) {
        settle(Outcome::wrong_type, {});
        return begin_skipped(Inside::skipped_list);
    }
    target_.shape->type->clear(target_.object);
    push(Inside::list);
    ++event_;
    return true;
}

inline bool JsonHandler::end_container() {
    Frame& frame = frames_.back();
    if (frame.inside == Inside::record) {
        for (std::size_t word = 0; word < frame.shape->required.size(); ++word)
            if (frame.shape->required[word] & ~seen_word(frame, word)) {
                end_record(frame);
                break;
            }
        if (last_report_ > frame.begin) set_id(frames_.size());
        more_seen_.resize(frame.more);
    }
    frames_.pop_back();
    return true;
}

inline bool JsonHandler::part(std::string_view piece) {
    part_ += piece;
    return part_.size() <= limits_.string || too_long();
}

/// The whole of a key or text. Good until the next part comes.
inline std::string_view JsonHandler::join(std::string_view rest) {
    if (part_.empty()) return rest;
    part_ += rest;
    return part_;
}

/// Finds the field a key names. Writers keep the order of the table, so the next one is tried first.
inline void JsonHandler::record_key(Frame& frame, std::string_view name) {
    const std::vector<ShapeField>& rows = frame.shape->fields;
    std::size_t i = frame.count;
    if (i == rows.size() || rows[i].name != name) i = find_row(frame, name);
    if (i == rows.size()) return unknown_key(frame, name);
    const ShapeField& row = rows[i];
    frame.row = &row;
    frame.count = i + 1;
    std::uint64_t& word = seen_word(frame, i / 64);
    const std::uint64_t bit = std::uint64_t{1} << i % 64;
    if (word & bit) return repeated(name);
    word |= bit;
    target_ = {row.shape, row.at(frame.object), row.field, nullptr, nullptr};
}

inline bool JsonHandler::key(std::string_view rest) {
    const std::string_view name = join(rest);
    if (name.size() > limits_.string) return too_long();
    Frame& frame = frames_.back();
    frame.has_key = true;
    bool ok = true;
    if (frame.inside == Inside::record)
        record_key(frame, name);
    else
        ok = free_key(frame, name);
    part_.clear();
    ++event_;
    return ok;
}

inline bool JsonHandler::text(std::string_view rest) {
    const std::string_view value = join(rest);
    if (value.size() > limits_.string) return too_long();
    if (!take()) return false;
    if (target_.shape) {
        unwrap();
        if (const Outcome outcome = put_text(value); outcome != Outcome::good)
            settle(outcome, value);
    }
    part_.clear();
    ++event_;
    return true;
}

inline bool JsonHandler::number(std::string_view value) {
    if (!take()) return false;
    if (target_.shape) {
        unwrap();
        if (const Outcome outcome = put_number(value); outcome != Outcome::good)
            settle(outcome, value);
    }
    ++event_;
    return true;
}

}  // namespace areena::io::detail
