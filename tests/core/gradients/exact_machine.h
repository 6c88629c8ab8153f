// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/gradients/gradients.h"
#include "core/gradients/measured_circuit.h"
#include "core/observables/batch_estimator.h"

namespace qstore {

/// A machine without noise: exact values, standard errors of its choice, and a list of what it was asked.
class ExactMachine final : public BatchEstimator {
public:
    struct Question {
        std::string purpose;
        std::size_t circuits = 0;
        std::uint64_t shots = 0;
        friend bool operator==(const Question&, const Question&) = default;
    };
    double standardError = 0.0;
    mutable std::vector<Question> asked;
    /// Questions answered before every further one fails with `failure`; 0 = no end.
    std::size_t patience = 0;
    Error failure{ErrorCode::Busy, "the machine went away", "come back later"};

    Result<BatchExpectations> expectations(std::span<const Circuit> circuits,
                                           const std::vector<PauliSum>& observables, std::uint64_t shots,
                                           const std::string& purpose, const RunControl&) const override {
        if (patience > 0 && asked.size() >= patience) return tl::unexpected(failure);
        asked.push_back({purpose, circuits.size(), shots});
        BatchExpectations result;
        for (const Circuit& circuit : circuits) {
            EXPECT_TRUE(circuit.parameters().empty());
            QSTORE_TRY(const auto estimator, exactEstimator(circuit, observables));
            QSTORE_TRY(const auto values, estimator->expectations({}));
            result.values.insert(result.values.end(), values.begin(), values.end());
            result.standardErrors.insert(result.standardErrors.end(), values.size(), standardError);
        }
        result.circuits = circuits.size();
        result.observables = observables.size();
        result.settings = 1;
        result.shots = circuits.size() * shots;
        return result;
    }
    AskMachine asker(std::uint64_t shots = 100) const {
        return [this, shots](std::span<const Circuit> circuits, const std::vector<PauliSum>& observables,
                             const RunControl& control) {
            return expectations(circuits, observables, shots, "test", control);
        };
    }
};

}  // namespace qstore
