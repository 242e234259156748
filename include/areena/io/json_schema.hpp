#pragma once

#include <string>

/// \file
/// What a network document may look like, for editors and validators that know no areena.

namespace areena::io {

/// The JSON Schema (draft 2020-12) of a network document, made from the field tables: the same bytes
/// every time, ending with a line feed. It uses no keyword that draft-07 lacks, so older validators
/// take it too.
///
/// Whatever `read` accepts without findings is valid. The reverse does not hold, for a schema cannot
/// say everything: the number of decimals, days of a month, repeated keys, references and the checks
/// of content are left to `read` and `check`.
[[nodiscard]] std::string json_schema();

}  // namespace areena::io
