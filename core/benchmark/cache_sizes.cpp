// SPDX-License-Identifier: Apache-2.0
#include "core/benchmark/cache_sizes.h"

#include <unistd.h>

namespace qstore {
namespace {

/// Virtual machines often report 0, other systems −1.
std::size_t configured(int name, std::size_t fallback) {
    const long value = sysconf(name);
    return value > 0 ? static_cast<std::size_t>(value) : fallback;
}

}  // namespace

CacheSizes cacheSizes() {
    constexpr std::size_t l1 = std::size_t{32} << 10U;
    constexpr std::size_t l2 = std::size_t{1} << 20U;
    constexpr std::size_t l3 = std::size_t{32} << 20U;
#if defined(_SC_LEVEL1_DCACHE_SIZE) && defined(_SC_LEVEL2_CACHE_SIZE) && defined(_SC_LEVEL3_CACHE_SIZE)
    return {configured(_SC_LEVEL1_DCACHE_SIZE, l1), configured(_SC_LEVEL2_CACHE_SIZE, l2),
            configured(_SC_LEVEL3_CACHE_SIZE, l3)};
#else
    return {l1, l2, l3};
#endif
}

}  // namespace qstore
