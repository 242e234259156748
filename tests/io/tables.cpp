#include "areena/io/tables.hpp"

#include "areena/core/error.hpp"
#include "areena/core/fingerprint.hpp"
#include "areena/io/json.hpp"
#include "areena/io/json_document.hpp"

#include "catch.hpp"
#include "support/files.hpp"
#include "support/folder.hpp"
#include "support/small_network.hpp"

#include <map>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <sys/stat.h>
#include <tuple>
#include <vector>

using namespace areena;
using io::ColumnType;
using tests::Folder;
using tests::put;
namespace fs = std::filesystem;

namespace {

io::TableField column(std::string name, ColumnType type = ColumnType::string,
                      io::Constraints rules = {}) {
    io::TableField field;
    field.name = std::move(name);
    field.type = type;
    field.constraints = std::move(rules);
    return field;
}

/// A folder with one described table, whose description can be bent before it is read.
struct Sample {
    Folder folder;
    io::DataPackage package;
    NetworkData network;

    explicit Sample(std::vector<io::TableField> fields) {
        package.sources.push_back({.title = "A register", .path = {}, .email = {}});
        package.licenses.push_back({.name = "CC0-1.0", .path = {}, .title = {}});
        io::Resource& resource = package.resources.emplace_back();
        resource.name = "t";
        resource.path = "tables/t.csv";
        resource.schema = io::TableSchema{.fields = std::move(fields), .primary_key = {},
                                          .foreign_keys = {}, .missing_values = {}};
    }

    io::Resource& resource() { return package.resources.front(); }
    io::TableSchema& schema() { return *resource().schema; }

    io::Tables read(std::string_view csv, const io::Limits& limits = {}) {
        put(folder / "tables/t.csv", csv);
        io::DataPackage described = package;
        if (!resource().hash) described.resources.front().hash = "sha256:" + sha256(csv);
        put(folder / io::package_file, io::write_json(described));
        return io::read_tables(folder.path(), network, limits);
    }

    /// The findings of a table as "code line:column", in their order.
    std::vector<std::string> told(std::string_view csv) {
        std::vector<std::string> all;
        for (const Finding& finding : read(csv).findings) {
            const bool is_of_table = finding.place.file.ends_with("t.csv");
            all.push_back(finding.code + (is_of_table ? " " + std::to_string(finding.place.line) +
                                                            ":" + std::to_string(finding.place.column)
                                                      : " " + finding.path));
        }
        return all;
    }

    std::string refusal(std::string_view csv, const io::Limits& limits = {}) {
        try {
            (void)read(csv, limits);
        } catch (const Error& error) {
            CHECK(error.findings().front().code == error.code());
            CHECK(error.place().line > 0);
            return error.code();
        }
        return "nothing was thrown";
    }
};

using Told = std::vector<std::string>;

std::vector<io::TableField> two_columns() {
    return {column("area"), column("people", ColumnType::integer)};
}

template <class T>
const std::vector<T>& values(const io::Table& table, std::string_view name) {
    return std::get<std::vector<T>>(table.find(name)->values);
}

}  // namespace

TEST_CASE("a table becomes columns of the types that are described", "[io][unit]") {
    Sample sample({column("text"), column("whole", ColumnType::integer),
                   column("number", ColumnType::number), column("truth", ColumnType::boolean),
                   column("day", ColumnType::date), column("year", ColumnType::year)});
    const io::Tables tables = sample.read(
        "text,whole,number,truth,day,year\r\n"
        "\"a, b\",-12,0.1,true,2027-04-18,2019\r\n"
        ",,,,,\r\n"
        " c,+7,1e3,0,0001-01-01,-0044\r\n");
    CHECK(tables.findings.empty());
    const io::Table* table = tables.find("t");
    REQUIRE(table);
    CHECK(tables.find("u") == nullptr);
    CHECK(table->find("u") == nullptr);
    CHECK(table->num_rows == 3);
    CHECK(values<std::string>(*table, "text") == std::vector<std::string>{"a, b", "", " c"});
    CHECK(values<std::int64_t>(*table, "whole") == std::vector<std::int64_t>{-12, 0, 7});
    CHECK(values<double>(*table, "number") == std::vector<double>{0.1, 0, 1000});
    CHECK(values<bool>(*table, "truth") == std::vector<bool>{true, false, false});
    CHECK(values<Date>(*table, "day")[0] == Date(2027, 4, 18));
    CHECK(values<std::int64_t>(*table, "year") == std::vector<std::int64_t>{2019, 0, -44});
    for (const io::Column& each : table->columns)
        CHECK(each.present == std::vector<bool>{true, false, true});
}

TEST_CASE("a value that is not of its type is told and counts as missing", "[io][unit]") {
    const std::map<ColumnType, std::vector<std::string>> wrong{
        {ColumnType::integer, {"1.0", "1e3", " 1", "1 ", "12a", "+", "+-1", "9223372036854775808", "\u22121"}},
        {ColumnType::number, {"1,5", "inf", "nan", "1e400", "0x10", "", "--1", "1 000"}},
        {ColumnType::boolean, {"yes", "tRUE", "2"}},
        {ColumnType::date, {"2027-02-29", "18.4.2027", "2027-4-18", "2027-04-18T00:00"}},
        {ColumnType::year, {"19", "02019", "+2019", "2019.0"}},
    };
    for (const auto& [type, texts] : wrong)
        for (const std::string& text : texts) {
            Sample sample({column("a", type)});
            sample.schema().missing_values.emplace(1, "-");
            INFO(text);
            CHECK(sample.told("a\n\"" + text + "\"\n") == Told{"table.type 2:1"});
            CHECK(sample.read("a\n\"" + text + "\"\n").tables[0].columns[0].present ==
                  std::vector<bool>{false});
        }
}

TEST_CASE("texts for missing values and truth values are those of the description", "[io][unit]") {
    Sample sample({column("a", ColumnType::integer), column("b", ColumnType::boolean)});
    sample.schema().missing_values = std::vector<std::string>{"..", "-"};
    sample.schema().fields[1].true_values = {"yes"};
    sample.schema().fields[1].false_values = {"no"};
    const io::Tables tables = sample.read("a,b\n..,yes\n-,no\n3,-\n");
    CHECK(tables.findings.empty());
    CHECK(tables.tables[0].columns[0].present == std::vector<bool>{false, false, true});
    CHECK(values<bool>(tables.tables[0], "b") == std::vector<bool>{true, false, false});
    CHECK(sample.told("a,b\n,yes\n") == Told{"table.type 2:1"});
}

TEST_CASE("values are held against the rules of their column", "[io][unit]") {
    io::Constraints required;
    required.required = true;
    CHECK(Sample({column("a", ColumnType::string, required)}).told("a\nx\n\"\"\n") ==
          Told{"table.required 3:1"});

    io::Constraints bounds;
    bounds.minimum = std::int64_t{16};
    bounds.maximum = std::string("18");
    CHECK(Sample({column("a", ColumnType::integer, bounds)}).told("a\n16\n18\n15\n19\n") ==
          Told{"table.range 4:1", "table.range 5:1"});
    CHECK(Sample({column("a", ColumnType::number, bounds)}).told("a\n16\n15.9\n18.0\n18.1\n") ==
          Told{"table.range 3:1", "table.range 5:1"});
    io::Constraints days;
    days.minimum = std::string("2027-01-01");
    CHECK(Sample({column("a", ColumnType::date, days)}).told("a\n2027-01-01\n2026-12-31\n") ==
          Told{"table.range 3:1"});

    io::Constraints lengths;
    lengths.min_length = 2;
    lengths.max_length = 3;
    CHECK(Sample({column("a", ColumnType::string, lengths)}).told("a\n\u00e4\u00e4\nx\nabcd\n") ==
          Told{"table.length 3:1", "table.length 4:1"});

    io::Constraints listed;
    listed.choices = {std::int64_t{1}, std::string("2")};
    CHECK(Sample({column("a", ColumnType::integer, listed)}).told("a\n01\n2\n3\n") ==
          Told{"table.enum 4:1"});
    listed.choices = {true};
    CHECK(Sample({column("a", ColumnType::boolean, listed)}).told("a\n1\n0\n") ==
          Told{"table.enum 3:1"});

    io::Constraints shaped;
    shaped.pattern = "[0-9]{7}-[0-9]";
    CHECK(Sample({column("a", ColumnType::string, shaped)}).told("a\n0201256-6\n201256-6\n") ==
          Told{"table.pattern 3:1"});

    io::Constraints unique;
    unique.unique = true;
    Sample sample({column("a", ColumnType::integer, unique)});
    CHECK(sample.told("a\n1\n2\n\"\"\n01\n\"\"\n1\n") ==
          Told{"table.unique 5:1", "table.unique 7:1"});
    const Finding repeated = sample.read("a\n1\n1\n").findings.at(0);
    CHECK(repeated.related.at(0).place.line == 2);
    CHECK(repeated.related.at(0).place.file == repeated.place.file);
}

TEST_CASE("rules that cannot be held are told with their pointer", "[io][unit]") {
    const auto told = [](io::TableField field) {
        return Sample({std::move(field)}).told("a\n");
    };
    const std::string at = "package.rule /resources/0/schema/fields/0";
    io::Constraints rules;
    rules.minimum = std::string("none");
    CHECK(told(column("a", ColumnType::integer, rules)) == Told{at + "/constraints/minimum"});
    CHECK(told(column("a", ColumnType::string, rules)) == Told{at + "/constraints/minimum"});
    rules = {};
    rules.min_length = 1;
    CHECK(told(column("a", ColumnType::date, rules)) == Told{at + "/constraints/minLength"});
    rules = {};
    rules.choices = {std::string("x")};
    CHECK(told(column("a", ColumnType::year, rules)) == Told{at + "/constraints/enum/0"});
    rules = {};
    rules.pattern = "[a-z]+";
    CHECK(told(column("a", ColumnType::integer, rules)) == Told{at + "/constraints/pattern"});
    io::TableField dated = column("a", ColumnType::date);
    dated.format = "%d.%m.%Y";
    CHECK(told(dated) == Told{at + "/format"});
    io::TableField referring = column("a");
    for (const char* noun : {"area", "promise", "extra", "title", ""}) {
        referring.refers_to = noun;
        CHECK(told(referring) == Told{at + "/refersTo"});
    }
    io::TableField number = column("a", ColumnType::integer);
    number.refers_to = "areas";
    CHECK(told(number) == Told{at + "/refersTo"});

    Sample twice({column("a"), column("a")});
    CHECK(twice.told("a,a\n") == Told{"package.rule /resources/0/schema/fields/1/name"});
    Sample keyed({column("a")});
    keyed.schema().primary_key.names = {"b"};
    CHECK(keyed.told("a\n") == Told{"package.rule /resources/0/schema/primaryKey"});
}

TEST_CASE("a header that is not the described one is told, and no row is read", "[io][unit]") {
    Sample sample(two_columns());
    for (const char* csv : {"people,area\n1,x\n", "area,People\nx,1\n", "area\nx\n",
                            "area,people,more\nx,1,y\n", "area , people\nx,1\n"}) {
        const io::Tables tables = sample.read(csv);
        REQUIRE(tables.findings.size() == 1);
        CHECK(tables.findings[0].code == "table.header");
        CHECK(tables.findings[0].place.line == 1);
        CHECK(tables.tables[0].num_rows == 0);
        CHECK(tables.tables[0].columns.empty());
    }
    CHECK(sample.told("area,People\nx,1\n") == Told{"table.header 1:6"});
}

TEST_CASE("a ragged row is told and left out of the table", "[io][unit]") {
    Sample sample(two_columns());
    const io::Tables tables = sample.read("area,people\nx,1\ny\nz,3\n");
    CHECK(sample.told("area,people\nx,1\ny\nz,3\n") == Told{"csv.ragged 3:1"});
    CHECK(values<std::string>(tables.tables[0], "area") == std::vector<std::string>{"x", "z"});
}

TEST_CASE("ids in a table are held against the network", "[io][unit]") {
    Sample sample(two_columns());
    sample.network = testing::small_network().data();
    sample.schema().fields[0].refers_to = "members";
    const std::string good = sample.network.members.at(0).id.key();
    CHECK(sample.told("area,people\n" + good + ",1\n,2\n").empty());
    const Finding wrong = sample.read("area,people\n" + good + "x,1\n").findings.at(0);
    CHECK(wrong.code == "table.reference");
    CHECK(wrong.nearest.at(0) == good);
    CHECK(wrong.noun == "table");
    CHECK(wrong.id == "t");
    CHECK(wrong.path == "/resources/0/schema/fields/0/refersTo");
}

TEST_CASE("a table's source may be one of the network", "[io][unit]") {
    Sample sample(two_columns());
    sample.network = testing::small_network().data();
    sample.network.sources.emplace_back().id = SourceId("register");
    sample.resource().source = "register";
    CHECK(sample.told("area,people\n").empty());
    sample.resource().source = "registre";
    const Finding wrong = sample.read("area,people\n").findings.at(0);
    CHECK(wrong.path == "/resources/0/source");
    CHECK(wrong.nearest == std::vector<std::string>{"register"});
}

TEST_CASE("rows lead to rows of other tables, or of the same", "[io][unit]") {
    Sample sample(two_columns());
    io::Resource other = sample.resource();
    other.name = "u";
    other.path = "u.csv";
    other.hash = "sha256:" + sha256("area,people\nx,1\ny,2\n");
    put(sample.folder / "u.csv", "area,people\nx,1\ny,2\n");
    sample.package.resources.push_back(other);
    sample.schema().foreign_keys = {{{{"area", "people"}}, {"u", {{"area", "people"}}}}};
    CHECK(sample.told("area,people\nx,01\ny,2\nz,\n").empty());
    CHECK(sample.told("area,people\nx,2\ny,2\n") == Told{"table.foreign_key 2:1"});

    const std::string at = "package.rule /resources/0/schema/foreignKeys/0";
    sample.schema().foreign_keys = {{{{"area"}}, {"v", {{"area"}}}}};
    CHECK(sample.told("area,people\n") == Told{at + "/reference/resource"});
    sample.schema().foreign_keys = {{{{"area"}}, {"u", {{"people"}}}}};
    CHECK(sample.told("area,people\n") == Told{at});
    sample.schema().foreign_keys = {{{{"area"}}, {"u", {{"place"}}}}};
    CHECK(sample.told("area,people\n") == Told{at + "/reference/fields"});
    sample.schema().foreign_keys = {{{{"area"}}, {"", {{"area"}}}}};
    CHECK(sample.told("area,people\nx,1\n").empty());
}

TEST_CASE("keys are found to repeat, and to lead nowhere, as comparing all rows finds",
          "[io][property]") {
    std::mt19937 random(11);
    for (int i = 0; i < 300; ++i) {
        Sample sample(two_columns());
        sample.schema().primary_key.names = {"area", "people"};
        sample.schema().fields[0].constraints.unique = random() % 2 == 0;
        using Row = std::tuple<std::string, std::string>;
        std::vector<Row> rows;
        std::string csv = "area,people\n";
        for (std::size_t n = random() % 8; n > 0; --n) {
            rows.emplace_back(std::string(1, static_cast<char>('a' + random() % 3)),
                              random() % 6 == 0 ? "" : std::to_string(random() % 3));
            csv += std::get<0>(rows.back()) + "," + std::get<1>(rows.back()) + "\n";
        }
        std::multiset<std::string> expected;
        for (std::size_t r = 0; r < rows.size(); ++r) {
            const auto& [area, people] = rows[r];
            const std::string line = std::to_string(r + 2);
            bool same_row = false;
            bool same_area = false;
            for (std::size_t earlier = 0; earlier < r; ++earlier) {
                same_row = same_row || rows[earlier] == rows[r];
                same_area = same_area || std::get<0>(rows[earlier]) == area;
            }
            if (people.empty()) expected.insert("table.required " + line + ":3");
            if (same_row && !people.empty()) expected.insert("table.primary_key " + line + ":1");
            if (same_area && sample.schema().fields[0].constraints.unique)
                expected.insert("table.unique " + line + ":1");
        }
        const Told told = sample.told(csv);
        INFO(csv);
        REQUIRE(std::multiset<std::string>(told.begin(), told.end()) == expected);
    }
}

TEST_CASE("a table that is not the one described is refused", "[io][unit]") {
    const std::string csv = "area,people\nx,1\n";
    Sample sample(two_columns());
    sample.resource().hash = "sha256:" + sha256(csv);
    CHECK(sample.refusal("area,people\nx,2\n") == "package.hash");
    sample.resource().bytes = 5;
    CHECK(sample.refusal(csv) == "package.bytes");
    sample.resource().bytes = static_cast<std::int64_t>(csv.size());
    CHECK(sample.read(csv).findings.empty());

    std::string upper = sha256(csv);
    for (char& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    sample.resource().hash = "sha256:" + upper;
    CHECK(sample.read(csv).findings.empty());
    for (const char* hash : {"md5:9e107d9d372bb6826bd81d3542a419d6", "sha256:12", "",
                             "9e107d9d372bb6826bd81d3542a419d6"}) {
        sample.resource().hash = hash;
        CHECK(sample.told(csv) == Told{"package.hash_form /resources/0/hash"});
    }
}

TEST_CASE("a path leads to a file in the folder and nowhere else", "[io][unit]") {
    Sample sample(two_columns());
    const Folder outside;
    put(outside / "o.csv", "area,people\n");
    put(sample.folder / "in/i.csv", "area,people\n");
    const auto refusal = [&](const std::string& path) {
        sample.resource().path = path;
        return sample.refusal("area,people\n");
    };
    for (const std::string& path :
         {(outside / "o.csv").string(), std::string("../o.csv"), std::string("in/../../o.csv"),
          std::string("tables/../tables/t.csv"), std::string(".."), std::string(""),
          std::string("http://example.org/o.csv"), std::string("file:///etc/passwd"),
          std::string("C:/o.csv"), std::string("tables\\t.csv"), std::string("~/o.csv"),
          std::string("t\n.csv"), std::string("/etc/passwd")})
        CHECK(refusal(path) == "package.path");
    for (const char* path : {"tables/none.csv", "tables", ".", "tables/t.csv/x"})
        CHECK(refusal(path) == "package.no_file");

    fs::create_symlink(outside / "o.csv", sample.folder / "link.csv");
    fs::create_directory_symlink(outside.path(), sample.folder / "linked");
    fs::create_symlink(sample.folder / "in/i.csv", sample.folder / "inner.csv");
    fs::create_symlink("nowhere", sample.folder / "broken.csv");
    CHECK(refusal("link.csv") == "package.path");
    CHECK(refusal("linked/o.csv") == "package.path");
    CHECK(refusal("broken.csv") == "package.no_file");
    REQUIRE(::mkfifo((sample.folder / "pipe.csv").c_str(), 0600) == 0);
    CHECK(refusal("pipe.csv") == "package.no_file");

    // What only looks like one of these is taken; a link within the folder too.
    for (const char* name : {"in/i.csv", "./in/i.csv", "in//i.csv", "inner.csv", "a..b.csv"}) {
        put(sample.folder / "a..b.csv", "area,people\n");
        sample.resource().path = name;
        INFO(name);
        CHECK(sample.told("area,people\n").empty());
    }
}

TEST_CASE("texts that are no tables, or over a limit, end the reading", "[io][unit]") {
    Sample sample(two_columns());
    CHECK(sample.refusal("area,people\n\xE4,1\n") == "csv.encoding");
    io::Limits limits;
    limits.rows = 2;
    CHECK(sample.refusal("area,people\nx,1\ny,2\n", limits) == "csv.limit_rows");
    limits = {};
    limits.bytes = 10'000;
    CHECK(sample.refusal("area,people\n" + std::string(10'000, 'x') + ",1\n", limits) ==
          "csv.limit_bytes");
    sample.resource().encoding = "utf-8-sig";
    CHECK(sample.read("\xEF\xBB\xBF" "area,people\nx,1\n").findings.empty());
}

TEST_CASE("what a description lacks or has too much of is told", "[io][unit]") {
    const std::string csv = "area,people\nx,1\n";
    Sample bare(two_columns());
    bare.package.sources.clear();
    bare.package.licenses.clear();
    bare.resource().encoding = "latin-1";
    io::Dialect& dialect = bare.resource().dialect.emplace();
    dialect.delimiter = "ab";
    dialect.double_quote = false;
    dialect.header = false;
    dialect.escape_char = "\\";
    const Told told = bare.told(csv);
    const std::multiset<std::string> expected{
        "package.no_source /resources/0", "package.no_licence /resources/0",
        "package.encoding /resources/0/encoding", "package.dialect /resources/0/dialect/delimiter",
        "package.dialect /resources/0/dialect/doubleQuote",
        "package.dialect /resources/0/dialect/header",
        "package.dialect /resources/0/dialect/escapeChar"};
    CHECK(std::multiset<std::string>(told.begin(), told.end()) == expected);

    Sample semicolons(two_columns());
    semicolons.resource().dialect.emplace().delimiter = ";";
    CHECK(semicolons.told("area;people\n\"x;y\";1\n").empty());

    Sample schemaless(two_columns());
    schemaless.resource().schema.reset();
    CHECK(schemaless.told(csv) == Told{"package.no_schema /resources/0"});
    schemaless.resource().path = "tables/t.pdf";
    put(schemaless.folder / "tables/t.pdf", csv);
    CHECK(schemaless.told(csv).empty());
}

TEST_CASE("a description is read as data packages are written", "[io][unit]") {
    const Folder folder;
    put(folder / "t.csv", "a\n1\n");
    const auto told = [&](const std::string& resource, const std::string& more = "") {
        put(folder / io::package_file,
            R"({"$schema": "x", "contributors": [{"title": "A"}], "id": "i", "version": "1",
                "sources": [{"title": "S"}], "licenses": [{"name": "L"}], "resources": [{"name": "t",
                "path": "t.csv", "hash": "sha256:)" + sha256("a\n1\n") + "\"," + resource + "}]" + more + "}");
        Told all;
        for (const Finding& f : io::read_tables(folder.path(), {}).findings)
            all.push_back(f.code + " " + f.path);
        return all;
    };
    const std::string at = " /resources/0/schema";
    CHECK(told(R"("schema": {"fields": [{"name": "a"}], "primaryKey": "a"})").empty());
    CHECK(told(R"("schema": {"fields": [{"name": "a"}], "primaryKey": ["a"]})").empty());
    CHECK(told(R"("schema": {"fields": [{"name": "a", "example": 1, "rdfType": "x"}]})").empty());
    CHECK(told(R"("own": 1, "schema": {"fields": [{"name": "a"}]})", ",\"mine\": {\"x\": 1}") ==
          Told{"package.unknown_property /resources/0/own", "package.unknown_property /mine"});
    CHECK(told(R"("schema": {"fields": [{"name": "a", "decimalChar": ","}]})") ==
          Told{"package.unknown_rule" + at + "/fields/0/decimalChar"});
    CHECK(told(R"("schema": {"fields": [{"name": "a", "constraints": {"pattern": "\\p{L}"}}]})") ==
          Told{"package.unknown_rule" + at + "/fields/0/constraints/pattern"});
    CHECK(told(R"("schema": {"fields": [{"name": "a", "type": "geopoint"}]})") ==
          Told{"document.value" + at + "/fields/0/type"});
    CHECK(told(R"("schema": "schema.json")") == Told{"document.type" + at});
    CHECK(told(R"("bytes": -1, "schema": {"fields": [{"name": "a"}]})") ==
          Told{"document.range /resources/0/bytes"});
    CHECK(told(R"("source": "s-1", "schema": {"fields": [{"name": "a"}]})") ==
          Told{"package.rule /resources/0/source"});
    CHECK(told(R"("schema": {})") == Told{"document.missing_field" + at});
}

TEST_CASE("a description that is not JSON gives no tables, and none is no fault", "[io][unit]") {
    const Folder folder;
    CHECK(io::read_tables(folder.path(), {}).findings.empty());
    put(folder / io::package_file, "{\"resources\": [}");
    try {
        (void)io::read_tables(folder.path(), {});
        CHECK(false);
    } catch (const Error& error) {
        CHECK(error.code() == "json.syntax");
        CHECK(error.place().column == 16);
    }
    put(folder / io::package_file, "[]");
    CHECK(io::read_tables(folder.path(), {}).findings.at(0).code == "document.type");
}

TEST_CASE("tables are read with the network in their folder", "[io][unit]") {
    const io::Reading reading = io::read(tests::source_dir() / "examples/finland");
    CHECK(reading.tables.findings.empty());
    const io::Table* ages = reading.tables.find("ages-16-18");
    REQUIRE(ages);
    CHECK(ages->num_rows == 876);
    CHECK(ages->resource.licenses.at(0).name == "CC-BY-4.0");
    std::int64_t people = 0;
    for (const std::int64_t n : values<std::int64_t>(*ages, "population")) people += n;
    CHECK(people == 175'552);

    const Folder folder;
    put(folder / "other.json", reading.source.text());
    put(folder / io::package_file, "no JSON");
    CHECK(io::read(folder / "other.json").tables.tables.empty());
    fs::rename(folder / "other.json", folder / "network.json");
    CHECK_THROWS_AS((void)io::read(folder.path()), Error);
    CHECK_THROWS_AS((void)io::read(folder / "network.json"), Error);
}

TEST_CASE("faults of a table are counted beyond the limit", "[io][unit]") {
    Sample sample(two_columns());
    io::Limits limits;
    limits.findings = 3;
    std::string csv = "area,people\n";
    for (int i = 0; i < 10; ++i) csv += "x,y\n";
    const std::vector<Finding> found = sample.read(csv, limits).findings;
    REQUIRE(found.size() == 4);
    CHECK(found.back().code == "document.more");
}
