// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/mman.h>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <memory>
#include <new>
#include <utility>

namespace qstore {

/// Memory of `bytes` that starts at a huge page and is zero, given out by the system as it is first
/// touched, so that the threads that work on it share out that cost. Large states lie far apart in it: with
/// small pages each of their vectors would cost a walk through page tables.
class PageMemory {
public:
    static constexpr std::size_t kHugePage = std::size_t{2} << 20U;

    PageMemory() = default;
    explicit PageMemory(std::size_t bytes)
        : m_mapped((bytes + kHugePage - 1) / kHugePage * kHugePage + kHugePage) {
        m_base = mmap(nullptr, m_mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (m_base == MAP_FAILED) throw std::bad_alloc();
        std::size_t room = m_mapped;
        m_start = m_base;
        std::align(kHugePage, bytes, m_start, room);
#ifdef MADV_HUGEPAGE
        madvise(m_start, m_mapped - kHugePage, MADV_HUGEPAGE);
#endif
    }
    ~PageMemory() {
        if (m_base != nullptr) munmap(m_base, m_mapped);
    }
    PageMemory(const PageMemory&) = delete;
    PageMemory& operator=(const PageMemory&) = delete;

    void* start() const {
        return m_start;
    }

private:
    void* m_base = nullptr;
    void* m_start = nullptr;
    std::size_t m_mapped = 0;
};

/// Numbers that start at a cache line, zero at first; for vector loads.
template <class T>
class AlignedBuffer {
public:
    AlignedBuffer() = default;
    explicit AlignedBuffer(std::size_t size) : m_size(size) {
        if (size == 0) return;
        if (size * sizeof(T) >= 2 * PageMemory::kHugePage) {
            m_pages = std::make_unique<PageMemory>(size * sizeof(T));
            m_data = static_cast<T*>(m_pages->start());
            return;
        }
        const std::size_t bytes = (size * sizeof(T) + kAlignment - 1) / kAlignment * kAlignment;
        m_small.reset(static_cast<T*>(std::aligned_alloc(kAlignment, bytes)));
        if (!m_small) throw std::bad_alloc();
        m_data = m_small.get();
        std::fill_n(m_data, size, T{});
    }
    AlignedBuffer(AlignedBuffer&& other) noexcept { swap(other); }
    AlignedBuffer& operator=(AlignedBuffer&& other) noexcept {
        AlignedBuffer old(std::move(other));
        swap(old);
        return *this;
    }

    T* data() { return m_data; }
    const T* data() const { return m_data; }
    std::size_t size() const { return m_size; }
    T& operator[](std::size_t index) { return m_data[index]; }
    const T& operator[](std::size_t index) const { return m_data[index]; }

private:
    static constexpr std::size_t kAlignment = 64;
    struct Free {
        void operator()(T* memory) const { std::free(memory); }
    };
    void swap(AlignedBuffer& other) noexcept {
        std::swap(m_pages, other.m_pages);
        std::swap(m_small, other.m_small);
        std::swap(m_data, other.m_data);
        std::swap(m_size, other.m_size);
    }

    std::unique_ptr<PageMemory> m_pages;
    std::unique_ptr<T[], Free> m_small;
    T* m_data = nullptr;
    std::size_t m_size = 0;
};

}  // namespace qstore
