// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qstore/circuit_run.h"
#include "core/base/atomic_file.h"
#include "core/simulation/density_matrix.h"
#include "core/simulation/stabilizer.h"
#include "core/simulation/trajectories.h"

namespace qstore {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMaxModelBytes = std::size_t{64} << 20U;
constexpr std::uint64_t kTrajectories = 1000;

/// Length of a key: classical bits if the circuit assigns any, else qubits.
std::size_t digitsOf(const Circuit& circuit) {
    return circuit.measures() ? circuit.bits() : circuit.qubits();
}

Result<NoiseModel> noiseOf(const RunOptions& options) {
    if (options.noise) return *options.noise;
    const std::string& file = options.noiseFile;
    if (file.empty()) return NoiseModel();
    QSTORE_TRY(const std::string text, readFile(file, kMaxModelBytes));
    auto model = readNoiseModelJson(text);
    if (model) return model;
    Error error = model.error();
    error.message = file + ": " + error.message;
    return tl::unexpected<Error>(std::move(error));
}

/// `entries` is a map from keys, numbers or texts, to probabilities or counts.
template <class Map>
Status addOutcomes(const Map& entries, const Circuit& circuit, const RunOptions& options, bool counts,
                   Json& document) {
    std::vector<OutcomeOf<typename Map::key_type>> outcomes;
    for (const auto& [key, value] : entries) {
        const auto weight = static_cast<double>(value);
        if (weight > kNoise) outcomes.push_back({key, weight});
    }
    QSTORE_CHECK(limitOutcomes(outcomes, options.top));
    document[counts ? "counts" : "probabilities"] = outcomesJson(outcomes, digitsOf(circuit), counts);
    return {};
}

Status runDensity(const Circuit& circuit, const NoiseModel& noise, const std::vector<PauliSum>& observables,
                  const RunOptions& options, std::uint64_t seed, Json& document,
                  const RunControl& control) {
    QSTORE_TRY(const DensityResult result, simulateDensity(circuit, noise, {}, control));
    if (options.shots) {
        QSTORE_TRY(const Counts counts, sampleOutcomes(result.outcomes, *options.shots, seed, control));
        document["shots"] = *options.shots;
        document["seed"] = seed;
        QSTORE_CHECK(addOutcomes(counts, circuit, options, true, document));
    } else {
        QSTORE_CHECK(addOutcomes(result.outcomes, circuit, options, false, document));
    }
    document["purity"] = result.state.purity();
    for (const PauliSum& observable : observables)
        document["expectations"].push_back(result.state.expectation(observable));
    return {};
}

Status runTrajectories(const Circuit& circuit, const NoiseModel& noise,
                       const std::vector<PauliSum>& observables, const RunOptions& options,
                       std::uint64_t seed, Json& document, const RunControl& control) {
    if (options.shots && options.trajectories && *options.shots != *options.trajectories) {
        return fail(ErrorCode::InvalidArgument,
                    "--shots " + std::to_string(*options.shots) + " and --trajectories " +
                        std::to_string(*options.trajectories) + " ask for different numbers",
                    "every trajectory gives one shot: name one of the two");
    }
    TrajectoryOptions asked;
    asked.trajectories = options.trajectories.value_or(options.shots.value_or(kTrajectories));
    asked.seed = seed;
    QSTORE_TRY(const TrajectoryResult result,
               simulateTrajectories(circuit, noise, observables, asked, control));
    document["trajectories"] = result.trajectories;
    document["shots"] = result.trajectories;
    document["seed"] = seed;
    QSTORE_CHECK(addOutcomes(result.counts, circuit, options, true, document));
    if (observables.empty()) return {};
    document["expectations"] = result.expectations;
    document["standardErrors"] = result.standardErrors;
    return {};
}

Status runStabilizer(const Circuit& circuit, const std::vector<PauliSum>& observables,
                     const RunOptions& options, std::uint64_t seed, Json& document,
                     const RunControl& control) {
    if (options.shots) {
        QSTORE_TRY(const auto counts, sampleStabilizer(circuit, *options.shots, seed, control));
        document["shots"] = *options.shots;
        document["seed"] = seed;
        QSTORE_CHECK(addOutcomes(counts, circuit, options, true, document));
    } else {
        QSTORE_TRY(const auto probabilities,
                   stabilizerProbabilities(circuit, kMostPrintedOutcomes, control));
        QSTORE_CHECK(addOutcomes(probabilities, circuit, options, false, document));
    }
    if (observables.empty()) return {};
    QSTORE_TRY(const StabilizerState state, simulateStabilizer(circuit, control));
    for (const PauliSum& observable : observables)
        document["expectations"].push_back(state.expectation(observable));
    return {};
}

}  // namespace

Status runNoisyMethod(const Circuit& circuit, const std::vector<PauliSum>& observables,
                      const RunOptions& options, std::uint64_t seed, Json& document,
                      const RunControl& control) {
    const std::string method = document["method"];
    if (method == "stabilizer") {
        if (options.isNoisy())
            return fail(ErrorCode::Unsupported, "--method stabilizer simulates no noise",
                        "use --method density or --method trajectories with --noise");
        return runStabilizer(circuit, observables, options, seed, document, control);
    }
    QSTORE_TRY(const NoiseModel noise, noiseOf(options));
    return method == "density"
               ? runDensity(circuit, noise, observables, options, seed, document, control)
               : runTrajectories(circuit, noise, observables, options, seed, document, control);
}

}  // namespace qstore
