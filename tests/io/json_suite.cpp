// Other people's collections of JSON texts, where the reference data is at hand.
#include "areena/network.hpp"

#include "catch.hpp"
#include "sample.hpp"
#include "support/files.hpp"

#include <cstdlib>
#include <filesystem>
#include <map>
#include <set>

using namespace areena;
using namespace areena::io_tests;
namespace fs = std::filesystem;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

std::vector<fs::path> files_of(const fs::path& folder, std::string_view prefix) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file() && entry.path().filename().string().starts_with(prefix))
            files.push_back(entry.path());
    std::ranges::sort(files);
    return files;
}

bool is_json_code(const Finding& finding) { return finding.code.starts_with("json."); }

/// The findings of a text read as several types, which must not matter to its being JSON.
std::vector<std::vector<Finding>> readings(std::string_view text) {
    return {findings<std::vector<Scalar>>(text), findings<std::map<std::string, Scalar>>(text),
            findings<Thing>(text), findings<NetworkData>(text)};
}

std::string outcome(std::string_view text) {
    const auto found = findings<std::vector<Scalar>>(text);
    return found.empty() ? "read" : found.back().code;
}

}  // namespace

TEST_CASE("JSONTestSuite: what is not JSON is refused with a place", "[io][reference]") {
    const auto folder = tests::reference_data("json/JSONTestSuite/test_parsing");
    if (!folder) AREENA_SKIP("no reference data");
    const auto files = files_of(*folder, "n_");
    CHECK(files.size() == 188);
    for (const fs::path& file : files) {
        const std::string text = tests::read_file(file);
        INFO(file.filename());
        for (const auto& found : readings(text)) {
            REQUIRE(!found.empty());
            const auto fatal = std::ranges::find_if(found, io::is_fatal);
            REQUIRE(fatal != found.end());
            CHECK(fatal->place.line >= 1);
            CHECK(fatal->place.column >= 1);
            CHECK(static_cast<std::size_t>(fatal->place.offset) <= text.size());
            CHECK(!fatal->message.empty());
        }
    }
}

TEST_CASE("JSONTestSuite: what is JSON raises no json code, but for keys given twice",
          "[io][reference]") {
    const auto folder = tests::reference_data("json/JSONTestSuite/test_parsing");
    if (!folder) AREENA_SKIP("no reference data");
    const std::set<std::string> refused{"y_object_duplicated_key.json",
                                        "y_object_duplicated_key_and_value.json"};
    const auto files = files_of(*folder, "y_");
    CHECK(files.size() == 95);
    for (const fs::path& file : files) {
        const std::string name = file.filename().string();
        INFO(name);
        for (const auto& found : readings(tests::read_file(file))) {
            const auto code = std::ranges::find_if(found, is_json_code);
            if (refused.contains(name))
                CHECK((code != found.end() && code->code == "json.duplicate_key"));
            else
                CHECK(code == found.end());
        }
    }
}

TEST_CASE("JSONTestSuite: what readers may decide is decided so", "[io][reference]") {
    const auto folder = tests::reference_data("json/JSONTestSuite/test_parsing");
    if (!folder) AREENA_SKIP("no reference data");
    const std::map<std::string, std::string> decided{
        {"number_double_huge_neg_exp", "document.range"},
        {"number_huge_exp", "document.range"},
        {"number_neg_int_huge_exp", "document.range"},
        {"number_pos_double_huge_exp", "document.range"},
        {"number_real_neg_overflow", "document.range"},
        {"number_real_pos_overflow", "document.range"},
        {"number_real_underflow", "document.range"},
        {"number_too_big_neg_int", "document.range"},
        {"number_too_big_pos_int", "document.range"},
        {"number_very_big_negative_int", "document.range"},
        {"object_key_lone_2nd_surrogate", "json.encoding"},
        {"string_1st_surrogate_but_2nd_missing", "json.encoding"},
        {"string_1st_valid_surrogate_2nd_invalid", "json.encoding"},
        {"string_UTF-16LE_with_BOM", "json.encoding"},
        {"string_UTF-8_invalid_sequence", "json.encoding"},
        {"string_UTF8_surrogate_U+D800", "json.encoding"},
        {"string_incomplete_surrogate_and_escape_valid", "json.encoding"},
        {"string_incomplete_surrogate_pair", "json.encoding"},
        {"string_incomplete_surrogates_escape_valid", "json.encoding"},
        {"string_invalid_lonely_surrogate", "json.encoding"},
        {"string_invalid_surrogate", "json.encoding"},
        {"string_invalid_utf-8", "json.encoding"},
        {"string_inverted_surrogates_U+1D11E", "json.encoding"},
        {"string_iso_latin_1", "json.encoding"},
        {"string_lone_second_surrogate", "json.encoding"},
        {"string_lone_utf8_continuation_byte", "json.encoding"},
        {"string_not_in_unicode_range", "json.encoding"},
        {"string_overlong_sequence_2_bytes", "json.encoding"},
        {"string_overlong_sequence_6_bytes", "json.encoding"},
        {"string_overlong_sequence_6_bytes_null", "json.encoding"},
        {"string_truncated-utf-8", "json.encoding"},
        {"string_utf16BE_no_BOM", "json.encoding"},
        {"string_utf16LE_no_BOM", "json.encoding"},
        {"structure_500_nested_arrays", "json.depth"},
        {"structure_UTF-8_BOM_empty_object", "json.encoding"},
    };
    std::map<std::string, std::string> seen;
    for (const fs::path& file : files_of(*folder, "i_"))
        seen[file.stem().string().substr(2)] = outcome(tests::read_file(file));
    CHECK(seen.size() == 35);
    for (const auto& [name, code] : seen) {
        INFO(name);
        REQUIRE(decided.contains(name));
        CHECK(code == decided.at(name));
    }
}

TEST_CASE("hostile JSON is refused or kept exactly", "[io][reference]") {
    const auto folder = tests::reference_data("hostile/json");
    if (!folder) AREENA_SKIP("no reference data");
    const auto text = [&](const char* name) { return tests::read_file(*folder / name); };
    using Values = std::map<std::string, Scalar>;
    const auto code = [&](const char* name) { return only<Values>(text(name)).code; };
    CHECK(code("dup_key.json") == "json.duplicate_key");
    CHECK(codes(findings<Values>(text("dup_key_nested.json"))).back() == "json.duplicate_key");
    CHECK(code("inf_by_overflow.json") == "document.range");
    CHECK(code("big_int.json") == "document.range");
    CHECK(code("lone_surrogate.json") == "json.encoding");
    CHECK(code("utf16.json") == "json.encoding");
    CHECK(codes(findings<Values>(text("deep_100.json"))).back() == "json.depth");
    CHECK(codes(findings<Values>(text("deep_100000.json"))).back() == "json.depth");
    CHECK(code("proto_key.json") == "document.type");
    CHECK(codes(findings<Thing>(text("proto_key.json"))) ==
          std::vector<std::string>{"document.missing_field", "document.unknown_field"});

    Values values;
    REQUIRE(read(text("two53p1.json"), values).empty());
    CHECK(values.at("x") == Scalar(std::int64_t{9007199254740993}));
    CHECK(io::write_json(values) == "{\"x\":9007199254740993}\n");
    REQUIRE(read(text("double_17.json"), values).empty());
    CHECK(values.at("x") == Scalar(0.30000000000000004));
    CHECK(values.at("z") == Scalar(5e-324));
    Values again;
    REQUIRE(read(io::write_json(values), again).empty());
    CHECK(again == values);
    REQUIRE(read(text("nul_in_string.json"), values).empty());
    CHECK(values.at("x") == Scalar(std::string("a\0b", 3)));
    REQUIRE(read(text("html.json"), values).empty());
    CHECK(values.at("name") == Scalar(std::string("<script>alert(1)</script>")));
}

TEST_CASE("the fuzz target takes every file of the reference data", "[io][reference]") {
    const auto folder = tests::reference_data("json");
    if (!folder) AREENA_SKIP("no reference data");
    const auto run = [](const fs::path& file) {
        const std::string text = tests::read_file(file);
        INFO(file);
        CHECK_NOTHROW(LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(text.data()),
                                             text.size()));
    };
    for (const fs::path& file : files_of(*folder / "JSONTestSuite", "")) run(file);

    const fs::path unpacked = fs::temp_directory_path() / "areena-json-fuzz-seeds";
    fs::remove_all(unpacked);
    fs::create_directories(unpacked);
    const std::string command = "tar -xzf '" + (*folder / "fuzz_seeds.tar.gz").string() + "' -C '" +
                                unpacked.string() + "'";
    REQUIRE(std::system(command.c_str()) == 0);
    const auto seeds = files_of(unpacked, "");
    CHECK(seeds.size() > 1000);
    for (const fs::path& file : seeds) run(file);
    fs::remove_all(unpacked);
}
