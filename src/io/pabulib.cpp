#include "areena/io/pabulib.hpp"

#include "areena/core/error.hpp"
#include "io/in_quotes.hpp"
#include "io/line_counter.hpp"
#include "io/pabulib_groups.hpp"
#include "io/pabulib_reader.hpp"
#include "io/pabulib_rows.hpp"
#include "io/utf8.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <numeric>
#include <optional>

namespace areena::io {
namespace {

using detail::BallotGrouper;
using detail::Cell;
using detail::PabulibVote;
using detail::ProjectIndex;
using detail::in_quotes;
using detail::RowReader;
using selection::BallotKind;

constexpr std::int64_t millionth = 1'000'000;

/// In millionths; a decimal comma is as good as a point. None if it is no such number.
std::optional<std::int64_t> parse_millionths(std::string_view text) {
    bool negative = false;
    if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
        negative = text.front() == '-';
        text.remove_prefix(1);
    }
    std::int64_t value = 0;
    int decimals = -1;
    bool any = false;
    for (const char c : text) {
        if ((c == '.' || c == ',') && decimals < 0) {
            decimals = 0;
            continue;
        }
        if (c < '0' || c > '9') return std::nullopt;
        any = true;
        if (decimals >= 6) {
            if (c != '0') return std::nullopt;
            continue;
        }
        if (decimals >= 0) ++decimals;
        if (__builtin_mul_overflow(value, std::int64_t{10}, &value) ||
            __builtin_add_overflow(value, std::int64_t{c - '0'}, &value))
            return std::nullopt;
    }
    if (!any) return std::nullopt;
    for (int i = std::max(decimals, 0); i < 6; ++i)
        if (__builtin_mul_overflow(value, std::int64_t{10}, &value)) return std::nullopt;
    return negative ? -value : value;
}

std::optional<BallotKind> kind_of(std::string_view name) {
    if (name == "approval") return BallotKind::approval;
    if (name == "choose-1") return BallotKind::choose_1;
    if (name == "cumulative") return BallotKind::cumulative;
    if (name == "scoring") return BallotKind::scoring;
    if (name == "ordinal") return BallotKind::ordinal;
    return std::nullopt;
}

enum class Section { none, meta, projects, votes };

Section section_of(const std::vector<Cell>& cells) {
    for (std::size_t i = 1; i < cells.size(); ++i)
        if (!cells[i].text.empty()) return Section::none;
    std::string name(cells.front().text);
    std::ranges::transform(name, name.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
    return name == "meta"       ? Section::meta
           : name == "projects" ? Section::projects
           : name == "votes"    ? Section::votes
                                : Section::none;
}

class PabulibReader {
public:
    /// `voters`, if given, gets the ids of the voters.
    PabulibReader(std::string_view text, std::string_view file, const Limits& limits,
                  std::vector<std::string>* voters = nullptr)
        : text_(text), file_(file), limits_(limits), rows_(text), voters_(voters) {}

    Pabulib read() {
        check_text();
        std::size_t count = 0;
        while (rows_.next(cells_)) {
            if (++count > limits_.rows)
                throw Error("io.limit",
                            "more than " + std::to_string(limits_.rows) +
                                " lines; raise the limit if the file is meant to be read",
                            place(cells_.front().offset));
            read_row();
        }
        if (rows_.open_quote() != std::string_view::npos)
            fault("quote", rows_.open_quote(), "nothing closes the quote", "", "the other quote");
        finish();
        report();
        return std::move(election_);
    }

private:
    struct Announced {
        std::string text;
        std::size_t offset = 0;
    };

    static constexpr std::size_t absent = std::numeric_limits<std::size_t>::max();

    [[nodiscard]] Place place(std::size_t offset) const {
        Place found = detail::LineCounter(text_).at(std::min(offset, text_.size()));
        found.file = file_;
        return found;
    }

    void check_text() const {
        if (text_.size() > limits_.bytes)
            throw Error("io.limit", "the file has " + std::to_string(text_.size()) +
                                        " bytes; more than " + std::to_string(limits_.bytes) +
                                        " are not read");
        if (const auto bad = detail::find_invalid_utf8(text_); bad != std::string_view::npos)
            throw Error("io.utf8", "the text is not UTF-8; save the file as UTF-8", place(bad));
    }

    void find(Severity severity, const char* code, std::size_t offset, const std::string& message,
              std::string_view got, std::string_view expected) {
        (severity == Severity::error ? errors_ : told_) += 1;
        if (election_.findings.size() >= limits_.findings && severity != Severity::error) return;
        if (errors_ > limits_.findings) return;
        Finding finding;
        finding.code = std::string("pabulib.") + code;
        finding.severity = severity;
        finding.message = message;
        finding.got = detail::shorten(got, 60);
        finding.expected = expected;
        finding.place.offset = static_cast<std::int64_t>(std::min(offset, text_.size()));
        election_.findings.push_back(std::move(finding));
    }
    void fault(const char* code, std::size_t offset, const std::string& message,
               std::string_view got, std::string_view expected) {
        find(Severity::error, code, offset, message, got, expected);
    }
    void warn(const char* code, std::size_t offset, const std::string& message,
              std::string_view got = {}, std::string_view expected = {}) {
        find(Severity::warning, code, offset, message, got, expected);
    }

    void read_row() {
        if (const Section next = section_of(cells_); next != Section::none) {
            begin(next);
        } else if (section_ == Section::none) {
            if (std::exchange(complained_, true)) return;
            fault("section", cells_.front().offset, "a line before the first section",
                  cells_.front().text, "META");
        } else if (!has_header_) {
            read_header();
        } else if (section_ == Section::meta) {
            read_meta();
        } else if (section_ == Section::projects) {
            read_project();
        } else {
            read_vote();
        }
    }

    void begin(Section next) {
        const std::size_t offset = cells_.front().offset;
        if (next <= section_)
            fault("section", offset, "the section stands twice or out of order",
                  cells_.front().text, "META, PROJECTS, VOTES, once each");
        if (next == Section::votes) {
            if (section_ != Section::projects)
                fault("section", offset, "votes before any projects", "", "a section PROJECTS");
            begin_votes(offset);
        }
        section_ = next;
        has_header_ = false;
    }

    std::size_t column(std::string_view name) const {
        for (std::size_t i = 0; i < cells_.size(); ++i)
            if (cells_[i].text == name) return i;
        return absent;
    }

    std::size_t needed_column(std::string_view name) {
        const std::size_t found = column(name);
        if (found == absent)
            fault("column", cells_.front().offset, "no column " + in_quotes(name),
                  cells_.front().text, name);
        return found;
    }

    void read_header() {
        has_header_ = true;
        if (section_ == Section::projects) {
            id_ = needed_column("project_id");
            cost_ = needed_column("cost");
            name_ = column("name");
            category_ = column("category");
            target_ = column("target") != absent ? column("target") : column("beneficiaries");
            selected_ = column("selected");
        } else if (section_ == Section::votes) {
            vote_ = needed_column("vote");
            points_ = column("points");
            voter_ = column("voter_id");
            if (wants_points() && points_ == absent)
                fault("vote_type", cells_.front().offset,
                      "the vote type needs points, and there is no column 'points'", vote_type_,
                      "a column 'points', or vote_type approval, choose-1 or ordinal");
        }
    }

    [[nodiscard]] bool wants_points() const {
        return kind_ == BallotKind::cumulative || kind_ == BallotKind::scoring;
    }

    [[nodiscard]] Cell cell(std::size_t column) const {
        if (column < cells_.size()) return cells_[column];
        return {{}, cells_.front().offset};
    }

    void read_meta() {
        const std::string_view key = cells_.front().text;
        const Cell value = cell(1);
        election_.meta.emplace_back(key, value.text);
        if (key == "budget") {
            has_budget_ = true;
            const auto budget = parse_millionths(value.text);
            if (!budget || *budget < 0)
                fault("budget", value.offset, "the budget is no amount of money", value.text,
                      "a number that is not negative, with at most 6 decimals");
            else if (*budget == 0)
                warn("budget", value.offset, "the budget is 0; only free projects can be selected");
            budget_ = budget.value_or(0);
        } else if (key == "vote_type") {
            vote_type_ = value.text;
            const auto kind = kind_of(value.text);
            if (!kind)
                fault("vote_type", value.offset, "no such vote type", value.text,
                      "approval, choose-1, cumulative, scoring or ordinal");
            kind_ = kind.value_or(BallotKind::approval);
        } else if (key == "num_projects" || key == "num_votes") {
            (key == "num_votes" ? announced_votes_ : announced_projects_) = {std::string(value.text),
                                                                              value.offset};
        }
    }

    void read_project() {
        const Cell id = cell(id_);
        const Cell cost = cell(cost_);
        if (id.text.empty()) {
            fault("project", id.offset, "a project without an id", "", "a project_id");
            return;
        }
        const auto amount = parse_millionths(cost.text);
        if (!amount || *amount < 0)
            fault("cost", cost.offset, "the cost of project " + in_quotes(id.text) + " is no cost",
                  cost.text, "a number that is not negative, with at most 6 decimals");
        else if (*amount == 0)
            warn("free", cost.offset, "project " + in_quotes(id.text) + " is free");
        else if (*amount > budget_ && has_budget_)
            find(Severity::note, "dear", cost.offset,
                 "project " + in_quotes(id.text) + " costs more than the budget", cost.text, "");
        election_.instance.projects.push_back({std::string(id.text), amount.value_or(0)});
        offsets_.push_back(id.offset);
        election_.projects.push_back({std::string(cell(name_).text),
                                      std::string(cell(category_).text),
                                      std::string(cell(target_).text),
                                      std::string(cell(selected_).text)});
    }

    void begin_votes(std::size_t offset) {
        if (!has_budget_) fault("budget", 0, "META has no budget", "", "a line 'budget;...'");
        if (vote_type_.empty())
            fault("vote_type", 0, "META has no vote_type", "",
                  "approval, choose-1, cumulative, scoring or ordinal");
        index_.emplace(election_.instance.projects);
        for (std::size_t p = 0; p < offsets_.size(); ++p)
            if (std::cmp_not_equal(index_->find(election_.instance.projects[p].id), p))
                fault("duplicate_project", offsets_[p], "two projects have the same id",
                      election_.instance.projects[p].id, "ids that differ");
        if (offsets_.empty()) warn("no_projects", offset, "there are no projects");
        election_.profile.kind = kind_;
        // A voter takes a line, a vote two characters at least.
        const auto lines = std::ranges::count(text_.substr(std::min(offset, text_.size())), '\n');
        groups_.emplace(election_.profile, wants_points() || kind_ == BallotKind::ordinal,
                        static_cast<std::size_t>(lines) + 1, text_.size() / 2);
        last_ballot_.assign(offsets_.size(), 0);
    }

    void read_vote() {
        ++num_votes_;
        votes_.clear();
        if (voters_ && voter_ != absent) voters_->emplace_back(cell(voter_).text);
        if (vote_ == absent) return;
        if (vote_ >= cells_.size()) {
            fault("row", cells_.front().offset, "the line ends before its vote", "",
                  std::to_string(vote_ + 1) + " cells at least");
            return;
        }
        const Cell ballot = cells_[vote_];
        std::size_t parts = 0;
        detail::for_each_part(ballot, [&](const Cell& id) {
            ++parts;
            const int project = index_->find(id.text);
            if (project < 0) {
                fault("unknown_project", id.offset, "a vote for a project that is not there",
                      id.text, "a project_id of the section PROJECTS");
                votes_.push_back({-1, 0});
            } else {
                votes_.push_back({project, 1});
            }
        });
        if (kind_ == BallotKind::choose_1 && parts > 1)
            warn("choose_1", ballot.offset, "more than one choice where one was asked for",
                 ballot.text, "one project");
        if (wants_points() && points_ != absent) read_points(ballot);
        drop_repeated(ballot);
        if (kind_ == BallotKind::ordinal)
            for (std::size_t i = 0; i < votes_.size(); ++i)
                votes_[i].points = static_cast<std::int64_t>(votes_.size() - 1 - i) * millionth;
        std::ranges::sort(votes_);
        if (errors_ == 0) groups_->add(votes_);
    }

    void read_points(const Cell& ballot) {
        const Cell points = cell(points_);
        std::size_t i = 0;
        detail::for_each_part(points, [&](const Cell& part) {
            const auto value = parse_millionths(part.text);
            if (!value || *value < 0)
                fault("points", part.offset, "no number of points", part.text,
                      "a number that is not negative, with at most 6 decimals");
            if (i < votes_.size()) votes_[i].points = value.value_or(0);
            ++i;
        });
        if (i != votes_.size())
            fault("points", points.text.empty() ? ballot.offset : points.offset,
                  std::to_string(votes_.size()) + " projects and " + std::to_string(i) +
                      " numbers of points",
                  points.text, "as many points as projects");
    }

    /// The first mention of a project counts.
    void drop_repeated(const Cell& ballot) {
        std::erase_if(votes_, [&](const PabulibVote& vote) {
            if (vote.project < 0) return true;
            std::int64_t& last = last_ballot_[static_cast<std::size_t>(vote.project)];
            if (std::exchange(last, num_votes_) != num_votes_) return false;
            warn("repeated", ballot.offset, "a project twice in a vote; counted once",
                 election_.instance.projects[static_cast<std::size_t>(vote.project)].id);
            return true;
        });
    }

    void finish() {
        if (section_ != Section::votes)
            fault("truncated", text_.size(), "the file ends before its votes", "",
                  "sections META, PROJECTS and VOTES");
        else if (num_votes_ == 0)
            warn("no_votes", text_.size(), "there are no votes");
        const auto compare = [&](const Announced& announced, std::int64_t got, const char* what) {
            if (announced.text.empty()) return;
            if (parse_millionths(announced.text) != got * millionth)
                warn("count", announced.offset,
                     std::string("another number of ") + what + " than announced",
                     std::to_string(got), announced.text);
        };
        compare(announced_projects_, static_cast<std::int64_t>(offsets_.size()), "projects");
        compare(announced_votes_, num_votes_, "votes");
        settle_units();
    }

    /// Millionths become the coarsest units in which all is whole.
    void settle_units() {
        auto& projects = election_.instance.projects;
        std::int64_t shared = std::gcd(millionth, budget_);
        for (const auto& project : projects) shared = std::gcd(shared, project.cost);
        std::int64_t unit = 1;
        while ((millionth / unit) != std::gcd(millionth / unit, shared)) unit *= 10;
        for (auto& project : projects) project.cost /= millionth / unit;
        election_.instance.budget = budget_ / (millionth / unit);
        election_.money_unit = unit;
        shared = millionth;
        for (const std::int64_t points : election_.profile.points)
            shared = std::gcd(shared, points);
        for (std::int64_t& points : election_.profile.points) points /= shared;
        if (!election_.profile.points.empty()) election_.profile.points_unit = millionth / shared;
    }

    void report() {
        auto& findings = election_.findings;
        std::ranges::stable_sort(findings, {}, [](const Finding& f) { return f.place.offset; });
        detail::LineCounter counter(text_);
        for (Finding& finding : findings) {
            finding.place = counter.at(static_cast<std::size_t>(finding.place.offset));
            finding.place.file = file_;
        }
        if (errors_ > 0)
            throw Error("pabulib.faults", "the election cannot be read", std::move(findings));
    }

    std::string_view text_;
    std::string file_;
    const Limits& limits_;
    RowReader rows_;
    std::vector<std::string>* voters_;
    Pabulib election_;
    std::vector<Cell> cells_;
    Section section_ = Section::none;
    bool has_header_ = false;
    bool complained_ = false;
    bool has_budget_ = false;
    std::int64_t budget_ = 0;
    std::string vote_type_;
    BallotKind kind_ = BallotKind::approval;
    Announced announced_votes_;
    Announced announced_projects_;
    std::size_t id_ = absent, cost_ = absent, name_ = absent, category_ = absent;
    std::size_t target_ = absent, selected_ = absent, vote_ = absent, points_ = absent;
    std::size_t voter_ = absent;
    std::vector<std::size_t> offsets_;  // of project ids
    std::optional<ProjectIndex> index_;
    std::optional<BallotGrouper> groups_;
    std::vector<std::int64_t> last_ballot_;  // by project
    std::vector<PabulibVote> votes_;
    std::int64_t num_votes_ = 0;
    std::size_t errors_ = 0;
    std::size_t told_ = 0;
};

}  // namespace

Pabulib read_pabulib(std::string_view text, std::string_view file, const Limits& limits) {
    return PabulibReader(text, file, limits).read();
}

std::string detail::read_text(const std::filesystem::path& path, const Limits& limits) {
    std::error_code error;
    if (std::filesystem::is_directory(path, error))  // opening one succeeds on some systems
        throw Error("io.read", "cannot read '" + path.string() + "': it is a folder; name the file",
                    ErrorKind::io);
    std::ifstream stream(path, std::ios::binary | std::ios::ate);
    if (!stream)
        throw Error("io.read", "cannot read '" + path.string() + "'", ErrorKind::io);
    const auto size = static_cast<std::size_t>(std::max<std::streamoff>(stream.tellg(), 0));
    if (size > limits.bytes)
        throw Error("io.limit", "'" + path.string() + "' has " + std::to_string(size) +
                                    " bytes; more than " + std::to_string(limits.bytes) +
                                    " are not read");
    std::string text(size, '\0');
    stream.seekg(0);
    if (!stream.read(text.data(), static_cast<std::streamsize>(size)))
        throw Error("io.read", "cannot read '" + path.string() + "'", ErrorKind::io);
    return text;
}

Pabulib detail::read_pabulib_voters(std::string_view text, std::string_view file,
                                    const Limits& limits, std::vector<std::string>& voters) {
    return PabulibReader(text, file, limits, &voters).read();
}

Pabulib read_pabulib_file(const std::filesystem::path& path, const Limits& limits) {
    return read_pabulib(detail::read_text(path, limits), path.string(), limits);
}

}  // namespace areena::io
