// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

namespace qstore {

/// Bytes of this machine's caches as the system tells them; where it does not, those of a common server
/// (32 KiB, 1 MiB, 32 MiB).
struct CacheSizes {
    std::size_t l1 = 0;
    std::size_t l2 = 0;
    std::size_t l3 = 0;
};
CacheSizes cacheSizes();

}  // namespace qstore
