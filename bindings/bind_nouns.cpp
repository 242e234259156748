#include "bind.hpp"
#include "record.hpp"

#include "areena/network.hpp"

namespace areena::python {
namespace {

void bind_enumerations(py::module_& module) {
    add_enum(module, type_of<AreaKind>());
    add_enum(module, type_of<Role>());
    add_enum(module, type_of<LegalForm>());
    add_enum(module, type_of<Confidence>());
    add_enum(module, type_of<CommitmentKind>());
    add_enum(module, type_of<EffortBasis>());
    add_enum(module, type_of<Agreement>());
    add_enum(module, type_of<BallotFormat>());
    add_enum(module, type_of<Channel>());
}

py::object default_scope(py::handle self) {
    const auto& commitment = record_cast<Commitment>(self, "Commitment.default_scope");
    const Scope* scope = commitment.default_scope();
    return scope ? record_object(*scope) : py::object(py::none());
}

void bind_commitment(py::module_& module) {
    add_record(module, type_of<Effort>());
    add_record(module, type_of<DurationRange>());
    add_record(module, type_of<Scope>());
    add_record(module, type_of<Beneficiaries>());
    const RecordClass& commitment = add_record(module, type_of<Commitment>());
    add_property(commitment, "default_scope", py::cpp_function(&default_scope),
                 "The scope marked default, or the only one, or None.");
}

}  // namespace

void bind_nouns(py::module_& module) {
    bind_enumerations(module);
    add_record(module, type_of<Source>());
    add_record(module, type_of<Formula>());
    add_record(module, type_of<Figure>());
    add_record(module, type_of<Area>());
    add_record(module, type_of<Organization>());
    add_record(module, type_of<Ownership>());
    add_record(module, type_of<Service>());
    add_record(module, type_of<Member>());
    add_record(module, type_of<Condition>());
    add_record(module, type_of<Group>());
    add_record(module, type_of<Theme>());
    add_record(module, type_of<Expertise>());
    add_record(module, type_of<Need>());
    add_record(module, type_of<Goal>());
    add_record(module, type_of<Promise>());
    bind_commitment(module);
    add_record(module, type_of<Capacity>());
    add_record(module, type_of<Ballot>());
}

}  // namespace areena::python
