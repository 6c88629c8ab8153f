// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "core/base/result.h"

namespace qstore {

/// What a provider's refusal means for whoever asked; decides whether to try again, wait, or stop.
enum class RemoteFault : std::uint8_t {
    Transient,      ///< 500, 502–504, 520–529, a broken connection: try again
    RateLimited,    ///< 429: try again later
    KeyRejected,    ///< 401: the key is wrong, revoked or expired; a new key heals it
    Forbidden,      ///< 403: the key may not do this
    NotFound,       ///< 404: no such job or device
    NotReady,       ///< asked for a result that is not there yet
    Rejected,       ///< 400, 409, 413, 422: the request itself; sending it again cannot help
    QuotaExceeded,  ///< the account has no budget for it
    Protocol,       ///< the reply is not what the interface promises (HTML, unknown format, bad numbers)
    Connection,     ///< name, TLS or proxy: nothing was sent; the profile needs repair
    Local,          ///< this machine: disk, memory, an invalid value
    Cancelled,      ///< asked to stop
};
/// Stable lower-case name ("rate-limited").
QSTORE_EXPORT std::string_view remoteFaultName(RemoteFault fault);

struct RemoteError {
    RemoteFault fault = RemoteFault::Transient;
    Error error;               ///< with the provider's own reason, and what to do
    std::string providerCode;  ///< "TooManyGates", "1305"; empty when there is none
    int httpStatus = 0;        ///< 0 when there was no reply
    std::optional<std::int64_t> retryAfterMs;
    /// The request may have been carried out although the reply is missing.
    bool maybeAccepted = false;
};

template <class T>
using Remote = tl::expected<T, RemoteError>;

/// True where the same request may succeed a moment later.
QSTORE_EXPORT bool mayRetry(RemoteFault fault);
QSTORE_EXPORT tl::unexpected<RemoteError> remoteFail(RemoteFault fault, ErrorCode code, std::string message,
                                                     std::string hint = {});

}  // namespace qstore
