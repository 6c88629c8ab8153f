// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/noise_model.h"

#include <algorithm>
#include <utility>

#include "core/base/number_text.h"
#include "core/circuit/circuit_walk.h"

namespace qstore {
namespace {

Status checkProbability(const char* name, double value) {
    if (value >= 0.0 && value <= 1.0) return {};
    return fail(ErrorCode::InvalidArgument, std::string("the readout error '") + name + "' is " +
                                                numberToText(value) + ", it must be a number from 0 to 1");
}

Status checkReadout(const ReadoutError& error) {
    QSTORE_CHECK(checkProbability("oneGivenZero", error.oneGivenZero));
    return checkProbability("zeroGivenOne", error.zeroGivenOne);
}

bool names(const NoiseRule& rule, Qubit qubit) {
    return rule.qubits.empty() ||
           std::find(rule.qubits.begin(), rule.qubits.end(), qubit) != rule.qubits.end();
}

bool matches(const NoiseRule& rule, const Operation& gate, std::size_t touched) {
    if (rule.arity != 0 && rule.arity != touched) return false;
    if (rule.gate == nullptr) return true;
    return rule.gate->base == tableGate(gate) && rule.gate->controlCount == gate.controls.size();
}

tl::unexpected<Error> absentQubit(Qubit qubit, const char* what, const Circuit& circuit) {
    return fail(ErrorCode::InvalidArgument,
                std::string("the noise model names qubit ") + std::to_string(qubit) + " for " + what +
                    ", but the circuit has " + std::to_string(circuit.qubits()) + " qubits",
                "Qubits are counted from 0; take the qubit out of the model.");
}

}  // namespace

Status NoiseModel::add(NoiseRule rule) {
    const std::size_t size = rule.channel.qubits();
    const std::string what = "the channel " + std::string(rule.channel.kind().name) + " acts on " +
                             std::to_string(size) + " qubits at once, but ";
    if (size > 1 && rule.gate != nullptr && rule.gate->qubits != size)
        return fail(ErrorCode::InvalidArgument, what + "the gate " + std::string(rule.gate->name) +
                                                    " touches " + std::to_string(rule.gate->qubits));
    if (size > 1 && rule.arity != 0 && rule.arity != size)
        return fail(ErrorCode::InvalidArgument,
                    what + "the rule is for gates that touch " + std::to_string(rule.arity));
    if (!rule.qubits.empty() && rule.qubits.size() < size)
        return fail(ErrorCode::InvalidArgument,
                    what + "the rule names " + std::to_string(rule.qubits.size()));
    std::vector<Qubit> sorted = rule.qubits;
    std::sort(sorted.begin(), sorted.end());
    const auto twice = std::adjacent_find(sorted.begin(), sorted.end());
    if (twice != sorted.end())
        return fail(ErrorCode::InvalidArgument,
                    "a noise rule names qubit " + std::to_string(*twice) + " twice");
    m_rules.push_back(std::move(rule));
    return {};
}

Status NoiseModel::addReadout(Qubit qubit, ReadoutError error) {
    QSTORE_CHECK(checkReadout(error));
    if (m_readout.emplace(qubit, error).second) return {};
    return fail(ErrorCode::AlreadyExists, "qubit " + std::to_string(qubit) + " has two readout errors",
                "Keep one of them.");
}

Status NoiseModel::addReadout(ReadoutError error) {
    QSTORE_CHECK(checkReadout(error));
    if (!m_readoutElsewhere.isNone())
        return fail(ErrorCode::AlreadyExists, "there are two readout errors for all qubits",
                    "Keep one of them, or name the qubits.");
    m_readoutElsewhere = error;
    return {};
}

ReadoutError NoiseModel::readout(Qubit qubit) const {
    const auto found = m_readout.find(qubit);
    return found == m_readout.end() ? m_readoutElsewhere : found->second;
}

bool NoiseModel::isEmpty() const {
    return m_rules.empty() && m_readout.empty() && m_readoutElsewhere.isNone();
}

Status NoiseModel::checkFor(const Circuit& circuit) const {
    for (const NoiseRule& rule : m_rules) {
        for (const Qubit qubit : rule.qubits) {
            if (qubit < circuit.qubits()) continue;
            const std::string what = "the channel " + std::string(rule.channel.kind().name);
            return absentQubit(qubit, what.c_str(), circuit);
        }
    }
    for (const auto& [qubit, error] : m_readout)
        if (qubit >= circuit.qubits()) return absentQubit(qubit, "a readout error", circuit);
    return {};
}

std::vector<NoiseAction> NoiseModel::after(const Operation& gate) const {
    const std::vector<Qubit> touched = touchedQubits(gate);
    std::vector<NoiseAction> actions;
    for (const NoiseRule& rule : m_rules) {
        if (!matches(rule, gate, touched.size())) continue;
        const auto named = [&](Qubit qubit) { return names(rule, qubit); };
        if (rule.channel.qubits() == 1) {
            for (const Qubit qubit : touched)
                if (named(qubit)) actions.push_back({&rule.channel, {qubit}});
        } else if (rule.channel.qubits() == touched.size() &&
                   std::all_of(touched.begin(), touched.end(), named)) {
            actions.push_back({&rule.channel, touched});
        }
    }
    return actions;
}

}  // namespace qstore
