#pragma once

#include "areena/io/arrow.hpp"

#include <cstring>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// A slow, obvious reader of the Arrow C interface: a cell as text, from the specification alone.

namespace areena::io_tests {

/// Released when it goes, as a consumer does it.
template <class Struct>
struct Released {
    Struct value{};
    Released() = default;
    Released(const Released&) = delete;
    Released& operator=(const Released&) = delete;
    ~Released() {
        if (value.release) value.release(&value);
    }
    Struct* operator->() { return &value; }
};

template <class T>
T element(const ArrowArray& array, std::size_t buffer, std::int64_t i) {
    T value{};
    std::memcpy(&value, static_cast<const char*>(array.buffers[buffer]) + static_cast<std::size_t>(i) * sizeof(T),
                sizeof(T));
    return value;
}

inline bool bit(const ArrowArray& array, std::size_t buffer, std::int64_t i) {
    return (element<std::uint8_t>(array, buffer, i / 8) >> (i % 8) & 1) != 0;
}

inline std::string decode_double(double value) {
    char bits[sizeof value];
    std::memcpy(bits, &value, sizeof value);
    return {bits, sizeof bits};
}

/// "null", "[a;b;]" for a list, "{name=a;}" for a struct, the text in quotes, doubles as their bits.
inline std::string decode(const ArrowSchema& schema, const ArrowArray& array, std::int64_t i) {
    if (array.null_count > 0 && !bit(array, 0, i)) return "null";
    const std::string_view format = schema.format;
    if (format == "b") return bit(array, 1, i) ? "true" : "false";
    if (format == "l") return std::to_string(element<std::int64_t>(array, 1, i));
    if (format == "g") return decode_double(element<double>(array, 1, i));
    if (format == "tdD") return "day " + std::to_string(element<std::int32_t>(array, 1, i));
    if (format.starts_with("d:19,")) {
        const auto low = element<std::int64_t>(array, 1, 2 * i);
        const auto high = element<std::int64_t>(array, 1, 2 * i + 1);
        if (high != (low < 0 ? -1 : 0)) return "no 64-bit number";
        return std::to_string(low) + "e-" + std::string(format.substr(5));
    }
    if (format == "u") {
        const auto begin = element<std::int32_t>(array, 1, i);
        const auto size = static_cast<std::size_t>(element<std::int32_t>(array, 1, i + 1) - begin);
        if (size == 0) return "''";
        return '\'' + std::string(static_cast<const char*>(array.buffers[2]) + begin, size) + '\'';
    }
    std::string out;
    if (format == "+l") {
        for (auto k = element<std::int32_t>(array, 1, i); k < element<std::int32_t>(array, 1, i + 1); ++k)
            out += decode(*schema.children[0], *array.children[0], k) + ';';
        return '[' + out + ']';
    }
    if (format != "+s") return "unknown format " + std::string(format);
    for (std::int64_t k = 0; k < schema.n_children; ++k)
        out += std::string(schema.children[k]->name) + '=' +
               decode(*schema.children[k], *array.children[k], i) + ';';
    return '{' + out + '}';
}

/// All rows of a stream, and how many each chunk had.
struct Decoded {
    std::vector<std::string> rows;
    std::vector<std::int64_t> chunks;
};

inline Decoded decode(ArrowArrayStream& stream) {
    Decoded all;
    Released<ArrowSchema> schema;
    if (stream.get_schema(&stream, &schema.value) != 0) return all;
    for (;;) {
        Released<ArrowArray> chunk;
        if (stream.get_next(&stream, &chunk.value) != 0 || !chunk->release) return all;
        all.chunks.push_back(chunk->length);
        for (std::int64_t i = 0; i < chunk->length; ++i)
            all.rows.push_back(decode(schema.value, chunk.value, i));
    }
}

}  // namespace areena::io_tests
