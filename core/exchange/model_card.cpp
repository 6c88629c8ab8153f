// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "core/base/number_text.h"
#include "core/exchange/bundle_content.h"

namespace qstore {
namespace {

/// A JSON string is also a double-quoted YAML scalar.
std::string inQuotes(const std::string& text) {
    return nlohmann::json(text).dump();
}

std::string rounded(double value) {
    if (!std::isfinite(value)) return "–";
    return numberToText(std::round(value * 1e4) / 1e4);
}

std::string cell(const PartMetrics& part, double value) {
    return part.rows == 0 ? "–" : rounded(value);
}

std::string tableRow(const std::string& name, const PartMetrics& train, const PartMetrics& validation,
                     const PartMetrics& test) {
    return "| " + name + " | " + cell(train, train.accuracy) + " | " +
           cell(validation, validation.accuracy) + " | " + cell(test, test.accuracy) + " | " +
           cell(test, test.loss) + " |\n";
}

std::string metricYaml(const std::string& type, const std::string& name, double value) {
    if (!std::isfinite(value)) return {};
    return "    - type: " + type + "\n      name: " + name + "\n      value: " + numberToText(value) + "\n";
}

/// https://huggingface.co/docs/hub/model-cards#model-card-metadata, with its model-index.
std::string frontMatter(const BundleContent& content, const TrainingSummary& summary, bool classifies) {
    const std::string task = classifies ? "tabular-classification" : "tabular-regression";
    std::string yaml = "---\nlicense: unknown\nlibrary_name: qstore-workbench\npipeline_tag: " + task +
                       "\ntags:\n- quantum-machine-learning\n- openqasm\n- " + task +
                       "\nmodel-index:\n- name: " + inQuotes(content.name) +
                       "\n  results:\n  - task:\n      type: " + task +
                       "\n    dataset:\n      type: " + inQuotes(content.dataset) +
                       "\n      name: " + inQuotes(content.dataset) + "\n    metrics:\n";
    const PartMetrics& shown = summary.test.rows > 0 ? summary.test : summary.train;
    const std::string part = summary.test.rows > 0 ? "Test " : "Training ";
    yaml += metricYaml(classifies ? "accuracy" : "r_squared", part + (classifies ? "accuracy" : "R2"),
                       shown.accuracy);
    yaml += metricYaml("loss", part + "loss", shown.loss);
    return yaml + "---\n";
}

std::string results(const TrainingSummary& summary, bool classifies) {
    const std::string score = classifies ? "accuracy" : "R²";
    std::string text = "| model | train " + score + " | validation " + score + " | test " + score +
                       " | test loss |\n|---|---|---|---|---|\n";
    text += tableRow("**this model**", summary.train, summary.validation, summary.test);
    for (const Baseline& baseline : summary.baselines)
        text += tableRow(baseline.name, baseline.train, baseline.validation, baseline.test);
    return text;
}

std::string denseLayers(std::size_t count) {
    return std::to_string(count) + (count == 1 ? " dense layer" : " dense layers");
}

std::string description(const BundleContent& content) {
    const CircuitMetrics metrics = circuitMetrics(content.spec.circuit);
    return "A hybrid model: " + std::to_string(content.spec.features.size()) + " prepared features, " +
           denseLayers(content.spec.before.size()) + ", a circuit of " + std::to_string(metrics.qubits) +
           " qubits (depth " + std::to_string(metrics.depth) + ", " + std::to_string(metrics.gates) +
           " gates, " + std::to_string(metrics.trainable) + " trainable angles), " +
           denseLayers(content.spec.after.size()) + ".\n";
}

std::string lineageText(const LineageHashes& hashes) {
    return "| of | SHA-256 |\n|---|---|\n| dataset | `" + hashes.dataset + "` |\n| recipe | `" +
           hashes.recipe + "` |\n| fitted recipe | `" + hashes.fitted + "` |\n| circuit | `" +
           hashes.circuit + "` |\n| model description | `" + hashes.spec + "` |\n| weights | `" +
           hashes.weights + "` |\n";
}

}  // namespace

Result<std::string> writeModelCard(const BundleContent& content) {
    const bool classifies = !content.spec.classes.empty();
    QSTORE_TRY(const TrainingSummary summary, TrainingSummary::fromJson(content.resultJson));
    std::string text = frontMatter(content, summary, classifies);
    text += "\n# " + content.name + ", version " + std::to_string(content.version) + "\n\n" +
            description(content);
    if (!content.notes.empty()) text += "\n" + content.notes + "\n";
    text += "\n## Results\n\nTrained on `" + content.dataset + "` for " + std::to_string(summary.epochs) +
            " epochs in " + rounded(summary.seconds) + " s" +
            (summary.bestEpoch ? "; " + summary.bestEpochText() : "") +
            ". The baselines saw the same rows in the same parts.\n\n" + results(summary, classifies);
    if (classifies) {
        text += "\nClasses:";
        for (const std::string& name : content.spec.classes) text += " `" + name + "`";
        text += "\n";
    }
    text +=
        "\n## Use\n\nLoading this model runs no code: `circuit.qasm` is OpenQASM 3, `weights.safetensors` "
        "holds the weights, `recipe.json` says how a table becomes features, and `sample.csv` shows rows "
        "with the predictions that any reader must reproduce.\n\n    qstore models import FILE\n    qstore "
        "predict " +
        content.name + " --data TABLE.csv\n";
    return text + "\n## Lineage\n\n" + lineageText(content.lineage);
}

}  // namespace qstore
