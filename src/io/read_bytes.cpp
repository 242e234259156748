#include "io/read_bytes.hpp"

#include "areena/core/error.hpp"

#include <array>
#include <fstream>
#include <system_error>
#include <utility>

namespace areena::io::detail {

namespace fs = std::filesystem;

void refuse_file(std::string code, const fs::path& path, const std::string& what) {
    throw Error(std::move(code), "'" + path.string() + "' " + what, ErrorKind::io);
}

std::string read_bytes(const fs::path& path, std::size_t most) {
    std::error_code error;
    if (fs::status(path, error).type() == fs::file_type::not_found)
        refuse_file("io.not_found", path, "does not exist");
    if (fs::is_directory(path, error)) refuse_file("io.read", path, "is a folder, not a file");
    std::ifstream stream(path, std::ios::binary);
    std::string text;
    std::array<char, 1 << 16> buffer{};
    while (stream && text.size() <= most) {
        stream.read(buffer.data(), buffer.size());
        text.append(buffer.data(), static_cast<std::size_t>(stream.gcount()));
    }
    if (!stream.eof() && !stream.good()) refuse_file("io.read", path, "cannot be read");
    return text;
}

}  // namespace areena::io::detail
