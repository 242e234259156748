#include "areena/io/arrow.hpp"
#include "areena/io/tables.hpp"

#include <optional>
#include <variant>

namespace areena::io {
namespace {

template <class T>
ArrowColumn column_of(const Column& column, const std::vector<T>& values) {
    auto cells = std::make_shared<std::vector<std::optional<T>>>(values.size());
    for (std::size_t i = 0; i < values.size(); ++i)
        if (column.present[i]) (*cells)[i] = T(values[i]);
    ArrowColumn made;
    made.name = column.name;
    made.type = &areena::detail::Described<std::optional<T>>::get();
    made.at = [cells](std::size_t row) -> const void* { return &(*cells)[row]; };
    return made;
}

}  // namespace

ArrowTable arrow_table(const std::vector<Column>& columns, std::size_t num_rows) {
    ArrowTable table;
    table.num_rows = num_rows;
    for (const Column& column : columns)
        table.columns.push_back(std::visit(
            [&](const auto& values) { return column_of(column, values); }, column.values));
    return table;
}

}  // namespace areena::io
