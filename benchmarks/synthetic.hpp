#pragma once

#include "areena/timetable/problem.hpp"

#include <cmath>
#include <cstdint>
#include <fstream>
#include <stdexcept>
#include <string>

/// \file
/// Synthetic plans of a network: commitments with scopes and windows, organizations that share their
/// people between expertises, needs of members that are worth something as far as they are covered.

namespace areena::benchmarks {

/// Reads one file of whole numbers and weights:
/// commitments, periods, expertises, organizations, groups of needs, prerequisites; a line for each
/// organization (expertises as bits, effort in each period); for each group (weight, how many serve it,
/// which); for each commitment (first period, deadline, needs served, scopes), with a line for each scope
/// (coverage, duration, effort by expertise); for each prerequisite (which, of which).
///
/// What a scope is worth: 0.02 for each need it serves, times its coverage, times the share of the periods
/// that its last one leaves, itself included; and the weights of needs as far as they are covered.
class SyntheticReader {
public:
    explicit SyntheticReader(const std::string& path) : in_(path), path_(path) {}

    timetable::Problem read() {
        using namespace timetable;
        const int commitments = number<int>();
        Problem p;
        p.num_periods = number<int>();
        expertises_ = number<int>();
        for (int k = 0; k < expertises_; ++k) p.skills.push_back("expertise " + std::to_string(k));
        const int organizations = number<int>();
        const int groups = number<int>();
        const int prerequisites = number<int>();
        for (int o = 0; o < organizations; ++o) p.resources.push_back(organization(o, p.num_periods));
        p.beneficiaries = {{"all", {}}};
        for (int g = 0; g < groups; ++g) p.beneficiaries[0].needs.push_back(group());
        for (int j = 0; j < commitments; ++j) p.activities.push_back(commitment(j, p.num_periods));
        for (int i = 0; i < prerequisites; ++i) {
            const int before = number<int>();
            p.activities.at(number<std::size_t>()).prerequisites.push_back({before});
        }
        validate(p);
        return p;
    }

private:
    static constexpr int parts = 12;  // of a unit of effort: it is spread over up to four periods

    template <class T>
    T number() {
        T value{};
        if (!(in_ >> value)) throw std::runtime_error(path_ + " is cut short or no such file");
        return value;
    }

    timetable::Resource organization(int index, int periods) {
        timetable::Resource made{"organization " + std::to_string(index), {}, {}};
        const unsigned bits = number<unsigned>();
        for (int k = 0; k < expertises_; ++k)
            if ((bits >> k & 1U) != 0) made.skills.push_back(k);
        for (int t = 0; t < periods; ++t) made.available.push_back(parts * number<std::int64_t>());
        return made;
    }

    timetable::Need group() {
        timetable::Need need{0, {}, 0};
        need.value = Rational(std::llround(60 * number<double>()), 60);
        for (int left = number<int>(); left > 0; --left) need.activities.push_back(number<int>());
        return need;
    }

    timetable::Activity commitment(int index, int periods) {
        timetable::Activity made;
        made.key = "commitment " + std::to_string(index);
        made.value = 0;
        made.earliest = number<int>();
        made.deadline = number<int>();
        const auto served = number<std::int64_t>();
        const int scopes = number<int>();
        for (int s = 0; s < scopes; ++s) {
            timetable::Mode mode;
            mode.key = "scope " + std::to_string(s);
            const std::int64_t tenths = std::llround(10 * number<double>());
            mode.coverage = tenths * timetable::whole / 10;
            mode.min_duration = mode.max_duration = number<int>();
            for (int k = 0; k < expertises_; ++k)
                if (const auto effort = number<std::int64_t>(); effort > 0)
                    mode.requirements.push_back({k, parts * effort});
            mode.value = mode.value_per_period = Rational(served * tenths, std::int64_t{500} * periods);
            made.modes.push_back(mode);
        }
        return made;
    }

    std::ifstream in_;
    std::string path_;
    int expertises_ = 0;
};

}  // namespace areena::benchmarks
