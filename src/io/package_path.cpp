#include "io/package_path.hpp"

#include <algorithm>
#include <system_error>

namespace areena::io::detail {
namespace {

namespace fs = std::filesystem;

bool is_letter(char c) noexcept { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Calls `each` for what stands between slashes until it returns true.
template <class Each>
bool any_part(std::string_view path, Each each) {
    for (std::size_t begin = 0; begin <= path.size();) {
        const std::size_t end = std::min(path.find('/', begin), path.size());
        if (each(path.substr(begin, end - begin))) return true;
        begin = end + 1;
    }
    return false;
}

}  // namespace

std::string why_not_inside(std::string_view path) {
    if (path.empty()) return "is empty";
    if (path.front() == '/') return "is absolute";
    if (std::ranges::any_of(path, [](char c) { return static_cast<unsigned char>(c) < 0x20; }))
        return "has a control character";
    if (path.find("://") != std::string_view::npos) return "is a URL";
    if (path.size() > 1 && is_letter(path[0]) && path[1] == ':') return "has a drive letter";
    if (path.find('\\') != std::string_view::npos) return "has a backslash";
    if (path.front() == '~') return "begins in a home folder";
    if (any_part(path, [](std::string_view part) { return part == ".."; }))
        return "leads upwards";
    return {};
}

bool lies_inside(const fs::path& path, const fs::path& folder) {
    std::error_code error;
    const fs::path inner = fs::canonical(path, error);
    if (error) return false;
    const fs::path outer = fs::canonical(folder, error);
    if (error) return false;
    return std::ranges::mismatch(outer, inner).in1 == outer.end();
}

}  // namespace areena::io::detail
