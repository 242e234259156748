#include "areena/ballot.hpp"

namespace areena {

namespace {
constexpr std::array<std::string_view, 3> ballot_formats{"approval", "points", "ranking"};

constexpr auto ballot_fields = join(
    std::array{
        field<&Ballot::id>("id", "Key of the ballot.", {.required = true}),
        field<&Ballot::member>(
            "member", "Whose priorities they are.",
            {.required = true, .refers_to = "members", .dangling = "ballot.non_member"}),
        field<&Ballot::format>("format", "How the priorities are said.", {.required = true}),
        field<&Ballot::commitments>("commitments",
                                    "The commitments given priority; for a ranking best first.",
                                    {.required = true, .refers_to = "commitments"}),
        field<&Ballot::points>("points", "For points: one number for each commitment.",
                               {.min = 0, .max = 1'000'000}),
    },
    marks<Ballot>());
}  // namespace

template <>
const Type& type_of<BallotFormat>() {
    static const Type type =
        enumeration<BallotFormat>("BallotFormat", "How a member says its priorities.",
                                  ballot_formats);
    return type;
}

template <>
const Type& type_of<Ballot>() {
    static const Type type = record<Ballot>(
        "Ballot", "A member's priority response on the candidate commitments.", ballot_fields);
    return type;
}

}  // namespace areena
