// SPDX-License-Identifier: Apache-2.0
#include "core/observables/hamiltonian.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace qstore {
namespace {

using ::testing::HasSubstr;

TEST(Hamiltonian, ReadsStringsFromQubitZeroOn) {
    const auto read = readHamiltonian(R"({"name": "toy", "n_qubits": 3, "paulis": {"XYZ": 0.5, "IIZ": -2},
        "hf_occupied_qubits": [0, 2], "energies_hartree": {"hf": -1.5, "exact_active_space": -1.75},
        "anything": {"else": [1, 2]}})");
    ASSERT_TRUE(read);
    EXPECT_EQ(read->name, "toy");
    EXPECT_EQ(read->qubits, 3U);
    ASSERT_EQ(read->sum.terms.size(), 2U);
    for (const PauliTerm& term : read->sum.terms) {
        const PauliString expected =
            term.coefficient > 0.0 ? PauliString{0b011, 0b110} : PauliString{0, 0b100};
        EXPECT_EQ(term.string, expected);
    }
    EXPECT_THAT(read->occupied, ::testing::ElementsAre(0, 2));
    EXPECT_EQ(read->hartreeFockEnergy, -1.5);
    EXPECT_EQ(read->exactEnergy, -1.75);
}

TEST(Hamiltonian, WhatIsNotKnownStaysUnknown) {
    const auto read = readHamiltonian(R"({"n_qubits": 1, "paulis": {"Z": 1}})");
    ASSERT_TRUE(read);
    EXPECT_FALSE(read->hartreeFockEnergy);
    EXPECT_FALSE(read->exactEnergy);
    EXPECT_TRUE(read->occupied.empty());
}

TEST(Hamiltonian, NamesWhatDoesNotFit) {
    const std::vector<std::pair<std::string, std::string>> cases = {
        {"[]", "not an object"},
        {R"({"paulis": {"Z": 1}})", "n_qubits"},
        {R"({"n_qubits": 0, "paulis": {"Z": 1}})", "0"},
        {R"({"n_qubits": 65, "paulis": {"Z": 1}})", "65"},
        {R"({"n_qubits": 1})", "paulis"},
        {R"({"n_qubits": 1, "paulis": {}})", "no terms"},
        {R"({"n_qubits": 2, "paulis": {"Z": 1}})", "'Z' has 1 letters for 2"},
        {R"({"n_qubits": 2, "paulis": {"ZA": 1}})", "'ZA'"},
        {R"({"n_qubits": 1, "paulis": {"Z": "one"}})", "coefficient of 'Z'"},
        {R"({"n_qubits": 1, "paulis": {"Z": 1}, "hf_occupied_qubits": [1]})", "names 1"},
        {R"({"n_qubits": 1, "paulis": {"Z": 1})", ""},
    };
    for (const auto& [json, expected] : cases) {
        const auto read = readHamiltonian(json);
        ASSERT_FALSE(read) << json;
        EXPECT_THAT(read.error().message, HasSubstr(expected));
    }
}

}  // namespace
}  // namespace qstore
