// SPDX-License-Identifier: Apache-2.0
#include "core/workspace/point_codec.h"

#include <bit>
#include <cstdint>
#include <type_traits>

#include "core/learning/byte_stream.h"

namespace qstore {
namespace {

constexpr std::uint64_t kPayloadFormat = 1;
constexpr std::size_t kFloatBytes = 4;

enum class Kind : std::uint64_t { Bool, Integer, Real, Text };

void writeValue(ByteWriter& writer, const PayloadValue& value) {
    std::visit(
        [&writer](const auto& held) {
            using Held = std::decay_t<decltype(held)>;
            if constexpr (std::is_same_v<Held, bool>) {
                writer.u64(static_cast<std::uint64_t>(Kind::Bool));
                writer.u64(held ? 1 : 0);
            } else if constexpr (std::is_same_v<Held, std::int64_t>) {
                writer.u64(static_cast<std::uint64_t>(Kind::Integer));
                writer.u64(std::bit_cast<std::uint64_t>(held));
            } else if constexpr (std::is_same_v<Held, double>) {
                writer.u64(static_cast<std::uint64_t>(Kind::Real));
                writer.f64(held);
            } else {
                writer.u64(static_cast<std::uint64_t>(Kind::Text));
                writer.text(held);
            }
        },
        value);
}

Result<PayloadValue> readValue(ByteReader& reader) {
    switch (static_cast<Kind>(reader.u64())) {
        case Kind::Bool: return PayloadValue(reader.u64() != 0);
        case Kind::Integer: return PayloadValue(std::bit_cast<std::int64_t>(reader.u64()));
        case Kind::Real: return PayloadValue(reader.f64());
        case Kind::Text: return PayloadValue(reader.text());
    }
    return fail(ErrorCode::Corrupt, "a field of a point has a kind that does not exist",
                "restore a backup of the workspace");
}

}  // namespace

std::string vectorBytes(const std::vector<float>& vector) {
    std::string bytes;
    bytes.reserve(vector.size() * kFloatBytes);
    for (const float component : vector) {
        const auto bits = std::bit_cast<std::uint32_t>(component);
        for (unsigned shift = 0; shift < 32; shift += 8)
            bytes.push_back(static_cast<char>((bits >> shift) & 0xFFU));
    }
    return bytes;
}

Result<std::vector<float>> readVectorBytes(std::string_view bytes, std::size_t dimension) {
    if (bytes.size() != dimension * kFloatBytes)
        return fail(ErrorCode::Corrupt,
                    "a point has " + std::to_string(bytes.size()) + " bytes of numbers instead of " +
                        std::to_string(dimension * kFloatBytes),
                    "restore a backup of the workspace");
    std::vector<float> vector(dimension);
    for (std::size_t index = 0; index < dimension; ++index) {
        std::uint32_t bits = 0;
        for (unsigned byte = 0; byte < kFloatBytes; ++byte)
            bits |= std::uint32_t{static_cast<unsigned char>(bytes[index * kFloatBytes + byte])}
                    << (8 * byte);
        vector[index] = std::bit_cast<float>(bits);
    }
    return vector;
}

std::string payloadToBytes(const Payload& payload) {
    ByteWriter writer;
    writer.u64(kPayloadFormat);
    writer.u64(payload.size());
    for (const auto& [name, value] : payload) {
        writer.text(name);
        writeValue(writer, value);
    }
    return writer.take();
}

Result<Payload> readPayloadBytes(std::string_view bytes) {
    ByteReader reader(bytes);
    const std::uint64_t format = reader.u64();
    if (format > kPayloadFormat)
        return fail(ErrorCode::NewerVersion,
                    "the fields of a point have format " + std::to_string(format) +
                        "; this release reads up to " + std::to_string(kPayloadFormat),
                    "update Q-Store Workbench");
    Payload payload;
    constexpr std::size_t leastBytes = 24;  // the name's length, the kind, the value
    for (std::size_t left = reader.count(leastBytes); left > 0; --left) {
        std::string name = reader.text();
        QSTORE_TRY(PayloadValue value, readValue(reader));
        payload.insert_or_assign(std::move(name), std::move(value));
    }
    QSTORE_CHECK(reader.status("the fields of a point"));
    return payload;
}

}  // namespace qstore
