#include "areena/service.hpp"

namespace areena {

namespace {
constexpr std::array<std::string_view, 6> channel_words{"meeting", "visit", "phone",
                                                        "email",   "web",   "document"};

constexpr auto service_fields = join(
    std::array{
        field<&Service::id>("id", "Key of the service.", {.required = true}),
        field<&Service::title>("title", "What it is called.", {.required = true}),
        field<&Service::text>("text", "What it is."),
        field<&Service::organization>("organization", "Who provides it.",
                                      {.required = true, .refers_to = "organizations"}),
        field<&Service::themes>("themes", "The themes it is about.", {.refers_to = "themes"}),
        field<&Service::channels>("channels", "How it reaches who uses it."),
        field<&Service::level>("level", "The service level: what one may expect."),
        field<&Service::price>("price", "The price of one unit.", {.unit = "euros", .min = 0}),
        field<&Service::unit>("unit", "What the price is for."),
        field<&Service::payer>("payer", "Who pays; the member that uses it if not given.",
                               {.refers_to = "organizations"}),
    },
    marks<Service>());
}

template <>
const Type& type_of<Channel>() {
    static const Type type =
        enumeration<Channel>("Channel", "How a service reaches who uses it.", channel_words);
    return type;
}

template <>
const Type& type_of<Service>() {
    static const Type type =
        record<Service>("Service", "Something an organization does for members on request.",
                        service_fields);
    return type;
}

}  // namespace areena
