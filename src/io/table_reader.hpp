#pragma once

#include "io/table_columns.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace areena::io::detail {

/// One table on its way from a text to typed columns. It stays open until all tables of the package
/// are read, for keys that lead from one to another.
class TableReader {
public:
    /// `pointer` is that of the resource in the description, `file` how places call the text.
    TableReader(Resource resource, std::string pointer, std::string file, std::string text,
                const Limits& limits);

    /// Reads all rows. What is wrong with the schema is added to `faults`.
    void read(const IdsOf& ids_of, std::vector<Finding>& faults);
    /// Holds rows against the primary key and columns against `unique`.
    void check_keys(std::vector<Finding>& faults);
    /// Holds the foreign keys against the tables they name.
    void check_foreign_keys(const std::vector<std::unique_ptr<TableReader>>& all,
                            std::vector<Finding>& faults);

    [[nodiscard]] const std::string& name() const noexcept { return table_.resource.name; }
    /// What was found in the text, placed.
    [[nodiscard]] std::vector<Finding> findings() const { return reader_.findings(file_); }
    [[nodiscard]] Table take() { return std::move(table_); }

private:
    [[nodiscard]] const TableSchema& schema() const { return *table_.resource.schema; }
    bool check_header(const std::vector<CsvField>& row);
    [[nodiscard]] std::vector<std::unique_ptr<ColumnReader>> column_readers(
        const IdsOf& ids_of, std::vector<Finding>& faults) const;
    /// The columns of those names; empty if there is none of one of them, which is told.
    [[nodiscard]] std::vector<const Column*> find_columns(const FieldNames& fields,
                                                          const std::string& path,
                                                          std::vector<Finding>& faults) const;
    void tell_repeated(const std::vector<const Column*>& key, const std::string& code,
                       const std::string& path, const std::string& what);
    void check_foreign_key(const ForeignKey& key, const std::string& path,
                           const TableReader& target, std::vector<Finding>& faults);
    [[nodiscard]] std::int64_t offset_of(std::size_t row, const Column& column) const;
    [[nodiscard]] std::string shown(const std::vector<const Column*>& key, std::size_t row) const;
    [[nodiscard]] std::string_view text_of_row(std::size_t row) const;

    Table table_;
    std::string pointer_;
    std::string file_;
    std::string text_;
    CsvFormat format_;
    CsvReader reader_;
    std::vector<std::size_t> row_offsets_;  ///< of the rows in the table
    bool is_whole_ = false;                 ///< the header was right
};

/// The format that a description says its text is in.
[[nodiscard]] CsvFormat csv_format(const Resource& resource);

}  // namespace areena::io::detail
