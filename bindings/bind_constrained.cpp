#include "bind.hpp"
#include "plain.hpp"
#include "progress.hpp"
#include "selection_plain.hpp"

#include "areena/selection/constrained.hpp"
#include "areena/selection/ledger.hpp"

#include <pybind11/stl.h>

#include <map>

namespace areena::python {
namespace {

using namespace areena::selection;

/// A constrained election: known by id in Python and by index in the engine.
class Constrained {
public:
    Constrained(py::handle instance, py::handle profile) {
        for (const auto& [id, budget] :
             get<std::vector<std::pair<std::string, std::int64_t>>>(instance, "_resources")) {
            resources_.add(id);
            instance_.resources.push_back({id, budget});
        }
        for (const py::handle project : instance.attr("projects"))
            projects_.add(get<std::string>(project, "id"));
        instance_.projects =
            each_of(instance, "projects", [this](py::handle p) { return project_from(p); });
        instance_.categories =
            each_of(instance, "categories", [this](py::handle c) { return category_from(c); });
        profile_.ballots = each_of(profile, "ballots", [this](py::handle b) {
            return Ballot{each_of(b, "votes", [this](py::handle v) {
                return Vote{projects_.find(get<std::string>(v, "project")),
                            get<Rational>(v, "utility")};
            })};
        });
        validate(instance_, profile_);
    }

    [[nodiscard]] const ConstrainedInstance& instance() const noexcept { return instance_; }
    [[nodiscard]] const Profile& profile() const noexcept { return profile_; }
    [[nodiscard]] const std::string& project(int index) const {
        return instance_.projects.at(static_cast<std::size_t>(index)).id;
    }
    [[nodiscard]] const std::string& resource(int index) const {
        return instance_.resources.at(static_cast<std::size_t>(index)).id;
    }

    /// {resource: amount}, what is not named being 0.
    [[nodiscard]] std::vector<Rational> amounts_from(py::handle amounts) const {
        std::vector<Rational> row(instance_.resources.size());
        for (const auto& [id, amount] : py::reinterpret_borrow<py::dict>(amounts))
            from_python(type_of<Rational>(), nullptr,
                        &row[static_cast<std::size_t>(resources_.find(id.cast<std::string>()))],
                        amount, Where{nullptr, "shares"});
        return row;
    }
    [[nodiscard]] py::dict amounts_to_python(const std::vector<Rational>& row) const {
        py::dict amounts;
        for (std::size_t r = 0; r < row.size(); ++r)
            amounts[py::str(resource(static_cast<int>(r)))] = fraction(row[r]);
        return amounts;
    }
    [[nodiscard]] ResourceShares shares_from(const py::list& shares) const {
        ResourceShares rows;
        for (const py::handle row : shares) rows.push_back(amounts_from(row));
        return rows;
    }
    [[nodiscard]] py::tuple shares_to_python(const ResourceShares& shares) const {
        return tuple_of(shares, [this](const auto& row) { return amounts_to_python(row); });
    }

private:
    LeveledProject project_from(py::handle project) const {
        LeveledProject made;
        made.id = get<std::string>(project, "id");
        made.levels = each_of(project, "levels", [this](py::handle level) {
            Level one{std::vector<std::int64_t>(instance_.resources.size()),
                      get<Rational>(level, "worth")};
            for (const auto& [id, cost] : get<std::map<std::string, std::int64_t>>(level, "_costs"))
                one.costs[static_cast<std::size_t>(resources_.find(id))] = cost;
            return one;
        });
        made.prerequisites = projects_.find_all(project, "prerequisites");
        made.excludes = projects_.find_all(project, "excludes");
        return made;
    }
    Category category_from(py::handle category) const {
        return {get<std::string>(category, "id"), projects_.find_all(category, "projects"),
                resources_.find(get<std::string>(category, "resource")),
                get<std::int64_t>(category, "floor"),
                get<std::optional<std::int64_t>>(category, "cap"),
                get<std::vector<std::vector<std::int64_t>>>(category, "amounts")};
    }

    Ids resources_{"resource"};
    Ids projects_{"project"};
    ConstrainedInstance instance_;
    Profile profile_;
};

const char* word_of(Obstacle obstacle) {
    switch (obstacle) {
        case Obstacle::no_supporters: return "no_supporters";
        case Obstacle::excluded: return "excluded";
        case Obstacle::prerequisite: return "prerequisite";
        case Obstacle::cap: return "cap";
        case Obstacle::budget: return "budget";
        case Obstacle::floor: return "floor";
        case Obstacle::shares: return "shares";
        case Obstacle::stopped: break;
    }
    return "stopped";
}

py::object not_bought_to_python(const Constrained& election, const NotBought& no) {
    py::object other = py::none();
    if (no.obstacle == Obstacle::excluded || no.obstacle == Obstacle::prerequisite)
        other = py::str(election.project(no.other));
    else if (no.obstacle == Obstacle::cap)
        other = py::str(election.instance().categories.at(static_cast<std::size_t>(no.other)).id);
    else if (no.other >= 0)
        other = py::str(election.resource(no.other));
    return selection_class("NotBought")(
        py::arg("project") = election.project(no.project), py::arg("level") = no.level,
        py::arg("obstacle") = word_of(no.obstacle), py::arg("other") = other,
        py::arg("missing") = fraction(no.missing));
}

py::object purchase_to_python(const Constrained& election, const LevelPurchase& purchase) {
    const py::object payment_class = selection_class("ResourcePayment");
    const auto payment = [&](const ResourcePayment& p) {
        return payment_class(p.voter, election.resource(p.resource), fraction(p.amount));
    };
    return selection_class("LevelPurchase")(
        py::arg("project") = election.project(purchase.project),
        py::arg("level") = purchase.level,
        py::arg("step") = purchase.step == Step::shares ? "shares" : "completion",
        py::arg("prices") = election.amounts_to_python(purchase.prices),
        py::arg("dominant_price") = fraction(purchase.dominant_price),
        py::arg("tied") =
            tuple_of(purchase.tied, [&](int p) { return py::str(election.project(p)); }),
        py::arg("payments") = tuple_of(purchase.payments, payment));
}

py::object run(py::handle instance, py::handle profile, const std::vector<std::string>& ties,
               bool completes, const py::list& shares, py::object progress) {
    const Constrained election(instance, profile);
    const ConstrainedOptions options{tie_options(ties), completes};
    const ResourceShares given = election.shares_from(shares);
    Follower follower(std::move(progress));
    ConstrainedOutcome made;
    Verification verification;
    {
        const py::gil_scoped_release unlocked;
        made = constrained_shares(election.instance(), election.profile(), options, given,
                                  follower.progress());
        verification = verify(election.instance(), election.profile(), options, made, given);
    }
    py::dict levels;
    for (std::size_t p = 0; p < made.levels.size(); ++p)
        if (made.levels[p] >= 0)
            levels[py::str(election.project(static_cast<int>(p)))] = made.levels[p];
    const auto purchase = [&](const LevelPurchase& p) { return purchase_to_python(election, p); };
    const auto no = [&](const NotBought& n) { return not_bought_to_python(election, n); };
    return selection_class("ConstrainedOutcome")(
        py::arg("purchases") = tuple_of(made.purchases, purchase), py::arg("levels") = levels,
        py::arg("shares") = election.shares_to_python(made.shares),
        py::arg("charges") = election.shares_to_python(
            charges(election.instance(), election.profile(), made)),
        py::arg("not_bought") = tuple_of(made.not_bought, no),
        py::arg("finished") = made.finished,
        py::arg("verification") = to_python(verification));
}

using Amounts = std::vector<Rational>;

Amounts rationals(const py::iterable& values, const char* what) {
    Amounts all;
    for (const py::handle value : values)
        from_python(type_of<Rational>(), nullptr, &all.emplace_back(), value, Where{nullptr, what});
    return all;
}

Rational rational(py::handle value, const char* what) {
    Rational made;
    from_python(type_of<Rational>(), nullptr, &made, value, Where{nullptr, what});
    return made;
}

Ledger ledger_from(const py::dict& balances) {
    Ledger ledger;
    for (const auto& [voter, amount] : balances)
        ledger.balances.push_back({voter.cast<std::string>(), rational(amount, "balances")});
    return ledger;
}

py::dict open(const py::dict& balances, const std::vector<std::string>& voters, py::handle budget,
              py::handle memory) {
    const Amounts shares =
        opening_shares(ledger_from(balances), voters, rational(budget, "budget"),
                       rational(memory, "memory"));
    py::dict by_voter;
    for (std::size_t i = 0; i < voters.size(); ++i)
        by_voter[py::str(voters[i])] = fraction(shares[i]);
    return by_voter;
}

py::tuple close(const py::dict& balances, const std::vector<std::string>& voters,
                const py::iterable& shares, const py::iterable& spent, py::handle memory) {
    const py::object entry_class = selection_class("LedgerEntry");
    const auto entry = [&](const LedgerEntry& e) {
        return entry_class(e.voter, fraction(e.carried), fraction(e.share), fraction(e.spent),
                           fraction(e.balance));
    };
    return tuple_of(settle(ledger_from(balances), voters, rationals(shares, "shares"),
                           rationals(spent, "spent"), rational(memory, "memory")),
                    entry);
}

}  // namespace

void bind_constrained(py::module_& module) {
    module.def("_constrained_shares", &run);
    module.def("_opening_shares", &open);
    module.def("_settle", &close);
}

}  // namespace areena::python
