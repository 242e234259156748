#include "areena/core/fingerprint.hpp"

#include <array>
#include <bit>
#include <charconv>
#include <cstring>

namespace areena {

namespace {
constexpr std::array<std::uint32_t, 64> round_constants{
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

void compress(std::array<std::uint32_t, 8>& state, const unsigned char* block) {
    std::array<std::uint32_t, 64> w{};
    for (std::size_t i = 0; i < 16; ++i)
        w[i] = std::uint32_t{block[4 * i]} << 24 | std::uint32_t{block[4 * i + 1]} << 16 |
               std::uint32_t{block[4 * i + 2]} << 8 | std::uint32_t{block[4 * i + 3]};
    for (std::size_t i = 16; i < 64; ++i) {
        const auto a = std::rotr(w[i - 15], 7) ^ std::rotr(w[i - 15], 18) ^ (w[i - 15] >> 3);
        const auto b = std::rotr(w[i - 2], 17) ^ std::rotr(w[i - 2], 19) ^ (w[i - 2] >> 10);
        w[i] = w[i - 16] + a + w[i - 7] + b;
    }
    auto [a, b, c, d, e, f, g, h] = state;
    for (std::size_t i = 0; i < 64; ++i) {
        const auto s1 = std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25);
        const auto t1 = h + s1 + ((e & f) ^ (~e & g)) + round_constants[i] + w[i];
        const auto s0 = std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22);
        const auto t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
        h = g;
        g = f;
        f = e;
        e = d + t1;
        d = c;
        c = b;
        b = a;
        a = t1 + t2;
    }
    const std::array<std::uint32_t, 8> add{a, b, c, d, e, f, g, h};
    for (std::size_t i = 0; i < 8; ++i) state[i] += add[i];
}

/// Appends the value so that no two different values give the same bytes: every text is preceded
/// by its length, every container by its size.
void serialize(const Type& type, const void* value, std::string& out) {
    auto text = [&](std::string_view s) { out += std::to_string(s.size()) + ':' + std::string(s); };
    switch (type.kind) {
        case Kind::boolean:
            out += *static_cast<const bool*>(value) ? 't' : 'f';
            break;
        case Kind::integer:
        case Kind::decimal:
            out += std::to_string(*static_cast<const std::int64_t*>(value)) + ';';
            break;
        case Kind::real: {
            std::array<char, 32> digits{};
            const auto end = std::to_chars(digits.data(), digits.data() + digits.size(),
                                           *static_cast<const double*>(value));
            out.append(digits.data(), end.ptr);
            out += ';';
            break;
        }
        case Kind::text:
            text(*static_cast<const std::string*>(value));
            break;
        case Kind::scalar:
            std::visit(
                [&](const auto& held) {
                    out += static_cast<char>('0' + static_cast<const Scalar*>(value)->index());
                    serialize(type_of<std::decay_t<decltype(held)>>(), &held, out);
                },
                *static_cast<const Scalar*>(value));
            break;
        case Kind::token: {
            std::string token;
            print_token(type, value, token);
            text(token);
            break;
        }
        case Kind::optional:
        case Kind::list:
            out += std::to_string(type.size(value)) + '[';
            for (std::size_t i = 0, n = type.size(value); i < n; ++i)
                serialize(type.element(), type.item(value, i), out);
            break;
        case Kind::map: {
            out += std::to_string(type.size(value)) + '{';
            struct Sink {
                std::string& out;
                const Type& element;
            } sink{out, type.element()};
            type.visit(value, &sink, [](void* context, std::string_view key, const void* item) {
                auto& to = *static_cast<Sink*>(context);
                to.out += std::to_string(key.size()) + ':' + std::string(key);
                serialize(to.element, item, to.out);
            });
            break;
        }
        case Kind::record: {
            std::string plain;
            if (type.print && type.print(value, plain)) {
                out += 'p';
                text(plain);
                break;
            }
            const Box fresh(type);
            out += '(';
            for (const Field& field : type.fields) {
                const void* member = field.at(const_cast<void*>(value));
                if (field.type().equal(member, field.at(fresh.get()))) continue;
                text(field.name);
                serialize(field.type(), member, out);
            }
            out += ')';
            break;
        }
    }
}
}  // namespace

std::string sha256(std::string_view bytes) {
    std::array<std::uint32_t, 8> state{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                       0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
    const std::size_t blocks = bytes.size() / 64;
    for (std::size_t i = 0; i < blocks; ++i) compress(state, data + 64 * i);
    std::array<unsigned char, 128> tail{};
    const std::size_t rest = bytes.size() % 64;
    if (rest != 0) std::memcpy(tail.data(), data + 64 * blocks, rest);
    tail[rest] = 0x80;
    const std::size_t tail_blocks = rest < 56 ? 1 : 2;
    const std::uint64_t bits = std::uint64_t{bytes.size()} * 8;
    for (std::size_t i = 0; i < 8; ++i)
        tail[tail_blocks * 64 - 1 - i] = static_cast<unsigned char>(bits >> (8 * i));
    for (std::size_t i = 0; i < tail_blocks; ++i) compress(state, tail.data() + 64 * i);
    constexpr std::string_view hex = "0123456789abcdef";
    std::string out;
    for (std::uint32_t word : state)
        for (int shift = 28; shift >= 0; shift -= 4) out += hex[word >> shift & 15];
    return out;
}

std::string fingerprint(const Type& type, const void* value) {
    std::string bytes;
    serialize(type, value, bytes);
    return sha256(bytes);
}

}  // namespace areena
