#include "bind.hpp"
#include "plain.hpp"
#include "progress.hpp"
#include "selection_plain.hpp"

#include "areena/selection/equal_shares.hpp"
#include "areena/selection/utilitarian.hpp"
#include "areena/selection/verify.hpp"

#include <pybind11/stl.h>


namespace areena::python {
namespace {

using namespace areena::selection;

/// Projects are known by id in Python and by index in the engine.
class Election {
public:
    Election(py::handle instance, py::handle profile) {
        instance_.budget = get<std::int64_t>(instance, "budget");
        instance_.projects = each_of(instance, "projects", [](py::handle p) {
            return Project{get<std::string>(p, "id"), get<std::int64_t>(p, "cost")};
        });
        for (const Project& project : instance_.projects) ids_.add(project.id);
        profile_.ballots = each_of(profile, "ballots", [this](py::handle b) {
            return Ballot{each_of(b, "votes", [this](py::handle v) {
                return Vote{index(get<std::string>(v, "project")), get<Rational>(v, "utility")};
            })};
        });
    }

    [[nodiscard]] const Instance& instance() const noexcept { return instance_; }
    [[nodiscard]] const Profile& profile() const noexcept { return profile_; }
    [[nodiscard]] const std::string& id(int project) const {
        return instance_.projects.at(static_cast<std::size_t>(project)).id;
    }
    [[nodiscard]] int index(const std::string& id) const { return ids_.find(id); }

private:
    Instance instance_;
    Profile profile_;
    Ids ids_{"project"};
};

State state_from(py::handle state) {
    if (state.is_none()) return {};
    State made;
    made.spent = get<std::int64_t>(state, "spent");
    made.closed = get<std::vector<bool>>(state, "closed");
    for (const py::handle share : state.attr("shares"))
        from_python(type_of<Rational>(), nullptr, &made.shares.emplace_back(), share,
                    Where{nullptr, "State.shares"});
    return made;
}

Outcome outcome_from(const Election& election, py::handle outcome) {
    Outcome made;
    made.finished = get<bool>(outcome, "finished");
    made.state = state_from(outcome.attr("state"));
    made.purchases = each_of(outcome, "purchases", [&](py::handle p) {
        Purchase purchase;
        purchase.project = election.index(get<std::string>(p, "project"));
        purchase.step =
            get<std::string>(p, "step") == "completion" ? Step::completion : Step::shares;
        if (!p.attr("rho").is_none()) purchase.rho = get<Rational>(p, "rho");
        purchase.effective_support = get<Rational>(p, "effective_support");
        for (const std::string& tied : get<std::vector<std::string>>(p, "tied"))
            purchase.tied.push_back(election.index(tied));
        purchase.payments = each_of(p, "payments", [](py::handle payment) {
            return Payment{get<int>(payment, "voter"), get<Rational>(payment, "amount")};
        });
        return purchase;
    });
    return made;
}

py::object purchase_to_python(const Election& election, const Purchase& purchase) {
    const py::object payment_class = selection_class("Payment");
    const auto id = [&](int project) { return py::str(election.id(project)); };
    const auto payment = [&](const Payment& p) {
        return payment_class(p.voter, fraction(p.amount));
    };
    return selection_class("Purchase")(
        py::arg("project") = id(purchase.project),
        py::arg("step") = purchase.step == Step::shares ? "shares" : "completion",
        py::arg("rho") = purchase.rho ? fraction(*purchase.rho) : py::object(py::none()),
        py::arg("effective_support") = fraction(purchase.effective_support),
        py::arg("tied") = tuple_of(purchase.tied, id),
        py::arg("payments") = tuple_of(purchase.payments, payment));
}

py::object outcome_to_python(const Election& election, const Outcome& outcome) {
    const py::object state = selection_class("State")(
        py::arg("shares") = tuple_of(outcome.state.shares, &fraction),
        py::arg("closed") =
            tuple_of(outcome.state.closed, [](bool closed) { return py::bool_(closed); }),
        py::arg("spent") = outcome.state.spent);
    const auto purchase = [&](const Purchase& p) { return purchase_to_python(election, p); };
    return selection_class("Outcome")(py::arg("purchases") = tuple_of(outcome.purchases, purchase),
                                   py::arg("state") = state,
                                   py::arg("finished") = outcome.finished);
}

py::object profile_to_python(const Election& election, const Profile& profile) {
    const py::object vote_class = selection_class("Vote");
    const py::object ballot_class = selection_class("Ballot");
    const auto vote = [&](const Vote& v) {
        return vote_class(election.id(v.project), fraction(v.utility));
    };
    const auto ballot = [&](const Ballot& b) { return ballot_class(tuple_of(b.votes, vote)); };
    return selection_class("Profile")(tuple_of(profile.ballots, ballot));
}

py::object run_equal_shares(py::handle instance, py::handle profile,
                            const std::vector<std::string>& ties, py::handle start,
                            py::object progress) {
    const Election election(instance, profile);
    const Options options = tie_options(ties);
    const State state = state_from(start);
    Follower follower(std::move(progress));
    Outcome outcome;
    {
        const py::gil_scoped_release unlocked;
        outcome = equal_shares(election.instance(), election.profile(), options, state,
                               follower.progress());
    }
    return outcome_to_python(election, outcome);
}

py::object run_completion(py::handle instance, py::handle profile, py::handle outcome,
                          const std::vector<std::string>& ties, py::object progress) {
    const Election election(instance, profile);
    const Options options = tie_options(ties);
    Outcome made = outcome_from(election, outcome);
    Follower follower(std::move(progress));
    {
        const py::gil_scoped_release unlocked;
        made = complete_utilitarian(election.instance(), election.profile(), std::move(made),
                                    options, follower.progress());
    }
    return outcome_to_python(election, made);
}

py::object run_verify(py::handle instance, py::handle profile, py::handle outcome,
                      py::handle start) {
    const Election election(instance, profile);
    const Verification verification = verify(election.instance(), election.profile(),
                                             outcome_from(election, outcome), state_from(start));
    return to_python(verification);
}

}  // namespace

void bind_selection(py::module_& module) {
    module.def("_equal_shares", &run_equal_shares);
    module.def("_complete_utilitarian", &run_completion);
    module.def("_verify_selection", &run_verify);
    module.def("_with_cost_utility", [](py::handle instance, py::handle profile) {
        const Election election(instance, profile);
        return profile_to_python(election,
                                 with_cost_utility(election.instance(), election.profile()));
    });
    module.def("_with_cardinality_utility", [](py::handle instance, py::handle profile) {
        const Election election(instance, profile);
        return profile_to_python(election, with_cardinality_utility(election.profile()));
    });
}

}  // namespace areena::python
