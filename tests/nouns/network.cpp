#include "areena/network.hpp"

#include "areena/check.hpp"
#include "catch.hpp"
#include "support/small_network.hpp"

using namespace areena;
using namespace areena::testing;

TEST_CASE("A network keeps its nouns sorted by id and finds them", "[nouns][unit]") {
    Draft draft = small_network();
    draft.add(organization("aa"));
    const Network network = draft.build();
    REQUIRE(network.organizations().size() == 4);
    CHECK(network.organizations()[0].id == OrganizationId("aa"));
    CHECK(network.members().at(MemberId("m-akaa")).organization == OrganizationId("akaa"));
    CHECK(network.members().find(MemberId("m-x")) == nullptr);
    CHECK(network.members().index_of(MemberId("m-espoo")) == 1);
}

TEST_CASE("An id that is not there is an error that names the nearest", "[nouns][unit]") {
    const Network network = small_network().build();
    try {
        static_cast<void>(network.members().at(MemberId("m-aka")));
        FAIL("no error");
    } catch (const Error& error) {
        CHECK(error.code() == "network.not_found");
        CHECK(error.kind() == ErrorKind::not_found);
        CHECK_THAT(error.what(), Catch::Matchers::Contains("m-akaa"));
    }
}

TEST_CASE("A copy of a network is the same network; an edit leaves it as it was",
          "[nouns][unit]") {
    const Network network = small_network().build();
    const Network copy = network;
    CHECK(&copy.data() == &network.data());
    Draft draft = network.edit();
    draft.remove<Ballot>(BallotId("b-akaa"));
    const Network next = draft.build();
    CHECK(next.ballots().size() == 1);
    CHECK(network.ballots().size() == 2);
    CHECK(next != network);
}

TEST_CASE("Drafts refuse to add twice and to change what is not there", "[nouns][unit]") {
    Draft draft = small_network();
    CHECK_THROWS_AS(draft.add(organization("akaa")), Error);
    CHECK_THROWS_AS(draft.update(organization("nobody")), Error);
    CHECK_THROWS_AS(draft.remove<Member>(MemberId("nobody")), Error);
    Organization changed = organization("akaa");
    changed.business_id = "0201256-6";
    draft.update(changed);
    CHECK(draft.build().organizations().at(OrganizationId("akaa")).business_id == "0201256-6");
}

TEST_CASE("Renaming a noun mends every reference to it", "[nouns][unit]") {
    Draft draft = small_network();
    draft.rename<Member>(MemberId("m-akaa"), MemberId("m-uusi"));
    draft.rename<Commitment>(CommitmentId("c-1"), CommitmentId("c-9"));
    draft.rename<Organization>(OrganizationId("liitto"), OrganizationId("keskus"));
    const Network network = draft.build();  // would throw if a reference were left behind
    CHECK(network.needs().at(NeedId("n-akaa")).member == MemberId("m-uusi"));
    CHECK(network.ballots().at(BallotId("b-akaa")).commitments.front() == CommitmentId("c-9"));
    CHECK(network.promise()->issuer == OrganizationId("keskus"));
    CHECK_THROWS_AS(draft.rename<Member>(MemberId("m-uusi"), MemberId("m-espoo")), Error);
    CHECK_THROWS_AS(draft.rename<Member>(MemberId("nobody"), MemberId("m-x")), Error);
}

TEST_CASE("Building throws with all findings at once", "[nouns][unit]") {
    Draft draft = small_network();
    draft.data().needs[0].theme = ThemeId("t9");
    draft.data().needs[1].member = MemberId("m-nobody");
    try {
        static_cast<void>(draft.build());
        FAIL("no error");
    } catch (const Error& error) {
        CHECK(error.code() == "network.inconsistent");
        CHECK(error.findings().size() >= 2);
    }
}

TEST_CASE("The check digits of Finnish business ids", "[nouns][unit]") {
    CHECK(is_valid_business_id("0201256-6"));
    CHECK(is_valid_business_id("1027740-9"));
    CHECK_FALSE(is_valid_business_id("0201256-5"));
    CHECK_FALSE(is_valid_business_id("201256-6"));
    CHECK_FALSE(is_valid_business_id("0201256+6"));
    CHECK_FALSE(is_valid_business_id("02o1256-6"));
    CHECK_FALSE(is_valid_business_id(""));
    // 0000005: 5 * 2 = 10, remainder 10, digit 1; 0000006: 12 mod 11 = 1 is never given out.
    CHECK(is_valid_business_id("0000005-1"));
    for (char digit = '0'; digit <= '9'; ++digit)
        CHECK_FALSE(is_valid_business_id(std::string("0000006-") + digit));
}
