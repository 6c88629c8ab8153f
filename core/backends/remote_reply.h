// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "core/backends/remote_error.h"
#include "core/base/secret.h"
#include "core/net/http.h"

namespace qstore {

/// `QSTORE_REMOTE_TRY(auto body, exchange.get(path));` — for functions that return a Remote of any type.
#define QSTORE_REMOTE_TRY(declaration, ...)                            \
    auto QSTORE_CONCAT(qstoreRemote, __LINE__) = (__VA_ARGS__);        \
    if (!QSTORE_CONCAT(qstoreRemote, __LINE__))                        \
        return tl::unexpected<::qstore::RemoteError>(                  \
            std::move(QSTORE_CONCAT(qstoreRemote, __LINE__)).error()); \
    declaration = *std::move(QSTORE_CONCAT(qstoreRemote, __LINE__))

/// An exchange without a reply, as `service` ("IonQ") is to be blamed for it. `changes` is true for a
/// request that does something: only then can it have been accepted without our knowledge.
RemoteError faultOfNet(const NetError& error, std::string_view service, bool changes);

/// What a status that is no success means. 409 is transient on GET alone (an edge cache's refusal), 5xx by
/// the set that services and their edges use for "try again": 500, 502–504, 520–529.
RemoteFault faultOfStatus(int status, HttpMethod method);
ErrorCode errorCodeOf(RemoteFault fault);

/// What the text of a foreign reply may show in a message: one line, at most 300 bytes, printable, the
/// secret struck out; an HTML page is named as such.
std::string shownReply(std::string_view body, const Secret& secret);

/// Protocol: `what` came where the interface promises something else.
tl::unexpected<RemoteError> protocolFault(std::string message, std::string hint = {});
/// Local: a value of ours that no service would take.
tl::unexpected<RemoteError> localFault(Error error);

/// One JSON object of a reply, distrusted: an absent key and null are nothing, a wrong type is remembered
/// and makes status() a Protocol fault that names the key.
class ReplyFields {
public:
    /// `what` names the object in messages ("the job").
    ReplyFields(const nlohmann::json& object, std::string what);

    const nlohmann::json* child(const char* key) const;
    std::optional<std::string> text(const char* key);
    std::optional<double> number(const char* key);
    std::optional<std::uint64_t> whole(const char* key);
    std::optional<bool> flag(const char* key);
    /// ISO 8601 in UTC, as milliseconds since 1970.
    std::optional<std::int64_t> time(const char* key);
    /// The same, but absence is wrong too.
    std::string requiredText(const char* key);
    void wrong(const char* key, std::string_view expected);
    Remote<void> status() const;

private:
    const nlohmann::json* m_object;
    std::string m_what, m_problem;
};

}  // namespace qstore
