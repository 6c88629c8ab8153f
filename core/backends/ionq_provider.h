// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "core/backends/provider.h"
#include "core/net/http.h"

namespace qstore {

struct IonqOptions {
    std::string endpoint = "https://api.ionq.co/v0.4";
    Secret key;
    std::int64_t timeoutMs = 60'000;  ///< of one exchange
    std::size_t maxResponseBytes = std::size_t{256} << 20U;
};

/// One IonQ account over REST v0.4, both generations of its replies (May and September 2026).
/// InvalidArgument for an endpoint that is no URL.
QSTORE_EXPORT Result<std::shared_ptr<const Provider>> makeIonqProvider(
    IonqOptions options, std::shared_ptr<const HttpTransport> transport);

/// What a person can do about a job that failed with this code ("TooManyGates"); empty for unknown ones.
QSTORE_EXPORT std::string_view ionqCure(std::string_view failureCode);

/// When a job's client token was made (Unix milliseconds), if the token says so: a part of exactly 13
/// decimal digits between hyphens ("qstore-1764457200000-5f2a…").
QSTORE_EXPORT std::optional<std::int64_t> tokenTimeMs(std::string_view token);

}  // namespace qstore
