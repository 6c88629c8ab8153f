// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "plugins/rest/rest_call.h"

namespace qstore {

/// How long is waited for Pinecone.
struct PineconeWaits {
    std::int64_t answerLimitMs = 30'000;  ///< for one reply
    std::int64_t pollMs = 500;            ///< between two looks
    std::int64_t readyLimitMs = 300'000;  ///< for an index that is made or removed
    std::int64_t freshLimitMs = 60'000;   ///< for reads to see what was written
};

/// Whom calls go to: the header of the key, the version of the interface, and what a refusal says.
RestService pineconeService(const Secret& key, std::shared_ptr<const HttpTransport> transport,
                            std::shared_ptr<Clock> clock, const PineconeWaits& waits);

/// Pinecone's reads may lag behind its writes. Every write has a place in a log (x-pinecone-request-lsn),
/// and a read says how far it saw (x-pinecone-max-indexed-lsn). This keeps the last write of this program
/// to each index, by the URL of its data. Thread-safe.
class PineconeLog {
public:
    void noteWrite(const std::string& url, std::uint64_t position);
    /// 0 where nothing was written.
    std::uint64_t lastWrite(const std::string& url) const;
    /// A new index begins a new log, perhaps at the same place.
    void forget(const std::string& url);

private:
    mutable std::mutex m_mutex;
    std::map<std::string, std::uint64_t> m_lastWrites;
};

/// One index's data: sends, keeps the log, and repeats a read until it sees this program's own writes.
/// Where Pinecone says nothing of its log, a read is taken as it is.
class PineconeExchange {
public:
    PineconeExchange(RestService service, std::string url, std::shared_ptr<PineconeLog> log,
                     PineconeWaits waits);

    /// `path` begins with '/'. An empty body is a GET.
    Result<nlohmann::json> read(const std::string& path, std::string body, const RunControl& control) const;
    Result<nlohmann::json> write(const std::string& path, std::string body,
                                 const RunControl& control) const;
    const std::string& url() const { return m_url; }

private:
    struct Reply;
    Result<Reply> send(const std::string& path, std::string body, const char* header,
                       const RunControl& control) const;

    std::shared_ptr<const RestCall> m_call;
    std::string m_url;
    std::shared_ptr<PineconeLog> m_log;
    PineconeWaits m_waits;
};

}  // namespace qstore
