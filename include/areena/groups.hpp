#pragma once

#include "areena/network.hpp"

#include <string_view>
#include <unordered_map>
#include <vector>

namespace areena {

/// Which members belong to which groups, by the groups' rules on facts. Looks the facts up in
/// `data`, which must outlive it and need not be consistent: a fact that is not there does not hold.
class GroupRules {
public:
    explicit GroupRules(const NetworkData& data);

    /// Whether all conditions of the group hold for the member. A group without conditions holds for
    /// nobody.
    [[nodiscard]] bool holds(const Group& group, const Member& member) const;
    /// Whether the member is among those a commitment is for.
    [[nodiscard]] bool benefits(const Beneficiaries& beneficiaries, const Member& member) const;
    /// Whether `text` names a fact that conditions can ask for.
    [[nodiscard]] static bool is_fact(std::string_view text) noexcept;

private:
    [[nodiscard]] bool holds(const Condition& condition, const Member& member) const;
    [[nodiscard]] std::vector<const Area*> areas_of(const Organization* organization) const;
    [[nodiscard]] const Organization* organization_of(const Member& member) const;

    std::unordered_map<std::string_view, const Organization*> organizations_;
    std::unordered_map<std::string_view, const Area*> areas_;
    std::unordered_map<std::string_view, const Group*> groups_;
};

}  // namespace areena
