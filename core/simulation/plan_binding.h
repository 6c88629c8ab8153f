// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <functional>

#include "core/simulation/plan_data.h"

namespace qstore {

/// Samples per chunk; a property of the problem, never of the machine.
inline constexpr std::size_t kChunkSamples = 8;

/// Sizes that do not fit the plan, and values that are not finite, are refused by name.
Status checkBindings(const PlanData& data, const Bindings& bindings);
/// Angle `index` of the step came out as `value`: an error that names it unless that is a finite number.
Status checkAngle(const Step& step, std::size_t index, double value);
/// The derivative of an angle can be infinite where the angle itself is a number (sqrt at 0): refused by
/// name.
Status requireFiniteGradient(const PlanData& data, const VectorJacobian& gradient);
/// Values and gradients of all samples: refused with the bytes that are missing.
Status requireResultMemory(const PlanData& data, const Bindings& bindings, GradientRequest request);
/// A gradient holds two states: refused with the bytes that are missing.
Status requireGradientMemory(const PlanData& data);
/// Unsupported when the circuit's effect depends on a measurement.
Status requireDeterministic(const PlanData& data, std::string_view question);

/// The slots, matrices and derivatives of one sample.
template <class Real>
struct Workspace {
    std::vector<double> slots;
    std::vector<double> angles;
    Amplitudes<Real> matrices;
    std::vector<std::complex<double>> derivatives;  ///< empty unless asked for
    std::vector<std::complex<double>> scratch;

    const Amplitude<Real>* matrixOf(const Step& step) const { return matrices.data() + step.matrixOffset; }
    std::span<const std::complex<double>> derivativeOf(const Step& step, std::size_t angle) const {
        return std::span(derivatives)
            .subspan(step.derivativeOffset + angle * step.matrixSize, step.matrixSize);
    }
};

/// Turns weights and inputs into matrices, each as rarely as its dependence allows.
template <class Real>
class Binder {
public:
    /// `bindings` must have been checked and must outlive the binder.
    static Result<Binder> create(const PlanData& data, const Bindings& bindings, bool derivatives);

    /// A copy in which everything that the samples share is done.
    Workspace<Real> workspace() const { return m_shared; }
    Status bindSample(std::size_t sample, Workspace<Real>& workspace) const;

private:
    Binder(const PlanData& data, const Bindings& bindings, bool derivatives);
    Status bindSteps(Dependence from, Workspace<Real>& workspace) const;
    Status bindStep(const Step& step, Workspace<Real>& workspace) const;

    const PlanData* m_data;
    Bindings m_bindings;
    bool m_derivatives;
    Workspace<Real> m_shared;
};

/// |0…0⟩ in place.
template <class Real>
void resetToZero(Amplitudes<Real>& state);

/// Applies the steps in [begin, end), all of them gates whose conditions are the caller's business.
/// False when `stop` was requested on the way.
template <class Real>
bool applySteps(const PlanData& data, const Workspace<Real>& workspace, std::size_t begin, std::size_t end,
                Amplitudes<Real>& state, const std::stop_token& stop);

/// Calls `body(chunk, firstSample, lastSample)` for all chunks: in parallel while a state is small, one
/// after the other (with parallel kernels) when it is large. The first failing chunk's error is
/// returned; a stop request ends in Cancelled.
Status forSampleChunks(const PlanData& data, std::size_t samples, const RunControl& control,
                       const std::function<Status(std::size_t, std::size_t, std::size_t)>& body);
std::size_t chunkCount(std::size_t samples);

}  // namespace qstore
