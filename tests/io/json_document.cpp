#include "areena/io/json_document.hpp"

#include "areena/check.hpp"
#include "areena/core/error.hpp"
#include "areena/io/json.hpp"

#include "catch.hpp"
#include "support/files.hpp"
#include "support/folder.hpp"
#include "support/small_network.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <functional>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace areena;
namespace fs = std::filesystem;
using tests::Folder;
using tests::put;

namespace {

Error error_of(const std::function<void()>& work) {
    try {
        work();
    } catch (const Error& error) {
        return error;
    }
    return Error("none", "nothing was thrown");
}

Error refusal(std::string_view text, const io::Limits& limits = {}) {
    return error_of([&] { (void)io::read_text(text, "n.json", limits); });
}

const std::string head =
    R"("format":"areena-network","version":1,"id":"n","title":"N","language":"fi")";

}  // namespace

TEST_CASE("a network is the same when its document is written and read again", "[io][unit]") {
    const Network network = testing::small_network().build();
    const std::string text = io::write(network);
    const io::Reading reading = io::read_text(text, "n.json");
    CHECK(reading.findings.empty());
    CHECK(reading.draft.build() == network);
    CHECK(io::write(reading.draft.build()) == text);
    CHECK(reading.source.text() == text);
    CHECK(reading.source.file() == "n.json");
    CHECK(text.starts_with("{\n  \"format\": \"areena-network\",\n  \"version\": 1,\n  \"id\": "));
}

TEST_CASE("a change of one fact changes one line of the document", "[io][unit]") {
    const Network before = testing::small_network().build();
    Draft draft = before.edit();
    draft.data().capacities.at(0).days = PersonDays::parse("12.34");
    const auto lines = [](const std::string& text) {
        std::vector<std::string> all(1);
        for (const char c : text) {
            if (c == '\n')
                all.emplace_back();
            else
                all.back() += c;
        }
        return all;
    };
    const auto a = lines(io::write(before));
    const auto b = lines(io::write(draft.build()));
    REQUIRE(a.size() == b.size());
    int changed = 0;
    for (std::size_t i = 0; i < a.size(); ++i) changed += a[i] != b[i];
    CHECK(changed == 1);
}

TEST_CASE("faults of content are findings with file, line and column", "[io][unit]") {
    const std::string text = "{" + head + ",\n\"members\":[{\"id\":\"m\",\"organisation\":\"o\"}]}";
    const io::Reading reading = io::read_text(text, "dir/n.json");
    REQUIRE(reading.findings.size() == 2);
    CHECK(to_string(reading.findings[0].place) == "dir/n.json:2:12");
    CHECK(reading.findings[1].nearest == std::vector<std::string>{"organization"});
    CHECK(to_string(reading.findings[1]).starts_with("dir/n.json:2:22: error: member 'm': "));
    CHECK(reading.draft.data().members.size() == 1);
}

TEST_CASE("findings of check are located in the document", "[io][unit]") {
    const std::string text = "{" + head + ",\n\"members\":[\n{\"id\":\"m\",\"organization\":\"o\"}]}";
    const io::Reading reading = io::read_text(text, "n.json");
    const auto found = reading.source.locate(check(reading.draft));
    const auto dangling = std::ranges::find(found, "reference.dangling", &Finding::code);
    REQUIRE(dangling != found.end());
    CHECK(to_string(dangling->place) == "n.json:3:26");
}

TEST_CASE("what is no network document gives no draft", "[io][unit]") {
    CHECK(refusal("nonsense").code() == "json.syntax");
    CHECK(refusal("").code() == "json.syntax");
    CHECK(refusal("{\"a\":\"\xE4\"}").code() == "json.encoding");
    CHECK(refusal(std::string(100'000, '[')).code() == "json.depth");
    io::Limits small;
    small.bytes = 5;
    CHECK(refusal("{\"id\":1}", small).code() == "json.limit_bytes");
    CHECK(refusal("[]").code() == "document.format");
    CHECK(refusal("5").code() == "document.format");

    const Error plan = refusal("{\"version\":3,\n \"format\":\"areena-plan\"}");
    CHECK(plan.code() == "document.format");
    CHECK(to_string(plan.place()) == "n.json:2:11");
    CHECK(plan.findings().at(0).got == "\"areena-plan\"");

    const Error newer = refusal("{\"format\":\"areena-network\",\n\"version\":2,\"new\":[1]}");
    CHECK(newer.code() == "document.version");
    CHECK(to_string(newer.place()) == "n.json:2:11");
    CHECK(std::string(newer.what()).find("newer areena") != std::string::npos);
    CHECK(refusal("{\"format\":\"areena-network\",\"version\":-1}").code() == "document.version");
}

TEST_CASE("the reason of a refusal comes first, other faults after it", "[io][unit]") {
    const Error error = refusal("{\"id\":5,\n\"title\":\"x\" \"language\":\"fi\"}");
    CHECK(error.code() == "json.syntax");
    CHECK(to_string(error.place()) == "n.json:2:13");
    REQUIRE(error.findings().size() == 2);
    CHECK(error.findings()[1].code == "document.type");
    CHECK(std::string(error.what()).find("n.json:2:13") != std::string::npos);
}

TEST_CASE("documents are found as a file and in a folder", "[io][unit]") {
    const Folder folder;
    const auto code = [](const fs::path& path) {
        return error_of([&] { (void)io::read(path); }).code();
    };
    CHECK(code(folder / "none") == "io.not_found");
    CHECK(code(folder / "none/network.json") == "io.not_found");
    CHECK(code(folder.path()) == "io.no_document");
    const Network network = testing::small_network().build();
    put(folder / "network.json", io::write(network));
    CHECK(io::read(folder.path()).draft.build() == network);
    CHECK(io::read(folder / "network.json").draft.build() == network);
    CHECK(io::read(folder.path()).source.file() == (folder / "network.json").string());
    CHECK(error_of([&] { (void)io::read(folder / "network.json/deeper"); }).kind() == ErrorKind::io);
    fs::create_directory(folder / "other");
    fs::create_directory(folder / "other/network.json");
    CHECK(code(folder / "other") == "io.read");
    io::Limits small;
    small.bytes = 100;
    CHECK(error_of([&] { (void)io::read(folder.path(), small); }).code() == "json.limit_bytes");
}

TEST_CASE("a document is saved whole, in the place of the old one", "[io][unit]") {
    const Folder folder;
    const Network network = testing::small_network().build();
    io::save(network, folder.path());
    CHECK(folder.names() == std::vector<std::string>{"network.json"});
    CHECK(tests::read_file(folder / "network.json") == io::write(network));
    io::save(network, folder / "other.json");
    CHECK(tests::read_file(folder / "other.json") == io::write(network));

    fs::permissions(folder / "other.json", fs::perms::owner_read | fs::perms::owner_write);
    fs::create_symlink("other.json", folder / "link.json");
    Draft draft = network.edit();
    draft.data().title = testing::in_three("Toinen");
    const Network changed = draft.build();
    io::save(changed, folder / "link.json");
    CHECK(fs::is_symlink(folder / "link.json"));
    CHECK(tests::read_file(folder / "other.json") == io::write(changed));
    CHECK(fs::status(folder / "other.json").permissions() ==
          (fs::perms::owner_read | fs::perms::owner_write));
    CHECK(folder.names() == std::vector<std::string>{"link.json", "network.json", "other.json"});
}

TEST_CASE("a document that cannot be saved leaves nothing behind", "[io][unit]") {
    const Folder folder;
    const Network network = testing::small_network().build();
    const Error missing = error_of([&] { io::save(network, folder / "none/network.json"); });
    CHECK(missing.code() == "io.write");
    CHECK(missing.kind() == ErrorKind::io);
    fs::create_directories(folder / "taken/network.json/x");
    CHECK(error_of([&] { io::save(network, folder / "taken"); }).code() == "io.write");
    CHECK(folder.names() == std::vector<std::string>{"taken"});
    CHECK(std::distance(fs::directory_iterator(folder / "taken"), fs::directory_iterator()) == 1);

    put(folder / "network.json", "old");
    Draft draft = network.edit();
    draft.data().title = LocalizedText("\xFF");
    const auto broken = [&] { io::save(draft.build(), folder.path()); };
    CHECK(error_of(broken).code() != "none");
    CHECK(tests::read_file(folder / "network.json") == "old");
}

TEST_CASE("a process killed while it saves leaves the old document or the new one", "[io][slow]") {
    const Folder folder;
    const Network one = testing::small_network().build();
    Draft draft = one.edit();
    draft.data().title = testing::in_three(std::string(200'000, 'x'));
    const Network two = draft.build();
    const std::string first = io::write(one);
    const std::string second = io::write(two);
    io::save(one, folder.path());
    for (int round = 0; round < 20; ++round) {
        const ::pid_t child = ::fork();
        if (child == 0) {
            for (;;) {
                io::save(two, folder.path());
                io::save(one, folder.path());
            }
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(3 + round));
        ::kill(child, SIGKILL);
        int status = 0;
        ::waitpid(child, &status, 0);
        const std::string text = tests::read_file(folder / "network.json");
        CHECK((text == first || text == second));
    }
}
