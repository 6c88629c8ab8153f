// SPDX-License-Identifier: Apache-2.0
#include "core/backends/calibration_json.h"

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "core/backends/calibration_reading.h"
#include "core/base/json_fields.h"

namespace qstore {
namespace {

using Json = nlohmann::json;
using Ordered = nlohmann::ordered_json;

constexpr double kUnbounded = std::numeric_limits<double>::max();

std::string joined(const std::string& path, const char* key) {
    return path.empty() ? key : path + "." + key;
}

/// Reads the figures of one object and remembers its first mistake, like JsonFields.
class Figures {
public:
    Figures(const Json& object, std::string path) : m_object(object), m_path(std::move(path)) {}
    Figures& read(const char* key, std::optional<double>& value, double most = kUnbounded) {
        if (!m_status) return *this;
        auto number = optionalNumber(m_object, key, m_path, most);
        if (number)
            value = *number;
        else
            m_status = tl::unexpected<Error>(number.error());
        return *this;
    }
    Status status() const { return m_status; }

private:
    const Json& m_object;
    std::string m_path;
    Status m_status;
};

Result<QubitCalibration> readQubit(const Json& json, const std::string& path) {
    QubitCalibration qubit;
    JsonFields known(json, path);
    for (const char* key : {"t1Us", "t2Us", "oneQubitError", "readError01", "readError10"})
        known.child(key);
    QSTORE_CHECK(known.finish());
    QSTORE_CHECK(Figures(json, path)
                     .read("t1Us", qubit.t1Us)
                     .read("t2Us", qubit.t2Us)
                     .read("oneQubitError", qubit.oneQubitError, 1.0)
                     .read("readError01", qubit.readError01, 1.0)
                     .read("readError10", qubit.readError10, 1.0)
                     .status());
    return qubit;
}

Result<PairCalibration> readPair(const Json& json, const std::string& path) {
    PairCalibration pair;
    std::uint64_t a = 0, b = 0;
    JsonFields fields(json, path);
    fields.require("a").read("a", a).require("b").read("b", b);
    fields.child("error");
    fields.child("gateTimeNs");
    QSTORE_CHECK(fields.finish());
    pair.a = a;
    pair.b = b;
    QSTORE_CHECK(
        Figures(json, path).read("error", pair.error, 1.0).read("gateTimeNs", pair.gateTimeNs).status());
    return pair;
}

template <class Item>
Status readList(const Json* list, const std::string& path, std::vector<Item>& items,
                Result<Item> (*readItem)(const Json&, const std::string&)) {
    if (list == nullptr) return {};
    if (!list->is_array()) return fail(ErrorCode::Parse, "'" + path + "' is not a list");
    for (std::size_t i = 0; i < list->size(); ++i) {
        QSTORE_TRY(auto item, readItem((*list)[i], path + "[" + std::to_string(i) + "]"));
        items.push_back(std::move(item));
    }
    return {};
}

void put(Ordered& json, const char* key, const std::optional<double>& value) {
    if (value) json[key] = *value;
}

Ordered qubitJson(const QubitCalibration& qubit) {
    Ordered json = Ordered::object();
    put(json, "t1Us", qubit.t1Us);
    put(json, "t2Us", qubit.t2Us);
    put(json, "oneQubitError", qubit.oneQubitError);
    put(json, "readError01", qubit.readError01);
    put(json, "readError10", qubit.readError10);
    return json;
}

}  // namespace

Result<std::optional<double>> optionalNumber(const Json& object, const char* key, const std::string& path,
                                             double most) {
    if (!object.is_object()) return fail(ErrorCode::Parse, "'" + path + "' is not a JSON object");
    const auto found = object.find(key);
    if (found == object.end() || found->is_null()) return std::optional<double>();
    const double value = found->is_number() ? found->get<double>() : std::nan("");
    if (value >= 0.0 && value <= most) return std::optional<double>(value);
    const std::string range = most == kUnbounded ? "a number that is not negative" : "a number from 0 to 1";
    return fail(ErrorCode::Parse, "'" + joined(path, key) + "' is " + jsonText(*found, -1).substr(0, 40) +
                                      ", expected " + range);
}

Status checkCalibration(const Calibration& calibration) {
    const auto outside = [&](Qubit qubit) {
        return fail(ErrorCode::Parse,
                    "the calibration names qubit " + std::to_string(qubit) + " of " +
                        std::to_string(calibration.qubits),
                    "Qubits are counted from 0.");
    };
    if (!calibration.perQubit.empty() && calibration.perQubit.size() != calibration.qubits)
        return fail(ErrorCode::Parse, "the calibration lists " +
                                          std::to_string(calibration.perQubit.size()) +
                                          " qubits, but has " + std::to_string(calibration.qubits));
    for (const PairCalibration& pair : calibration.pairs) {
        if (pair.a >= calibration.qubits) return outside(pair.a);
        if (pair.b >= calibration.qubits) return outside(pair.b);
        if (pair.a == pair.b)
            return fail(ErrorCode::Parse,
                        "the calibration couples qubit " + std::to_string(pair.a) + " to itself");
    }
    return {};
}

Result<Calibration> readOwnCalibration(const Json& document, const std::string& path) {
    Calibration calibration;
    JsonFields fields(document, path);
    std::uint64_t qubits = 0;
    std::string measured;
    fields.read("device", calibration.device).read("id", calibration.id);
    fields.require("qubits").read("qubits", qubits).read("measured", measured);
    const Json* medians = fields.child("medians");
    const Json* perQubit = fields.child("perQubit");
    const Json* pairs = fields.child("pairs");
    for (const char* key :
         {"twoQubitError", "spamError", "oneQubitTimeNs", "twoQubitTimeNs", "readTimeNs", "resetTimeNs"})
        fields.child(key);
    QSTORE_CHECK(fields.finish());
    if (qubits == 0 || qubits > kMostCalibratedQubits)
        return fail(ErrorCode::Parse, "'" + fields.where("qubits") + "' is " + std::to_string(qubits) +
                                          ", expected 1 to " + std::to_string(kMostCalibratedQubits));
    calibration.qubits = qubits;
    if (!measured.empty()) {
        QSTORE_TRY(calibration.measuredMs, unixMsOfIsoTime(measured));
    }
    if (medians != nullptr) {
        QSTORE_TRY(calibration.medians, readQubit(*medians, fields.where("medians")));
    }
    QSTORE_CHECK(readList(perQubit, fields.where("perQubit"), calibration.perQubit, readQubit));
    QSTORE_CHECK(readList(pairs, fields.where("pairs"), calibration.pairs, readPair));
    QSTORE_CHECK(Figures(document, path)
                     .read("twoQubitError", calibration.medianTwoQubitError, 1.0)
                     .read("spamError", calibration.spamError, 1.0)
                     .read("oneQubitTimeNs", calibration.oneQubitTimeNs)
                     .read("twoQubitTimeNs", calibration.twoQubitTimeNs)
                     .read("readTimeNs", calibration.readTimeNs)
                     .read("resetTimeNs", calibration.resetTimeNs)
                     .status());
    QSTORE_CHECK(checkCalibration(calibration));
    return calibration;
}

Result<Calibration> readCalibrationJson(std::string_view text) {
    QSTORE_TRY(const Json document, parseJson(text));
    if (!document.is_object()) return fail(ErrorCode::Parse, "a calibration is a JSON object");
    if (document.contains("characterizations")) {
        const Json& list = document["characterizations"];
        if (!list.is_array() || list.empty() || !list.front().is_object())
            return fail(ErrorCode::Parse, "'characterizations' holds no characterization");
        return readIonqCharacterization(list.front());
    }
    if (document.contains("backend_name")) return readIbmProperties(document);
    if (document.contains("fidelity") || document.contains("connectivity"))
        return readIonqCharacterization(document);
    return readOwnCalibration(document, "");
}

std::string writeCalibrationJson(const Calibration& calibration) {
    Ordered json = {{"device", calibration.device}, {"id", calibration.id}, {"qubits", calibration.qubits}};
    if (calibration.measuredMs != 0) json["measured"] = utcTimeText(calibration.measuredMs);
    json["medians"] = qubitJson(calibration.medians);
    put(json, "twoQubitError", calibration.medianTwoQubitError);
    put(json, "spamError", calibration.spamError);
    put(json, "oneQubitTimeNs", calibration.oneQubitTimeNs);
    put(json, "twoQubitTimeNs", calibration.twoQubitTimeNs);
    put(json, "readTimeNs", calibration.readTimeNs);
    put(json, "resetTimeNs", calibration.resetTimeNs);
    for (const QubitCalibration& qubit : calibration.perQubit) json["perQubit"].push_back(qubitJson(qubit));
    for (const PairCalibration& pair : calibration.pairs) {
        Ordered entry = {{"a", pair.a}, {"b", pair.b}};
        put(entry, "error", pair.error);
        put(entry, "gateTimeNs", pair.gateTimeNs);
        json["pairs"].push_back(std::move(entry));
    }
    return json.dump(2, ' ', false, Ordered::error_handler_t::replace);
}

}  // namespace qstore
