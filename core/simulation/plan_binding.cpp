// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/plan_binding.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>

#include "core/base/number_text.h"

namespace qstore {
namespace {

Status checkSize(std::string_view what, std::size_t given, std::size_t expected) {
    if (given == expected) return {};
    return fail(ErrorCode::InvalidArgument, "the binding has " + std::to_string(given) + " " +
                                                std::string(what) + " values, but the plan needs " +
                                                std::to_string(expected));
}

/// Sixteen at a time without branches: there are a million of them, and hardly ever a bad one. Of what is
/// not finite all bits of the exponent are set, and one more carries into the sign's place.
std::span<const double>::iterator firstNotFinite(std::span<const double> values) {
    constexpr std::size_t step = 16;
    constexpr std::uint64_t sign = std::uint64_t{1} << 63U;
    constexpr std::uint64_t carry = std::uint64_t{1} << 52U;
    const auto isBad = [](double value) { return !std::isfinite(value); };
    std::size_t begin = 0;
    for (; begin + step <= values.size(); begin += step) {
        std::uint64_t bad = 0;
        for (std::size_t j = 0; j < step; ++j)
            bad |= (std::bit_cast<std::uint64_t>(values[begin + j]) & ~sign) + carry;
        if ((bad & sign) != 0) break;
    }
    return std::find_if(values.begin() + static_cast<std::ptrdiff_t>(begin), values.end(), isBad);
}

Status checkFinite(std::string_view what, std::span<const double> values,
                   const std::vector<std::string>& names, bool rows) {
    const auto bad = firstNotFinite(values);
    if (bad == values.end()) return {};
    const auto index = static_cast<std::size_t>(bad - values.begin());
    std::string message =
        std::string(what) + " '" + names[index % names.size()] + "' is " + numberToText(*bad);
    if (rows) message += " in sample " + std::to_string(index / names.size());
    return fail(ErrorCode::InvalidArgument, std::move(message), "Every value must be a finite number.");
}

Status requireFinite(std::span<const double> gradient, const std::vector<std::string>& names) {
    const auto bad = firstNotFinite(gradient);
    if (bad == gradient.end()) return {};
    const std::string& name = names[static_cast<std::size_t>(bad - gradient.begin()) % names.size()];
    return fail(ErrorCode::InvalidArgument,
                "the gradient to '" + name + "' is not a number for these values",
                "Look for a root, a power or an inverse sine at the edge of its domain.");
}

}  // namespace

Status requireFiniteGradient(const PlanData& data, const VectorJacobian& gradient) {
    QSTORE_CHECK(requireFinite(gradient.weights, data.signature.weights));
    return requireFinite(gradient.inputs, data.signature.inputs);
}

Status checkBindings(const PlanData& data, const Bindings& bindings) {
    const std::size_t rows = bindings.weightsPerSample ? bindings.samples : 1;
    QSTORE_CHECK(checkSize("weight", bindings.weights.size(), saturatingMultiply(data.weights(), rows)));
    QSTORE_CHECK(
        checkSize("input", bindings.inputs.size(), saturatingMultiply(data.inputs(), bindings.samples)));
    QSTORE_CHECK(
        checkFinite("weight", bindings.weights, data.signature.weights, bindings.weightsPerSample));
    return checkFinite("input", bindings.inputs, data.signature.inputs, true);
}

Status requireResultMemory(const PlanData& data, const Bindings& bindings, GradientRequest request) {
    constexpr std::size_t always = std::size_t{64} << 20U;
    std::size_t numbers = data.observables.size();
    if (request.inputs) numbers += data.inputs();
    if (request.weights && bindings.weightsPerSample) numbers += data.weights();
    // Sums of shared weights wait in rows: one for each chunk, which is one sample where states are large.
    constexpr std::size_t largeQubits = 11;
    const std::size_t perRow = data.qubits() < largeQubits ? kChunkSamples : 1;
    if (request.weights && !bindings.weightsPerSample)
        numbers += (data.angleCount + data.weights()) / perRow + 1;
    const std::size_t bytes =
        saturatingMultiply(bindings.samples, saturatingMultiply(numbers, sizeof(double)) + sizeof(Status));
    if (bytes <= always) return {};
    return requireMemory(bytes, "the result for " + std::to_string(bindings.samples) + " samples",
                         "Ask for fewer samples at a time.");
}

Status requireGradientMemory(const PlanData& data) {
    // Asking the system costs more than a whole gradient of a small circuit.
    constexpr std::size_t always = std::size_t{1} << 20U;
    const std::size_t bytes =
        saturatingMultiply(2, stateVectorBytes(data.qubits(), data.options.precision));
    if (bytes <= always) return {};
    return requireMemory(bytes,
                         "the gradient of a circuit of " + std::to_string(data.qubits()) + " qubits");
}

Status checkAngle(const Step& step, std::size_t index, double value) {
    if (std::isfinite(value)) return {};
    return fail(ErrorCode::InvalidArgument,
                "angle " + std::string(step.gate->angleNames[index]) + " of operation " +
                    std::to_string(step.operation) + " (" + std::string(step.gate->name) + ") is " +
                    numberToText(value) + " for these values",
                "Look for a division by zero, or a logarithm or root of a negative number.");
}

Status requireDeterministic(const PlanData& data, std::string_view question) {
    if (data.isDeterministic()) return {};
    const Step& step = data.steps[data.firstRandomStep];
    const char* what = step.kind == StepKind::Reset     ? "a reset"
                       : step.kind == StepKind::Measure ? "a measurement before the end"
                                                        : "a gate conditioned on a measurement";
    return fail(ErrorCode::Unsupported,
                std::string(question) + " needs a circuit with one final state, but operation " +
                    std::to_string(step.operation) + " is " + what,
                "Sample shots of this circuit instead.");
}

template <class Real>
Binder<Real>::Binder(const PlanData& data, const Bindings& bindings, bool derivatives)
    : m_data(&data), m_bindings(bindings), m_derivatives(derivatives) {
    m_shared.slots.assign(data.slots(), 0.0);
    m_shared.angles.assign(data.angleCount, 0.0);
    m_shared.matrices.reserve(data.constantMatrices.size());
    for (const auto& entry : data.constantMatrices) m_shared.matrices.push_back(Amplitude<Real>(entry));
    if (derivatives) m_shared.derivatives.resize(data.derivativeSize);
    std::size_t largest = 0;
    for (const Step& step : data.steps) largest = std::max(largest, step.matrixSize);
    m_shared.scratch.resize(largest);
}

template <class Real>
Result<Binder<Real>> Binder<Real>::create(const PlanData& data, const Bindings& bindings,
                                          bool derivatives) {
    Binder binder(data, bindings, derivatives);
    if (!bindings.weightsPerSample) {
        std::copy(bindings.weights.begin(), bindings.weights.end(), binder.m_shared.slots.begin());
        for (const Step& step : data.steps) {
            if (step.dependence == Dependence::Weights)
                QSTORE_CHECK(binder.bindStep(step, binder.m_shared));
        }
    }
    return binder;
}

template <class Real>
Status Binder<Real>::bindSample(std::size_t sample, Workspace<Real>& workspace) const {
    const std::size_t weights = m_data->weights();
    const std::size_t inputs = m_data->inputs();
    if (m_bindings.weightsPerSample) {
        const auto row = m_bindings.weights.subspan(sample * weights, weights);
        std::copy(row.begin(), row.end(), workspace.slots.begin());
    }
    const auto row = m_bindings.inputs.subspan(sample * inputs, inputs);
    std::copy(row.begin(), row.end(), workspace.slots.begin() + static_cast<std::ptrdiff_t>(weights));
    return bindSteps(m_bindings.weightsPerSample ? Dependence::Weights : Dependence::Inputs, workspace);
}

template <class Real>
Status Binder<Real>::bindSteps(Dependence from, Workspace<Real>& workspace) const {
    for (const Step& step : m_data->steps) {
        if (step.dependence >= from) QSTORE_CHECK(bindStep(step, workspace));
    }
    return {};
}

template <class Real>
Status Binder<Real>::bindStep(const Step& step, Workspace<Real>& workspace) const {
    const std::span<double> angles =
        std::span(workspace.angles).subspan(step.angleOffset, step.angles.size());
    for (std::size_t j = 0; j < angles.size(); ++j) {
        angles[j] = step.angles[j].evaluate(workspace.slots);
        QSTORE_CHECK(checkAngle(step, j, angles[j]));
    }
    Amplitude<Real>* matrix = workspace.matrices.data() + step.matrixOffset;
    const std::span<std::complex<double>> scratch = std::span(workspace.scratch).first(step.matrixSize);
    if (step.form != nullptr) {
        step.form->writeMatrix(angles[0], scratch);
        for (std::size_t m = 0; m < scratch.size(); ++m) matrix[m] = Amplitude<Real>(scratch[m]);
    } else {
        const auto packed = packMatrix(step.gate->matrix(angles), step.diagonal);
        for (std::size_t m = 0; m < packed.size(); ++m) matrix[m] = Amplitude<Real>(packed[m]);
    }
    if (!m_derivatives) return {};
    for (std::size_t j = 0; j < angles.size(); ++j) {
        const auto out = std::span(workspace.derivatives)
                             .subspan(step.derivativeOffset + j * step.matrixSize, step.matrixSize);
        if (step.form != nullptr) {
            step.form->writeDerivative(angles[j], out);
        } else {
            const auto packed = packMatrix(step.gate->derivative(angles, j), step.diagonal);
            std::copy(packed.begin(), packed.end(), out.begin());
        }
    }
    return {};
}

template <class Real>
void resetToZero(Amplitudes<Real>& state) {
    std::fill(state.begin(), state.end(), Amplitude<Real>{});
    state[0] = 1;
}

template <class Real>
bool applySteps(const PlanData& data, const Workspace<Real>& workspace, std::size_t begin, std::size_t end,
                Amplitudes<Real>& state, const std::stop_token& stop) {
    const bool large = data.qubits() >= kParallelStateQubits;
    for (std::size_t i = begin; i < end; ++i) {
        if (large && stop.stop_requested()) return false;
        const Step& step = data.steps[i];
        applyGate(step.kernel, step.layout, workspace.matrixOf(step), false, state.data());
    }
    return true;
}

std::size_t chunkCount(std::size_t samples) {
    return (samples + kChunkSamples - 1) / kChunkSamples;
}

Status forSampleChunks(const PlanData& data, std::size_t samples, const RunControl& control,
                       const std::function<Status(std::size_t, std::size_t, std::size_t)>& body) {
    const std::size_t chunks = chunkCount(samples);
    std::vector<Status> statuses(chunks);
    const auto run = [&](std::size_t chunk) {
        if (control.stop.stop_requested()) {
            statuses[chunk] = cancelled();
            return;
        }
        const std::size_t first = chunk * kChunkSamples;
        statuses[chunk] = body(chunk, first, std::min(first + kChunkSamples, samples));
    };
    if (data.qubits() < kParallelStateQubits) {
        parallelFor(chunks, run);
    } else {
        for (std::size_t chunk = 0; chunk < chunks; ++chunk) {
            run(chunk);
            control.report(std::min((chunk + 1) * kChunkSamples, samples), samples);
        }
    }
    for (Status& status : statuses) QSTORE_CHECK(std::move(status));
    return {};
}

#define QSTORE_INSTANTIATE_BINDING(Real)                                                              \
    template class Binder<Real>;                                                                      \
    template void resetToZero<Real>(Amplitudes<Real>&);                                               \
    template bool applySteps<Real>(const PlanData&, const Workspace<Real>&, std::size_t, std::size_t, \
                                   Amplitudes<Real>&, const std::stop_token&)

QSTORE_INSTANTIATE_BINDING(double);
QSTORE_INSTANTIATE_BINDING(float);

}  // namespace qstore
