#include "draft_actions.hpp"

#include "convert.hpp"
#include "record.hpp"

#include "areena/core/nearest.hpp"

#include <array>

namespace areena::python {
namespace {

template <class Noun>
constexpr DraftActions actions() {
    using IdType = decltype(Noun::id);
    return {&type_of<Noun>,
            list_of<Noun>.name,
            [](Draft& d, const void* noun) { d.add(*static_cast<const Noun*>(noun)); },
            [](Draft& d, const void* noun) { d.update(*static_cast<const Noun*>(noun)); },
            [](Draft& d, std::string_view id) { d.remove<Noun>(IdType(id)); },
            [](Draft& d, std::string_view from, std::string_view to) {
                d.rename<Noun>(IdType(from), IdType(to));
            }};
}

constexpr std::array all_actions{actions<Area>(),         actions<Ballot>(),    actions<Capacity>(),
                                 actions<Commitment>(),   actions<Expertise>(), actions<Formula>(),
                                 actions<Group>(),        actions<Member>(),    actions<Need>(),
                                 actions<Organization>(), actions<Ownership>(), actions<Service>(),
                                 actions<Source>(),       actions<Theme>()};

const DraftActions* find_type(const Type* type) {
    for (const DraftActions& actions : all_actions)
        if (&actions.type() == type) return &actions;
    return nullptr;
}

const DraftActions* find_plural(std::string_view plural) {
    for (const DraftActions& actions : all_actions)
        if (actions.plural == plural) return &actions;
    return nullptr;
}

}  // namespace

const DraftActions& actions_for(py::handle noun) {
    const RecordClass* cls = record_class(noun);
    if (cls && cls->type == &type_of<Promise>())
        throw py::type_error("a network has one promise: draft.promise = Promise(...)");
    if (const DraftActions* found = cls ? find_type(cls->type) : nullptr) return *found;
    throw py::type_error(std::string("a noun is expected, such as a Member or a Commitment, not ") +
                         Py_TYPE(noun.ptr())->tp_name);
}

const DraftActions& actions_called(py::handle kind) {
    if (PyType_Check(kind.ptr())) {
        const auto& classes = registry().record_by_python;
        const auto found = classes.find(reinterpret_cast<PyTypeObject*>(kind.ptr()));
        if (found != classes.end())
            if (const DraftActions* actions = find_type(found->second->type)) return *actions;
        throw py::type_error(py::repr(kind).cast<std::string>() + " is no class of nouns");
    }
    if (!PyUnicode_Check(kind.ptr()))
        throw py::type_error("a class of nouns or its plural is expected, such as \"members\"");
    const auto plural = kind.cast<std::string>();
    if (const DraftActions* actions = find_plural(plural)) return *actions;
    std::vector<std::string_view> names;
    for (const DraftActions& actions : all_actions) names.push_back(actions.plural);
    const std::vector<std::string> near = nearest(plural, names);
    throw py::type_error("no nouns are called " + quote(plural) +
                         (near.empty() ? "" : "; did you mean " + quote(near.front()) + "?"));
}

}  // namespace areena::python
