#pragma once

#include "nouns_view.hpp"

#include "areena/core/localized_text.hpp"
#include "areena/io/arrow.hpp"

/// \file
/// Tables as capsules of the Arrow PyCapsule interface
/// (https://arrow.apache.org/docs/format/CDataInterface/PyCapsuleInterface.html).

namespace areena::python {

/// A capsule "arrow_array_stream" of a table. A requested schema must have its columns.
[[nodiscard]] py::capsule stream_capsule(io::ArrowTable table, const io::ArrowOptions& options,
                                         py::handle requested_schema);

/// The same of the nouns. It shares their list, so they may go before it.
[[nodiscard]] py::capsule nouns_stream(const NounsView& nouns, Language language,
                                       py::handle requested_schema);

}  // namespace areena::python
