// SPDX-License-Identifier: Apache-2.0
#include "failing_vfs.h"

#include <sqlite3.h>

#include <atomic>
#include <cstring>

namespace qstore {
namespace {

std::atomic<std::int64_t> allowed{-1};
std::atomic<bool> refused{false};

sqlite3_vfs* real() {
    static sqlite3_vfs* const found = sqlite3_vfs_find("unix");
    return found;
}

/// A file whose first member is SQLite's, followed by the real file itself.
struct ShimFile {
    sqlite3_file base;
    sqlite3_io_methods methods;
    sqlite3_file* inner() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

sqlite3_file* innerOf(sqlite3_file* file) {
    return reinterpret_cast<ShimFile*>(file)->inner();
}

bool takesWrite() {
    if (allowed.load() < 0) return true;
    if (allowed.fetch_sub(1) > 0) return true;
    allowed.store(0);
    refused.store(true);
    return false;
}

int writeOrRefuse(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset) {
    if (!takesWrite()) return SQLITE_FULL;
    return innerOf(file)->pMethods->xWrite(innerOf(file), bytes, size, offset);
}

/// Forwards one method to the real file.
template <auto Method, class... Arguments>
int forward(sqlite3_file* file, Arguments... arguments) {
    return (innerOf(file)->pMethods->*Method)(innerOf(file), arguments...);
}

void barrier(sqlite3_file* file) {
    innerOf(file)->pMethods->xShmBarrier(innerOf(file));
}

sqlite3_io_methods forwarding() {
    using M = sqlite3_io_methods;
    M methods{};
    methods.iVersion = 2;  // without memory mapping, which would write past xWrite
    methods.xClose = forward<&M::xClose>;
    methods.xRead = forward<&M::xRead, void*, int, sqlite3_int64>;
    methods.xWrite = writeOrRefuse;
    methods.xTruncate = forward<&M::xTruncate, sqlite3_int64>;
    methods.xSync = forward<&M::xSync, int>;
    methods.xFileSize = forward<&M::xFileSize, sqlite3_int64*>;
    methods.xLock = forward<&M::xLock, int>;
    methods.xUnlock = forward<&M::xUnlock, int>;
    methods.xCheckReservedLock = forward<&M::xCheckReservedLock, int*>;
    methods.xFileControl = forward<&M::xFileControl, int, void*>;
    methods.xSectorSize = forward<&M::xSectorSize>;
    methods.xDeviceCharacteristics = forward<&M::xDeviceCharacteristics>;
    methods.xShmMap = forward<&M::xShmMap, int, int, int, void volatile**>;
    methods.xShmLock = forward<&M::xShmLock, int, int, int>;
    methods.xShmBarrier = barrier;
    methods.xShmUnmap = forward<&M::xShmUnmap, int>;
    return methods;
}

int openShim(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* outFlags) {
    auto* shim = reinterpret_cast<ShimFile*>(file);
    std::memset(static_cast<void*>(shim), 0, sizeof(ShimFile));
    const int code = real()->xOpen(real(), name, shim->inner(), flags, outFlags);
    if (shim->inner()->pMethods == nullptr) return code;
    shim->methods = forwarding();
    shim->base.pMethods = &shim->methods;
    return code;
}

sqlite3_vfs* shimVfs() {
    static sqlite3_vfs vfs = [] {
        sqlite3_vfs made = *real();
        made.zName = "qstore-test-failing";
        made.szOsFile = static_cast<int>(sizeof(ShimFile)) + real()->szOsFile;
        made.pNext = nullptr;
        made.xOpen = openShim;
        return made;
    }();
    return &vfs;
}

}  // namespace

FailingVfs::FailingVfs() {
    allowWrites(-1);
    sqlite3_vfs_register(shimVfs(), 1);
}

FailingVfs::~FailingVfs() {
    sqlite3_vfs_unregister(shimVfs());
    sqlite3_vfs_register(real(), 1);
}

void FailingVfs::allowWrites(std::int64_t writes) {
    refused.store(false);
    allowed.store(writes);
}

bool FailingVfs::refusedAny() const {
    return refused.load();
}

}  // namespace qstore
