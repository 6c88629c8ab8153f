// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include "core/stores/vector_store.h"
#include "plugins/qdrant/qdrant_payload.h"
#include "plugins/qdrant/qdrant_schema.h"
#include "plugins/rest/rest_call.h"

namespace qstore {

struct QdrantOptions {
    std::string endpoint;            ///< complete, without '/' at the end
    bool keepsCosineVectors = true;  ///< beside the ones of length 1 that Qdrant stores under cosine
    std::size_t maxBodyBytes = std::size_t{16} << 20U;  ///< of one upsert; Qdrant itself takes 32 MB
    std::size_t maxPointsPerCall = 1'000;
    std::int64_t pollMs = 250;  ///< between two looks at a graph that is being built
};

/// Collections of a Qdrant service, 1.10 or later. Thread-safe.
///
/// - A batch is sent in calls of bounded size, each of them waited for; one that is interrupted is stored
/// in
///   part, and storing it again completes it without doubles.
/// - Collections of a kind that CollectionSpec cannot say (see qdrantState()) are left out of collections()
///   and Unsupported everywhere else.
/// - Pages follow Qdrant's order of its own ids, and may hold fewer points than asked for.
class QdrantStore final : public VectorStore {
public:
    QdrantStore(QdrantOptions options, RestService service);
    Capabilities capabilities() const override;

    Result<std::vector<CollectionInfo>> collections(const RunControl& control) override;
    Result<CollectionInfo> collection(const std::string& name, const RunControl& control) override;
    Status createCollection(const CollectionSpec& spec, const RunControl& control) override;
    Status dropCollection(const std::string& name, const RunControl& control) override;
    Status upsert(const std::string& collection, std::vector<Point> points,
                  const RunControl& control) override;
    Result<QueryAnswer> query(const std::string& collection, const Query& query,
                              const RunControl& control) override;
    Result<std::vector<Point>> fetch(const std::string& collection, const std::vector<std::string>& ids,
                                     const RunControl& control) override;
    Result<Page> scroll(const std::string& collection, const ScrollRequest& request,
                        const RunControl& control) override;
    Result<std::size_t> remove(const std::string& collection, const std::vector<std::string>& ids,
                               const RunControl& control) override;
    Status prepare(const std::string& collection, const RunControl& control) override;

    /// Of GET /, which needs no key: "1.19.0". Unsupported where it is no Qdrant, or one before 1.10.
    static Result<std::string> checkedVersion(const nlohmann::json& body);
    /// Names of a reply to GET /collections.
    static Result<std::vector<std::string>> namesIn(const nlohmann::json& body);
    /// What Qdrant says in the JSON of a refusal.
    static std::string refusalText(const nlohmann::json& body);

private:
    using Json = nlohmann::json;
    RestRequest request(HttpMethod method, const std::string& path) const;
    /// `result` of a call on a collection; its 404 is NotFound with the nearest name.
    Result<Json> ask(HttpMethod method, const std::string& name, const std::string& path, std::string body,
                     const RunControl& control);
    RestResult askOnce(HttpMethod method, const std::string& name, const std::string& path,
                       std::string body, const RunControl& control) const;
    Error explained(RestFailure failure, const std::string& name, const RunControl& control);
    Result<std::vector<std::string>> names(const RunControl& control) const;

    Result<QdrantState> state(const std::string& name, const RunControl& control);
    Result<CollectionInfo> info(const std::string& name, const RunControl& control);
    Result<std::uint64_t> count(const std::string& name, const RunControl& control);
    /// Asked for once: what a collection was made with does not change while it lives.
    Result<CollectionSpec> spec(const std::string& name, const RunControl& control);
    void forget(const std::string& name);

    Result<bool> exists(const std::string& name, const RunControl& control) const;
    Error missing(const std::string& name, const RunControl& control) const;
    Status taken(const CollectionSpec& wanted, bool isOurs, const RunControl& control);
    Status waitForGraph(const std::string& name, const RunControl& control);
    Status startGraph(const std::string& name, const RunControl& control);
    Status write(const std::string& name, const std::string& path, HttpMethod method, std::string body,
                 const RunControl& control);
    Result<std::vector<Hit>> hits(const CollectionSpec& spec, const Query& query, std::size_t limit,
                                  const RunControl& control);
    Result<std::map<std::string, Point>> retrieve(const std::string& name,
                                                  const std::vector<std::string>& ids,
                                                  const QdrantWanted& wanted, const RunControl& control);
    Status retrieveSome(const std::string& name, std::span<const std::string> ids,
                        const QdrantWanted& wanted, std::map<std::string, Point>& found,
                        const RunControl& control);

    static Result<Page> pageOf(const Json& result, const QdrantWanted& wanted);

    QdrantOptions m_options;
    RestCall m_call;
    std::mutex m_mutex;
    std::map<std::string, CollectionSpec> m_specs;
};

}  // namespace qstore
