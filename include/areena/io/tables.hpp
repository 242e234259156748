#pragma once

#include "areena/core/date.hpp"
#include "areena/core/finding.hpp"
#include "areena/io/data_package.hpp"
#include "areena/io/limits.hpp"
#include "areena/network.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// \file
/// The tables beside a network document: CSV files in its folder that `datapackage.json` describes.

namespace areena::io {

/// The values of a column, one a row, in one piece. Where there is none (`Column::present`) stands a
/// default one. Integers and years are whole numbers of 64 bits; numbers the nearest doubles.
using ColumnValues = std::variant<std::vector<std::string>, std::vector<std::int64_t>,
                                  std::vector<double>, std::vector<bool>, std::vector<Date>>;

/// A column of a table.
struct Column {
    std::string name;
    ColumnType type = ColumnType::string;
    ColumnValues values;
    std::vector<bool> present;  ///< false where the value is missing

    bool operator==(const Column&) const = default;
};

/// A table, as it was described and read: all columns are equally long.
struct Table {
    Resource resource;  ///< its description
    std::vector<Column> columns;
    std::size_t num_rows = 0;

    /// The column of that name, or null.
    [[nodiscard]] const Column* find(std::string_view name) const noexcept;

    bool operator==(const Table&) const = default;
};

/// What stands beside a network: the description, the tables, and what is wrong with either.
struct Tables {
    DataPackage package;
    std::vector<Table> tables;      ///< in the order of the package; rows with faults are left out
    std::vector<Finding> findings;  ///< with places in `datapackage.json` or in the table's file

    /// The table of that name, or null.
    [[nodiscard]] const Table* find(std::string_view name) const noexcept;
};

/// Reads `datapackage.json` of a folder and the tables it describes, and holds them against the
/// description and against `network`, whose nouns columns may name. A folder without the file has no
/// tables. Resources that are not tables are held against their size and hash only.
///
/// A path leads to a regular file within the folder and nowhere else: absolute ones, URLs, "..",
/// backslashes, drive letters and symbolic links that lead out are refused. A hash is SHA-256.
///
/// Throws where what is there is not what is described: `package.path`, `package.no_file`,
/// `package.bytes`, `package.hash`; for a table that is not UTF-8 or over a limit the `csv.*` code;
/// for a description that is not JSON the `json.*` code. The error carries all findings.
///
/// Everything else is a finding: `package.*` and `document.*` about the description, with its JSON
/// pointer; `csv.*` and `table.*` about a table, with line and column in its file and the JSON pointer
/// of the rule. `noun` is "table", `id` the resource's name.
///
/// O(n log n) in the rows, for keys; linear in the text otherwise. All tables are held at once.
[[nodiscard]] Tables read_tables(const std::filesystem::path& folder, const NetworkData& network,
                                 const Limits& limits = {});

}  // namespace areena::io
