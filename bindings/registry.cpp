#include "registry.hpp"

#include "record.hpp"
#include "signature.hpp"
#include "tokens.hpp"

#include <stdexcept>

namespace areena::python {
namespace {

/// For what lives as long as the process.
PyObject* kept(const py::object& object) { return py::object(object).release().ptr(); }

RecordClass& record_called(py::handle cls) {
    const auto& classes = registry().record_by_python;
    const auto found = classes.find(reinterpret_cast<PyTypeObject*>(cls.ptr()));
    if (found == classes.end()) throw py::type_error("a class of records is expected");
    return *found->second;
}

/// `pass` cannot be written after a point.
std::string python_name(std::string_view name) {
    std::string text(name);
    const auto is_keyword = py::module_::import("keyword").attr("iskeyword");
    return is_keyword(text).cast<bool>() ? text + '_' : text;
}

const char* kind_name(Kind kind) {
    switch (kind) {
        case Kind::boolean: return "boolean";
        case Kind::integer: return "integer";
        case Kind::real: return "real";
        case Kind::decimal: return "decimal";
        case Kind::text: return "text";
        case Kind::scalar: return "scalar";
        case Kind::token: return "token";
        case Kind::optional: return "optional";
        case Kind::list: return "list";
        case Kind::map: return "map";
        case Kind::record: return "record";
    }
    return "";
}

py::dict describe_type(const Type& type) {
    py::dict row;
    row["kind"] = kind_name(type.kind);
    row["name"] = py::str(type.name.data(), type.name.size());
    row["scale"] = type.scale;
    row["is_enum"] = !type.choices.empty();
    if (type.element) row["element"] = describe_type(type.element());
    return row;
}

py::dict describe_field(const RecordClass& cls, const Attribute& attribute) {
    const Field& field = *attribute.field;
    py::dict row;
    row["name"] = attribute.name;
    row["doc"] = field_doc(field);
    row["type"] = describe_type(field.type());
    row["min"] = field.min;
    row["max"] = field.max;
    row["taken"] = annotation(field.type(), true);
    row["given"] = annotation(field.type(), false);
    row["required"] = field.required;
    row["personal"] = attribute.personal;
    row["refers_to"] = py::str(field.refers_to.data(), field.refers_to.size());
    row["unit"] = py::str(field.unit.data(), field.unit.size());
    row["default"] = field.required ? std::string() : default_text(cls, field);
    return row;
}

py::dict describe_record(const RecordClass& cls) {
    py::dict row;
    row["kind"] = "record";
    row["name"] = cls.name;
    row["module"] = cls.module;
    row["doc"] = py::str(cls.type->sentence.data(), cls.type->sentence.size());
    row["has_short_form"] = cls.type->parse != nullptr;
    row["class"] = py::handle(reinterpret_cast<PyObject*>(cls.python));
    row["fields"] = describe_fields(cls);
    return row;
}

py::dict describe_enum(const EnumClass& cls) {
    py::dict row;
    row["kind"] = "enum";
    row["name"] = cls.name;
    row["module"] = cls.module;
    row["doc"] = py::str(cls.type->sentence.data(), cls.type->sentence.size());
    row["class"] = py::handle(cls.python);
    py::list members;
    for (std::size_t i = 0; i < cls.member_names.size(); ++i)
        members.append(py::make_tuple(cls.member_names[i], py::str(cls.type->choices[i].data(),
                                                                   cls.type->choices[i].size())));
    row["members"] = members;
    return row;
}

}  // namespace

Registry& registry() {
    static Registry* all = new Registry;
    return *all;
}

void start_registry(py::module_& module) {
    start_tokens();
    Registry& all = registry();
    all.decimal = kept(py::module_::import("decimal").attr("Decimal"));
    all.fraction = kept(py::module_::import("fractions").attr("Fraction"));
    all.mapping_proxy = kept(py::module_::import("types").attr("MappingProxyType"));
    all.mapping = kept(py::module_::import("collections.abc").attr("Mapping"));
    all.base = make_base_type();
    module.add_object("Record", py::handle(reinterpret_cast<PyObject*>(all.base)));
}

void add_enum(py::module_& core, const Type& type, std::string_view module) {
    EnumClass& cls = registry().enums.emplace_back();
    cls.type = &type;
    cls.name = type.name;
    cls.module = module;
    py::list members;
    for (const std::string_view word : type.choices) {
        cls.member_names.push_back(member_name(word));
        members.append(py::make_tuple(cls.member_names.back(), py::str(word.data(), word.size())));
    }
    const py::object made = py::module_::import("enum").attr("StrEnum")(
        cls.name, members, py::arg("module") = cls.module);
    made.attr("__doc__") = py::str(type.sentence.data(), type.sentence.size());
    for (const std::string& name : cls.member_names)
        cls.members.push_back(kept(made.attr(name.c_str())));
    cls.python = kept(made);
    registry().enum_by_type[&type] = &cls;
    core.add_object(cls.name.c_str(), made);
}

RecordClass& add_record(py::module_& core, const Type& type, std::string_view module,
                        std::string (*text)(const void*)) {
    RecordClass& cls = registry().records.emplace_back();
    cls.type = &type;
    cls.name = type.name;
    cls.module = module;
    cls.qualified = cls.module + "." + cls.name;
    cls.defaults = type.create();
    cls.text = text;
    py::tuple names(type.fields.size());
    for (const Field& field : type.fields) {
        const std::string python = python_name(field.name);
        names[cls.attributes.size()] = py::str(python);
        cls.attributes.push_back({&cls, &field, python, field_doc(field), field.personal});
    }
    cls.doc = class_doc(cls);
    cls.python = make_record_type(cls);
    registry().record_by_type[&type] = &cls;
    registry().record_by_python[cls.python] = &cls;
    const py::handle made(reinterpret_cast<PyObject*>(cls.python));
    made.attr("__match_args__") = names;
    const py::object several = py::module_::import("areena._records").attr("class_for")(made);
    cls.several = reinterpret_cast<PyTypeObject*>(kept(several));
    core.add_object(cls.name.c_str(), made);
    return cls;
}

const RecordClass& class_of(const Type& type) {
    const auto found = registry().record_by_type.find(&type);
    if (found == registry().record_by_type.end())
        throw std::logic_error("no Python class for the record " + std::string(type.name));
    return *found->second;
}

void add_property(const RecordClass& cls, const char* name, const py::cpp_function& getter,
                  const char* doc) {
    const auto property = py::module_::import("builtins").attr("property");
    const py::handle made(reinterpret_cast<PyObject*>(cls.python));
    py::setattr(made, name, property(getter, py::none(), py::none(), doc));
}

py::list personal_fields(py::handle cls) {
    py::list names;
    for (const Attribute& attribute : record_called(cls).attributes)
        if (attribute.personal) names.append(attribute.name);
    return names;
}

void mark_personal(py::handle cls, const std::string& name, bool is_personal) {
    for (Attribute& attribute : record_called(cls).attributes)
        if (attribute.name == name) attribute.personal = is_personal;
}

py::list describe_fields(const RecordClass& cls) {
    py::list rows;
    for (const Attribute& attribute : cls.attributes) rows.append(describe_field(cls, attribute));
    return rows;
}

py::list describe() {
    py::list rows;
    for (const EnumClass& cls : registry().enums) rows.append(describe_enum(cls));
    for (const RecordClass& cls : registry().records) rows.append(describe_record(cls));
    return rows;
}

}  // namespace areena::python
