// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "core/base/export.h"

namespace qstore {

/// Incremental SHA-256 (FIPS 180-4). Everything that can be named by content is named by it.
class QSTORE_EXPORT Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(const Sha256&) = delete;
    Sha256& operator=(const Sha256&) = delete;

    Sha256& add(std::span<const std::byte> bytes);
    Sha256& add(std::string_view text);
    /// Little-endian IEEE 754 binary64.
    Sha256& add(std::span<const double> values);
    /// 64 lower-case hexadecimal digits; ends the computation.
    std::string finish();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

QSTORE_EXPORT std::string sha256Hex(std::string_view text);
QSTORE_EXPORT std::string sha256Hex(std::span<const double> values);

}  // namespace qstore
