#include "areena/planning/verify.hpp"

#include "planning/verification/reader.hpp"

namespace areena::planning {

Verification verify(const Network& network, const PlanDocument& plan) {
    using verification::Reader;
    const Reader reader(network, plan);
    Verification out;
    out.ok = true;
    auto claim = [&](std::string_view name, std::string (Reader::*test)() const) {
        std::string message;
        try {
            message = (reader.*test)();
        } catch (const Error& error) {  // a plan that names what is not there
            message = error.what();
        }
        out.ok = out.ok && message.empty();
        out.claims.push_back({std::string(name), message.empty(), std::move(message)});
    };
    claim("references", &Reader::references);
    claim("complete", &Reader::complete);
    claim("windows", &Reader::windows);
    claim("prerequisites", &Reader::prerequisites);
    claim("excludes", &Reader::excludes);
    claim("effort", &Reader::effort);
    claim("capacity", &Reader::capacity);
    claim("coverage", &Reader::coverage);
    claim("choice", &Reader::choice);
    claim("ledger", &Reader::ledger);
    claim("left_out", &Reader::left_out);
    claim("objective", &Reader::objective);
    return out;
}

}  // namespace areena::planning
