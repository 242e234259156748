#include "areena/network.hpp"

#include "areena/check.hpp"
#include "references.hpp"

namespace areena {

namespace {
constexpr std::array network_fields{
    field<&NetworkData::format>("format", "Always \"areena-network\".", {.required = true}),
    field<&NetworkData::version>("version", "Version of the format.", {.required = true}),
    field<&NetworkData::id>("id", "Key of the network.", {.required = true}),
    field<&NetworkData::title>("title", "What the network is called.", {.required = true}),
    field<&NetworkData::language>("language", "The language of plain texts.", {.required = true}),
    field<&NetworkData::illustrative>("illustrative", "The whole network is invented."),
    field<&NetworkData::promise>("promise", "The service promise."),
    field<&NetworkData::areas>("areas", "Municipalities, employment areas, regions."),
    field<&NetworkData::ballots>("ballots", "The members' priority responses."),
    field<&NetworkData::capacities>("capacities", "Days by organization, expertise and quarter."),
    field<&NetworkData::commitments>("commitments", "The points of the promise."),
    field<&NetworkData::expertises>("expertises", "Kinds of work."),
    field<&NetworkData::formulas>("formulas", "How computed material was computed."),
    field<&NetworkData::groups>("groups", "Members that share facts."),
    field<&NetworkData::members>("members", "Organizations' memberships in the network."),
    field<&NetworkData::needs>("needs", "What themes ask of members."),
    field<&NetworkData::organizations>("organizations", "Coordinator, providers, partners."),
    field<&NetworkData::ownerships>("ownerships", "Who owns organizations."),
    field<&NetworkData::services>("services", "What organizations do for members on request."),
    field<&NetworkData::sources>("sources", "Where facts come from."),
    field<&NetworkData::themes>("themes", "Matters that cut across goals."),
    field<&NetworkData::extra>("extra", "Users' own values, kept as they are."),
};

template <class Noun>
auto position(std::vector<Noun>& all, const decltype(Noun::id)& id) {
    return std::find_if(all.begin(), all.end(), [&](const Noun& noun) { return noun.id == id; });
}

template <class Noun>
auto existing(std::vector<Noun>& all, const decltype(Noun::id)& id) {
    auto it = position(all, id);
    if (it != all.end()) return it;
    std::vector<std::string> ids;
    for (const Noun& noun : all) ids.push_back(noun.id.key());
    detail::throw_not_found(list_of<Noun>.name, id.key(), ids);
}

template <class Noun>
void refuse_taken(std::vector<Noun>& all, const decltype(Noun::id)& id) {
    if (position(all, id) != all.end())
        throw Error("network.duplicate", "there is already '" + id.key() + "' in " +
                                             std::string(list_of<Noun>.name) +
                                             "; use update to replace it");
}

template <class Noun>
void sort_list(NetworkData& data) {
    auto& all = data.*list_of<Noun>.list;
    auto by_id = [](const Noun& a, const Noun& b) { return a.id < b.id; };
    if (!std::is_sorted(all.begin(), all.end(), by_id)) std::sort(all.begin(), all.end(), by_id);
}

template <class... Noun>
void sort_lists(NetworkData& data) {
    (sort_list<Noun>(data), ...);
}
}  // namespace

namespace detail {
void throw_not_found(std::string_view noun, std::string_view id,
                     std::span<const std::string> ids) {
    std::string message = "no '" + std::string(id) + "' in " + std::string(noun);
    const std::vector<std::string_view> names(ids.begin(), ids.end());
    const auto close = nearest(id, names);
    for (std::size_t i = 0; i < close.size(); ++i)
        message += (i == 0 ? "; did you mean '" : "', '") + close[i];
    if (!close.empty()) message += "'?";
    throw Error("network.not_found", message, ErrorKind::not_found);
}
}  // namespace detail

Draft Network::edit() const { return Draft(*data_); }

template <class Noun>
Draft& Draft::add(Noun noun) {
    auto& all = data_.*list_of<Noun>.list;
    refuse_taken(all, noun.id);
    all.push_back(std::move(noun));
    return *this;
}

template <class Noun>
Draft& Draft::update(Noun noun) {
    *existing(data_.*list_of<Noun>.list, noun.id) = std::move(noun);
    return *this;
}

template <class Noun>
Draft& Draft::remove(const decltype(Noun::id)& id) {
    auto& all = data_.*list_of<Noun>.list;
    all.erase(existing(all, id));
    return *this;
}

template <class Noun>
Draft& Draft::rename(const decltype(Noun::id)& from, const decltype(Noun::id)& to) {
    auto& all = data_.*list_of<Noun>.list;
    auto renamed = existing(all, from);
    if (from == to) return *this;
    refuse_taken(all, to);
    renamed->id = to;
    std::string path;
    for_each_reference(type_of<NetworkData>(), &data_, path, [&](const Reference& reference) {
        if (reference.field.refers_to != list_of<Noun>.name) return;
        auto& id = *static_cast<decltype(Noun::id)*>(reference.token);
        if (id == from) id = to;
    });
    return *this;
}

Network Draft::build() const& { return Draft(*this).build(); }

Network Draft::build() && {
    auto findings = check(*this);
    if (has_errors(findings))
        throw Error("network.inconsistent", "the network is not consistent", std::move(findings));
    sort_lists<Area, Ballot, Capacity, Commitment, Expertise, Formula, Group, Member, Need,
               Organization, Ownership, Service, Source, Theme>(data_);
    return Network(std::make_shared<const NetworkData>(std::move(data_)));
}

template Draft& Draft::add(Area);
template Draft& Draft::update(Area);
template Draft& Draft::remove<Area>(const AreaId&);
template Draft& Draft::rename<Area>(const AreaId&, const AreaId&);
template Draft& Draft::add(Ballot);
template Draft& Draft::update(Ballot);
template Draft& Draft::remove<Ballot>(const BallotId&);
template Draft& Draft::rename<Ballot>(const BallotId&, const BallotId&);
template Draft& Draft::add(Capacity);
template Draft& Draft::update(Capacity);
template Draft& Draft::remove<Capacity>(const CapacityId&);
template Draft& Draft::rename<Capacity>(const CapacityId&, const CapacityId&);
template Draft& Draft::add(Commitment);
template Draft& Draft::update(Commitment);
template Draft& Draft::remove<Commitment>(const CommitmentId&);
template Draft& Draft::rename<Commitment>(const CommitmentId&, const CommitmentId&);
template Draft& Draft::add(Expertise);
template Draft& Draft::update(Expertise);
template Draft& Draft::remove<Expertise>(const ExpertiseId&);
template Draft& Draft::rename<Expertise>(const ExpertiseId&, const ExpertiseId&);
template Draft& Draft::add(Formula);
template Draft& Draft::update(Formula);
template Draft& Draft::remove<Formula>(const FormulaId&);
template Draft& Draft::rename<Formula>(const FormulaId&, const FormulaId&);
template Draft& Draft::add(Group);
template Draft& Draft::update(Group);
template Draft& Draft::remove<Group>(const GroupId&);
template Draft& Draft::rename<Group>(const GroupId&, const GroupId&);
template Draft& Draft::add(Member);
template Draft& Draft::update(Member);
template Draft& Draft::remove<Member>(const MemberId&);
template Draft& Draft::rename<Member>(const MemberId&, const MemberId&);
template Draft& Draft::add(Need);
template Draft& Draft::update(Need);
template Draft& Draft::remove<Need>(const NeedId&);
template Draft& Draft::rename<Need>(const NeedId&, const NeedId&);
template Draft& Draft::add(Organization);
template Draft& Draft::update(Organization);
template Draft& Draft::remove<Organization>(const OrganizationId&);
template Draft& Draft::rename<Organization>(const OrganizationId&, const OrganizationId&);
template Draft& Draft::add(Ownership);
template Draft& Draft::update(Ownership);
template Draft& Draft::remove<Ownership>(const OwnershipId&);
template Draft& Draft::rename<Ownership>(const OwnershipId&, const OwnershipId&);
template Draft& Draft::add(Service);
template Draft& Draft::update(Service);
template Draft& Draft::remove<Service>(const ServiceId&);
template Draft& Draft::rename<Service>(const ServiceId&, const ServiceId&);
template Draft& Draft::add(Source);
template Draft& Draft::update(Source);
template Draft& Draft::remove<Source>(const SourceId&);
template Draft& Draft::rename<Source>(const SourceId&, const SourceId&);
template Draft& Draft::add(Theme);
template Draft& Draft::update(Theme);
template Draft& Draft::remove<Theme>(const ThemeId&);
template Draft& Draft::rename<Theme>(const ThemeId&, const ThemeId&);

template <>
const Type& type_of<NetworkData>() {
    static const Type type = record<NetworkData>(
        "Network", "Everything a network document holds.", network_fields);
    return type;
}

}  // namespace areena
