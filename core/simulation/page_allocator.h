// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/mman.h>

#include <cstddef>
#include <cstdlib>
#include <new>

#include "core/base/parallel.h"

namespace qstore {

/// Puts large vectors on huge pages, where the system has them.
template <class T>
struct PageAllocator {
    using value_type = T;

    PageAllocator() = default;
    template <class U>
    PageAllocator(const PageAllocator<U>&) noexcept {}  // NOLINT(google-explicit-constructor)

    T* allocate(std::size_t count) {
        const std::size_t bytes = count * sizeof(T);
        if (bytes < kLarge) return static_cast<T*>(::operator new(bytes));
        const std::size_t rounded = (bytes + kHugePage - 1) / kHugePage * kHugePage;
        void* memory = std::aligned_alloc(kHugePage, rounded);
        if (memory == nullptr) throw std::bad_alloc();
#ifdef MADV_HUGEPAGE
        madvise(memory, rounded, MADV_HUGEPAGE);
#endif
        parallelFor(rounded / kHugePage,
                    [memory](std::size_t page) { touch(static_cast<char*>(memory) + page * kHugePage); });
        return static_cast<T*>(memory);
    }
    void deallocate(T* memory, std::size_t count) noexcept {
        if (count * sizeof(T) < kLarge)
            ::operator delete(memory);
        else
            std::free(memory);
    }
    friend bool operator==(const PageAllocator&, const PageAllocator&) {
        return true;
    }

private:
    /// The system clears a page when it is first written to: every thread its share, not one all of them.
    static void touch(char* page) {
        constexpr std::size_t smallPage = 4096;
        for (std::size_t at = 0; at < kHugePage; at += smallPage) static_cast<volatile char*>(page)[at] = 0;
    }

    static constexpr std::size_t kHugePage = std::size_t{2} << 20U;
    static constexpr std::size_t kLarge = 2 * kHugePage;
};

}  // namespace qstore
