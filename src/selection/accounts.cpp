#include "areena/selection/accounts.hpp"

#include "selection/books.hpp"
#include "selection/winner_marks.hpp"

#include <map>
#include <utility>

namespace areena::selection {
namespace {

/// Fractions of money, each made once: many voters pay or have the same.
class Fractions {
public:
    explicit Fractions(const Books& books) : books_(books) {}

    const Rational& of(const cpp_int& amount) {
        const auto found = made_.find(amount);
        if (found != made_.end()) return found->second;
        return made_.emplace(amount, books_.money(amount)).first->second;
    }

private:
    const Books& books_;
    std::map<cpp_int, Rational> made_;
};

}  // namespace

Accounts accounts(const Election& election, const RuleOptions& options,
                  const Selection& selection) {
    std::vector<int> winners;
    for (const Round& round : selection.rounds) winners.push_back(round.project);
    static_cast<void>(winner_marks(election, winners));
    Books books(election, options, selection);
    Accounts made;
    if (!books.has_purses()) return made;
    for (std::size_t i = 0; i < selection.rounds.size(); ++i) {
        Fractions fractions(books);
        books.go_through(i, [&](int group, const cpp_int& amount) {
            made.payments.push_back({static_cast<int>(i), group, fractions.of(amount)});
        });
    }
    Fractions fractions(books);
    made.left.reserve(election.num_groups());
    for (int g = 0; g < static_cast<int>(election.num_groups()); ++g)
        made.left.push_back(fractions.of(books.left(g)));
    return made;
}

}  // namespace areena::selection
