#include "areena/io/data_package.hpp"

#include <array>

namespace areena {
namespace {

using namespace io;

constexpr std::array<std::string_view, 6> column_types{"string",  "integer", "number",
                                                       "boolean", "date",    "year"};

constexpr std::array constraints_fields{
    field<&Constraints::required>("required", "Every row has a value."),
    field<&Constraints::unique>("unique", "No two rows have the same value."),
    field<&Constraints::min_length>("minLength", "Fewest characters of a text.", {.min = 0}),
    field<&Constraints::max_length>("maxLength", "Most characters of a text.", {.min = 0}),
    field<&Constraints::minimum>("minimum", "Least value."),
    field<&Constraints::maximum>("maximum", "Greatest value."),
    field<&Constraints::pattern>("pattern", "Regular expression that a whole text matches."),
    field<&Constraints::choices>("enum", "All values that there may be."),
};

constexpr std::array table_field_fields{
    field<&TableField::name>("name", "Name of the column, as in the header.", {.required = true}),
    field<&TableField::title>("title", "What the column is called."),
    field<&TableField::description>("description", "What it holds."),
    field<&TableField::type>("type", "Type of its values."),
    field<&TableField::format>("format", "How values are written; \"default\" is read."),
    field<&TableField::constraints>("constraints", "What its values must keep to."),
    field<&TableField::true_values>("trueValues", "Texts that mean true."),
    field<&TableField::false_values>("falseValues", "Texts that mean false."),
    field<&TableField::refers_to>("refersTo",
                                  "The nouns of the network whose ids the values are: areas."),
};

constexpr std::array key_reference_fields{
    field<&KeyReference::resource>("resource", "Name of the table; empty for the same one.",
                                   {.required = true}),
    field<&KeyReference::fields>("fields", "Its columns.", {.required = true}),
};

constexpr std::array foreign_key_fields{
    field<&ForeignKey::fields>("fields", "Columns whose values stand elsewhere.",
                               {.required = true}),
    field<&ForeignKey::reference>("reference", "Where they stand.", {.required = true}),
};

constexpr std::array table_schema_fields{
    field<&TableSchema::fields>("fields", "The columns, in their order.", {.required = true}),
    field<&TableSchema::primary_key>("primaryKey", "Columns that tell rows apart."),
    field<&TableSchema::foreign_keys>("foreignKeys", "Columns with values of other tables."),
    field<&TableSchema::missing_values>("missingValues", "Texts that stand for no value; if absent, the empty one."),
};

constexpr std::array dialect_fields{
    field<&Dialect::delimiter>("delimiter", "One character between fields."),
    field<&Dialect::line_terminator>("lineTerminator", "What ends a line; CR LF and LF are read."),
    field<&Dialect::quote_char>("quoteChar", "What stands around texts: a double quote."),
    field<&Dialect::double_quote>("doubleQuote", "A quote within a text is doubled: always."),
    field<&Dialect::header>("header", "The first row names the columns: always."),
    field<&Dialect::skip_initial_space>("skipInitialSpace",
                                        "Blanks after a delimiter do not count: never."),
    field<&Dialect::escape_char>("escapeChar", "Not known to RFC 4180, nor here."),
    field<&Dialect::null_sequence>("nullSequence", "Not known here; use missingValues."),
    field<&Dialect::comment_char>("commentChar", "Not known to RFC 4180, nor here."),
};

constexpr std::array licence_fields{
    field<&Licence::name>("name", "Its key of SPDX: CC-BY-4.0."),
    field<&Licence::path>("path", "Where its text is."),
    field<&Licence::title>("title", "What it is called."),
};

constexpr std::array table_source_fields{
    field<&TableSource::title>("title", "What the source is called."),
    field<&TableSource::path>("path", "Where it is."),
    field<&TableSource::email>("email", "Whom to write to.", {.personal = true}),
};

constexpr std::array resource_fields{
    field<&Resource::name>("name", "Key of the table.", {.required = true}),
    field<&Resource::path>("path", "Its file, relative to the folder and in it.",
                           {.required = true}),
    field<&Resource::profile>("profile", "What kind of file it is."),
    field<&Resource::title>("title", "What the table is called."),
    field<&Resource::description>("description", "What it holds."),
    field<&Resource::format>("format", "Format of the file: csv."),
    field<&Resource::mediatype>("mediatype", "Media type of the file: text/csv."),
    field<&Resource::encoding>("encoding",
                               "utf-8, or utf-8-sig if a byte order mark stands in front."),
    field<&Resource::bytes>("bytes", "Size of the file.", {.min = 0}),
    field<&Resource::hash>("hash", "\"sha256:\" and the hash of the file."),
    field<&Resource::source>("source", "The source of the network that it comes from."),
    field<&Resource::sources>("sources", "Where its content comes from."),
    field<&Resource::licenses>("licenses", "The terms it may be used under."),
    field<&Resource::dialect>("dialect", "How its text is written."),
    field<&Resource::schema>("schema", "Its columns and keys."),
};

constexpr std::array data_package_fields{
    field<&DataPackage::profile>("profile", "What kind of package it is."),
    field<&DataPackage::name>("name", "Key of the package."),
    field<&DataPackage::title>("title", "What it is called."),
    field<&DataPackage::description>("description", "What it holds."),
    field<&DataPackage::sources>("sources", "Sources of resources that name none."),
    field<&DataPackage::licenses>("licenses", "Licences of resources that name none."),
    field<&DataPackage::resources>("resources", "The files.", {.required = true}),
};

/// A list, described by that of its names, which may also be given as a single text.
Type field_names_type() {
    const Type& list = detail::Described<std::vector<std::string>>::get();
    Type type = detail::basic<FieldNames>(Kind::list, "list");
    type.element = list.element;
    type.size = [](const void* p) { return static_cast<const FieldNames*>(p)->names.size(); };
    type.item = [](const void* p, std::size_t i) -> const void* {
        return &static_cast<const FieldNames*>(p)->names[i];
    };
    type.grow = [](void* p) -> void* { return &static_cast<FieldNames*>(p)->names.emplace_back(); };
    type.clear = [](void* p) { static_cast<FieldNames*>(p)->names.clear(); };
    type.parse = [](void* p, std::string_view text) {
        static_cast<FieldNames*>(p)->names.assign(1, std::string(text));
        return true;
    };
    return type;
}

}  // namespace

template <>
const Type& type_of<ColumnType>() {
    static const Type type =
        enumeration<ColumnType>("ColumnType", "The type of a column's values.", column_types);
    return type;
}

template <>
const Type& type_of<FieldNames>() {
    static const Type type = field_names_type();
    return type;
}

template <>
const Type& type_of<Constraints>() {
    static const Type type = record<Constraints>(
        "Constraints", "What the values of a column must keep to.", constraints_fields);
    return type;
}

template <>
const Type& type_of<TableField>() {
    static const Type type = record<TableField>("TableField", "A column of a table, described.",
                                                table_field_fields);
    return type;
}

template <>
const Type& type_of<KeyReference>() {
    static const Type type = record<KeyReference>(
        "KeyReference", "The columns that a foreign key names.", key_reference_fields);
    return type;
}

template <>
const Type& type_of<ForeignKey>() {
    static const Type type = record<ForeignKey>(
        "ForeignKey", "Columns whose values stand in another table.", foreign_key_fields);
    return type;
}

template <>
const Type& type_of<TableSchema>() {
    static const Type type =
        record<TableSchema>("TableSchema", "The columns and keys of a table.", table_schema_fields);
    return type;
}

template <>
const Type& type_of<Dialect>() {
    static const Type type =
        record<Dialect>("Dialect", "How the text of a table is written.", dialect_fields);
    return type;
}

template <>
const Type& type_of<Licence>() {
    static const Type type =
        record<Licence>("Licence", "The terms that something may be used under.", licence_fields);
    return type;
}

template <>
const Type& type_of<TableSource>() {
    static const Type type = record<TableSource>(
        "TableSource", "Where the content of a table comes from.", table_source_fields);
    return type;
}

template <>
const Type& type_of<Resource>() {
    static const Type type =
        record<Resource>("Resource", "A file beside a network, described.", resource_fields);
    return type;
}

template <>
const Type& type_of<DataPackage>() {
    static const Type type = record<DataPackage>(
        "DataPackage", "The files beside a network, described.", data_package_fields);
    return type;
}

}  // namespace areena
