// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "core/stores/vector_store.h"
#include "plugins/pinecone/pinecone_control.h"
#include "plugins/pinecone/pinecone_data.h"

namespace qstore {

/// What a connection says, complete.
struct PineconeOptions {
    std::string endpoint;  ///< of the control plane
    std::string space;     ///< the namespace
    PineconePlace place;
    PineconeWaits waits;
};

/// Indexes of Pinecone as collections: one namespace of each, the same in all.
///
/// - Its index is its own and approximate: IndexKind::Hnsw stands for it, its settings and Query::ef are
///   Pinecone's to choose; Exact and Query::exact are refused, QueryAnswer::exact is false.
/// - Filters of queries are Pinecone's; those that it cannot express are Unsupported (pinecone_filter.h).
///   scroll() looks at every point and filters here; its pages may be shorter than asked for.
/// - Reads wait until they see what this store wrote (PineconeExchange); what others write may come later.
/// - Sparse indexes are left out.
class PineconeStore : public VectorStore {
public:
    PineconeStore(PineconeOptions options, RestService service);

    Capabilities capabilities() const override;
    Result<std::vector<CollectionInfo>> collections(const RunControl& control) override;
    Result<CollectionInfo> collection(const std::string& name, const RunControl& control) override;
    Status createCollection(const CollectionSpec& spec, const RunControl& control) override;
    /// Refused (Unsupported) while other namespaces of the index hold points.
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

private:
    using Data = std::shared_ptr<const PineconeData>;

    Result<Data> dataOf(const PineconeIndex& index) const;
    Result<Data> opened(const std::string& name, const RunControl& control);
    Data known(const std::string& name) const;
    void forget(const std::string& name);
    Result<CollectionInfo> infoOf(const PineconeIndex& index, const RunControl& control) const;
    Status stored(const PineconeData& data, const std::vector<PineconeData::Batch>& batches,
                  const RunControl& control) const;
    Result<Page> page(const PineconeData& data, const ScrollRequest& request,
                      const RunControl& control) const;
    Status append(const PineconeData& data, const std::vector<std::string>& ids,
                  const ScrollRequest& request, Page& page, const RunControl& control) const;
    Result<std::size_t> removed(const PineconeData& data, const std::vector<std::string>& ids,
                                const RunControl& control) const;

    /// Does `todo` with a collection. One that is known may have been removed, or made anew elsewhere:
    /// after an error that looks like it, its description is asked for once more.
    template <class T, class Todo>
    Result<T> with(const std::string& name, const RunControl& control, const Todo& todo);
    template <class T>
    Result<T> struckOut(Result<T> result) const;

    PineconeOptions m_options;
    RestService m_service;
    PineconeControl m_control;
    std::shared_ptr<PineconeLog> m_log;
    mutable std::mutex m_mutex;  ///< of m_known
    std::map<std::string, Data> m_known;
};

}  // namespace qstore
