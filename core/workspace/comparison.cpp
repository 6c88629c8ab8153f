// SPDX-License-Identifier: Apache-2.0
#include "core/workspace/comparison.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "core/base/json.h"
#include "core/circuit/qasm.h"

namespace qstore {
namespace {

using Json = nlohmann::json;

/// `/config/optimizer/learningRate` as `config.optimizer.learningRate`.
std::string fieldOf(std::string pointer) {
    std::replace(pointer.begin(), pointer.end(), '/', '.');
    for (const auto& [escaped, character] : {std::pair{"~1", "/"}, std::pair{"~0", "~"}})
        for (std::size_t at = pointer.find(escaped); at != std::string::npos;
             at = pointer.find(escaped, at + 1))
            pointer.replace(at, 2, character);
    return pointer.erase(0, 1);
}

Result<Json> stored(const std::string& text, const std::string& run) {
    auto json = parseJson(text);
    if (!json)
        return fail(ErrorCode::Corrupt,
                    "a stored text of run '" + run + "' cannot be read: " + json.error().message,
                    "restore a backup of the workspace");
    return json;
}

/// Everything recorded about what made a run, as one tree.
Result<Json> settingsOf(const RunRecord& run) {
    QSTORE_TRY(const ModelSpec spec, readModelSpecJson(run.specJson));
    QSTORE_TRY(Json model, stored(run.specJson, run.id));
    QSTORE_TRY(const Json recipe, stored(run.recipeJson, run.id));
    QSTORE_TRY(const Json config, stored(run.configJson, run.id));
    model.erase("circuit");
    const CircuitMetrics metrics = circuitMetrics(spec.circuit);
    const Json circuit = {{"name", spec.circuit.name()},    {"sha256", spec.circuit.contentHash()},
                          {"qubits", metrics.qubits},       {"depth", metrics.depth},
                          {"gates", metrics.gates},         {"twoQubitGates", metrics.twoQubitGates},
                          {"trainable", metrics.trainable}, {"frozen", metrics.frozen},
                          {"columns", metrics.columns}};
    return Json{{"dataset", {{"name", run.dataset}, {"sha256", run.datasetHash}}},
                {"recipe", recipe},
                {"circuit", circuit},
                {"model", model},
                {"config", config}};
}

std::vector<std::string> linesOf(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

Result<std::vector<std::string>> circuitLines(const RunRecord& run) {
    QSTORE_TRY(const ModelSpec spec, readModelSpecJson(run.specJson));
    QSTORE_TRY(const std::string text, writeQasm3(spec.circuit));
    return linesOf(text);
}

TensorDifference tensorDifference(const NamedTensor& a, const NamedTensor& b) {
    TensorDifference difference{a.name, a.shape == b.shape, 0, 0.0, 0.0};
    if (!difference.sameShape) return difference;
    difference.values = std::min(a.values.size(), b.values.size());
    for (std::size_t i = 0; i < difference.values; ++i) {
        const double delta = std::abs(b.values[i] - a.values[i]);
        difference.maxDifference = std::max(difference.maxDifference, delta);
        difference.squaredDifference += delta * delta;
    }
    return difference;
}

void compareTensors(const std::vector<NamedTensor>& first, const std::vector<NamedTensor>& second,
                    ModelComparison& comparison) {
    std::map<std::string, const NamedTensor*> rest;
    for (const NamedTensor& tensor : second) rest[tensor.name] = &tensor;
    for (const NamedTensor& tensor : first) {
        const auto other = rest.find(tensor.name);
        if (other == rest.end()) {
            comparison.onlyInFirst.push_back(tensor.name);
            continue;
        }
        comparison.tensors.push_back(tensorDifference(tensor, *other->second));
        rest.erase(other);
    }
    for (const auto& [name, tensor] : rest) comparison.onlyInSecond.push_back(name);
}

/// Longest common subsequence of what is left between a common beginning and a common end.
class LineDiff {
public:
    LineDiff(const std::vector<std::string>& a, const std::vector<std::string>& b) : m_a(a), m_b(b) {}

    std::vector<LineChange> changes() {
        while (m_first < std::min(m_a.size(), m_b.size()) && m_a[m_first] == m_b[m_first]) ++m_first;
        m_endA = m_a.size();
        m_endB = m_b.size();
        while (m_endA > m_first && m_endB > m_first && m_a[m_endA - 1] == m_b[m_endB - 1])
            --m_endA, --m_endB;
        const std::size_t rows = m_endA - m_first, columns = m_endB - m_first;
        if (rows > kMost || columns > kMost) {
            remove(m_first, m_endA);
            add(m_first, m_endB);
            return std::move(m_changes);
        }
        walk(rows, columns);
        return std::move(m_changes);
    }

private:
    static constexpr std::size_t kMost = 4000;

    /// `length[i][j]` is the longest common subsequence of a[i…] and b[j…].
    void walk(std::size_t rows, std::size_t columns) {
        const std::size_t width = columns + 1;
        std::vector<std::uint16_t> length((rows + 1) * width, 0);
        for (std::size_t i = rows; i-- > 0;)
            for (std::size_t j = columns; j-- > 0;)
                length[i * width + j] =
                    same(i, j) ? static_cast<std::uint16_t>(length[(i + 1) * width + j + 1] + 1)
                               : std::max(length[(i + 1) * width + j], length[i * width + j + 1]);
        std::size_t i = 0, j = 0;
        while (i < rows && j < columns) {
            if (same(i, j)) {
                ++i, ++j;
            } else if (length[(i + 1) * width + j] >= length[i * width + j + 1]) {
                remove(m_first + i, m_first + i + 1), ++i;
            } else {
                add(m_first + j, m_first + j + 1), ++j;
            }
        }
        remove(m_first + i, m_endA);
        add(m_first + j, m_endB);
    }
    bool same(std::size_t i, std::size_t j) const { return m_a[m_first + i] == m_b[m_first + j]; }
    void remove(std::size_t from, std::size_t to) {
        for (; from < to; ++from) m_changes.push_back({false, m_a[from]});
    }
    void add(std::size_t from, std::size_t to) {
        for (; from < to; ++from) m_changes.push_back({true, m_b[from]});
    }

    const std::vector<std::string>& m_a;
    const std::vector<std::string>& m_b;
    std::size_t m_first = 0, m_endA = 0, m_endB = 0;
    std::vector<LineChange> m_changes;
};

}  // namespace

Result<std::vector<RunDifference>> runDifferences(const std::vector<RunRecord>& runs) {
    std::map<std::string, std::vector<std::string>> values;
    for (std::size_t index = 0; index < runs.size(); ++index) {
        QSTORE_TRY(const Json settings, settingsOf(runs[index]));
        const Json flat = settings.flatten();
        for (const auto& [pointer, value] : flat.items()) {
            auto& row = values[fieldOf(pointer)];
            row.resize(runs.size());
            row[index] = value.dump();
        }
    }
    std::vector<RunDifference> differences;
    for (auto& [field, row] : values) {
        const std::string& first = row.front();
        const bool alike = std::all_of(row.begin(), row.end(),
                                       [&first](const std::string& text) { return text == first; });
        if (!alike) differences.push_back({field, std::move(row)});
    }
    return differences;
}

std::vector<LineChange> lineChanges(const std::vector<std::string>& first,
                                    const std::vector<std::string>& second) {
    return LineDiff(first, second).changes();
}

Result<ModelComparison> compareModels(const Workspace& workspace, std::string_view first,
                                      std::string_view second) {
    ModelComparison comparison;
    QSTORE_TRY(comparison.first, workspace.findModel(first));
    QSTORE_TRY(comparison.second, workspace.findModel(second));
    QSTORE_TRY(const RunRecord firstRun, workspace.run(comparison.first.run));
    QSTORE_TRY(const RunRecord secondRun, workspace.run(comparison.second.run));
    QSTORE_TRY(comparison.settings, runDifferences({firstRun, secondRun}));
    QSTORE_TRY(const auto firstLines, circuitLines(firstRun));
    QSTORE_TRY(const auto secondLines, circuitLines(secondRun));
    comparison.circuit = lineChanges(firstLines, secondLines);
    QSTORE_TRY(const auto firstWeights, workspace.runWeights(firstRun.id));
    QSTORE_TRY(const auto secondWeights, workspace.runWeights(secondRun.id));
    compareTensors(firstWeights, secondWeights, comparison);
    return comparison;
}

}  // namespace qstore
