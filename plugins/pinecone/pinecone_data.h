// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/stores/vector_store.h"
#include "plugins/pinecone/pinecone_exchange.h"

namespace qstore {

inline constexpr std::size_t kPineconeMaxBatchPoints = 1000;
inline constexpr std::size_t kPineconeMaxTopK = 10'000;
/// Of one upsert; 2 MB is refused.
inline constexpr std::size_t kPineconeMaxBodyBytes = 2'000'000;
inline constexpr std::size_t kPineconeMaxListed = 100;

/// A page of ids, as they are there.
struct PineconeIdPage {
    std::vector<std::string> ids;
    std::string next;  ///< empty on the last one
};

/// The points of one namespace of one index. What goes in has been checked.
class PineconeData {
public:
    PineconeData(PineconeExchange exchange, CollectionSpec spec, std::string space);

    const CollectionSpec& spec() const { return m_spec; }
    const std::string& url() const { return m_exchange.url(); }

    /// As bodies of requests, each within Pinecone's limits. InvalidArgument for a point that Pinecone does
    /// not take, with its place; nothing is sent before all are known to be fit.
    struct Batch {
        std::string body;
        std::size_t count = 0;
    };
    Result<std::vector<Batch>> batches(const std::vector<Point>& points) const;
    Status upsert(const Batch& batch, const RunControl& control) const;

    Result<std::vector<Hit>> query(const Query& query, const RunControl& control) const;
    /// Those of the ids (as they are here) that are there.
    Result<std::map<std::string, Point>> fetch(const std::vector<std::string>& ids, bool withPayload,
                                               const RunControl& control) const;
    Result<PineconeIdPage> list(std::size_t limit, const std::string& cursor,
                                const RunControl& control) const;
    Status remove(const std::vector<std::string>& ids, const RunControl& control) const;
    /// By namespace.
    Result<std::map<std::string, std::uint64_t>> counts(const RunControl& control) const;

private:
    Result<std::string> vectorText(const Point& point, std::size_t place) const;
    Result<Hit> hitOf(const nlohmann::json& match, const Query& query) const;
    Status fetchSome(const std::string& path, bool withPayload, std::map<std::string, Point>& points,
                     const RunControl& control) const;

    PineconeExchange m_exchange;
    CollectionSpec m_spec;
    std::string m_space;
};

}  // namespace qstore
