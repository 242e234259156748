#include "areena/groups.hpp"

#include "catch.hpp"
#include "support/small_network.hpp"

using namespace areena;
using namespace areena::testing;

namespace {
Figure figure(const std::string& name, const std::string& value, std::int64_t year) {
    Figure out;
    out.name = name;
    out.value = FigureValue::parse(value);
    out.year = year;
    return out;
}

/// The small network with facts: Akaa is a company in a bilingual municipality of one area.
NetworkData with_facts() {
    Draft draft = small_network();
    NetworkData& data = draft.data();
    Area home;
    home.id = AreaId("kunta");
    home.name = in_three("Kunta");
    home.within = {AreaId("alue")};
    home.languages = {Language::fi, Language::sv};
    Area area;
    area.id = AreaId("alue");
    area.name = in_three("Alue");
    area.figures = {figure("change", "-0.1", 2018), figure("change", "-0.25", 2019)};
    data.areas = {home, area};
    data.organizations[1].home = AreaId("kunta");
    data.organizations[1].legal_form = LegalForm::company;
    data.organizations[1].roles = {Role::provider, Role::municipality};
    data.members[0].student_years = StudentYears::parse("43");
    return data;
}

bool holds(const NetworkData& data, std::vector<Condition> conditions, std::size_t member = 0) {
    Group group;
    group.conditions = std::move(conditions);
    return GroupRules(data).holds(group, data.members[member]);
}

Condition words(const std::string& fact, std::vector<std::string> any_of) {
    return {fact, std::move(any_of), {}, {}};
}
Condition at_least(const std::string& fact, const std::string& min) {
    return {fact, {}, FigureValue::parse(min), {}};
}
Condition at_most(const std::string& fact, const std::string& max) {
    return {fact, {}, {}, FigureValue::parse(max)};
}
}  // namespace

TEST_CASE("Groups ask for words", "[nouns][unit]") {
    const NetworkData data = with_facts();
    CHECK(holds(data, {words("legal-form", {"joint-authority", "company"})}));
    CHECK_FALSE(holds(data, {words("legal-form", {"joint-authority"})}));
    CHECK(holds(data, {words("role", {"municipality"})}));
    CHECK(holds(data, {words("language", {"sv"})}));
    CHECK_FALSE(holds(data, {words("language", {"en"})}));
    CHECK(holds(data, {words("area", {"alue"})}));
    CHECK(holds(data, {words("area", {"kunta"})}));
    CHECK_FALSE(holds(data, {words("area", {"muu"})}));
}

TEST_CASE("Groups ask for numbers, of the member or its areas, the latest year", "[nouns][unit]") {
    NetworkData data = with_facts();
    CHECK(holds(data, {at_most("student-years", "43")}));
    CHECK_FALSE(holds(data, {at_least("student-years", "43.5")}));
    CHECK(holds(data, {at_most("figure:change", "-0.2")}));
    CHECK_FALSE(holds(data, {at_most("figure:change", "-0.3")}));
    data.members[0].figures = {figure("change", "0.5", 2010)};
    CHECK(holds(data, {at_least("figure:change", "0.5")}));
    CHECK_FALSE(holds(data, {at_least("figure:unheard-of", "0")}));
}

TEST_CASE("A fact that is not known does not hold, and nobody is in a group without conditions",
          "[nouns][unit]") {
    const NetworkData data = with_facts();
    for (const char* fact : {"legal-form", "language", "area", "role"})
        CHECK_FALSE(holds(data, {words(fact, {"company", "sv", "alue", "provider"})}, 1));
    CHECK_FALSE(holds(data, {at_least("student-years", "0")}, 1));
    CHECK_FALSE(holds(data, {}));
    CHECK_FALSE(holds(data, {words("legal-form", {"company"}), words("language", {"en"})}));
}
