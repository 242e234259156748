#include "election_tables.hpp"

#include "columns.hpp"
#include "given_columns.hpp"
#include "pickling.hpp"
#include "plain.hpp"
#include "record.hpp"
#include "selection_options.hpp"
#include "selection_reasons.hpp"

#include "areena/io/election_columns.hpp"
#include "areena/io/selection_tables.hpp"
#include "areena/selection/names.hpp"

#include <pybind11/stl.h>

#include <cstring>
#include <string>
#include <utility>
#include <vector>

namespace areena::python {
namespace {

using namespace areena::selection;

io::Pabulib from_columns(py::handle budget, py::handle projects, py::handle votes,
                         py::handle voters, const std::optional<std::string>& kind) {
    io::ElectionColumns columns;
    const py::object amount = PyFloat_Check(budget.ptr())
                                  ? py::object(py::repr(budget))  // its shortest decimal
                                  : py::reinterpret_borrow<py::object>(budget);
    const py::object exact = py::module_::import("fractions").attr("Fraction")(amount);
    from_python(type_of<Rational>(), nullptr, &columns.budget, exact, Where{nullptr, "budget"});
    columns.projects = columns_from(projects, "projects", io::project_columns);
    columns.votes = columns_from(votes, "votes", io::vote_columns);
    if (!voters.is_none()) columns.voters = columns_from(voters, "voters", io::voter_columns);
    if (kind) columns.kind = kind_named(*kind);
    const py::gil_scoped_release unlocked;
    return io::election_from_columns(columns);
}

py::dict tables_of(const io::Pabulib& file) {
    const py::object cls = py::module_::import("areena.columns").attr("ColumnTable");
    io::ElectionTables tables = io::election_tables(file);
    py::dict made;
    made["projects"] = cls("projects", columns_object(std::move(tables.projects)));
    made["votes"] = cls("votes", columns_object(std::move(tables.votes)));
    made["voters"] = cls("voters", columns_object(std::move(tables.voters)));
    return made;
}

/// What `areena.selection.Selection` says, as far as its books ask for it.
Selection selection_from(const io::Pabulib& file, py::handle said) {
    Selection selection;
    selection.share = get<Rational>(said, "share");
    selection.rounds = each_of(said, "rounds", [&](py::handle round) {
        Round made;
        made.project = project_index(file.instance, get<std::string>(round, "project"));
        made.completes = get<bool>(round, "completes");
        made.value = get<Rational>(round, "value");
        made.part = get<Rational>(round, "part");
        for (const std::string& id : get<std::vector<std::string>>(round, "tied"))
            made.tied.push_back(project_index(file.instance, id));
        return made;
    });
    return selection;
}

/// One of the tables of a selection: "rounds", "payments" or "budgets".
py::object books_of(py::handle said, const std::string& table) {
    const py::object asked = said.attr("election");
    const auto& file = asked.cast<const io::Pabulib&>();
    const RuleOptions options = options_from(file, get<std::string>(said, "rule"),
                                             get<std::string>(said, "completion"), {}, {});
    const Utility worth = named<Utility>(get<std::string>(said, "utility"));
    const Selection selection = selection_from(file, said);
    io::ArrowTable made;
    {
        const py::gil_scoped_release unlocked;
        const Election election(file.instance, file.profile, worth);
        const Accounts kept = accounts(election, options, selection);
        made = table == "rounds"     ? io::rounds_table(file, election, selection, kept)
               : table == "payments" ? io::payments_table(file, selection, kept)
                                     : io::budgets_table(file, kept);
    }
    return columns_object(std::move(made));
}

template <class T>
py::bytes packed(const std::vector<T>& values) {
    return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)};
}

template <class T>
std::vector<T> unpacked(const py::handle from) {
    const auto bytes = from.cast<std::string>();
    if (bytes.size() % sizeof(T) != 0)
        throw Error("pickle.content", "the pickle of an election is cut off");
    std::vector<T> values(bytes.size() / sizeof(T));
    if (!values.empty()) std::memcpy(values.data(), bytes.data(), bytes.size());
    return values;
}

py::tuple state_of(const io::Pabulib& file) {
    const GroupedProfile& profile = file.profile;
    const auto project = [](const Project& p) { return py::make_tuple(p.id, p.cost); };
    const auto said = [](const io::PabulibProject& p) {
        return py::make_tuple(p.name, p.category, p.target, p.selected);
    };
    const auto pair = [](const auto& p) { return py::make_tuple(p.first, p.second); };
    const std::vector<std::int64_t> begin(profile.begin.begin(), profile.begin.end());
    return py::make_tuple(tuple_of(file.meta, pair), file.instance.budget, file.money_unit,
                          tuple_of(file.instance.projects, project), tuple_of(file.projects, said),
                          kind_name(profile.kind), packed(profile.voters), packed(begin),
                          packed(profile.projects), packed(profile.points), profile.points_unit,
                          py::tuple(record_tuple(file.findings)));
}

io::Pabulib election_from(const py::tuple& state) {
    if (state.size() != 12) throw Error("pickle.content", "the pickle is no election");
    io::Pabulib file;
    for (const py::handle pair : state[0].cast<py::tuple>()) {
        const auto said = pair.cast<std::pair<std::string, std::string>>();
        file.meta.push_back(said);
    }
    file.instance.budget = state[1].cast<std::int64_t>();
    file.money_unit = state[2].cast<std::int64_t>();
    for (const py::handle project : state[3].cast<py::tuple>()) {
        const auto [id, cost] = project.cast<std::pair<std::string, std::int64_t>>();
        file.instance.projects.push_back({id, cost});
    }
    for (const py::handle project : state[4].cast<py::tuple>()) {
        const auto said = project.cast<std::array<std::string, 4>>();
        file.projects.push_back({said[0], said[1], said[2], said[3]});
    }
    GroupedProfile& profile = file.profile;
    profile.kind = kind_named(state[5].cast<std::string>());
    profile.voters = unpacked<std::int64_t>(state[6]);
    const auto begin = unpacked<std::int64_t>(state[7]);
    profile.begin.assign(begin.begin(), begin.end());
    profile.projects = unpacked<int>(state[8]);
    profile.points = unpacked<std::int64_t>(state[9]);
    profile.points_unit = state[10].cast<std::int64_t>();
    for (const py::handle finding : state[11].cast<py::tuple>())
        file.findings.push_back(record_cast<Finding>(finding, "findings"));
    const Election checked(file.instance, profile, Utility::cardinality);  // throws what is wrong
    return file;
}

}  // namespace

void bind_election_tables(py::class_<io::Pabulib>& election, py::module_& module) {
    election.def("tables", &tables_of,
                 "A dict of ColumnTables: projects (id, name, cost, votes), votes (voter, project, and "
                 "points if ballots have them) and voters (voter, weight), where a voter is a ballot, "
                 "numbered from 0, and its weight how many cast it. from_columns takes them back, "
                 "costs and budget in 1 / money_unit.");
    election.def("__eq__", [](const io::Pabulib& a, const py::object& b) {
        return py::isinstance<io::Pabulib>(b) && a == b.cast<const io::Pabulib&>();
    });
    election.attr("__hash__") = py::none();
    add_pickling(election, &state_of, &election_from);
    module.def("_election_from_columns", &from_columns);
    module.def("_selection_table", &books_of);
}

}  // namespace areena::python
