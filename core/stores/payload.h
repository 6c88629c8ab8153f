// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <variant>

#include "core/base/result.h"

namespace qstore {

/// What a field of a payload holds.
using PayloadValue = std::variant<bool, std::int64_t, double, std::string>;

/// What is kept beside a vector: fields by name, sorted.
using Payload = std::map<std::string, PayloadValue, std::less<>>;

inline constexpr std::size_t kMaxPayloadFields = 256;
inline constexpr std::size_t kMaxFieldNameBytes = 128;
inline constexpr std::size_t kMaxPayloadTextBytes = std::size_t{64} << 10U;  ///< of one text
inline constexpr std::size_t kMaxPayloadBytes = std::size_t{256} << 10U;     ///< names and values together

/// Whether a store takes it: the limits above, names and texts of UTF-8, no control characters in names,
/// finite numbers. InvalidArgument names the field.
QSTORE_EXPORT Status checkPayload(const Payload& payload);
/// The same for the name of one field and for one value.
QSTORE_EXPORT Status checkFieldName(const std::string& name);
QSTORE_EXPORT Status checkPayloadValue(const PayloadValue& value);

/// Bytes of the names and values, as kMaxPayloadBytes counts them: a text its length, all else eight.
QSTORE_EXPORT std::size_t payloadBytes(const Payload& payload);

/// What a payload takes on the heap, about.
QSTORE_EXPORT std::size_t heldBytes(const Payload& payload);

}  // namespace qstore
