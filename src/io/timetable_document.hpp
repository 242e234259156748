#pragma once

#include "areena/core/fields.hpp"
#include "areena/core/quantity.hpp"
#include "areena/timetable/problem.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// \file
/// A timetable problem as its document has it: keys in place of indices, decimals in place of units.

namespace areena::io::detail {

using Amount = Decimal<struct AmountTag, 2>;
using Worth = Decimal<struct WorthTag, 6>;

struct ResourceRow {
    std::string id;
    std::vector<std::string> skills;
    std::vector<Amount> available;

    bool operator==(const ResourceRow&) const = default;
};

struct FixedRow {
    std::string skill;
    std::vector<Amount> amounts;

    bool operator==(const FixedRow&) const = default;
};

struct RequirementRow {
    std::string skill;
    Amount amount;

    bool operator==(const RequirementRow&) const = default;
};

struct StockRow {
    std::string id;
    Amount amount;

    bool operator==(const StockRow&) const = default;
};

struct ConsumptionRow {
    std::string stock;
    Amount amount;

    bool operator==(const ConsumptionRow&) const = default;
};

struct ModeRow {
    std::string id;
    std::int64_t min_duration = 1;
    std::optional<std::int64_t> max_duration;  // the fewest if not given
    std::vector<RequirementRow> requirements;
    Share coverage;
    std::vector<ConsumptionRow> consumptions;
    Worth value;
    Worth value_per_period;

    bool operator==(const ModeRow&) const = default;
};

/// Without a lag, the key alone will do.
struct PrerequisiteRow {
    std::string activity;
    std::int64_t lag = 0;

    bool operator==(const PrerequisiteRow&) const = default;
};

struct PinRow {
    std::string mode;
    std::int64_t start = 0;
    std::int64_t duration = 1;

    bool operator==(const PinRow&) const = default;
};

struct ActivityRow {
    std::string id;
    std::int64_t earliest = 0;
    std::optional<std::int64_t> deadline;  // the number of periods if not given
    std::vector<ModeRow> modes;
    std::vector<PrerequisiteRow> prerequisites;
    std::vector<std::string> required;  // "requires" in the document
    std::vector<std::string> excludes;
    Worth value = Worth::from_units(1'000'000);
    bool mandatory = false;
    std::optional<PinRow> pinned;

    bool operator==(const ActivityRow&) const = default;
};

struct NeedRow {
    std::int64_t weight = 1;
    std::vector<std::string> activities;
    Share base;
    Worth value;

    bool operator==(const NeedRow&) const = default;
};

struct BeneficiaryRow {
    std::string id;
    std::vector<NeedRow> needs;

    bool operator==(const BeneficiaryRow&) const = default;
};

struct TimetableDocument {
    std::string format = "areena-timetable";
    std::int64_t version = 1;
    std::int64_t periods = 0;
    std::vector<std::int64_t> closed;
    std::vector<std::string> skills;
    std::vector<ResourceRow> resources;
    std::vector<FixedRow> fixed;
    std::vector<StockRow> stocks;
    std::vector<ActivityRow> activities;
    std::vector<BeneficiaryRow> beneficiaries;

    bool operator==(const TimetableDocument&) const = default;
};

}  // namespace areena::io::detail

namespace areena {
template <>
const Type& type_of<io::detail::ResourceRow>();
template <>
const Type& type_of<io::detail::FixedRow>();
template <>
const Type& type_of<io::detail::RequirementRow>();
template <>
const Type& type_of<io::detail::StockRow>();
template <>
const Type& type_of<io::detail::ConsumptionRow>();
template <>
const Type& type_of<io::detail::ModeRow>();
template <>
const Type& type_of<io::detail::PrerequisiteRow>();
template <>
const Type& type_of<io::detail::PinRow>();
template <>
const Type& type_of<io::detail::ActivityRow>();
template <>
const Type& type_of<io::detail::NeedRow>();
template <>
const Type& type_of<io::detail::BeneficiaryRow>();
template <>
const Type& type_of<io::detail::TimetableDocument>();
}  // namespace areena
