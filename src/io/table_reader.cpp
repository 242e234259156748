#include "io/table_reader.hpp"

#include "areena/core/nearest.hpp"

#include "io/table_keys.hpp"
#include "io/utf8.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace areena::io::detail {
namespace {

constexpr std::size_t longest_list = 200;

std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
    return shorten(text, longest_list);
}

std::vector<std::string> names_of(const TableSchema& schema) {
    std::vector<std::string> names;
    for (const TableField& field : schema.fields) names.push_back(field.name);
    return names;
}

/// "'year'", "'area' and 'year'".
std::string named(const Key& key) {
    std::string text;
    for (std::size_t i = 0; i < key.size(); ++i)
        text += (i == 0 ? "'" : i + 1 == key.size() ? " and '" : ", '") + key[i]->name + "'";
    return text;
}

}  // namespace

CsvFormat csv_format(const Resource& resource) {
    CsvFormat format;
    if (resource.dialect && !resource.dialect->delimiter.empty())
        format.delimiter = resource.dialect->delimiter.front();
    format.byte_order_mark =
        resource.encoding.ends_with("-sig") || resource.encoding.ends_with("-SIG");
    return format;
}

TableReader::TableReader(Resource resource, std::string pointer, std::string file,
                         std::string text, const Limits& limits)
    : table_{std::move(resource), {}, 0}, pointer_(std::move(pointer)), file_(std::move(file)),
      text_(std::move(text)), format_(csv_format(table_.resource)),
      reader_(text_, format_, limits) {}

/// The header names the columns of the description, in their order and letter by letter.
bool TableReader::check_header(const std::vector<CsvField>& row) {
    const std::vector<std::string> expected = names_of(schema());
    std::vector<std::string> got;
    for (const CsvField& field : row) got.emplace_back(field.text);
    if (got == expected) return true;
    const auto differs = static_cast<std::size_t>(
        std::ranges::mismatch(got, expected).in1 - got.begin());
    Finding finding = make_finding(
        "table.header", pointer_ + "/schema/fields",
        std::ranges::is_permutation(got, expected)
            ? "the columns stand in another order than in the description"
            : "the header does not name the columns of the description",
        joined(expected), joined(got), "Mend the header, or describe the table anew");
    finding.place.offset =
        static_cast<std::int64_t>(row[std::min(differs, row.size() - 1)].offset);
    if (differs < got.size()) {
        const std::vector<std::string_view> names(expected.begin(), expected.end());
        finding.nearest = nearest(got[differs], names);
    }
    reader_.report(std::move(finding));
    return false;
}

std::vector<std::unique_ptr<ColumnReader>> TableReader::column_readers(
    const IdsOf& ids_of, std::vector<Finding>& faults) const {
    std::vector<std::unique_ptr<ColumnReader>> readers;
    const std::vector<std::string>& key = schema().primary_key.names;
    for (std::size_t i = 0; i < schema().fields.size(); ++i) {
        TableField field = schema().fields[i];
        // A row is told apart by all of its key.
        if (std::ranges::find(key, field.name) != key.end()) field.constraints.required = true;
        const std::string path = pointer_ + "/schema/fields/" + std::to_string(i);
        readers.push_back(column_reader(field, {path, &schema(), &ids_of}, faults));
    }
    return readers;
}

void TableReader::read(const IdsOf& ids_of, std::vector<Finding>& faults) {
    std::set<std::string_view> known;
    for (std::size_t i = 0; i < schema().fields.size(); ++i)
        if (const std::string& name = schema().fields[i].name; !known.insert(name).second)
            faults.push_back(make_finding(
                "package.rule", pointer_ + "/schema/fields/" + std::to_string(i) + "/name",
                "two columns have the same name", "each name once", "'" + name + "'",
                "Rename one of the two"));
    const auto readers = column_readers(ids_of, faults);
    std::vector<CsvField> row;
    if (!reader_.next(row)) return;
    is_whole_ = check_header(row);
    while (reader_.next(row)) {
        if (!is_whole_ || row.size() != readers.size()) continue;
        row_offsets_.push_back(row.front().offset);
        for (std::size_t i = 0; i < row.size(); ++i) readers[i]->take(row[i], reader_);
    }
    if (!is_whole_) return;
    for (const auto& reader : readers) table_.columns.push_back(reader->finish());
    table_.num_rows = row_offsets_.size();
}

std::vector<const Column*> TableReader::find_columns(const FieldNames& fields,
                                                     const std::string& path,
                                                     std::vector<Finding>& faults) const {
    std::vector<const Column*> columns;
    for (const std::string& name : fields.names) {
        if (const Column* column = table_.find(name)) {
            columns.push_back(column);
            continue;
        }
        Finding finding = make_finding("package.rule", path, "a key names no column", "",
                                        "'" + shorten(name, 60) + "'",
                                        "Mend the name, or add the column");
        const std::vector<std::string> names = names_of(schema());
        const std::vector<std::string_view> views(names.begin(), names.end());
        finding.nearest = nearest(name, views);
        faults.push_back(std::move(finding));
        return {};
    }
    return columns;
}

std::string_view TableReader::text_of_row(std::size_t row) const {
    const std::size_t begin = row_offsets_[row];
    const std::size_t end = row + 1 < row_offsets_.size() ? row_offsets_[row + 1] : text_.size();
    return std::string_view(text_).substr(begin, end - begin);
}

/// Where a value stands: the row is read again, on faults only.
std::int64_t TableReader::offset_of(std::size_t row, const Column& column) const {
    CsvReader again(text_of_row(row), format_);
    std::vector<CsvField> fields;
    if (!again.next(fields)) return static_cast<std::int64_t>(row_offsets_[row]);
    const auto i = static_cast<std::size_t>(&column - table_.columns.data());
    return static_cast<std::int64_t>(row_offsets_[row] + fields[i].offset);
}

std::string TableReader::shown(const Key& key, std::size_t row) const {
    CsvReader again(text_of_row(row), format_);
    std::vector<CsvField> fields;
    if (!again.next(fields)) return {};
    std::string text;
    for (const Column* column : key) {
        const auto i = static_cast<std::size_t>(column - table_.columns.data());
        text += (text.empty() ? "\"" : ", \"") + shorten(fields[i].text, 60) + '"';
    }
    return text;
}

void TableReader::tell_repeated(const Key& key, const std::string& code, const std::string& path,
                                const std::string& what) {
    for (const auto& [row, first] : find_repeated(key, table_.num_rows)) {
        Finding finding = make_finding(code, path, what, "each once", shown(key, row),
                                        "Remove one of the two rows, or mend it");
        finding.place.offset = offset_of(row, *key.front());
        Related related{.noun = "table", .id = name(), .path = path,
                        .message = "it stands here first", .place = {}};
        related.place.offset = offset_of(first, *key.front());
        finding.related.push_back(std::move(related));
        reader_.report(std::move(finding));
    }
}

void TableReader::check_keys(std::vector<Finding>& faults) {
    if (!is_whole_) return;
    const std::string path = pointer_ + "/schema/primaryKey";
    if (const Key key = find_columns(schema().primary_key, path, faults); !key.empty())
        tell_repeated(key, "table.primary_key", path,
                      "two rows have the same key, of " + named(key));
    for (std::size_t i = 0; i < table_.columns.size(); ++i)
        if (schema().fields[i].constraints.unique)
            tell_repeated({&table_.columns[i]}, "table.unique",
                          pointer_ + "/schema/fields/" + std::to_string(i) + "/constraints/unique",
                          "'" + table_.columns[i].name + "' has the same value twice");
}

void TableReader::check_foreign_keys(const std::vector<std::unique_ptr<TableReader>>& all,
                                     std::vector<Finding>& faults) {
    if (!is_whole_) return;
    for (std::size_t i = 0; i < schema().foreign_keys.size(); ++i) {
        const ForeignKey& key = schema().foreign_keys[i];
        const std::string path = pointer_ + "/schema/foreignKeys/" + std::to_string(i);
        const std::string& wanted = key.reference.resource.empty() ? name() : key.reference.resource;
        const auto target = std::ranges::find_if(
            all, [&](const auto& table) { return table->name() == wanted; });
        if (target == all.end())
            faults.push_back(make_finding(
                "package.rule", path + "/reference/resource", "a key leads to no table", "",
                "'" + shorten(wanted, 60) + "'",
                "Name a table of this package; for ids of the network use 'refersTo'"));
        else if ((*target)->is_whole_)
            check_foreign_key(key, path, **target, faults);
    }
}

void TableReader::check_foreign_key(const ForeignKey& key, const std::string& path,
                                    const TableReader& target, std::vector<Finding>& faults) {
    const Key from = find_columns(key.fields, path + "/fields", faults);
    const Key to = target.find_columns(key.reference.fields, path + "/reference/fields", faults);
    if (from.empty() || to.empty()) return;
    const auto same_type = [](const Column* a, const Column* b) {
        return a->values.index() == b->values.index();
    };
    if (!std::ranges::equal(from, to, same_type)) {
        faults.push_back(make_finding(
            "package.rule", path, "the columns of a key and those it leads to differ",
            "as many, of the same types, one by one", "", "Mend the key, or the types"));
        return;
    }
    for (const std::size_t row :
         find_dangling(from, table_.num_rows, to, target.table_.num_rows)) {
        Finding finding = make_finding(
            "table.foreign_key", path, named(from) + " leads to no row of '" + target.name() + "'",
            "values that stand in " + named(to) + " there", shown(from, row),
            "Mend the value, or add the row");
        finding.place.offset = offset_of(row, *from.front());
        reader_.report(std::move(finding));
    }
}

}  // namespace areena::io::detail
