// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numbers>
#include <optional>
#include <set>

#include "core/circuit/circuit_walk.h"
#include "core/circuit/cirq_json.h"
#include "core/circuit/qasm_gate_bodies.h"
#include "core/circuit/qasm_source.h"

namespace qstore {

namespace {

using OrderedJson = nlohmann::ordered_json;
using std::numbers::pi;

OrderedJson typed(std::string_view type) {
    return {{"cirq_type", type}};
}

OrderedJson power(std::string_view type, OrderedJson exponent, double shift = 0.0) {
    OrderedJson json = typed(joinText({type, "PowGate"}));
    json["exponent"] = std::move(exponent);
    json["global_shift"] = shift;
    return json;
}

Result<OrderedJson> timesNumber(const Angle& angle, double factor) {
    if (const auto value = angle.constant()) return OrderedJson(*value * factor);
    return cirqExpressionJson(Angle(factor) * angle);
}

/// The plain gates: what stands in `gate` without controls. Nothing where Cirq has no such gate.
Result<std::optional<OrderedJson>> plainGate(std::string_view name, const std::vector<Angle>& angles) {
    using Found = std::optional<OrderedJson>;
    static const std::vector<std::tuple<std::string_view, std::string_view, double>> powers = {
        {"x", "X", 1.0},  {"y", "Y", 1.0},     {"z", "Z", 1.0},       {"h", "H", 1.0},
        {"s", "Z", 0.5},  {"sdg", "Z", -0.5},  {"t", "Z", 0.25},      {"tdg", "Z", -0.25},
        {"sx", "X", 0.5}, {"sxdg", "X", -0.5}, {"swap", "Swap", 1.0}, {"iswap", "ISwap", 1.0}};
    for (const auto& [own, cirq, exponent] : powers)
        if (own == name) return Found(power(cirq, exponent));
    if (name == "id" || name == "u0") {
        OrderedJson json = typed("IdentityGate");
        json["num_qubits"] = 1;
        json["qid_shape"] = {2};
        return Found(std::move(json));
    }
    const auto with = [&](std::string_view type, std::initializer_list<const char*> members,
                          double factor) -> Result<Found> {
        OrderedJson json = typed(type);
        std::size_t i = 0;
        for (const char* member : members) {
            QSTORE_TRY(json[member], timesNumber(angles[i++], factor));
        }
        return Found(std::move(json));
    };
    if (name == "rx") return with("Rx", {"rads"}, 1.0);
    if (name == "ry") return with("Ry", {"rads"}, 1.0);
    if (name == "rz") return with("Rz", {"rads"}, 1.0);
    constexpr double turns = 0.5 / pi;
    if (name == "gpi") return with("GPIGate", {"phi"}, turns);
    if (name == "gpi2") return with("GPI2Gate", {"phi"}, turns);
    if (name == "ms") return with("MSGate", {"phi0", "phi1", "theta"}, turns);
    if (name == "zz") return with("ZZGate", {"theta"}, turns);
    const bool pair = name == "rxx" || name == "ryy" || name == "rzz";
    if (!pair && name != "p") return Found();
    QSTORE_TRY(OrderedJson exponent, timesNumber(angles[0], 1.0 / pi));
    if (!pair) return Found(power("Z", std::move(exponent)));
    const char axis = static_cast<char>(name[1] - 'a' + 'A');
    return Found(power(std::string(2, axis), std::move(exponent), -0.5));
}

bool allOnOne(const std::vector<Control>& controls) {
    return std::all_of(controls.begin(), controls.end(), [](const Control& each) { return each.onOne; });
}

/// Cirq's own controlled gates, else its ControlledGate.
OrderedJson controlledGate(std::string_view name, const std::vector<Control>& controls, OrderedJson gate) {
    const bool power = gate.contains("exponent");
    if (allOnOne(controls) && power && controls.size() <= 2) {
        const std::string prefix(controls.size(), 'C');
        // s, sx and the like are powers of Z and X as well.
        const std::string type = gate["cirq_type"].get<std::string>();
        if (type == "XPowGate" || type == "YPowGate" || type == "ZPowGate") {
            gate["cirq_type"] = prefix + type;
            return gate;
        }
        if (name == "swap" && controls.size() == 1) return typed("CSwapGate");
    }
    OrderedJson data = OrderedJson::array(), shape = OrderedJson::array();
    for (const Control& control : controls) {
        data.push_back(OrderedJson::array({control.onOne ? 1 : 0}));
        shape.push_back(2);
    }
    OrderedJson json = typed("ControlledGate");
    json["control_values"] = {{"cirq_type", "ProductOfSums"}, {"data", std::move(data)}};
    json["control_qid_shape"] = std::move(shape);
    json["sub_gate"] = std::move(gate);
    return json;
}

/// Operations that all have a counterpart, in place of those that have none.
class CirqGateList {
public:
    explicit CirqGateList(const Circuit& circuit) : m_qubits(circuit.qubits()) {}

    Status add(const Operation& operation) {
        std::vector<Operation> flat;
        appendFlattened(operation, flat);
        for (Operation& each : flat) QSTORE_CHECK(addFlat(std::move(each)));
        return {};
    }
    std::vector<Operation>& operations() { return m_operations; }

private:
    Status addFlat(Operation operation) {
        if (operation.kind != OperationKind::Gate) {
            m_operations.push_back(std::move(operation));
            return {};
        }
        const auto name = gateName(operation);
        if (name == "gphase") return phase(std::move(operation));
        QSTORE_TRY(const auto gate, plainGate(name, operation.angles));
        if (gate) {
            m_operations.push_back(std::move(operation));
            return {};
        }
        Operation use = operation;
        use.gate = gateDefinitionOf(name);
        if (std::get<1>(use.gate) == nullptr)
            return fail(ErrorCode::Unsupported, joinText({"Cirq has no gate '", name, "'."}));
        return add(use);
    }

    /// Under controls a phase gate of one of them; a symbol's own phase is P(2γ)·RZ(−2γ).
    Status phase(Operation operation) {
        if (operation.controls.empty()) {
            if (operation.angles[0].constant()) {
                m_operations.push_back(std::move(operation));
                return {};
            }
            if (m_qubits == 0)
                return fail(ErrorCode::Unsupported, "Cirq has no global phase with a symbol and no qubit.",
                            "Bind the parameter first.");
            const Angle twice = Angle(2.0) * operation.angles[0];
            push("p", 0, twice, operation, {});
            push("rz", 0, -twice, operation, {});
            return {};
        }
        const Control last = operation.controls.back();
        std::vector<Control> rest(operation.controls.begin(), operation.controls.end() - 1);
        if (!last.onOne) push("x", last.qubit, std::nullopt, operation, {});
        push("p", last.qubit, operation.angles[0], operation, rest);
        if (!last.onOne) push("x", last.qubit, std::nullopt, operation, {});
        return {};
    }

    void push(std::string_view name, Qubit target, const std::optional<Angle>& angle, const Operation& from,
              std::vector<Control> controls) {
        Operation operation =
            Operation::gateOn(name, {target}, angle ? std::vector{*angle} : std::vector<Angle>{});
        operation.controls = std::move(controls);
        operation.conditions = from.conditions;
        m_operations.push_back(std::move(operation));
    }

    std::size_t m_qubits;
    std::vector<Operation> m_operations;
};

class CirqWriter {
public:
    explicit CirqWriter(const Circuit& circuit) : m_circuit(circuit) {}

    Result<std::string> run(int indent) {
        QSTORE_CHECK(prepare());
        const auto columns = circuitColumns(m_flat, false);
        std::vector<OrderedJson> moments;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const Operation& operation = m_flat.operations()[i];
            if (operation.kind == OperationKind::Barrier) continue;
            while (moments.size() <= columns[i]) {
                moments.push_back(typed("Moment"));
                moments.back()["operations"] = OrderedJson::array();
            }
            QSTORE_CHECK(write(operation, moments[columns[i]]["operations"]));
        }
        OrderedJson file = typed("Circuit");
        file["moments"] = std::move(moments);
        return file.dump(indent);
    }

private:
    Status prepare() {
        CirqGateList list(m_circuit);
        std::set<Qubit> used;
        for (const Operation& operation : m_circuit.operations()) {
            if (operation.kind != OperationKind::Barrier)
                for (const Qubit qubit : touchedQubits(operation)) used.insert(qubit);
        }
        for (Qubit qubit = 0; qubit < m_circuit.qubits(); ++qubit)
            if (used.count(qubit) == 0) list.operations().push_back(Operation::gateOn("id", {qubit}));
        for (const Operation& operation : m_circuit.operations()) QSTORE_CHECK(list.add(operation));
        CircuitParts parts = m_circuit.parts();
        parts.definitions.clear();
        parts.operations = std::move(list.operations());
        QSTORE_TRY(m_flat, Circuit::create(std::move(parts)));
        findSplitRegisters();
        return {};
    }

    static OrderedJson line(Qubit qubit) { return {{"cirq_type", "LineQubit"}, {"x", qubit}}; }
    static OrderedJson gateOperation(OrderedJson gate, const std::vector<Qubit>& qubits) {
        OrderedJson json = typed("GateOperation");
        json["gate"] = std::move(gate);
        json["qubits"] = OrderedJson::array();
        for (const Qubit qubit : qubits) json["qubits"].push_back(line(qubit));
        return json;
    }

    Status write(const Operation& operation, OrderedJson& out) const {
        if (operation.kind == OperationKind::Measure) return measure(operation, out);
        if (operation.kind == OperationKind::Reset) {
            OrderedJson reset = typed("ResetChannel");
            reset["dimension"] = 2;
            for (const Qubit qubit : operation.targets)
                QSTORE_CHECK(put(gateOperation(reset, {qubit}), operation, out));
            return {};
        }
        const auto name = gateName(operation);
        if (name == "gphase") {
            const double angle = *operation.angles[0].constant();
            OrderedJson gate = typed("GlobalPhaseGate");
            gate["coefficient"] = {
                {"cirq_type", "complex"}, {"real", std::cos(angle)}, {"imag", std::sin(angle)}};
            return put(gateOperation(std::move(gate), {}), operation, out);
        }
        QSTORE_TRY(auto gate, plainGate(name, operation.angles));
        if (!operation.controls.empty()) gate = controlledGate(name, operation.controls, *std::move(gate));
        return put(gateOperation(*std::move(gate), touchedQubits(operation)), operation, out);
    }

    Status put(OrderedJson json, const Operation& operation, OrderedJson& out) const {
        if (!operation.conditions.empty()) {
            OrderedJson controlled = typed("ClassicallyControlledOperation");
            controlled["conditions"] = OrderedJson::array();
            for (const Condition& condition : operation.conditions) {
                QSTORE_TRY(OrderedJson key, conditionJson(condition));
                controlled["conditions"].push_back(std::move(key));
            }
            controlled["sub_operation"] = std::move(json);
            json = std::move(controlled);
        }
        out.push_back(std::move(json));
        return {};
    }

    const Register& registerOf(ClassicalBit bit) const {
        const auto& all = m_circuit.parts().bitRegisters;
        return *std::find_if(all.begin(), all.end(),
                             [&](const Register& each) { return bit < each.start + each.size; });
    }
    std::string bitKey(ClassicalBit bit) const {
        const Register& owner = registerOf(bit);
        if (owner.size == 1) return owner.name;
        return joinText({owner.name, "[", std::to_string(bit - owner.start), "]"});
    }

    bool covers(const Operation& operation, const Register& owner) const {
        return operation.bits.size() == owner.size &&
               std::all_of(operation.bits.begin(), operation.bits.end(), [&](ClassicalBit bit) {
                   return bit >= owner.start && bit < owner.start + owner.size;
               });
    }

    /// Registers of which a part is measured or asked for: they have a key for each bit.
    void findSplitRegisters() {
        for (const Operation& operation : m_flat.operations()) {
            for (const ClassicalBit bit : operation.bits)
                if (const Register& owner = registerOf(bit); !covers(operation, owner))
                    m_split.insert(owner.name);
            for (const Condition& condition : operation.conditions)
                for (const ClassicalBit bit : condition.bits)
                    if (registerOf(bit).size != condition.bits.size()) m_split.insert(registerOf(bit).name);
        }
    }

    /// A whole register under its name, first the highest bit as Cirq counts; else bit by bit.
    Status measure(const Operation& operation, OrderedJson& out) const {
        const Register& owner = registerOf(operation.bits[0]);
        if (m_split.count(owner.name) == 0) {
            std::vector<Qubit> qubits(owner.size);
            for (std::size_t i = 0; i < operation.bits.size(); ++i)
                qubits[owner.start + owner.size - 1 - operation.bits[i]] = operation.targets[i];
            return put(gateOperation(measurement(owner.name, owner.size), qubits), operation, out);
        }
        for (std::size_t i = 0; i < operation.bits.size(); ++i)
            QSTORE_CHECK(
                put(gateOperation(measurement(bitKey(operation.bits[i]), 1), {operation.targets[i]}),
                    operation, out));
        return {};
    }
    static OrderedJson measurement(std::string key, std::size_t qubits) {
        OrderedJson json = typed("MeasurementGate");
        json["num_qubits"] = qubits;
        json["key"] = std::move(key);
        json["invert_mask"] = OrderedJson::array();
        return json;
    }

    /// Cirq asks whether a key's last value is 0 or not, and only for "not".
    Result<OrderedJson> conditionJson(const Condition& condition) const {
        const Register& owner = registerOf(condition.bits[0]);
        const bool notZero = condition.negated && condition.value == 0;
        std::optional<std::string> key;
        if (condition.bits.size() == 1 && (notZero || (!condition.negated && condition.value == 1)))
            key = bitKey(condition.bits[0]);
        else if (notZero && condition.bits.size() == owner.size && m_split.count(owner.name) == 0)
            key = owner.name;
        const bool measured = std::any_of(
            m_flat.operations().begin(), m_flat.operations().end(), [&](const Operation& operation) {
                return std::find(operation.bits.begin(), operation.bits.end(), condition.bits[0]) !=
                       operation.bits.end();
            });
        if (!key || !measured)
            return fail(
                ErrorCode::Unsupported,
                joinText({"Cirq's JSON cannot hold a condition that compares ",
                          std::to_string(condition.bits.size()), " bits with ",
                          std::to_string(condition.value), "."}),
                "Conditions on one measured bit being 1, or on a measured register not being 0, are "
                "possible.");
        OrderedJson json = typed("KeyCondition");
        json["key"] = {{"cirq_type", "MeasurementKey"}, {"name", *key}, {"path", OrderedJson::array()}};
        json["index"] = -1;
        return json;
    }

    std::set<std::string> m_split;
    const Circuit& m_circuit;
    Circuit m_flat;
};

}  // namespace

Result<std::string> writeCirqJson(const Circuit& circuit, int indent) {
    return CirqWriter(circuit).run(indent);
}

}  // namespace qstore
