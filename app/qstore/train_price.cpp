// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qstore/train_price.h"

#include "app/qstore/backend_access.h"
#include "app/qstore/backend_pricing.h"
#include "app/qstore/training_cost_report.h"
#include "core/workspace/training_shape.h"

namespace qstore {
namespace {

using Json = nlohmann::ordered_json;

Result<ChosenBackend> machineOf(const Command& command, const BackendAddress& address) {
    const std::string name = address.local() ? address.device : address.profile + "/" + address.device;
    QSTORE_TRY(ChosenBackend backend, chooseBackend(command, name, ""));
    if (!address.local() && !backend.device.simulator) addCalibration(command, backend);
    return backend;
}

Result<TrainingTerms> termsOn(const Command& command, const BackendAddress& address,
                              const ChosenBackend& backend, std::size_t qubits) {
    TrainingTerms terms;
    terms.provider = backend.providerKind;
    terms.device = backend.device;
    if (backend.calibration && !backend.device.simulator)
        terms.times = executionTimesOf(*backend.calibration);
    if (address.local()) return terms;
    QSTORE_TRY(const OpenAccount account, accountOpener(command)(address.profile));
    terms.concurrentJobs = account.profile.maxConcurrentJobs;
    terms.estimate = [&command, &backend, qubits](const JobWork& work) {
        return askEstimate(command, backend, qubits, work);
    };
    return terms;
}

}  // namespace

Status priceTraining(const Command& command, const Table& table, ModelChoice choice,
                     const TrainConfig& config) {
    if (config.machine.backend.empty())
        return fail(ErrorCode::InvalidArgument, "a training that is computed here costs nothing",
                    "name the machine to be priced with --backend");
    QSTORE_TRY(const BackendAddress address, parseBackendAddress(config.machine.backend));
    QSTORE_TRY(const PreparedData data, prepareData(table, choice.recipe));
    QSTORE_TRY(const auto model, Model::compile(std::move(choice.spec), command.plans.get()));
    QSTORE_TRY(const TrainingShape shape, shapeOfTraining(*model, data, config));
    QSTORE_TRY(const ChosenBackend backend, machineOf(command, address));
    QSTORE_TRY(const TrainingTerms terms, termsOn(command, address, backend, shape.circuit.qubits()));
    QSTORE_TRY(const PriceTable prices, PriceTable::shipped());
    const RunControl control = command.control("counting");
    QSTORE_TRY(const TrainingCost cost, trainingCost(shape, terms, prices, control));
    Json document = {{"backend", config.machine.backend}, {"shots", config.machine.shots}};
    document["training"] = trainingCostJson(cost, true);
    document["job"] = priceJson(cost.firstJob);
    std::string text = "on " + config.machine.backend + ", " + std::to_string(config.machine.shots) +
                       " shots a circuit; nothing was run\n" + trainingCostText(cost) +
                       priceSourceText(cost.firstJob);
    if (const std::uint64_t most = config.machine.mostShots; most > shape.shots) {
        TrainingShape grown = shape;
        grown.shots = most;
        QSTORE_TRY(const TrainingCost dearest, trainingCost(grown, terms, prices, control));
        document["grown"] = trainingCostJson(dearest, false);
        text +=
            "if shots grow to " + std::to_string(most) + " in every step:\n" + trainingCostText(dearest);
    }
    command.answer(document, text);
    return {};
}

}  // namespace qstore
