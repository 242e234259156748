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
    detail::throw_not_found(NounList<Noun>::name, id.key(), ids);
}

template <class Noun>
void refuse_taken(std::vector<Noun>& all, const decltype(Noun::id)& id) {
    if (position(all, id) != all.end())
        throw Error("network.duplicate", "there is already '" + id.key() + "' in " +
                                             std::string(NounList<Noun>::name) +
                                             "; use update to replace it");
}

template <class Noun>
void sort_list(NetworkData& data) {
    auto& all = data.*NounList<Noun>::list;
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
    auto& all = data_.*NounList<Noun>::list;
    refuse_taken(all, noun.id);
    all.push_back(std::move(noun));
    return *this;
}

template <class Noun>
Draft& Draft::update(Noun noun) {
    *existing(data_.*NounList<Noun>::list, noun.id) = std::move(noun);
    return *this;
}

template <class Noun>
Draft& Draft::remove(const decltype(Noun::id)& id) {
    auto& all = data_.*NounList<Noun>::list;
    all.erase(existing(all, id));
    return *this;
}

template <class Noun>
Draft& Draft::rename(const decltype(Noun::id)& from, const decltype(Noun::id)& to) {
    auto& all = data_.*NounList<Noun>::list;
    auto renamed = existing(all, from);
    if (from == to) return *this;
    refuse_taken(all, to);
    renamed->id = to;
    std::string path;
    for_each_reference(type_of<NetworkData>(), &data_, path, [&](const Reference& reference) {
        if (reference.field.refers_to != NounList<Noun>::name) return;
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
               Organization, Source, Theme>(data_);
    return Network(std::make_shared<const NetworkData>(std::move(data_)));
}

#define AREENA_INSTANTIATE(Noun)                                     \
    template Draft& Draft::add(Noun);                                \
    template Draft& Draft::update(Noun);                             \
    template Draft& Draft::remove<Noun>(const decltype(Noun::id)&);  \
    template Draft& Draft::rename<Noun>(const decltype(Noun::id)&, const decltype(Noun::id)&)
AREENA_INSTANTIATE(Area);
AREENA_INSTANTIATE(Ballot);
AREENA_INSTANTIATE(Capacity);
AREENA_INSTANTIATE(Commitment);
AREENA_INSTANTIATE(Expertise);
AREENA_INSTANTIATE(Formula);
AREENA_INSTANTIATE(Group);
AREENA_INSTANTIATE(Member);
AREENA_INSTANTIATE(Need);
AREENA_INSTANTIATE(Organization);
AREENA_INSTANTIATE(Source);
AREENA_INSTANTIATE(Theme);
#undef AREENA_INSTANTIATE

template <>
const Type& type_of<NetworkData>() {
    static const Type type = record<NetworkData>(
        "Network", "Everything a network document holds.", network_fields);
    return type;
}

}  // namespace areena
