#include "areena/timetable/pareto.hpp"

#include "areena/core/error.hpp"
#include "timetable/rewriting.hpp"

#include <algorithm>
#include <charconv>
#include <numeric>
#include <optional>
#include <string>
#include <utility>

namespace areena::timetable {

namespace {

constexpr std::int64_t most_value = std::int64_t{1} << 53;

/// The values of the activities as whole numbers of one unit.
class Units {
public:
    explicit Units(const Problem& problem) {
        for (const Activity& activity : problem.activities)
            denominator_ = common(denominator_, activity.value);
        for (const Activity& activity : problem.activities) {
            const Rational units = activity.value * Rational(denominator_);
            if (units > Rational(most_value - total_)) refuse();
            of_.push_back(units.floor());
            total_ += of_.back();
        }
    }

    [[nodiscard]] std::int64_t of(int activity) const { return of_[activity]; }
    [[nodiscard]] std::int64_t total() const noexcept { return total_; }
    [[nodiscard]] std::int64_t sum(const std::vector<Assignment>& assignments) const {
        std::int64_t sum = 0;
        for (const Assignment& a : assignments) sum += of_[a.activity];
        return sum;
    }

private:
    static std::int64_t common(std::int64_t denominator, const Rational& value);
    [[noreturn]] static void refuse() {
        throw Error("timetable.overflow",
                    "the values have no common denominator in which they sum below 2^53; round "
                    "them, to millionths for example");
    }

    std::int64_t denominator_ = 1;
    std::int64_t total_ = 0;
    std::vector<std::int64_t> of_;
};

/// The least multiple of `denominator` that makes the value whole.
std::int64_t Units::common(std::int64_t denominator, const Rational& value) {
    const std::string text = to_string(value);
    const std::size_t slash = text.find('/');
    std::int64_t own = 1;
    if (slash != std::string::npos) {
        const char* const end = text.data() + text.size();
        if (std::from_chars(text.data() + slash + 1, end, own).ec != std::errc()) refuse();
    }
    const std::int64_t step = own / std::gcd(denominator, own);
    if (step > most_value / denominator) refuse();
    return denominator * step;
}

/// "At least so much value, and then the best of the other part", as a problem for `search`. Each
/// activity of value has an opposite that stands for leaving it out and takes its value of what may
/// be left out. Value now counts the activities decided, one way or the other. Where ends are
/// weighed, it also has a witness, which requires it and ends when the opposite does: the ends of
/// opposites and witnesses are then always the same in all.
class AtLeast {
public:
    AtLeast(const Problem& problem, Against against, const Units& units, std::int64_t value)
        : problem_(problem), num_given_(problem.activities.size()) {
        has_witnesses_ = against == Against::ends;
        if (has_witnesses_) problem_.beneficiaries.clear();
        detail::devalue(problem_);
        while (std::find(problem_.closed.begin(), problem_.closed.end(), first_) !=
               problem_.closed.end())
            ++first_;
        if (first_ >= problem_.num_periods) {  // nothing can be placed at all
            num_decided_ = value > 0 ? 1 : 0;
            return;
        }
        std::vector<std::int64_t> left_out(static_cast<std::size_t>(problem_.num_periods), 0);
        left_out[static_cast<std::size_t>(first_)] = units.total() - value;
        const int skill = detail::add_skill(problem_, "left out", std::move(left_out));
        for (int a = 0; std::cmp_less(a, num_given_); ++a)
            if (units.of(a) > 0) add_opposite(a, skill, units.of(a));
    }

    [[nodiscard]] const Problem& problem() const noexcept { return problem_; }
    /// Whether everything is decided.
    [[nodiscard]] bool is_met(const Timetable& made) const {
        return made.objective.value == Rational(num_decided_);
    }
    /// A timetable of the problem given, and the opposites of what it leaves out.
    [[nodiscard]] std::vector<Assignment> decided(const std::vector<Assignment>& given) const {
        std::vector<char> placed(num_given_, 0);
        for (const Assignment& a : given) placed[a.activity] = 1;
        std::vector<Assignment> out = given;
        for (std::size_t a = num_given_; a < problem_.activities.size(); ++a) {
            const Activity& made = problem_.activities[a];
            const bool stands = made.required.empty() ? placed[made.excludes[0]] == 0
                                                      : placed[made.required[0]] != 0;
            if (stands) out.push_back({static_cast<int>(a), 0, first_, 1});
        }
        return out;
    }
    [[nodiscard]] std::vector<Assignment> given(const Timetable& made) const {
        std::vector<Assignment> out = made.assignments;
        std::erase_if(out, [&](const Assignment& a) {
            return static_cast<std::size_t>(a.activity) >= num_given_;
        });
        return out;
    }

private:
    void add_opposite(int activity, int skill, std::int64_t amount) {
        ++num_decided_;
        Activity opposite;
        opposite.key = "\nwithout " + std::to_string(activity);
        opposite.earliest = first_;
        opposite.deadline = first_ + 1;
        opposite.modes = {{"only", 1, 1, {{skill, amount}}, 0}};
        opposite.excludes = {activity};
        if (!has_witnesses_) {
            problem_.activities[activity].value = 1;
            problem_.activities.push_back(std::move(opposite));
            return;
        }
        Activity witness;
        witness.key = "\nwith " + std::to_string(activity);
        witness.earliest = first_;
        witness.deadline = first_ + 1;
        witness.modes = {{"only", 1, 1, {}, 0}};
        witness.required = {activity};
        opposite.excludes.push_back(static_cast<int>(problem_.activities.size()));
        problem_.activities.push_back(std::move(witness));
        problem_.activities.push_back(std::move(opposite));
    }

    Problem problem_;
    std::size_t num_given_;
    std::int64_t num_decided_ = 0;
    int first_ = 0;  // open period, in which opposites stand
    bool has_witnesses_ = false;
};

/// Above 0 if `a` has more of the other part.
int compare_other(Against against, const Objective& a, const Objective& b) {
    if (against == Against::ends) return a.ends < b.ends ? 1 : a.ends > b.ends ? -1 : 0;
    return a.leximin > b.leximin ? 1 : a.leximin < b.leximin ? -1 : 0;
}

}  // namespace

Front pareto_front(const Problem& given, Against against, const FrontOptions& options,
                   const Progress& progress) {
    validate(given);
    const Units units(given);
    Problem problem = given;
    detail::devalue(problem);
    for (std::size_t a = 0; a < given.activities.size(); ++a)
        problem.activities[a].value = given.activities[a].value;
    Options search_options = options.search;
    search_options.order.clear();
    search_options.start.clear();
    // What keeps as much value as can be keeps as much as any step asks for. A search holds on to
    // the mandatory activities it begins with, which is no harm where that is all of them.
    const Timetable most = search(problem, search_options, progress.without_standing());
    const auto num_mandatory =
        std::count_if(problem.activities.begin(), problem.activities.end(),
                      [](const Activity& activity) { return activity.mandatory; });
    const bool has_start = most.objective.mandatory == num_mandatory;
    const std::int64_t most_value_found = units.sum(most.assignments);
    const int wanted = against == Against::ends ? 5 : 4;  // parts of the objective
    std::optional<int> mandatory;
    Front front;
    front.complete = true;
    for (std::int64_t value = 0; value <= units.total();) {
        if (front.solves == options.most_solves || progress.stopped()) {
            front.complete = false;
            break;
        }
        const AtLeast question(problem, against, units, value);
        const bool starts = has_start && value <= most_value_found;
        search_options.start =
            starts ? question.decided(most.assignments) : std::vector<Assignment>{};
        const Timetable made = search(question.problem(), search_options,
                                      progress.without_standing());
        ++front.solves;
        progress.step("front", value, units.total());
        front.complete = front.complete && made.proof.parts >= 2;
        // The first solve asks for no value, so that it places as many mandatory ones as can be.
        if (!mandatory) mandatory = made.objective.mandatory;
        if (!question.is_met(made) || made.objective.mandatory < *mandatory) break;
        front.complete = front.complete && made.proof.parts >= wanted;
        FrontPoint point{question.given(made), {}};
        point.objective = evaluate(problem, point.assignments);
        value = units.sum(point.assignments) + 1;
        while (!front.points.empty() &&
               compare_other(against, point.objective, front.points.back().objective) >= 0)
            front.points.pop_back();
        front.points.push_back(std::move(point));
    }
    return front;
}

}  // namespace areena::timetable
