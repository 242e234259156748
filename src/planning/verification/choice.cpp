#include "planning/verification/reader.hpp"

#include <set>

namespace areena::planning::verification {

std::string Reader::choice() const {
    std::map<MemberId, Rational> carried;
    std::set<CommitmentId> chosen;
    for (const Chosen& c : plan_.choice.commitments) {
        const Commitment& commitment = network_.commitments().at(c.commitment);
        if (!chosen.insert(c.commitment).second) return quoted(c.commitment.key()) + " chosen twice";
        if (!entry(c.commitment)) return quoted(c.commitment.key()) + " chosen but not scheduled";
        std::int64_t cost = 0;
        for (const Effort& e : commitment.default_scope()->effort) cost += e.days.units();
        if (cost != c.cost.units()) return quoted(c.commitment.key()) + " has another cost";
        Rational sum;
        for (const Support& s : c.support) {
            if (s.amount.sign() < 0) return "a negative support for " + quoted(c.commitment.key());
            sum += s.amount;
            carried[s.member] += s.amount;
        }
        const Rational full(cost, 100);
        if (c.step == ChoiceStep::shares ? sum != full : sum > full)
            return "support of " + quoted(c.commitment.key()) + " adds up to " + to_string(sum);
    }
    for (const Scheduled& e : plan_.timetable)
        if (e.kind == CommitmentKind::project && !chosen.contains(e.commitment))
            return quoted(e.commitment.key()) + " scheduled but not chosen";
    for (const auto& [member, amount] : carried)
        if (amount > plan_.choice.share)
            return "member " + quoted(member.key()) + " carries more than its share";
    if (plan_.choice.share * plan_.choice.members > Rational(plan_.choice.available.units(), 100))
        return "the shares are more than the available effort";
    return {};
}

}  // namespace areena::planning::verification
