#include "io/json_handler.hpp"

#include "areena/core/quantity.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <system_error>
#include <utility>

namespace areena::io::detail {
namespace {

/// "TimetableDocument" as people say it: "timetable document".
std::string words_of(std::string_view type_name) {
    std::string text;
    for (const char c : type_name) {
        const bool begins_word = c >= 'A' && c <= 'Z';
        if (begins_word && !text.empty()) text += ' ';
        text += begins_word ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return text;
}

/// Whether a text that is no decimal of `scale` is one with more decimals.
bool is_too_precise(std::string_view text, int scale) noexcept {
    constexpr int most_decimals = 12;
    std::int64_t units = 0;
    for (int more = scale + 1; more <= most_decimals; ++more)
        if (areena::detail::parse_decimal(text, more, units)) return true;
    return false;
}

double units_per_one(int scale) noexcept {
    double units = 1;
    for (int i = 0; i < scale; ++i) units *= 10;
    return units;
}

}  // namespace

JsonHandler::JsonHandler(const Shape* root, void* into, const Limits& limits, Faults& faults)
    : limits_(limits), faults_(faults) {
    target_.shape = root;
    target_.object = into;
    frames_.reserve(limits.depth + 1);
}

bool JsonHandler::begin_skipped(Inside inside) {
    target_.shape = nullptr;
    push(inside);
    known_[frames_.size() - 1].clear();
    ++event_;
    return true;
}

std::size_t JsonHandler::find_row(const Frame& frame, std::string_view name) noexcept {
    const auto row = std::ranges::find(frame.shape->fields, name, &ShapeField::name);
    return static_cast<std::size_t>(row - frame.shape->fields.begin());
}

void JsonHandler::unknown_key(Frame& frame, std::string_view name) {
    const std::size_t level = frames_.size() - 1;
    if (!std::exchange(frame.has_unknown, true)) known_[level].clear();
    frame.row = nullptr;
    keys_[level] = name;
    target_ = {};
    if (!known_[level].emplace(name).second) return repeated(name);
    report([&] { return unknown_field(*frame.shape->type, name); }, event_, frames_.size());
}

void JsonHandler::repeated(std::string_view name) {
    target_ = {};
    report([&] { return repeated_key(name); }, event_, frames_.size());
}

/// A key of a map, or of an object that is skipped.
bool JsonHandler::free_key(Frame& frame, std::string_view name) {
    const std::size_t level = frames_.size() - 1;
    keys_[level] = name;
    if (frame.count == limits_.rows) return too_many_rows();
    ++frame.count;
    bool is_new = true;
    target_ = {};
    if (frame.inside == Inside::map) {
        void* value = frame.shape->type->insert(frame.object, name);
        is_new = value != nullptr;
        if (is_new) target_ = {frame.shape->element, value, frame.field, nullptr, nullptr};
    } else {
        is_new = known_[level].emplace(name).second;
    }
    if (!is_new) repeated(name);
    return true;
}

void JsonHandler::end_record(Frame& frame) {
    for (std::size_t i = 0; i < frame.shape->fields.size(); ++i) {
        const std::uint64_t missing = frame.shape->required[i / 64] & ~seen_word(frame, i / 64);
        if (missing >> i % 64 & 1)
            report([&] { return missing_field(*frame.shape->fields[i].field); }, frame.begin,
                   frames_.size() - 1);
    }
}

bool JsonHandler::boolean(bool value) {
    if (!take()) return false;
    if (target_.shape) {
        unwrap();
        if (target_.shape->kind == Kind::boolean)
            *static_cast<bool*>(target_.object) = value;
        else if (target_.shape->kind == Kind::scalar)
            *static_cast<Scalar*>(target_.object) = value;
        else
            settle(Outcome::wrong_type, {});
    }
    ++event_;
    return true;
}

bool JsonHandler::null() {
    if (!take()) return false;
    if (target_.shape) {
        if (target_.shape->kind == Kind::optional)
            target_.shape->type->clear(target_.object);
        else
            report([&] { return wrong_null(*target_.shape->type, target_.field, is_element()); },
                   event_, frames_.size());
    }
    ++event_;
    return true;
}

JsonHandler::Outcome JsonHandler::put_text(std::string_view text) {
    const Type& type = *target_.shape->type;
    switch (target_.shape->kind) {
        case Kind::text:
            static_cast<std::string*>(target_.object)->assign(text);
            return Outcome::good;
        case Kind::token:
            return parse_token(type, target_.object, text) ? Outcome::good : Outcome::broken_rule;
        case Kind::scalar:
            static_cast<Scalar*>(target_.object)->emplace<std::string>(text);
            return Outcome::good;
        case Kind::record:
        case Kind::list:
            if (!type.parse) return Outcome::wrong_type;
            return type.parse(target_.object, text) ? Outcome::good : Outcome::broken_rule;
        default: return Outcome::wrong_type;
    }
}

/// A whole number. A text with a point or an exponent is one if its value is: 2.0, 2e3.
JsonHandler::Outcome JsonHandler::put_integer(std::string_view text, std::int64_t& into) const {
    std::int64_t value = 0;
    const char* const end = text.data() + text.size();
    const auto [at, error] = std::from_chars(text.data(), end, value);
    if ((error != std::errc{} || at != end) && !areena::detail::parse_decimal(text, 0, value)) {
        double real = 0;
        const bool is_number = std::from_chars(text.data(), end, real).ec == std::errc{};
        return is_number && std::trunc(real) != real ? Outcome::wrong_type : Outcome::out_of_range;
    }
    if (!in_bounds(static_cast<double>(value))) return Outcome::out_of_range;
    into = value;
    return Outcome::good;
}

JsonHandler::Outcome JsonHandler::put_real(std::string_view text, double& into) const {
    double value = 0;
    if (std::from_chars(text.data(), text.data() + text.size(), value).ec != std::errc{} ||
        !in_bounds(value))
        return Outcome::out_of_range;
    into = value;
    return Outcome::good;
}

JsonHandler::Outcome JsonHandler::put_number(std::string_view text) {
    switch (target_.shape->kind) {
        case Kind::integer: return put_integer(text, *static_cast<std::int64_t*>(target_.object));
        case Kind::real: return put_real(text, *static_cast<double*>(target_.object));
        case Kind::decimal: {
            // A decimal is laid out as its count of units, which quantity.hpp holds to.
            std::int64_t units = 0;
            const int scale = target_.shape->type->scale;
            if (!areena::detail::parse_decimal(text, scale, units))
                return is_too_precise(text, scale) ? Outcome::too_precise : Outcome::out_of_range;
            if (!in_bounds(static_cast<double>(units) / units_per_one(scale)))
                return Outcome::out_of_range;
            *static_cast<std::int64_t*>(target_.object) = units;
            return Outcome::good;
        }
        case Kind::scalar: {
            auto& scalar = *static_cast<Scalar*>(target_.object);
            if (text.find_first_of(".eE") != std::string_view::npos)
                return put_real(text, scalar.emplace<double>());
            return put_integer(text, scalar.emplace<std::int64_t>());
        }
        default: return Outcome::wrong_type;
    }
}

/// Reports a value that could not be read, and leaves an optional one absent.
void JsonHandler::settle(Outcome outcome, std::string_view text) {
    const Type& type = *target_.shape->type;
    const Field* field = target_.field;
    report(
        [&] {
            switch (outcome) {
                case Outcome::broken_rule: return broken_rule(type, field, is_element(), text);
                case Outcome::out_of_range: return out_of_range(type, field, is_element());
                case Outcome::too_precise: return too_precise(type, field, is_element());
                default: return wrong_type(type, field, is_element());
            }
        },
        event_, frames_.size());
    if (target_.optional) target_.optional->type->clear(target_.outer);
}

template <class Make>
void JsonHandler::report(Make make, std::size_t event, std::size_t levels) {
    if (faults_.full()) {
        faults_.count_only();
        return;
    }
    last_report_ = event_ + 1;
    Fault fault = make();
    if (fault.finding.code == "json.duplicate_key") fault.repeated_in = frames_.back().begin;
    place(fault, event, levels);
    faults_.add(std::move(fault));
}

void JsonHandler::place(Fault& fault, std::size_t event, std::size_t levels) const {
    fault.event = event;
    fault.personal = is_personal();
    if (fault.personal) fault.finding.nearest.clear();
    fault.finding.path = pointer(levels);
    name(fault, levels);
}

/// Names the object: the outermost one below the document that has an id, so that a person finds
/// the commitment and not just one of its scopes.
void JsonHandler::name(Fault& fault, std::size_t levels) const {
    const auto has_id = [](const Frame& f) { return find_field(*f.shape->type, "id") != nullptr; };
    std::size_t found = 0;
    bool by_id = false;
    const std::size_t end = std::min(levels + 1, frames_.size());
    for (std::size_t i = 0; i < end && !(by_id && found > 1); ++i) {
        if (frames_[i].inside != Inside::record) continue;
        if (has_id(frames_[i]) || !by_id) {
            found = i + 1;
            by_id = has_id(frames_[i]);
        }
    }
    if (found == 0) return;
    fault.finding.noun = words_of(frames_[found - 1].shape->type->name);
    if (by_id) fault.noun_level = found;
}

void JsonHandler::set_id(std::size_t level) {
    const Frame& frame = frames_[level - 1];
    if (frame.inside != Inside::record) return;
    const Field* field = find_field(*frame.shape->type, "id");
    if (!field) return;
    const Type* type = &field->type();
    const void* value = field->at(frame.object);
    for (; type->kind == Kind::optional; type = &type->element()) {
        if (type->size(value) == 0) return;
        value = type->item(value, 0);
    }
    std::string id;
    if (type->kind == Kind::token)
        print_token(*type, value, id);
    else if (type->kind == Kind::text)
        id = *static_cast<const std::string*>(value);
    faults_.set_id(level, frame.begin, id);
}

void JsonHandler::finish() {
    for (std::size_t level = frames_.size(); level > 0; --level)
        if (last_report_ > frames_[level - 1].begin) set_id(level);
}

std::string JsonHandler::pointer(std::size_t levels) const {
    std::string result;
    for (std::size_t i = 0; i < levels; ++i) {
        const Frame& frame = frames_[i];
        const bool is_list = frame.inside == Inside::list || frame.inside == Inside::skipped_list;
        if (is_list && frame.count > 0)
            append_pointer(std::to_string(frame.count - 1), result);
        else if (!is_list && frame.has_key && frame.inside == Inside::record && frame.row)
            append_pointer(frame.row->name, result);
        else if (!is_list && frame.has_key)
            append_pointer(keys_[i], result);
    }
    return result;
}

bool JsonHandler::is_element() const noexcept {
    return !frames_.empty() &&
           (frames_.back().inside == Inside::list || frames_.back().inside == Inside::map);
}

bool JsonHandler::over_limit(std::string_view code, std::string message, std::size_t limit,
                             std::string_view unit) {
    Fault fault = detail::over_limit(code, std::move(message), limit, unit);
    last_report_ = event_ + 1;
    place(fault, event_, frames_.size());
    faults_.add_last(std::move(fault));
    stopped_ = true;
    return false;
}

bool JsonHandler::too_many_rows() {
    return over_limit("json.limit_rows", "a list or object has too many elements", limits_.rows,
                      "elements");
}

bool JsonHandler::too_long() {
    return over_limit("json.limit_string", "a text is too long", limits_.string, "bytes");
}

void JsonHandler::too_deep() {
    over_limit("json.depth", "objects and lists lie too deep within each other", limits_.depth,
               "levels");
}

}  // namespace areena::io::detail
