// Times selection alone on .pb files: bench_selection [--runs N] FILE... prints a JSON line a task.
#include "areena/io/pabulib.hpp"
#include "areena/selection/select.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

namespace {

using namespace areena;
using namespace areena::selection;

template <class Work>
void measure(const std::string& name, const std::string& task, int runs, Work work) {
    std::vector<double> times;
    std::size_t size = 0;
    for (int i = 0; i < runs; ++i) {
        const auto begin = std::chrono::steady_clock::now();
        size = work();
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
        times.push_back(took.count());
    }
    std::ranges::sort(times);
    std::cout << "{\"file\": \"" << name << "\", \"task\": \"" << task
              << "\", \"seconds_min\": " << times.front()
              << ", \"seconds_median\": " << times[times.size() / 2] << ", \"size\": " << size
              << "}\n";
}

void measure_file(const std::filesystem::path& path, int runs) {
    std::ifstream stream(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(stream), {}};
    const std::string name = path.stem().string();
    io::Pabulib file;
    measure(name, "parse and group", runs, [&] {
        file = io::read_pabulib(text);
        return text.size();
    });
    measure(name, "prepare", runs, [&] {
        return Election(file.instance, file.profile, Utility::cost).num_groups();
    });
    const Election cost(file.instance, file.profile, Utility::cost);
    const Election cardinality(file.instance, file.profile, Utility::cardinality);
    const auto rule = [&](const char* task, const Election& election, Rule r, Completion c,
                          int times) {
        measure(name, task, times, [&] { return select(election, {r, c, {}}).rounds.size(); });
    };
    rule("equal shares, cost", cost, Rule::equal_shares, Completion::none, runs);
    rule("equal shares, cardinality", cardinality, Rule::equal_shares, Completion::none, runs);
    rule("phragmen", cardinality, Rule::phragmen, Completion::none, runs);
    rule("greedy", cardinality, Rule::greedy_votes, Completion::none, runs);
    rule("equal shares, cost, add-1", cost, Rule::equal_shares, Completion::add1,
         std::max(1, runs / 5));
}

}  // namespace

int main(int argc, char* argv[]) {
    int runs = 15;
    for (int i = 1; i < argc; ++i) {
        const std::string argument = argv[i];
        if (argument == "--runs" && i + 1 < argc)
            runs = std::stoi(argv[++i]);
        else
            measure_file(argument, runs);
    }
    return 0;
}
