// Fuzz target of the tables beside a network: the input is a resource of a data package as JSON, a
// NUL, and the table's text. Whatever the bytes, it must neither crash nor hang; every finding has a
// place; all columns are equally long, and what has a value keeps to the type's rules when its key is
// compared.
#include "io/package_description.hpp"
#include "io/table_reader.hpp"

#include "areena/io/json.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace areena;
namespace detail = areena::io::detail;

void demand(bool truth, const char* what) {
    if (!truth) throw std::logic_error(what);
}

std::optional<std::vector<std::string>> ids_of(std::string_view noun) {
    if (noun != "areas") return std::nullopt;
    return std::vector<std::string>{"municipality-005", "municipality-009"};
}

void check_table(const io::Table& table) {
    for (const io::Column& column : table.columns) {
        const auto size = std::visit([](const auto& values) { return values.size(); },
                                     column.values);
        demand(size == table.num_rows, "a column of another length");
        demand(column.present.size() == table.num_rows, "a column that is present elsewhere");
    }
}

void check(std::string_view description, std::string_view text) {
    io::DataPackage package;
    io::Resource& resource = package.resources.emplace_back();
    std::vector<Finding> faults = io::read_json(description, resource);
    detail::soften_unknown(faults);
    detail::check_description(package, faults);
    if (has_errors(faults) || !resource.schema) return;
    io::Limits limits;
    limits.findings = 20;
    std::vector<std::unique_ptr<detail::TableReader>> tables;
    tables.push_back(std::make_unique<detail::TableReader>(resource, "", "fuzz.csv",
                                                           std::string(text), limits));
    tables[0]->read(&ids_of, faults);
    tables[0]->check_keys(faults);
    tables[0]->check_foreign_keys(tables, faults);
    for (const Finding& finding : tables[0]->findings()) {
        if (finding.code == "document.more") continue;
        demand(finding.place.line >= 1 && finding.place.column >= 1, "a finding without a place");
        demand(static_cast<std::size_t>(finding.place.offset) <= text.size(),
               "a place outside the text");
    }
    check_table(tables[0]->take());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const std::size_t end = input.find('\0');
    if (end != std::string_view::npos) check(input.substr(0, end), input.substr(end + 1));
    return 0;
}
