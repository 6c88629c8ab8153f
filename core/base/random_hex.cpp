// SPDX-License-Identifier: Apache-2.0
#include "core/base/random_hex.h"

#include <sys/random.h>

#include <string_view>
#include <vector>

namespace qstore {

std::string randomHex(std::size_t bytes) {
    std::vector<unsigned char> random(bytes);
    std::size_t filled = 0;
    while (filled < bytes) {
        const ssize_t count = ::getrandom(random.data() + filled, bytes - filled, 0);
        if (count > 0) filled += static_cast<std::size_t>(count);
    }
    constexpr std::string_view digits = "0123456789abcdef";
    std::string hex;
    for (const unsigned char byte : random) {
        hex.push_back(digits[byte >> 4U]);
        hex.push_back(digits[byte & 15U]);
    }
    return hex;
}

}  // namespace qstore
