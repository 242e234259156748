#pragma once

#include "areena/core/fields.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace areena::io::detail {

struct Shape;

/// A row of a record's table as the reader wants it: small, side by side, its type resolved.
struct ShapeField {
    std::string_view name;
    void* (*at)(void*) = nullptr;
    const Shape* shape = nullptr;
    const Field* field = nullptr;
};

/// A type with the types it is made of resolved, so that reading asks no function for them.
struct Shape {
    const Type* type = nullptr;
    Kind kind = Kind::record;
    const Shape* element = nullptr;       ///< optional, list, map
    std::vector<ShapeField> fields;       ///< record
    std::vector<std::uint64_t> required;  ///< record: one bit a field
};

/// The shapes that one reading meets. Types may contain themselves.
class Shapes {
public:
    const Shape* get(const Type& type) {
        std::unique_ptr<Shape>& shape = shapes_[&type];
        if (shape) return shape.get();
        shape = std::make_unique<Shape>();
        Shape* result = shape.get();  // the map may move while the rest is looked up
        result->type = &type;
        result->kind = type.kind;
        if (type.element) result->element = get(type.element());
        result->required.resize((type.fields.size() + 63) / 64);
        for (std::size_t i = 0; i < type.fields.size(); ++i) {
            const Field& field = type.fields[i];
            result->fields.push_back({field.name, field.at, get(field.type()), &field});
            if (field.required) result->required[i / 64] |= std::uint64_t{1} << i % 64;
        }
        return result;
    }

private:
    std::unordered_map<const Type*, std::unique_ptr<Shape>> shapes_;
};

}  // namespace areena::io::detail
