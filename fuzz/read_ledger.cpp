// Fuzz target of the reader of ledgers: whatever the bytes, it must neither crash nor hang, and what it
// read can be written and read again.
#include "areena/core/error.hpp"
#include "areena/io/ledger_json.hpp"

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace areena;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    try {
        const io::LedgerFile ledger = io::read_ledger(text);
        if (io::read_ledger(io::write_ledger(ledger)) != ledger)
            throw std::logic_error("a ledger changes when it is written");
    } catch (const Error& error) {
        if (error.code().empty()) throw std::logic_error("an error without a code");
    }
    return 0;
}
