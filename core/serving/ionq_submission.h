// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "core/serving/ionq_refusal.h"
#include "core/serving/job_table.h"

namespace qstore {

inline constexpr std::size_t kIonqMaxCircuits = 5'000;
inline constexpr std::size_t kIonqMaxGates = 150'000;
inline constexpr std::size_t kIonqMaxBytes = std::size_t{10} << 20U;
inline constexpr std::uint64_t kIonqMaxShots = 1'000'000;

/// A body of POST /jobs as a job that can be run. Laxer than the published specification where Cirq and
/// Qiskit deviate from it: shots as text, a field `lang`, a seed that is null, further fields.
///
/// Shots are seeded from the body without name, metadata and session, so that the same question has the
/// same answer whatever happened in between; `noise.seed` replaces that.
IonqResult<PracticeJob> readIonqSubmission(const nlohmann::json& body);

}  // namespace qstore
