#pragma once

#include "areena/core/fields.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// \file
/// What `datapackage.json` says of the tables beside a network: a Frictionless Data Package
/// (https://specs.frictionlessdata.io, version 1; what version 2 renamed is read too), as far as
/// areena knows it. Names of fields are those of the standard.

namespace areena::io {

/// The description's file in a network's folder.
inline constexpr const char* package_file = "datapackage.json";

/// The types that a column can have.
enum class ColumnType : std::uint8_t { string, integer, number, boolean, date, year };

/// Names of columns: a list of texts, or one text for one name.
struct FieldNames {
    std::vector<std::string> names;

    bool operator==(const FieldNames&) const = default;
};

/// What the values of a column must keep to.
struct Constraints {
    bool required = false;
    bool unique = false;
    std::optional<std::int64_t> min_length;  ///< in code points
    std::optional<std::int64_t> max_length;
    std::optional<Scalar> minimum;  ///< a number, or the text of a value of the column's type
    std::optional<Scalar> maximum;
    std::optional<std::string> pattern;
    std::vector<Scalar> choices;  ///< called `enum` in the document

    bool operator==(const Constraints&) const = default;
};

/// A column, described.
struct TableField {
    std::string name;
    std::optional<std::string> title;
    std::optional<std::string> description;
    ColumnType type = ColumnType::string;
    std::string format = "default";
    Constraints constraints;
    std::vector<std::string> true_values{"true", "True", "TRUE", "1"};
    std::vector<std::string> false_values{"false", "False", "FALSE", "0"};
    /// areena's own, called `refersTo`: the nouns of the network whose ids the values are, "areas".
    std::optional<std::string> refers_to;

    bool operator==(const TableField&) const = default;
};

/// The columns of another table that a foreign key names; an empty `resource` is the table itself.
struct KeyReference {
    std::string resource;
    FieldNames fields;

    bool operator==(const KeyReference&) const = default;
};

/// Columns whose values stand in columns of another table.
struct ForeignKey {
    FieldNames fields;
    KeyReference reference;

    bool operator==(const ForeignKey&) const = default;
};

/// A table's columns, in their order, and its keys.
struct TableSchema {
    std::vector<TableField> fields;
    FieldNames primary_key;
    std::vector<ForeignKey> foreign_keys;
    /// Texts that stand for no value; if absent, the empty text.
    std::optional<std::vector<std::string>> missing_values;

    bool operator==(const TableSchema&) const = default;
};

/// How a table's text is written. Only the delimiter may differ from RFC 4180.
struct Dialect {
    std::string delimiter = ",";
    std::string line_terminator = "\r\n";
    std::string quote_char = "\"";
    std::optional<bool> double_quote;  ///< true if absent
    std::optional<bool> header;        ///< true if absent
    bool skip_initial_space = false;
    std::optional<std::string> escape_char;
    std::optional<std::string> null_sequence;
    std::optional<std::string> comment_char;

    bool operator==(const Dialect&) const = default;
};

/// The terms that something may be used under.
struct Licence {
    std::optional<std::string> name;  ///< SPDX: "CC-BY-4.0"
    std::optional<std::string> path;  ///< where its text is
    std::optional<std::string> title;

    bool operator==(const Licence&) const = default;
};

/// Where the content of a table comes from.
struct TableSource {
    std::optional<std::string> title;
    std::optional<std::string> path;
    std::optional<std::string> email;

    bool operator==(const TableSource&) const = default;
};

/// One file of the package.
struct Resource {
    std::string name;
    std::string path;  ///< relative to the folder, in it, with '/' between its parts
    std::optional<std::string> profile;
    std::optional<std::string> title;
    std::optional<std::string> description;
    std::optional<std::string> format;
    std::optional<std::string> mediatype;
    std::string encoding = "utf-8";
    std::optional<std::int64_t> bytes;
    std::optional<std::string> hash;  ///< "sha256:" and 64 hexadecimal digits
    std::optional<std::string> source;  ///< areena's own: the id of a source in the network
    std::vector<TableSource> sources;
    std::vector<Licence> licenses;
    std::optional<Dialect> dialect;
    std::optional<TableSchema> schema;

    bool operator==(const Resource&) const = default;
};

/// A folder's files, described. Sources and licences of the package are those of every resource
/// that names none.
struct DataPackage {
    std::optional<std::string> profile;
    std::optional<std::string> name;
    std::optional<std::string> title;
    std::optional<std::string> description;
    std::vector<TableSource> sources;
    std::vector<Licence> licenses;
    std::vector<Resource> resources;

    bool operator==(const DataPackage&) const = default;
};

}  // namespace areena::io

namespace areena {

template <>
const Type& type_of<io::ColumnType>();
template <>
const Type& type_of<io::FieldNames>();
template <>
const Type& type_of<io::Constraints>();
template <>
const Type& type_of<io::TableField>();
template <>
const Type& type_of<io::KeyReference>();
template <>
const Type& type_of<io::ForeignKey>();
template <>
const Type& type_of<io::TableSchema>();
template <>
const Type& type_of<io::Dialect>();
template <>
const Type& type_of<io::Licence>();
template <>
const Type& type_of<io::TableSource>();
template <>
const Type& type_of<io::Resource>();
template <>
const Type& type_of<io::DataPackage>();

}  // namespace areena
