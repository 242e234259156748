#include "plain.hpp"

namespace areena::python {

std::string attribute_name(py::handle object, const char* name) {
    return py::type::handle_of(object).attr("__name__").cast<std::string>() + '.' + name;
}

}  // namespace areena::python
