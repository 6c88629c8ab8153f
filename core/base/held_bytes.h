// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <type_traits>
#include <vector>

namespace qstore {

/// heldBytes(x): what x keeps on the heap, its own size not counted. Types with something on the heap have
/// an overload beside them; this file has those of the containers.

/// What an allocation of `bytes` takes: its header and rounding included, as in glibc.
constexpr std::size_t blockBytes(std::size_t bytes) {
    constexpr std::size_t header = 8;
    constexpr std::size_t step = 16;
    return bytes == 0 ? 0 : (bytes + header + step - 1) / step * step;
}

inline std::size_t heldBytes(const std::string& text) {
    static const std::size_t inside = std::string().capacity();
    return text.capacity() > inside ? blockBytes(text.capacity() + 1) : 0;
}

inline std::size_t heldBytes(const std::vector<bool>& bits) {
    return blockBytes(bits.capacity() / 8);
}

template <class T>
std::size_t heldBytes(const std::vector<T>& items) {
    std::size_t bytes = blockBytes(items.capacity() * sizeof(T));
    if constexpr (!std::is_trivially_destructible_v<T>) {
        for (const T& item : items) bytes += heldBytes(item);
    }
    return bytes;
}

}  // namespace qstore
