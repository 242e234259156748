#pragma once

#include "areena/area.hpp"
#include "areena/ballot.hpp"
#include "areena/capacity.hpp"
#include "areena/commitment.hpp"
#include "areena/expertise.hpp"
#include "areena/member.hpp"
#include "areena/need.hpp"
#include "areena/nouns.hpp"
#include "areena/organization.hpp"
#include "areena/ownership.hpp"
#include "areena/promise.hpp"
#include "areena/service.hpp"
#include "areena/source.hpp"
#include "areena/theme.hpp"

#include <memory>
#include <string>
#include <vector>

namespace areena {

/// Everything a network document holds, as plain data: one list per noun.
struct NetworkData {
    std::string format = "areena-network";
    std::int64_t version = 1;
    NetworkId id;
    LocalizedText title;
    Language language = Language::fi;  ///< the language of plain texts
    bool illustrative = false;
    std::optional<Promise> promise;
    std::vector<Area> areas;
    std::vector<Ballot> ballots;
    std::vector<Capacity> capacities;
    std::vector<Commitment> commitments;
    std::vector<Expertise> expertises;
    std::vector<Formula> formulas;
    std::vector<Group> groups;
    std::vector<Member> members;
    std::vector<Need> needs;
    std::vector<Organization> organizations;
    std::vector<Ownership> ownerships;
    std::vector<Service> services;
    std::vector<Source> sources;
    std::vector<Theme> themes;
    Extra extra;

    bool operator==(const NetworkData&) const = default;
};

template <>
const Type& type_of<NetworkData>();

/// A list of `NetworkData` and what it is called.
template <class Noun>
struct ListOf {
    std::vector<Noun> NetworkData::*list;
    std::string_view name;
};

/// Which list of `NetworkData` holds a noun: `data.*list_of<Member>.list`.
template <class Noun>
inline constexpr ListOf<Noun> list_of{};
template <>
inline constexpr ListOf<Area> list_of<Area>{&NetworkData::areas, "areas"};
template <>
inline constexpr ListOf<Ballot> list_of<Ballot>{&NetworkData::ballots, "ballots"};
template <>
inline constexpr ListOf<Capacity> list_of<Capacity>{&NetworkData::capacities, "capacities"};
template <>
inline constexpr ListOf<Commitment> list_of<Commitment>{&NetworkData::commitments, "commitments"};
template <>
inline constexpr ListOf<Expertise> list_of<Expertise>{&NetworkData::expertises, "expertises"};
template <>
inline constexpr ListOf<Formula> list_of<Formula>{&NetworkData::formulas, "formulas"};
template <>
inline constexpr ListOf<Group> list_of<Group>{&NetworkData::groups, "groups"};
template <>
inline constexpr ListOf<Member> list_of<Member>{&NetworkData::members, "members"};
template <>
inline constexpr ListOf<Need> list_of<Need>{&NetworkData::needs, "needs"};
template <>
inline constexpr ListOf<Organization> list_of<Organization>{&NetworkData::organizations, "organizations"};
template <>
inline constexpr ListOf<Ownership> list_of<Ownership>{&NetworkData::ownerships, "ownerships"};
template <>
inline constexpr ListOf<Service> list_of<Service>{&NetworkData::services, "services"};
template <>
inline constexpr ListOf<Source> list_of<Source>{&NetworkData::sources, "sources"};
template <>
inline constexpr ListOf<Theme> list_of<Theme>{&NetworkData::themes, "themes"};

class Draft;

/// A network: immutable, cheap to copy (a shared pointer), always consistent: every reference
/// resolves, every list is sorted by id. Safe to share between threads.
class Network {
public:
    [[nodiscard]] const NetworkData& data() const noexcept { return *data_; }

    [[nodiscard]] const NetworkId& id() const noexcept { return data_->id; }
    [[nodiscard]] const LocalizedText& title() const noexcept { return data_->title; }
    [[nodiscard]] Language language() const noexcept { return data_->language; }
    [[nodiscard]] const std::optional<Promise>& promise() const noexcept {
        return data_->promise;
    }

    /// All of one noun, sorted by id: `network.all<Member>()`.
    template <class Noun>
    [[nodiscard]] Nouns<Noun> all() const noexcept {
        return Nouns<Noun>((*data_).*list_of<Noun>.list, list_of<Noun>.name);
    }
    [[nodiscard]] Nouns<Area> areas() const noexcept { return all<Area>(); }
    [[nodiscard]] Nouns<Ballot> ballots() const noexcept { return all<Ballot>(); }
    [[nodiscard]] Nouns<Capacity> capacities() const noexcept { return all<Capacity>(); }
    [[nodiscard]] Nouns<Commitment> commitments() const noexcept { return all<Commitment>(); }
    [[nodiscard]] Nouns<Expertise> expertises() const noexcept { return all<Expertise>(); }
    [[nodiscard]] Nouns<Formula> formulas() const noexcept { return all<Formula>(); }
    [[nodiscard]] Nouns<Group> groups() const noexcept { return all<Group>(); }
    [[nodiscard]] Nouns<Member> members() const noexcept { return all<Member>(); }
    [[nodiscard]] Nouns<Need> needs() const noexcept { return all<Need>(); }
    [[nodiscard]] Nouns<Organization> organizations() const noexcept {
        return all<Organization>();
    }
    [[nodiscard]] Nouns<Ownership> ownerships() const noexcept { return all<Ownership>(); }
    [[nodiscard]] Nouns<Service> services() const noexcept { return all<Service>(); }
    [[nodiscard]] Nouns<Source> sources() const noexcept { return all<Source>(); }
    [[nodiscard]] Nouns<Theme> themes() const noexcept { return all<Theme>(); }

    /// A copy to change; the network itself stays as it is.
    [[nodiscard]] Draft edit() const;

    friend bool operator==(const Network& a, const Network& b) {
        return a.data_ == b.data_ || *a.data_ == *b.data_;
    }

private:
    friend class Draft;
    explicit Network(std::shared_ptr<const NetworkData> data) noexcept : data_(std::move(data)) {}

    std::shared_ptr<const NetworkData> data_;
};

/// What one edits: any state is allowed until `build`.
class Draft {
public:
    Draft() = default;
    explicit Draft(NetworkData data) : data_(std::move(data)) {}

    [[nodiscard]] const NetworkData& data() const noexcept { return data_; }
    [[nodiscard]] NetworkData& data() noexcept { return data_; }

    /// Adds a noun. Throws `network.duplicate` if its id is taken.
    template <class Noun>
    Draft& add(Noun noun);
    /// Replaces the noun of the same id. Throws `network.not_found`, naming the nearest ids.
    template <class Noun>
    Draft& update(Noun noun);
    /// Removes a noun; what still refers to it is found by `check`. Throws `network.not_found`.
    template <class Noun>
    Draft& remove(const decltype(Noun::id)& id);
    /// Gives a noun another id and mends every reference to it. Throws `network.not_found`,
    /// `network.duplicate`.
    template <class Noun>
    Draft& rename(const decltype(Noun::id)& from, const decltype(Noun::id)& to);
    Draft& set_promise(Promise promise) {
        data_.promise = std::move(promise);
        return *this;
    }

    /// The network, or an `Error` with code `network.inconsistent` that holds *all* findings of
    /// `check`. Warnings and notes do not stop it.
    [[nodiscard]] Network build() const&;
    [[nodiscard]] Network build() &&;

    bool operator==(const Draft&) const = default;

private:
    NetworkData data_;
};

}  // namespace areena
