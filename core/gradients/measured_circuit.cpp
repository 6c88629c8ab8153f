// SPDX-License-Identifier: Apache-2.0
#include "core/gradients/measured_circuit.h"

#include <cmath>
#include <optional>

#include "core/base/memory.h"
#include "core/base/number_text.h"
#include "core/gradients/measured_circuit_impl.h"

namespace qstore {

Result<Circuit> MeasuredCircuit::Impl::bound(std::span<const double> values,
                                             const AngleShift* shift) const {
    CircuitParts parts = unbound;
    for (const AnglePlace& place : places) {
        double radians = place.program.evaluate(values);
        if (shift != nullptr && shift->operation == place.operation && shift->angle == place.angle)
            radians += shift->by;
        if (!std::isfinite(radians))
            return fail(ErrorCode::InvalidArgument,
                        "angle " + std::to_string(place.angle + 1) + " of operation " +
                            std::to_string(place.operation + 1) + " became " + numberToText(radians),
                        "look for values in the table that are not finite");
        parts.operations[place.operation].angles[place.angle] = Angle(radians);
    }
    return Circuit::create(std::move(parts));
}

std::vector<double> MeasuredCircuit::Impl::valuesOf(const Bindings& bindings, std::size_t sample) const {
    std::vector<double> values(bindings.weights.begin(), bindings.weights.end());
    const auto row = bindings.inputs.subspan(sample * inputs, inputs);
    values.insert(values.end(), row.begin(), row.end());
    return values;
}

Status MeasuredCircuit::Impl::check(const Bindings& bindings, std::size_t circuitsPerSample) const {
    if (bindings.weightsPerSample)
        return fail(ErrorCode::Unsupported, "weights of their own for each sample cannot be measured yet",
                    "ask for one set of weights at a time");
    if (bindings.weights.size() != weights || bindings.inputs.size() != bindings.samples * inputs)
        return fail(ErrorCode::InvalidArgument, "the circuit has " + std::to_string(weights) +
                                                    " weights and " + std::to_string(inputs) +
                                                    " inputs a sample, given are " +
                                                    std::to_string(bindings.weights.size()) + " and " +
                                                    std::to_string(bindings.inputs.size()) + " for " +
                                                    std::to_string(bindings.samples) + " samples");
    // An operation with its vectors, as the library allocates them.
    constexpr std::size_t bytesPerOperation = 384;
    const std::size_t circuits = saturatingMultiply(bindings.samples, circuitsPerSample);
    return requireMemory(
        saturatingMultiply(circuits, saturatingMultiply(unbound.operations.size() + 8, bytesPerOperation)),
        std::to_string(circuits) + " circuits of one batch", "use smaller batches");
}

std::vector<const ShiftOccurrence*> MeasuredCircuit::Impl::wanted(GradientRequest request) const {
    std::vector<const ShiftOccurrence*> result;
    for (const ShiftOccurrence& occurrence : occurrences) {
        bool any = false;
        for (const std::size_t slot : occurrence.program.slots())
            any = any || (slot < weights ? request.weights && trainable[slot] : request.inputs);
        if (any) result.push_back(&occurrence);
    }
    return result;
}

MeasuredCircuit::MeasuredCircuit(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
MeasuredCircuit::~MeasuredCircuit() = default;

Result<std::shared_ptr<const MeasuredCircuit>> MeasuredCircuit::compile(const Circuit& circuit,
                                                                        std::vector<PauliSum> observables,
                                                                        const Signature& signature) {
    auto impl = std::make_unique<Impl>();
    const Circuit flat = circuit.flattened();
    impl->observables = std::move(observables);
    impl->weights = signature.weights.size();
    impl->inputs = signature.inputs.size();
    impl->trainable = signature.trainable;
    std::vector<std::string> names = signature.weights;
    names.insert(names.end(), signature.inputs.begin(), signature.inputs.end());
    QSTORE_TRY(impl->occurrences, findShiftOccurrences(flat, names));
    impl->unbound = flat.parts();
    impl->unbound.parameters.clear();
    impl->unbound.definitions.clear();
    for (std::size_t i = 0; i < impl->unbound.operations.size(); ++i) {
        std::vector<Angle>& angles = impl->unbound.operations[i].angles;
        for (std::size_t j = 0; j < angles.size(); ++j) {
            if (angles[j].constant()) continue;
            QSTORE_TRY(AngleProgram program, angleOver(angles[j], names));
            impl->places.push_back({i, j, std::move(program)});
            angles[j] = Angle(0.0);
        }
    }
    return std::shared_ptr<const MeasuredCircuit>(new MeasuredCircuit(std::move(impl)));
}

std::size_t MeasuredCircuit::circuitsOfShift(GradientRequest request) const {
    std::size_t circuits = 1;
    for (const ShiftOccurrence* occurrence : m_impl->wanted(request))
        circuits += 2 * occurrence->rule.shifts.size();
    return circuits;
}

Result<BatchExpectations> MeasuredCircuit::expectations(const Bindings& bindings, const AskMachine& ask,
                                                        const RunControl& control) const {
    QSTORE_CHECK(m_impl->check(bindings, 1));
    std::vector<Circuit> circuits;
    circuits.reserve(bindings.samples);
    for (std::size_t sample = 0; sample < bindings.samples; ++sample) {
        QSTORE_TRY(Circuit circuit, m_impl->bound(m_impl->valuesOf(bindings, sample), nullptr));
        circuits.push_back(std::move(circuit));
    }
    return m_impl->answers(circuits, ask, control);
}

Result<BatchExpectations> MeasuredCircuit::Impl::answers(std::span<const Circuit> circuits,
                                                         const AskMachine& ask,
                                                         const RunControl& control) const {
    QSTORE_TRY(BatchExpectations result, ask(circuits, observables, control));
    const std::size_t wantedValues = circuits.size() * observables.size();
    if (result.values.size() != wantedValues || result.standardErrors.size() != wantedValues)
        return fail(ErrorCode::Failed,
                    "the machine answered " + std::to_string(result.values.size()) + " values for " +
                        std::to_string(wantedValues) + " questions",
                    "this is a mistake of the program; please report it");
    return result;
}

MeasuredGradient MeasuredCircuit::Impl::begun(const BatchExpectations& answers, const Bindings& bindings,
                                              std::size_t circuitsPerSample,
                                              GradientRequest request) const {
    MeasuredGradient result;
    result.circuits = answers.circuits * answers.settings;
    result.shots = answers.shots;
    result.jacobian.weights.assign(weights, 0.0);
    result.weightErrors.assign(weights, 0.0);
    if (request.inputs) result.jacobian.inputs.assign(bindings.samples * inputs, 0.0);
    const std::size_t count = observables.size();
    for (std::size_t sample = 0; sample < bindings.samples; ++sample) {
        const std::size_t first = sample * circuitsPerSample * count;
        for (std::size_t k = 0; k < count; ++k) {
            result.jacobian.expectations.push_back(answers.values[first + k]);
            result.expectationErrors.push_back(answers.standardErrors[first + k]);
        }
    }
    return result;
}

void MeasuredCircuit::Impl::finishErrors(MeasuredGradient& gradient) {
    for (double& error : gradient.weightErrors) error = std::sqrt(error);
}

}  // namespace qstore
