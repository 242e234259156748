#include "io/package_description.hpp"

#include "areena/core/id.hpp"

#include "io/table_columns.hpp"
#include "io/utf8.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace areena::io::detail {
namespace {

/// Properties of the standard that only describe: nothing is read otherwise for them.
constexpr std::array<std::string_view, 13> descriptive{
    "$schema", "id",      "homepage", "version",         "created",     "keywords", "image",
    "example", "rdfType", "type",     "csvddfVersion",   "contributors", "caseSensitiveHeader"};

constexpr std::size_t longest_quote = 80;

std::string in_quotes(std::string_view text) { return "'" + shorten(text, longest_quote) + "'"; }

std::string lower(std::string_view text) {
    std::string result(text);
    for (char& c : result)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return result;
}

class Checker {
public:
    Checker(const DataPackage& package, std::vector<Finding>& findings)
        : package_(package), findings_(findings) {}

    void check(const Resource& resource, const std::string& pointer) {
        pointer_ = pointer;
        check_name(resource);
        check_origin(resource);
        check_hash(resource);
        if (!is_table(resource)) return;
        check_encoding(resource);
        if (resource.dialect) check_dialect(*resource.dialect);
        const auto is_schema = [&](const Finding& f) { return f.path == pointer_ + "/schema"; };
        if (!resource.schema && std::ranges::none_of(findings_, is_schema))
            tell("package.no_schema", "", "the table has no schema, so nothing can be said of its "
                                          "columns", "a 'schema' with the fields", "",
                 "Describe its columns");
    }

private:
    void tell(std::string code, const std::string& below, std::string message,
              std::string expected, std::string got, std::string next_step,
              Severity severity = Severity::error) {
        findings_.push_back(make_finding(std::move(code), pointer_ + below, std::move(message),
                                          std::move(expected), std::move(got),
                                          std::move(next_step)));
        findings_.back().severity = severity;
    }

    void check_name(const Resource& resource) {
        if (!is_valid_key(resource.name) && !resource.name.empty())
            tell("package.rule", "/name", "the name of the resource is not a key",
                 "lower-case letters, digits, '-', '_' and '.'", in_quotes(resource.name),
                 "Rename it");
        if (!names_.insert(resource.name).second)
            tell("package.duplicate", "/name", "two resources have the same name", "each name once",
                 in_quotes(resource.name), "Rename one of the two");
        if (!paths_.insert(resource.path).second)
            tell("package.duplicate", "/path", "two resources are the same file", "each file once",
                 in_quotes(resource.path), "Remove one of the two");
    }

    void check_origin(const Resource& resource) {
        if (resource.sources.empty() && package_.sources.empty())
            tell("package.no_source", "", "nothing says where the table comes from", "'sources'",
                 "", "Name its source", Severity::warning);
        if (resource.licenses.empty() && package_.licenses.empty())
            tell("package.no_licence", "", "nothing says what terms the table may be used under",
                 "'licenses'", "", "Name its licence", Severity::warning);
    }

    void check_hash(const Resource& resource) {
        if (!resource.hash)
            tell("package.no_hash", "", "the table has no hash, so a change of it is not seen",
                 "'hash'", "", "Write its SHA-256, as \"sha256:...\"", Severity::warning);
        else if (!sha256_of(*resource.hash))
            tell("package.hash_form", "/hash", "the hash is not of the kind that is checked",
                 "\"sha256:\" and 64 hexadecimal digits", in_quotes(*resource.hash),
                 "Write the SHA-256 of the file");
    }

    void check_encoding(const Resource& resource) {
        const std::string encoding = lower(resource.encoding);
        constexpr std::array<std::string_view, 3> known{"utf-8", "utf8", "utf-8-sig"};
        if (std::ranges::find(known, encoding) == known.end())
            tell("package.encoding", "/encoding", "the table is in an encoding that is not read",
                 "utf-8, or utf-8-sig", in_quotes(resource.encoding), "Save the table as UTF-8");
    }

    void check_dialect(const Dialect& dialect) {
        const auto refuse = [&](const std::string& name, const std::string& expected) {
            tell("package.dialect", "/dialect/" + name, "'" + name + "' asks for a format that is "
                 "not read", expected, "", "Write the table as RFC 4180 says");
        };
        constexpr std::string_view delimiters = ",;\t|:";
        const bool is_known = dialect.delimiter.size() == 1 &&
                              delimiters.find(dialect.delimiter[0]) != std::string_view::npos;
        if (!is_known) refuse("delimiter", "a comma, semicolon, tab, bar or colon");
        if (dialect.line_terminator != "\r\n" && dialect.line_terminator != "\n")
            refuse("lineTerminator", "CR LF or LF");
        if (dialect.quote_char != "\"") refuse("quoteChar", "a double quotation mark");
        if (!dialect.double_quote.value_or(true)) refuse("doubleQuote", "true");
        if (!dialect.header.value_or(true)) refuse("header", "true");
        if (dialect.skip_initial_space) refuse("skipInitialSpace", "false");
        if (dialect.escape_char) refuse("escapeChar", "nothing");
        if (dialect.null_sequence) refuse("nullSequence", "nothing; 'missingValues' of the schema");
        if (dialect.comment_char) refuse("commentChar", "nothing");
    }

    const DataPackage& package_;
    std::vector<Finding>& findings_;
    std::string pointer_;
    std::set<std::string_view> names_;
    std::set<std::string_view> paths_;
};

}  // namespace

void soften_unknown(std::vector<Finding>& findings) {
    const auto key_of = [](const Finding& finding) {
        return std::string_view(finding.path).substr(finding.path.rfind('/') + 1);
    };
    std::erase_if(findings, [&](const Finding& finding) {
        return finding.code == "document.unknown_field" &&
               std::ranges::find(descriptive, key_of(finding)) != descriptive.end();
    });
    for (Finding& finding : findings) {
        if (finding.code != "document.unknown_field") continue;
        const bool is_rule = finding.path.find("/schema/") != std::string::npos ||
                             finding.path.find("/dialect/") != std::string::npos;
        finding.code = is_rule ? "package.unknown_rule" : "package.unknown_property";
        finding.severity = is_rule ? Severity::warning : Severity::note;
        finding.message = "'" + shorten(key_of(finding), longest_quote) +
                          (is_rule ? "' is not known here; the table is read without it"
                                   : "' is not known here");
        finding.expected.clear();
        finding.next_step = is_rule ? "Hold the table against it by other means"
                                    : "Correct the name, or let it be";
    }
}

void check_description(const DataPackage& package, std::vector<Finding>& findings) {
    Checker checker(package, findings);
    for (std::size_t i = 0; i < package.resources.size(); ++i)
        checker.check(package.resources[i], "/resources/" + std::to_string(i));
}

bool is_table(const Resource& resource) {
    const std::string path = lower(resource.path);
    const std::string format = lower(resource.format.value_or(""));
    return resource.schema || path.ends_with(".csv") || path.ends_with(".tsv") ||
           format == "csv" || format == "tsv" ||
           resource.profile.value_or("") == "tabular-data-resource";
}

std::optional<std::string> sha256_of(std::string_view hash) {
    constexpr std::string_view prefix = "sha256:";
    constexpr std::size_t num_digits = 64;
    if (!hash.starts_with(prefix)) return std::nullopt;
    std::string digits = lower(hash.substr(prefix.size()));
    const bool is_hex = digits.find_first_not_of("0123456789abcdef") == std::string::npos;
    if (digits.size() != num_digits || !is_hex) return std::nullopt;
    return digits;
}

}  // namespace areena::io::detail
