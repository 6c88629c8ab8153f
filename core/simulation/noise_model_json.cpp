// SPDX-License-Identifier: Apache-2.0
#include <nlohmann/json.hpp>

#include "core/base/json_fields.h"
#include "core/simulation/noise_model.h"

namespace qstore {
namespace {

using Json = nlohmann::json;
using Ordered = nlohmann::ordered_json;

/// A matrix of more rows than a channel has is refused before it is built.
constexpr std::size_t kMostRows = 8;
constexpr std::size_t kMostOperators = 4096;

tl::unexpected<Error> wrong(const std::string& where, const std::string& what) {
    return fail(ErrorCode::Parse, "'" + where + "' " + what);
}

/// An error of the model itself, with the place in the file before it.
tl::unexpected<Error> at(const std::string& where, Error error) {
    error.message = "'" + where + "': " + error.message;
    return tl::unexpected<Error>(std::move(error));
}

Result<Complex> readEntry(const Json& json, const std::string& where) {
    if (json.is_number()) return Complex(json.get<double>(), 0.0);
    if (json.is_array() && json.size() == 2 && json[0].is_number() && json[1].is_number())
        return Complex(json[0].get<double>(), json[1].get<double>());
    return wrong(where, "is neither a number nor [real, imaginary]");
}

Result<ComplexMatrix> readMatrix(const Json& json, const std::string& where) {
    if (!json.is_array() || json.empty() || json.size() > kMostRows)
        return wrong(where, "is not a list of 2, 4 or 8 rows");
    const auto size = static_cast<Eigen::Index>(json.size());
    ComplexMatrix matrix(size, size);
    for (Eigen::Index row = 0; row < size; ++row) {
        const Json& line = json[static_cast<std::size_t>(row)];
        if (!line.is_array() || line.size() != json.size())
            return wrong(where, "is not square: row " + std::to_string(row) + " does not have " +
                                    std::to_string(size) + " entries");
        for (Eigen::Index column = 0; column < size; ++column) {
            QSTORE_TRY(matrix(row, column), readEntry(line[static_cast<std::size_t>(column)], where));
        }
    }
    return matrix;
}

Result<std::vector<ComplexMatrix>> readOperators(const Json* json, const std::string& where) {
    if (json == nullptr || !json->is_array() || json->size() > kMostOperators)
        return wrong(where, "must be a list of matrices");
    std::vector<ComplexMatrix> operators;
    for (const Json& matrix : *json) {
        QSTORE_TRY(auto op, readMatrix(matrix, where + "[" + std::to_string(operators.size()) + "]"));
        operators.push_back(std::move(op));
    }
    return operators;
}

/// Nothing when the key is absent.
Result<std::vector<Qubit>> readQubits(JsonFields& fields) {
    std::vector<Qubit> qubits;
    const Json* json = fields.child("qubits");
    if (json == nullptr) return qubits;
    if (!json->is_array() || json->empty())
        return wrong(fields.where("qubits"), "must be a list of qubits, or be left out for all of them");
    for (const Json& qubit : *json) {
        if (!qubit.is_number_unsigned())
            return wrong(fields.where("qubits"), "holds " + jsonText(qubit, -1).substr(0, 40) +
                                                     ", which is no qubit; they are counted from 0");
        qubits.push_back(qubit.get<std::size_t>());
    }
    return qubits;
}

Result<const GateInfo*> readGate(JsonFields& fields) {
    std::string name;
    if (fields.child("gate") == nullptr) return nullptr;
    fields.read("gate", name);
    QSTORE_CHECK(fields.status());
    const GateInfo* gate = findGate(name);
    if (gate != nullptr) return gate;
    std::string similar;
    for (const std::string_view candidate : similarGateNames(name))
        similar += (similar.empty() ? "" : ", ") + std::string(candidate);
    return fail(ErrorCode::NotFound, "'" + fields.where("gate") + "' is '" + name + "', which is no gate",
                similar.empty() ? "The gate table has the names of OpenQASM." : "similar: " + similar);
}

Result<Channel> readChannel(JsonFields& fields) {
    std::string name;
    fields.require("channel").read("channel", name);
    QSTORE_CHECK(fields.status());
    const ChannelKind* kind = findChannelKind(name);
    if (kind != nullptr && kind->operators == nullptr) {
        QSTORE_TRY(auto operators, readOperators(fields.child("operators"), fields.where("operators")));
        return Channel::kraus(std::move(operators));
    }
    std::vector<double> values;
    if (kind != nullptr) {
        for (const ChannelParameter& parameter : kind->parameters) {
            const std::string key(parameter.name);
            values.push_back(parameter.fallback.value_or(0.0));
            if (!parameter.fallback) fields.require(key.c_str());
            fields.read(key.c_str(), values.back());
        }
        QSTORE_CHECK(fields.status());
    }
    return Channel::make(name, values);
}

Status readRule(const Json& json, const std::string& where, NoiseModel& model) {
    JsonFields fields(json, where);
    auto channel = readChannel(fields);
    if (!channel) {
        if (channel.error().code == ErrorCode::Parse) return tl::unexpected<Error>(channel.error());
        return at(where, channel.error());
    }
    QSTORE_TRY(const GateInfo* gate, readGate(fields));
    std::uint64_t arity = 0;
    fields.read("arity", arity);
    if (fields.child("arity") != nullptr && arity == 0) fields.wrong("arity", "a whole number from 1");
    QSTORE_TRY(auto qubits, readQubits(fields));
    QSTORE_CHECK(fields.finish());
    const Status added = model.add({*std::move(channel), gate, arity, std::move(qubits)});
    return added ? added : at(where, added.error());
}

Status readReadout(const Json& json, const std::string& where, NoiseModel& model) {
    JsonFields fields(json, where);
    ReadoutError error;
    fields.read("oneGivenZero", error.oneGivenZero).read("zeroGivenOne", error.zeroGivenOne);
    QSTORE_TRY(const auto qubits, readQubits(fields));
    QSTORE_CHECK(fields.finish());
    if (qubits.empty()) {
        const Status added = model.addReadout(error);
        return added ? added : at(where, added.error());
    }
    for (const Qubit qubit : qubits) {
        const Status added = model.addReadout(qubit, error);
        if (!added) return at(where, added.error());
    }
    return {};
}

Status readList(JsonFields& fields, const char* key, NoiseModel& model,
                Status (*readItem)(const Json&, const std::string&, NoiseModel&)) {
    const Json* list = fields.child(key);
    if (list == nullptr) return {};
    if (!list->is_array()) return wrong(key, "is not a list");
    for (std::size_t i = 0; i < list->size(); ++i)
        QSTORE_CHECK(readItem((*list)[i], std::string(key) + "[" + std::to_string(i) + "]", model));
    return {};
}

Ordered matrixJson(const ComplexMatrix& matrix) {
    Ordered rows = Ordered::array();
    for (Eigen::Index row = 0; row < matrix.rows(); ++row) {
        Ordered line = Ordered::array();
        for (Eigen::Index column = 0; column < matrix.cols(); ++column)
            line.push_back({matrix(row, column).real(), matrix(row, column).imag()});
        rows.push_back(std::move(line));
    }
    return rows;
}

Ordered ruleJson(const NoiseRule& rule) {
    const ChannelKind& kind = rule.channel.kind();
    Ordered json = {{"channel", kind.name}};
    for (std::size_t j = 0; j < kind.parameters.size(); ++j)
        json[std::string(kind.parameters[j].name)] = rule.channel.parameters()[j];
    if (kind.operators == nullptr) {
        json["operators"] = Ordered::array();
        for (const ComplexMatrix& op : rule.channel.operators())
            json["operators"].push_back(matrixJson(op));
    }
    if (rule.gate != nullptr) json["gate"] = rule.gate->name;
    if (rule.arity != 0) json["arity"] = rule.arity;
    if (!rule.qubits.empty()) json["qubits"] = rule.qubits;
    return json;
}

Ordered readoutJson(const ReadoutError& error) {
    return {{"oneGivenZero", error.oneGivenZero}, {"zeroGivenOne", error.zeroGivenOne}};
}

}  // namespace

Result<NoiseModel> readNoiseModelJson(std::string_view text) {
    QSTORE_TRY(const Json json, parseJson(text));
    JsonFields fields(json, "");
    NoiseModel model;
    QSTORE_CHECK(fields.status());
    QSTORE_CHECK(readList(fields, "noise", model, readRule));
    QSTORE_CHECK(readList(fields, "readout", model, readReadout));
    QSTORE_CHECK(fields.finish());
    return model;
}

std::string writeNoiseModelJson(const NoiseModel& model) {
    Ordered json = {{"noise", Ordered::array()}, {"readout", Ordered::array()}};
    for (const NoiseRule& rule : model.rules()) json["noise"].push_back(ruleJson(rule));
    if (!model.readoutElsewhere().isNone())
        json["readout"].push_back(readoutJson(model.readoutElsewhere()));
    for (const auto& [qubit, error] : model.readoutOfQubits()) {
        json["readout"].push_back(readoutJson(error));
        json["readout"].back()["qubits"] = {qubit};
    }
    return json.dump(2) + '\n';
}

}  // namespace qstore
