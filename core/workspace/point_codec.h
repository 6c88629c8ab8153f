// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/stores/payload.h"

namespace qstore {

/// Components as little-endian IEEE 754 single precision, four bytes each.
QSTORE_EXPORT std::string vectorBytes(const std::vector<float>& vector);
/// Corrupt where the length is not that of `dimension` numbers.
QSTORE_EXPORT Result<std::vector<float>> readVectorBytes(std::string_view bytes, std::size_t dimension);

QSTORE_EXPORT std::string payloadToBytes(const Payload& payload);
/// Corrupt for anything payloadToBytes() does not write, NewerVersion for a later form.
QSTORE_EXPORT Result<Payload> readPayloadBytes(std::string_view bytes);

}  // namespace qstore
