#pragma once

#include "areena/core/fields.hpp"
#include "areena/core/localized_text.hpp"
#include "areena/network.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// Tables of described records, handed to any dataframe or database through the Arrow C stream
/// interface (https://arrow.apache.org/docs/format/CStreamInterface.html). No Arrow library is
/// needed: the three structs below are its whole ABI.

#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

extern "C" {

/// What a column or a table is made of. Ended by `release`, which then is null.
struct ArrowSchema {
    const char* format;
    const char* name;
    const char* metadata;
    int64_t flags;
    int64_t n_children;
    struct ArrowSchema** children;
    struct ArrowSchema* dictionary;
    void (*release)(struct ArrowSchema*);
    void* private_data;
};

/// The values of a column or of a chunk of a table. Ended by `release`, which then is null.
struct ArrowArray {
    int64_t length;
    int64_t null_count;
    int64_t offset;
    int64_t n_buffers;
    int64_t n_children;
    const void** buffers;
    struct ArrowArray** children;
    struct ArrowArray* dictionary;
    void (*release)(struct ArrowArray*);
    void* private_data;
};

}  // extern "C"
#endif  // ARROW_C_DATA_INTERFACE

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE

extern "C" {

/// A table, chunk by chunk. Ended by `release`, which then is null.
struct ArrowArrayStream {
    int (*get_schema)(struct ArrowArrayStream*, struct ArrowSchema* out);
    int (*get_next)(struct ArrowArrayStream*, struct ArrowArray* out);
    const char* (*get_last_error)(struct ArrowArrayStream*);
    void (*release)(struct ArrowArrayStream*);
    void* private_data;
};

}  // extern "C"
#endif  // ARROW_C_STREAM_INTERFACE

namespace areena::io {

/// A column of a table: the values of one described type, row by row.
struct ArrowColumn {
    std::string name;
    const Type* type = nullptr;
    /// Where the value of a row is, never null. Safe to call from any thread; what it points into
    /// must live as long as the function does.
    std::function<const void*(std::size_t row)> at;
    const Field* field = nullptr;  ///< for the column's description and unit, if there is one
    bool redacted = false;         ///< personal data: "<redacted>" stands in every row
};

/// Columns of equal length.
struct ArrowTable {
    std::vector<ArrowColumn> columns;
    std::size_t num_rows = 0;
};

/// A row for each record of a list, a column for each field. `list` describes a `std::vector` of
/// records, `items` is one. Personal fields are redacted.
[[nodiscard]] ArrowTable arrow_table(const Type& list, const std::shared_ptr<const void>& items);

/// The same of any vector of described records: `arrow_table(plan.document().timetable)` copies them.
template <class Record>
[[nodiscard]] ArrowTable arrow_table(std::vector<Record> records) {
    return arrow_table(areena::detail::Described<std::vector<Record>>::get(),
                    std::make_shared<const std::vector<Record>>(std::move(records)));
}

/// A table of one kind of noun: `noun_table(network, "members")`. Shares the network's content.
/// Throws `network.not_found`, naming the nearest nouns, if there is no such list.
[[nodiscard]] ArrowTable noun_table(const Network& network, std::string_view nouns);

struct Column;

/// The columns of a table beside a network (`io/tables.hpp`), copied; what is missing is null.
[[nodiscard]] ArrowTable arrow_table(const std::vector<Column>& columns, std::size_t num_rows);

/// How values are shown.
struct ArrowOptions {
    Language language = Language::fi;  ///< of localized texts; where there is none, another
    Language own = Language::fi;       ///< the language of texts that name none
    std::size_t chunk_rows = 65'536;   ///< rows of a chunk at most; at least 1
};

/// Hands a table out as an Arrow stream, which the caller must release.
///
/// Columns: truth values `bool`, whole numbers `int64`, doubles `float64`, decimals
/// `decimal128(19, digits)`, days `date32`; texts, ids, words of an enumeration, quarters ("2027Q3")
/// and fractions ("p/q", exact) `utf8`; localized texts `utf8` in one language, null where there is
/// none; lists `list`, records `struct`; a map of users' own values `utf8` that holds a JSON object,
/// null where it is empty. Missing values are null. A column says its meaning, unit and what it
/// refers to in its metadata ("description", "unit", "refers_to"). Bytes that are no UTF-8 are shown
/// as `\xff`. Personal fields within records are redacted too.
///
/// Chunks are built when they are asked for, each in time and memory linear in its content; an empty
/// table has a schema and no chunk. Schema and chunks outlive the stream. A chunk whose texts or
/// lists have more than 2^31 - 1 bytes or elements is refused with EOVERFLOW; then, and when memory
/// runs out, `get_last_error` tells. No function of the stream throws. A stream must not be used by
/// two threads at once; several streams of one table may.
void export_stream(ArrowTable table, const ArrowOptions& options, ArrowArrayStream& out);

}  // namespace areena::io
