#include "io/arrow_shape.hpp"

#include "areena/nouns.hpp"

#include <algorithm>
#include <cerrno>
#include <exception>
#include <new>
#include <stdexcept>

namespace areena::io {
namespace {

/// What an exported stream holds.
struct StreamParts {
    ArrowTable table;
    ArrowOptions options;
    detail::ArrowShape root;
    std::size_t next = 0;
    std::string error;
};

StreamParts& parts_of(ArrowArrayStream* stream) {
    return *static_cast<StreamParts*>(stream->private_data);
}

/// What goes wrong becomes a code and a message: nothing is thrown across the interface.
template <class Work>
int guarded(ArrowArrayStream* stream, Work work) noexcept {
    StreamParts& parts = parts_of(stream);
    const auto failed = [&](int code, const char* message) {
        try {
            parts.error = message;
        } catch (...) {
            parts.error.clear();
        }
        return code;
    };
    try {
        parts.error.clear();
        work(parts);
        return 0;
    } catch (const std::bad_alloc&) {
        return failed(ENOMEM, "out of memory");
    } catch (const std::length_error& error) {
        return failed(EOVERFLOW, error.what());
    } catch (const std::exception& error) {
        return failed(EIO, error.what());
    }
}

int get_schema(ArrowArrayStream* stream, ArrowSchema* out) {
    return guarded(stream,
                   [&](StreamParts& parts) { detail::export_schema(parts.root, *out); });
}

int get_next(ArrowArrayStream* stream, ArrowArray* out) {
    return guarded(stream, [&](StreamParts& parts) {
        *out = ArrowArray{};  // released: there is no more
        if (parts.next == parts.table.num_rows) return;
        const std::size_t last =
            std::min(parts.table.num_rows, parts.next + std::max<std::size_t>(
                                                            parts.options.chunk_rows, 1));
        detail::export_rows(parts.table, parts.root, parts.options, parts.next, last, *out);
        parts.next = last;
    });
}

const char* get_last_error(ArrowArrayStream* stream) {
    const std::string& error = parts_of(stream).error;
    return error.empty() ? nullptr : error.c_str();
}

void release_stream(ArrowArrayStream* stream) {
    delete &parts_of(stream);
    stream->private_data = nullptr;
    stream->release = nullptr;
}

}  // namespace

ArrowTable arrow_table(const Type& list, const std::shared_ptr<const void>& items) {
    ArrowTable table;
    table.num_rows = list.size(items.get());
    for (const Field& field : list.element().fields) {
        const auto at = [&list, &field, items](std::size_t row) -> const void* {
            return field.at(const_cast<void*>(list.item(items.get(), row)));
        };
        table.columns.push_back(
            {std::string(field.name), &field.type(), at, &field, field.personal});
    }
    return table;
}

ArrowTable noun_table(const Network& network, std::string_view nouns) {
    const Field* field = find_field(type_of<NetworkData>(), nouns);
    if (!field || field->type().kind != Kind::list) {
        std::vector<std::string> lists;
        for (const Field& each : type_of<NetworkData>().fields)
            if (each.type().kind == Kind::list) lists.emplace_back(each.name);
        areena::detail::throw_not_found("nouns", nouns, lists);
    }
    const auto kept = std::make_shared<const Network>(network);
    const void* items = field->at(const_cast<NetworkData*>(&kept->data()));
    return arrow_table(field->type(), std::shared_ptr<const void>(kept, items));
}

void export_stream(ArrowTable table, const ArrowOptions& options, ArrowArrayStream& out) {
    auto parts = std::make_unique<StreamParts>();
    parts->root.layout = detail::Layout::structure;
    for (const ArrowColumn& column : table.columns)
        parts->root.children.push_back(detail::shape_of(column));
    parts->table = std::move(table);
    parts->options = options;
    out = ArrowArrayStream{&get_schema, &get_next, &get_last_error, &release_stream,
                           parts.release()};
}

}  // namespace areena::io
