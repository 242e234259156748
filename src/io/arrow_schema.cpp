#include "io/arrow_shape.hpp"

#include <cstring>
#include <limits>
#include <memory>

namespace areena::io::detail {
namespace {

/// What an exported schema points to; its children are structs within, so that a consumer may move
/// one out and release it by itself.
struct SchemaParts {
    std::string format;
    std::string name;
    std::string metadata;
    std::vector<ArrowSchema> children;
    std::vector<ArrowSchema*> pointers;
};

void release_schema(ArrowSchema* schema) {
    for (std::int64_t i = 0; i < schema->n_children; ++i)
        if (ArrowSchema* child = schema->children[i]; child->release) child->release(child);
    delete static_cast<SchemaParts*>(schema->private_data);
    schema->release = nullptr;
}

/// Lengths within metadata are 32 bits in the machine's own order.
void append_count(std::size_t count, std::string& out) {
    const auto number = static_cast<std::int32_t>(count);
    char bytes[sizeof number];
    std::memcpy(bytes, &number, sizeof number);
    out.append(bytes, sizeof bytes);
}

std::string metadata_of(const Field* field) {
    if (!field) return {};
    std::string pairs;
    std::size_t count = 0;
    const auto add = [&](std::string_view key, std::string_view value) {
        if (value.empty()) return;
        ++count;
        append_count(key.size(), pairs);
        pairs += key;
        append_count(value.size(), pairs);
        pairs += value;
    };
    add("description", field->sentence);
    add("unit", field->unit);
    add("refers_to", field->refers_to);
    if (count == 0) return {};
    std::string all;
    append_count(count, all);
    return all + pairs;
}

}  // namespace

void export_schema(const ArrowShape& root, ArrowSchema& out) {
    auto parts = std::make_unique<SchemaParts>();
    parts->format = format_of(root);
    parts->name = root.name;
    parts->metadata = metadata_of(root.field);
    parts->children.resize(root.children.size());
    for (ArrowSchema& child : parts->children) parts->pointers.push_back(&child);
    ArrowSchema made{};
    made.format = parts->format.c_str();
    made.name = parts->name.c_str();
    made.metadata = parts->metadata.empty() ? nullptr : parts->metadata.data();
    made.flags = root.is_nullable ? ARROW_FLAG_NULLABLE : 0;
    made.n_children = static_cast<std::int64_t>(parts->children.size());
    made.children = parts->pointers.data();
    made.release = &release_schema;
    made.private_data = parts.release();
    try {
        for (std::size_t i = 0; i < root.children.size(); ++i)
            export_schema(root.children[i], *made.children[i]);
    } catch (...) {
        made.release(&made);
        throw;
    }
    out = made;
}

}  // namespace areena::io::detail
