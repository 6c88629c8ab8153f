// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "core/base/json.h"
#include "core/circuit/circuit_json.h"
#include "core/circuit/qasm.h"
#include "core/circuit/qasm_source.h"

namespace qstore {

namespace {

using Json = nlohmann::json;

constexpr std::size_t maxJsonBytes = std::size_t{512} << 20;

tl::unexpected<Error> invalid(std::string_view where, std::string_view what) {
    return fail(ErrorCode::Parse, joinText({"The circuit's JSON is not valid: ", where, " ", what, "."}),
                "The schema is in core/circuit/qasm_README.md.");
}

/// Reads members by name with their path kept for the errors.
class CircuitJsonReader {
public:
    Result<Circuit> circuit(const Json& json) {
        QSTORE_CHECK(onlyMembers(
            json, "the file",
            {"format", "version", "name", "qubits", "bits", "parameters", "definitions", "operations"}));
        CircuitParts parts;
        if (json.contains("name")) {
            QSTORE_TRY(parts.name, text(json, "name", "the file"));
        }
        QSTORE_TRY(parts.qubitRegisters, registers(json, "qubits", parts.qubits));
        QSTORE_TRY(parts.bitRegisters, registers(json, "bits", parts.bits));
        QSTORE_TRY(const Json* parameters, list(json, "parameters", "the file"));
        for (std::size_t i = 0; i < parameters->size(); ++i) {
            QSTORE_TRY(Parameter parameter, this->parameter((*parameters)[i], at("parameters", i)));
            parts.parameters.push_back(std::move(parameter));
        }
        QSTORE_TRY(const Json* definitions, list(json, "definitions", "the file"));
        for (std::size_t i = 0; i < definitions->size(); ++i) {
            QSTORE_TRY(auto definition, this->definition((*definitions)[i], at("definitions", i)));
            m_definitions.emplace(definition->name, definition);
            parts.definitions.push_back(std::move(definition));
        }
        QSTORE_TRY(parts.operations, operations(json, "the file"));
        return Circuit::create(std::move(parts));
    }

private:
    static std::string at(std::string_view name, std::size_t i) {
        return joinText({name, "[", std::to_string(i), "]"});
    }

    static Status onlyMembers(const Json& json, std::string_view where,
                              std::initializer_list<std::string_view> known) {
        if (!json.is_object()) return invalid(where, "is not an object");
        for (const auto& [name, value] : json.items()) {
            if (std::find(known.begin(), known.end(), name) == known.end()) {
                return invalid(where, joinText({"has the unknown member \"", name, "\""}));
            }
        }
        return {};
    }

    static Result<std::string> text(const Json& json, const char* name, std::string_view where) {
        const auto found = json.find(name);
        if (found == json.end() || !found->is_string())
            return invalid(where, joinText({"has no text \"", name, "\""}));
        return found->get<std::string>();
    }

    static Result<std::uint64_t> whole(const Json& value, std::string_view where) {
        if (!value.is_number_unsigned())
            return invalid(where, joinText({"is not a whole number but ", value.dump().substr(0, 40)}));
        return value.get<std::uint64_t>();
    }

    static Result<bool> flag(const Json& json, const char* name, std::string_view where) {
        const auto found = json.find(name);
        if (found == json.end()) return false;
        if (!found->is_boolean())
            return invalid(where, joinText({"has a \"", name, "\" that is neither true nor false"}));
        return found->get<bool>();
    }

    /// A missing list is an empty one.
    static Result<const Json*> list(const Json& json, const char* name, std::string_view where) {
        static const Json empty = Json::array();
        const auto found = json.find(name);
        if (found == json.end()) return &empty;
        if (!found->is_array())
            return invalid(where, joinText({"has a \"", name, "\" that is not a list"}));
        return &*found;
    }

    static Result<std::vector<std::size_t>> numbers(const Json& json, const char* name,
                                                    const std::string& where) {
        QSTORE_TRY(const Json* items, list(json, name, where));
        std::vector<std::size_t> values;
        values.reserve(items->size());
        for (const Json& item : *items) {
            QSTORE_TRY(const std::uint64_t value, whole(item, joinText({where, ".", name})));
            values.push_back(value);
        }
        return values;
    }

    static Result<std::vector<std::string>> names(const Json& json, const char* name,
                                                  const std::string& where) {
        QSTORE_TRY(const Json* items, list(json, name, where));
        std::vector<std::string> values;
        for (const Json& item : *items) {
            if (!item.is_string())
                return invalid(joinText({where, ".", name}), "holds something that is not text");
            values.push_back(item.get<std::string>());
        }
        return values;
    }

    static Result<std::vector<Register>> registers(const Json& json, const char* name, std::size_t& total) {
        QSTORE_TRY(const Json* items, list(json, name, "the file"));
        std::vector<Register> result;
        for (std::size_t i = 0; i < items->size(); ++i) {
            const std::string where = at(name, i);
            const Json& item = (*items)[i];
            QSTORE_CHECK(onlyMembers(item, where, {"name", "size"}));
            Register entry;
            QSTORE_TRY(entry.name, text(item, "name", where));
            if (!item.contains("size")) return invalid(where, "has no \"size\"");
            QSTORE_TRY(entry.size, whole(item["size"], where + ".size"));
            if (entry.size > 1'000'000'000) return invalid(where, "is too large");
            entry.start = total;
            total += entry.size;
            result.push_back(std::move(entry));
        }
        return result;
    }

    static Result<Parameter> parameter(const Json& json, const std::string& where) {
        QSTORE_CHECK(onlyMembers(json, where, {"name", "role", "value", "column"}));
        Parameter result;
        QSTORE_TRY(result.name, text(json, "name", where));
        QSTORE_TRY(const std::string role, text(json, "role", where));
        bool known = false;
        for (const auto candidate :
             {ParameterRole::Trainable, ParameterRole::Frozen, ParameterRole::Column}) {
            if (circuitRoleName(candidate) != role) continue;
            result.role = candidate;
            known = true;
        }
        if (!known) return invalid(where, joinText({"has the unknown role \"", role, "\""}));
        if (json.contains("column")) {
            QSTORE_TRY(result.column, text(json, "column", where));
        }
        const auto value = json.find("value");
        if (value == json.end()) return result;
        if (!value->is_number()) return invalid(where, "has a value that is not a number");
        result.value = value->get<double>();
        return result;
    }

    Result<std::shared_ptr<const GateDefinition>> definition(const Json& json,
                                                             const std::string& where) const {
        QSTORE_CHECK(onlyMembers(json, where, {"name", "angles", "qubits", "qubitNames", "operations"}));
        auto result = std::make_shared<GateDefinition>();
        QSTORE_TRY(result->name, text(json, "name", where));
        QSTORE_TRY(result->angleNames, names(json, "angles", where));
        if (!json.contains("qubits")) return invalid(where, "has no \"qubits\"");
        QSTORE_TRY(result->qubits, whole(json["qubits"], where + ".qubits"));
        QSTORE_TRY(result->qubitNames, names(json, "qubitNames", where));
        QSTORE_TRY(result->body, operations(json, where));
        return std::shared_ptr<const GateDefinition>(std::move(result));
    }

    Result<std::vector<Operation>> operations(const Json& json, const std::string& where) const {
        QSTORE_TRY(const Json* items, list(json, "operations", where));
        const std::string prefix = where == "the file" ? "operations" : where + ".operations";
        std::vector<Operation> result;
        result.reserve(items->size());
        for (std::size_t i = 0; i < items->size(); ++i) {
            QSTORE_TRY(Operation operation, this->operation((*items)[i], at(prefix, i)));
            result.push_back(std::move(operation));
        }
        return result;
    }

    Result<Operation> operation(const Json& json, const std::string& where) const {
        QSTORE_CHECK(onlyMembers(
            json, where,
            {"gate", "defined", "operation", "targets", "controls", "angles", "bits", "conditions"}));
        Operation result;
        if (json.contains("gate")) {
            QSTORE_TRY(result.gate, gate(json, where));
        } else {
            QSTORE_TRY(const std::string kind, text(json, "operation", where));
            if (kind != "measure" && kind != "reset" && kind != "barrier")
                return invalid(where, joinText({"has the unknown operation \"", kind, "\""}));
            result.kind = kind == "measure" ? OperationKind::Measure
                          : kind == "reset" ? OperationKind::Reset
                                            : OperationKind::Barrier;
        }
        QSTORE_TRY(result.targets, numbers(json, "targets", where));
        QSTORE_TRY(result.bits, numbers(json, "bits", where));
        QSTORE_TRY(result.controls, controls(json, where));
        QSTORE_TRY(result.angles, angles(json, where));
        QSTORE_TRY(result.conditions, conditions(json, where));
        return result;
    }

    Result<GateReference> gate(const Json& json, const std::string& where) const {
        QSTORE_TRY(const std::string name, text(json, "gate", where));
        QSTORE_TRY(const bool defined, flag(json, "defined", where));
        if (defined) {
            const auto found = m_definitions.find(name);
            if (found == m_definitions.end())
                return invalid(where,
                               joinText({"uses the gate \"", name, "\", which is not defined before"}));
            return GateReference(found->second);
        }
        const GateInfo* info = findGate(name);
        if (info == nullptr) return invalid(where, joinText({"names the unknown gate \"", name, "\""}));
        return GateReference(info);
    }

    static Result<std::vector<Control>> controls(const Json& json, const std::string& where) {
        QSTORE_TRY(const Json* items, list(json, "controls", where));
        std::vector<Control> result;
        for (std::size_t i = 0; i < items->size(); ++i) {
            const std::string path = joinText({where, ".", at("controls", i)});
            const Json& item = (*items)[i];
            QSTORE_CHECK(onlyMembers(item, path, {"qubit", "on"}));
            if (!item.contains("qubit")) return invalid(path, "has no \"qubit\"");
            Control control;
            QSTORE_TRY(control.qubit, whole(item["qubit"], path + ".qubit"));
            if (item.contains("on")) {
                QSTORE_TRY(const std::uint64_t on, whole(item["on"], path + ".on"));
                if (on > 1) return invalid(path, "has an \"on\" that is neither 0 nor 1");
                control.onOne = on == 1;
            }
            result.push_back(control);
        }
        return result;
    }

    static Result<std::vector<Angle>> angles(const Json& json, const std::string& where) {
        QSTORE_TRY(const Json* items, list(json, "angles", where));
        std::vector<Angle> result;
        for (std::size_t i = 0; i < items->size(); ++i) {
            const Json& item = (*items)[i];
            if (item.is_number()) {
                result.emplace_back(item.get<double>());
                continue;
            }
            const std::string path = joinText({where, ".", at("angles", i)});
            if (!item.is_string()) return invalid(path, "is neither a number nor an expression");
            auto angle = Angle::parse(item.get<std::string>());
            if (!angle) return invalid(path, joinText({"is not an angle: ", angle.error().message}));
            result.push_back(*std::move(angle));
        }
        return result;
    }

    static Result<std::vector<Condition>> conditions(const Json& json, const std::string& where) {
        QSTORE_TRY(const Json* items, list(json, "conditions", where));
        std::vector<Condition> result;
        for (std::size_t i = 0; i < items->size(); ++i) {
            const std::string path = joinText({where, ".", at("conditions", i)});
            const Json& item = (*items)[i];
            QSTORE_CHECK(onlyMembers(item, path, {"bits", "value", "negated"}));
            Condition condition;
            QSTORE_TRY(condition.bits, numbers(item, "bits", path));
            if (!item.contains("value")) return invalid(path, "has no \"value\"");
            QSTORE_TRY(condition.value, whole(item["value"], path + ".value"));
            QSTORE_TRY(condition.negated, flag(item, "negated", path));
            result.push_back(std::move(condition));
        }
        return result;
    }

    std::map<std::string, std::shared_ptr<const GateDefinition>> m_definitions;
};

}  // namespace

Result<Circuit> readCircuitJson(std::string_view text) {
    if (text.size() > maxJsonBytes)
        return fail(ErrorCode::ResourceExhausted, "The circuit's JSON is larger than 512 MiB.");
    const auto parsed = parseJson(text);
    if (!parsed) return invalid("the file", joinText({"cannot be read: ", parsed.error().message}));
    const Json& json = *parsed;
    if (!json.is_object() || json.value("format", Json()) != Json(circuitJsonFormat)) {
        return invalid("the file", joinText({"has no \"format\": \"", circuitJsonFormat, "\""}));
    }
    const Json version = json.value("version", Json());
    if (!version.is_number_unsigned() || version.get<std::uint64_t>() < 1)
        return invalid("the file", "has no \"version\"");
    if (version.get<std::uint64_t>() > static_cast<std::uint64_t>(circuitJsonVersion)) {
        return fail(ErrorCode::NewerVersion,
                    joinText({"The circuit was written in format ", version.dump(),
                              "; this release reads up to ", std::to_string(circuitJsonVersion), "."}),
                    "Open it with a later release.");
    }
    return CircuitJsonReader().circuit(json);
}

}  // namespace qstore
