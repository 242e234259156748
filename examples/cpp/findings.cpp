// Findings that only a program can provoke: in a document the reader would have told them first.
// The pages in docs/findings show the bodies of these functions and what they print.
#include <areena/areena.hpp>
#include <areena/io/json_document.hpp>

#include <iostream>
#include <limits>
#include <string>

namespace {

using namespace areena;

Draft small_network() { return io::read("docs/findings/network.json").draft; }

void print(const std::vector<Finding>& findings) {
    for (const Finding& finding : findings)
        std::cout << to_string(finding) << " [" << finding.code << "]\n";
}

void id_invalid() {
    // [id.invalid]
    Draft draft = small_network();
    Theme theme = draft.data().themes[0];
    theme.id = ThemeId("Students and staff");
    draft.add(theme);
    print(check(draft));
    // [end]
}

void reference_missing() {
    // [reference.missing]
    Draft draft = small_network();
    draft.data().needs[0].theme = ThemeId();
    print(check(draft));
    // [end]
}

void value_range() {
    // [value.range]
    Draft draft = small_network();
    draft.data().needs[0].weight = 0;
    print(check(draft));
    // [end]
}

void json_number() {
    // [json.number]
    Draft draft = small_network();
    draft.data().members[0].extra["growth"] = std::numeric_limits<double>::infinity();
    try {
        io::save(draft.build(), "next.json");
    } catch (const Error& error) {
        std::cout << error.what() << " [" << error.code() << "]\n";
    }
    // [end]
}

void show(const std::string& code, void (*example)()) {
    std::cout << "# " << code << '\n';
    example();
}

}  // namespace

int main() {
    show("id.invalid", id_invalid);
    show("reference.missing", reference_missing);
    show("value.range", value_range);
    show("json.number", json_number);
}
