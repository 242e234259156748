#include "areena/io/utility_table.hpp"

#include "areena/core/error.hpp"
#include "areena/io/csv.hpp"
#include "core/rational_access.hpp"
#include "io/key_column.hpp"
#include "io/pabulib_groups.hpp"
#include "io/pabulib_reader.hpp"
#include "io/in_quotes.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <unordered_set>
#include <utility>

namespace areena::io {
namespace {

using detail::KeyIndex;
using detail::PabulibVote;
using selection::GroupedProfile;

constexpr std::int64_t largest = std::int64_t{1} << 62;

/// A whole number, a decimal or a fraction, exactly; none if it is no such.
std::optional<Rational> number(std::string_view text) {
    const bool is_negative = text.starts_with('-');
    if (is_negative) text.remove_prefix(1);
    const std::size_t point = text.find_first_of("./");
    const auto all_digits = [](std::string_view part) {
        return !part.empty() && part.size() <= 18 &&
               std::ranges::all_of(part, [](char c) { return c >= '0' && c <= '9'; });
    };
    const auto whole = [](std::string_view part) { return Rational::parse(part); };
    const std::string_view front = text.substr(0, point);
    if (!all_digits(front)) return std::nullopt;
    Rational value = whole(front);
    if (point != std::string_view::npos) {
        const std::string_view rest = text.substr(point + 1);
        if (!all_digits(rest)) return std::nullopt;
        Rational unit = 1;
        if (text[point] == '.') {
            for (std::size_t i = 0; i < rest.size(); ++i) unit *= 10;
            value += whole(rest) / unit;
        } else {
            unit = whole(rest);
            if (unit.sign() == 0) return std::nullopt;
            value /= unit;
        }
    }
    return is_negative ? -value : value;
}

/// One row of the table that names what is there.
struct Entry {
    int voter = 0;
    int project = 0;
    Rational utility;
};

class TableOfUtilities {
public:
    TableOfUtilities(const Pabulib& election, std::string_view text, std::string_view file,
                     const Limits& limits)
        : file_(file), reader_(text, CsvFormat{',', true}, limits) {
        for (const auto& project : election.instance.projects)
            static_cast<void>(projects_.add(project.id));
    }

    /// Reads the header.
    void begin() {
        std::vector<CsvField> row;
        if (!reader_.next(row)) return;
        for (std::size_t i = 0; i < row.size(); ++i) {
            std::optional<std::size_t>* column = row[i].text == "voter"     ? &voter_
                                                 : row[i].text == "project" ? &project_
                                                 : row[i].text == "utility" ? &utility_
                                                                            : nullptr;
            if (!column)
                fault("selection.column", row[i], "no such column in a table of utilities",
                      "project, utility, and voter");
            else if (*column)
                fault("selection.column", row[i], "a column that stands twice", "each column once");
            else
                *column = i;
        }
        refuse_faults();
        if (!project_ || !utility_)
            fault("selection.column", {{}, row.front().offset},
                  "the table lacks its columns", "project, utility, and voter");
    }

    [[nodiscard]] bool has_voters() const { return voter_.has_value(); }

    /// All rows. `voters` is asked only if the table has such a column.
    std::vector<Entry> read(const KeyIndex& voters) {
        std::vector<Entry> entries;
        std::vector<CsvField> row;
        std::unordered_set<std::uint64_t> seen;
        while (project_ && utility_ && reader_.next(row)) {
            if (row.size() != reader_.num_columns()) continue;  // told by the reader
            Entry entry;
            if (voter_) entry.voter = key(voters, "selection.voter", "voter", row[*voter_]);
            entry.project = key(projects_, "selection.project", "project", row[*project_]);
            const CsvField& said = row[*utility_];
            const auto value = number(said.text);
            if (!value)
                fault("selection.cell", said, "no utility",
                      "a number such as 3, 0.25 or 1/3, with at most 18 digits a part");
            else if (value->sign() < 0)
                fault("selection.utility", said, "a utility is negative", "0 or more");
            if (!value || entry.voter < 0 || entry.project < 0) continue;
            const auto pair = static_cast<std::uint64_t>(entry.voter) << 32U |
                              static_cast<std::uint64_t>(entry.project);
            if (!seen.insert(pair).second)
                fault("selection.duplicate_vote", row[*project_],
                      voter_ ? "a second utility of the project for the voter"
                             : "a second utility of the project",
                      "one row each");
            entry.utility = *value;
            entries.push_back(std::move(entry));
        }
        return entries;
    }

    /// Throws if anything was wrong.
    void refuse_faults() const {
        std::vector<Finding> findings = reader_.findings(file_);
        if (has_errors(findings))
            throw Error("selection.utility_table", "the table of utilities cannot be used",
                        std::move(findings));
    }

    void missing(const std::string& project) {
        Finding finding;
        finding.code = "selection.utility";
        finding.message = "the table has no row for project " + detail::in_quotes(project);
        finding.expected = "a row for each project";
        reader_.report(std::move(finding));
    }

private:
    void fault(const char* code, const CsvField& field, const std::string& message,
               const std::string& expected, std::vector<std::string> near = {}) {
        Finding finding;
        finding.code = code;
        finding.message = message;
        finding.got = detail::shorten(field.text, 60);
        finding.expected = expected;
        finding.nearest = std::move(near);
        finding.place.offset = static_cast<std::int64_t>(field.offset);
        reader_.report(std::move(finding));
    }

    int key(const KeyIndex& keys, const char* code, const char* what, const CsvField& field) {
        const std::string id(field.text);
        const int found = keys.find(id);
        if (found < 0)
            fault(code, field, std::string("no such ") + what + " in the election", {},
                  keys.size() <= 10'000 ? keys.nearest_to(id) : std::vector<std::string>{});
        return found;
    }

    std::string file_;
    CsvReader reader_;
    KeyIndex projects_;
    std::optional<std::size_t> voter_;
    std::optional<std::size_t> project_;
    std::optional<std::size_t> utility_;
};

/// One utility a project, which its supporters have.
void take_by_project(Pabulib& election, TableOfUtilities& table) {
    std::vector<std::optional<Rational>> given(election.instance.projects.size());
    for (Entry& entry : table.read({}))
        given[static_cast<std::size_t>(entry.project)] = std::move(entry.utility);
    table.refuse_faults();
    std::vector<Rational> utilities;
    for (std::size_t p = 0; p < given.size(); ++p) {
        if (!given[p]) table.missing(election.instance.projects[p].id);
        utilities.push_back(given[p].value_or(0));
    }
    table.refuse_faults();
    election.profile = with_utilities(election.instance, std::move(election.profile), utilities);
}

/// A common unit, and the whole numbers in it.
std::int64_t common_unit(const std::vector<Entry>& entries) {
    std::int64_t unit = 1;
    for (const Entry& entry : entries) {
        const std::int64_t d =
            entry.utility.is_small() ? RationalAccess::small_denominator(entry.utility) : 0;
        if (d == 0 || __builtin_mul_overflow(unit / std::gcd(unit, d), d, &unit) || unit > largest)
            throw Error("selection.overflow", "the utilities have no common unit within 62 bits");
    }
    return unit;
}

/// The table stands for the ballots.
void take_by_voter(Pabulib& election, TableOfUtilities& table,
                   const std::vector<std::string>& voters) {
    if (voters.empty() && election.profile.num_voters() > 0)
        throw Error("selection.voter",
                    "the election has no column 'voter_id', which a table by voter refers to");
    KeyIndex index;
    for (const std::string& voter : voters)
        if (!index.add(voter))
            throw Error("selection.voter", "two lines of the election are of voter " +
                                               detail::in_quotes(voter) +
                                               "; a table by voter needs ids that differ");
    std::vector<Entry> entries = table.read(index);
    table.refuse_faults();
    const std::int64_t unit = common_unit(entries);
    std::ranges::sort(entries, {}, [](const Entry& e) { return std::pair(e.voter, e.project); });
    GroupedProfile profile;
    profile.kind = selection::BallotKind::scoring;
    profile.points_unit = unit;
    detail::BallotGrouper grouper(profile, true, voters.size(), entries.size());
    std::vector<PabulibVote> ballot;
    std::size_t next = 0;
    std::int64_t silent = 0;
    for (int voter = 0; std::cmp_less(voter, voters.size()); ++voter) {
        ballot.clear();
        for (; next < entries.size() && entries[next].voter == voter; ++next) {
            const Rational scaled = entries[next].utility * Rational(unit);
            if (scaled >= Rational(largest))
                throw Error("selection.overflow", "the utilities do not fit 62 bits");
            ballot.push_back({entries[next].project, scaled.floor()});
        }
        silent += ballot.empty() ? 1 : 0;
        grouper.add(ballot);
    }
    election.profile = std::move(profile);
    if (silent == 0) return;
    Finding finding;
    finding.code = "selection.silent_voters";
    finding.severity = Severity::warning;
    finding.message = std::to_string(silent) +
                      " voters of the election have no row in the table of utilities; nothing is "
                      "worth anything to them, and they hold their share all the same";
    election.findings.push_back(std::move(finding));
}

}  // namespace

Pabulib read_pabulib_with_utilities(std::string_view text, std::string_view table,
                                    std::string_view file, std::string_view table_file,
                                    const Limits& limits) {
    std::vector<std::string> voters;
    Pabulib election = detail::read_pabulib_voters(text, file, limits, voters);
    TableOfUtilities utilities(election, table, table_file, limits);
    utilities.begin();
    utilities.refuse_faults();
    if (utilities.has_voters())
        take_by_voter(election, utilities, voters);
    else
        take_by_project(election, utilities);
    return election;
}

Pabulib read_pabulib_file_with_utilities(const std::filesystem::path& path,
                                         const std::filesystem::path& table,
                                         const Limits& limits) {
    return read_pabulib_with_utilities(detail::read_text(path, limits),
                                       detail::read_text(table, limits), path.string(),
                                       table.string(), limits);
}

}  // namespace areena::io
