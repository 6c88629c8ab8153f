// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qstore/stores_report.h"

#include "app/qstore/text_table.h"
#include "core/base/number_text.h"

namespace qstore {

using Json = nlohmann::ordered_json;

namespace {

Json valueJson(const PayloadValue& value) {
    return std::visit([](const auto& held) { return Json(held); }, value);
}

std::string valueText(const PayloadValue& value) {
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* number = std::get_if<double>(&value)) return numberToText(*number);
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return std::to_string(*whole);
    return std::get<bool>(value) ? "true" : "false";
}

/// A graph's settings belong to graphs.
std::string indexText(const CollectionSpec& spec) {
    std::string text(indexKindName(spec.index));
    if (spec.index == IndexKind::Hnsw)
        text +=
            " (m " + std::to_string(spec.hnsw.m) + ", ef " + std::to_string(spec.hnsw.efConstruction) + ")";
    return text;
}

}  // namespace

Json collectionJson(const CollectionInfo& info) {
    Json json = {{"collection", info.spec.name},
                 {"dimension", info.spec.dimension},
                 {"metric", metricName(info.spec.metric)},
                 {"index", indexKindName(info.spec.index)},
                 {"points", info.count}};
    if (info.spec.index == IndexKind::Hnsw)
        json["hnsw"] = {{"m", info.spec.hnsw.m}, {"efConstruction", info.spec.hnsw.efConstruction}};
    json["indexed"] = info.spec.index == IndexKind::Hnsw ? info.indexedCount : info.count;
    return json;
}

std::string collectionTable(const std::vector<CollectionInfo>& infos) {
    if (infos.empty()) return "no collections; `qstore stores create NAME --dimension N` makes one\n";
    TextTable table({"collection", "dimension", "metric", "index", "points", "in the graph"});
    for (const CollectionInfo& info : infos)
        table.add({info.spec.name, std::to_string(info.spec.dimension),
                   std::string(metricName(info.spec.metric)), indexText(info.spec),
                   std::to_string(info.count),
                   info.spec.index == IndexKind::Hnsw ? std::to_string(info.indexedCount) : "-"});
    return table.toText();
}

Json payloadJson(const Payload& payload) {
    Json json = Json::object();
    for (const auto& [name, value] : payload) json[name] = valueJson(value);
    return json;
}

std::string payloadText(const Payload& payload) {
    std::string text;
    for (const auto& [name, value] : payload)
        text += (text.empty() ? "" : ", ") + name + " = " + valueText(value);
    return text;
}

Json pointJson(const Point& point) {
    Json json = {{"id", point.id}, {"payload", payloadJson(point.payload)}};
    if (!point.vector.empty()) json["vector"] = point.vector;
    return json;
}

std::string pointTable(const std::vector<Point>& points) {
    TextTable table({"id", "payload"});
    for (const Point& point : points) table.add({point.id, payloadText(point.payload)});
    return table.toText();
}

Json answerJson(const QueryAnswer& answer) {
    Json hits = Json::array();
    for (const Hit& hit : answer.hits) {
        Json json = {{"id", hit.id}, {"score", hit.score}, {"payload", payloadJson(hit.payload)}};
        if (!hit.vector.empty()) json["vector"] = hit.vector;
        hits.push_back(std::move(json));
    }
    return {{"exact", answer.exact}, {"hits", hits}};
}

std::string answerTable(const QueryAnswer& answer, Metric metric, bool canBeExact) {
    if (answer.hits.empty()) return "nothing found\n";
    TextTable table({"id", std::string(metricName(metric)), "payload"});
    for (const Hit& hit : answer.hits)
        table.add({hit.id, shortNumber(hit.score, 6), payloadText(hit.payload)});
    if (answer.exact) return table.toText();
    return table.toText() + "by the graph, which may miss some" +
           (canBeExact ? "; --exact looks at every point\n" : "\n");
}

}  // namespace qstore
