#pragma once

#include "areena/core/error.hpp"
#include "areena/io/source.hpp"

#include "io/make_finding.hpp"

#include <string>
#include <utility>
#include <vector>

namespace areena::io::detail {

/// Throws all findings, located, under the code of the first. `what` is what the text is not:
/// "a timetable problem".
[[noreturn]] inline void refuse_document(const Source& source, std::vector<Finding> findings,
                                         const std::string& what) {
    findings = source.locate(std::move(findings));
    std::string code = findings.front().code;
    throw Error(std::move(code),
                (source.file().empty() ? "the text" : "'" + source.file() + "'") + " is not " +
                    what + " that can be read",
                std::move(findings));
}

/// Throws `document.format` or `document.version` for a document that says it is of another kind, or
/// of another version, than a new one of its type.
template <class Document>
void check_kind(const Document& document, const Source& source, const std::string& what,
                const std::string& next_step = "") {
    const Document known;
    if (document.format != known.format)
        refuse_document(source,
                        {make_finding("document.format", "/format",
                                      "this is another kind of document", '"' + known.format + '"',
                                      '"' + document.format + '"', next_step)},
                        what);
    if (document.version != known.version)
        refuse_document(source,
                        {make_finding("document.version", "/version",
                                      "the document has a version of the format that is not known here",
                                      "version " + std::to_string(known.version),
                                      std::to_string(document.version),
                                      "Read it with a newer areena")},
                        what);
}

}  // namespace areena::io::detail
