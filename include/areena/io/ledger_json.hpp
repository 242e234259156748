#pragma once

#include "areena/core/quarter.hpp"
#include "areena/io/limits.hpp"
#include "areena/selection/ledger.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// The books after a promise as a JSON document of their own, format `areena-ledger`: an entry for
/// each member with `carried`, `share`, `spent` and `balance`, exact fractions of a person-day. The
/// next promise begins from the balances.

namespace areena::io {

/// A ledger and where it comes from.
struct LedgerFile {
    std::string network;  ///< its key
    Period period;        ///< of the promise whose books these are
    std::vector<selection::LedgerEntry> entries;

    bool operator==(const LedgerFile&) const = default;
};

/// Reads a ledger from text; `name` is how findings call it.
///
/// Throws `Error` with every fault found, each with line and column: what `read_json` finds;
/// `document.format` and `document.version` for another kind of document; `ledger.duplicate` for a
/// member that stands twice. The code of the error is that of the first. O(size of the text).
[[nodiscard]] LedgerFile read_ledger(std::string_view text, std::string name = "",
                                     const Limits& limits = {});

/// Reads a file. Also throws `io.not_found` and `io.read`.
[[nodiscard]] LedgerFile read_ledger_file(const std::filesystem::path& path,
                                          const Limits& limits = {});

/// The document of a ledger; reading it gives the ledger back, and the same one gives the same bytes.
[[nodiscard]] std::string write_ledger(const LedgerFile& ledger);

}  // namespace areena::io
