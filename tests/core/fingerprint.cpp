#include "areena/core/fingerprint.hpp"

#include "areena/core/localized_text.hpp"
#include "catch.hpp"

#include <vector>

using namespace areena;

TEST_CASE("SHA-256 gives the digests of FIPS 180-4", "[core][unit]") {
    CHECK(sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    CHECK(sha256(std::string(1'000'000, 'a')) ==
          "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("Fingerprints tell values apart that concatenate alike", "[core][unit]") {
    using Words = std::vector<std::string>;
    const Type& type = detail::Described<Words>::get();
    const Words a{"ab", "c"};
    const Words b{"a", "bc"};
    const Words c{"abc"};
    CHECK(fingerprint(type, &a) != fingerprint(type, &b));
    CHECK(fingerprint(type, &a) != fingerprint(type, &c));
    const Words again = a;
    CHECK(fingerprint(type, &a) == fingerprint(type, &again));
}

TEST_CASE("A plain text and the same text in Finnish have different fingerprints",
          "[core][unit]") {
    LocalizedText plain("Jäsen");
    LocalizedText finnish;
    finnish.fi = "Jäsen";
    CHECK(fingerprint(type_of<LocalizedText>(), &plain) !=
          fingerprint(type_of<LocalizedText>(), &finnish));
}
