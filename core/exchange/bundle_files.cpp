// SPDX-License-Identifier: Apache-2.0
#include <limits>
#include <nlohmann/json.hpp>

#include "core/base/hash.h"
#include "core/base/json.h"
#include "core/base/number_text.h"
#include "core/circuit/qasm.h"
#include "core/data/csv.h"
#include "core/exchange/bundle.h"
#include "core/exchange/bundle_content.h"

namespace qstore {
namespace {

using OrderedJson = nlohmann::ordered_json;

constexpr std::string_view format = "qstore-bundle";
constexpr std::uint64_t formatVersion = 1;
constexpr const char* sumsName = "SHA256SUMS";

tl::unexpected<Error> damaged(const std::string& what) {
    return fail(ErrorCode::Corrupt, "the bundle is damaged: " + what,
                "get it again from where it was exported");
}

constexpr std::array<std::string_view, 3> typeNames{"number", "category", "text"};

std::string typeName(ColumnType type) {
    return std::string(typeNames.at(static_cast<std::size_t>(type)));
}

OrderedJson columnsJson(const Table& table) {
    OrderedJson columns = OrderedJson::array();
    for (const Column& column : table.columns())
        columns.push_back({{"name", column.name}, {"type", typeName(column.type)}});
    return columns;
}

OrderedJson lineageJson(const LineageHashes& hashes) {
    return {{"dataset", hashes.dataset}, {"recipe", hashes.recipe}, {"fitted", hashes.fitted},
            {"circuit", hashes.circuit}, {"spec", hashes.spec},     {"weights", hashes.weights},
            {"config", hashes.config},   {"result", hashes.result}};
}

/// `sample.csv`: the raw columns, then the predicted label and one probability a class.
Result<std::string> sampleCsv(const BundleContent& content) {
    QSTORE_TRY(const auto table, withPredictions(content.sample, content.expected));
    return writeCsv(table);
}

OrderedJson modelJson(const BundleContent& content, std::vector<std::string> added) {
    OrderedJson json;
    json["format"] = format;
    json["version"] = formatVersion;
    json["name"] = content.name;
    json["modelVersion"] = content.version;
    json["notes"] = content.notes;
    json["createdMs"] = content.createdMs;
    json["dataset"] = {{"name", content.dataset}, {"rows", content.datasetRows}};
    const std::string label = added.empty() ? "" : added.front();
    if (!added.empty()) added.erase(added.begin());
    json["sample"] = {{"rows", content.sample.rows()},
                      {"isDataset", content.sampleIsDataset},
                      {"columns", columnsJson(content.sample)},
                      {"prediction", label},
                      {"probabilities", added}};
    json["lineage"] = lineageJson(content.lineage);
    json["spec"] = OrderedJson::parse(writeModelSpecJson(content.spec, -1));
    json["config"] = OrderedJson::parse(content.configJson);
    json["result"] = OrderedJson::parse(content.resultJson);
    if (!content.history.empty()) json["history"] = OrderedJson::parse(historyJson(content.history));
    return json;
}

std::string sumsText(const ZipEntries& files) {
    std::string text;
    for (const auto& [name, bytes] : files) text += sha256Hex(bytes) + "  " + name + "\n";
    return text;
}

Result<std::string_view> fileNamed(const ZipEntries& files, const std::string& name) {
    const auto found = files.find(name);
    if (found == files.end()) return damaged("'" + name + "' is missing");
    return std::string_view(found->second);
}

Status checkSums(const ZipEntries& files) {
    QSTORE_TRY(const auto sums, fileNamed(files, sumsName));
    ZipEntries others = files;
    others.erase(sumsName);
    if (sums != sumsText(others)) return damaged("its files do not match their SHA-256 sums");
    return {};
}

Status checkHash(const std::string& what, const std::string& stored, const std::string& computed) {
    if (stored == computed) return {};
    return damaged("the hash of its " + what + " is " + computed + " instead of " + stored);
}

ColumnType typeFrom(const std::string& name) {
    for (std::size_t index = 0; index < typeNames.size(); ++index)
        if (typeNames[index] == name) return static_cast<ColumnType>(index);
    throw std::out_of_range("unknown column type '" + name + "'");
}

Result<Table> readSample(std::string_view csv, const OrderedJson& sample) {
    if (sample.at("columns").empty()) return Table();
    CsvOptions options;
    std::size_t raw = 0;
    for (const OrderedJson& column : sample.at("columns")) {
        options.types[column.at("name").get<std::string>()] =
            typeFrom(column.at("type").get<std::string>());
        ++raw;
    }
    // Only an empty, unquoted cell is missing.
    options.missingTokens = {""};
    const auto label = sample.at("prediction").get<std::string>();
    options.types[label] = ColumnType::Text;
    for (const OrderedJson& name : sample.at("probabilities"))
        options.types[name.get<std::string>()] = ColumnType::Number;
    QSTORE_TRY(auto table, parseCsv(csv, options));
    if (table.columns().size() != raw + 1 + sample.at("probabilities").size())
        return damaged("sample.csv does not have the columns that model.json names");
    return table;
}

/// The predictions written beside the sample.
Predictions expectedFrom(const Table& table, std::size_t raw, const std::vector<std::string>& classes) {
    Predictions expected;
    expected.classes = classes;
    const Column& label = table.columns()[raw];
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (label.missing[row]) continue;
        expected.rows.push_back(row);
        expected.labels.push_back(label.texts[row]);
        for (std::size_t which = 0; which < classes.size(); ++which)
            expected.values.push_back(table.columns()[raw + 1 + which].numbers[row]);
        if (classes.empty())
            expected.values.push_back(
                textToNumber(label.texts[row]).value_or(std::numeric_limits<double>::quiet_NaN()));
    }
    return expected;
}

Status readSampleInto(BundleContent& content, std::string_view csv, const OrderedJson& sample) {
    QSTORE_TRY(const auto table, readSample(csv, sample));
    const std::size_t raw = sample.at("columns").size();
    if (raw == 0) return {};
    content.expected = expectedFrom(table, raw, content.spec.classes);
    std::vector<Column> columns(table.columns().begin(),
                                table.columns().begin() + static_cast<std::ptrdiff_t>(raw));
    QSTORE_TRY(content.sample, Table::create(std::move(columns)));
    content.sampleIsDataset = sample.at("isDataset").get<bool>();
    if (content.sampleIsDataset)
        return checkHash("dataset", content.lineage.dataset, content.sample.contentHash());
    return {};
}

/// Throws nlohmann's or standard exceptions where model.json does not have the expected form.
Result<BundleContent> contentFrom(const OrderedJson& json, const ZipEntries& files) {
    BundleContent content;
    content.name = json.at("name").get<std::string>();
    content.version = json.at("modelVersion").get<std::size_t>();
    content.notes = json.at("notes").get<std::string>();
    content.createdMs = json.at("createdMs").get<std::int64_t>();
    content.dataset = json.at("dataset").at("name").get<std::string>();
    content.datasetRows = json.at("dataset").at("rows").get<std::size_t>();
    const OrderedJson& hashes = json.at("lineage");
    const auto hash = [&](const char* of) { return hashes.at(of).get<std::string>(); };
    // Bundles from before these were recorded do not have them.
    const auto laterHash = [&](const char* of) { return hashes.value(of, std::string()); };
    content.lineage = {hash("dataset"), hash("recipe"),  hash("fitted"),      hash("circuit"),
                       hash("spec"),    hash("weights"), laterHash("config"), laterHash("result")};
    QSTORE_TRY(content.spec, readModelSpecJson(json.at("spec").dump()));
    content.configJson = json.at("config").dump();
    content.resultJson = json.at("result").dump();
    if (json.contains("history")) {
        QSTORE_TRY(content.history, readHistoryJson(json.at("history").dump()));
    }
    QSTORE_TRY(const auto recipe, fileNamed(files, "recipe.json"));
    content.fittedJson = recipe;
    QSTORE_TRY(const auto tensors, fileNamed(files, "weights.safetensors"));
    QSTORE_TRY(content.weights, readSafetensors(tensors));
    QSTORE_TRY(const auto card, fileNamed(files, "card.md"));
    content.card = card;
    QSTORE_TRY(const auto csv, fileNamed(files, "sample.csv"));
    QSTORE_CHECK(readSampleInto(content, csv, json.at("sample")));
    return content;
}

/// What the files themselves hash to must be what the lineage says.
Status checkLineage(const BundleContent& content, std::string_view qasm) {
    QSTORE_TRY(const auto circuit, readQasm(qasm, "circuit.qasm"));
    QSTORE_CHECK(checkHash("circuit", content.lineage.circuit, circuit.contentHash()));
    QSTORE_CHECK(checkHash("weights", content.lineage.weights, weightsHash(content.weights)));
    QSTORE_TRY(const auto fitted, FittedRecipe::fromJson(content.fittedJson));
    RunRecord record;
    record.recipeJson = writeRecipeJson(fitted.recipe(), -1);
    record.fittedJson = content.fittedJson;
    record.specJson = writeModelSpecJson(content.spec, -1);
    record.configJson = content.configJson;
    record.resultJson = content.resultJson;
    QSTORE_TRY(const auto computed, lineageHashes(record));
    QSTORE_CHECK(checkHash("recipe", content.lineage.recipe, computed.recipe));
    QSTORE_CHECK(checkHash("fitted recipe", content.lineage.fitted, computed.fitted));
    QSTORE_CHECK(checkHash("model description", content.lineage.spec, computed.spec));
    if (!content.lineage.config.empty())
        QSTORE_CHECK(checkHash("configuration", content.lineage.config, computed.config));
    if (!content.lineage.result.empty())
        QSTORE_CHECK(checkHash("result", content.lineage.result, computed.result));
    return checkHash("model's circuit", content.lineage.circuit, computed.circuit);
}

/// Configuration and result are read as what they are, and must be about these weights.
Status checkRecords(const BundleContent& content) {
    if (const auto config = readTrainConfigJson(content.configJson); !config)
        return damaged("its configuration: " + config.error().message);
    const auto summary = TrainingSummary::fromJson(content.resultJson);
    if (!summary) return damaged("its result: " + summary.error().message);
    if (summary->weightsSha256 != content.lineage.weights)
        return damaged("its result is about the weights " + summary->weightsSha256 + ", but it holds " +
                       content.lineage.weights);
    return {};
}

}  // namespace

Result<ZipEntries> bundleFiles(const BundleContent& content) {
    ZipEntries files;
    std::vector<std::string> added;
    files["sample.csv"] = "";
    if (content.sample.rows() > 0) {
        QSTORE_TRY(files["sample.csv"], sampleCsv(content));
        QSTORE_TRY(const auto table, withPredictions(content.sample, content.expected));
        for (std::size_t index = content.sample.columns().size(); index < table.columns().size(); ++index)
            added.push_back(table.columns()[index].name);
    }
    files["model.json"] = modelJson(content, added).dump(2) + "\n";
    QSTORE_TRY(files["circuit.qasm"], writeQasm3(content.spec.circuit));
    files["weights.safetensors"] = writeSafetensors(content.weights, {{"format", std::string(format)}});
    files["recipe.json"] = content.fittedJson;
    files["card.md"] = content.card;
    files[sumsName] = sumsText([&] {
        ZipEntries others = files;
        others.erase(sumsName);
        return others;
    }());
    return files;
}

Result<BundleContent> readBundleFiles(const ZipEntries& files) {
    QSTORE_CHECK(checkSums(files));
    QSTORE_TRY(const auto text, fileNamed(files, "model.json"));
    QSTORE_TRY(const auto qasm, fileNamed(files, "circuit.qasm"));
    const auto parsed = parseOrderedJson(text);
    if (!parsed) return damaged("model.json: " + parsed.error().message);
    const OrderedJson& json = *parsed;
    if (!json.is_object() || !json.contains("format") || json["format"] != format)
        return damaged("model.json does not describe a bundle");
    if (!json.contains("version") || !json["version"].is_number_unsigned())
        return damaged("model.json does not say its version");
    if (json["version"].get<std::uint64_t>() > formatVersion)
        return fail(ErrorCode::NewerVersion,
                    "the bundle has version " + json["version"].dump() + "; this release reads up to " +
                        std::to_string(formatVersion),
                    "update Q-Store Workbench");
    try {
        QSTORE_TRY(auto content, contentFrom(json, files));
        QSTORE_CHECK(checkLineage(content, qasm));
        QSTORE_CHECK(checkRecords(content));
        return content;
    } catch (const std::exception& exception) {
        return damaged(std::string("model.json: ") + exception.what());
    }
}

Result<TrainedModel> bundleModel(const BundleContent& content) {
    TrainedModel trained;
    trained.name = content.name + ":" + std::to_string(content.version);
    QSTORE_TRY(trained.model, Model::compile(content.spec));
    QSTORE_TRY(auto recipe, FittedRecipe::fromJson(content.fittedJson));
    trained.recipe = std::make_shared<const FittedRecipe>(std::move(recipe));
    QSTORE_TRY(trained.weights, trained.model->weightsFrom(content.weights));
    return trained;
}

}  // namespace qstore
