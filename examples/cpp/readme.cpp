// The ten lines of C++ in README.md, as a program that runs.

#include "areena/areena.hpp"
#include "areena/io/json_document.hpp"

#include <iostream>

int main() {
    const areena::Network network = areena::io::read("examples/tiny").draft.build();
    const areena::planning::Plan plan = areena::planning::plan(network);

    for (const auto& item : plan.document().timetable)
        std::cout << item.commitment.key() << ": " << to_string(item.start) << " until before "
                  << to_string(item.end) << ", scope " << item.scope.key() << '\n';

    const auto why = plan.explain(areena::CommitmentId("c-6"));
    std::cout << "c-6 " << why.left_out->message << '\n';
}
