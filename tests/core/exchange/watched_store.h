// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <atomic>
#include <functional>
#include <mutex>
#include <utility>

#include "core/stores/vector_store.h"

namespace qstore {

/// The given store in small batches. Counts the points that are asked for, and lets a test do something to
/// them on the way.
class WatchedStore : public VectorStore {
public:
    explicit WatchedStore(std::shared_ptr<VectorStore> store, std::size_t batch = 7)
        : m_store(std::move(store)), m_batch(batch) {}

    std::function<Status(std::size_t call)> beforeFetch;                ///< counted from 1
    std::function<Status(std::size_t call)> beforeUpsert, afterUpsert;  ///< counted from 1
    std::function<void(std::vector<Point>&)> afterFetch, afterPage;     ///< what the caller gets instead
    std::atomic<std::size_t> fetches{0};
    std::size_t mostAtOnce() const { return m_most; }
    bool ordersPages = true;

    Capabilities capabilities() const override {
        Capabilities can = m_store->capabilities();
        can.maxBatchPoints = can.maxPagePoints = m_batch;
        can.ordersPages = ordersPages;
        return can;
    }
    Result<std::vector<CollectionInfo>> collections(const RunControl& control) override {
        return m_store->collections(control);
    }
    Result<CollectionInfo> collection(const std::string& name, const RunControl& control) override {
        return m_store->collection(name, control);
    }
    Status createCollection(const CollectionSpec& spec, const RunControl& control) override {
        return m_store->createCollection(spec, control);
    }
    Status dropCollection(const std::string& name, const RunControl& control) override {
        return m_store->dropCollection(name, control);
    }
    Status upsert(const std::string& collection, std::vector<Point> points,
                  const RunControl& control) override {
        const std::size_t call = ++m_upserts;
        if (beforeUpsert) QSTORE_CHECK(beforeUpsert(call));
        QSTORE_CHECK(m_store->upsert(collection, std::move(points), control));
        return afterUpsert ? afterUpsert(call) : Status();
    }
    Result<QueryAnswer> query(const std::string& collection, const Query& query,
                              const RunControl& control) override {
        return m_store->query(collection, query, control);
    }
    Result<std::vector<Point>> fetch(const std::string& collection, const std::vector<std::string>& ids,
                                     const RunControl& control) override {
        const std::size_t call = ++fetches;
        const Asked asked(*this, ids.size());
        if (beforeFetch) QSTORE_CHECK(beforeFetch(call));
        auto points = m_store->fetch(collection, ids, control);
        if (points && afterFetch) afterFetch(*points);
        return points;
    }
    Result<Page> scroll(const std::string& collection, const ScrollRequest& request,
                        const RunControl& control) override {
        const Asked asked(*this, request.limit);
        auto page = m_store->scroll(collection, request, control);
        if (page && afterPage) afterPage(page->points);
        return page;
    }
    Result<std::size_t> remove(const std::string& collection, const std::vector<std::string>& ids,
                               const RunControl& control) override {
        return m_store->remove(collection, ids, control);
    }
    Status prepare(const std::string& collection, const RunControl& control) override {
        return m_store->prepare(collection, control);
    }

private:
    /// Points of the calls that are under way.
    struct Asked {
        Asked(WatchedStore& watched, std::size_t points) : store(watched), count(points) {
            const std::scoped_lock lock(store.m_mutex);
            store.m_underWay += count;
            store.m_most = std::max(store.m_most, store.m_underWay);
        }
        ~Asked() {
            const std::scoped_lock lock(store.m_mutex);
            store.m_underWay -= count;
        }
        Asked(const Asked&) = delete;
        Asked& operator=(const Asked&) = delete;
        WatchedStore& store;
        std::size_t count;
    };

    std::shared_ptr<VectorStore> m_store;
    std::size_t m_batch;
    std::mutex m_mutex;
    std::size_t m_underWay = 0, m_most = 0, m_upserts = 0;
};

}  // namespace qstore
