#include "bind.hpp"
#include "plain.hpp"
#include "progress.hpp"
#include "selection_plain.hpp"
#include "record.hpp"
#include "election_tables.hpp"
#include "selection_options.hpp"
#include "selection_reasons.hpp"

#include "areena/core/error.hpp"
#include "areena/io/utility_table.hpp"
#include "areena/selection/certificate.hpp"
#include "areena/selection/compare.hpp"
#include "areena/selection/names.hpp"
#include "areena/selection/select.hpp"

#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <numeric>
#include <optional>
#include <utility>

namespace areena::python {
namespace {

using namespace areena::selection;

/// Runs of the rule spent on whether another tie-break changes the winners.
constexpr std::int64_t runs_for_ties = 200;

py::object run_select(const py::object& asked, const std::string& rule, const std::string& utility,
                      const std::string& completion, const std::vector<std::string>& ties,
                      const std::vector<std::string>& order, std::uint64_t seed,
                      std::int64_t increment, py::object progress) {
    const auto& file = asked.cast<const io::Pabulib&>();
    RuleOptions options = options_from(file, rule, completion, ties, order);
    options.ties.seed = seed;
    options.increment = increment;
    const Utility worth = named<Utility>(utility);
    Follower follower(std::move(progress));
    Selection selection;
    Verification certificate;
    std::optional<EjrPlus> ejr_plus;
    std::optional<bool> changes;
    {
        const py::gil_scoped_release unlocked;
        const Election election(file.instance, file.profile, worth);
        selection = select(election, options, follower.progress());
        certificate = certify(election, options, selection);
        std::vector<int> winners;
        for (const Round& round : selection.rounds) winners.push_back(round.project);
        if (election.is_additive()) ejr_plus = check_ejr_plus(election, winners);
        changes = another_tie_break_changes_winners(election, options, selection, runs_for_ties,
                                                    follower.progress());
    }
    const auto id = [&](int p) {
        return py::str(file.instance.projects[static_cast<std::size_t>(p)].id);
    };
    const py::object round_class = selection_class("Round");
    const auto round = [&](const Round& r) {
        return round_class(py::arg("project") = id(r.project), py::arg("completes") = r.completes,
                           py::arg("value") = fraction(r.value),
                           py::arg("tied") = tuple_of(r.tied, id),
                           py::arg("part") = fraction(r.part));
    };
    return selection_class("Selection")(
        py::arg("election") = asked,
        py::arg("rule") = rule, py::arg("utility") = utility, py::arg("completion") = completion,
        py::arg("ties") = py::tuple(py::cast(ties)),
        py::arg("rounds") = tuple_of(selection.rounds, round),
        py::arg("another_tie_break_changes_winners") = changes,
        py::arg("cost") = selection.cost, py::arg("share") = fraction(selection.share),
        py::arg("raises") = selection.raises, py::arg("finished") = selection.finished,
        py::arg("refused") = tuple_of(selection.refused, id),
        py::arg("bound") =
            selection.bound ? fraction(*selection.bound) : py::object(py::none()),
        py::arg("eliminations") = tuple_of(selection.eliminations, round),
        py::arg("certificate") = to_python(certificate),
        py::arg("ejr_plus") =
            ejr_plus ? to_python(file.instance, *ejr_plus) : py::object(py::none()));
}

py::object run_all_outcomes(const io::Pabulib& file, const std::string& rule,
                            const std::string& utility, const std::string& completion,
                            const std::vector<std::string>& ties, std::size_t most_outcomes,
                            std::int64_t most_runs, py::object progress) {
    const RuleOptions options = options_from(file, rule, completion, ties, {});
    const Utility worth = named<Utility>(utility);
    Follower follower(std::move(progress));
    AllOutcomes all;
    {
        const py::gil_scoped_release unlocked;
        all = all_outcomes(Election(file.instance, file.profile, worth), options,
                           {most_outcomes, most_runs}, follower.progress());
    }
    return to_python(file.instance, all);
}

/// Those that were not selected.
std::vector<int> left_out(const Instance& instance, const Selection& selection) {
    std::vector<int> projects(instance.projects.size());
    std::iota(projects.begin(), projects.end(), 0);
    for (const Round& round : selection.rounds) std::erase(projects, round.project);
    return projects;
}

py::object run_why_not(const io::Pabulib& file,
                       const std::optional<std::vector<std::string>>& projects,
                       const std::string& rule, const std::string& utility,
                       const std::string& completion, const std::vector<std::string>& ties,
                       const std::vector<std::string>& order, std::uint64_t seed,
                       std::int64_t increment, py::object progress) {
    RuleOptions options = options_from(file, rule, completion, ties, order);
    options.ties.seed = seed;
    options.increment = increment;
    const Utility worth = named<Utility>(utility);
    std::vector<int> asked;
    if (projects)
        for (const std::string& project : *projects)
            asked.push_back(project_index(file.instance, project));
    Follower follower(std::move(progress));
    Selection selection;
    std::vector<WhyNot> reasons;
    {
        const py::gil_scoped_release unlocked;
        const Election election(file.instance, file.profile, worth);
        selection = select(election, options, follower.progress());
        if (!projects) asked = left_out(file.instance, selection);
        reasons = why_not(election, options, selection, asked, follower.progress());
    }
    return tuple_of(reasons, [&](const WhyNot& why) {
        return to_python(file.instance, selection, why);
    });
}

py::object run_ejr_plus(const io::Pabulib& file, const std::vector<std::string>& winners,
                        const std::string& utility) {
    const Utility worth = named<Utility>(utility);
    std::vector<int> selected;
    for (const std::string& winner : winners)
        selected.push_back(project_index(file.instance, winner));
    EjrPlus checked;
    {
        const py::gil_scoped_release unlocked;
        checked = check_ejr_plus(Election(file.instance, file.profile, worth), selected);
    }
    return to_python(file.instance, checked);
}

py::object run_compare(const io::Pabulib& file, const std::vector<std::string>& first,
                       const std::vector<std::string>& second, const std::string& utility) {
    const Utility worth = named<Utility>(utility);
    const auto indices = [&](const std::vector<std::string>& ids) {
        std::vector<int> projects;
        for (const std::string& id : ids) projects.push_back(project_index(file.instance, id));
        return projects;
    };
    const std::vector<int> a = indices(first);
    const std::vector<int> b = indices(second);
    Comparison made;
    {
        const py::gil_scoped_release unlocked;
        made = compare(Election(file.instance, file.profile, worth), a, b);
    }
    return selection_class("Comparison")(made.first, made.second, made.indifferent);
}

/// The election with a utility for each project, by id.
io::Pabulib with_table(const io::Pabulib& file, const py::dict& table) {
    std::vector<Rational> by_project;
    for (const Project& project : file.instance.projects) {
        if (!table.contains(project.id.c_str()))
            throw Error("selection.utility", "there is no utility for project " + quote(project.id));
        const py::object value = table[project.id.c_str()];
        from_python(type_of<Rational>(), nullptr, &by_project.emplace_back(), value,
                    Where{nullptr, "utility of " + project.id});
    }
    if (table.size() != by_project.size())
        throw Error("selection.project",
                    "there are utilities for " + std::to_string(table.size()) +
                        " projects, and the election has " + std::to_string(by_project.size()),
                    ErrorKind::not_found);
    io::Pabulib own = file;
    own.profile = with_utilities(file.instance, file.profile, by_project);
    return own;
}

io::Pabulib read_election(const std::filesystem::path& path,
                          const std::optional<std::filesystem::path>& utilities) {
    const py::gil_scoped_release unlocked;
    return utilities ? io::read_pabulib_file_with_utilities(path, *utilities)
                     : io::read_pabulib_file(path);
}

io::Pabulib election_from_text(const std::string& text,
                               const std::optional<std::string>& utilities) {
    const py::gil_scoped_release unlocked;
    return utilities ? io::read_pabulib_with_utilities(text, *utilities) : io::read_pabulib(text);
}

py::tuple votes_of(const io::Pabulib& file) {
    const GroupedProfile& profile = file.profile;
    std::vector<std::int64_t> votes(file.instance.projects.size());
    for (std::size_t g = 0; g < profile.num_groups(); ++g)
        for (std::size_t i = profile.begin[g]; i < profile.begin[g + 1]; ++i)
            if (profile.points.empty() || profile.points[i] > 0)
                votes[static_cast<std::size_t>(profile.projects[i])] += profile.voters[g];
    return tuple_of(votes, [](std::int64_t count) { return py::int_(count); });
}

py::dict meta_of(const io::Pabulib& file) {
    py::dict meta;
    for (const auto& [key, value] : file.meta) meta[py::str(key)] = py::str(value);
    return meta;
}

}  // namespace

void bind_election(py::module_& module) {
    auto election = py::class_<io::Pabulib>(
        module, "Election", "An election, identical ballots grouped. Immutable, compared by value.");
    election.attr("__module__") = "areena.selection";
    election
        .def(py::init([](const py::args&, const py::kwargs&) -> io::Pabulib {
            throw py::type_error("an Election comes from areena.selection.read or from_columns");
        }))
        .def_property_readonly(
            "budget", [](const io::Pabulib& e) { return e.instance.budget; },
            "What can be spent, in 1 / money_unit.")
        .def_property_readonly(
            "money_unit", [](const io::Pabulib& e) { return e.money_unit; },
            "1, or a power of ten if there are fractions of money.")
        .def_property_readonly(
            "projects",
            [](const io::Pabulib& e) {
                const py::object project = selection_class("Project");
                return tuple_of(e.instance.projects,
                                [&](const Project& p) { return project(p.id, p.cost); });
            },
            "The projects, costs in 1 / money_unit.")
        .def_property_readonly(
            "names",
            [](const io::Pabulib& e) {
                return tuple_of(e.projects,
                                [](const io::PabulibProject& p) { return py::str(p.name); });
            },
            "What the projects are called; empty where the file does not say.")
        .def_property_readonly(
            "votes", &votes_of, "How many voters support each project (give it more than 0).")
        .def_property_readonly(
            "kind", [](const io::Pabulib& e) { return kind_name(e.profile.kind); },
            "How voters were asked: approval, choose-1, cumulative, scoring or ordinal.")
        .def_property_readonly(
            "num_voters", [](const io::Pabulib& e) { return e.profile.num_voters(); },
            "How many voters there are.")
        .def_property_readonly(
            "num_groups", [](const io::Pabulib& e) { return e.profile.num_groups(); },
            "How many different ballots there are.")
        .def_property_readonly("meta", &meta_of, "The section META, key by key.")
        .def_property_readonly(
            "findings",
            [](const io::Pabulib& e) { return record_tuple(e.findings); },
            "What was read leniently or does not add up.")
        .def("with_utilities", &with_table, py::arg("utilities"),
             "The election with a table of your own: what each project is worth to its supporters, "
             "by id, as whole numbers or fractions. Select with utility=\"points\".")
        .def("__repr__", [](const io::Pabulib& e) {
            return "Election(" + std::to_string(e.instance.projects.size()) + " projects, " +
                   std::to_string(e.profile.num_voters()) + " voters, " +
                   std::to_string(e.profile.num_groups()) + " different ballots)";
        });
    bind_election_tables(election, module);
    module.def("_read_election", &read_election);
    module.def("_election_from_text", &election_from_text);
    module.def("_write_election", [](const io::Pabulib& e) { return io::write_pabulib(e); });
    module.def("_compare_winners", &run_compare);
    module.def("_select", &run_select);
    module.def("_all_outcomes", &run_all_outcomes);
    module.def("_why_not", &run_why_not);
    module.def("_ejr_plus", &run_ejr_plus);
}

}  // namespace areena::python
