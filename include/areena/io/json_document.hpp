#pragma once

#include "areena/core/finding.hpp"
#include "areena/io/limits.hpp"
#include "areena/io/source.hpp"
#include "areena/io/tables.hpp"
#include "areena/network.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// Network documents: the format `areena-network`, as a file or as a folder that holds one, with
/// tables beside it.

namespace areena::io {

/// The document's file in a network's folder.
inline constexpr std::string_view network_file = "network.json";

/// What became of a document: a draft, what is wrong with how it is written, and the text itself, so
/// that findings about the draft (of `check`) can be given their places.
struct Reading {
    Draft draft;
    std::vector<Finding> findings;  ///< in the order of the text, with their places
    Source source;
    Tables tables;  ///< beside `network.json`, with findings of their own
};

/// Reads a network document, from a file or from `network.json` in a folder. Faults of content are
/// findings; the draft then holds what could be read. A document called `network.json` is read with
/// the tables beside it (`read_tables`), any other alone.
///
/// Throws where there is no draft at all: `io.not_found`, `io.no_document` (a folder without
/// `network.json`), `io.read`; a `json.*` code of `read_json` for what is not UTF-8, not JSON or over
/// a limit; `document.format` for another kind of document; `document.version` for a version that
/// this library does not know; and as `read_tables` does. `place` and `findings` of the error say
/// where. O(size of the text).
[[nodiscard]] Reading read(const std::filesystem::path& path, const Limits& limits = {});

/// Reads a network document from text; `name` is how findings call it. Throws as `read` does.
[[nodiscard]] Reading read_text(std::string_view text, std::string name, const Limits& limits = {});

/// The document of a network: the same network gives the same bytes, laid out so that a change of
/// one fact changes few lines. Reading it gives the network back. Throws as `write_json` does.
[[nodiscard]] std::string write(const Network& network);

/// Writes the document into a file, or into `network.json` of a folder that exists. Whatever
/// happens meanwhile, the file holds the old document or the new one, whole. A file that is replaced
/// keeps its permissions. Throws `io.write`, and as `write_json` does.
void save(const Network& network, const std::filesystem::path& path);

}  // namespace areena::io
