#pragma once

#include "timetable/calendar.hpp"
#include "timetable/network.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace areena::timetable::detail {

/// What is taken of one skill (local to a piece) in one period.
struct Take {
    int skill = 0;
    std::int64_t amount = 0;
};

/// The load of every piece in every slot, kept while activities come and go, with exact answers
/// to "does this fit as well?".
///
/// What fits is judged against the load given to the constructor: if that is short already, more
/// fits where it does not make the shortfall larger. A piece of up to six skills keeps the slack of
/// each of its at most 63 sets of skills (Hall's condition); a larger one keeps a flow per period.
class LoadState {
public:
    /// `load` is [skill][period]. Keeps a reference to `network`.
    LoadState(const Network& network, const Calendar& calendar, const Problem& problem,
              const std::vector<std::vector<std::int64_t>>& load);

    [[nodiscard]] bool fits(int piece, int slot, std::span<const Take> takes);
    /// By how much the shortfall would grow. At most one take per skill.
    [[nodiscard]] std::int64_t missing(int piece, int slot, std::span<const Take> takes);
    /// The set of skills that would be short if these were added: a mark per skill of the piece.
    [[nodiscard]] std::vector<char> short_skills(int piece, int slot,
                                                 std::span<const Take> takes) const;

    /// Adds what fits.
    void add(int piece, int slot, std::span<const Take> takes);
    /// Takes away what was added before.
    void remove(int piece, int slot, std::span<const Take> takes);

    /// The largest load share of a piece in a period (see `largest_share`).
    [[nodiscard]] Fraction share(int piece, int slot);
    /// The largest over all pieces and periods, closed ones too.
    [[nodiscard]] Fraction peak();
    /// About `share` with these added: over sets of one skill and the whole piece.
    [[nodiscard]] Fraction share_with(int piece, int slot, std::span<const Take> takes) const;

    [[nodiscard]] const std::vector<std::int64_t>& load(int piece, int slot) const {
        return cells_[cell(piece, slot)].load;
    }
    [[nodiscard]] const std::vector<std::int64_t>& available(int piece, int slot) const {
        return cells_[cell(piece, slot)].available;
    }

private:
    static constexpr int table_skills = 6;

    /// One piece in one period.
    struct Cell {
        std::vector<std::int64_t> load;             // per skill
        std::vector<std::int64_t> available;        // per resource
        std::vector<std::int64_t> capacity;         // table: per set of skills, as bits
        std::vector<std::int64_t> slack;            // table: what more the set may take
        std::vector<PieceFlow<std::int64_t>> flow;  // otherwise: one
        std::vector<std::int64_t> room;  // per skill: what it alone may still take; -1: not known
        Fraction share;
        bool share_known = false;
    };

    [[nodiscard]] std::size_t cell(int piece, int slot) const noexcept {
        return static_cast<std::size_t>(slot) * network_->pieces.size() +
               static_cast<std::size_t>(piece);
    }
    void make_table(const Piece& piece, Cell& cell) const;
    [[nodiscard]] std::int64_t room(Cell& cell, int skill) const;
    [[nodiscard]] std::int64_t missing_together(Cell& cell, std::span<const Take> takes) const;
    static void changed(Cell& cell);
    [[nodiscard]] Fraction table_share(const Cell& cell) const;

    const Network* network_;
    int num_slots_;
    Fraction closed_peak_;  // of closed periods: nothing changes there
    std::vector<Cell> cells_;
};

}  // namespace areena::timetable::detail
