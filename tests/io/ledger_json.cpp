#include "areena/io/ledger_json.hpp"

#include "areena/core/error.hpp"
#include "catch.hpp"

using namespace areena;

namespace {
const std::string good = R"({
  "format": "areena-ledger",
  "version": 0,
  "network": "small",
  "period": {"start": "2027Q1", "end": "2028Q1"},
  "entries": [
    {"member": "m-akaa", "carried": "0", "share": "20", "spent": "14", "balance": "-6"},
    {"member": "m-espoo", "carried": "0", "share": "20", "spent": "2", "balance": "6"}
  ]
}
)";

std::string replaced(std::string text, const std::string& what, const std::string& with) {
    return text.replace(text.find(what), what.size(), with);
}

/// Code and place of the error of a text.
std::string fault_of(const std::string& text) {
    try {
        static_cast<void>(io::read_ledger(text, "l.json"));
    } catch (const Error& error) {
        return error.code() + " " + to_string(error.place());
    }
    return "none";
}
}  // namespace

TEST_CASE("A ledger is read, and written as it was", "[io][unit]") {
    const io::LedgerFile ledger = io::read_ledger(good);
    CHECK(ledger.network == "small");
    CHECK(ledger.period == Period{Quarter(2027, 1), Quarter(2028, 1)});
    REQUIRE(ledger.entries.size() == 2);
    CHECK(ledger.entries[0] == selection::LedgerEntry{"m-akaa", 0, 20, 14, -6});
    CHECK(io::write_ledger(ledger) == good);
    CHECK(io::read_ledger(io::write_ledger(ledger)) == ledger);
}

TEST_CASE("Every fault of a ledger has its place", "[io][unit]") {
    CHECK(fault_of(replaced(good, "areena-ledger", "areena-plan")) ==
          "document.format l.json:2:13");
    CHECK(fault_of(replaced(good, "\"version\": 0", "\"version\": 7")) ==
          "document.version l.json:3:14");
    CHECK(fault_of(replaced(good, "m-espoo", "m-akaa")) == "ledger.duplicate l.json:8:16");
    CHECK(fault_of(replaced(good, "\"14\"", "\"14/0\"")) == "document.value l.json:7:66");
    CHECK(fault_of(replaced(good, "\"spent\": \"2\", ", "")) == "document.missing_field l.json:8:5");
    CHECK(fault_of(replaced(good, "\"spent\"", "\"gave\"")) == "document.missing_field l.json:7:5");
    CHECK(fault_of("{").starts_with("json.syntax l.json:1:"));
    CHECK_THROWS_AS(io::read_ledger_file("/nowhere/ledger.json"), Error);
}
