// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/progress.h"
#include "core/stores/filter.h"
#include "core/stores/metric.h"
#include "core/stores/payload.h"

namespace qstore {

class ByteStore;

/// One vector with its name and what is known of it.
struct Point {
    std::string id;             ///< 1 to 256 bytes of UTF-8 without control characters
    std::vector<float> vector;  ///< as many numbers as its collection has dimensions; empty: not asked for
    Payload payload;

    bool operator==(const Point&) const = default;
};

enum class IndexKind : std::uint8_t {
    Exact,  ///< every vector is looked at
    Hnsw,   ///< a graph of near ones: Malkov & Yashunin, IEEE TPAMI 42, 824 (2020)
};
/// "exact", "hnsw".
QSTORE_EXPORT std::string_view indexKindName(IndexKind kind);

/// Of the graph, in the names of the paper.
struct HnswSettings {
    std::size_t m = 16;                ///< links of a point, 2 to 128; twice as many on the lowest level
    std::size_t efConstruction = 200;  ///< candidates while a point is linked, m to 4096

    bool operator==(const HnswSettings&) const = default;
};

/// What a collection is made with and keeps.
struct CollectionSpec {
    std::string name;           ///< 1 to 64 bytes of UTF-8 without control characters
    std::size_t dimension = 0;  ///< 1 to kMaxDimension
    Metric metric = Metric::Cosine;
    IndexKind index = IndexKind::Exact;
    HnswSettings hnsw;

    bool operator==(const CollectionSpec&) const = default;
};

inline constexpr std::size_t kMaxIdBytes = 256;
inline constexpr std::size_t kMaxCollectionNameBytes = 64;
inline constexpr std::size_t kMaxDimension = 65536;
/// Vectors are at most this long (Euclidean norm), so that no score overflows in single precision.
inline constexpr double kMaxNorm = 1e18;
/// Under cosine a vector shorter than this has no direction and is refused, as a zero vector is.
inline constexpr double kMinCosineNorm = 1e-15;

struct CollectionInfo {
    CollectionSpec spec;
    std::uint64_t count = 0;  ///< points
    /// Points the graph knows; the others are looked at one by one, so that answers never miss them.
    std::uint64_t indexedCount = 0;
    std::uint64_t bytes = 0;  ///< of memory here, or of storage there; 0 while a local one is not loaded
};

/// What to look for.
struct Query {
    std::vector<float> vector;
    std::size_t topK = 10;
    std::optional<Filter> filter;
    /// What the caller takes the scores for; another metric than the collection's is refused.
    std::optional<Metric> metric;
    bool exact = false;  ///< look at every vector, whatever the index
    std::size_t ef = 0;  ///< candidates the graph keeps while it searches; 0: the store chooses
    bool withVectors = false;
    bool withPayload = true;
};

struct Hit {
    std::string id;
    double score = 0.0;         ///< as the collection's Metric says
    std::vector<float> vector;  ///< as it was stored; empty unless asked for
    Payload payload;            ///< empty unless asked for

    bool operator==(const Hit&) const = default;
};

struct QueryAnswer {
    std::vector<Hit> hits;  ///< nearest first, equal scores by id; fewer than topK where no more pass
    bool exact = true;      ///< whether every vector was looked at; a graph may miss some
};

struct ScrollRequest {
    std::string cursor;  ///< empty for the first page, else Page::nextCursor
    std::size_t limit = 100;
    std::optional<Filter> filter;
    bool withVectors = false;
    bool withPayload = true;
};

struct Page {
    std::vector<Point> points;
    std::string nextCursor;  ///< empty on the last page
};

/// What a store can do, asked before it is tried.
struct Capabilities {
    std::string kind;  ///< "local", …
    std::vector<Metric> metrics;
    std::vector<IndexKind> indexes;
    bool filters = false;  ///< in query() and scroll()
    bool exactQueries = false;
    bool ordersPages = false;  ///< scroll() goes by id
    std::size_t maxDimension = 0;
    std::size_t maxBatchPoints = 0;  ///< of upsert(), fetch() and remove()
    std::size_t maxTopK = 0;
    std::size_t maxPagePoints = 0;
};

/// Collections of points, on this machine or elsewhere. Every member may be called from several threads at
/// once, but not from inside a parallelFor body. Bad input is InvalidArgument, naming the value and its
/// place; a collection that is not there is NotFound with the nearest name; Cancelled leaves a batch either
/// stored as a whole or not at all, where the store can promise that.
class QSTORE_EXPORT VectorStore {
public:
    virtual ~VectorStore() = default;
    virtual Capabilities capabilities() const = 0;

    /// Sorted by name.
    virtual Result<std::vector<CollectionInfo>> collections(const RunControl& control) = 0;
    virtual Result<CollectionInfo> collection(const std::string& name, const RunControl& control) = 0;
    /// AlreadyExists where the name is taken, saying in what the other one differs.
    virtual Status createCollection(const CollectionSpec& spec, const RunControl& control) = 0;
    virtual Status dropCollection(const std::string& name, const RunControl& control) = 0;

    /// Adds points; one whose id is there replaces it as a whole. Refused as a whole for one bad point or
    /// two equal ids. Progress counts points.
    virtual Status upsert(const std::string& collection, std::vector<Point> points,
                          const RunControl& control) = 0;
    virtual Result<QueryAnswer> query(const std::string& collection, const Query& query,
                                      const RunControl& control) = 0;
    /// Points as they were stored, in the order of `ids`; ids that are not there are left out.
    virtual Result<std::vector<Point>> fetch(const std::string& collection,
                                             const std::vector<std::string>& ids,
                                             const RunControl& control) = 0;
    /// One page after the other; points that are added or removed meanwhile may be seen or not, all others
    /// are seen once.
    virtual Result<Page> scroll(const std::string& collection, const ScrollRequest& request,
                                const RunControl& control) = 0;
    /// How many were there; the other ids are no error.
    virtual Result<std::size_t> remove(const std::string& collection, const std::vector<std::string>& ids,
                                       const RunControl& control) = 0;
    /// Loads a collection and completes its graph, so that CollectionInfo::indexedCount is its count. Long,
    /// with progress in points; after Cancelled the next call goes on.
    virtual Status prepare(const std::string& collection, const RunControl& control) = 0;

    /// Where the store also keeps whole files; null where it cannot. Lives as long as the store.
    virtual ByteStore* bytes() { return nullptr; }
};

}  // namespace qstore
