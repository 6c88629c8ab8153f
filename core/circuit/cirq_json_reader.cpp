// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <tuple>

#include "core/base/json.h"
#include "core/circuit/cirq_json.h"
#include "core/circuit/identifier.h"
#include "core/circuit/qasm_source.h"

namespace qstore {

namespace {

using Json = nlohmann::json;

constexpr std::size_t kMaxBytes = std::size_t{512} << 20;
/// Expressions nest deeper than circuits do.
constexpr std::size_t kMaxDepth = 200;
constexpr std::size_t kMaxRegister = 10'000;

tl::unexpected<Error> malformed(std::string_view what) {
    return fail(ErrorCode::Parse, joinText({"The file is not a circuit of Cirq: ", what, "."}),
                "Write it again with cirq.to_json(circuit, 'file.json').");
}

const Json* listMember(const Json& value, const char* name) {
    const auto found = value.find(name);
    return found != value.end() && found->is_array() ? &*found : nullptr;
}

/// `q2` before `q10`: runs of digits as numbers of a fixed width, as cirq.NamedQubit sorts.
std::string naturalKey(const std::string& name) {
    std::string key;
    for (std::size_t i = 0; i < name.size();) {
        std::size_t end = i;
        while (end < name.size() && name[end] >= '0' && name[end] <= '9') ++end;
        if (end == i) {
            key += name[i++];
            continue;
        }
        const std::string digits = name.substr(i, end - i);
        key += std::string(digits.size() < 8 ? 8 - digits.size() : 0, '0') + digits + ':' +
               std::to_string(digits.size());
        i = end;
    }
    return key;
}

/// A qubit as Cirq orders them: by the name of its class, then by what the class compares.
using QubitKey = std::tuple<std::string, std::int64_t, std::int64_t, std::string, std::string>;

Result<QubitKey> qubitKey(const Json& qubit) {
    const std::string type = cirqType(qubit);
    const auto whole = [&](const char* name) -> std::optional<std::int64_t> {
        const auto found = qubit.find(name);
        if (found == qubit.end() || !found->is_number_integer()) return std::nullopt;
        return found->get<std::int64_t>();
    };
    if (type == "LineQubit") {
        if (const auto x = whole("x")) return QubitKey{type, *x, 0, "", ""};
    } else if (type == "GridQubit") {
        const auto row = whole("row"), column = whole("col");
        if (row && column) return QubitKey{type, *row, *column, "", ""};
    } else if (type == "NamedQubit") {
        const auto found = qubit.find("name");
        if (found != qubit.end() && found->is_string()) {
            const auto name = found->get<std::string>();
            return QubitKey{type, 0, 0, naturalKey(name), name};
        }
    } else {
        return fail(ErrorCode::Unsupported,
                    joinText({"Cirq's qubit ", qubit.dump().substr(0, 60), " has no counterpart here."}),
                    "LineQubit, GridQubit and NamedQubit are possible.");
    }
    return malformed(joinText({"the qubit ", qubit.dump().substr(0, 60), " lacks its place"}));
}

/// `c` or `c[3]`: the register and, for one bit of it, which.
struct MeasuredKey {
    std::string name;
    std::optional<std::size_t> bit;
};

/// A key `c[3]` is a bit of `c`, unless `c` is a key of its own.
MeasuredKey splitKey(const std::string& key, const std::set<std::string>& whole) {
    const std::size_t open = key.find('[');
    if (open == std::string::npos || open == 0 || key.size() < open + 3 || key.back() != ']')
        return {key, {}};
    const std::string digits = key.substr(open + 1, key.size() - open - 2);
    if (digits.size() > 4 || digits.find_first_not_of("0123456789") != std::string::npos) return {key, {}};
    if (whole.count(key.substr(0, open)) > 0) return {key, {}};
    return {key.substr(0, open), std::stoul(digits)};
}

class CirqReader {
public:
    Result<Circuit> circuit(const Json& file) {
        const Json* moments = listMember(file, "moments");
        if (moments == nullptr) return malformed("it has no list of moments");
        QSTORE_CHECK(eachOperation(*moments, [&](const Json& operation) { return findKeys(operation); }));
        QSTORE_CHECK(eachOperation(*moments, [&](const Json& operation) { return survey(operation); }));
        number();
        QSTORE_CHECK(eachOperation(*moments, [&](const Json& operation) { return append(operation, {}); }));
        QSTORE_CHECK(declareSymbols());
        return Circuit::create(std::move(m_parts));
    }

private:
    template <class Visit>
    static Status eachOperation(const Json& moments, const Visit& visit) {
        for (const Json& moment : moments) {
            const Json* operations = listMember(moment, "operations");
            if (cirqType(moment) != "Moment" || operations == nullptr)
                return malformed("a moment has no list of operations");
            for (const Json& operation : *operations) QSTORE_CHECK(visit(operation));
        }
        return {};
    }

    /// First walk: the keys.
    Status findKeys(const Json& operation) {
        if (const auto inner = operation.find("sub_operation"); inner != operation.end())
            QSTORE_CHECK(findKeys(*inner));
        const auto gate = operation.find("gate");
        if (gate == operation.end() || cirqType(*gate) != "MeasurementGate") return {};
        QSTORE_TRY(std::string key, measurementKey(*gate));
        m_keys.insert(std::move(key));
        return {};
    }

    /// Second walk: which qubits there are, and how many bits each key has.
    Status survey(const Json& operation) {
        if (const auto inner = operation.find("sub_operation"); inner != operation.end())
            QSTORE_CHECK(survey(*inner));
        for (const char* name : {"qubits", "controls"})
            if (const Json* list = listMember(operation, name))
                for (const Json& qubit : *list) QSTORE_CHECK(meet(qubit));
        if (const auto qubit = operation.find("qubit"); qubit != operation.end())
            QSTORE_CHECK(meet(*qubit));
        const auto gate = operation.find("gate");
        if (gate == operation.end() || cirqType(*gate) != "MeasurementGate") return {};
        QSTORE_TRY(const std::string key, measurementKey(*gate));
        const MeasuredKey split = splitKey(key, m_keys);
        const Json* qubits = listMember(operation, "qubits");
        const std::size_t bits = split.bit ? *split.bit + 1 : qubits == nullptr ? 0 : qubits->size();
        if (bits == 0 || bits > kMaxRegister) return malformed("a measurement has no qubits or too many");
        std::size_t& size = m_registerSizes[split.name];
        if (size == 0) m_registers.push_back(split.name);
        size = std::max(size, bits);
        return {};
    }

    Status meet(const Json& qubit) {
        QSTORE_TRY(QubitKey key, qubitKey(qubit));
        m_qubits.emplace(std::move(key), 0);
        return {};
    }

    static Result<std::string> measurementKey(const Json& gate) {
        const auto key = gate.find("key");
        if (key == gate.end() || !key->is_string()) return malformed("a measurement has no key");
        return key->get<std::string>();
    }

    void number() {
        for (auto& [key, index] : m_qubits) index = m_parts.qubits++;
        std::set<std::string> taken;
        for (const std::string& name : m_registers) {
            const std::string own = registerName(name, taken);
            taken.insert(own);
            m_starts[name] = m_parts.bits;
            m_parts.bitRegisters.push_back({own, m_parts.bits, m_registerSizes[name]});
            m_parts.bits += m_registerSizes[name];
        }
    }

    /// Keys may be any text, registers are identifiers: `0,1` becomes `m_0_1`.
    static std::string registerName(const std::string& key, const std::set<std::string>& taken) {
        std::string name = key;
        if (!checkName(name, "The register") || name == "q") {
            name = "m_";
            for (const char letter : key) {
                const bool plain = (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') ||
                                   (letter >= 'A' && letter <= 'Z');
                name += plain ? letter : '_';
            }
        }
        while (taken.count(name) > 0) name += '_';
        return name;
    }

    Status append(const Json& operation, const std::vector<Condition>& conditions) {
        const std::string type = cirqType(operation);
        if (type == "GateOperation") return gateOperation(operation, conditions);
        if (type == "TaggedOperation") return inner(operation, conditions);
        if (type == "ControlledOperation") return controlled(operation, conditions);
        if (type == "ClassicallyControlledOperation") return classicallyControlled(operation, conditions);
        if (type == "SingleQubitPauliStringGateOperation") {
            const auto pauli = operation.find("pauli"), qubit = operation.find("qubit");
            if (pauli == operation.end() || qubit == operation.end())
                return malformed("a Pauli operation lacks its qubit");
            return gateOn(*pauli, Json::array({*qubit}), conditions);
        }
        return fail(ErrorCode::Unsupported,
                    joinText({"Cirq's operation ", type.empty() ? "without a type" : type,
                              " has no counterpart here."}),
                    "Unroll it in Cirq first, for example with cirq.unroll_circuit_op.");
    }

    Status inner(const Json& operation, const std::vector<Condition>& conditions) {
        const auto found = operation.find("sub_operation");
        if (found == operation.end()) return malformed("an operation has no sub_operation");
        return append(*found, conditions);
    }

    Status gateOperation(const Json& operation, const std::vector<Condition>& conditions) {
        const auto gate = operation.find("gate");
        const Json* qubits = listMember(operation, "qubits");
        if (gate == operation.end() || qubits == nullptr)
            return malformed("an operation lacks its gate or its qubits");
        return gateOn(*gate, *qubits, conditions);
    }

    Status gateOn(const Json& gate, const Json& qubitList, const std::vector<Condition>& conditions) {
        std::vector<Qubit> qubits;
        for (const Json& qubit : qubitList) {
            QSTORE_TRY(const QubitKey key, qubitKey(qubit));
            qubits.push_back(m_qubits.at(key));
        }
        const std::string type = cirqType(gate);
        if (type == "MeasurementGate") return measure(gate, qubits, conditions);
        std::vector<Operation> operations;
        if (type == "ResetChannel") {
            for (const Qubit qubit : qubits) {
                m_parts.operations.push_back(Operation::reset(qubit));
                m_parts.operations.back().conditions = conditions;
            }
            return {};
        }
        QSTORE_TRY(operations, cirqGate(gate, qubits.size(), m_symbols));
        for (Operation& each : operations) {
            for (Qubit& qubit : each.targets) qubit = qubits[qubit];
            for (Control& control : each.controls) control.qubit = qubits[control.qubit];
            each.conditions = conditions;
            m_parts.operations.push_back(std::move(each));
        }
        return {};
    }

    /// The first qubit is the most significant digit of the key's value. A bit that Cirq inverts is one of
    /// the flipped qubit, which is flipped back.
    Status measure(const Json& gate, const std::vector<Qubit>& qubits,
                   const std::vector<Condition>& conditions) {
        if (const Json* map = listMember(gate, "confusion_map"); map != nullptr && !map->empty())
            return fail(ErrorCode::Unsupported, "Cirq's measurement has a confusion map.",
                        "Readout errors belong into a noise model: see `qstore circuit run --noise`.");
        QSTORE_TRY(const std::string key, measurementKey(gate));
        const MeasuredKey split = splitKey(key, m_keys);
        if (split.bit && qubits.size() != 1)
            return malformed(joinText({"the key ", key, " names one bit but measures ",
                                       std::to_string(qubits.size()), " qubits"}));
        const std::size_t start = m_starts.at(split.name);
        Operation operation;
        operation.kind = OperationKind::Measure;
        operation.targets.assign(qubits.rbegin(), qubits.rend());
        for (std::size_t i = 0; i < qubits.size(); ++i)
            operation.bits.push_back(start + split.bit.value_or(i));
        operation.conditions = conditions;
        std::vector<Operation> flips;
        if (const Json* mask = listMember(gate, "invert_mask"))
            for (std::size_t i = 0; i < mask->size() && i < qubits.size(); ++i)
                if ((*mask)[i] == Json(true)) flips.push_back(Operation::gateOn("x", {qubits[i]}));
        for (Operation& flip : flips) flip.conditions = conditions;
        auto& out = m_parts.operations;
        out.insert(out.end(), flips.begin(), flips.end());
        out.push_back(std::move(operation));
        out.insert(out.end(), flips.begin(), flips.end());
        return {};
    }

    Status controlled(const Json& operation, const std::vector<Condition>& conditions) {
        const Json* controls = listMember(operation, "controls");
        if (controls == nullptr) return malformed("a controlled operation has no controls");
        QSTORE_TRY(const std::vector<bool> values, cirqControlValues(operation, controls->size()));
        if (values.size() != controls->size())
            return malformed("a controlled operation has another number of control_values");
        const std::size_t before = m_parts.operations.size();
        QSTORE_CHECK(inner(operation, conditions));
        for (std::size_t i = before; i < m_parts.operations.size(); ++i) {
            if (m_parts.operations[i].kind != OperationKind::Gate)
                return fail(ErrorCode::Unsupported, "Cirq controls a measurement or a reset by a qubit.",
                            "Only gates can have controls.");
            for (std::size_t c = 0; c < values.size(); ++c) {
                QSTORE_TRY(const QubitKey key, qubitKey((*controls)[c]));
                m_parts.operations[i].controls.push_back({m_qubits.at(key), values[c]});
            }
        }
        return {};
    }

    Status classicallyControlled(const Json& operation, std::vector<Condition> conditions) {
        const Json* list = listMember(operation, "conditions");
        if (list == nullptr) return malformed("a classically controlled operation has no conditions");
        for (const Json& each : *list) {
            QSTORE_TRY(Condition condition, keyCondition(each));
            conditions.push_back(std::move(condition));
        }
        return inner(operation, conditions);
    }

    /// KeyCondition: the key's last value is not 0.
    Result<Condition> keyCondition(const Json& json) const {
        const auto key = json.find("key");
        if (cirqType(json) != "KeyCondition" || json.value("index", Json(-1)) != Json(-1) ||
            key == json.end() || !key->is_object() || !key->value("name", Json()).is_string())
            return fail(
                ErrorCode::Unsupported,
                joinText({"Cirq's condition ", json.dump().substr(0, 80), " has no counterpart here."}),
                "Conditions on the last value of one key are possible.");
        const MeasuredKey split = splitKey((*key)["name"].get<std::string>(), m_keys);
        const auto start = m_starts.find(split.name);
        if (start == m_starts.end())
            return malformed(
                joinText({"a condition reads the key ", split.name, ", which nothing measures"}));
        Condition condition;
        condition.negated = true;
        if (split.bit) {
            condition.bits = {start->second + *split.bit};
            return condition;
        }
        for (std::size_t i = 0; i < m_registerSizes.at(split.name); ++i)
            condition.bits.push_back(start->second + i);
        return condition;
    }

    /// Cirq's `s` and `t` are gates here: such a symbol gets a `_` at its end.
    Status declareSymbols() {
        std::set<std::string> taken(m_symbols.begin(), m_symbols.end());
        std::map<std::string, std::string> renamed;
        for (const std::string& symbol : m_symbols) {
            if (renamed.count(symbol) > 0) continue;
            std::string name = symbol;
            const bool gateName = looksLikeIdentifier(symbol) && !checkName(symbol, "");
            if (gateName) name += '_';
            while (gateName && taken.count(name) > 0) name += '_';
            QSTORE_CHECK(checkName(name, "Cirq's symbol"));
            taken.insert(name);
            renamed[symbol] = name;
            m_parts.parameters.push_back({name, ParameterRole::Trainable, std::nullopt, {}});
        }
        rename(renamed);
        for (Register& entry : m_parts.bitRegisters)
            while (taken.count(entry.name) > 0) entry.name += '_';
        return {};
    }

    void rename(const std::map<std::string, std::string>& renamed) {
        const bool needed = std::any_of(renamed.begin(), renamed.end(),
                                        [](const auto& pair) { return pair.first != pair.second; });
        if (!needed) return;
        for (Operation& operation : m_parts.operations)
            for (Angle& angle : operation.angles)
                angle = angle.substitute([&](const std::string& name) -> std::optional<Angle> {
                    return Angle::symbol(renamed.at(name));
                });
    }

    CircuitParts m_parts;
    std::map<QubitKey, Qubit> m_qubits;
    std::vector<std::string> m_registers;  ///< in order of first measurement
    std::map<std::string, std::size_t> m_registerSizes, m_starts;
    std::set<std::string> m_keys;
    std::vector<std::string> m_symbols;
};

}  // namespace

bool looksLikeCirqJson(std::string_view text) {
    return text.find("\"cirq_type\"") != std::string_view::npos &&
           text.find("\"qstore-circuit\"") == std::string_view::npos;
}

Result<Circuit> readCirqJson(std::string_view text) {
    if (text.size() > kMaxBytes)
        return fail(ErrorCode::ResourceExhausted, "Cirq's circuit is larger than 512 MiB.");
    const auto parsed = parseJson(text, kMaxDepth);
    if (!parsed) return malformed(parsed.error().message);
    const Json* file = &*parsed;
    // Newer releases write a FrozenCircuit once and refer to it by its key.
    if (cirqType(*file) == "VAL" && file->contains("val")) file = &(*file)["val"];
    const std::string type = cirqType(*file);
    if (type != "Circuit" && type != "FrozenCircuit")
        return malformed(joinText({"it holds ", type.empty() ? "no cirq_type" : type}));
    return CirqReader().circuit(*file);
}

}  // namespace qstore
