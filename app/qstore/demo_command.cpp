// SPDX-License-Identifier: GPL-3.0-or-later
#include <CLI/CLI.hpp>
#include <chrono>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "app/qstore/command.h"
#include "app/qstore/text_table.h"
#include "app/qstore/train_report.h"
#include "core/data/samples.h"
#include "core/exchange/bundle.h"
#include "core/workspace/workspace.h"

namespace qstore {
namespace {

using Json = nlohmann::ordered_json;
using SteadyClock = std::chrono::steady_clock;

constexpr const char* kDataset = "iris";
constexpr const char* kTarget = "target";
constexpr const char* kModel = "iris-demo";

/// A folder of one's own that is gone afterwards.
class TemporaryFolder {
public:
    static Result<TemporaryFolder> make() {
        std::error_code error;
        std::string pattern = (std::filesystem::temp_directory_path(error) / "qstore-demo-XXXXXX").string();
        if (error || mkdtemp(pattern.data()) == nullptr) {
            return fail(ErrorCode::Io, "cannot make a temporary folder at '" + pattern + "'",
                        "set TMPDIR to a folder you may write to");
        }
        return TemporaryFolder(pattern);
    }
    TemporaryFolder(TemporaryFolder&& other) noexcept : m_path(std::move(other.m_path)) {
        other.m_path.clear();
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(TemporaryFolder&&) = delete;
    ~TemporaryFolder() {
        std::error_code ignored;
        if (!m_path.empty()) std::filesystem::remove_all(m_path, ignored);
    }
    const std::filesystem::path& path() const { return m_path; }

private:
    explicit TemporaryFolder(std::filesystem::path path) : m_path(std::move(path)) {}
    std::filesystem::path m_path;
};

/// The table of steps, each with what it did and the time it took.
class Journey {
public:
    /// `seconds` where the work measured itself; else the time since the last step.
    void done(const std::string& step, const std::string& what, std::optional<double> seconds = {}) {
        const auto now = SteadyClock::now();
        add(step, what, seconds.value_or(std::chrono::duration<double>(now - m_last).count()));
        m_last = now;
    }
    const Json& steps() const { return m_steps; }
    std::string toText() const { return m_table.toText(); }

private:
    void add(const std::string& step, const std::string& what, double seconds) {
        m_table.add({step, what, duration(seconds)});
        m_steps.push_back({{"step", step}, {"what", what}, {"seconds", seconds}});
    }

    SteadyClock::time_point m_last = SteadyClock::now();
    TextTable m_table{{"step", "what happened", "time"}};
    Json m_steps = Json::array();
};

std::string baselinesText(const TrainingSummary& summary) {
    std::string text;
    for (const Baseline& baseline : summary.baselines)
        text += (text.empty() ? "" : ", ") + baseline.name + " " + metricText(summary.task, baseline.test);
    return text;
}

std::optional<double> secondsOf(const TrainingSession& session, std::string_view step) {
    for (const PipelineStep& done : session.steps())
        if (done.name == step) return done.seconds;
    return std::nullopt;
}

Status journey(const Command& command, const std::filesystem::path& folder) {
    const std::uint64_t seed = command.seed.value_or(0);
    Journey steps;
    QSTORE_TRY(const auto workspace, Workspace::open(folder / "demo.qstore", true));
    QSTORE_TRY(const Table table, loadSample(kDataset));
    QSTORE_TRY(Recipe recipe, suggestRecipe(table, kTarget));
    recipe.split.seed = seed;
    QSTORE_CHECK(workspace->saveDataset(kDataset, table, kDataset, recipe));
    steps.done("import", std::string(kDataset) + ": " + std::to_string(table.rows()) + " rows, " +
                             std::to_string(table.columns().size()) + " columns");

    QSTORE_TRY(ModelChoice choice, chooseModel(table, recipe, {}, command.plans.get()));
    steps.done("circuit", choice.description);

    TrainConfig config;
    config.seed = seed;
    QSTORE_TRY(const auto session, TrainingSession::start(workspace, {kDataset, std::move(choice), config,
                                                                      command.plans.get()}));
    QSTORE_TRY(const TrainingSummary summary, executeSession(*session, command));
    steps.done("train",
               std::to_string(summary.epochs) + " epochs, " + std::to_string(summary.gradients) +
                   " gradients, test accuracy " + percent(summary.test.accuracy),
               summary.seconds);
    steps.done("compare", baselinesText(summary) + " on the same split", secondsOf(*session, "baselines"));

    QSTORE_TRY(const ModelVersion version, workspace->registerModel(kModel, summary.run));
    const std::string reference = version.name + ":" + std::to_string(version.version);
    steps.done("register", reference + ", weights " + version.weightsHash.substr(0, 12));

    const std::filesystem::path bundle = folder / "iris-demo.qmodel";
    QSTORE_TRY(const BundleReport report, exportBundle(*workspace, reference, bundle));
    steps.done("export", "bundle read again: " + std::to_string(report.rowsCompared) +
                             " rows, largest difference " + shortNumber(report.maxDifference));

    QSTORE_TRY(const TrainedModel trained, readBundle(bundle));
    QSTORE_TRY(const Predictions predictions,
               predictTable(trained, table, RunControl{command.stop.get_token(), {}}));
    const Column* const truth = table.find(kTarget);
    std::size_t right = 0;
    for (std::size_t index = 0; index < predictions.rows.size(); ++index)
        right += predictions.labels[index] == truth->cellText(predictions.rows[index]) ? 1U : 0U;
    steps.done("predict", std::to_string(right) + " of " + std::to_string(predictions.rows.size()) +
                              " rows right, from the bundle alone");
    command.answer({{"steps", steps.steps()}, {"train", summaryJson(summary)}}, steps.toText());
    return {};
}

Status demo(const Command& command) {
    QSTORE_TRY(const TemporaryFolder folder, TemporaryFolder::make());
    return journey(command, folder.path());
}

}  // namespace

void addDemoCommand(CLI::App& app, Command& command) {
    CLI::App* verb = app.add_subcommand(
        "demo", "Import, train, compare, register, export and predict on shipped data, in seconds");
    verb->callback([&command] { command.action = [&command] { return demo(command); }; });
}

}  // namespace qstore
