// SPDX-License-Identifier: Apache-2.0
#include <sys/resource.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include <mutex>

#include "core/base/secret.h"

namespace qstore {
namespace {

/// How many guards live, and what was before the first of them.
struct Dumps {
    std::mutex mutex;
    std::size_t guards = 0;
    rlimit limit{};
    bool limited = false;
    int dumpable = -1;
};

Dumps& dumps() {
    static Dumps state;
    return state;
}

void forbid(Dumps& state) {
    state.limited = ::getrlimit(RLIMIT_CORE, &state.limit) == 0;
    if (state.limited) {
        // Only the soft limit: a lowered hard limit could never be raised again.
        rlimit none = state.limit;
        none.rlim_cur = 0;
        state.limited = ::setrlimit(RLIMIT_CORE, &none) == 0;
    }
#ifdef __linux__
    // The limit does not hold for a core dump that is piped into a program; this does.
    state.dumpable = ::prctl(PR_GET_DUMPABLE, 0, 0, 0, 0);
    if (state.dumpable == 1) ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

void restore(const Dumps& state) {
    if (state.limited) ::setrlimit(RLIMIT_CORE, &state.limit);
#ifdef __linux__
    if (state.dumpable == 1) ::prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
#endif
}

}  // namespace

CoreDumpGuard::CoreDumpGuard() {
    Dumps& state = dumps();
    const std::scoped_lock lock(state.mutex);
    if (state.guards++ == 0) forbid(state);
}

CoreDumpGuard::CoreDumpGuard(const CoreDumpGuard& /*other*/) : CoreDumpGuard() {}

CoreDumpGuard::~CoreDumpGuard() {
    Dumps& state = dumps();
    const std::scoped_lock lock(state.mutex);
    if (--state.guards == 0) restore(state);
}

}  // namespace qstore
