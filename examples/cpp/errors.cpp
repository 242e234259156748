// Errors that a program in C++ meets: what is thrown, with its code.
// The pages in docs/findings show the bodies of these functions and what they print.
#include <areena/areena.hpp>
#include <areena/io/json_document.hpp>
#include <areena/planning/schedule.hpp>
#include <areena/selection/equal_shares.hpp>
#include <areena/selection/grouped.hpp>
#include <areena/timetable/spread.hpp>

#include <iostream>
#include <limits>
#include <string>

namespace {

using namespace areena;

Network small_network() { return io::read("docs/findings/network.json").draft.build(); }

void core_date() {
    // [core.date]
    std::cout << to_string(Date(2027, 2, 29));
    // [end]
}

void core_decimal() {
    // [core.decimal]
    std::cout << to_string(PersonDays::parse("2.125"));
    // [end]
}

void core_division_by_zero() {
    // [core.division_by_zero]
    std::cout << to_string(Rational(1) / Rational(0));
    // [end]
}

void core_enumeration() {
    // [core.enumeration]
    std::string word;
    const auto kind = static_cast<CommitmentKind>(9);
    print_token(type_of<CommitmentKind>(), &kind, word);
    // [end]
}

void core_overflow() {
    // [core.overflow]
    const auto most = PersonDays::from_units(std::numeric_limits<std::int64_t>::max());
    std::cout << to_string(most + PersonDays::parse("0.01"));
    // [end]
}

void core_quarter() {
    // [core.quarter]
    std::cout << to_string(Quarter::parse("2027Q5"));
    // [end]
}

void core_rational() {
    // [core.rational]
    std::cout << to_string(Rational::parse("1,5"));
    // [end]
}

void plan_not_a_project() {
    // [plan.not_a_project]
    const std::vector<CommitmentId> commitments{CommitmentId("c-advice")};
    static_cast<void>(planning::schedule(small_network(), commitments));
    // [end]
}

void selection_profile() {
    // [selection.profile]
    const selection::Instance instance{100, {{"road", 60}, {"park", 50}}};
    selection::GroupedProfile profile;
    profile.voters = {2};
    profile.projects = {0, 1};  // and no end of the first ballot in profile.begin
    const selection::Election election(instance, profile, selection::Utility::cost);
    // [end]
}

void selection_tied() {
    // [selection.tied]
    const selection::Instance instance{100, {{"road", 60}, {"park", 60}}};
    const selection::Profile profile{{selection::approval_ballot({0, 1})}};
    selection::Options options;
    options.ties = {selection::TieKey::refuse};
    static_cast<void>(selection::equal_shares(instance, profile, options));
    // [end]
}

void selection_voters() {
    // [selection.voters]
    const selection::Instance instance{100, {{"road", 60}}};
    selection::GroupedProfile profile;
    profile.voters = {0};
    profile.begin = {0, 1};
    profile.projects = {0};
    const selection::Election election(instance, profile, selection::Utility::cost);
    // [end]
}

void timetable_spread() {
    // [timetable.spread]
    static_cast<void>(timetable::spread(100, std::vector<std::int64_t>{0, 0, 0}));
    // [end]
}

void show(const std::string& code, void (*example)()) {
    std::cout << "# " << code << '\n';
    try {
        example();
    } catch (const Error& error) {
        std::cout << error.what() << " [" << error.code() << "]\n";
    }
}

}  // namespace

int main() {
    show("core.date", core_date);
    show("core.decimal", core_decimal);
    show("core.division_by_zero", core_division_by_zero);
    show("core.enumeration", core_enumeration);
    show("core.overflow", core_overflow);
    show("core.quarter", core_quarter);
    show("core.rational", core_rational);
    show("plan.not_a_project", plan_not_a_project);
    show("selection.profile", selection_profile);
    show("selection.tied", selection_tied);
    show("selection.voters", selection_voters);
    show("timetable.spread", timetable_spread);
}
