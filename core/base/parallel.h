// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>

#include "core/base/export.h"

namespace qstore {

/// Calls `body(i)` for every i in [0, count) on the shared thread pool and waits for all of them.
///
/// The caller cuts work into chunks by problem size alone and sums the chunks' results in order,
/// so that a result never depends on the number of threads. Bodies must not throw.
QSTORE_EXPORT void parallelFor(std::size_t count, const std::function<void(std::size_t)>& body);

/// Threads the pool may use; 0 restores the default (all processors). For the whole process.
QSTORE_EXPORT void setThreadCount(std::size_t threads);
QSTORE_EXPORT std::size_t threadCount();

}  // namespace qstore
