// SPDX-License-Identifier: GPL-3.0-or-later
#include <CLI/CLI.hpp>
#include <condition_variable>
#include <iostream>
#include <mutex>
#include <nlohmann/json.hpp>

#include "app/qstore/command.h"
#include "core/base/atomic_file.h"
#include "core/serving/practice_cloud.h"

namespace qstore {
namespace {

constexpr std::size_t kMaxPlanBytes = std::size_t{1} << 20U;

struct PracticeInput {
    std::uint16_t port = 0;
    std::int64_t queueMs = 5;
    std::string faultsFile;
    std::string results = "may";
};

nlohmann::ordered_json documentOf(const PracticeCloud& cloud) {
    return {{"practice", true},
            {"port", cloud.port()},
            {"url", cloud.url()},
            {"ionqEndpoint", cloud.ionqEndpoint()},
            {"ibmEndpoint", cloud.ibmEndpoint()},
            {"tokenEndpoint", cloud.tokenEndpoint()},
            {"crn", cloud.crn()},
            {"key", cloud.key()}};
}

std::string textOf(const PracticeCloud& cloud) {
    return "Practice cloud: nothing here is real, nothing is paid. About it: " + cloud.url() +
           "/practice\n  IonQ's interface   " + cloud.ionqEndpoint() + "\n  IBM's interface    " +
           cloud.ibmEndpoint() + "\n  IBM's tokens from  " + cloud.tokenEndpoint() +
           "\n  IBM's instance     " + cloud.crn() + "\n  practice key       " + cloud.key() +
           "\nCtrl+C ends it.\n";
}

void waitForStop(const std::stop_token& stop) {
    std::mutex mutex;
    std::unique_lock lock(mutex);
    std::condition_variable_any never;
    never.wait(lock, stop, [] { return false; });
}

Status runCloud(const Command& command, const PracticeInput& input) {
    PracticeOptions options;
    options.port = input.port;
    options.queueMs = input.queueMs;
    options.resultForm = input.results == "may" ? ResultForm::May2026 : ResultForm::September2026;
    if (!input.faultsFile.empty()) {
        QSTORE_TRY(const std::string text, readFile(input.faultsFile, kMaxPlanBytes));
        auto plan = readFaultPlan(text);
        if (!plan)
            return fail(plan.error().code, input.faultsFile + ": " + plan.error().message,
                        plan.error().hint);
        options.faults = std::move(*plan);
    }
    QSTORE_TRY(const auto cloud, PracticeCloud::start(std::move(options)));
    command.answer(documentOf(*cloud), textOf(*cloud));
    std::cout.flush();
    waitForStop(command.stop.get_token());
    const PracticeLedger ledger = cloud->ledger();
    command.note("practice cloud ended: " + std::to_string(ledger.jobs.size()) + " jobs, " +
                 std::to_string(ledger.circuitsRun()) + " circuits run");
    return {};
}

}  // namespace

void addPracticeCloudCommand(CLI::App& app, Command& command) {
    auto input = std::make_shared<PracticeInput>();
    CLI::App* verb = app.add_subcommand(
        "practice-cloud",
        "A cloud for practice on this machine: IonQ's and IBM's interfaces, simulated; nothing is paid");
    verb->add_option("--port", input->port, "Port on 127.0.0.1 (default: one that is free, printed)");
    verb->add_option("--faults", input->faultsFile, "What goes wrong on purpose (JSON; see the manual)");
    verb->add_option("--queue-ms", input->queueMs, "How long a job waits before it starts (default 5)")
        ->check(CLI::Range(std::int64_t{0}, std::int64_t{86'400'000}));
    verb->add_option("--results", input->results,
                     "Which of IonQ's forms of results: may (default) or september")
        ->check(CLI::IsMember({"may", "september"}));
    verb->callback(
        [&command, input] { command.action = [&command, input] { return runCloud(command, *input); }; });
}

}  // namespace qstore
