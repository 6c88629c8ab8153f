// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/backends/device.h"
#include "core/backends/gate_counts.h"
#include "core/backends/price_table.h"
#include "core/base/progress.h"
#include "core/observables/pauli.h"

namespace qstore {

/// How a gradient is found where only shots are to be had.
enum class SampledGradient : std::uint8_t { ParameterShift, Spsa, FiniteDifference };
/// "parameter-shift", "spsa", "finite-difference", as in a training's configuration.
QSTORE_EXPORT std::string_view sampledGradientName(SampledGradient method);
QSTORE_EXPORT std::optional<SampledGradient> findSampledGradient(std::string_view name);

/// Rows that are predicted together, in jobs of their own.
struct PredictedRows {
    std::uint64_t rows = 0;
    std::vector<double> inputs;  ///< as in TrainingShape; empty = not known, counted as all different
};

/// Optimizers that take no gradient ask for losses instead, each time in jobs of their own.
struct LossQuestions {
    std::uint64_t ofEachBatch = 0;  ///< so often a step (SPSA: 3)
    /// Steps that look at all rows (Rotosolve, COBYLA): so many an epoch, which ask so often altogether.
    std::uint64_t wholeSteps = 0, wholeQuestions = 0;
};

/// A training as far as its price depends on it; no trainer is needed to ask. What a real training asks
/// for is said by shapeOfTraining() in core/workspace.
struct TrainingShape {
    Circuit circuit;
    std::vector<PauliSum> observables;
    std::uint64_t rows = 0;  ///< of the part that is trained on
    /// rows × columns of the circuit in the order of their declaration, row-major; empty = not known.
    std::vector<double> inputs;
    std::uint64_t batchSize = 1, epochs = 1;
    std::uint64_t evaluationRows = 0;  ///< predicted after each epoch (validation)
    std::uint64_t finalRows = 0;       ///< predicted once at the end (test)
    SampledGradient method = SampledGradient::ParameterShift;
    std::uint64_t directions = 1;  ///< SPSA: averaged per step
    std::uint64_t shots = 1000;    ///< of each circuit
    std::uint64_t repeats = 1;     ///< of each circuit, where a device allows fewer shots than are wanted
    bool grouping = true;          ///< strings that commute qubit by qubit share a circuit
    bool mitigation = false;
    std::optional<GateCounts> gates;      ///< of the transpiled circuit; absent = of `circuit` as it is
    std::optional<LossQuestions> losses;  ///< instead of value and gradient
    std::optional<std::uint64_t> evaluations;  ///< of a row in a step, where `circuit` does not tell
    /// Rows in the order in which epoch 0, 1, … takes them, where it is known: then it is known too which
    /// equal ones meet in a batch.
    std::function<std::vector<std::size_t>(std::uint64_t epoch)> order;
    std::uint64_t mostRowsTogether = 0;  ///< more rows are asked for in pieces; 0 = never
    /// Predicted before the first step, after each epoch, and at the end; beside the rows above.
    std::vector<PredictedRows> startParts, epochParts, finalParts;
};

/// Seconds that a machine needs for what a job consists of.
struct ExecutionTimes {
    double shotSeconds = 0.0;  ///< reading and resetting
    double oneQubitGateSeconds = 0.0, twoQubitGateSeconds = 0.0;
};
/// One gate after the other, as ion traps work; absent when the calibration knows no gate times.
QSTORE_EXPORT std::optional<ExecutionTimes> executionTimesOf(const Calibration& calibration);

/// Where it is to run, and at which price.
struct TrainingTerms {
    std::string provider;  ///< "ionq", "ibm"; empty for local devices
    std::string plan;      ///< of the price table; empty = its first
    DeviceInfo device;
    std::optional<ExecutionTimes> times;
    std::uint64_t concurrentJobs = 1;
    /// The provider's own estimate of a job, which wins over the table where there is one. Asked once for
    /// each kind of job, of which there are a few.
    std::function<std::optional<ProviderEstimate>(const JobWork&)> estimate;
};

/// How rows were looked at to find the ones that need the same circuits.
enum class RowComparison : std::uint8_t {
    NoColumns,    ///< no angle depends on one: all share their circuits
    RowsUnknown,  ///< counted as all different
    ByCircuits,
    ByValues,  ///< too many circuits to compare: different values may still give equal ones
};

struct EpochCost {
    std::uint64_t epoch = 0;  ///< 1, 2, …
    std::uint64_t circuits = 0, jobs = 0, shots = 0;
    std::optional<double> usd, totalUsd;  ///< of this epoch, and of all up to it
};

/// The price of a whole training before its first job.
struct TrainingCost {
    std::uint64_t steps = 0;
    std::uint64_t evaluationsPerRow = 0;  ///< 1 + shift terms, and so on
    std::uint64_t settings = 0;           ///< circuits per evaluation
    std::uint64_t circuits = 0;           ///< that are run
    std::uint64_t merged = 0;             ///< equal to another of their batch and not run again
    std::uint64_t jobs = 0, shots = 0;
    std::uint64_t oneQubitGateShots = 0, twoQubitGateShots = 0;
    bool exact = true;     ///< false: an upper bound
    std::string counting;  ///< the next five as sentences; says so when it is a bound
    RowComparison comparison = RowComparison::NoColumns;
    std::uint64_t rows = 0, differentRows = 0;
    bool shuffleUnknown = false;  ///< how many equal ones meet in a batch is up to the shuffle
    bool partsUnknown = false;    ///< rows of validation and test count as all different
    std::optional<double> usd, atMostUsd;
    JobPrice firstJob;  ///< with the source and day of the price, or why it is unknown
    std::optional<double> executionSeconds, queueSeconds;
    /// What is predicted before the first step belongs to the first one, the end to the last.
    std::vector<EpochCost> epochs;
};

/// steps × rows of a batch × (1 + shift terms of every occurrence) × measurement settings × shots, cut
/// into jobs by the device's limits and priced by the table. Equal circuits within a batch are run once
/// with the shots of all who ask for them, and those that as many ask for make up jobs, as planBatch() does
/// it. Circuits are equal when their rows bind them to the same content; whether two equal rows fall into
/// one batch is up to the shuffle: where its order is not known, an upper bound is counted and said.
///
/// InvalidArgument for an empty training or inputs of the wrong length, ResourceExhausted when the numbers
/// exceed 64 bits, Unsupported when a single circuit is more than a job takes.
QSTORE_EXPORT Result<TrainingCost> trainingCost(const TrainingShape& shape, const TrainingTerms& terms,
                                                const PriceTable& prices, const RunControl& control = {});

}  // namespace qstore
