// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/circuit/circuit_walk.h"
#include "core/circuit/qasm_annotations.h"
#include "core/circuit/qasm_lowering.h"

namespace qstore {

namespace {

bool hasAnnotation(const QasmStatement& statement, std::string_view name) {
    return std::any_of(statement.annotations.begin(), statement.annotations.end(),
                       [name](std::string_view text) { return splitQasmAnnotation(text).name == name; });
}

/// Three generic points: gates that agree there agree everywhere, for all practical purposes.
std::vector<double> sampleAngles(std::size_t count, int sample) {
    std::vector<double> angles;
    for (std::size_t i = 0; i < count; ++i) {
        angles.push_back(0.37 + 1.13 * static_cast<double>(i) +
                         (0.71 - 0.05 * static_cast<double>(i)) * sample);
    }
    return angles;
}

Result<ComplexMatrix> unitaryOf(const std::shared_ptr<const GateDefinition>& definition, GateReference gate,
                                std::size_t controls, const std::vector<double>& angles) {
    CircuitParts parts;
    parts.qubits = definition->qubits;
    Operation operation;
    operation.gate = std::move(gate);
    for (std::size_t i = 0; i < definition->qubits; ++i) {
        if (i < controls) {
            operation.controls.push_back({i, true});
        } else {
            operation.targets.push_back(i);
        }
    }
    operation.angles.assign(angles.begin(), angles.end());
    const auto* own = std::get_if<std::shared_ptr<const GateDefinition>>(&operation.gate);
    if (own != nullptr) {
        // The body may use other definitions, which a circuit would have to list: flatten it here.
        appendFlattened(operation, parts.operations);
    } else {
        parts.operations.push_back(std::move(operation));
    }
    QSTORE_TRY(const Circuit circuit, Circuit::create(std::move(parts)));
    return circuitUnitary(circuit, 6);
}

using std::numbers::pi;

/// A gate that is e^{iγ} times a turn about a fixed axis: what its principal power scales.
struct Turn {
    std::string_view gate;  ///< of one angle
    double angle = 0.0;
    double phase = 0.0;  ///< γ
};

/// The eigenvalues' phases lie in (−π, π], so that scaling them gives the principal power.
std::optional<Turn> turnOf(const Operation& operation) {
    const GateInfo* gate = tableGate(operation);
    if (gate == nullptr) return std::nullopt;
    const std::string_view name = gate->name;
    if (name == "id") return Turn{"p", 0, 0};
    if (name == "z") return Turn{"p", pi, 0};
    if (name == "s") return Turn{"p", pi / 2, 0};
    if (name == "sdg") return Turn{"p", -pi / 2, 0};
    if (name == "t") return Turn{"p", pi / 4, 0};
    if (name == "tdg") return Turn{"p", -pi / 4, 0};
    if (name == "x") return Turn{"rx", pi, pi / 2};
    if (name == "y") return Turn{"ry", pi, pi / 2};
    if (name == "sx") return Turn{"rx", pi / 2, pi / 4};
    if (name == "sxdg") return Turn{"rx", -pi / 2, -pi / 4};
    const auto angle = operation.angles.size() == 1 ? operation.angles[0].constant() : std::nullopt;
    if (!angle) return std::nullopt;
    const bool phase = name == "p" || name == "gphase";
    const bool rotation = gate->family == GateFamily::Rotation || gate->family == GateFamily::TwoQubit;
    if (phase && *angle > -pi && *angle <= pi) return Turn{name, *angle, 0};
    if (!phase && rotation && name != "u0" && std::abs(*angle) < 2 * pi) return Turn{name, *angle, 0};
    return std::nullopt;
}

}  // namespace

bool definitionEquals(const std::shared_ptr<const GateDefinition>& definition, const GateInfo& gate,
                      bool ignorePhase) {
    if (definition->qubits != gate.qubits || definition->angleNames.size() != gate.angleNames.size() ||
        gate.qubits > 6)
        return false;
    for (int sample = 0; sample < 3; ++sample) {
        const auto angles = sampleAngles(gate.angleNames.size(), sample);
        const auto own = unitaryOf(definition, definition, 0, angles);
        const auto table = unitaryOf(definition, gate.base, gate.controlCount, angles);
        if (!own || !table) return false;
        Complex phase = 1.0;
        if (ignorePhase) {
            const Complex overlap = (table->adjoint() * *own).trace();
            if (std::abs(overlap) < 1e-6) return false;
            phase = overlap / std::abs(overlap);
        }
        if ((*own - phase * *table).cwiseAbs().maxCoeff() > 1e-9) return false;
        if (gate.angleNames.empty()) break;
    }
    return true;
}

Status QasmLowering::gateDefinition(const QasmStatement& statement) {
    const QasmName& name = statement.name;
    if (m_scopes.size() > 1 || m_inGate)
        return fail(ErrorCode::InvalidArgument, statement.at, "gates are defined at the top level only");
    if (m_gates.count(name.text) > 0) {
        return fail(ErrorCode::AlreadyExists, name.at,
                    joinText({"gate '", name.text, "' is already defined"}), "Choose another name.");
    }
    auto definition = std::make_shared<GateDefinition>();
    definition->name = std::string(name.text);
    definition->qubits = statement.qubits.size();
    for (const QasmName& parameter : statement.parameters)
        definition->angleNames.emplace_back(parameter.text);
    if (!hasAnnotation(statement, "qstore.unnamed")) {
        for (const QasmName& qubit : statement.qubits) definition->qubitNames.emplace_back(qubit.text);
    }
    QSTORE_CHECK(gateBody(statement, *definition));
    // A file that brings its own rzz means the rzz everybody knows.
    const GateInfo* known = findGate(name.text);
    if (known != nullptr && !hasAnnotation(statement, "qstore.custom") &&
        definitionEquals(definition, *known, m_version == 2))
        return {};
    QSTORE_CHECK(checkCircuitName(name, "The gate", true));
    const QasmSymbol* taken = find(name.text);
    if (taken != nullptr) {
        return fail(ErrorCode::AlreadyExists, name.at,
                    joinText({"'", name.text, "' is already declared on line ",
                              std::to_string(m_source.lineOf(taken->at))}),
                    "Choose another name.");
    }
    m_gates.emplace(name.text, definition);
    m_parts.definitions.push_back(std::move(definition));
    return {};
}

Status QasmLowering::gateBody(const QasmStatement& statement, GateDefinition& definition) {
    m_scopes.emplace_back();
    for (const QasmName& parameter : statement.parameters) {
        QasmSymbol symbol;
        symbol.isConstant = true;
        symbol.type = "gate";
        symbol.value = QasmValue::expression(Angle::symbol(std::string(parameter.text)), 1);
        QSTORE_CHECK(declare(parameter, std::move(symbol)));
    }
    for (std::size_t i = 0; i < statement.qubits.size(); ++i) {
        QasmSymbol symbol;
        symbol.kind = QasmSymbol::Kind::Qubits;
        symbol.type = "gate";
        symbol.wires.single = true;
        symbol.wires.start = i;
        symbol.wires.size = 1;
        QSTORE_CHECK(declare(statement.qubits[i], std::move(symbol)));
    }
    m_inGate = true;
    m_gateName = statement.name.text;
    m_qubitsInGate = definition.qubits;
    m_target = &definition.body;
    const auto flow = statements(statement.body);
    m_target = &m_parts.operations;
    m_inGate = false;
    m_scopes.pop_back();
    if (!flow) return tl::unexpected<Error>(flow.error());
    return {};
}

/// pow(k) with a fraction: the principal power, for gates where it is plain what that is.
Result<std::vector<Operation>> QasmLowering::raised(const std::vector<Operation>& sequence,
                                                    const Modifier& modifier) const {
    const auto turn = sequence.size() == 1 ? turnOf(sequence.front()) : std::nullopt;
    if (!turn) {
        return unsupported(
            modifier.at,
            joinText({"the power ", QasmValue::number(modifier.power).describe(), " of this gate"}),
            "Powers that are no whole numbers are possible for phases and rotations with a known angle.");
    }
    std::vector<Operation> result(1, sequence.front());
    result[0].gate = findGate(turn->gate);
    result[0].angles = {Angle(turn->angle * modifier.power)};
    if (turn->phase == 0) return result;
    Operation phase = result[0];
    phase.gate = findGate("gphase");
    phase.targets.clear();
    phase.angles = {Angle(turn->phase * modifier.power)};
    result.push_back(std::move(phase));
    return result;
}

Result<std::vector<Operation>> QasmLowering::inverted(std::vector<Operation> sequence, std::size_t at) {
    std::vector<Operation> result;
    for (auto operation = sequence.rbegin(); operation != sequence.rend(); ++operation) {
        auto status = appendInverse(*operation, m_parts.definitions, result);
        if (!status) return located(status.error(), at);
    }
    return result;
}

}  // namespace qstore
