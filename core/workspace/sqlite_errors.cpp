// SPDX-License-Identifier: Apache-2.0
#include "core/workspace/sqlite_errors.h"

#include <sqlite3.h>

namespace qstore {

Error sqliteError(int code, int extendedCode, const std::string& message,
                  const std::filesystem::path& path) {
    const std::string file = "'" + path.string() + "'";
    switch (code) {
        case SQLITE_FULL:
            return {ErrorCode::ResourceExhausted, "disk full: cannot write to the workspace " + file,
                    "free some space on that disk and try again; everything saved so far is safe"};
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return {ErrorCode::Busy, "another program is writing to the workspace " + file,
                    "wait until it is done, or close it, and try again"};
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return {
                ErrorCode::Corrupt, "the workspace " + file + " is damaged or not a workspace: " + message,
                "it was left as it is; make a copy of it (`qstore workspace copy COPY`), then restore a "
                "backup, or try to recover the copy with `sqlite3 COPY .recover`"};
        case SQLITE_READONLY:
            return {ErrorCode::Io, "the workspace " + file + " cannot be written: " + message,
                    "check that you may write to the file and to its folder"};
        case SQLITE_CANTOPEN:
            return {ErrorCode::Io, "cannot open the workspace " + file + ": " + message,
                    "check that the folder exists and that you may write there"};
        case SQLITE_NOMEM:
            return {ErrorCode::ResourceExhausted, "out of memory while using the workspace " + file, {}};
        case SQLITE_INTERRUPT: return {ErrorCode::Cancelled, "cancelled on request", {}};
        case SQLITE_IOERR:
            return {ErrorCode::Io,
                    "the disk refused a read or write of the workspace " + file + ": " + message +
                        " (extended code " + std::to_string(extendedCode) + ")",
                    "check the disk; everything saved so far is kept"};
        default:
            return {ErrorCode::Failed,
                    "workspace " + file + ": " + message + " (code " + std::to_string(extendedCode) + ")",
                    {}};
    }
}

}  // namespace qstore
