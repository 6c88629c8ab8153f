// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/stores/point_storage.h"
#include "core/stores/vector_store.h"

namespace qstore {

class LocalCollection;

/// The store that is always there: points in a PointStorage, searched in memory. A collection is loaded by
/// the first call that needs its points, and stays. Until prepare() has built the graph of a loaded
/// collection, its queries look at every vector (QueryAnswer::exact).
///
/// Several may work on one storage, in one program or in several: what another one has written is seen by
/// every call that begins later, which then loads the collection again.
class QSTORE_EXPORT LocalStore : public VectorStore {
public:
    explicit LocalStore(std::shared_ptr<PointStorage> storage);
    ~LocalStore() override;
    LocalStore(const LocalStore&) = delete;
    LocalStore& operator=(const LocalStore&) = delete;

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

private:
    struct Entry;
    using Loaded = std::shared_ptr<LocalCollection>;

    Result<StoredCollection> stored(const std::string& name);
    CollectionInfo infoOf(const StoredCollection& stored);
    std::shared_ptr<Entry> entry(const std::string& name);
    Loaded loaded(const std::string& name);
    /// Null also where somebody else has written since.
    Loaded current(const std::string& name);
    Result<Loaded> open(const std::string& name, const RunControl& control);

    std::shared_ptr<PointStorage> m_storage;
    std::mutex m_mutex;  ///< of the entries and what they hold
    std::map<std::string, std::shared_ptr<Entry>> m_entries;
};

}  // namespace qstore
