#pragma once

#include "selection/money.hpp"
#include "selection/shares_run.hpp"
#include "selection/tie_order.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace areena::selection {

/// Sequential Phragmen on grouped ballots.
///
/// A supporter's load is the time of the last round that bought a project of its, so the loads of a
/// project's supporters sum up to whole multiples of earlier times; the counts are kept exactly, a
/// column of projects for each time. After equal shares, a load begins as minus what is left.
class PhragmenRun {
public:
    /// Holds references. `before`, if given, is a finished run of equal shares to go on from.
    PhragmenRun(const Election& election, const TieOrder& ties, const SharesRun* before);

    bool run(const Progress& progress, bool keeps_values);

    [[nodiscard]] const std::vector<Round>& rounds() const noexcept { return rounds_; }
    [[nodiscard]] std::int64_t cost() const noexcept { return spent_; }

private:
    static std::size_t at(int i) { return static_cast<std::size_t>(i); }
    static constexpr double ulp = 0x1p-52;

    [[nodiscard]] std::vector<int> find_first() const;
    [[nodiscard]] cpp_int numerator_of(int project) const;
    void buy(int project, std::vector<int> tied, bool keeps_values);
    /// Takes the load of a group out of the counts of the projects it supports.
    void drop_load(int group);

    const Election& election_;
    const TieOrder& ties_;
    const SharesRun* before_;
    Amounts times_;
    std::size_t num_initial_ = 1;  // amounts that loads begin from
    std::vector<std::vector<std::int64_t>> counts_;  // [time][project]
    std::vector<int> last_;                          // by group: number of its time, or -1
    std::vector<std::uint8_t> is_open_;
    std::vector<Round> rounds_;
    std::int64_t spent_ = 0;
};

}  // namespace areena::selection
