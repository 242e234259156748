#include "selection/raised_joining.hpp"

#include "selection/shares_run.hpp"

#include <algorithm>

namespace areena::selection {
namespace {

/// Considers the moments of the run with one share.
void consider_share(const Election& election, const TieOrder& ties, const Rational& share,
                    std::span<RaisedLoser> losers, const Progress& progress) {
    SharesRun run(election, ties, share);
    if (!run.run(progress, true)) return;
    for (RaisedLoser& loser : losers) loser.was_bought |= run.is_bought(loser.project);
    Replay replay(election, share);
    for (const Round& round : run.rounds()) {
        const Replay::Price price{round.value, {}};
        if (round.value.sign() > 0) {
            const Moment moment(election, replay, price, Moment::Equal::ties, round.project);
            for (RaisedLoser& loser : losers)
                if (!loser.was_bought) loser.joining->consider(moment);
        }
        replay.go_through(round, price, [](int, const Rational&) {});
    }
    const Replay::Price rest{std::nullopt, {}};
    const Moment end(election, replay, rest, Moment::Equal::wins);
    for (RaisedLoser& loser : losers)
        if (!loser.was_bought) loser.joining->consider(end);
}

}  // namespace

std::int64_t votes_to_go_through(const Election& election) {
    std::int64_t votes = 1;
    for (int p = 0; p < election.num_projects(); ++p)
        votes += static_cast<std::int64_t>(election.supporters(p).size());
    return votes;
}

bool consider_raises(const Election& election, const RuleOptions& options,
                     const Selection& selection, std::span<RaisedLoser> losers,
                     const Progress& progress) {
    if (!selection.finished ||
        selection.raises + 2 > most_proof_work / votes_to_go_through(election))
        return false;
    for (const RaisedLoser& loser : losers)
        if (election.votes(loser.project) == 0 || election.cost(loser.project) == 0) return false;
    const Rational even(election.instance().budget, election.num_voters());
    const Rational step = options.completion == Completion::ratio
                              ? even / Rational(100)
                              : Rational(options.money_unit * options.increment);
    const TieOrder ties(election, options.ties);
    Rational share = selection.share - Rational(selection.raises) * step;
    for (std::int64_t i = 0; i <= selection.raises + 1; ++i) {
        if (progress.stopped()) return false;
        consider_share(election, ties, share, losers, progress);
        share += step;
    }
    return !progress.stopped();
}

}  // namespace areena::selection
