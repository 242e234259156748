#pragma once

#include "areena/network.hpp"
#include "areena/planning/effort.hpp"
#include "areena/planning/plan.hpp"

#include <map>
#include <vector>

namespace areena::planning {

/// Capacities of one organization that the same expertises share, over the quarters.
struct Pool {
    const Organization* organization = nullptr;
    std::vector<int> skills;
    std::vector<std::int64_t> available;      ///< hundredths of person-days, by period
    std::vector<const Capacity*> capacities;  ///< by period; null where there is none
};

/// A standing or recurring commitment and its load, [skill][period] in hundredths.
struct StandingWork {
    const Commitment* commitment = nullptr;
    std::vector<std::vector<std::int64_t>> load;
};

/// A network in the indices that engines work with. Everything is in the order of the ids, so that
/// the same network always gives the same indices. Holds its own copy of the network.
class Frame {
public:
    /// Throws `plan.no_promise`.
    explicit Frame(Network network);

    [[nodiscard]] int skill(const ExpertiseId& id) const {
        return static_cast<int>(network.expertises().index_of(id));
    }
    [[nodiscard]] int period(Quarter quarter) const { return quarter - promise.period.start; }
    [[nodiscard]] Quarter quarter(int period) const { return promise.period.start + period; }
    [[nodiscard]] const ExpertiseId& expertise(int skill) const {
        return network.expertises()[static_cast<std::size_t>(skill)].id;
    }
    /// Index among `projects`, or -1.
    [[nodiscard]] int project(const CommitmentId& id) const;
    [[nodiscard]] bool benefits(const Commitment& commitment, std::size_t member) const {
        return benefits_[network.commitments().index_of(commitment.id)][member];
    }
    /// Whether a commitment serves a need: a theme in common, and the member among its
    /// beneficiaries.
    [[nodiscard]] bool serves(const Commitment& commitment, const Need& need) const;

    const Network network;
    const Promise& promise;
    const int num_periods;
    std::vector<const Commitment*> projects;
    std::vector<StandingWork> standing;
    std::vector<Pool> pools;
    PersonDays available;

private:
    void add_pools();
    void add_standing();
    void add_benefits();

    std::vector<std::vector<bool>> benefits_;  ///< [commitment][member]
};

}  // namespace areena::planning
