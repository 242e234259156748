#pragma once

#include "areena/timetable/verify.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace areena::timetable::verification {

using Table = std::vector<std::vector<std::int64_t>>;

inline std::string at_period(int period) { return "period " + std::to_string(period); }

/// Collects the outcome of one named check; only the first fault is kept.
class Outcome {
public:
    explicit Outcome(std::string name) { check_.name = std::move(name); }

    void fault(const std::string& message) {
        if (!check_.ok) return;
        check_.ok = false;
        check_.message = message;
    }
    void require(bool holds, const std::string& message) {
        if (!holds) fault(message);
    }
    [[nodiscard]] const Check& check() const { return check_; }

private:
    Check check_;
};

/// All checks over one timetable. Later checks may rely on "assignments" having passed.
class Verifier {
public:
    Verifier(const Problem& problem, const Timetable& timetable,
             std::span<const Assignment> earlier)
        : problem_(problem),
          timetable_(timetable),
          earlier_(earlier),
          placed_(problem.activities.size(), nullptr),
          is_closed_(static_cast<std::size_t>(problem.num_periods), 0) {
        for (const int period : problem.closed) is_closed_[period] = 1;
    }

    Verification run();

private:
    void check(const char* name, void (Verifier::*body)(Outcome&)) {
        Outcome outcome(name);
        (this->*body)(outcome);
        result_.ok = result_.ok && outcome.check().ok;
        result_.checks.push_back(outcome.check());
    }

    void assignments(Outcome& outcome);
    void window(Outcome& outcome);
    void duration(Outcome& outcome);
    void closed(Outcome& outcome);
    void pinned(Outcome& outcome);
    void prerequisite(Outcome& outcome);
    void required(Outcome& outcome);
    void excluded(Outcome& outcome);
    void stocks(Outcome& outcome);
    void load(Outcome& outcome);
    void capacity(Outcome& outcome);
    void shortages(Outcome& outcome);
    void left_out(Outcome& outcome);
    void objective(Outcome& outcome);
    void proof(Outcome& outcome);

    void add_load(Table& table, int activity, int mode, int start, int length) const;
    void check_reason(const LeftOut& left, Outcome& outcome) const;
    void check_short(const LeftOut& left, Outcome& outcome) const;
    void check_short_of_stock(const LeftOut& left, Outcome& outcome) const;
    [[nodiscard]] bool is_closed(int period) const { return is_closed_[period] != 0; }
    [[nodiscard]] int num_open(int start, int end) const;
    [[nodiscard]] bool names_placement(const LeftOut& left) const;
    [[nodiscard]] std::int64_t covered(const Need& need) const;  ///< in millionths
    [[nodiscard]] Rational value_of_needs() const;
    void check_coverage(Outcome& outcome) const;
    void check_changes(Outcome& outcome) const;
    void check_stages(const std::vector<Measure>& measures, Outcome& outcome) const;
    void check_peak(Outcome& outcome) const;
    void check_peak_of(const std::vector<int>& skills, int period, Outcome& outcome) const;
    [[nodiscard]] bool excludes(int a, int b) const;
    [[nodiscard]] bool fits_from(const Activity& activity, int first) const;
    [[nodiscard]] bool valid_skills(const std::vector<int>& skills, int period) const;
    [[nodiscard]] std::int64_t available(const std::vector<int>& skills, int period) const;
    [[nodiscard]] std::int64_t asked(const Table& table, const std::vector<int>& skills,
                                     int period) const;
    [[nodiscard]] std::vector<std::vector<int>> joined_skills(int period) const;
    [[nodiscard]] std::string key(int activity) const {
        return "'" + problem_.activities[activity].key + "'";
    }

    const Problem& problem_;
    const Timetable& timetable_;
    std::span<const Assignment> earlier_;
    std::vector<const Assignment*> placed_;
    std::vector<char> is_closed_;  // by period
    Table fixed_;
    Table load_;
    std::vector<std::int64_t> used_;  // of each stock
    Verification result_;
};

}  // namespace areena::timetable::verification
