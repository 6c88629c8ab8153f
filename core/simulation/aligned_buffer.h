// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/mman.h>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <memory>
#include <new>

namespace qstore {

/// Numbers that start at a cache line, zero at first; for vector loads.
template <class T>
class AlignedBuffer {
public:
    AlignedBuffer() = default;
    explicit AlignedBuffer(std::size_t size) : m_size(size) {
        if (size == 0) return;
        const std::size_t alignment = size * sizeof(T) >= 2 * kHugePage ? kHugePage : kAlignment;
        const std::size_t bytes = (size * sizeof(T) + alignment - 1) / alignment * alignment;
        void* memory = std::aligned_alloc(alignment, bytes);
        if (memory == nullptr) throw std::bad_alloc();
#ifdef MADV_HUGEPAGE
        // Blocks of a large state lie far apart: with small pages each would cost a walk through page
        // tables.
        if (alignment == kHugePage) madvise(memory, bytes, MADV_HUGEPAGE);
#endif
        m_data.reset(static_cast<T*>(memory));
        std::fill_n(m_data.get(), size, T{});
    }

    T* data() {
        return m_data.get();
    }
    const T* data() const {
        return m_data.get();
    }
    std::size_t size() const {
        return m_size;
    }
    T& operator[](std::size_t index) {
        return m_data.get()[index];
    }
    const T& operator[](std::size_t index) const {
        return m_data.get()[index];
    }

private:
    static constexpr std::size_t kAlignment = 64;
    static constexpr std::size_t kHugePage = std::size_t{2} << 20U;
    struct Free {
        void operator()(T* memory) const { std::free(memory); }
    };
    std::unique_ptr<T[], Free> m_data;
    std::size_t m_size = 0;
};

}  // namespace qstore
