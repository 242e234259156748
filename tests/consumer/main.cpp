// A user of the installed library: sees areena's headers and target and nothing else of it.
#include "areena/core/quarter.hpp"
#include "areena/version.hpp"

#include <iostream>

int main() {
    const auto quarter = areena::Quarter::parse("2027Q1");
    std::cout << areena::library_version << ' ' << to_string(quarter) << '\n';
    return 0;
}
