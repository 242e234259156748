// Drives a fuzz target without libFuzzer: runs every file it is given (or that lies in a folder it
// is given), and `--bent=N` inputs made from each by cutting it or changing bytes. What it makes
// depends on the seeds alone, so a failure can be run again.
#include <cstddef>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <random>
#include <set>
#include <string>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

void run(const std::string& input) {
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
}

std::string bend(std::string input, std::mt19937_64& random) {
    if (input.empty()) return input;
    if (random() % 4 == 0) {
        input.resize(random() % input.size());
        return input;
    }
    const std::size_t changes = 1 + random() % 4;
    for (std::size_t i = 0; i < changes; ++i) {
        input[random() % input.size()] = static_cast<char>(random() & 0xFF);
    }
    return input;
}

std::string read(const std::filesystem::path& path) {
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

}  // namespace

int main(int argc, char* argv[]) {
    std::set<std::filesystem::path> files;
    std::size_t bent = 0;
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument = argv[i];
        if (argument.starts_with("--bent=")) {
            bent = std::stoul(std::string(argument.substr(7)));
        } else if (std::filesystem::is_directory(argument)) {
            for (const auto& entry : std::filesystem::recursive_directory_iterator(argument)) {
                if (entry.is_regular_file()) files.insert(entry.path());
            }
        } else {
            files.insert(argument);
        }
    }
    if (files.empty()) {
        std::cerr << "no input: name files or folders\n";
        return 2;
    }
    for (const auto& file : files) {
        const std::string input = read(file);
        try {
            run(input);
            std::mt19937_64 random(input.size());
            for (std::size_t i = 0; i < bent; ++i) run(bend(input, random));
        } catch (const std::exception& error) {
            std::cerr << file.string() << ": " << error.what() << '\n';
            return 1;
        }
    }
    std::cout << files.size() << " inputs, each with " << bent << " bent from it\n";
    return 0;
}
