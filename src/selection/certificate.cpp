#include "areena/selection/certificate.hpp"

#include "selection/books.hpp"

#include <utility>
#include <vector>

namespace areena::selection {
namespace {

class Certifier {
public:
    Certifier(const Election& election, const RuleOptions& options, const Selection& selection)
        : election_(election),
          options_(options),
          selection_(selection),
          books_(election, options, selection),
          is_taken_(at(election.num_projects())) {
        for (const char* name : {"projects", "payments", "shares", "cost", "exhausted"})
            result_.checks.push_back({name, true, ""});
    }

    Verification run() {
        const bool has_shares = options_.rule == Rule::equal_shares && election_.num_voters() > 0;
        if (has_shares) check_share();
        Rational cost;
        bool completes = false;
        const auto& rounds = selection_.rounds;
        for (std::size_t i = 0; i < rounds.size(); ++i) {
            if (rounds[i].completes && !std::exchange(completes, true) && has_shares &&
                selection_.finished)
                check_rest();
            if (!check_project(rounds[i])) continue;
            cost += election_.cost(rounds[i].project);
            if (books_.pays(i)) charge(i);
        }
        if (!completes && has_shares && selection_.finished) check_rest();
        if (cost != Rational(selection_.cost))
            fault(Name::cost, "the rounds cost " + to_string(cost) + " and not " +
                                  std::to_string(selection_.cost));
        if (cost > Rational(election_.instance().budget))
            fault(Name::cost, to_string(cost) + " is more than the budget, " +
                                  std::to_string(election_.instance().budget));
        for (const Check& check : result_.checks) result_.ok &= check.ok;
        return std::move(result_);
    }

private:
    enum class Name : std::size_t { projects, payments, shares, cost, exhausted };

    static std::size_t at(int i) { return static_cast<std::size_t>(i); }

    void fault(Name name, const std::string& message) {
        Check& check = result_.checks[static_cast<std::size_t>(name)];
        if (check.ok) check.message = message;
        check.ok = false;
    }

    [[nodiscard]] std::string name_of(int p) const {
        return "project '" + election_.instance().projects[at(p)].id + "'";
    }

    bool check_project(const Round& round) {
        if (round.project < 0 || round.project >= election_.num_projects()) {
            fault(Name::projects, "there is no project number " + std::to_string(round.project));
            return false;
        }
        if (is_taken_[at(round.project)])
            fault(Name::projects, name_of(round.project) + " is selected twice");
        if (election_.votes(round.project) == 0)
            fault(Name::projects, name_of(round.project) + " has no supporters");
        is_taken_[at(round.project)] = true;
        return true;
    }

    void check_share() {
        const Rational even(election_.instance().budget, election_.num_voters());
        const Rational unit = options_.money_unit;
        const Rational whole = Rational((even / unit).floor()) * unit;
        const Rational raised = Rational(options_.increment) * Rational(selection_.raises) * unit;
        const bool is_ratio = options_.completion == Completion::ratio;
        const bool is_raised =
            selection_.share ==
            (is_ratio ? even * Rational(100 + selection_.raises, 100) : whole + raised);
        const bool may_be = is_ratio || options_.completion == Completion::add1 ||
                            options_.completion == Completion::add1_exceeding ||
                            options_.completion == Completion::add1_utilitarian;
        if (may_be ? !is_raised : selection_.share != even)
            fault(Name::shares, "each voter has " + to_string(selection_.share) +
                                    " at first; budget / voters is " + to_string(even));
    }

    void charge(std::size_t i) {
        const int p = selection_.rounds[i].project;
        cpp_int paid = 0;
        books_.go_through(i, [&](int g, const cpp_int& amount) {
            if (amount < 0) fault(Name::payments, name_of(p) + " is paid less than nothing");
            if (const std::int64_t voters = election_.voters(g); voters == 1) paid += amount;
            else paid += amount * voters;
        });
        const cpp_int cost = books_.unit() * election_.cost(p);
        // Overspent where supporters raise a part of the cost alone.
        const bool may_lack = options_.rule == Rule::bounded_overspending &&
                              selection_.rounds[i].part < Rational(1);
        if (may_lack ? paid > cost : paid != cost)
            fault(Name::payments, name_of(p) + " costs " + std::to_string(election_.cost(p)) +
                                      " and is paid " + to_string(books_.money(paid)));
    }

    /// Nothing that is left out has supporters who have its cost. Doubles with a bound on their error
    /// tell where they are far from it.
    void check_rest() {
        std::vector<double> near;
        for (int g = 0; g < static_cast<int>(election_.num_groups()); ++g)
            near.push_back((books_.near(books_.left(g)) + 1) *
                           static_cast<double>(election_.voters(g)));
        for (int p = 0; p < election_.num_projects(); ++p) {
            if (is_taken_[at(p)] || election_.votes(p) == 0) continue;
            const cpp_int cost = books_.unit() * election_.cost(p);
            double most = 0;
            for (const int g : election_.supporters(p)) most += near[at(g)];
            if (most * (1 + 0x1p-20) < books_.near(cost)) continue;
            cpp_int money = 0;
            for (const int g : election_.supporters(p)) money += books_.left(g) * election_.voters(g);
            if (money >= cost)
                fault(Name::exhausted, name_of(p) + " costs " + std::to_string(election_.cost(p)) +
                                           " and its supporters have " +
                                           to_string(books_.money(money)));
        }
    }

    const Election& election_;
    const RuleOptions& options_;
    const Selection& selection_;
    Books books_;
    std::vector<bool> is_taken_;
    Verification result_;
};

}  // namespace

Verification certify(const Election& election, const RuleOptions& options,
                     const Selection& selection) {
    return Certifier(election, options, selection).run();
}

}  // namespace areena::selection
