// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>

#include "core/backends/ibm_provider.h"
#include "core/backends/remote_error.h"
#include "core/base/clock.h"
#include "core/base/secret.h"
#include "core/net/http.h"

namespace qstore {

struct IbmCall {
    HttpMethod method = HttpMethod::Get;
    std::string path;  ///< "/jobs/abc", after the endpoint
    std::string body;
    bool large = false;  ///< carries circuits or results, which take their time
    std::size_t maxResponseBytes = std::size_t{64} << 20U;
};

/// Exchanges with IBM under a token that is got for the key, kept, and renewed when four fifths of its
/// life are over, or at once when the service refuses it. How long it lives is measured from the moment it
/// was asked for, on the steady clock: a wrong system time does not matter. Whatever a reply echoes of key
/// or token is struck out before anything reads it. Thread-safe.
class IbmSession {
public:
    IbmSession(IbmOptions options, std::shared_ptr<const HttpTransport> transport,
               std::shared_ptr<Clock> clock);

    /// The reply, if its status is 2xx; else what the refusal means.
    Remote<HttpResponse> call(const IbmCall& call, const RunControl& control) const;
    /// When the token ends (Unix); gets one where there is none.
    Remote<std::int64_t> tokenEndMs(const RunControl& control) const;
    /// A reply that does not fit: RemoteFault::Protocol.
    static tl::unexpected<RemoteError> misfit(const Error& error, const HttpResponse& response);

    const IbmOptions& options() const { return m_options; }
    const Clock& clock() const { return *m_clock; }

private:
    struct Token {
        Secret value;
        std::int64_t renewMs = 0, endMs = 0;  ///< steady clock
    };
    /// `refused` not empty: this one was refused, so another is needed.
    Remote<Secret> token(const Secret& refused, const RunControl& control) const;
    Remote<Token> fetchToken(const RunControl& control) const;
    Remote<Token> readToken(HttpResponse response, std::int64_t askedMs) const;
    Remote<HttpResponse> sendOnce(const IbmCall& call, const Secret& token,
                                  const RunControl& control) const;

    IbmOptions m_options;
    std::shared_ptr<const HttpTransport> m_transport;
    std::shared_ptr<Clock> m_clock;
    mutable std::mutex m_mutex;  ///< held while a token is fetched, so that one is enough for all
    mutable Token m_token;
};

}  // namespace qstore
