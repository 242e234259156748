// Times selection alone, and prints a JSON line a task:
//   bench_selection [--runs N] [--no-add1] FILE...   reading and the rules on .pb files
//   bench_selection --memory FILE    what reading, preparing and equal shares take of memory
//   bench_selection --write VOTERS PATH    writes a generated election, the same at every call
#include "areena/core/random.hpp"
#include "areena/io/pabulib.hpp"
#include "areena/selection/select.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace areena;
using namespace areena::selection;

std::string told(std::size_t size) { return "\"size\": " + std::to_string(size); }

std::string told(const std::vector<std::string>& winners) {
    std::string text = "\"winners\": [";
    for (std::size_t i = 0; i < winners.size(); ++i)
        text += (i > 0 ? ", \"" : "\"") + winners[i] + "\"";
    return text + "]";
}

template <class Work>
void measure(const std::string& name, const std::string& task, int runs, Work work) {
    std::vector<double> times;
    std::string result;
    for (int i = 0; i < runs; ++i) {
        const auto begin = std::chrono::steady_clock::now();
        auto made = work();
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
        times.push_back(took.count());
        if (i == 0) result = told(made);
    }
    std::ranges::sort(times);
    std::cout << "{\"file\": \"" << name << "\", \"task\": \"" << task
              << "\", \"seconds_min\": " << times.front()
              << ", \"seconds_median\": " << times[times.size() / 2] << ", " << result << "}\n";
}

std::string contents(const std::filesystem::path& path) {
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

void measure_rules(const std::string& name, const io::Pabulib& file, int runs, bool with_add1) {
    const Election cost(file.instance, file.profile, Utility::cost);
    const Election cardinality(file.instance, file.profile, Utility::cardinality);
    const auto rule = [&](const char* task, const Election& election, Rule r, Completion c,
                          int times) {
        RuleOptions options;
        options.rule = r;
        options.completion = c;
        options.money_unit = file.money_unit;
        measure(name, task, times, [&] {
            std::vector<std::string> winners;
            for (const Round& round : select(election, options).rounds)
                winners.push_back(
                    file.instance.projects[static_cast<std::size_t>(round.project)].id);
            return winners;
        });
    };
    rule("equal shares, cost", cost, Rule::equal_shares, Completion::none, runs);
    rule("equal shares, cardinality", cardinality, Rule::equal_shares, Completion::none, runs);
    rule("phragmen", cardinality, Rule::phragmen, Completion::none, runs);
    rule("greedy", cardinality, Rule::greedy_votes, Completion::none, runs);
    if (with_add1)
        rule("equal shares, cost, add-1", cost, Rule::equal_shares, Completion::add1,
             std::max(1, runs / 5));
}

void measure_file(const std::filesystem::path& path, int runs, bool with_add1) {
    const std::string text = contents(path);
    const std::string name = path.stem().string();
    io::Pabulib file;
    measure(name, "parse and group", runs, [&] {
        file = io::read_pabulib(text);
        return text.size();
    });
    measure(name, "prepare", runs, [&] {
        return Election(file.instance, file.profile, Utility::cost).num_groups();
    });
    measure_rules(name, file, runs, with_add1);
}

/// 100 projects, some far more popular than others; up to ten approvals a voter. Costs grow with the
/// number of voters, so that a share is the same.
std::string generated_election(std::int64_t voters) {
    constexpr std::uint64_t projects = 100;
    Random random(2027);
    std::ostringstream out;
    std::int64_t total = 0;
    std::string rows;
    for (std::uint64_t p = 0; p < projects; ++p) {
        const auto cost = voters * static_cast<std::int64_t>(1 + random.below(99));
        total += cost;
        rows += 'p' + std::to_string(p) + ';' + std::to_string(cost) + '\n';
    }
    out << "META\nkey;value\nbudget;" << total * 3 / 10 << "\nvote_type;approval\nPROJECTS\n"
        << "project_id;cost\n"
        << rows << "VOTES\nvoter_id;vote\n";
    for (std::int64_t v = 0; v < voters; ++v) {
        std::vector<std::uint64_t> ballot;
        for (std::uint64_t i = 1 + random.below(10); i > 0; --i) {
            const auto project = static_cast<std::uint64_t>(
                random.uniform() * random.uniform() * static_cast<double>(projects));
            if (std::ranges::count(ballot, project) == 0) ballot.push_back(project);
        }
        out << v + 1 << ';';
        for (std::size_t i = 0; i < ballot.size(); ++i) out << (i > 0 ? ",p" : "p") << ballot[i];
        out << '\n';
    }
    return out.str();
}

/// Largest so far, in bytes. Not getrusage's: that begins with the peak of whoever started us.
std::int64_t memory_used() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmHWM:")) return std::stoll(line.substr(6)) * 1024;
    throw std::runtime_error("there is no /proc/self/status to read the memory from");
}

/// Beyond the program's own, which has all its code in memory once it has done the same before.
void measure_memory(const std::filesystem::path& path) {
    io::Pabulib small = io::read_pabulib(generated_election(100));
    (void)select(Election(small.instance, std::move(small.profile), Utility::cost));
    const std::int64_t before = memory_used();
    io::Pabulib file = io::read_pabulib_file(path);
    const std::int64_t reading = memory_used() - before;
    const Election election(file.instance, std::move(file.profile), Utility::cost);
    const std::size_t winners = select(election).rounds.size();
    std::cout << "{\"file\": \"" << path.stem().string()
              << "\", \"bytes\": " << std::filesystem::file_size(path)
              << ", \"voters\": " << election.num_voters()
              << ", \"groups\": " << election.num_groups() << ", \"reading\": " << reading
              << ", \"with_equal_shares\": " << memory_used() - before
              << ", \"winners\": " << winners << "}\n";
}

}  // namespace

int main(int argc, char* argv[]) {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    int runs = 15;
    bool with_add1 = true;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (arguments[i] == "--runs" && i + 1 < arguments.size()) {
            runs = std::stoi(arguments[++i]);
        } else if (arguments[i] == "--no-add1") {
            with_add1 = false;
        } else if (arguments[i] == "--memory" && i + 1 < arguments.size()) {
            measure_memory(arguments[++i]);
        } else if (arguments[i] == "--write" && i + 2 < arguments.size()) {
            std::ofstream(arguments[i + 2]) << generated_election(std::stoll(arguments[i + 1]));
            i += 2;
        } else {
            measure_file(arguments[i], runs, with_add1);
        }
    }
    return 0;
}
