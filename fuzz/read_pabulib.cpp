// Fuzz target of the .pb reader: whatever the bytes, it must neither crash nor hang; what it read
// the rules can select from, with a certificate.
#include "areena/core/error.hpp"
#include "areena/io/pabulib.hpp"
#include "areena/selection/certificate.hpp"

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace areena;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    try {
        const io::Pabulib read = io::read_pabulib(text);
        const selection::Election election(read.instance, read.profile, selection::Utility::cost);
        const selection::RuleOptions options;
        const auto made = selection::select(election, options);
        if (!selection::certify(election, options, made).ok)
            throw std::logic_error("a selection without a certificate");
    } catch (const Error& error) {
        if (error.code().empty()) throw std::logic_error("an error without a code");
    }
    return 0;
}
