#include "areena/io/json_schema.hpp"

#include "areena/network.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <array>
#include <cmath>
#include <cstdint>
#include <string_view>
#include <utility>

namespace areena::io {
namespace {

namespace json = boost::json;

json::string_view view(std::string_view text) { return {text.data(), text.size()}; }

/// Grammars that regular expressions can say. Where one says less than the type's own reader (days
/// of a month), it lets through what the reader refuses, never the other way round.
constexpr std::array<std::pair<std::string_view, std::string_view>, 3> patterns{{
    {"Id", "^[a-z0-9][a-z0-9._-]{0,127}$"},
    {"Date", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    {"Quarter", "^[0-9]{4}Q[1-4]$"},
}};

/// Whole bounds without a fraction, so that they read as people write them.
json::value bound(double value) {
    constexpr double exact = 9e15;
    if (std::abs(value) <= exact && std::floor(value) == value)
        return static_cast<std::int64_t>(value);
    return value;
}

class SchemaWriter {
public:
    json::object document(const Type& type) {
        json::object schema;
        schema["$schema"] = "https://json-schema.org/draft/2020-12/schema";
        schema["title"] = "areena-network";
        for (auto& [key, value] : record_object(type)) schema[key] = std::move(value);
        const NetworkData fresh;
        auto& properties = schema["properties"].as_object();
        properties["format"].as_object()["const"] = fresh.format;
        properties["version"].as_object()["const"] = fresh.version;
        // "$defs" since 2019-09; the older name is as good a place for references, and known to all.
        schema["definitions"] = std::move(definitions_);
        return schema;
    }

private:
    json::object of(const Type& type, const Field& field) {
        switch (type.kind) {
            case Kind::boolean: return {{"type", "boolean"}};
            case Kind::integer: return number("integer", field);
            case Kind::real:
            case Kind::decimal: return number("number", field);
            case Kind::text: return {{"type", "string"}};
            case Kind::scalar: return {{"type", json::array{"boolean", "number", "string"}}};
            case Kind::token: return token(type);
            case Kind::optional:
                return any_of(of(type.element(), field), {{"type", "null"}});
            case Kind::list:
                return {{"type", "array"}, {"items", of(type.element(), field)}};
            case Kind::map:
                return {{"type", "object"}, {"additionalProperties", of(type.element(), field)}};
            case Kind::record: return reference(type);
        }
        return {};
    }

    static json::object any_of(json::object one, json::object other) {
        json::array both;
        both.emplace_back(std::move(one));
        both.emplace_back(std::move(other));
        json::object schema;
        schema["anyOf"] = std::move(both);
        return schema;
    }

    static json::object number(const char* name, const Field& field) {
        json::object schema{{"type", name}};
        if (std::isfinite(field.min)) schema["minimum"] = bound(field.min);
        if (std::isfinite(field.max)) schema["maximum"] = bound(field.max);
        return schema;
    }

    static json::object token(const Type& type) {
        json::object schema{{"type", "string"}};
        if (!type.choices.empty()) {
            json::array words;
            for (const std::string_view word : type.choices) words.emplace_back(view(word));
            schema["enum"] = std::move(words);
        }
        for (const auto& [name, pattern] : patterns)
            if (type.name == name) schema["pattern"] = view(pattern);
        return schema;
    }

    /// A record is described once; the name stands there before its fields, which may lead back.
    json::object reference(const Type& type) {
        if (!definitions_.contains(view(type.name))) {
            definitions_[view(type.name)] = json::object{};
            json::object schema = record_object(type);
            if (type.parse)  // a record with a short form may be a plain text
                schema = any_of({{"type", "string"}}, std::move(schema));
            definitions_[view(type.name)] = std::move(schema);
        }
        return {{"$ref", "#/definitions/" + std::string(type.name)}};
    }

    json::object record_object(const Type& type) {
        json::object properties;
        json::array required;
        for (const Field& field : type.fields) {
            json::object schema = of(field.type(), field);
            schema["description"] = description(field);
            properties[view(field.name)] = std::move(schema);
            if (field.required) required.emplace_back(view(field.name));
        }
        json::object schema{{"description", view(type.sentence)}, {"type", "object"}};
        schema["properties"] = std::move(properties);
        if (!required.empty()) schema["required"] = std::move(required);
        schema["additionalProperties"] = false;
        return schema;
    }

    static std::string description(const Field& field) {
        std::string text(field.sentence);
        if (!field.unit.empty()) text += " Unit: " + std::string(field.unit) + '.';
        if (!field.refers_to.empty()) text += " Refers to: " + std::string(field.refers_to) + '.';
        return text;
    }

    json::object definitions_;
};

void print(const json::value& value, const std::string& indent, std::string& out) {
    const std::string deeper = indent + "  ";
    std::string_view separator;
    if (const auto* object = value.if_object(); object && !object->empty()) {
        out += '{';
        for (const auto& [key, member] : *object) {
            out += std::string(separator) + '\n' + deeper + json::serialize(key) + ": ";
            print(member, deeper, out);
            separator = ",";
        }
        out += '\n' + indent + '}';
    } else if (const auto* array = value.if_array(); array && !array->empty()) {
        out += '[';
        for (const json::value& element : *array) {
            out += std::string(separator) + '\n' + deeper;
            print(element, deeper, out);
            separator = ",";
        }
        out += '\n' + indent + ']';
    } else {
        out += json::serialize(value);
    }
}

}  // namespace

std::string json_schema() {
    std::string out;
    print(SchemaWriter().document(type_of<NetworkData>()), "", out);
    return out + '\n';
}

}  // namespace areena::io
