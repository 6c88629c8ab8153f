// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/backends/ibm_program.h"
#include "core/backends/ibm_provider.h"
#include "core/base/result.h"

namespace qstore {

/// Of the Sampler's `/jobs/{id}/results`: one outcome per circuit, counted while the text is read, so that
/// what is held at once are the samples of one circuit. `circuits` empty: as many as come, their registers
/// in the order of the reply; `shots` 0: as many as come. Parse for anything that does not fit: registers,
/// widths, samples that are no hexadecimal number of that width, or not as many as shots. Unsupported for
/// Qiskit's own encoding.
Result<std::vector<CircuitOutcome>> readIbmSamples(std::string_view json,
                                                   const std::vector<Circuit>& circuits,
                                                   std::uint64_t shots);
/// More than the reply to such a job can have.
std::size_t ibmSamplesBytes(const std::vector<Circuit>& circuits, std::uint64_t shots);

/// Of the Estimator's `/jobs/{id}/results`; `observables` says how many values each circuit shall have.
Result<std::vector<IbmEstimates>> readIbmEstimates(std::string_view json,
                                                   const std::vector<std::size_t>& observables);

}  // namespace qstore
