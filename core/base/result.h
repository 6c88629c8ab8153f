// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

#include "core/base/export.h"

namespace qstore {

/// What kind of thing went wrong. The interface translates by code; the message stays English.
enum class ErrorCode : std::uint8_t {
    InvalidArgument,    ///< a value outside its domain
    Parse,              ///< text that does not follow its grammar
    NotFound,           ///< a name, file or row that does not exist
    AlreadyExists,      ///< a name that is taken
    Unsupported,        ///< well-formed, but not something this build can do
    ResourceExhausted,  ///< memory, disk or a configured limit
    Io,                 ///< the operating system refused to read or write
    Corrupt,            ///< a checksum or structure that does not hold
    NewerVersion,       ///< written by a later release
    Busy,               ///< somebody else holds the lease or lock
    Cancelled,          ///< the caller asked to stop; not a failure
    Failed,             ///< everything else
};

/// Stable lower-case name of a code, as printed by `--json` ("invalid-argument").
QSTORE_EXPORT std::string_view errorCodeName(ErrorCode code);

/// An error a person can act on.
struct Error {
    ErrorCode code = ErrorCode::Failed;
    std::string message;  ///< what happened, with the offending value
    std::string hint;     ///< what to do next; empty when there is nothing to add
};

template <class T>
using Result = tl::expected<T, Error>;
using Status = Result<void>;

/// `return fail(ErrorCode::NotFound, "…", "…");` from any function that returns a Result.
inline tl::unexpected<Error> fail(ErrorCode code, std::string message, std::string hint = {}) {
    return tl::unexpected<Error>(Error{code, std::move(message), std::move(hint)});
}

}  // namespace qstore

#define QSTORE_CONCAT_INNER(a, b) a##b
#define QSTORE_CONCAT(a, b) QSTORE_CONCAT_INNER(a, b)

/// Leaves the function with the error of `expression` (a Result of any type) if it failed.
#define QSTORE_CHECK(...) QSTORE_CHECK_AS(QSTORE_CONCAT(qstoreStatus, __COUNTER__), __VA_ARGS__)
#define QSTORE_CHECK_AS(status, ...)                                           \
    do {                                                                       \
        if (auto status = (__VA_ARGS__); !status)                              \
            return tl::unexpected<::qstore::Error>(std::move(status).error()); \
    } while (false)

/// `QSTORE_TRY(auto table, readCsv(path));` — declares from the value or leaves with the error.
#define QSTORE_TRY(declaration, ...)                                                                      \
    auto QSTORE_CONCAT(qstoreResult, __LINE__) = (__VA_ARGS__);                                           \
    if (!QSTORE_CONCAT(qstoreResult, __LINE__))                                                           \
        return tl::unexpected<::qstore::Error>(std::move(QSTORE_CONCAT(qstoreResult, __LINE__)).error()); \
    declaration = *std::move(QSTORE_CONCAT(qstoreResult, __LINE__))
