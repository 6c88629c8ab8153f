// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <csignal>

#include <limits>
#include <utility>

#include "core/stores/vector_store.h"

namespace qstore {

/// The given store in small batches; the process is killed with SIGKILL before or after the n-th call that
/// moves points (fetch, upsert, scroll), counted from 1.
class DyingStore : public VectorStore {
    template <class Call>
    auto counted(Call&& call) {
        ++m_calls;
        if (m_calls == m_call && !m_after) std::raise(SIGKILL);
        auto outcome = call();
        if (m_calls == m_call && m_after) std::raise(SIGKILL);
        return outcome;
    }

public:
    static constexpr std::size_t kBatch = 7;
    DyingStore(VectorStore& store, std::size_t call, bool after)
        : m_store(store), m_call(call), m_after(after) {}
    std::size_t calls() const { return m_calls; }

    Capabilities capabilities() const override {
        Capabilities can = m_store.capabilities();
        can.maxBatchPoints = can.maxPagePoints = kBatch;
        return can;
    }
    Result<std::vector<CollectionInfo>> collections(const RunControl& control) override {
        return m_store.collections(control);
    }
    Result<CollectionInfo> collection(const std::string& name, const RunControl& control) override {
        return m_store.collection(name, control);
    }
    Status createCollection(const CollectionSpec& spec, const RunControl& control) override {
        return m_store.createCollection(spec, control);
    }
    Status dropCollection(const std::string& name, const RunControl& control) override {
        return m_store.dropCollection(name, control);
    }
    Status upsert(const std::string& collection, std::vector<Point> points,
                  const RunControl& control) override {
        return counted([&] { return m_store.upsert(collection, std::move(points), control); });
    }
    Result<QueryAnswer> query(const std::string& collection, const Query& query,
                              const RunControl& control) override {
        return m_store.query(collection, query, control);
    }
    Result<std::vector<Point>> fetch(const std::string& collection, const std::vector<std::string>& ids,
                                     const RunControl& control) override {
        return counted([&] { return m_store.fetch(collection, ids, control); });
    }
    Result<Page> scroll(const std::string& collection, const ScrollRequest& request,
                        const RunControl& control) override {
        return counted([&] { return m_store.scroll(collection, request, control); });
    }
    Result<std::size_t> remove(const std::string& collection, const std::vector<std::string>& ids,
                               const RunControl& control) override {
        return m_store.remove(collection, ids, control);
    }
    Status prepare(const std::string& collection, const RunControl& control) override {
        return m_store.prepare(collection, control);
    }

private:
    VectorStore& m_store;
    std::size_t m_call;
    bool m_after;
    std::size_t m_calls = 0;
};

}  // namespace qstore
