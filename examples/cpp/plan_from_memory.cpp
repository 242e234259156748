// Plans a network whose document is in memory: no file, no Python, no global state.

#include "areena/check.hpp"
#include "areena/io/json_document.hpp"
#include "areena/planning/plan.hpp"

#include <iostream>

namespace {
constexpr std::string_view document = R"({
  "format": "areena-network", "version": 1, "id": "pair", "language": "en",
  "title": "Two invented members", "illustrative": true,
  "promise": {
    "id": "promise", "title": "What we promise for 2027", "issuer": "association",
    "period": {"start": "2027Q1", "end": "2028Q1"},
    "goals": [{"id": "services", "title": "Services"}]
  },
  "organizations": [
    {"id": "association", "name": "The association"},
    {"id": "north", "name": "North college"}, {"id": "south", "name": "South college"}
  ],
  "members": [{"id": "m-north", "organization": "north"}, {"id": "m-south", "organization": "south"}],
  "themes": [{"id": "cohorts", "name": "Shrinking cohorts"}],
  "expertises": [{"id": "data", "name": "Data"}],
  "needs": [
    {"id": "n-north", "member": "m-north", "theme": "cohorts", "weight": 5},
    {"id": "n-south", "member": "m-south", "theme": "cohorts", "weight": 2}
  ],
  "capacities": [
    {"id": "q1", "organization": "association", "expertises": ["data"], "quarter": "2027Q1", "days": 10, "reserve": 1},
    {"id": "q2", "organization": "association", "expertises": ["data"], "quarter": "2027Q2", "days": 10, "reserve": 1}
  ],
  "commitments": [
    {"id": "card", "kind": "project", "title": "A member card", "goal": "services",
     "themes": ["cohorts"], "lead": "association", "beneficiaries": {"all": true},
     "scopes": [{"id": "standard", "duration": {"min": 1, "max": 2}, "coverage": 0.5,
                 "effort": [{"expertise": "data", "days": 12}]}]},
    {"id": "atlas", "kind": "project", "title": "An atlas of cohorts", "goal": "services",
     "themes": ["cohorts"], "lead": "association", "beneficiaries": {"all": true},
     "window": {"start": "2027Q1", "end": "2027Q2"},
     "scopes": [{"id": "standard", "duration": {"min": 1, "max": 1}, "coverage": 0.4,
                 "effort": [{"expertise": "data", "days": 8}]}]}
  ]
})";
}  // namespace

int main() {
    const auto reading = areena::io::read_text(document, "memory");
    auto findings = reading.findings;
    for (auto& finding : areena::check(reading.draft)) findings.push_back(std::move(finding));
    for (const auto& finding : reading.source.locate(findings))
        std::cout << to_string(finding) << '\n';
    if (areena::has_errors(findings)) return 1;

    const areena::Network network = reading.draft.build();
    const areena::planning::Plan plan = areena::planning::plan(network);
    for (const auto& entry : plan.document().timetable) {
        const auto& commitment = network.commitments().at(entry.commitment);
        const auto title =
            commitment.title.in(areena::Language::en, network.language()).text;
        std::cout << title << ": " << to_string(entry.start) << " to before "
                  << to_string(entry.end) << '\n';
    }
    for (const auto& left : plan.document().left_out)
        std::cout << left.commitment.key() << ' ' << left.message << '\n';
    for (const auto& member : plan.document().coverage)
        std::cout << member.member.key() << " is covered " << to_string(*member.coverage) << '\n';
    std::cout << (plan.document().verified.ok ? "verified" : "NOT VERIFIED") << '\n';
    return plan.document().verified.ok ? 0 : 1;
}
