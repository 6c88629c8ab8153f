// SPDX-License-Identifier: Apache-2.0
#include "core/backends/ibm_program.h"

#include <algorithm>
#include <set>

#include "core/circuit/circuit_walk.h"
#include "core/circuit/qasm.h"

namespace qstore {
namespace {

constexpr std::size_t kMostBits = 64;  ///< of a key

bool plainName(const std::string& name) {
    const auto word = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    };
    return !name.empty() && name.front() >= 'a' && name.front() <= 'z' &&
           std::all_of(name.begin(), name.end(), word);
}

/// What all of IBM's machines together take, for a body that is written without asking one of them.
const std::vector<std::string>& commonBasis() {
    static const std::vector<std::string> basis = {"cz", "ecr", "id", "rx", "rz", "rzz", "sx", "x"};
    return basis;
}

/// `cz` for a Z with one control; the base gate's name where no controlled name exists.
std::string wireName(const Operation& operation) {
    const GateInfo* gate = tableGate(operation);
    if (gate == nullptr) return std::string(gateName(operation));
    const auto& controls = operation.controls;
    const bool plain =
        std::all_of(controls.begin(), controls.end(), [](const Control& c) { return c.onOne; });
    const GateInfo* named = plain ? findControlledGate(*gate, controls.size()) : nullptr;
    if (controls.empty()) return std::string(gate->name);
    if (named != nullptr) return std::string(named->name);
    return "controlled " + std::string(gate->name);
}

std::string qubitText(const std::vector<Qubit>& qubits) {
    std::string text = qubits.size() == 1 ? "qubit " : "qubits ";
    for (std::size_t i = 0; i < qubits.size(); ++i)
        text += (i == 0 ? "" : ", ") + std::to_string(qubits[i]);
    return text;
}

class ProgramWriter {
public:
    ProgramWriter(const Circuit& circuit, const IbmMachine* machine, IbmPrimitive primitive)
        : m_circuit(circuit.parts().definitions.empty() ? circuit : circuit.flattened()),
          m_machine(machine),
          m_primitive(primitive) {}

    Result<std::string> write() {
        QSTORE_CHECK(checkSize());
        m_parts.qubits = m_circuit.qubits();
        m_parts.qubitRegisters = {{"q", 0, m_parts.qubits}};
        if (m_primitive == IbmPrimitive::Sampler) declareBits();
        const auto& operations = m_circuit.operations();
        m_parts.operations.reserve(operations.size());
        for (std::size_t i = 0; i < operations.size(); ++i) QSTORE_CHECK(add(operations[i], i));
        if (m_primitive == IbmPrimitive::Sampler && !m_circuit.measures())
            for (Qubit q = 0; q < m_parts.qubits; ++q)
                m_parts.operations.push_back(Operation::measure(q, q));
        QSTORE_TRY(const Circuit sent, Circuit::create(std::move(m_parts)));
        return writeQasm3(sent);
    }

private:
    std::string target() const { return m_machine == nullptr ? "IBM's machines" : m_machine->name; }

    Status checkSize() const {
        if (m_circuit.qubits() == 0)
            return fail(ErrorCode::InvalidArgument, "the circuit has no qubits", "add a qubit");
        if (m_machine != nullptr && m_circuit.qubits() > m_machine->qubits)
            return fail(ErrorCode::InvalidArgument,
                        "the circuit has " + std::to_string(m_circuit.qubits()) + " qubits, " +
                            m_machine->name + " has " + std::to_string(m_machine->qubits),
                        "choose a larger device, or transpile the circuit for this one");
        if (m_primitive == IbmPrimitive::Sampler && ibmBits(m_circuit) > kMostBits)
            return fail(ErrorCode::Unsupported,
                        "the circuit's results have " + std::to_string(ibmBits(m_circuit)) +
                            " bits, at most " + std::to_string(kMostBits) + " can be counted",
                        m_circuit.measures() ? "use fewer classical bits"
                                             : "measure only the qubits that are used");
        return {};
    }

    void declareBits() {
        for (const IbmRegister& each : ibmRegisters(m_circuit)) {
            m_parts.bitRegisters.push_back({each.name, each.start, each.size});
            m_parts.bits += each.size;
        }
    }

    Status refuse(ErrorCode code, std::size_t index, const std::string& what, std::string hint) const {
        return fail(code, "operation " + std::to_string(index + 1) + " of the circuit, " + what,
                    std::move(hint));
    }

    Status add(const Operation& operation, std::size_t index) {
        if (!operation.conditions.empty())
            return refuse(ErrorCode::Unsupported, index,
                          "depends on a measured bit, which is not sent to IBM", "remove the condition");
        switch (operation.kind) {
            case OperationKind::Barrier: m_parts.operations.push_back(operation); return {};
            case OperationKind::Reset:
                return refuse(ErrorCode::Unsupported, index, "a reset, is not sent to IBM",
                              "remove it: every shot starts with all qubits in 0");
            case OperationKind::Measure: addMeasurement(operation); return {};
            case OperationKind::Gate: return addGate(operation, index);
        }
        return {};
    }

    void addMeasurement(const Operation& operation) {
        if (m_primitive == IbmPrimitive::Estimator) return;
        for (std::size_t i = 0; i < operation.targets.size(); ++i)
            m_parts.operations.push_back(Operation::measure(operation.targets[i], operation.bits[i]));
    }

    Status addGate(const Operation& operation, std::size_t index) {
        const std::string name = wireName(operation);
        // A phase of the whole state changes no count.
        if (name == "gphase") return {};
        const std::vector<Qubit> qubits = touchedQubits(operation);
        const auto& basis = m_machine == nullptr ? commonBasis() : m_machine->basis;
        if (!std::binary_search(basis.begin(), basis.end(), name)) {
            std::string names;
            for (const std::string& each : basis) names += (names.empty() ? "" : ", ") + each;
            return refuse(ErrorCode::InvalidArgument, index,
                          "'" + name + "' on " + qubitText(qubits) + ", is not a gate of " + target() +
                              " (" + names + ")",
                          "transpile the circuit for the device first");
        }
        for (const Angle& angle : operation.angles)
            if (!angle.constant())
                return refuse(ErrorCode::InvalidArgument, index,
                              "'" + name + "' on " + qubitText(qubits) + ", has the angle '" +
                                  angle.toText() + "', which is no number",
                              "give every parameter a value");
        QSTORE_CHECK(checkCoupling(name, qubits, index));
        m_parts.operations.push_back(operation);
        return {};
    }

    Status checkCoupling(const std::string& name, const std::vector<Qubit>& qubits,
                         std::size_t index) const {
        if (m_machine == nullptr || qubits.size() != 2 || m_machine->coupling.empty()) return {};
        const auto& pairs = m_machine->coupling;
        const auto coupled = [&](Qubit a, Qubit b) {
            return std::binary_search(pairs.begin(), pairs.end(), std::pair(a, b));
        };
        if (coupled(qubits[0], qubits[1])) return {};
        const bool turned = coupled(qubits[1], qubits[0]);
        if (turned && name != "ecr") return {};
        return refuse(
            ErrorCode::InvalidArgument, index,
            "'" + name + "' on " + qubitText(qubits) +
                (turned ? ", is coupled only the other way round on " : ", which are not coupled on ") +
                target(),
            "transpile the circuit for the device first");
    }

    Circuit m_circuit;
    const IbmMachine* m_machine;
    IbmPrimitive m_primitive;
    CircuitParts m_parts;
};

}  // namespace

std::vector<IbmRegister> ibmRegisters(const Circuit& circuit) {
    if (!circuit.measures()) return {{"meas", 0, circuit.qubits(), true}};
    const auto& declared = circuit.parts().bitRegisters;
    // `q` is the register of the qubits.
    std::set<std::string> taken = {"q"};
    for (const Register& each : declared)
        if (plainName(each.name)) taken.insert(each.name);
    std::vector<IbmRegister> registers;
    for (const Register& each : declared) {
        IbmRegister wire{each.name, each.start, each.size, false};
        if (!plainName(each.name) || each.name == "q") {
            std::size_t number = registers.size();
            do wire.name = "c" + std::to_string(number++);
            while (!taken.insert(wire.name).second);
        }
        for (const Operation& operation : circuit.operations())
            for (const ClassicalBit bit : operation.bits)
                wire.assigned = wire.assigned || (bit >= each.start && bit < each.start + each.size);
        registers.push_back(std::move(wire));
    }
    return registers;
}

std::size_t ibmBits(const Circuit& circuit) {
    return circuit.measures() ? circuit.bits() : circuit.qubits();
}

Result<std::string> ibmProgramText(const Circuit& circuit, const IbmMachine* machine,
                                   IbmPrimitive primitive) {
    if (machine != nullptr && machine->gates == GateSetKind::Any)
        return fail(ErrorCode::Unsupported,
                    "circuits cannot be written for " + machine->name + ": " + ibmRefusal(*machine),
                    "choose another device");
    return ProgramWriter(circuit, machine, primitive).write();
}

}  // namespace qstore
