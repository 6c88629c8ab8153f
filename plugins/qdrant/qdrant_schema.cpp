// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/qdrant/qdrant_schema.h"

#include "plugins/rest/rest_fields.h"

namespace qstore {
namespace {

using nlohmann::json;

constexpr std::size_t kLeastEf = 4;

tl::unexpected<Error> otherKind(const std::string& name, const std::string& why) {
    return fail(ErrorCode::Unsupported, "the collection '" + name + "' " + why,
                "Use one with a single unnamed vector of 32-bit numbers and cosine, dot or Euclid.");
}

std::optional<Metric> metricOfDistance(std::string_view distance) {
    for (const Metric metric : kMetrics)
        if (qdrantDistance(metric) == distance) return metric;
    return std::nullopt;
}

Status readVectors(CollectionSpec& spec, RestFields& params) {
    const json* child = params.child("vectors");
    if (child == nullptr || !child->is_object() || child->empty())
        return otherKind(spec.name, "has no dense vectors");
    // With names it is a map of such objects.
    if (!child->contains("size")) return otherKind(spec.name, "has several named vectors a point");
    RestFields vectors(*child, params.where("vectors"));
    spec.dimension = static_cast<std::size_t>(vectors.requiredWhole("size"));
    const std::string distance = vectors.requiredText("distance");
    const std::string datatype = vectors.text("datatype").value_or("float32");
    const bool isMulti = vectors.child("multivector_config") != nullptr;
    QSTORE_CHECK(vectors.status());
    const auto metric = metricOfDistance(distance);
    if (!metric) return otherKind(spec.name, "measures by " + distance);
    if (datatype != "float32") return otherKind(spec.name, "keeps its numbers as " + datatype);
    if (isMulti) return otherKind(spec.name, "has several vectors a point");
    if (spec.dimension == 0 || spec.dimension > kMaxDimension)
        return otherKind(spec.name, "has dimension " + std::to_string(spec.dimension));
    spec.metric = *metric;
    return {};
}

/// Where the graph is off, its settings are those it was made with, if it was made here.
void readUnused(CollectionSpec& spec, const RestFields& config) {
    const json* metadata = config.child("metadata");
    if (metadata == nullptr || !metadata->is_object()) return;
    const auto own = metadata->find("qstore");
    if (own == metadata->end() || !own->is_object()) return;
    RestFields fields(*own, config.where("metadata.qstore"));
    const auto m = fields.whole("m");
    const auto ef = fields.whole("ef_construction");
    if (!m || !ef) return;
    spec.hnsw = {static_cast<std::size_t>(*m), static_cast<std::size_t>(*ef)};
}

Status readIndex(CollectionSpec& spec, RestFields& config, const json* vectors) {
    RestFields graph(config.object("hnsw_config"), config.where("hnsw_config"));
    std::uint64_t m = graph.requiredWhole("m");
    std::uint64_t ef = graph.requiredWhole("ef_construct");
    QSTORE_CHECK(config.status());
    QSTORE_CHECK(graph.status());
    const json none = json::object();
    const json* own = vectors == nullptr || !vectors->is_object()
                          ? nullptr
                          : RestFields(*vectors, {}).child("hnsw_config");
    RestFields special(own == nullptr ? none : *own, "vectors.hnsw_config");
    m = special.whole("m").value_or(m);
    ef = special.whole("ef_construct").value_or(ef);
    QSTORE_CHECK(special.status());
    spec.index = m == 0 ? IndexKind::Exact : IndexKind::Hnsw;
    if (m == 0)
        readUnused(spec, config);
    else
        spec.hnsw = {static_cast<std::size_t>(m), static_cast<std::size_t>(ef)};
    return {};
}

Status readHealth(QdrantState& state, RestFields& fields) {
    const std::string status = fields.requiredText("status");
    if (status == "green")
        state.health = QdrantState::Health::Green;
    else if (status == "yellow")
        state.health = QdrantState::Health::Yellow;
    else if (status == "grey")
        state.health = QdrantState::Health::Grey;
    else if (status == "red")
        state.health = QdrantState::Health::Red;
    else
        fields.wrong("status", "green, yellow, grey or red");
    const json* optimizer = fields.child("optimizer_status");
    if (optimizer != nullptr && optimizer->is_object())
        state.trouble = RestFields(*optimizer, fields.where("optimizer_status")).requiredText("error");
    return fields.status();
}

}  // namespace

std::string_view qdrantDistance(Metric metric) {
    switch (metric) {
        case Metric::Cosine: return "Cosine";
        case Metric::Dot: return "Dot";
        case Metric::Euclidean: break;
    }
    return "Euclid";
}

Status checkQdrantSpec(const CollectionSpec& spec) {
    const std::size_t at = spec.name.find_first_of("<>:\"/\\|?*");
    if (at != std::string::npos)
        return fail(ErrorCode::InvalidArgument,
                    "the name of the collection '" + spec.name + "' holds '" + spec.name[at] +
                        "', which Qdrant refuses",
                    R"(Leave out < > : " / \ | ? and *.)");
    if (spec.index == IndexKind::Hnsw && spec.hnsw.efConstruction < kLeastEf)
        return fail(ErrorCode::InvalidArgument,
                    "efConstruction of the graph is " + std::to_string(spec.hnsw.efConstruction) +
                        ", Qdrant wants at least " + std::to_string(kLeastEf),
                    "200 suits most data.");
    return {};
}

json qdrantCreation(const CollectionSpec& spec) {
    json graph = {{"m", 0}};
    if (spec.index == IndexKind::Hnsw)
        graph = {{"m", spec.hnsw.m}, {"ef_construct", spec.hnsw.efConstruction}};
    return {
        {"vectors", {{"size", spec.dimension}, {"distance", qdrantDistance(spec.metric)}}},
        {"hnsw_config", graph},
        {"metadata", {{"qstore", {{"m", spec.hnsw.m}, {"ef_construction", spec.hnsw.efConstruction}}}}}};
}

Result<QdrantState> qdrantState(const std::string& name, const json& result) {
    RestFields fields(result, "Qdrant's answer on '" + name + "'");
    QdrantState state;
    state.spec.name = name;
    state.indexedCount = fields.whole("indexed_vectors_count").value_or(0);
    RestFields config(fields.object("config"), fields.where("config"));
    QSTORE_CHECK(fields.status());
    RestFields params(config.object("params"), config.where("params"));
    QSTORE_CHECK(config.status());
    QSTORE_CHECK(readVectors(state.spec, params));
    QSTORE_CHECK(readIndex(state.spec, config, params.child("vectors")));
    QSTORE_CHECK(readHealth(state, fields));
    return state;
}

}  // namespace qstore
