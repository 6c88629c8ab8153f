// SPDX-License-Identifier: Apache-2.0
#include "core/base/parallel.h"

#include <tbb/global_control.h>
#include <tbb/info.h>
#include <tbb/parallel_for.h>

#include <memory>
#include <mutex>

#if defined(QSTORE_TSAN)
// libtbb is not instrumented: these four tell ThreadSanitizer what its task hand-over orders.
extern "C" void __tsan_acquire(void* address);
extern "C" void __tsan_release(void* address);
#define QSTORE_TSAN_ACQUIRE(address) __tsan_acquire(address)
#define QSTORE_TSAN_RELEASE(address) __tsan_release(address)
#else
#define QSTORE_TSAN_ACQUIRE(address) static_cast<void>(address)
#define QSTORE_TSAN_RELEASE(address) static_cast<void>(address)
#endif

namespace qstore {
namespace {

struct ThreadLimit {
    std::mutex mutex;
    std::unique_ptr<tbb::global_control> control;
};

ThreadLimit& threadLimit() {
    static ThreadLimit limit;
    return limit;
}

}  // namespace

void parallelFor(std::size_t count, const std::function<void(std::size_t)>& body) {
    if (count == 0) return;
    if (count == 1) {
        body(0);
        return;
    }
    char in = 0;
    char out = 0;
    QSTORE_TSAN_RELEASE(&in);
    tbb::parallel_for(std::size_t{0}, count, [&](std::size_t index) {
        QSTORE_TSAN_ACQUIRE(&in);
        body(index);
        QSTORE_TSAN_RELEASE(&out);
    });
    QSTORE_TSAN_ACQUIRE(&out);
}

void setThreadCount(std::size_t threads) {
    ThreadLimit& limit = threadLimit();
    const std::scoped_lock lock(limit.mutex);
    limit.control.reset();
    if (threads > 0) {
        limit.control =
            std::make_unique<tbb::global_control>(tbb::global_control::max_allowed_parallelism, threads);
    }
}

std::size_t threadCount() {
    return tbb::global_control::active_value(tbb::global_control::max_allowed_parallelism);
}

}  // namespace qstore
