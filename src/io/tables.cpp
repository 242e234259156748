#include "areena/io/tables.hpp"

#include "areena/core/error.hpp"
#include "areena/core/fingerprint.hpp"
#include "areena/core/nearest.hpp"
#include "areena/io/json.hpp"
#include "areena/io/source.hpp"

#include "io/package_description.hpp"
#include "io/package_path.hpp"
#include "io/read_bytes.hpp"
#include "io/table_reader.hpp"
#include "io/utf8.hpp"

#include <algorithm>
#include <iterator>
#include <memory>
#include <system_error>
#include <utility>

namespace areena::io {
namespace {

namespace fs = std::filesystem;
using detail::make_finding;
using detail::TableReader;

/// Elements of one list of a description: files, columns, values that there may be.
constexpr std::size_t most_described = 10'000;

/// The ids of a list of the network, found by the list's name in its field table.
std::optional<std::vector<std::string>> ids_of(const NetworkData& network, std::string_view noun) {
    const Field* list = find_field(type_of<NetworkData>(), noun);
    if (!list || list->type().kind != Kind::list) return std::nullopt;
    const Type& element = list->type().element();
    const Field* id = element.kind == Kind::record ? find_field(element, "id") : nullptr;
    if (!id || id->type().kind != Kind::token) return std::nullopt;
    const void* all = list->at(const_cast<NetworkData*>(&network));
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < list->type().size(all); ++i) {
        const void* item = list->type().item(all, i);
        print_token(id->type(), id->at(const_cast<void*>(item)), ids.emplace_back());
    }
    std::ranges::sort(ids);
    return ids;
}

class PackageReader {
public:
    PackageReader(const fs::path& folder, const NetworkData& network, const Limits& limits)
        : folder_(folder), network_(network), limits_(limits),
          source_((folder / package_file).string(),
                  detail::read_bytes(folder / package_file, limits.bytes)) {}

    Tables read() {
        read_description();
        for (std::size_t i = 0; i < tables_.package.resources.size(); ++i) {
            if (fatal_.size() >= limits_.findings) break;
            read_resource(i);
        }
        for (const auto& table : readers_) table->check_keys(faults_);
        for (const auto& table : readers_) table->check_foreign_keys(readers_, faults_);
        finish();
        return std::move(tables_);
    }

private:
    void read_description() {
        Limits limits = limits_;
        limits.rows = std::min(limits.rows, most_described);
        faults_ = read_json(source_.text(), tables_.package, limits);
        const auto fatal = std::ranges::find_if(faults_, is_fatal);
        if (fatal != faults_.end()) {
            std::rotate(faults_.begin(), fatal, fatal + 1);
            std::string code = faults_.front().code;
            throw Error(std::move(code), "'" + source_.file() + "' cannot be read",
                        source_.locate(std::move(faults_)));
        }
        detail::soften_unknown(faults_);
        detail::check_description(tables_.package, faults_);
    }

    void read_resource(std::size_t index) {
        const Resource& resource = tables_.package.resources[index];
        const std::string pointer = "/resources/" + std::to_string(index);
        const bool is_sound = std::ranges::none_of(faults_, [&](const Finding& f) {
            return f.severity == Severity::error && (f.path + '/').starts_with(pointer + '/');
        });
        check_source(resource, pointer);
        std::string text;
        if (!take_file(resource, pointer, text)) return;
        if (!is_sound || !detail::is_table(resource)) return;
        readers_.push_back(std::make_unique<TableReader>(
            resource, pointer, (folder_ / resource.path).string(), std::move(text), limits_));
        readers_.back()->read([this](std::string_view noun) { return ids_of(network_, noun); },
                              faults_);
    }

    void check_source(const Resource& resource, const std::string& pointer) {
        if (!resource.source) return;
        const std::vector<std::string> ids = *ids_of(network_, "sources");
        if (std::ranges::binary_search(ids, *resource.source)) return;
        Finding finding = make_finding(
            "package.rule", pointer + "/source", "'source' names no source of the network",
            "an id of network.json", "'" + detail::shorten(*resource.source, 60) + "'",
            "Mend the id, or add the source");
        const std::vector<std::string_view> names(ids.begin(), ids.end());
        finding.nearest = nearest(*resource.source, names);
        faults_.push_back(std::move(finding));
    }

    bool refuse(Finding finding) {
        fatal_.push_back(std::move(finding));
        return false;
    }

    /// The file's bytes, if it is the one that is described.
    bool take_file(const Resource& resource, const std::string& pointer, std::string& bytes) {
        const std::string named = "'" + resource.path + "'";
        if (const std::string why = detail::why_not_inside(resource.path); !why.empty())
            return refuse(make_finding("package.path", pointer + "/path", "the path " + why,
                                        "a path within the folder, such as \"tables/x.csv\"",
                                        named, "Put the table into the folder, and name it there"));
        const fs::path file = folder_ / resource.path;
        std::error_code error;
        if (!fs::exists(file, error) || !fs::is_regular_file(file, error))
            return refuse(make_finding("package.no_file", pointer + "/path",
                                        fs::exists(file, error) ? named + " is not a file"
                                                                : "there is no file " + named,
                                        "", "", "Put the table there, or mend the path"));
        if (!detail::lies_inside(file, folder_))
            return refuse(make_finding("package.path", pointer + "/path",
                                        "the path leads out of the folder by a symbolic link", "",
                                        named, "Put the table itself into the folder"));
        bytes = detail::read_bytes(file, limits_.bytes);
        return bytes.size() > limits_.bytes ? over_limit(resource)
                                            : is_as_described(resource, pointer, bytes);
    }

    bool over_limit(const Resource& resource) {
        Finding finding = make_finding(
            "csv.limit_bytes", "", "the table is too large",
            "at most " + std::to_string(limits_.bytes) + " bytes", "",
            "Split the table, or raise the limit if you trust its source");
        finding.noun = "table";
        finding.id = resource.name;
        finding.place = {(folder_ / resource.path).string(), 1, 1, 0};
        return refuse(std::move(finding));
    }

    bool is_as_described(const Resource& resource, const std::string& pointer,
                         const std::string& bytes) {
        const std::string next_step = "Take the file that was described; if the change is meant, "
                                      "write its size and hash anew";
        const auto size = static_cast<std::int64_t>(bytes.size());
        const std::string message = "'" + resource.path + "' is not the file that was described";
        if (resource.bytes.value_or(size) != size)
            return refuse(make_finding("package.bytes", pointer + "/bytes", message,
                                        std::to_string(*resource.bytes) + " bytes",
                                        std::to_string(size), next_step));
        const auto wanted = resource.hash ? detail::sha256_of(*resource.hash) : std::nullopt;
        if (!wanted) return true;
        const std::string found = sha256(bytes);
        if (found == *wanted) return true;
        return refuse(make_finding("package.hash", pointer + "/hash", message,
                                    "sha256:" + *wanted, "sha256:" + found, next_step));
    }

    /// Names the table that a finding about the description is about.
    void name_table(Finding& finding) const {
        constexpr std::string_view start = "/resources/";
        if (!finding.path.starts_with(start)) {
            finding.noun.clear();
            return;
        }
        const std::size_t index = std::strtoul(finding.path.c_str() + start.size(), nullptr, 10);
        finding.noun = "table";
        if (index < tables_.package.resources.size())
            finding.id = tables_.package.resources[index].name;
    }

    std::vector<Finding> placed(std::vector<Finding> findings) const {
        for (Finding& finding : findings)
            if (finding.place.file.empty()) name_table(finding);
        return source_.locate(std::move(findings));
    }

    void finish() {
        std::vector<Finding>& all = tables_.findings;
        all = placed(std::move(faults_));
        std::ranges::stable_sort(all, {}, [](const Finding& f) { return f.place.offset; });
        std::vector<Finding> fatal = placed(std::move(fatal_));
        for (const auto& reader : readers_) {
            for (Finding& finding : reader->findings()) {
                finding.noun = "table";
                finding.id = reader->name();
                (is_fatal_csv(finding) ? fatal : all).push_back(std::move(finding));
            }
            tables_.tables.push_back(reader->take());
        }
        if (fatal.empty()) return;
        std::string code = fatal.front().code;
        std::ranges::move(all, std::back_inserter(fatal));
        throw Error(std::move(code),
                    "the tables that '" + source_.file() + "' describes cannot be taken",
                    std::move(fatal));
    }

    fs::path folder_;
    const NetworkData& network_;
    Limits limits_;
    Source source_;
    Tables tables_;
    std::vector<Finding> faults_;  // of the description, placed at the end
    std::vector<Finding> fatal_;
    std::vector<std::unique_ptr<TableReader>> readers_;
};

}  // namespace

const Column* Table::find(std::string_view name) const noexcept {
    const auto found = std::ranges::find(columns, name, &Column::name);
    return found == columns.end() ? nullptr : &*found;
}

const Table* Tables::find(std::string_view name) const noexcept {
    const auto found = std::ranges::find_if(
        tables, [&](const Table& table) { return table.resource.name == name; });
    return found == tables.end() ? nullptr : &*found;
}

Tables read_tables(const fs::path& folder, const NetworkData& network, const Limits& limits) {
    std::error_code error;
    if (!fs::exists(folder / package_file, error)) return {};
    return PackageReader(folder, network, limits).read();
}

}  // namespace areena::io
