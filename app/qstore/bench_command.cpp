// SPDX-License-Identifier: GPL-3.0-or-later
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>
#include <thread>

#include "app/qstore/bench_report.h"
#include "app/qstore/command.h"
#include "core/benchmark/benchmark_report.h"

namespace qstore {
namespace {

struct BenchOptions {
    std::vector<std::string> works;
    std::optional<std::size_t> qubits;
    std::string precision = "double";
};

constexpr const char* kAbout = R"(
Each time is the median of at least three runs and a quarter of a second, after one to warm up;
what takes longer than four seconds is timed once. It is set against a reference: a bound of this
machine where one is known, else the best peer. Peers are not run here: they were measured on 2
Sapphire Rapids cores in November 2026, and their times are carried over by the ratio of the measured
limits of both machines (multiply-adds, bandwidth or clock: whichever bounds our code there). That is
a derived comparison, not a measured one. Single gradients of up to 12 qubits are computed by every
thread for itself, as peers did; larger ones by all threads together.)";

/// One thread, and two where the machine has them: what peers were measured with.
std::vector<std::size_t> threadsToTry(const Command& command) {
    if (command.threads > 0) return {command.threads};
    return std::thread::hardware_concurrency() > 1 ? std::vector<std::size_t>{1, 2}
                                                   : std::vector<std::size_t>{1};
}

std::vector<Precision> precisionsToTry(const std::string& name) {
    if (name == "both") return {Precision::Double, Precision::Single};
    return {name == "float" ? Precision::Single : Precision::Double};
}

Status bench(const Command& command, const BenchOptions& options) {
    BenchmarkRequest request;
    request.works = options.works;
    request.qubits = options.qubits;
    request.precisions = precisionsToTry(options.precision);
    request.threads = threadsToTry(command);
    request.starting = [&command](const std::string& what) { command.note(what); };
    QSTORE_TRY(const BenchmarkReport report,
               runBenchmarks(request, RunControl{command.stop.get_token(), {}}));
    command.answer(benchmarkJson(report), benchmarkText(report));
    return {};
}

std::string footer() {
    std::string text = "Benchmarks:\n";
    for (const BenchmarkInfo& info : benchmarks())
        text += "  " + info.name + std::string(10 - info.name.size(), ' ') + info.help + "\n";
    return text + kAbout;
}

}  // namespace

void addBenchCommand(CLI::App& app, Command& command) {
    auto options = std::make_shared<BenchOptions>();
    CLI::App* verb = app.add_subcommand(
        "bench", "Time the engine here, against this machine's limits and the best peers");
    std::vector<std::string> names;
    for (const BenchmarkInfo& info : benchmarks()) names.push_back(info.name);
    verb->add_option("BENCHMARK", options->works, "Which to run (default: all)")
        ->transform(CLI::IsMember(names, CLI::ignore_case));
    verb->add_option("--qubits", options->qubits, "One size instead of those that peers were measured at")
        ->check(CLI::Range(std::size_t{2}, std::size_t{30}));
    verb->add_option("--precision", options->precision, "Amplitudes: double (default), float or both")
        ->check(CLI::IsMember({"double", "float", "both"}));
    verb->footer(footer());
    verb->callback(
        [&command, options] { command.action = [&command, options] { return bench(command, *options); }; });
}

}  // namespace qstore
