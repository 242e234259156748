#include "io/table_columns.hpp"

#include "areena/core/nearest.hpp"

#include "io/pattern.hpp"
#include "io/table_values.hpp"
#include "io/utf8.hpp"

#include <algorithm>
#include <set>
#include <type_traits>
#include <utility>

namespace areena::io::detail {
namespace {

constexpr std::size_t longest_quote = 60;
constexpr std::size_t most_listed = 12;
/// Nearest ids are looked for so many times a column; it takes long among many ids.
constexpr int most_searches = 20;

std::string in_quotes(std::string_view text) { return '"' + shorten(text, longest_quote) + '"'; }

std::string shown(const std::string& value) { return in_quotes(value); }
std::string shown(std::int64_t value) { return std::to_string(value); }
std::string shown(double value) { return scalar_text(value); }
std::string shown(bool value) { return value ? "true" : "false"; }
std::string shown(const Date& value) { return to_string(value); }

template <class T>
constexpr bool is_text = std::is_same_v<T, std::string>;
template <class T>
constexpr bool has_order = !is_text<T> && !std::is_same_v<T, bool>;

template <class T>
class TypedReader final : public ColumnReader {
public:
    TypedReader(const TableField& field, const ColumnPlace& place, std::vector<Finding>& faults)
        : field_(field), rules_(field_.constraints), path_(place.path),
          missing_(place.schema->missing_values.value_or(std::vector<std::string>{""})) {
        column_.name = field.name;
        column_.type = field.type;
        column_.values.template emplace<std::vector<T>>();
        read_bounds(faults);
        read_choices(faults);
        read_others(faults);
        if (field.refers_to) read_ids(place, faults);
    }

    void take(const CsvField& field, CsvReader& reader) override {
        auto& values = std::get<std::vector<T>>(column_.values);
        const bool is_missing = std::ranges::find(missing_, field.text) != missing_.end();
        T value{};
        bool is_good = false;
        if (is_missing) {
            if (rules_.required)
                tell("table.required", "/constraints/required", field, reader, "has no value",
                     "a value in every row", "", "Add the value, or leave out the row");
        } else if (!parse_value(field_, field.text, value)) {
            tell("table.type", "/type", field, reader, "is of the wrong type",
                 describe_type(field_), in_quotes(field.text), "Mend the value");
            value = T{};
        } else {
            hold(value, field, reader);
            is_good = true;
        }
        values.push_back(std::move(value));
        column_.present.push_back(is_good);
    }

    Column finish() override { return std::move(column_); }

private:
    void fault(std::vector<Finding>& faults, std::string code, const std::string& below,
               const std::string& message, std::string expected, std::string got,
               std::string next_step) const {
        faults.push_back(make_finding(std::move(code), path_ + below, message,
                                       std::move(expected), std::move(got), std::move(next_step)));
    }

    void tell(std::string code, std::string_view below, const CsvField& at, CsvReader& reader,
              const std::string& what, std::string expected, std::string got,
              std::string next_step, std::vector<std::string> near = {}) const {
        Finding finding = make_finding(std::move(code), path_ + std::string(below),
                                        "'" + field_.name + "' " + what, std::move(expected),
                                        std::move(got), std::move(next_step));
        finding.place.offset = static_cast<std::int64_t>(at.offset);
        finding.nearest = std::move(near);
        reader.report(std::move(finding));
    }

    /// A value of the description as one of the column's type.
    bool convert(const Scalar& scalar, T& into) const {
        if constexpr (std::is_same_v<T, bool>) {
            if (const bool* truth = std::get_if<bool>(&scalar)) {
                into = *truth;
                return true;
            }
        }
        return parse_value(field_, scalar_text(scalar), into);
    }

    std::optional<T> bound(const std::optional<Scalar>& given, const std::string& name,
                           std::vector<Finding>& faults) const {
        if (!given) return std::nullopt;
        T value{};
        if (has_order<T> && convert(*given, value)) return value;
        fault(faults, "package.rule", "/constraints/" + name,
              has_order<T> ? "'" + name + "' is no value of the column's type"
                           : "'" + name + "' is for numbers, dates and years",
              has_order<T> ? describe_type(field_) : "", in_quotes(scalar_text(*given)),
              "Mend the rule, or leave it out");
        return std::nullopt;
    }

    void read_bounds(std::vector<Finding>& faults) {
        least_ = bound(rules_.minimum, "minimum", faults);
        most_ = bound(rules_.maximum, "maximum", faults);
        if (is_text<T>) return;
        for (const auto& [is_given, name] : {std::pair(rules_.min_length.has_value(), "minLength"),
                                             std::pair(rules_.max_length.has_value(), "maxLength"),
                                             std::pair(rules_.pattern.has_value(), "pattern")})
            if (is_given)
                fault(faults, "package.rule", std::string("/constraints/") + name,
                      std::string("'") + name + "' is for texts", "", "",
                      "Leave the rule out, or make the column a string");
    }

    void read_choices(std::vector<Finding>& faults) {
        for (std::size_t i = 0; i < rules_.choices.size(); ++i) {
            T value{};
            if (convert(rules_.choices[i], value))
                choices_.insert(std::move(value));
            else
                fault(faults, "package.rule", "/constraints/enum/" + std::to_string(i),
                      "an element of 'enum' is no value of the column's type",
                      describe_type(field_), in_quotes(scalar_text(rules_.choices[i])),
                      "Mend the element, or the type");
        }
    }

    /// What is valid in a description and cannot be held here is told.
    void read_others(std::vector<Finding>& faults) {
        const auto warn = [&](const std::string& below, const std::string& message) {
            fault(faults, "package.unknown_rule", below, message, "", "",
                  "Hold the values against it by other means");
            faults.back().severity = Severity::warning;
        };
        if (is_text<T> && rules_.pattern) {
            pattern_ = Pattern::compile(*rules_.pattern);
            if (!pattern_)
                warn("/constraints/pattern", "the pattern is not of a syntax that is known here");
        }
        if (field_.format == "default") return;
        if (is_text<T>)
            warn("/format", "formats of texts are not held against the values");
        else
            fault(faults, "package.rule", "/format", "the values have a format that is not read",
                  "\"default\"", in_quotes(field_.format), "Write the values in the default format");
    }

    void read_ids(const ColumnPlace& place, std::vector<Finding>& faults) {
        if (is_text<T>) ids_ = (*place.ids_of)(*field_.refers_to);
        if (!ids_)
            fault(faults, "package.rule", "/refersTo",
                  is_text<T> ? "'refersTo' names no kind of noun of the network"
                             : "'refersTo' is for texts: ids are texts",
                  is_text<T> ? "the name of a list of network.json, such as \"areas\"" : "",
                  in_quotes(*field_.refers_to), "Mend the name, or leave it out");
    }

    void hold(const T& value, const CsvField& at, CsvReader& reader) {
        if (!choices_.empty() && !choices_.contains(value))
            tell("table.enum", "/constraints/enum", at, reader, "is none of the values there may be",
                 "one of: " + listed(), shown(value), "Mend the value, or add it to the list");
        if constexpr (has_order<T>) hold_bounds(value, at, reader);
        if constexpr (is_text<T>) {
            hold_length(value, at, reader);
            if (pattern_ && !pattern_->matches(value))
                tell("table.pattern", "/constraints/pattern", at, reader,
                     "does not match its pattern", *rules_.pattern, in_quotes(value),
                     "Mend the value, or the pattern");
            if (ids_) hold_reference(value, at, reader);
        }
    }

    void hold_bounds(const T& value, const CsvField& at, CsvReader& reader) {
        if (least_ && value < *least_)
            tell("table.range", "/constraints/minimum", at, reader, "is too small",
                 "at least " + shown(*least_), shown(value), "Mend the value");
        if (most_ && value > *most_)
            tell("table.range", "/constraints/maximum", at, reader, "is too large",
                 "at most " + shown(*most_), shown(value), "Mend the value");
    }

    void hold_length(const std::string& value, const CsvField& at, CsvReader& reader) {
        if (!rules_.min_length && !rules_.max_length) return;
        const auto length = static_cast<std::int64_t>(count_code_points(value));
        if (length < rules_.min_length.value_or(length))
            tell("table.length", "/constraints/minLength", at, reader, "is too short",
                 "at least " + std::to_string(*rules_.min_length) + " characters", in_quotes(value),
                 "Mend the value");
        if (length > rules_.max_length.value_or(length))
            tell("table.length", "/constraints/maxLength", at, reader, "is too long",
                 "at most " + std::to_string(*rules_.max_length) + " characters", in_quotes(value),
                 "Mend the value");
    }

    void hold_reference(const std::string& value, const CsvField& at, CsvReader& reader) {
        if (std::ranges::binary_search(*ids_, value)) return;
        std::vector<std::string> near;
        if (searches_++ < most_searches) {
            const std::vector<std::string_view> names(ids_->begin(), ids_->end());
            near = nearest(value, names);
        }
        tell("table.reference", "/refersTo", at, reader, "names nothing in " + *field_.refers_to,
             "an id that the network has", in_quotes(value), "Mend the id, or add what it names",
             std::move(near));
    }

    std::string listed() const {
        std::string text;
        std::size_t n = 0;
        for (const T& choice : choices_) {
            if (n++ == most_listed) return text + " and more";
            text += (text.empty() ? "" : ", ") + shown(choice);
        }
        return text;
    }

    const TableField field_;
    const Constraints& rules_;  // the field's
    std::string path_;
    std::vector<std::string> missing_;
    std::optional<T> least_;
    std::optional<T> most_;
    std::set<T> choices_;
    std::optional<Pattern> pattern_;
    std::optional<std::vector<std::string>> ids_;
    int searches_ = 0;
    Column column_;
};

}  // namespace

std::unique_ptr<ColumnReader> column_reader(const TableField& field, const ColumnPlace& place,
                                            std::vector<Finding>& faults) {
    switch (field.type) {
        case ColumnType::string:
            return std::make_unique<TypedReader<std::string>>(field, place, faults);
        case ColumnType::integer:
        case ColumnType::year:
            return std::make_unique<TypedReader<std::int64_t>>(field, place, faults);
        case ColumnType::number:
            return std::make_unique<TypedReader<double>>(field, place, faults);
        case ColumnType::boolean:
            return std::make_unique<TypedReader<bool>>(field, place, faults);
        case ColumnType::date: return std::make_unique<TypedReader<Date>>(field, place, faults);
    }
    return nullptr;
}

}  // namespace areena::io::detail
