// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "core/base/result.h"
#include "core/circuit/circuit.h"
#include "core/simulation/density_matrix.h"
#include "core/simulation/state.h"

namespace qstore {

/// What is said about a register beside its state.
struct RegisterInfo {
    std::string name;
    std::string origin;  ///< where it comes from, for people: "Bell state", "circuit 'teleport'"
    /// Of a superposition of contexts: their names by the value c of the highest qubits
    /// (context_register.h).
    std::vector<std::string> contexts;
    friend bool operator==(const RegisterInfo&, const RegisterInfo&) = default;
};

/// A simulated state of qubits under a name: pure (2ⁿ amplitudes) or mixed (a density matrix of 4ⁿ
/// entries). Immutable; copies share. Qubit 0 is the least significant bit.
class QSTORE_EXPORT SimulatedRegister {
public:
    /// InvalidArgument for names or contexts that do not fit the qubits.
    static Result<SimulatedRegister> pure(RegisterInfo info, State state);
    /// InvalidArgument also unless ρ is a state: Hermitian and not negative to 1e-9, trace 1 to 1e-6. Above
    /// kMaxSpectrumQubits only the diagonal is looked at for negative numbers.
    static Result<SimulatedRegister> mixed(RegisterInfo info, DensityMatrix density);

    const RegisterInfo& info() const { return m_info; }
    std::size_t qubits() const;
    bool isPure() const { return state() != nullptr; }
    const State* state() const { return std::get_if<State>(&m_content); }
    const DensityMatrix* density() const { return std::get_if<DensityMatrix>(&m_content); }

    /// ρ, or |ψ⟩⟨ψ|. ResourceExhausted, before anything is allocated, above kMaxDensityQubits or when 16·4ⁿ
    /// bytes do not fit.
    Result<DensityMatrix> toDensity() const;
    /// Of the 2ⁿ basis states. ResourceExhausted when they do not fit.
    Result<std::vector<double>> probabilities() const;
    /// The qubits that hold the number of the context: the highest ⌈log₂(contexts)⌉.
    std::vector<Qubit> contextQubits() const;
    /// All others.
    std::vector<Qubit> dataQubits() const;

    /// The same state under another name.
    Result<SimulatedRegister> renamed(std::string name) const;
    /// The same state, its origin followed by what was done to it: "GHZ state; evolved 10 us under …".
    /// Where that is too long for an origin, "…" stands for the oldest steps. `step` has at most 190 bytes.
    SimulatedRegister withStep(const std::string& step) const;
    /// The same register after a map that leaves states states (a channel, a projection). Not checked
    /// again.
    SimulatedRegister after(std::variant<State, DensityMatrix> content) const;

private:
    SimulatedRegister(RegisterInfo info, std::variant<State, DensityMatrix> content);

    RegisterInfo m_info;
    std::variant<State, DensityMatrix> m_content;
};

/// Larger density matrices are not diagonalised: their eigenvalues take about 8ⁿ steps.
inline constexpr std::size_t kMaxSpectrumQubits = 9;

/// Refuses before the allocation of ρ.
Status requireDensityMemory(std::size_t qubits);

}  // namespace qstore
