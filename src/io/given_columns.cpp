#include "areena/io/given_columns.hpp"

#include "areena/core/error.hpp"
#include "io/in_quotes.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <cstdlib>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <unordered_map>
#include <utility>

namespace areena::io {
namespace {

__extension__ typedef __int128 wide;

[[noreturn]] void refuse(const std::string& message) { throw Error("selection.column", message); }

/// Ends what a producer lent, also when something is thrown.
template <class Lent>
class Owned {
public:
    Owned() = default;
    Owned(const Owned&) = delete;
    Owned& operator=(const Owned&) = delete;
    ~Owned() {
        if (value.release) value.release(&value);
    }
    Lent value{};
};

struct StreamEnd {
    ArrowArrayStream& stream;
    explicit StreamEnd(ArrowArrayStream& s) : stream(s) {}
    StreamEnd(const StreamEnd&) = delete;
    StreamEnd& operator=(const StreamEnd&) = delete;
    ~StreamEnd() {
        if (stream.release) stream.release(&stream);
    }
};

void check(int code, ArrowArrayStream& stream, const char* what) {
    if (code == 0) return;
    const char* said = stream.get_last_error(&stream);
    refuse(std::string("the Arrow stream breaks off: ") + what +
           (said ? std::string(", ") + said : ""));
}

bool bit(const void* bits, std::int64_t i) {
    return ((static_cast<const std::uint8_t*>(bits)[i >> 3] >> (i & 7)) & 1U) != 0;
}

/// A value of a buffer, which need not be aligned.
template <class T>
T load(const void* buffer, std::int64_t i) {
    T value;
    std::memcpy(&value, static_cast<const char*>(buffer) + i * std::int64_t{sizeof(T)}, sizeof value);
    return value;
}

bool is_null(const ArrowArray& array, std::int64_t i) {
    return array.null_count != 0 && array.n_buffers > 0 && array.buffers[0] &&
           !bit(array.buffers[0], i);
}

/// Texts, each different one kept once.
class TextPool {
public:
    explicit TextPool(GivenTexts& into) : into_(into) {}

    std::int32_t number(std::string_view text) {
        const auto found = numbers_.find(text);
        if (found != numbers_.end()) return found->second;
        if (into_.texts.size() >= std::size_t{std::numeric_limits<std::int32_t>::max()})
            refuse("more than 2^31 - 1 different texts in a column");
        const auto number = static_cast<std::int32_t>(into_.texts.size());
        into_.texts.emplace_back(text);
        numbers_.emplace(into_.texts.back(), number);
        return number;
    }

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const noexcept {
            return std::hash<std::string_view>{}(text);
        }
    };

    GivenTexts& into_;
    std::unordered_map<std::string, std::int32_t, Hash, std::equal_to<>> numbers_;
};

std::string_view text_at(const ArrowArray& array, std::string_view format, std::int64_t i) {
    if (format == "vu") {  // a length, and the text itself or where it stands
        const void* view = static_cast<const char*>(array.buffers[1]) + 16 * i;
        const auto length = load<std::int32_t>(view, 0);
        if (length <= 12)
            return {static_cast<const char*>(view) + 4, static_cast<std::size_t>(length)};
        const auto buffer = load<std::int32_t>(view, 2);
        const auto begin = load<std::int32_t>(view, 3);
        return {static_cast<const char*>(array.buffers[2 + buffer]) + begin,
                static_cast<std::size_t>(length)};
    }
    const auto offset = [&](std::int64_t at) {
        return format == "U" ? load<std::int64_t>(array.buffers[1], at)
                             : std::int64_t{load<std::int32_t>(array.buffers[1], at)};
    };
    const std::int64_t begin = offset(i);
    const auto size = static_cast<std::size_t>(offset(i + 1) - begin);
    if (size == 0) return {};
    return {static_cast<const char*>(array.buffers[2]) + begin, size};
}

bool is_text(std::string_view format) { return format == "u" || format == "U" || format == "vu"; }

/// A whole number of any width; none if it does not fit 64 bits with a sign.
std::optional<std::int64_t> whole_at(const ArrowArray& array, char format, std::int64_t i) {
    const void* data = array.buffers[1];
    switch (format) {
        case 'b': return bit(data, i) ? 1 : 0;
        case 'c': return load<std::int8_t>(data, i);
        case 'C': return load<std::uint8_t>(data, i);
        case 's': return load<std::int16_t>(data, i);
        case 'S': return load<std::uint16_t>(data, i);
        case 'i': return load<std::int32_t>(data, i);
        case 'I': return load<std::uint32_t>(data, i);
        case 'l': return load<std::int64_t>(data, i);
        default: break;
    }
    const auto value = load<std::uint64_t>(data, i);
    if (value > std::uint64_t{std::numeric_limits<std::int64_t>::max()}) return std::nullopt;
    return static_cast<std::int64_t>(value);
}

constexpr std::string_view whole_formats = "bcCsSiIlL";

/// Gathers one column, chunk by chunk.
class ColumnReader {
public:
    explicit ColumnReader(const ArrowSchema& schema)
        : format_(schema.format ? schema.format : ""), has_dictionary_(schema.dictionary) {
        column_.name = schema.name;
        if (has_dictionary_) {
            values_ = schema.dictionary->format ? schema.dictionary->format : "";
            if (!is_text(values_) || format_.size() != 1 ||
                whole_formats.substr(1).find(format_[0]) == std::string_view::npos)
                refuse_type("dictionary of " + values_);
            column_.values = GivenTexts{};
        } else if (is_text(format_)) {
            column_.values = GivenTexts{};
        } else if (format_ == "f" || format_ == "g") {
            column_.values = std::vector<double>{};
        } else if (format_.starts_with("d:")) {
            read_scale();
        } else if (format_ != "n" && (format_.size() != 1 ||
                                      whole_formats.find(format_[0]) == std::string_view::npos)) {
            refuse_type(format_);
        }
        if (auto* texts = std::get_if<GivenTexts>(&column_.values)) pool_.emplace(*texts);
    }
    ColumnReader(const ColumnReader&) = delete;  // the pool holds on to the column
    ColumnReader& operator=(const ColumnReader&) = delete;

    void read(const ArrowArray& array, std::int64_t first, std::int64_t length) {
        std::vector<std::int32_t> numbers;  // of the dictionary's texts
        if (has_dictionary_)
            for (std::int64_t i = 0; i < array.dictionary->length; ++i)
                numbers.push_back(pool_->number(
                    text_at(*array.dictionary, values_, array.dictionary->offset + i)));
        for (std::int64_t row = first; row < first + length; ++row) {
            const std::int64_t i = array.offset + row;
            const bool lacks = format_ == "n" || is_null(array, i);
            if (lacks && column_.missing.empty()) column_.missing.assign(size_, 0);
            if (lacks || !column_.missing.empty())
                column_.missing.push_back(lacks ? std::uint8_t{1} : std::uint8_t{0});
            append(array, i, lacks, numbers);
            ++size_;
        }
    }

    GivenColumn take() { return std::move(column_); }

private:
    [[noreturn]] void refuse_type(const std::string& type) const {
        refuse("column " + detail::in_quotes(column_.name) + " is of the Arrow type '" + type +
               "'; whole numbers, floats, decimals of 128 bits, texts and dictionaries of texts are "
               "read: cast it to one of these");
    }

    /// "d:19,2" or "d:19,2,128"
    void read_scale() {
        const std::size_t comma = format_.find(',');
        const std::size_t bits = format_.find(',', comma + 1);
        if (comma == std::string::npos ||
            (bits != std::string::npos && format_.substr(bits + 1) != "128"))
            refuse_type(format_);
        column_.scale = std::atoi(format_.c_str() + comma + 1);
        if (column_.scale < 0 || column_.scale > 18) refuse_type(format_);
    }

    void append(const ArrowArray& array, std::int64_t i, bool lacks,
                const std::vector<std::int32_t>& numbers) {
        if (auto* texts = std::get_if<GivenTexts>(&column_.values)) {
            texts->at.push_back(lacks ? -1 : text_number(array, i, numbers));
        } else if (auto* reals = std::get_if<std::vector<double>>(&column_.values)) {
            const void* data = array.buffers[1];
            reals->push_back(lacks            ? 0
                             : format_ == "f" ? widened(load<float>(data, i))
                                              : load<double>(data, i));
        } else {
            auto& whole = std::get<std::vector<std::int64_t>>(column_.values);
            whole.push_back(lacks ? 0 : number(array, i));
        }
    }

    std::int32_t text_number(const ArrowArray& array, std::int64_t i,
                             const std::vector<std::int32_t>& numbers) {
        if (!has_dictionary_) return pool_->number(text_at(array, format_, i));
        const auto index = whole_at(array, format_[0], i);
        if (!index || *index < 0 || std::cmp_greater_equal(*index, numbers.size()))
            refuse("column " + detail::in_quotes(column_.name) + ", row " + std::to_string(size_) +
                   " (from 0): its number is none of the dictionary");
        return numbers[static_cast<std::size_t>(*index)];
    }

    std::int64_t number(const ArrowArray& array, std::int64_t i) {
        if (format_.starts_with("d:")) {
            const auto value = load<wide>(array.buffers[1], i);
            if (value == static_cast<std::int64_t>(value)) return static_cast<std::int64_t>(value);
        } else if (const auto value = whole_at(array, format_[0], i)) {
            return *value;
        }
        refuse("column " + detail::in_quotes(column_.name) + ", row " + std::to_string(size_) +
               " (from 0): the number does not fit 64 bits");
    }

    GivenColumn column_;
    std::string format_;
    std::string values_;  // format of the dictionary's
    bool has_dictionary_;
    std::optional<TextPool> pool_;
    std::size_t size_ = 0;
};

/// Which children are wanted.
std::vector<std::int64_t> wanted_children(const ArrowSchema& schema,
                                          std::span<const std::string_view> wanted) {
    std::vector<std::int64_t> children;
    std::vector<std::string_view> names;
    for (std::int64_t i = 0; i < schema.n_children; ++i) {
        const std::string_view name =
            schema.children[i]->name ? schema.children[i]->name : std::string_view{};
        if (std::ranges::count(wanted, name) == 0) continue;
        if (std::ranges::count(names, name) != 0)
            refuse("two columns are called " + detail::in_quotes(name) + "; names must differ");
        names.push_back(name);
        children.push_back(i);
    }
    return children;
}

}  // namespace

std::size_t GivenColumn::size() const {
    if (const auto* texts = std::get_if<GivenTexts>(&values)) return texts->at.size();
    return std::visit(
        [](const auto& all) -> std::size_t {
            if constexpr (requires { all.size(); }) return all.size();
            return 0;
        },
        values);
}

Rational shortest_decimal(double value) {
    char text[64];
    const char* const end =
        std::to_chars(text, text + sizeof text, value, std::chars_format::scientific).ptr;
    const std::string_view all(text, static_cast<std::size_t>(end - text));
    const std::size_t e = all.find('e');
    std::int64_t digits = 0;
    int exponent = 0;
    const bool has_plus = all[e + 1] == '+';  // which from_chars does not take
    std::from_chars(text + e + (has_plus ? 2 : 1), end, exponent);
    bool is_fraction = false;
    for (const char c : all.substr(0, e)) {
        if (c == '.') is_fraction = true;
        if (c < '0' || c > '9') continue;
        digits = digits * 10 + (c - '0');
        if (is_fraction) --exponent;
    }
    Rational made = all.front() == '-' ? -digits : digits;
    for (; exponent > 0; --exponent) made *= 10;
    for (; exponent < 0; ++exponent) made /= 10;
    return made;
}

double widened(float value) {
    if (!std::isfinite(value)) return value;
    char text[64];
    const auto end = std::to_chars(text, text + sizeof text, value).ptr;
    double made = 0;
    std::from_chars(text, end, made);
    return made;
}

std::vector<GivenColumn> read_columns(ArrowArrayStream& stream,
                                      std::span<const std::string_view> wanted) {
    const StreamEnd end(stream);
    Owned<ArrowSchema> schema;
    check(stream.get_schema(&stream, &schema.value), stream, "no schema");
    if (!schema.value.format || std::string_view(schema.value.format) != "+s")
        refuse("the Arrow stream is one of single values; a table is needed");
    const std::vector<std::int64_t> children = wanted_children(schema.value, wanted);
    std::vector<std::unique_ptr<ColumnReader>> readers;
    for (const std::int64_t i : children)
        readers.push_back(std::make_unique<ColumnReader>(*schema.value.children[i]));
    while (true) {
        Owned<ArrowArray> chunk;
        check(stream.get_next(&stream, &chunk.value), stream, "no next chunk");
        if (!chunk.value.release) break;
        for (std::size_t c = 0; c < children.size(); ++c)
            readers[c]->read(*chunk.value.children[children[c]], chunk.value.offset,
                             chunk.value.length);
    }
    std::vector<GivenColumn> columns;
    for (const auto& reader : readers) columns.push_back(reader->take());
    return columns;
}

}  // namespace areena::io
