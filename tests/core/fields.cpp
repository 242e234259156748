#include "areena/core/fields.hpp"

#include "areena/core/error.hpp"
#include "areena/core/finding.hpp"
#include "areena/core/id.hpp"
#include "areena/core/localized_text.hpp"
#include "areena/core/quantity.hpp"

#include "catch.hpp"

#include <array>
#include <string>

using namespace areena;

namespace {

enum class Mood : std::uint8_t { calm, in_a_hurry };

struct Sample {
    Id<Sample> id;
    std::optional<std::string> note;
    std::vector<std::int64_t> counts;
    std::map<std::string, Scalar> extra;
    Mood mood = Mood::calm;
    PersonDays days;
    bool known = false;

    bool operator==(const Sample&) const = default;
};

constexpr std::array<Field, 7> sample_fields{
    field<&Sample::id>("id", "Key.", {.required = true}),
    field<&Sample::note>("note", "A note.", {.personal = true}),
    field<&Sample::counts>("counts", "Counts.", {.unit = "pieces", .min = 0}),
    field<&Sample::extra>("extra", "Own columns."),
    field<&Sample::mood>("mood", "A mood."),
    field<&Sample::days>("days", "Days."),
    field<&Sample::known>("known", "Is it known?"),
};

}  // namespace

template <>
const Type& areena::type_of<Mood>() {
    static constexpr std::array<std::string_view, 2> words{"calm", "in-a-hurry"};
    static const Type type = enumeration<Mood>("Mood", "A mood.", words);
    return type;
}

template <>
const Type& areena::type_of<Sample>() {
    static const Type type = record<Sample>("Sample", "Something.", sample_fields);
    return type;
}

TEST_CASE("every member of an aggregate is counted, optional ones and containers too",
          "[core][unit]") {
    CHECK(num_members<Sample>() == 7);
    CHECK(num_members<Finding>() == 12);
}

TEST_CASE("a row reaches its member and says its kind", "[core][unit]") {
    Sample sample;
    const std::array kinds{Kind::token, Kind::optional, Kind::list,   Kind::map,
                           Kind::token, Kind::decimal,  Kind::boolean};
    const Type& type = type_of<Sample>();
    REQUIRE(type.fields.size() == kinds.size());
    for (std::size_t i = 0; i < kinds.size(); ++i) CHECK(type.fields[i].type().kind == kinds[i]);
    CHECK(type.fields[1].at(&sample) == &sample.note);
    CHECK(type.fields[1].personal);
    CHECK(type.fields[2].at(&sample) == &sample.counts);
    CHECK(type.fields[2].unit == "pieces");
    CHECK(type.fields[2].min == 0);
}

TEST_CASE("a field is found by its name and by nothing else", "[core][unit]") {
    const Type& type = type_of<Sample>();
    REQUIRE(find_field(type, "counts") == &type.fields[2]);
    CHECK(find_field(type, "count") == nullptr);
    CHECK(find_field(type, "") == nullptr);
}

TEST_CASE("an enumeration is read and printed by its words", "[core][unit]") {
    Mood mood = Mood::calm;
    CHECK(parse_token(type_of<Mood>(), &mood, "in-a-hurry"));
    CHECK(mood == Mood::in_a_hurry);
    CHECK_FALSE(parse_token(type_of<Mood>(), &mood, "in_a_hurry"));
    CHECK_FALSE(parse_token(type_of<Mood>(), &mood, ""));
    CHECK(mood == Mood::in_a_hurry);
    std::string text = "> ";
    print_token(type_of<Mood>(), &mood, text);
    CHECK(text == "> in-a-hurry");
    mood = static_cast<Mood>(7);
    CHECK_THROWS_AS(print_token(type_of<Mood>(), &mood, text), Error);
}

TEST_CASE("containers grow, are walked and are cleared through their description", "[core][unit]") {
    Sample sample;
    const Field& counts = *find_field(type_of<Sample>(), "counts");
    const Type& list = counts.type();
    CHECK(&list.element() == &type_of<std::int64_t>());
    *static_cast<std::int64_t*>(list.grow(counts.at(&sample))) = 4;
    *static_cast<std::int64_t*>(list.grow(counts.at(&sample))) = 5;
    CHECK(sample.counts == std::vector<std::int64_t>{4, 5});
    CHECK(list.size(&sample.counts) == 2);
    CHECK(*static_cast<const std::int64_t*>(list.item(&sample.counts, 1)) == 5);
    list.clear(&sample.counts);
    CHECK(sample.counts.empty());

    const Type& optional = find_field(type_of<Sample>(), "note")->type();
    CHECK(optional.size(&sample.note) == 0);
    *static_cast<std::string*>(optional.grow(&sample.note)) = "hei";
    CHECK(sample.note == "hei");
    CHECK(optional.size(&sample.note) == 1);
    CHECK(*static_cast<const std::string*>(optional.item(&sample.note, 0)) == "hei");
    optional.clear(&sample.note);
    CHECK_FALSE(sample.note);
}

TEST_CASE("a map takes a key once and is visited in order", "[core][unit]") {
    Sample sample;
    const Type& map = find_field(type_of<Sample>(), "extra")->type();
    *static_cast<Scalar*>(map.insert(&sample.extra, "b")) = std::int64_t{2};
    *static_cast<Scalar*>(map.insert(&sample.extra, "a")) = std::string("x");
    CHECK(map.insert(&sample.extra, "b") == nullptr);
    std::string keys;
    map.visit(&sample.extra, &keys, [](void* context, std::string_view key, const void*) {
        *static_cast<std::string*>(context) += key;
    });
    CHECK(keys == "ab");
    CHECK(map.size(&sample.extra) == 2);
}

TEST_CASE("a boxed value is made, compared, assigned and ended by its type", "[core][unit]") {
    const Type& type = type_of<Sample>();
    const Box box(type);
    Sample sample;
    CHECK(type.equal(box.get(), &sample));
    sample.note = "muistio";
    CHECK_FALSE(type.equal(box.get(), &sample));
    type.assign(box.get(), &sample);
    CHECK(type.equal(box.get(), &sample));
}

TEST_CASE("the descriptions of the built-in types tell their kinds apart", "[core][unit]") {
    CHECK(type_of<bool>().kind == Kind::boolean);
    CHECK(type_of<std::int64_t>().kind == Kind::integer);
    CHECK(type_of<double>().kind == Kind::real);
    CHECK(type_of<std::string>().kind == Kind::text);
    CHECK(type_of<Scalar>().kind == Kind::scalar);
    CHECK(&type_of<bool>() == &type_of<bool>());
}

TEST_CASE("a finding describes itself with a row for each member", "[core][unit]") {
    Finding finding;
    const Field* severity = find_field(type_of<Finding>(), "severity");
    REQUIRE(severity != nullptr);
    CHECK(parse_token(severity->type(), severity->at(&finding), "note"));
    CHECK(finding.severity == Severity::note);
    CHECK(find_field(type_of<Finding>(), "related")->type().element().name == "Related");
    CHECK(find_field(type_of<Related>(), "place")->type().fields.size() == 4);
}

TEST_CASE("rows shared by several records are joined in order", "[core][unit]") {
    constexpr std::array<Field, 1> first{sample_fields[0]};
    constexpr std::array<Field, 2> second{sample_fields[1], sample_fields[2]};
    constexpr auto all = join(first, second);
    CHECK(all.size() == 3);
    CHECK(all[0].name == "id");
    CHECK(all[2].name == "counts");
}
