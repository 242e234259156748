#include "areena/io/ledger_json.hpp"

#include "areena/core/error.hpp"
#include "areena/core/fields.hpp"
#include "areena/ids.hpp"
#include "areena/io/json.hpp"
#include "areena/io/source.hpp"

#include "io/document_kind.hpp"
#include "io/make_finding.hpp"
#include "io/read_bytes.hpp"

#include <algorithm>
#include <cstdint>
#include <set>
#include <utility>

namespace areena::io::detail {

struct LedgerRow {
    MemberId member;
    Rational carried;
    Rational share;
    Rational spent;
    Rational balance;

    bool operator==(const LedgerRow&) const = default;
};

struct LedgerDocument {
    std::string format = "areena-ledger";
    std::int64_t version = 0;
    NetworkId network;
    Period period;
    std::vector<LedgerRow> entries;

    bool operator==(const LedgerDocument&) const = default;
};

}  // namespace areena::io::detail

namespace areena {
namespace {

using namespace io::detail;

constexpr std::string_view days = "person-days";

constexpr std::array row_fields{
    field<&LedgerRow::member>("member", "Whose entry.", {.required = true}),
    field<&LedgerRow::carried>("carried", "Its balance before.", {.required = true, .unit = days}),
    field<&LedgerRow::share>("share", "What it began with.", {.required = true, .unit = days}),
    field<&LedgerRow::spent>("spent", "What it carried.", {.required = true, .unit = days}),
    field<&LedgerRow::balance>("balance", "To be carried on.", {.required = true, .unit = days}),
};

constexpr std::array document_fields{
    field<&LedgerDocument::format>("format", "Always \"areena-ledger\".", {.required = true}),
    field<&LedgerDocument::version>("version", "Version of the format.", {.required = true}),
    field<&LedgerDocument::network>("network", "Key of the network.", {.required = true}),
    field<&LedgerDocument::period>("period", "Of the promise.", {.required = true}),
    field<&LedgerDocument::entries>("entries", "One for each member that responded.",
                                    {.required = true}),
};

}  // namespace

template <>
const Type& type_of<LedgerRow>() {
    static const Type type =
        record<LedgerRow>("LedgerRow", "A member's books in one promise.", row_fields);
    return type;
}
template <>
const Type& type_of<LedgerDocument>() {
    static const Type type =
        record<LedgerDocument>("LedgerDocument", "The books after a promise.", document_fields);
    return type;
}

}  // namespace areena

namespace areena::io {
namespace {

using namespace detail;

constexpr const char* what = "a ledger";

[[noreturn]] void refuse(const Source& source, std::vector<Finding> findings) {
    refuse_document(source, std::move(findings), what);
}

std::vector<Finding> repetitions(const LedgerDocument& document) {
    std::vector<Finding> findings;
    std::set<MemberId> seen;
    for (std::size_t i = 0; i < document.entries.size(); ++i) {
        const MemberId& member = document.entries[i].member;
        if (!seen.insert(member).second)
            findings.push_back(make_finding(
                "ledger.duplicate", "/entries/" + std::to_string(i) + "/member",
                "member '" + member.key() + "' has two entries", "one for each member", "",
                "Leave one of them out"));
    }
    return findings;
}

}  // namespace

LedgerFile read_ledger(std::string_view text, std::string name, const Limits& limits) {
    const Source source(std::move(name), std::string(text));
    LedgerDocument document;
    std::vector<Finding> findings = read_json(source.text(), document, limits);
    if (std::ranges::any_of(findings, is_fatal)) refuse(source, std::move(findings));
    check_kind(document, source, what, "Take the ledger.json that stands beside a plan.json");
    if (findings.empty()) findings = repetitions(document);
    if (!findings.empty()) refuse(source, std::move(findings));
    LedgerFile ledger{document.network.key(), document.period, {}};
    for (const LedgerRow& row : document.entries)
        ledger.entries.push_back(
            {row.member.key(), row.carried, row.share, row.spent, row.balance});
    return ledger;
}

LedgerFile read_ledger_file(const std::filesystem::path& path, const Limits& limits) {
    return read_ledger(read_bytes(path, limits.bytes), path.string(), limits);
}

std::string write_ledger(const LedgerFile& ledger) {
    LedgerDocument document;
    document.network = NetworkId(ledger.network);
    document.period = ledger.period;
    for (const selection::LedgerEntry& entry : ledger.entries)
        document.entries.push_back(
            {MemberId(entry.voter), entry.carried, entry.share, entry.spent, entry.balance});
    return write_json(document, JsonStyle::pretty);
}

}  // namespace areena::io
