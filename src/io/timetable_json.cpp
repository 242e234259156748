#include "areena/io/timetable_json.hpp"

#include "areena/core/error.hpp"
#include "areena/core/nearest.hpp"
#include "areena/io/json.hpp"
#include "areena/io/source.hpp"

#include "io/document_kind.hpp"
#include "io/make_finding.hpp"
#include "io/read_bytes.hpp"
#include "io/timetable_document.hpp"

#include <algorithm>
#include <charconv>
#include <unordered_map>
#include <utility>

namespace areena::io {
namespace {

using namespace detail;
namespace tt = timetable;

constexpr std::int64_t value_unit = 1'000'000;

Rational value_of(Worth worth) { return Rational(worth.units(), value_unit); }

std::string at(std::string path, std::string_view member, std::size_t index) {
    path += '/';
    path += member;
    return path + '/' + std::to_string(index);
}

/// Keys of one kind; of repeated ones the first, as the problem's own check tells the repetition.
class Keys {
public:
    Keys(std::string one, std::string many) : one_(std::move(one)), many_(std::move(many)) {}

    void add(std::string_view key) {
        index_.try_emplace(key, static_cast<int>(names_.size()));
        names_.push_back(key);
    }
    /// None and a finding, which says who names it, if there is no such key.
    std::optional<int> find(const std::string& key, const std::string& path,
                            const std::string& who, std::vector<Finding>& findings) const {
        const auto found = index_.find(key);
        if (found != index_.end()) return found->second;
        Finding finding = make_finding(
            "timetable.unknown", path,
            "there is no " + one_ + " '" + key + "', which " + who + " names",
            "the key of one of the " + many_);
        finding.nearest = nearest(key, names_);
        findings.push_back(std::move(finding));
        return std::nullopt;
    }
    /// Those that there are.
    std::vector<int> find_all(const std::vector<std::string>& keys, const std::string& path,
                              std::string_view member, const std::string& who,
                              std::vector<Finding>& findings) const {
        std::vector<int> all;
        for (std::size_t i = 0; i < keys.size(); ++i)
            if (const auto found = find(keys[i], at(path, member, i), who, findings))
                all.push_back(*found);
        return all;
    }

private:
    std::string one_;
    std::string many_;
    std::vector<std::string_view> names_;
    std::unordered_map<std::string_view, int> index_;
};

std::vector<std::int64_t> units(const std::vector<Amount>& amounts) {
    std::vector<std::int64_t> all;
    for (const Amount amount : amounts) all.push_back(amount.units());
    return all;
}

/// From keys to indices. What names no key is told and left out, so that the rest can be looked at.
class Builder {
public:
    explicit Builder(const TimetableDocument& document) : document_(document) {
        for (const std::string& skill : document.skills) skills_.add(skill);
        for (const StockRow& stock : document.stocks) stocks_.add(stock.id);
        for (const ActivityRow& activity : document.activities) activities_.add(activity.id);
    }

    tt::Problem build() {
        problem_.num_periods = static_cast<int>(document_.periods);
        for (const std::int64_t period : document_.closed)
            problem_.closed.push_back(static_cast<int>(period));
        problem_.skills = document_.skills;
        for (std::size_t r = 0; r < document_.resources.size(); ++r) {
            const ResourceRow& row = document_.resources[r];
            problem_.resources.push_back(
                {row.id,
                 skills_.find_all(row.skills, at("", "resources", r), "skills",
                                  "resource '" + row.id + "'", findings_),
                 units(row.available)});
        }
        build_fixed();
        for (const StockRow& row : document_.stocks)
            problem_.stocks.push_back({row.id, row.amount.units()});
        for (std::size_t a = 0; a < document_.activities.size(); ++a) build_activity(a);
        for (std::size_t b = 0; b < document_.beneficiaries.size(); ++b) build_beneficiary(b);
        return std::move(problem_);
    }

    [[nodiscard]] std::vector<Finding>& findings() { return findings_; }

private:
    /// A row for each skill; the document names those that have standing work.
    void build_fixed() {
        if (document_.fixed.empty()) return;
        const auto periods = static_cast<std::size_t>(problem_.num_periods);
        problem_.fixed.assign(problem_.skills.size(), std::vector<std::int64_t>(periods));
        std::vector<bool> is_given(problem_.skills.size());
        for (std::size_t f = 0; f < document_.fixed.size(); ++f) {
            const FixedRow& row = document_.fixed[f];
            const std::string path = at("", "fixed", f);
            const auto skill = skills_.find(row.skill, path + "/skill", "standing work", findings_);
            if (!skill) continue;
            const auto s = static_cast<std::size_t>(*skill);
            if (is_given[s])
                findings_.push_back(
                    make_finding("timetable.duplicate", path,
                                 "the standing work of skill '" + row.skill + "' is given twice"));
            is_given[s] = true;
            if (row.amounts.size() == periods)
                problem_.fixed[s] = units(row.amounts);
            else
                findings_.push_back(
                    make_finding("timetable.size", path + "/amounts",
                                 "the standing work of skill '" + row.skill + "' has " +
                                     std::to_string(row.amounts.size()) + " amounts; there are " +
                                     std::to_string(periods) + " periods"));
        }
    }

    void build_activity(std::size_t index) {
        const ActivityRow& row = document_.activities[index];
        const std::string path = at("", "activities", index);
        const std::string who = "activity '" + row.id + "'";
        tt::Activity activity;
        activity.key = row.id;
        activity.earliest = static_cast<int>(row.earliest);
        activity.deadline = static_cast<int>(row.deadline.value_or(document_.periods));
        for (std::size_t m = 0; m < row.modes.size(); ++m)
            activity.modes.push_back(build_mode(row.modes[m], at(path, "modes", m), who));
        for (std::size_t i = 0; i < row.prerequisites.size(); ++i)
            if (const auto before = activities_.find(row.prerequisites[i].activity,
                                                     at(path, "prerequisites", i), who, findings_))
                activity.prerequisites.push_back(
                    {*before, static_cast<int>(row.prerequisites[i].lag)});
        activity.required = activities_.find_all(row.required, path, "requires", who, findings_);
        activity.excludes = activities_.find_all(row.excludes, path, "excludes", who, findings_);
        activity.value = value_of(row.value);
        activity.mandatory = row.mandatory;
        if (row.pinned) activity.pinned = build_pin(*row.pinned, row, path + "/pinned");
        problem_.activities.push_back(std::move(activity));
    }

    std::optional<tt::Pin> build_pin(const PinRow& row, const ActivityRow& of,
                                     const std::string& path) {
        Keys keys("mode", "modes");
        for (const ModeRow& mode : of.modes) keys.add(mode.id);
        const auto mode = keys.find(row.mode, path + "/mode", "activity '" + of.id + "'", findings_);
        if (!mode) return std::nullopt;
        return tt::Pin{*mode, static_cast<int>(row.start), static_cast<int>(row.duration)};
    }

    tt::Mode build_mode(const ModeRow& row, const std::string& path, const std::string& of) {
        const std::string who = of + " in mode '" + row.id + "'";
        tt::Mode mode{row.id, static_cast<int>(row.min_duration),
                      static_cast<int>(row.max_duration.value_or(row.min_duration)), {},
                      row.coverage.units(), {}, value_of(row.value),
                      value_of(row.value_per_period)};
        for (std::size_t r = 0; r < row.requirements.size(); ++r)
            if (const auto skill = skills_.find(row.requirements[r].skill,
                                                at(path, "requirements", r) + "/skill", who,
                                                findings_))
                mode.requirements.push_back({*skill, row.requirements[r].amount.units()});
        for (std::size_t c = 0; c < row.consumptions.size(); ++c)
            if (const auto stock = stocks_.find(row.consumptions[c].stock,
                                                at(path, "consumptions", c) + "/stock", who,
                                                findings_))
                mode.consumptions.push_back({*stock, row.consumptions[c].amount.units()});
        return mode;
    }

    void build_beneficiary(std::size_t index) {
        const BeneficiaryRow& row = document_.beneficiaries[index];
        const std::string path = at("", "beneficiaries", index);
        const std::string who = "a need of beneficiary '" + row.id + "'";
        tt::Beneficiary beneficiary{row.id, {}};
        for (std::size_t n = 0; n < row.needs.size(); ++n)
            beneficiary.needs.push_back(
                {row.needs[n].weight,
                 activities_.find_all(row.needs[n].activities, at(path, "needs", n), "activities",
                                      who, findings_),
                 row.needs[n].base.units(), value_of(row.needs[n].value)});
        problem_.beneficiaries.push_back(std::move(beneficiary));
    }

    const TimetableDocument& document_;
    Keys skills_{"skill", "skills"};
    Keys stocks_{"stock", "stocks"};
    Keys activities_{"activity", "activities"};
    tt::Problem problem_;
    std::vector<Finding> findings_;
};

constexpr const char* what = "a timetable problem";

[[noreturn]] void refuse(const Source& source, std::vector<Finding> findings) {
    refuse_document(source, std::move(findings), what);
}

/// Whether the message has an amount in it, which the problem counts in hundredths: what is of
/// beneficiaries is of weights.
bool is_amount_told(const Finding& finding) {
    if (finding.code == "timetable.pinned") return finding.message.ends_with(" units");
    return finding.code == "timetable.overflow" && !finding.path.starts_with("/beneficiaries") &&
           finding.message.find("goes beyond") != std::string::npos;
}

/// Back from indices to keys.
class Writer {
public:
    explicit Writer(const tt::Problem& problem) : problem_(problem) {}

    TimetableDocument document() const {
        TimetableDocument document;
        document.periods = problem_.num_periods;
        document.closed.assign(problem_.closed.begin(), problem_.closed.end());
        document.skills = problem_.skills;
        for (const tt::Resource& resource : problem_.resources)
            document.resources.push_back(
                {resource.key, skills(resource.skills), amounts(resource.available)});
        for (std::size_t s = 0; s < problem_.fixed.size(); ++s)
            document.fixed.push_back({problem_.skills[s], amounts(problem_.fixed[s])});
        for (const tt::Stock& stock : problem_.stocks)
            document.stocks.push_back({stock.key, Amount::from_units(stock.amount)});
        for (const tt::Activity& activity : problem_.activities)
            document.activities.push_back(row(activity));
        for (const tt::Beneficiary& beneficiary : problem_.beneficiaries) {
            BeneficiaryRow& row = document.beneficiaries.emplace_back();
            row.id = beneficiary.key;
            for (const tt::Need& need : beneficiary.needs)
                row.needs.push_back(
                    {need.weight, activities(need.activities), Share::from_units(need.base),
                     worth(need.value, "a need of beneficiary '" + beneficiary.key + "'")});
        }
        return document;
    }

private:
    static std::vector<Amount> amounts(const std::vector<std::int64_t>& units) {
        std::vector<Amount> all;
        for (const std::int64_t each : units) all.push_back(Amount::from_units(each));
        return all;
    }
    std::vector<std::string> skills(const std::vector<int>& indices) const {
        std::vector<std::string> keys;
        for (const int s : indices) keys.push_back(problem_.skills[static_cast<std::size_t>(s)]);
        return keys;
    }
    std::vector<std::string> activities(const std::vector<int>& indices) const {
        std::vector<std::string> keys;
        for (const int a : indices)
            keys.push_back(problem_.activities[static_cast<std::size_t>(a)].key);
        return keys;
    }
    ActivityRow row(const tt::Activity& activity) const {
        ActivityRow row;
        row.id = activity.key;
        row.earliest = activity.earliest;
        if (activity.deadline != problem_.num_periods) row.deadline = activity.deadline;
        for (const tt::Mode& mode : activity.modes) {
            ModeRow& made = row.modes.emplace_back();
            made.id = mode.key;
            made.min_duration = mode.min_duration;
            if (mode.max_duration != mode.min_duration) made.max_duration = mode.max_duration;
            for (const tt::Requirement& requirement : mode.requirements)
                made.requirements.push_back(
                    {problem_.skills[static_cast<std::size_t>(requirement.skill)],
                     Amount::from_units(requirement.amount)});
            made.coverage = Share::from_units(mode.coverage);
            for (const tt::Consumption& each : mode.consumptions)
                made.consumptions.push_back(
                    {problem_.stocks[static_cast<std::size_t>(each.stock)].key,
                     Amount::from_units(each.amount)});
            const std::string who = "mode '" + mode.key + "' of activity '" + activity.key + "'";
            made.value = worth(mode.value, who);
            made.value_per_period = worth(mode.value_per_period, who);
        }
        for (const tt::Prerequisite& before : activity.prerequisites)
            row.prerequisites.push_back(
                {problem_.activities[static_cast<std::size_t>(before.activity)].key, before.lag});
        row.required = activities(activity.required);
        row.excludes = activities(activity.excludes);
        row.value = worth(activity.value, "activity '" + activity.key + "'");
        row.mandatory = activity.mandatory;
        if (const std::optional<tt::Pin>& pin = activity.pinned)
            row.pinned = PinRow{activity.modes[static_cast<std::size_t>(pin->mode)].key, pin->start,
                                pin->duration};
        return row;
    }
    static Worth worth(const Rational& value, const std::string& who) {
        const Rational units = value * Rational(value_unit);
        std::int64_t whole = 0;
        const std::string text = to_string(units);
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), whole);
        if (error != std::errc() || end != text.data() + text.size())
            throw Error("timetable.value",
                        who + " has the value " + to_string(value) +
                            ", which no number of at most six decimals is; round it first");
        return Worth::from_units(whole);
    }

    const tt::Problem& problem_;
};

}  // namespace

tt::Problem read_timetable(std::string_view text, std::string name, const Limits& limits) {
    const Source source(std::move(name), std::string(text));
    TimetableDocument document;
    std::vector<Finding> findings = read_json(source.text(), document, limits);
    if (std::ranges::any_of(findings, is_fatal)) refuse(source, std::move(findings));
    check_kind(document, source, what);
    if (!findings.empty()) refuse(source, std::move(findings));
    Builder builder(document);
    tt::Problem problem = builder.build();
    findings = std::move(builder.findings());
    for (Finding& finding : tt::check(problem)) {
        if (is_amount_told(finding)) finding.next_step = "Units are hundredths of an amount here";
        findings.push_back(std::move(finding));
    }
    if (!findings.empty()) refuse(source, std::move(findings));
    return problem;
}

tt::Problem read_timetable_file(const std::filesystem::path& path, const Limits& limits) {
    return read_timetable(read_bytes(path, limits.bytes), path.string(), limits);
}

std::string write_timetable(const tt::Problem& problem) {
    tt::validate(problem);
    return write_json(Writer(problem).document(), JsonStyle::pretty);
}

}  // namespace areena::io
