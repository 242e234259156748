#include "selection/add_opt.hpp"

#include "selection/books.hpp"
#include "selection/exact_equal_shares.hpp"
#include "selection/money.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace areena::selection {
namespace {

std::size_t at(int i) { return static_cast<std::size_t>(i); }

constexpr double margin = 1e-9;  // far above any rounding error, relative to shares and costs

class LeastRaise {
public:
    LeastRaise(const Election& election, const TieOrder& ties, const Selection& selection)
        : election_(election),
          ties_(ties),
          selection_(selection),
          options_{Rule::exact_equal_shares, Completion::none, {}} {}

    std::optional<Rational> run(const Progress& progress) {
        // The end asks for the fewest payers: what it takes there rules most else out.
        begin();
        for (std::size_t r = 0; r < selection_.rounds.size(); ++r) go_through(r);
        for (int p = 0; p < election_.num_projects(); ++p) consider(p, 1);
        begin();
        for (std::size_t r = 0; r < selection_.rounds.size(); ++r) {
            if (progress.stopped()) return std::nullopt;
            look_at(selection_.rounds[r]);
            go_through(r);
        }
        return least_;
    }

private:
    void begin() {
        books_.emplace(election_, options_, selection_);
        near_.assign(election_.num_groups(), selection_.share.to_double());
        is_open_.clear();
        for (int p = 0; p < election_.num_projects(); ++p)
            is_open_.push_back(election_.votes(p) > 0 && election_.cost(p) > 0 ? 1 : 0);
    }

    void go_through(std::size_t r) {
        books_->go_through(r, [this](int g, const cpp_int&) {
            near_[at(g)] = ratio(books_->left(g), books_->unit());
        });
        is_open_[at(selection_.rounds[r].project)] = 0;
    }

    /// Who could have been the round's winner, or paid for it.
    void look_at(const Round& round) {
        const int winner = round.project;
        if (election_.cost(winner) == 0) return;
        for (int p = 0; p < election_.num_projects(); ++p) {
            if (is_open_[at(p)] == 0) continue;
            const Rational payers =
                Rational(election_.cost(p)) / (round.value * common_utility(election_, p));
            if (payers > Rational(election_.votes(p))) continue;
            const std::int64_t whole = payers.floor();
            const bool is_enough = Rational(whole) == payers && p != winner &&
                                   ties_.rank(p) < ties_.rank(winner);
            consider(p, is_enough ? whole : whole + 1);
        }
    }

    /// What `fewest` payers or more lack.
    void consider(int p, std::int64_t fewest) {
        const std::int64_t votes = election_.votes(p);
        if (is_open_[at(p)] == 0 || fewest > votes) return;
        const auto cost = static_cast<double>(election_.cost(p));
        const double slack = margin * (cost + near_share());
        const double limit = least_ ? least_->to_double() : std::numeric_limits<double>::infinity();
        const double least_due = cost / static_cast<double>(votes) - limit - slack;
        std::int64_t able = 0;  // at most
        for (const int g : election_.supporters(p))
            if (near_[at(g)] >= least_due) able += election_.voters(g);
        if (able < fewest) return;
        consider_each(p, fewest, limit + slack);
    }

    [[nodiscard]] double near_share() const { return selection_.share.to_double(); }

    void consider_each(int p, std::int64_t fewest, double limit) {
        std::vector<int> order(election_.supporters(p).begin(), election_.supporters(p).end());
        std::ranges::sort(order, [this](int a, int b) {
            const double x = near_[at(a)];
            const double y = near_[at(b)];
            if (std::abs(x - y) > margin * std::max(x, y)) return x > y;
            return books_->left(a) > books_->left(b);
        });
        const auto cost = static_cast<double>(election_.cost(p));
        std::int64_t payers = 0;
        for (const int g : order) {
            payers += election_.voters(g);
            if (payers < fewest) continue;
            if (cost / static_cast<double>(payers) - near_[at(g)] > limit) continue;
            const Rational lacks =
                Rational(election_.cost(p), payers) - books_->money(books_->left(g));
            if (!least_ || lacks < *least_) least_ = lacks;
        }
    }

    const Election& election_;
    const TieOrder& ties_;
    const Selection& selection_;
    RuleOptions options_;
    std::optional<Books> books_;
    std::vector<double> near_;           // by group: what each voter has
    std::vector<std::uint8_t> is_open_;  // by project
    std::optional<Rational> least_;
};

}  // namespace

std::optional<Rational> least_raise(const Election& election, const TieOrder& ties,
                                    const Selection& selection, const Progress& progress) {
    return LeastRaise(election, ties, selection).run(progress);
}

}  // namespace areena::selection
