// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/bundle.h"

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "../workspace/tiny_training.h"
#include "core/base/hash.h"
#include "core/data/samples.h"
#include "core/exchange/zip_archive.h"
#include "core/workspace/testing.h"

namespace qstore {
namespace {

class Bundles : public ScratchTest {
protected:
    Bundles() { m_workspace->registerModel("m", finishedRun(m_workspace), "small").value(); }
    BundleReport exported() const { return exportBundle(*m_workspace, "m", file("m.qmodel")).value(); }
    ZipEntries files() const { return readZip(bytesOf(file("m.qmodel"))).value(); }
    /// Changes one file, corrects SHA256SUMS and writes the bundle again.
    void rewrite(const std::string& name, const std::string& from, const std::string& to) const {
        ZipEntries changed = files();
        std::string& content = changed.at(name);
        const auto position = content.find(from);
        ASSERT_NE(position, std::string::npos) << name;
        content.replace(position, from.size(), to);
        writeChanged(std::move(changed));
    }
    /// Changes model.json as JSON; a hash that the lineage has of a changed part is left out, as in bundles
    /// of older releases.
    void rewriteJson(const std::string& part,
                     const std::function<void(nlohmann::ordered_json&)>& change) const {
        ZipEntries changed = files();
        auto json = nlohmann::ordered_json::parse(changed.at("model.json"));
        change(json.at(part));
        json.at("lineage").erase(part);
        changed.at("model.json") = json.dump(2);
        writeChanged(std::move(changed));
    }
    void writeChanged(ZipEntries changed) const {
        changed.erase("SHA256SUMS");
        std::string sums;
        for (const auto& [each, bytes] : changed) sums += sha256Hex(bytes) + "  " + each + "\n";
        changed["SHA256SUMS"] = sums;
        std::ofstream(file("changed.qmodel"), std::ios::binary) << writeZip(changed).value();
    }

    std::shared_ptr<Workspace> m_workspace = tinyWorkspace(file());
};

TEST_F(Bundles, HoldWhatTheySayAndPredictTheSame) {
    const auto report = exported();
    EXPECT_EQ(report.rowsCompared, 30U);
    EXPECT_LE(report.maxDifference, 1e-12);
    EXPECT_EQ(report.sha256, sha256Hex(bytesOf(file("m.qmodel"))));
    std::vector<std::string> names;
    for (const auto& [name, bytes] : files()) names.push_back(name);
    EXPECT_EQ(names, (std::vector<std::string>{"SHA256SUMS", "card.md", "circuit.qasm", "model.json",
                                               "recipe.json", "sample.csv", "weights.safetensors"}));

    const auto wanted = predictTable(loadRegisteredModel(*m_workspace, "m").value(), tinyTable()).value();
    const auto read = readBundle(file("m.qmodel"));
    ASSERT_TRUE(read.has_value()) << read.error().message;
    EXPECT_EQ(read->name, "m:1");
    EXPECT_EQ(predictTable(*read, tinyTable()).value().values, wanted.values);
}

TEST_F(Bundles, EveryHashOfTheLineageFollowsFromTheFiles) {
    exported();
    const auto version = m_workspace->findModel("m").value();
    const auto inside = nlohmann::json::parse(files().at("model.json"));
    const auto lineage = inside.at("lineage");
    EXPECT_EQ(lineage.at("dataset"), version.datasetHash);
    EXPECT_EQ(lineage.at("weights"), version.weightsHash);
    EXPECT_EQ(weightsHash(readSafetensors(files().at("weights.safetensors")).value()), version.weightsHash);
    EXPECT_TRUE(inside.at("sample").at("isDataset").get<bool>()) << "30 rows fit in whole";
    // One altered row, weight, angle or class, with correct sums: each is found by its own hash.
    rewrite("sample.csv", "\n0,", "\n0.5,");
    expectError(readBundle(file("changed.qmodel")), ErrorCode::Corrupt, "dataset");
    rewrite("recipe.json", "\"petal width\"", "\"petal_width\"");
    EXPECT_FALSE(readBundle(file("changed.qmodel")).has_value());
    rewrite("circuit.qasm", "cx q[0], q[1];", "cx q[1], q[0];");
    expectError(readBundle(file("changed.qmodel")), ErrorCode::Corrupt, "circuit");
    rewrite("model.json", "\"cross-entropy\"", "\"mean-squared-error\"");
    expectError(readBundle(file("changed.qmodel")), ErrorCode::Corrupt, "model description");
    rewrite("weights.safetensors", "after.0.bias", "after.0.bIas");
    EXPECT_FALSE(readBundle(file("changed.qmodel")).has_value());
    const std::string weights = files().at("weights.safetensors");
    rewrite("weights.safetensors", weights.substr(weights.size() - 8),
            std::string("\0\0\0\0\0\0\x08\x40", 8));
    expectError(readBundle(file("changed.qmodel")), ErrorCode::Corrupt, "weights");
}

TEST_F(Bundles, ConfigurationAndResultBelongToTheModel) {
    exported();
    const auto expectRefused = [&](const std::string& fragment) {
        const auto other = open("refusing.qstore");
        expectError(importBundle(*other, file("changed.qmodel"), "x"), ErrorCode::Corrupt, fragment);
        EXPECT_TRUE(other->datasets().value().empty());
        EXPECT_TRUE(other->runs().value().empty());
    };
    rewrite("model.json", "\"seed\": 11", "\"seed\": 12");
    expectRefused("configuration");
    rewriteJson("config", [](auto& config) { config["epochs"] = -1; });
    expectRefused("configuration");
    rewriteJson("result", [](auto& result) { result = {{"accuracy", 1.0}}; });
    expectRefused("result");
    rewriteJson("result", [](auto& result) { result["epochs"] = -3; });
    expectRefused("result");
    rewriteJson("result", [](auto& result) { result["weightsSha256"] = std::string(64, 'a'); });
    expectRefused("weights");
    rewriteJson("result", [](auto& result) { result["test"]["accuracy"] = 0.999; });
    expectRefused("test accuracy is 0.999");
    rewriteJson("result", [](auto& result) { result["train"]["loss"] = 1e-6; });
    expectRefused("training loss");
    rewriteJson("result", [](auto& result) { result["validation"]["rows"] = 7; });
    expectRefused("validation rows");
}

TEST_F(Bundles, OfOlderReleasesAreStillRead) {
    exported();
    ZipEntries changed = files();
    auto json = nlohmann::ordered_json::parse(changed.at("model.json"));
    json.at("lineage").erase("config");
    json.at("lineage").erase("result");
    json.erase("history");
    changed.at("model.json") = json.dump(2);
    writeChanged(std::move(changed));
    const auto other = open("other.qstore");
    const auto version = importBundle(*other, file("changed.qmodel"), "old");
    ASSERT_TRUE(version.has_value()) << version.error().message;
    EXPECT_TRUE(other->metrics(version->run).value().empty());
    EXPECT_EQ(verifyLineage(*other, "old").value().size(), 8U);
}

TEST_F(Bundles, DeepNestingAndRepeatedKeysAreErrors) {
    exported();
    rewrite("model.json", "\"config\": {", "\"config\": " + std::string(300'000, '[') + "{");
    expectError(readBundle(file("changed.qmodel")), ErrorCode::Corrupt, "deep");
    rewrite("model.json", "\"config\": {",
            "\"config\": " + std::string(300'000, '[') + std::string(300'000, ']') + ", \"more\": {");
    expectError(readBundle(file("changed.qmodel")), ErrorCode::Corrupt, "deep");
    rewrite("model.json", "\"config\": {", "\"config\": {}, \"config\": {");
    expectError(readBundle(file("changed.qmodel")), ErrorCode::Corrupt, "twice");
}

TEST_F(Bundles, APredictionThatIsNoNumberIsNoAgreement) {
    exported();
    // The last probability of the first row becomes a missing cell.
    const std::string csv = files().at("sample.csv");
    const auto row = csv.find('\n') + 1;
    const auto end = csv.find('\n', row);
    const auto comma = csv.rfind(',', end);
    rewrite("sample.csv", csv.substr(row, end - row), csv.substr(row, comma + 1 - row));
    const auto other = open("other.qstore");
    expectError(importBundle(*other, file("changed.qmodel"), "x"), ErrorCode::Corrupt, "prediction");
}

TEST_F(Bundles, ABadNameIsRefusedBeforeTheFileIsRead) {
    expectError(importBundle(*m_workspace, file("none.qmodel"), "a:b"), ErrorCode::InvalidArgument, "a:b");
}

TEST_F(Bundles, DamageAndNewerVersionsAreSaid) {
    exported();
    ZipEntries changed = files();
    changed["card.md"] += " ";
    std::ofstream(file("changed.qmodel"), std::ios::binary) << writeZip(changed).value();
    expectError(readBundle(file("changed.qmodel")), ErrorCode::Corrupt, "SHA-256");
    changed = files();
    changed["extra.py"] = "print()";
    std::ofstream(file("changed.qmodel"), std::ios::binary) << writeZip(changed).value();
    expectError(readBundle(file("changed.qmodel")), ErrorCode::Corrupt, "SHA-256");
    rewrite("model.json", "\"version\": 1", "\"version\": 2");
    expectError(readBundle(file("changed.qmodel")), ErrorCode::NewerVersion, "version 2");
    expectError(readBundle(file("none.qmodel")), ErrorCode::NotFound);
    std::ofstream(file("text.qmodel")) << "hello";
    expectError(readBundle(file("text.qmodel")), ErrorCode::Corrupt);
}

TEST_F(Bundles, ExportReplacesOnlyByAWholeFile) {
    expectError(exportBundle(*m_workspace, "m:9", file("x.qmodel")), ErrorCode::NotFound);
    EXPECT_FALSE(std::filesystem::exists(file("x.qmodel")));
    expectError(exportBundle(*m_workspace, "m", file("no/such/folder/x.qmodel")), ErrorCode::Io);
    // Weights that changed since they were registered must not leave as that version.
    exported();
    const std::string before = bytesOf(file("m.qmodel"));
    require(testing::executeSql(*m_workspace,
                                "UPDATE tensor_chunks SET cells = x'0000000000000840' WHERE position = 0"));
    expectError(exportBundle(*m_workspace, "m", file("m.qmodel")), ErrorCode::Corrupt, "weights");
    EXPECT_EQ(bytesOf(file("m.qmodel")), before);
}

TEST_F(Bundles, AnotherWorkspaceImportsThemWithTheirLineage) {
    exported();
    const auto other = open("other.qstore");
    const auto version = importBundle(*other, file("m.qmodel"), "copied");
    ASSERT_TRUE(version.has_value()) << version.error().message;
    EXPECT_EQ(version->name, "copied");
    EXPECT_EQ(version->notes, "small");
    const auto original = m_workspace->findModel("m").value();
    EXPECT_EQ(version->circuitHash, original.circuitHash);
    const auto checks = verifyLineage(*other, "copied").value();
    for (const auto& check : checks) EXPECT_TRUE(check.matches) << check.what;
    const auto a = predictTable(loadRegisteredModel(*other, "copied").value(), tinyTable()).value();
    const auto b = predictTable(loadRegisteredModel(*m_workspace, "m").value(), tinyTable()).value();
    EXPECT_EQ(a.values, b.values);
    EXPECT_EQ(other->datasets().value().at(0).name, "tiny");
    EXPECT_TRUE(version->imported);
    EXPECT_EQ(other->metrics(version->run).value(), m_workspace->metrics(original.run).value());
    EXPECT_EQ(version->configHash, original.configHash);
    EXPECT_EQ(version->resultHash, original.resultHash);
    EXPECT_EQ(importBundle(*other, file("m.qmodel"), "copied").value().version, 2U);
    EXPECT_EQ(other->datasets().value().size(), 1U);
    // A model that came by bundle leaves by bundle.
    EXPECT_EQ(exportBundle(*other, "copied", file("again.qmodel")).value().rowsCompared, 30U);
}

TEST_F(Bundles, TheCardShowsTheModelBesideItsBaselines) {
    const auto card = modelCard(*m_workspace, "m");
    ASSERT_TRUE(card.has_value()) << card.error().message;
    EXPECT_EQ(card->rfind("---\nlicense: unknown\n", 0), 0U);
    EXPECT_NE(card->find("pipeline_tag: tabular-classification"), std::string::npos);
    EXPECT_NE(card->find("model-index:\n- name: \"m\"\n  results:\n"), std::string::npos);
    EXPECT_NE(card->find("    - type: accuracy\n      name: Test accuracy\n      value: "),
              std::string::npos);
    EXPECT_NE(card->find("| majority |"), std::string::npos);
    EXPECT_NE(card->find("best epoch "), std::string::npos);
    EXPECT_NE(card->find("| logistic-regression |"), std::string::npos);
    EXPECT_NE(card->find(m_workspace->findModel("m").value().weightsHash), std::string::npos);
}

/// Runs the independent reader; its exit code, or nothing without Python.
std::optional<int> rereadByPython(const std::filesystem::path& bundle, const std::filesystem::path& log) {
    if (std::system("python3 -c '' >/dev/null 2>&1") != 0)
        return {};  // NOLINT(cert-env33-c,concurrency-mt-unsafe)
    const std::string command = "python3 -B '" QSTORE_SOURCE_DIR
                                "/tests/core/exchange/reread_bundle.py' '" +
                                bundle.string() + "' 1e-9 >'" + log.string() + "' 2>&1";
    return std::system(command.c_str());  // NOLINT(cert-env33-c,concurrency-mt-unsafe)
}

TEST_F(Bundles, AnIndependentReaderPredictsTheSame) {
    exported();
    const auto code = rereadByPython(file("m.qmodel"), file("log"));
    if (!code) GTEST_SKIP() << "no python3";
    EXPECT_EQ(*code, 0) << bytesOf(file("log"));
    EXPECT_EQ(bytesOf(file("log")).rfind("30 ", 0), 0U) << bytesOf(file("log"));
}

TEST_F(Bundles, TheIndependentReaderNoticesAChangedAngle) {
    exported();
    rewrite("circuit.qasm", "cx q[0], q[1];", "cx q[1], q[0];");
    const auto code = rereadByPython(file("changed.qmodel"), file("log"));
    if (!code) GTEST_SKIP() << "no python3";
    EXPECT_NE(*code, 0) << bytesOf(file("log"));
}

/// Each kind of preparation and model that a bundle can hold, on a shipped table.
struct BundleCase {
    std::string name, encoder, ansatz;
    std::function<void(Recipe&)> prepare;
    std::function<void(ModelChoice&)> change;
};

class BundleKinds : public ScratchTest, public ::testing::WithParamInterface<BundleCase> {};

TEST_P(BundleKinds, TheIndependentReaderPredictsTheSame) {
    const auto workspace = open();
    Table table = loadSample("iris").value();
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < table.rows(); row += 5) rows.push_back(row);
    table = table.selectRows(rows);
    Recipe recipe = suggestRecipe(table, sampleDatasets().front().target).value();
    if (GetParam().prepare) GetParam().prepare(recipe);
    require(workspace->saveDataset("iris", table, "iris", recipe));
    auto choice = modelForTemplate(table, recipe, GetParam().encoder, GetParam().ansatz, 1);
    ASSERT_TRUE(choice.has_value()) << choice.error().message;
    if (GetParam().change) GetParam().change(*choice);
    TrainConfig config = tinyConfig();
    config.epochs = 1;
    const auto session = TrainingSession::start(workspace, {"iris", *choice, config});
    ASSERT_TRUE(session.has_value()) << session.error().message;
    const auto summary = (*session)->execute(nullptr, {});
    ASSERT_TRUE(summary.has_value()) << summary.error().message;
    workspace->registerModel("m", summary->run).value();
    const auto report = exportBundle(*workspace, "m", file("m.qmodel"));
    ASSERT_TRUE(report.has_value()) << report.error().message;
    const auto code = rereadByPython(file("m.qmodel"), file("log"));
    if (!code) GTEST_SKIP() << "no python3";
    EXPECT_EQ(*code, 0) << bytesOf(file("log"));
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, BundleKinds,
    ::testing::Values(BundleCase{"angle", "angle", "strongly-entangling", {}, {}},
                      BundleCase{"zz", "zz", "hardware-efficient", {}, {}},
                      BundleCase{"amplitude", "amplitude", "hardware-efficient", {}, {}},
                      BundleCase{"standard",
                                 "angle",
                                 "hardware-efficient",
                                 [](Recipe& recipe) { recipe.scaling = Scaling::Standard; },
                                 {}},
                      BundleCase{"components",
                                 "angle",
                                 "hardware-efficient",
                                 [](Recipe& recipe) { recipe.principalComponents = 2; },
                                 {}},
                      BundleCase{
                          "layers",
                          "angle",
                          "hardware-efficient",
                          {},
                          [](ModelChoice& choice) {
                              choice.spec.before = {{3, Activation::Tanh}, {4, Activation::Relu}};
                              choice.spec.after = {{5, Activation::Sigmoid}, {3, Activation::Identity}};
                              choice.spec.observables = {PauliSum::parse("Z0 Z1 + 0.5 X2 - Y3").value(),
                                                         PauliSum::parse("Y0 X1 - 2 I").value()};
                          }}),
    [](const auto& each) { return each.param.name; });

}  // namespace
}  // namespace qstore
