#include "io/placing.hpp"

#include "io/line_counter.hpp"

#include <algorithm>

namespace areena::io::detail {

void place_by_offset(std::string_view text, std::string_view file,
                     std::vector<Finding>& findings) {
    std::ranges::stable_sort(findings, {}, [](const Finding& f) { return f.place.offset; });
    std::vector<Place*> places;
    const auto want = [&](Place& place) {
        if (place.line == 0) places.push_back(&place);
    };
    for (Finding& finding : findings) {
        want(finding.place);
        for (Related& related : finding.related) want(related.place);
    }
    std::ranges::sort(places, {}, [](const Place* place) { return place->offset; });
    LineCounter lines(text);
    for (Place* place : places) {
        *place = lines.at(static_cast<std::size_t>(place->offset));
        place->file = file;
    }
}

}  // namespace areena::io::detail
