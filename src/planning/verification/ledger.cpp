#include "planning/verification/reader.hpp"

#include <algorithm>
#include <optional>

namespace areena::planning::verification {

/// The books from what the choice tells: an entry for each member that responded, spending as it
/// carried, balances that add up to nothing.
std::string Reader::ledger() const {
    if (is_kept()) return kept_ledger();
    const ReadElection read(network_, plan_.choice);
    if (plan_.ledger.size() != read.voters().size())
        return "there are " + std::to_string(plan_.ledger.size()) + " entries for " +
               std::to_string(read.voters().size()) + " members";
    const selection::Election election = read.without({});
    for (std::size_t v = 0; v < plan_.ledger.size(); ++v)
        if (plan_.ledger[v].member != read.voters()[v])
            return "the entries are not in the order of the members";
    std::map<MemberId, Rational> spent;
    for (const Chosen& c : plan_.choice.commitments) {
        const Rational cost(c.cost.units(), 100);
        Rational sum;
        for (const Support& s : c.support) sum += s.amount;
        if (sum == cost) {
            for (const Support& s : c.support) spent[s.member] += s.amount;
            continue;
        }
        for (const int v : election.supporters(read.project(c.commitment)))
            spent[read.voters()[static_cast<std::size_t>(v)]] +=
                cost / Rational(election.votes(read.project(c.commitment)));
    }
    return books(spent);
}

/// Of a plan that keeps an earlier one: nobody spent less than the support told of it, and the books
/// are right for what they say was spent.
std::string Reader::kept_ledger() const {
    std::map<MemberId, Rational> told;
    for (const Chosen& c : plan_.choice.commitments)
        for (const Support& s : c.support) told[s.member] += s.amount;
    std::map<MemberId, Rational> spent;
    for (const LedgerEntry& row : plan_.ledger) {
        if (row.spent < told[row.member])
            return "member " + quoted(row.member.key()) + " has carried more";
        spent[row.member] = row.spent;
    }
    return books(spent);
}

/// Carried is what the memory keeps of the balances, less its average; shares are a level and what is
/// carried, none below nothing.
std::string Reader::books(std::map<MemberId, Rational>& spent) const {
    std::map<MemberId, Rational> before;
    const CarryOver given = asked().carry_over.value_or(CarryOver{});
    for (const CarriedBalance& row : given.balances) before[row.member] += row.balance;
    const Rational members = static_cast<std::int64_t>(plan_.ledger.size());
    Rational remembered;
    Rational shares;
    Rational all;
    std::optional<Rational> level;
    for (const LedgerEntry& row : plan_.ledger) {
        remembered += before[row.member] * given.memory;
        shares += row.share;
        all += spent[row.member];
        if (row.share.sign() > 0) level = row.share - row.carried;
    }
    for (const LedgerEntry& row : plan_.ledger) {
        const std::string name = "member " + quoted(row.member.key());
        if (row.spent != spent[row.member]) return name + " has carried otherwise";
        if (row.carried != before[row.member] * given.memory - remembered / members)
            return name + " brings another balance";
        if (row.share.sign() < 0 ||
            (level && row.share != std::max(Rational(), *level + row.carried)))
            return name + " begins with another share";
        if (row.balance != row.carried + all / members - row.spent)
            return name + " has another balance";
    }
    if (!plan_.ledger.empty() && shares != Rational(plan_.choice.available.units(), 100))
        return "the shares are not the available effort";
    return {};
}

}  // namespace areena::planning::verification
