#include "areena/io/arrow.hpp"

#include "areena/core/error.hpp"
#include "areena/io/tables.hpp"

#include "arrow_decode.hpp"
#include "catch.hpp"
#include "random_things.hpp"
#include "support/small_network.hpp"

#include <cerrno>
#include <future>

using namespace areena;
using namespace areena::io_tests;
using io::ArrowOptions;
using io::ArrowTable;

namespace {

/// What `decode` must give for a value, from its description; it knows nothing of columns.
std::string told(const Type& type, const void* value, const ArrowOptions& options);

std::string told_record(const Type& type, const void* value, const ArrowOptions& options) {
    std::string out;
    for (const Field& field : type.fields)
        out += std::string(field.name) + '=' +
               (field.personal ? "'<redacted>'"
                               : told(field.type(), field.at(const_cast<void*>(value)), options)) +
               ';';
    return '{' + out + '}';
}

std::string told_json(const Type& type, const void* value) {
    std::string json = io::write_json(type, value);
    json.pop_back();
    return json;
}

std::string told(const Type& type, const void* value, const ArrowOptions& options) {
    std::string out;
    if (&type == &type_of<LocalizedText>()) {
        const auto& text = *static_cast<const LocalizedText*>(value);
        if (text.empty()) return "null";
        return '\'' + std::string(text.in(options.language, options.own).text) + '\'';
    }
    switch (type.kind) {
        case Kind::boolean: return *static_cast<const bool*>(value) ? "true" : "false";
        case Kind::integer: return std::to_string(*static_cast<const std::int64_t*>(value));
        case Kind::real: return decode_double(*static_cast<const double*>(value));
        case Kind::decimal:
            return std::to_string(*static_cast<const std::int64_t*>(value)) + "e-" +
                   std::to_string(type.scale);
        case Kind::text: return '\'' + *static_cast<const std::string*>(value) + '\'';
        case Kind::scalar: {
            const auto* text = std::get_if<std::string>(static_cast<const Scalar*>(value));
            return '\'' + (text ? *text : told_json(type, value)) + '\'';
        }
        case Kind::token: print_token(type, value, out); return '\'' + out + '\'';
        case Kind::optional:
            return type.size(value) == 0 ? "null" : told(type.element(), type.item(value, 0), options);
        case Kind::list:
            for (std::size_t i = 0; i < type.size(value); ++i)
                out += told(type.element(), type.item(value, i), options) + ';';
            return '[' + out + ']';
        case Kind::map:
            return type.size(value) == 0 ? "null" : '\'' + told_json(type, value) + '\'';
        case Kind::record: return told_record(type, value, options);
    }
    return {};
}

Decoded exported(const ArrowTable& table, const ArrowOptions& options = {}) {
    Released<ArrowArrayStream> stream;
    io::export_stream(table, options, stream.value);
    return decode(stream.value);
}

std::vector<Thing> some_things(std::size_t n, std::uint64_t seed = 1) {
    Values values(seed);
    std::vector<Thing> things;
    while (things.size() < n) things.push_back(values.thing());
    return things;
}

}  // namespace

TEST_CASE("Arrow columns hold every kind of value as it is, in chunks of any size",
          "[io][property]") {
    Values values(7);
    for (int round = 0; round < 400; ++round) {
        const std::vector<Thing> things = some_things(values.below(30), 100 + static_cast<unsigned>(round));
        ArrowOptions options;
        options.language = static_cast<Language>(values.below(3));
        options.own = static_cast<Language>(values.below(3));
        options.chunk_rows = values.below(40);  // 0 is taken for 1
        const Decoded found = exported(io::arrow_table(things), options);
        const std::size_t most = std::max<std::size_t>(options.chunk_rows, 1);
        REQUIRE(found.rows.size() == things.size());
        REQUIRE(found.chunks.size() == (things.size() + most - 1) / most);
        for (std::size_t i = 0; i < things.size(); ++i)
            REQUIRE(found.rows[i] == told(type_of<Thing>(), &things[i], options));
    }
}

TEST_CASE("An Arrow schema says formats, what may be missing, meaning and unit", "[io][unit]") {
    Released<ArrowArrayStream> stream;
    io::export_stream(io::noun_table(testing::small_network().build(), "capacities"), {}, stream.value);
    Released<ArrowSchema> schema;
    REQUIRE(stream->get_schema(&stream.value, &schema.value) == 0);
    CHECK(std::string(schema->format) == "+s");
    CHECK(schema->flags == 0);
    const std::span<const Field> fields = type_of<Capacity>().fields;
    REQUIRE(static_cast<std::size_t>(schema->n_children) == fields.size());
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const ArrowSchema& column = *schema->children[i];
        CAPTURE(fields[i].name);
        CHECK(column.name == fields[i].name);
        const Kind kind = fields[i].type().kind;
        const bool may_miss = kind == Kind::optional || kind == Kind::map;
        CHECK(column.flags == (may_miss ? ARROW_FLAG_NULLABLE : 0));
        if (fields[i].name != "days") continue;
        CHECK(std::string(column.format) == "d:19,2");
        // Three pairs at most; each a length in the machine's order and as many bytes.
        const std::string sentence(fields[i].sentence);
        std::int32_t pairs = 0;
        std::memcpy(&pairs, column.metadata, sizeof pairs);
        CHECK(pairs == (fields[i].unit.empty() ? 1 : 2));
        CHECK(std::string(column.metadata + 8, 11) == "description");
        CHECK(std::string(column.metadata + 8 + 11 + 4, sentence.size()) == sentence);
    }
}

TEST_CASE("An empty table has a schema and no chunk; a table without columns has rows",
          "[io][unit]") {
    const Decoded none = exported(io::arrow_table(std::vector<Thing>{}));
    CHECK(none.chunks.empty());
    ArrowTable bare;
    bare.num_rows = 3;
    CHECK(exported(bare).rows == std::vector<std::string>(3, "{}"));
}

TEST_CASE("Schemas, chunks and columns outlive their stream and each other", "[io][unit]") {
    const std::vector<Thing> things = some_things(20);
    Released<ArrowSchema> schema;
    Released<ArrowArray> chunk;
    {
        Released<ArrowArrayStream> stream;
        io::export_stream(io::arrow_table(things), {}, stream.value);
        REQUIRE(stream->get_schema(&stream.value, &schema.value) == 0);
        REQUIRE(stream->get_next(&stream.value, &chunk.value) == 0);
    }
    // A consumer may move a child out and release its parent first.
    Released<ArrowArray> column;
    column.value = *chunk->children[5];
    chunk->children[5]->release = nullptr;
    Released<ArrowSchema> name;
    name.value = *schema->children[5];
    schema->children[5]->release = nullptr;
    chunk->release(&chunk.value);
    schema->release(&schema.value);
    CHECK(!chunk->release);
    CHECK(!schema->release);
    for (std::size_t i = 0; i < things.size(); ++i)
        CHECK(decode(name.value, column.value, static_cast<std::int64_t>(i)) == '\'' + things[i].word + '\'');
}

TEST_CASE("A stream that nobody reads, or reads in part, is released", "[io][unit]") {
    ArrowOptions options;
    options.chunk_rows = 2;
    for (const int chunks : {0, 1, 2}) {
        ArrowArrayStream stream{};
        io::export_stream(io::arrow_table(some_things(10)), options, stream);
        for (int i = 0; i < chunks; ++i) {
            Released<ArrowArray> chunk;
            REQUIRE(stream.get_next(&stream, &chunk.value) == 0);
            CHECK(chunk->length == 2);
        }
        stream.release(&stream);
        CHECK(!stream.release);
    }
}

TEST_CASE("A fault within a stream is a code and a message, and nothing is thrown", "[io][unit]") {
    const Type& type = detail::Described<std::int64_t>::get();
    ArrowTable table;
    table.num_rows = 1;
    std::int64_t number = 3;
    std::exception_ptr fault = std::make_exception_ptr(std::runtime_error("the row is gone"));
    table.columns.push_back({"n", &type, [&](std::size_t) -> const void* {
                                 if (fault) std::rethrow_exception(fault);
                                 return &number;
                             }});
    Released<ArrowArrayStream> stream;
    io::export_stream(table, {}, stream.value);
    Released<ArrowArray> chunk;
    const auto next = [&] { return stream->get_next(&stream.value, &chunk.value); };
    CHECK(!stream->get_last_error(&stream.value));
    CHECK(next() == EIO);
    CHECK(std::string(stream->get_last_error(&stream.value)) == "the row is gone");
    CHECK(!chunk->release);
    fault = std::make_exception_ptr(std::bad_alloc());
    CHECK(next() == ENOMEM);
    fault = std::make_exception_ptr(std::length_error("too large"));
    CHECK(next() == EOVERFLOW);
    fault = nullptr;
    CHECK(next() == 0);
    CHECK(!stream->get_last_error(&stream.value));
    CHECK(chunk->length == 1);
}

TEST_CASE("Bytes that are no UTF-8 are shown, not handed on", "[io][unit]") {
    Part part;
    part.name = "caf\xe9 \xff\xfe!";
    const Decoded found = exported(io::arrow_table(std::vector<Part>{part}));
    REQUIRE(found.rows.size() == 1);
    CHECK(found.rows[0] == R"({name='caf\xe9 \xff\xfe!';days=0e-2;quarter=null;})");
}

TEST_CASE("Days count from 1970, before it too", "[io][unit]") {
    const std::vector<Date> days{Date(1970, 1, 1), Date(1969, 12, 31), Date(2027, 4, 18),
                                 Date(1, 1, 1), Date(9999, 12, 31)};
    ArrowTable table;
    table.num_rows = days.size();
    table.columns.push_back(
        {"day", &type_of<Date>(), [&](std::size_t i) -> const void* { return &days[i]; }});
    CHECK(exported(table).rows == std::vector<std::string>{"{day=day 0;}", "{day=day -1;}",
                                                           "{day=day 20926;}", "{day=day -719162;}",
                                                           "{day=day 2932896;}"});
}

TEST_CASE("Every list of a network becomes a table, and no other name does", "[io][unit]") {
    const Network network = testing::small_network().build();
    for (const Field& field : type_of<NetworkData>().fields) {
        if (field.type().kind != Kind::list) continue;
        CAPTURE(field.name);
        const void* list = field.at(const_cast<NetworkData*>(&network.data()));
        const Decoded found = exported(io::noun_table(network, field.name));
        REQUIRE(found.rows.size() == field.type().size(list));
        for (std::size_t i = 0; i < found.rows.size(); ++i)
            CHECK(found.rows[i] ==
                  told(field.type().element(), field.type().item(list, i), ArrowOptions{}));
    }
    CHECK_THROWS_AS(io::noun_table(network, "title"), Error);
    try {
        (void)io::noun_table(network, "member");
        FAIL("no such list");
    } catch (const Error& error) {
        CHECK(std::string(error.what()).find("members") != std::string::npos);
    }
}

TEST_CASE("Streams of one table may be read at once", "[io][unit]") {
    const ArrowTable table = io::arrow_table(some_things(300));
    std::vector<std::future<Decoded>> all;
    for (int i = 0; i < 4; ++i)
        all.push_back(std::async(std::launch::async, [&] { return exported(table); }));
    const Decoded expected = exported(table);
    for (auto& each : all) CHECK(each.get().rows == expected.rows);
}

TEST_CASE("A table beside a network keeps its values, and what is missing is null", "[io][unit]") {
    const std::vector<io::Column> columns{
        {"word", io::ColumnType::string, std::vector<std::string>{"a", ""}, {true, false}},
        {"n", io::ColumnType::integer, std::vector<std::int64_t>{-5, 0}, {true, true}},
        {"yes", io::ColumnType::boolean, std::vector<bool>{false, true}, {false, true}},
        {"day", io::ColumnType::date, std::vector<Date>{Date(1970, 1, 2), Date()}, {true, false}}};
    CHECK(exported(io::arrow_table(columns, 2)).rows ==
          std::vector<std::string>{"{word='a';n=-5;yes=null;day=day 1;}",
                                   "{word=null;n=0;yes=true;day=null;}"});
}
