#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

/// \file
/// What a type says of itself, once, without templates on the reading side: every walker (JSON
/// reading and writing, Python attributes, stubs, redaction, differences) is an ordinary function
/// over `Type` and `Field`. A noun adds a row per member in its `.cpp` and nothing else.

namespace areena {

/// The shapes a value can have. Walkers switch over these and over nothing else.
enum class Kind : std::uint8_t {
    boolean,   ///< bool
    integer,   ///< std::int64_t
    real,      ///< double, finite
    decimal,   ///< Decimal<...>: a scaled 64-bit integer, written as a JSON number
    text,      ///< std::string
    scalar,    ///< Scalar: a user's own value
    token,     ///< text with a grammar: ids, dates, quarters, rationals, enumerations
    optional,  ///< std::optional<T>
    list,      ///< std::vector<T>
    map,       ///< std::map<std::string, T>
    record,    ///< a struct with fields
};

/// A user's own value in an `extra` map: text, number or truth value.
using Scalar = std::variant<bool, std::int64_t, double, std::string>;

struct Type;

/// One member of a record: a row of its table.
struct Field {
    std::string_view name;
    std::string_view sentence;   ///< what it means, one sentence, for docs and docstrings
    const Type& (*type)();       ///< the member's type
    void* (*at)(void*);          ///< object -> its member
    bool required = false;       ///< must be present in a document and in a Python constructor
    bool personal = false;       ///< personal data: redacted in repr, logs, errors and exports
    std::string_view unit{};
    std::string_view refers_to{};  ///< the plural noun whose ids the value names
    std::string_view dangling{};   ///< finding code for a reference to nothing, if not the usual
    double min = -std::numeric_limits<double>::infinity();
    double max = std::numeric_limits<double>::infinity();
};

/// A type, described. One object per C++ type, in static storage; compare by address.
struct Type {
    Kind kind = Kind::record;
    std::string_view name{};
    std::string_view sentence{};
    std::span<const Field> fields{};               ///< record
    const Type& (*element)() = nullptr;            ///< optional, list, map
    int scale = 0;                                 ///< decimal: digits after the point
    std::string_view rule{};                       ///< token: what a valid one looks like
    std::span<const std::string_view> choices{};   ///< token: all valid ones, for an enumeration

    std::size_t (*size)(const void*) = nullptr;                  ///< optional, list, map
    const void* (*item)(const void*, std::size_t) = nullptr;     ///< optional, list
    void* (*grow)(void*) = nullptr;                              ///< optional: emplace; list: append
    void (*clear)(void*) = nullptr;                              ///< optional, list, map
    void* (*insert)(void*, std::string_view key) = nullptr;      ///< map; null if the key is there
    void (*visit)(const void*, void* context,
                  void (*)(void* context, std::string_view key, const void* value)) = nullptr;  ///< map

    /// token: false if the text breaks `rule`. record, list: set if it may be given as a text.
    bool (*parse)(void*, std::string_view) = nullptr;
    /// token: appends the text. record: false if the value has no short form.
    bool (*print)(const void*, std::string&) = nullptr;

    bool (*equal)(const void*, const void*) = nullptr;
    void (*assign)(void*, const void*) = nullptr;   ///< copies a value over another
    void* (*create)() = nullptr;                    ///< a default value on the heap
    void (*destroy)(void*) = nullptr;               ///< ends what `create` made
};

/// The description of `T`. Records and tokens specialize it in their `.cpp`; the rest is built in.
template <class T>
const Type& type_of();

namespace detail {

template <class T>
constexpr Type basic(Kind kind, std::string_view name) {
    Type t;
    t.kind = kind;
    t.name = name;
    t.equal = [](const void* a, const void* b) {
        return *static_cast<const T*>(a) == *static_cast<const T*>(b);
    };
    t.assign = [](void* to, const void* from) {
        *static_cast<T*>(to) = *static_cast<const T*>(from);
    };
    t.create = []() -> void* { return new T{}; };
    t.destroy = [](void* p) { delete static_cast<T*>(p); };
    return t;
}

template <class T>
struct Described {
    static const Type& get() { return type_of<T>(); }
};

template <class T>
struct Described<std::optional<T>> {
    static const Type& get() {
        static const Type type = [] {
            Type t = basic<std::optional<T>>(Kind::optional, "optional");
            t.element = &Described<T>::get;
            t.size = [](const void* p) {
                return std::size_t{static_cast<const std::optional<T>*>(p)->has_value()};
            };
            t.item = [](const void* p, std::size_t) -> const void* {
                return &**static_cast<const std::optional<T>*>(p);
            };
            t.grow = [](void* p) -> void* {
                return &static_cast<std::optional<T>*>(p)->emplace();
            };
            t.clear = [](void* p) { static_cast<std::optional<T>*>(p)->reset(); };
            return t;
        }();
        return type;
    }
};

/// Appends a new value. A list that has grown large gets room for many times more at once: readers
/// then move few elements, and room that stays unused is address space, not memory.
template <class T>
T& append(std::vector<T>& list) {
    constexpr std::size_t large = (std::size_t{1} << 16) / sizeof(T) + 1;
    constexpr std::size_t most = (std::size_t{1} << 26) / sizeof(T) + 1;
    if (const std::size_t size = list.size(); size == list.capacity() && size >= large)
        list.reserve(size + std::max(size, std::min(15 * size, most)));
    return list.emplace_back();
}

template <class T>
struct Described<std::vector<T>> {
    static const Type& get() {
        static const Type type = [] {
            Type t = basic<std::vector<T>>(Kind::list, "list");
            t.element = &Described<T>::get;
            t.size = [](const void* p) { return static_cast<const std::vector<T>*>(p)->size(); };
            t.item = [](const void* p, std::size_t i) -> const void* {
                return &(*static_cast<const std::vector<T>*>(p))[i];
            };
            t.grow = [](void* p) -> void* {
                return &append(*static_cast<std::vector<T>*>(p));
            };
            t.clear = [](void* p) { static_cast<std::vector<T>*>(p)->clear(); };
            return t;
        }();
        return type;
    }
};

template <class T>
struct Described<std::map<std::string, T>> {
    using Map = std::map<std::string, T>;
    static const Type& get() {
        static const Type type = [] {
            Type t = basic<Map>(Kind::map, "map");
            t.element = &Described<T>::get;
            t.size = [](const void* p) { return static_cast<const Map*>(p)->size(); };
            t.clear = [](void* p) { static_cast<Map*>(p)->clear(); };
            t.insert = [](void* p, std::string_view key) -> void* {
                auto [it, fresh] = static_cast<Map*>(p)->try_emplace(std::string(key));
                return fresh ? &it->second : nullptr;
            };
            t.visit = [](const void* p, void* context,
                         void (*call)(void*, std::string_view, const void*)) {
                for (const auto& [key, value] : *static_cast<const Map*>(p))
                    call(context, key, &value);
            };
            return t;
        }();
        return type;
    }
};

template <class>
struct MemberPointer;
template <class C, class T>
struct MemberPointer<T C::*> {
    using object = C;
    using type = T;
};

/// Converts to anything: counts how many members an aggregate has.
struct Anything {
    template <class T>
    operator T&() const&;
    template <class T>
    operator T&&() const&&;
};

template <class T, std::size_t N>
consteval bool takes() {
    return []<std::size_t... I>(std::index_sequence<I...>) {
        return requires { T{(void(I), Anything{})...}; };
    }(std::make_index_sequence<N>{});
}

}  // namespace detail

template <>
const Type& type_of<bool>();
template <>
const Type& type_of<std::int64_t>();
template <>
const Type& type_of<double>();
template <>
const Type& type_of<std::string>();
template <>
const Type& type_of<Scalar>();

/// What a row can say beside name and sentence.
struct Rules {
    bool required = false;
    bool personal = false;
    std::string_view unit{};
    std::string_view refers_to{};
    std::string_view dangling{};
    double min = -std::numeric_limits<double>::infinity();
    double max = std::numeric_limits<double>::infinity();
};

/// A row of a record's table: `field<&Member::id>("id", "Key of the member.", {.required = true})`.
template <auto M>
constexpr Field field(std::string_view name, std::string_view sentence, Rules rules = {}) {
    using Pointer = detail::MemberPointer<decltype(M)>;
    return {.name = name,
            .sentence = sentence,
            .type = &detail::Described<typename Pointer::type>::get,
            .at = [](void* o) -> void* {
                return &(static_cast<typename Pointer::object*>(o)->*M);
            },
            .required = rules.required,
            .personal = rules.personal,
            .unit = rules.unit,
            .refers_to = rules.refers_to,
            .dangling = rules.dangling,
            .min = rules.min,
            .max = rules.max};
}

/// How many members the aggregate `T` has: a `static_assert` holds a table against it.
template <class T, std::size_t N = 48>
consteval std::size_t num_members() {
    if constexpr (N == 0 || detail::takes<T, N>())
        return N;
    else
        return num_members<T, N - 1>();
}

/// Tables joined into one, for rows that several records share.
template <std::size_t A, std::size_t B>
constexpr std::array<Field, A + B> join(const std::array<Field, A>& a,
                                        const std::array<Field, B>& b) {
    std::array<Field, A + B> all{};
    for (std::size_t i = 0; i < A; ++i) all[i] = a[i];
    for (std::size_t i = 0; i < B; ++i) all[A + i] = b[i];
    return all;
}

/// The description of a record from its table, which must live in static storage.
template <class T, std::size_t N>
Type record(std::string_view name, std::string_view sentence, const std::array<Field, N>& table) {
    static_assert(N == num_members<T>(), "a member has no row in the table, or a row no member");
    Type t = detail::basic<T>(Kind::record, name);
    t.sentence = sentence;
    t.fields = table;
    return t;
}

/// The description of an enumeration whose values are 0, 1, 2 ... in the order of `choices`.
template <class E, std::size_t N>
Type enumeration(std::string_view name, std::string_view sentence,
                 const std::array<std::string_view, N>& choices) {
    static_assert(std::is_same_v<std::underlying_type_t<E>, std::uint8_t>);
    Type t = detail::basic<E>(Kind::token, name);
    t.sentence = sentence;
    t.choices = choices;
    t.rule = "one of the listed words";
    return t;
}

/// Reads a token, enumerations included. False if the text breaks the type's rule.
[[nodiscard]] bool parse_token(const Type& type, void* into, std::string_view text);
/// Appends a token's text.
void print_token(const Type& type, const void* from, std::string& out);
/// The member called `name`, or null.
[[nodiscard]] const Field* find_field(const Type& record, std::string_view name);
/// A value of the type, from the heap, ended by the type itself.
class Box {
public:
    explicit Box(const Type& type) : type_(&type), value_(type.create()) {}
    Box(const Box&) = delete;
    Box& operator=(const Box&) = delete;
    ~Box() { type_->destroy(value_); }
    [[nodiscard]] void* get() const noexcept { return value_; }

private:
    const Type* type_;
    void* value_;
};

}  // namespace areena
