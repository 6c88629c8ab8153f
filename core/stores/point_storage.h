// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "core/stores/vector_store.h"

namespace qstore {

/// Which points a collection has: equal ones mean the same points, whoever wrote them.
struct PointRevision {
    std::int64_t collection = 0;  ///< a name that is dropped and made again is another collection
    std::int64_t change = 0;      ///< one more with each batch that is put or removed

    bool operator==(const PointRevision&) const = default;
    PointRevision next() const { return {collection, change + 1}; }
};

/// A collection as it lies in storage.
struct StoredCollection {
    CollectionSpec spec;
    std::uint64_t count = 0;  ///< points
    PointRevision revision;
};

/// Where a local store keeps its points; a workspace, or memory in tests. What it is given is checked
/// already. Called from several threads; writes of one collection come one after the other.
class QSTORE_EXPORT PointStorage {
public:
    virtual ~PointStorage() = default;

    /// Sorted by name.
    virtual Result<std::vector<StoredCollection>> collections() = 0;
    /// AlreadyExists where the name is taken.
    virtual Status createCollection(const CollectionSpec& spec) = 0;
    /// With all its points. Here and below Busy where the name means another collection than the one that
    /// is `known`, because somebody made it anew.
    virtual Status dropCollection(const std::string& name, const PointRevision& known) = 0;

    /// Adds or replaces all of them or, on any error, none. The ids differ from each other.
    /// Returns what the collection is now.
    virtual Result<PointRevision> putBatch(const std::string& collection, const PointRevision& known,
                                           std::span<const Point> points) = 0;
    /// Removes all of them or, on any error, none. The ids differ from each other; one that another
    /// program removed meanwhile is no error.
    virtual Result<PointRevision> removeBatch(const std::string& collection, const PointRevision& known,
                                              std::span<const std::string> ids) = 0;
    /// Quick: it is asked before each query.
    virtual Result<PointRevision> revision(const std::string& collection) = 0;

    /// Takes a few of the points; an error ends the walk and is handed back.
    using Chunk = std::function<Status(std::vector<Point> points)>;
    /// Every point once, as all of them were at one moment, in an order that only writes change: a graph is
    /// built in it. Returns what the collection was then.
    virtual Result<PointRevision> forEach(const std::string& collection, const Chunk& chunk) = 0;
};

}  // namespace qstore
