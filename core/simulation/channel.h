// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/circuit/matrix.h"

namespace qstore {

/// One number that a channel is made of. It lies within [least, most]; times must not be zero.
struct ChannelParameter {
    std::string_view name;
    double most = 1.0;
    bool positive = false;                          ///< zero is outside
    std::optional<double> fallback = std::nullopt;  ///< what a file that leaves it out means
};

/// One record of the table of channels; reader, writer, messages and manual follow it.
struct ChannelKind {
    std::string_view name;
    std::vector<ChannelParameter> parameters;
    std::string_view help;    ///< what it does to a state
    std::string_view source;  ///< textbook equation or paper
    /// The Kraus operators of parameters that lie in their ranges; null for `kraus`, whose operators are
    /// given.
    Result<std::vector<ComplexMatrix>> (*operators)(std::span<const double> parameters) = nullptr;
};

QSTORE_EXPORT std::span<const ChannelKind> channelKinds();
/// Null when there is none of that name.
QSTORE_EXPORT const ChannelKind* findChannelKind(std::string_view name);

/// A quantum channel ρ → Σ K ρ K† on one to three qubits; bit j of a row or column of K belongs to the
/// channel's j-th qubit. Immutable.
class QSTORE_EXPORT Channel {
public:
    /// X with this probability.
    static Result<Channel> bitFlip(double probability);
    /// Z with this probability.
    static Result<Channel> phaseFlip(double probability);
    /// ρ → (1 − p) ρ + p 1/2ⁿ on one or two qubits (Nielsen and Chuang, section 8.3.4); not to be confused
    /// with the convention in which p is the probability of an error.
    static Result<Channel> depolarizing(double probability, std::size_t qubits = 1);
    /// |1⟩ falls to |0⟩ with probability `gamma`.
    static Result<Channel> amplitudeDamping(double gamma);
    /// Coherences shrink by √(1 − λ).
    static Result<Channel> phaseDamping(double lambda);
    /// Amplitude damping towards a state that is |1⟩ with probability `excited`.
    static Result<Channel> generalizedAmplitudeDamping(double gamma, double excited);
    /// Populations approach `excited` as exp(−t/T1), coherences vanish as exp(−t/T2); T2 ≤ 2 T1.
    static Result<Channel> thermalRelaxation(double t1Us, double t2Us, double gateTimeNs,
                                             double excited = 0.0);
    /// Any operators of one size, 2, 4 or 8, with Σ K†K = 1 to 1e-9 in every entry.
    static Result<Channel> kraus(std::vector<ComplexMatrix> operators);
    /// By the name of the table; one value for each of its parameters.
    static Result<Channel> make(std::string_view kind, std::span<const double> parameters);

    const ChannelKind& kind() const { return *m_kind; }
    const std::vector<double>& parameters() const { return m_parameters; }
    std::size_t qubits() const { return m_qubits; }
    const std::vector<ComplexMatrix>& operators() const { return m_operators; }
    /// Where every operator is a unitary times √p: the p, which then do not depend on the state. Else
    /// empty.
    const std::vector<double>& mixture() const { return m_mixture; }
    /// K†K of each operator.
    const std::vector<ComplexMatrix>& effects() const { return m_effects; }
    /// ρ as a vector with index row + 2ᵏ·column, turned by one 4ᵏ × 4ᵏ matrix: Σ conj(K) ⊗ K.
    ComplexMatrix superoperator() const;
    friend QSTORE_EXPORT bool operator==(const Channel& a, const Channel& b);

private:
    Channel(const ChannelKind& kind, std::vector<double> parameters, std::vector<ComplexMatrix> operators);

    const ChannelKind* m_kind;
    std::vector<double> m_parameters;
    std::size_t m_qubits = 0;
    std::vector<ComplexMatrix> m_operators, m_effects;
    std::vector<double> m_mixture;
};

}  // namespace qstore
