// SPDX-License-Identifier: Apache-2.0
#include "core/observables/hamiltonian.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "core/base/json.h"

namespace qstore {
namespace {

constexpr std::size_t kMostQubits = 64;  // bits of a PauliString's masks

tl::unexpected<Error> unfit(const std::string& what) {
    return fail(ErrorCode::Parse, "this is not a Hamiltonian on qubits: " + what,
                R"(give JSON like {"n_qubits": 2, "paulis": {"ZZ": 0.5, "XI": -1.0}})");
}

Result<PauliString> readString(const std::string& letters, std::size_t qubits) {
    if (letters.size() != qubits)
        return unfit("the string '" + letters + "' has " + std::to_string(letters.size()) +
                     " letters for " + std::to_string(qubits) + " qubits");
    PauliString string;
    for (std::size_t qubit = 0; qubit < qubits; ++qubit) {
        const char letter = letters[qubit];
        if (letter != 'I' && letter != 'X' && letter != 'Y' && letter != 'Z')
            return unfit("the string '" + letters + "' has letters other than I, X, Y and Z");
        const std::uint64_t bit = std::uint64_t{1} << qubit;
        if (letter == 'X' || letter == 'Y') string.x |= bit;
        if (letter == 'Z' || letter == 'Y') string.z |= bit;
    }
    return string;
}

Result<PauliSum> readSum(const nlohmann::json& paulis, std::size_t qubits) {
    PauliSum sum;
    for (const auto& [letters, coefficient] : paulis.items()) {
        if (!coefficient.is_number() || !std::isfinite(coefficient.get<double>()))
            return unfit("the coefficient of '" + letters + "' is not a number");
        QSTORE_TRY(const PauliString string, readString(letters, qubits));
        sum.terms.push_back({coefficient.get<double>(), string});
    }
    return sum;
}

Result<std::vector<Qubit>> readOccupied(const nlohmann::json& list, std::size_t qubits) {
    std::vector<Qubit> occupied;
    for (const nlohmann::json& entry : list) {
        if (!entry.is_number_unsigned() || entry.get<std::uint64_t>() >= qubits)
            return unfit("hf_occupied_qubits names " + entry.dump() + ", and there are " +
                         std::to_string(qubits) + " qubits");
        occupied.push_back(entry.get<Qubit>());
    }
    return occupied;
}

std::string textOf(const nlohmann::json& document, const char* key) {
    const auto found = document.find(key);
    return found != document.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::optional<double> energyOf(const nlohmann::json& document, const char* key) {
    const auto energies = document.find("energies_hartree");
    if (energies == document.end() || !energies->is_object()) return std::nullopt;
    const auto found = energies->find(key);
    if (found == energies->end() || !found->is_number()) return std::nullopt;
    return found->get<double>();
}

}  // namespace

Result<Hamiltonian> readHamiltonian(std::string_view json) {
    QSTORE_TRY(const nlohmann::json document, parseJson(json));
    if (!document.is_object()) return unfit("it is not an object");
    const auto qubits = document.find("n_qubits");
    if (qubits == document.end() || !qubits->is_number_unsigned()) return unfit("'n_qubits' is missing");
    Hamiltonian hamiltonian;
    hamiltonian.qubits = qubits->get<std::size_t>();
    if (hamiltonian.qubits == 0 || hamiltonian.qubits > kMostQubits)
        return unfit("n_qubits is " + qubits->dump() + ", not from 1 to " + std::to_string(kMostQubits));
    const auto paulis = document.find("paulis");
    if (paulis == document.end() || !paulis->is_object() || paulis->empty())
        return unfit("'paulis' has no terms");
    QSTORE_TRY(hamiltonian.sum, readSum(*paulis, hamiltonian.qubits));
    if (const auto list = document.find("hf_occupied_qubits"); list != document.end() && list->is_array()) {
        QSTORE_TRY(hamiltonian.occupied, readOccupied(*list, hamiltonian.qubits));
    }
    hamiltonian.name = textOf(document, "name");
    hamiltonian.description = textOf(document, "description");
    hamiltonian.hartreeFockEnergy = energyOf(document, "hf");
    hamiltonian.exactEnergy = energyOf(document, "exact_active_space");
    return hamiltonian;
}

}  // namespace qstore
