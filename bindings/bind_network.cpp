#include "bind.hpp"
#include "draft_actions.hpp"
#include "nouns_view.hpp"
#include "pickling.hpp"
#include "record.hpp"

#include "areena/check.hpp"
#include "areena/groups.hpp"
#include "areena/io/json.hpp"
#include "areena/io/json_document.hpp"
#include "areena/network.hpp"
#include "areena/planning/effort.hpp"

#include <pybind11/stl.h>

namespace areena::python {
namespace {

/// The fields that people name: all but the two that say what the file is.
std::vector<const Field*> document_fields() {
    std::vector<const Field*> fields;
    for (const Field& field : type_of<NetworkData>().fields)
        if (field.name != "format" && field.name != "version") fields.push_back(&field);
    return fields;
}

/// `Draft(...)` takes the fields of a document as keywords; this is the table they are held
/// against.
const RecordClass& draft_class() {
    static const RecordClass* cls = [] {
        auto* made = new RecordClass;  // lives as long as the process, as the other classes do
        made->type = &type_of<NetworkData>();
        made->name = "Draft";
        made->defaults = made->type->create();
        for (const Field* field : document_fields())
            made->attributes.push_back(
                {made, field, std::string(field->name), {}, field->personal});
        return made;
    }();
    return *cls;
}

py::object nouns_of(const Field& field, std::shared_ptr<const void> items, Language language,
                    bool is_sorted) {
    NounsView nouns;
    nouns.name = field.name;
    nouns.list = &field.type();
    nouns.items = std::move(items);
    nouns.language = language;
    nouns.is_sorted = is_sorted;
    return py::cast(std::move(nouns));
}

py::object network_get(const Network& network, const Field& field) {
    const auto owner = std::make_shared<const Network>(network);
    const void* value = member_of(field, &owner->data());
    if (field.type().kind == Kind::list)
        return nouns_of(field, Owner(owner, value), network.language(), true);
    return to_python(field.type(), value, owner);
}

py::object draft_get(const Draft& draft, const Field& field) {
    const void* value = member_of(field, &draft.data());
    if (field.type().kind == Kind::list)
        return nouns_of(field, copy_of(field.type(), value), draft.data().language, false);
    return to_python(field.type(), value, {});
}

void draft_set(Draft& draft, const Field& field, py::handle from) {
    const std::shared_ptr<void> value = fresh(field.type());
    from_python(field.type(), &field, value.get(), from,
                Where{nullptr, "Draft." + std::string(field.name)});
    field.type().assign(field.at(&draft.data()), value.get());
}

Draft make_draft(const py::kwargs& fields) {
    Draft draft;
    fill_record(draft_class(), &draft.data(), fields, Where{nullptr, "Draft"}, false);
    return draft;
}

/// Only a text that is no JSON is refused: a draft may hold anything, such as an empty id.
Draft read_draft(const std::string& text) {
    NetworkData data;
    std::vector<Finding> findings = io::read_json(text, data);
    for (const Finding& finding : findings)
        if (io::is_fatal(finding))
            throw Error("pickle.content", "the pickle holds no document", std::move(findings));
    return Draft(std::move(data));
}

std::string summary(const char* name, const NetworkData& data) {
    return std::string(name) + "(id=" + quote(data.id.key()) + ", " +
           std::to_string(data.members.size()) + " members, " +
           std::to_string(data.commitments.size()) + " commitments)";
}

/// Calls `change` with each argument and hands the draft back, for chains.
template <class Change>
py::object each(py::object self, const py::args& nouns, Change change) {
    auto& draft = self.cast<Draft&>();
    for (const py::handle noun : nouns) {
        const DraftActions& actions = actions_for(noun);
        change(draft, actions, record_value(noun, actions.type()));
    }
    return self;
}

/// Works on a copy: without the lock another thread may change the draft meanwhile.
Network build(const Draft& draft) {
    Draft copy = draft;
    const py::gil_scoped_release unlocked;
    return std::move(copy).build();
}

std::vector<Finding> check_unlocked(const Draft& draft) {
    const Draft copy = draft;
    const py::gil_scoped_release unlocked;
    return check(copy);
}

std::vector<Finding> check_unlocked(const Network& network) {
    const py::gil_scoped_release unlocked;
    return check(network);
}

/// Ids of the members that a commitment is for, in the order of ids.
std::vector<std::string> beneficiaries_of(const Network& network, const std::string& commitment) {
    const Beneficiaries& wanted = network.commitments().at(CommitmentId(commitment)).beneficiaries;
    const GroupRules rules(network.data());
    std::vector<std::string> found;
    for (const Member& member : network.members())
        if (rules.benefits(wanted, member)) found.push_back(member.id.key());
    return found;
}

/// The findings of a check, and what they speak of.
py::object found_in(const py::object& checked) {
    py::object findings =
        record_tuple(py::isinstance<Network>(checked)
                         ? check_unlocked(checked.cast<const Network&>())
                         : check_unlocked(checked.cast<const Draft&>()));
    findings.attr("_network") = checked;
    return findings;
}

template <class Class>
void add_document_properties(Class& cls) {
    for (const Field* field : document_fields()) {
        const std::string name(field->name);
        const std::string doc(field->sentence);
        if constexpr (std::is_same_v<Class, py::class_<Network>>)
            cls.def_property_readonly(
                name.c_str(), [field](const Network& n) { return network_get(n, *field); },
                doc.c_str());
        else
            cls.def_property(
                name.c_str(), [field](const Draft& d) { return draft_get(d, *field); },
                [field](Draft& d, py::handle value) { draft_set(d, *field, value); }, doc.c_str());
    }
}

void define_network(py::class_<Network>& cls) {
    cls.def(py::init([](const py::args&, const py::kwargs&) -> Network {
        throw py::type_error("a Network comes from areena.read, areena.loads or Draft.build");
    }));
    add_document_properties(cls);
    cls.def("edit", &Network::edit, "A draft with the same content, to change.");
    cls.def("beneficiaries", &beneficiaries_of, py::arg("commitment"),
            "Ids of the members that a commitment is for, by its groups' rules. Raises "
            "NotFoundError.");
    cls.def("to_json", &io::write, "The document as text; the same network gives the same bytes.");
    cls.def("__eq__", [](const Network& a, const Network& b) { return a == b; }, py::is_operator());
    cls.def("__hash__", [](const Network& n) {
        return hash_value(type_of<LocalizedText>(), &n.title()) ^ std::hash<NetworkId>{}(n.id());
    });
    cls.def("__repr__", [](const Network& n) { return '<' + summary("Network", n.data()) + '>'; });
    cls.def("_repr_html_", [](const Network& n) {
        return py::module_::import("areena._faces").attr("network_html")(n);
    });
    cls.def("__copy__", [](py::object self) { return self; });
    cls.def("__deepcopy__", [](py::object self, py::handle) { return self; }, py::arg("memo"));
    add_pickling(
        cls, [](const Network& n) { return py::make_tuple(io::write_json(n.data())); },
        [](const py::tuple& state) { return read_draft(state[0].cast<std::string>()).build(); });
}

void define_changes(py::class_<Draft>& cls) {
    cls.def(
        "add",
        [](py::object self, const py::args& nouns) {
            return each(std::move(self), nouns,
                        [](Draft& d, const DraftActions& a, const void* n) { a.add(d, n); });
        },
        "Adds nouns; raises InvalidError `network.duplicate` for an id that is taken. Returns the "
        "draft.");
    cls.def(
        "update",
        [](py::object self, const py::args& nouns) {
            return each(std::move(self), nouns,
                        [](Draft& d, const DraftActions& a, const void* n) { a.update(d, n); });
        },
        "Puts nouns in the place of those with the same ids; raises NotFoundError. Returns the "
        "draft.");
    cls.def(
        "remove",
        [](py::object self, py::handle kind, const std::string& id) {
            actions_called(kind).remove(self.cast<Draft&>(), id);
            return self;
        },
        py::arg("kind"), py::arg("id"),
        "Removes a noun: `remove(Member, \"m-x\")` or `remove(\"members\", \"m-x\")`. What still "
        "refers to it is found by check. Raises NotFoundError. Returns the draft.");
    cls.def(
        "rename",
        [](py::object self, py::handle kind, const std::string& from, const std::string& to) {
            if (!is_valid_key(to))
                throw Error("document.value",
                            quote(to) +
                                " is not a key of lower-case letters, digits, '-', '_' "
                                "and '.'");
            actions_called(kind).rename(self.cast<Draft&>(), from, to);
            return self;
        },
        py::arg("kind"), py::arg("id"), py::arg("new_id"),
        "Gives a noun another id and mends every reference to it. Returns the draft.");
}

void define_draft(py::class_<Draft>& cls) {
    cls.def(py::init(&make_draft),
            "A document to edit; keywords are its fields: Draft(id=\"n\", title=\"Network\").");
    add_document_properties(cls);
    define_changes(cls);
    cls.def("build", &build,
            "The network, or InvalidError `network.inconsistent` with all findings.");
    cls.def(
        "to_json", [](const Draft& d) { return io::write_json(d.data(), io::JsonStyle::pretty); },
        "The document as text, whether or not it is consistent.");
    cls.def("__eq__", [](const Draft& a, const Draft& b) { return a == b; }, py::is_operator());
    cls.attr("__hash__") = py::none();
    cls.def("__repr__", [](const Draft& d) { return '<' + summary("Draft", d.data()) + '>'; });
    cls.def("__copy__", [](const Draft& d) { return d; });
    cls.def("__deepcopy__", [](const Draft& d, py::handle) { return d; }, py::arg("memo"));
    add_pickling(
        cls, [](const Draft& d) { return py::make_tuple(io::write_json(d.data())); },
        [](const py::tuple& state) { return read_draft(state[0].cast<std::string>()); });
}

}  // namespace

void bind_network(py::module_& module) {
    bind_nouns_view(module);
    py::class_<Network> network(
        module, "Network",
        "A network: immutable and always consistent. Every reference resolves, every list is "
        "sorted by id.");
    network.attr("__module__") = "areena";
    py::class_<Draft> draft(module, "Draft", "What one edits: any state is allowed until `build`.");
    draft.attr("__module__") = "areena";
    define_network(network);
    define_draft(draft);
    module.def("_describe_network", [] { return describe_fields(draft_class()); });
    module.def("_check", &found_in, py::arg("what"));
    module.def("_available_effort", [](const Network& n) {
        const PersonDays days = planning::available_effort(n);
        return to_python(areena::detail::Described<PersonDays>::get(), &days, {});
    });
}

}  // namespace areena::python
