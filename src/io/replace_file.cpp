#include "io/replace_file.hpp"

#include "areena/core/error.hpp"

#include <cerrno>
#include <fcntl.h>
#include <string>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace areena::io::detail {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& path, int number) {
    throw Error("io.write",
                "cannot write '" + path.string() + "': " + std::generic_category().message(number),
                ErrorKind::io);
}

/// An open file, closed at the end.
class File {
public:
    explicit File(int descriptor) noexcept : descriptor_(descriptor) {}
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    ~File() { close(); }

    [[nodiscard]] bool is_open() const noexcept { return descriptor_ >= 0; }
    [[nodiscard]] int get() const noexcept { return descriptor_; }
    bool close() noexcept { return ::close(std::exchange(descriptor_, -1)) == 0; }

private:
    int descriptor_;
};

/// A new file beside the one to be replaced; removed unless it took that one's place.
class Temporary {
public:
    explicit Temporary(const fs::path& target) {
        constexpr int most_tries = 100;
        for (int i = 0; i < most_tries; ++i) {
            path_ = target;
            path_ += "." + std::to_string(::getpid()) + "-" + std::to_string(i) + ".tmp";
            descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
            if (descriptor_ >= 0) return;
            if (errno != EEXIST) break;
        }
        fail(target, errno);
    }
    Temporary(const Temporary&) = delete;
    Temporary& operator=(const Temporary&) = delete;
    ~Temporary() {
        if (!path_.empty()) ::unlink(path_.c_str());
    }

    [[nodiscard]] int descriptor() const noexcept { return descriptor_; }
    /// 0, or an error number.
    int take_place_of(const fs::path& target) noexcept {
        if (::rename(path_.c_str(), target.c_str()) != 0) return errno;
        path_.clear();
        return 0;
    }

private:
    fs::path path_;
    int descriptor_ = -1;
};

bool write_all(int descriptor, std::string_view content) noexcept {
    while (!content.empty()) {
        const ssize_t written = ::write(descriptor, content.data(), content.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return false;
        content.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

/// Some file systems cannot sync a folder; they say so, and there is nothing more to be done.
bool sync_folder(const fs::path& folder) noexcept {
    const File file(::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    return file.is_open() && (::fsync(file.get()) == 0 || errno == EINVAL || errno == ENOTSUP);
}

}  // namespace

void replace_file(const fs::path& path, std::string_view content) {
    std::error_code no_link;
    fs::path target = fs::canonical(path, no_link);
    if (no_link) target = path;

    Temporary temporary(target);
    File file(temporary.descriptor());
    struct stat old {};
    if (::stat(target.c_str(), &old) == 0 && ::fchmod(file.get(), old.st_mode & 07777U) != 0)
        fail(path, errno);
    if (!write_all(file.get(), content) || ::fsync(file.get()) != 0 || !file.close())
        fail(path, errno);
    if (const int number = temporary.take_place_of(target)) fail(path, number);
    if (!sync_folder(target.parent_path())) fail(path, errno);
}

}  // namespace areena::io::detail
