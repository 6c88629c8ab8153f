// SPDX-License-Identifier: Apache-2.0
#include "core/solvers/vqe.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "core/circuit/excitations.h"
#include "core/circuit/templates.h"
#include "core/observables/hamiltonian.h"
#include "core/simulation/plan.h"

namespace qstore {
namespace {

namespace fs = std::filesystem;

/// H2 at 0.735 Å in STO-3G by Jordan and Wigner; −1.137306 Ha exactly (Qiskit's and PennyLane's tutorials).
constexpr const char* kHydrogen = R"({"name": "H2", "n_qubits": 4, "paulis": {
    "IIII": -0.0905789865426, "IIIZ": -0.225753492062, "IIZI": -0.225753492062, "IIZZ": 0.174643430667,
    "IZII": 0.172183932565, "IZIZ": 0.120912632598, "IZZI": 0.166145432549, "XXYY": -0.0452327999509,
    "XYYX": 0.0452327999509, "YXXY": 0.0452327999509, "YYXX": -0.0452327999509, "ZIII": 0.172183932565,
    "ZIIZ": 0.166145432549, "ZIZI": 0.120912632598, "ZZII": 0.168927538684}, "hf_occupied_qubits": [0, 1],
    "energies_hartree": {"hf": -1.1169989967, "exact_active_space": -1.1373060358}})";

Result<VqeResult> solve(const Hamiltonian& hamiltonian, const VqeOptions& options = {}) {
    QSTORE_TRY(const Circuit circuit, uccsdCircuit(hamiltonian.qubits, hamiltonian.occupied));
    QSTORE_TRY(const auto plan, Plan::compile(circuit, {hamiltonian.sum}));
    return minimiseEnergy(*plan, plan->signature(),
                          std::vector<double>(plan->signature().weights.size(), 0.0), options);
}

TEST(Vqe, FindsTheGroundStateOfHydrogen) {
    const auto hamiltonian = readHamiltonian(kHydrogen);
    ASSERT_TRUE(hamiltonian);
    const auto result = solve(*hamiltonian);
    ASSERT_TRUE(result) << result.error().message;
    EXPECT_TRUE(result->converged);
    EXPECT_NEAR(result->startEnergy, *hamiltonian->hartreeFockEnergy, 1e-9);
    EXPECT_NEAR(result->energy, *hamiltonian->exactEnergy, 1e-9);
    // Spin symmetry forbids single excitations here.
    ASSERT_EQ(result->weights.size(), 3U);
    EXPECT_NEAR(result->weights[1], 0.0, 1e-6);
    EXPECT_NEAR(result->weights[2], 0.0, 1e-6);
}

TEST(Vqe, FrozenWeightsStay) {
    const auto hamiltonian = readHamiltonian(kHydrogen);
    ASSERT_TRUE(hamiltonian);
    CircuitParts parts = uccsdCircuit(4, {0, 1})->parts();
    parts.parameters[0].role = ParameterRole::Frozen;
    parts.parameters[0].value = 0.1;
    const auto plan = Plan::compile(Circuit::of(std::move(parts)), {hamiltonian->sum});
    ASSERT_TRUE(plan);
    const auto result = minimiseEnergy(**plan, (*plan)->signature(), {0.1, 0.2, 0.3});
    ASSERT_TRUE(result) << result.error().message;
    EXPECT_EQ(result->weights[0], 0.1);
    EXPECT_LT(result->energy, result->startEnergy);
    EXPECT_GT(result->energy, *hamiltonian->exactEnergy + 1e-4);
}

TEST(Vqe, RefusesWhatItCannotVary) {
    const auto hamiltonian = readHamiltonian(kHydrogen);
    ASSERT_TRUE(hamiltonian);
    const auto constant = Plan::compile(*makeTemplate("ghz", 4), {hamiltonian->sum});
    ASSERT_TRUE(constant);
    EXPECT_THAT(minimiseEnergy(**constant, (*constant)->signature(), {}).error().message,
                ::testing::HasSubstr("no trainable weight"));
    const auto data = Plan::compile(*makeEncoder("angle", {"a", "b", "c", "d"}), {hamiltonian->sum});
    ASSERT_TRUE(data);
    EXPECT_THAT(minimiseEnergy(**data, (*data)->signature(), {}).error().message,
                ::testing::HasSubstr("'a'"));
    const auto plan = Plan::compile(*uccsdCircuit(4, {0, 1}), {hamiltonian->sum});
    ASSERT_TRUE(plan);
    EXPECT_THAT(minimiseEnergy(**plan, (*plan)->signature(), {0.0}).error().message,
                ::testing::HasSubstr("1 start values for 3"));
}

TEST(Vqe, StopsOnRequest) {
    const auto hamiltonian = readHamiltonian(kHydrogen);
    ASSERT_TRUE(hamiltonian);
    const auto plan = Plan::compile(*uccsdCircuit(4, {0, 1}), {hamiltonian->sum});
    ASSERT_TRUE(plan);
    std::stop_source stop;
    VqeOptions options;
    std::size_t iterations = 0;
    options.onIteration = [&](std::size_t, double) {
        ++iterations;
        stop.request_stop();
    };
    const auto result = minimiseEnergy(**plan, (*plan)->signature(), {0.5, 0.5, 0.5}, options,
                                       RunControl{stop.get_token(), {}});
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::Cancelled);
    EXPECT_EQ(iterations, 1U);
}

/// Molecules that lie beside the clone, with the errors of another implementation (NumPy, BFGS, the same
/// order of excitations).
class Molecules : public ::testing::Test {
protected:
    void SetUp() override {
        const char* root = std::getenv("QSTORE_TEST_DATA");
        if (root == nullptr) GTEST_SKIP() << "QSTORE_TEST_DATA is not set";
        m_data = fs::path(root) / "data";
        if (!fs::is_directory(m_data / "hamiltonians"))
            GTEST_SKIP() << "QSTORE_TEST_DATA holds no data/hamiltonians";
    }

    static std::string textOf(const fs::path& path) {
        std::ifstream file(path);
        return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    }
    Hamiltonian molecule(const std::string& name) const {
        const auto read = readHamiltonian(textOf(m_data / "hamiltonians" / (name + ".json")));
        EXPECT_TRUE(read) << name;
        return read.value_or(Hamiltonian{});
    }
    nlohmann::json references() const {
        return nlohmann::json::parse(textOf(m_data / "instances" / "vqe_reference.json"))["rows"];
    }

    fs::path m_data;
};

TEST_F(Molecules, CoupledClusterEndsWhereAnotherImplementationDoes) {
    std::size_t compared = 0;
    for (const nlohmann::json& row : references()) {
        const Hamiltonian hamiltonian = molecule(row["name"]);
        if (hamiltonian.qubits > 10) continue;
        VqeOptions options;
        options.tolerance = 1e-7;
        const auto result = solve(hamiltonian, options);
        ASSERT_TRUE(result) << result.error().message;
        const double error = result->energy - row["exact"].get<double>();
        EXPECT_NEAR(error, row["uccsd_trotter_doubles_first_error"].get<double>(), 2e-8) << row["name"];
        ++compared;
    }
    EXPECT_GE(compared, 6U);
}

TEST_F(Molecules, LithiumHydrideIsWithinTwentyMicrohartree) {
    const Hamiltonian hamiltonian = molecule("lih_full_sto3g_1.5949");
    ASSERT_EQ(hamiltonian.sum.terms.size(), 631U);
    const auto result = solve(hamiltonian);
    ASSERT_TRUE(result) << result.error().message;
    EXPECT_NEAR(result->startEnergy, *hamiltonian.hartreeFockEnergy, 1e-8);
    EXPECT_LT(result->energy - *hamiltonian.exactEnergy, 2e-5);
    EXPECT_GT(result->energy - *hamiltonian.exactEnergy, -1e-9);
}

TEST_F(Molecules, WaterIsWithinChemicalAccuracy) {
    const Hamiltonian hamiltonian = molecule("h2o_full_sto3g");
    ASSERT_EQ(hamiltonian.sum.terms.size(), 1086U);
    const auto result = solve(hamiltonian);
    ASSERT_TRUE(result) << result.error().message;
    EXPECT_NEAR(result->startEnergy, *hamiltonian.hartreeFockEnergy, 1e-8);
    EXPECT_LT(result->energy - *hamiltonian.exactEnergy, 1.6e-3);
    EXPECT_GT(result->energy - *hamiltonian.exactEnergy, -1e-9);
}

}  // namespace
}  // namespace qstore
