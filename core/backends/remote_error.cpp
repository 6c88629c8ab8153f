// SPDX-License-Identifier: Apache-2.0
#include "core/backends/remote_error.h"

#include <array>
#include <utility>

namespace qstore {
namespace {

constexpr std::array<std::string_view, 12> faultNames{
    "transient", "rate-limited",   "key-rejected", "forbidden",  "not-found", "not-ready",
    "rejected",  "quota-exceeded", "protocol",     "connection", "local",     "cancelled"};

}  // namespace

std::string_view remoteFaultName(RemoteFault fault) {
    return faultNames.at(static_cast<std::size_t>(fault));
}

bool mayRetry(RemoteFault fault) {
    return fault == RemoteFault::Transient || fault == RemoteFault::RateLimited ||
           fault == RemoteFault::NotReady;
}

tl::unexpected<RemoteError> remoteFail(RemoteFault fault, ErrorCode code, std::string message,
                                       std::string hint) {
    RemoteError error;
    error.fault = fault;
    error.error = Error{code, std::move(message), std::move(hint)};
    return tl::unexpected<RemoteError>(std::move(error));
}

}  // namespace qstore
