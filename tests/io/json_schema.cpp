#include "areena/io/json_schema.hpp"

#include "areena/network.hpp"

#include "catch.hpp"

#include <fstream>
#include <iterator>
#include <string>

using namespace areena;

TEST_CASE("The committed JSON Schema is the one of the field tables") {
    std::ifstream file(AREENA_SOURCE_DIR "/docs/areena-network.schema.json", std::ios::binary);
    REQUIRE(file);
    const std::string committed{std::istreambuf_iterator<char>(file), {}};
    CHECK(io::json_schema() == committed);
}

TEST_CASE("The JSON Schema has every field of the network") {
    const std::string schema = io::json_schema();
    for (const Field& field : type_of<NetworkData>().fields) {
        CAPTURE(field.name);
        CHECK(schema.find("\n    \"" + std::string(field.name) + "\": {") != std::string::npos);
    }
}
