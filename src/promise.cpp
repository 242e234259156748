#include "areena/promise.hpp"

namespace areena {

namespace {
constexpr std::array goal_fields{
    field<&Goal::id>("id", "Key of the goal area.", {.required = true}),
    field<&Goal::title>("title", "Its title.", {.required = true}),
    field<&Goal::description>("description", "What it is about."),
};

constexpr auto promise_fields = join(
    std::array{
        field<&Promise::id>("id", "Key of the promise.", {.required = true}),
        field<&Promise::title>("title", "Its title.", {.required = true}),
        field<&Promise::issuer>("issuer", "The organization that promises.",
                                {.required = true, .refers_to = "organizations"}),
        field<&Promise::period>("period", "The quarters it is for.", {.required = true}),
        field<&Promise::year_profile>(
            "year_profile", "How a year's work falls on its four quarters; adds up to 100.",
            {.unit = "percent", .min = 0, .max = 100}),
        field<&Promise::goals>("goals", "Its goal areas.", {.required = true}),
    },
    marks<Promise>());
}  // namespace

template <>
const Type& type_of<Goal>() {
    static const Type type = record<Goal>("Goal", "A goal area of the promise.", goal_fields);
    return type;
}

template <>
const Type& type_of<Promise>() {
    static const Type type = record<Promise>(
        "Promise", "The service promise: whose it is, for when, and its goal areas.",
        promise_fields);
    return type;
}

}  // namespace areena
