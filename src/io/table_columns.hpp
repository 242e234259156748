#pragma once

#include "areena/io/csv.hpp"
#include "areena/io/tables.hpp"
#include "io/make_finding.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// One column of a table while it is read: from texts to values of a type, held against the rules of
/// its description.

namespace areena::io::detail {

/// The ids of the network's nouns of a kind ("areas"), sorted; nothing if there is no such kind.
using IdsOf = std::function<std::optional<std::vector<std::string>>(std::string_view noun)>;

class ColumnReader {
public:
    virtual ~ColumnReader() = default;
    /// Takes the value of one more row; what is wrong with it is told to `reader`.
    virtual void take(const CsvField& field, CsvReader& reader) = 0;
    [[nodiscard]] virtual Column finish() = 0;
};

/// Where a column is described, for messages.
struct ColumnPlace {
    std::string path;  ///< JSON pointer of its description
    const TableSchema* schema = nullptr;
    const IdsOf* ids_of = nullptr;
};

/// A reader for the described column. Rules that cannot be held are added to `faults`
/// (`package.rule`, `package.unknown_rule`) and left out.
[[nodiscard]] std::unique_ptr<ColumnReader> column_reader(const TableField& field,
                                                          const ColumnPlace& place,
                                                          std::vector<Finding>& faults);

}  // namespace areena::io::detail
