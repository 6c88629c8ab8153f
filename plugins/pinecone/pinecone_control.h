// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/stores/vector_store.h"
#include "plugins/pinecone/pinecone_exchange.h"

namespace qstore {

/// What the control plane says of an index.
struct PineconeIndex {
    std::string name;
    std::size_t dimension = 0;
    Metric metric = Metric::Cosine;
    std::string host;  ///< of its data, as it was told: not checked
    bool ready = false;
    std::string state;    ///< "Ready", "Initializing", "Terminating", …
    bool isDense = true;  ///< others are no collections
};

/// Of the control plane's list; Parse for anything else.
Result<std::vector<PineconeIndex>> pineconeIndexes(const nlohmann::json& list);

/// Where new indexes are made.
struct PineconePlace {
    std::string cloud, region;
};

/// Indexes: listed, described, made and removed.
class PineconeControl {
public:
    PineconeControl(RestService service, std::string endpoint, PineconeWaits waits);

    Result<std::vector<PineconeIndex>> indexes(const RunControl& control) const;
    /// NotFound where there is none, with the nearest name.
    Result<PineconeIndex> describe(const std::string& name, const RunControl& control) const;
    /// Waits until it is ready. AlreadyExists says in what the other one differs.
    Result<PineconeIndex> create(const CollectionSpec& spec, const PineconePlace& place,
                                 const RunControl& control) const;
    /// One that describe() found: waits until it is gone.
    Status remove(const std::string& name, const RunControl& control) const;
    Result<PineconeIndex> awaitReady(const std::string& name, const RunControl& control) const;

private:
    RestResult send(HttpMethod method, const std::string& path, std::string body,
                    const RunControl& control) const;
    tl::unexpected<Error> noIndex(const std::string& name, const RunControl& control) const;
    Status taken(const CollectionSpec& spec, bool mayBeOurs, const RunControl& control) const;
    Status awaitGone(const std::string& name, const RunControl& control) const;
    Status pause(std::int64_t startMs, const std::string& what, const RunControl& control) const;

    RestCall m_call;
    std::string m_endpoint;
    PineconeWaits m_waits;
};

}  // namespace qstore
