#include "selection_plain.hpp"

#include "plain.hpp"

#include "areena/core/error.hpp"
#include "areena/core/nearest.hpp"

#include <map>

namespace areena::python {

using namespace areena::selection;

py::object selection_class(const char* name) {
    return py::module_::import("areena.selection").attr(name);
}

Options tie_options(const std::vector<std::string>& ties) {
    static const std::map<std::string, TieKey> keys{{"min_cost", TieKey::min_cost},
                                                    {"max_cost", TieKey::max_cost},
                                                    {"max_votes", TieKey::max_votes},
                                                    {"id", TieKey::id}};
    Options options;
    options.ties.clear();
    for (const std::string& tie : ties) {
        const auto found = keys.find(tie);
        if (found == keys.end())
            throw Error("selection.ties", quote(tie) +
                                              " is no key for ties; one of 'min_cost', "
                                              "'max_cost', 'max_votes', 'id'");
        options.ties.push_back(found->second);
    }
    return options;
}

int Ids::find(const std::string& id) const {
    const auto found = index_.find(id);
    if (found != index_.end()) return found->second;
    std::vector<std::string_view> ids;
    for (const auto& [each, i] : index_) ids.push_back(each);
    const auto near = nearest(id, ids);
    throw Error(std::string("selection.") + kind_,
                std::string("no ") + kind_ + " " + quote(id) +
                    (near.empty() ? "" : "; did you mean " + quote(near.front()) + "?"),
                ErrorKind::not_found);
}

std::vector<int> Ids::find_all(py::handle object, const char* name) const {
    return each_of(object, name, [this](py::handle id) { return find(id.cast<std::string>()); });
}

py::object to_python(const Verification& verification) {
    const py::object check_class = selection_class("Check");
    const auto check = [&](const Check& c) { return check_class(c.name, c.ok, c.message); };
    return selection_class("Verification")(verification.ok, tuple_of(verification.checks, check));
}

}  // namespace areena::python
