#include "areena/io/json_document.hpp"

#include "areena/core/error.hpp"
#include "areena/io/json.hpp"

#include "io/make_finding.hpp"
#include "io/read_bytes.hpp"
#include "io/replace_file.hpp"
#include "io/utf8.hpp"

#include <algorithm>
#include <system_error>
#include <utility>

namespace areena::io {
namespace {

namespace fs = std::filesystem;
using detail::make_finding;

/// The document's file: the path itself, or the one in the folder.
fs::path find_document(const fs::path& path) {
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (status.type() == fs::file_type::not_found)
        detail::refuse_file("io.not_found", path, "does not exist");
    if (!fs::exists(status))
        detail::refuse_file("io.read", path, "cannot be read: " + error.message());
    if (!fs::is_directory(status)) return path;
    fs::path document = path / network_file;
    if (!fs::exists(document, error))
        detail::refuse_file("io.no_document", path,
                            "is a folder without " + std::string(network_file));
    return document;
}

/// Throws for a reading that gave no draft. The finding that says why comes first.
[[noreturn]] void refuse(const Source& source, Finding reason, std::vector<Finding> findings) {
    findings.insert(findings.begin(), source.locate(std::move(reason)));
    std::string code = findings.front().code;
    throw Error(std::move(code), "'" + source.file() + "' is not a document that can be read",
                std::move(findings));
}

void check_kind(const NetworkData& data, const Source& source, std::vector<Finding>& findings) {
    const NetworkData known;
    const auto is_root = [](const Finding& f) { return f.code == "document.type" && f.path.empty(); };
    if (std::ranges::any_of(findings, is_root))
        refuse(source,
               make_finding("document.format", "", "this is not a network document",
                        "an object with \"format\": \"" + known.format + "\"", "", ""),
               std::move(findings));
    if (data.format != known.format)
        refuse(source,
               make_finding("document.format", "/format", "this is another kind of document",
                        '"' + known.format + '"', '"' + detail::shorten(data.format, 60) + '"', ""),
               std::move(findings));
    if (data.version != known.version)
        refuse(source,
               make_finding("document.version", "/version",
                        "the document has a version of the format that is not known here",
                        "version " + std::to_string(known.version), std::to_string(data.version),
                        data.version > known.version
                            ? "Read it with a newer areena"
                            : "Write version 1: all that a draft of version 0 could say is still valid"),
               std::move(findings));
}

}  // namespace

Reading read_text(std::string_view text, std::string name, const Limits& limits) {
    Reading reading;
    reading.source = Source(std::move(name), std::string(text));
    NetworkData data;
    reading.findings =
        reading.source.locate(read_json(reading.source.text(), data, limits));
    const auto fatal = std::ranges::find_if(reading.findings, is_fatal);
    if (fatal != reading.findings.end()) {
        Finding reason = std::move(*fatal);
        reading.findings.erase(fatal);
        refuse(reading.source, std::move(reason), std::move(reading.findings));
    }
    check_kind(data, reading.source, reading.findings);
    reading.draft = Draft(std::move(data));
    return reading;
}

Reading read(const fs::path& path, const Limits& limits) {
    const fs::path document = find_document(path);
    Reading reading =
        read_text(detail::read_bytes(document, limits.bytes), document.string(), limits);
    if (document.filename() == network_file)
        reading.tables = read_tables(document.parent_path(), reading.draft.data(), limits);
    return reading;
}

std::string write(const Network& network) {
    return write_json(network.data(), JsonStyle::pretty);
}

void save(const Network& network, const fs::path& path) {
    std::error_code error;
    const fs::path file = fs::is_directory(path, error) ? path / network_file : path;
    detail::replace_file(file, write(network));
}

}  // namespace areena::io
