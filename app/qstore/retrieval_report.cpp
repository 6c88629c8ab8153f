// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qstore/retrieval_report.h"

#include "app/qstore/stores_report.h"
#include "app/qstore/text_table.h"

namespace qstore {

using Json = nlohmann::ordered_json;

namespace {

std::string stageText(const RetrievalStage& stage, bool candidatesExact) {
    std::string text = stage.name + ": " + duration(stage.seconds) + ", ";
    if (stage.name == "candidates")
        return text + std::to_string(stage.out) + " found" +
               (candidatesExact ? ", every point looked at\n" : " by the graph, which may miss some\n");
    if (stage.name == "encode") return text + std::to_string(stage.out) + " states simulated\n";
    return text + std::to_string(stage.out) + " of " + std::to_string(stage.in) + " kept\n";
}

}  // namespace

Json modeJson(const RetrievalMode& mode) {
    return {{"name", mode.name},
            {"exact", mode.exact},
            {"pool", mode.pool},
            {"ef", mode.ef},
            {"diversity", mode.diversity}};
}

Json retrievalJson(const RetrievalAnswer& answer) {
    Json hits = Json::array(), stages = Json::array();
    for (const RankedHit& ranked : answer.hits) {
        Json hit = {{"id", ranked.hit.id},
                    {"fidelity", ranked.fidelity},
                    {"score", ranked.hit.score},
                    {"classicalRank", ranked.classicalRank + 1},
                    {"payload", payloadJson(ranked.hit.payload)}};
        if (!ranked.hit.vector.empty()) hit["vector"] = ranked.hit.vector;
        hits.push_back(std::move(hit));
    }
    for (const RetrievalStage& stage : answer.stages)
        stages.push_back(
            {{"stage", stage.name}, {"in", stage.in}, {"out", stage.out}, {"seconds", stage.seconds}});
    return {{"candidatesExact", answer.candidatesExact}, {"stages", stages}, {"hits", hits}};
}

std::string retrievalText(const RetrievalAnswer& answer, const RetrievalMode& mode, Metric metric) {
    std::string text;
    for (const RetrievalStage& stage : answer.stages) text += stageText(stage, answer.candidatesExact);
    if (mode.diversity > 0.0)
        text += "varied: diversity " + shortNumber(mode.diversity) +
                " prefers points unlike those before them\n";
    if (answer.hits.empty()) return text + "nothing found\n";
    TextTable table({"id", "fidelity", std::string(metricName(metric)), "classical rank", "payload"});
    for (const RankedHit& ranked : answer.hits)
        table.add({ranked.hit.id, shortNumber(ranked.fidelity, 6), shortNumber(ranked.hit.score, 6),
                   std::to_string(ranked.classicalRank + 1), payloadText(ranked.hit.payload)});
    return text + table.toText();
}

Json qualitiesJson(const std::vector<ModeQuality>& qualities) {
    Json modes = Json::array();
    for (const ModeQuality& quality : qualities)
        modes.push_back({{"mode", quality.mode},
                         {"queries", quality.queries},
                         {"recall", quality.recall},
                         {"candidateRecall", quality.candidateRecall},
                         {"meanSeconds", quality.meanSeconds},
                         {"largestSeconds", quality.largestSeconds}});
    return modes;
}

std::string qualitiesText(const std::vector<ModeQuality>& qualities, std::size_t topK) {
    const std::string k = "@" + std::to_string(topK);
    TextTable table({"mode", "recall" + k, "of the index", "mean", "longest"});
    for (const ModeQuality& quality : qualities)
        table.add({quality.mode, percent(quality.recall), percent(quality.candidateRecall),
                   duration(quality.meanSeconds), duration(quality.largestSeconds)});
    return table.toText() +
           "recall is held against the points of highest fidelity in the whole collection; with diversity "
           "it "
           "is lower on purpose\n";
}

}  // namespace qstore
