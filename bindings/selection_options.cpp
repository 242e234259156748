#include "selection_options.hpp"

#include "selection_reasons.hpp"

#include "areena/core/error.hpp"
#include "areena/selection/names.hpp"

#include <array>
#include <utility>

namespace areena::python {
namespace {

using namespace areena::selection;

constexpr std::array<std::pair<const char*, BallotKind>, 5> kinds{
    {{"approval", BallotKind::approval},
     {"choose-1", BallotKind::choose_1},
     {"cumulative", BallotKind::cumulative},
     {"scoring", BallotKind::scoring},
     {"ordinal", BallotKind::ordinal}}};

}  // namespace

RuleOptions options_from(const io::Pabulib& file, const std::string& rule,
                         const std::string& completion, const std::vector<std::string>& ties,
                         const std::vector<std::string>& order) {
    RuleOptions options;
    options.rule = named<Rule>(rule);
    options.completion = named<Completion>(completion);
    options.ties.ties.clear();
    for (const std::string& tie : ties) options.ties.ties.push_back(named<TieKey>(tie));
    for (const std::string& project : order)
        options.ties.order.push_back(project_index(file.instance, project));
    options.money_unit = file.money_unit;
    return options;
}

BallotKind kind_named(const std::string& name) {
    std::string all;
    for (const auto& [each, value] : kinds) {
        if (name == each) return value;
        all += (all.empty() ? "'" : ", '") + std::string(each) + "'";
    }
    throw Error("selection.kind", quote(name) + " is no kind of ballots; one of " + all);
}

const char* kind_name(BallotKind kind) {
    for (const auto& [each, value] : kinds)
        if (value == kind) return each;
    return "";
}

}  // namespace areena::python
