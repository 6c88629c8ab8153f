// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

#include "core/backends/calibration_json.h"
#include "core/backends/calibration_reading.h"
#include "core/base/json_fields.h"

namespace qstore {
namespace {

using Json = nlohmann::json;

/// Seconds of one of a document's units; nothing for a unit that is no time.
std::optional<double> secondsOf(const std::string& unit) {
    static const std::map<std::string, double> units = {
        {"s", 1.0}, {"ms", 1e-3}, {"us", 1e-6}, {"µs", 1e-6}, {"ns", 1e-9}};
    const auto found = units.find(unit);
    if (found == units.end()) return std::nullopt;
    return found->second;
}

/// One `{"name", "unit", "value"}` entry.
struct Entry {
    std::string name, unit;
    double value = 0.0;
};

Result<std::vector<Entry>> readEntries(const Json& list, const std::string& path) {
    if (!list.is_array()) return fail(ErrorCode::Parse, "'" + path + "' is not a list");
    std::vector<Entry> entries;
    for (const Json& item : list) {
        if (!item.is_object() || !item.contains("name") || !item["name"].is_string())
            return fail(ErrorCode::Parse, "'" + path + "' holds an entry without a name");
        const auto value = item.find("value");
        if (value == item.end() || !value->is_number() || !std::isfinite(value->get<double>())) continue;
        const auto unit = item.find("unit");
        entries.push_back({item["name"].get<std::string>(),
                           unit != item.end() && unit->is_string() ? unit->get<std::string>() : "",
                           value->get<double>()});
    }
    return entries;
}

/// In units of `unitSeconds`; absent where there is no such entry.
Result<std::optional<double>> timeOf(const std::vector<Entry>& entries, const char* name,
                                     const std::string& path, double unitSeconds) {
    for (const Entry& entry : entries) {
        if (entry.name != name) continue;
        const auto seconds = secondsOf(entry.unit);
        if (!seconds || entry.value < 0.0)
            return fail(ErrorCode::Parse, "'" + path + "." + name + "' is no time but " +
                                              std::to_string(entry.value) + " '" + entry.unit + "'");
        return std::optional<double>(entry.value * *seconds / unitSeconds);
    }
    return std::optional<double>();
}

Result<std::optional<double>> probabilityOf(const std::vector<Entry>& entries, const char* name,
                                            const std::string& path) {
    for (const Entry& entry : entries) {
        if (entry.name != name) continue;
        if (entry.value < 0.0 || entry.value > 1.0)
            return fail(ErrorCode::Parse, "'" + path + "." + name + "' is " + std::to_string(entry.value) +
                                              ", expected a number from 0 to 1");
        return std::optional<double>(entry.value);
    }
    return std::optional<double>();
}

Result<QubitCalibration> readQubit(const Json& json, const std::string& path,
                                   std::vector<double>& readTimesNs) {
    QSTORE_TRY(const auto entries, readEntries(json, path));
    QubitCalibration qubit;
    QSTORE_TRY(qubit.t1Us, timeOf(entries, "T1", path, 1e-6));
    QSTORE_TRY(qubit.t2Us, timeOf(entries, "T2", path, 1e-6));
    QSTORE_TRY(qubit.readError01, probabilityOf(entries, "prob_meas1_prep0", path));
    QSTORE_TRY(qubit.readError10, probabilityOf(entries, "prob_meas0_prep1", path));
    QSTORE_TRY(const auto both, probabilityOf(entries, "readout_error", path));
    if (!qubit.readError01) qubit.readError01 = both;
    if (!qubit.readError10) qubit.readError10 = both;
    QSTORE_TRY(const auto readTime, timeOf(entries, "readout_length", path, 1e-9));
    if (readTime) readTimesNs.push_back(*readTime);
    return qubit;
}

/// What the gates of a document say, gathered for the medians.
struct Gathered {
    std::vector<double> oneQubitTimesNs, readTimesNs;
};

Result<std::vector<Qubit>> qubitsOf(const Json& gate, const std::string& path, std::size_t count) {
    const auto list = gate.find("qubits");
    std::vector<Qubit> qubits;
    if (list == gate.end() || !list->is_array())
        return fail(ErrorCode::Parse, "'" + path + ".qubits' is not a list");
    for (const Json& qubit : *list) {
        if (!qubit.is_number_unsigned() || qubit.get<std::size_t>() >= count)
            return fail(ErrorCode::Parse, "'" + path + ".qubits' holds " +
                                              jsonText(qubit, -1).substr(0, 40) +
                                              ", which is no qubit of " + std::to_string(count));
        qubits.push_back(qubit.get<std::size_t>());
    }
    return qubits;
}

/// The one-qubit error is that of √X, which every pulse of such a machine is; rz is a frame and has none.
Status readGate(const Json& json, const std::string& path, Calibration& calibration, Gathered& gathered) {
    if (!json.is_object() || !json.contains("gate") || !json["gate"].is_string() ||
        !json.contains("parameters"))
        return fail(ErrorCode::Parse, "'" + path + "' has no gate or no parameters");
    const std::string name = json["gate"].get<std::string>();
    QSTORE_TRY(const auto qubits, qubitsOf(json, path, calibration.qubits));
    QSTORE_TRY(const auto entries, readEntries(json["parameters"], path + ".parameters"));
    QSTORE_TRY(const auto error, probabilityOf(entries, "gate_error", path));
    QSTORE_TRY(const auto time, timeOf(entries, "gate_length", path, 1e-9));
    if (qubits.size() == 1 && name == "sx") {
        calibration.perQubit[qubits[0]].oneQubitError = error;
        if (time) gathered.oneQubitTimesNs.push_back(*time);
    }
    const bool entangles = name == "cx" || name == "ecr" || name == "cz";
    if (qubits.size() == 2 && entangles && qubits[0] != qubits[1])
        calibration.pairs.push_back({qubits[0], qubits[1], error, time});
    return {};
}

std::optional<double> median(std::vector<double> values) {
    if (values.empty()) return std::nullopt;
    std::sort(values.begin(), values.end());
    const std::size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : 0.5 * (values[middle - 1] + values[middle]);
}

template <class Item>
std::optional<double> medianOf(const std::vector<Item>& items, std::optional<double> Item::*figure) {
    std::vector<double> values;
    for (const Item& item : items)
        if (item.*figure) values.push_back(*(item.*figure));
    return median(std::move(values));
}

void setMedians(Calibration& calibration, const Gathered& gathered) {
    QubitCalibration& medians = calibration.medians;
    medians.t1Us = medianOf(calibration.perQubit, &QubitCalibration::t1Us);
    medians.t2Us = medianOf(calibration.perQubit, &QubitCalibration::t2Us);
    medians.oneQubitError = medianOf(calibration.perQubit, &QubitCalibration::oneQubitError);
    medians.readError01 = medianOf(calibration.perQubit, &QubitCalibration::readError01);
    medians.readError10 = medianOf(calibration.perQubit, &QubitCalibration::readError10);
    calibration.medianTwoQubitError = medianOf(calibration.pairs, &PairCalibration::error);
    calibration.twoQubitTimeNs = medianOf(calibration.pairs, &PairCalibration::gateTimeNs);
    calibration.oneQubitTimeNs = median(gathered.oneQubitTimesNs);
    calibration.readTimeNs = median(gathered.readTimesNs);
}

}  // namespace

Result<Calibration> readIbmProperties(const Json& document) {
    Calibration calibration;
    if (!document["backend_name"].is_string())
        return fail(ErrorCode::Parse, "'backend_name' is not a text");
    calibration.device = document["backend_name"].get<std::string>();
    const auto qubits = document.find("qubits"), gates = document.find("gates");
    if (qubits == document.end() || !qubits->is_array() || qubits->empty() ||
        qubits->size() > kMostCalibratedQubits)
        return fail(ErrorCode::Parse, "'qubits' is no list of qubits");
    if (gates == document.end() || !gates->is_array())
        return fail(ErrorCode::Parse, "'gates' is not a list");
    if (document.contains("last_update_date") && document["last_update_date"].is_string()) {
        QSTORE_TRY(calibration.measuredMs,
                   unixMsOfIsoTime(document["last_update_date"].get_ref<const std::string&>()));
    }
    calibration.qubits = qubits->size();
    Gathered gathered;
    for (std::size_t i = 0; i < qubits->size(); ++i) {
        QSTORE_TRY(auto qubit,
                   readQubit((*qubits)[i], "qubits[" + std::to_string(i) + "]", gathered.readTimesNs));
        calibration.perQubit.push_back(qubit);
    }
    for (std::size_t i = 0; i < gates->size(); ++i)
        QSTORE_CHECK(readGate((*gates)[i], "gates[" + std::to_string(i) + "]", calibration, gathered));
    setMedians(calibration, gathered);
    return calibration;
}

}  // namespace qstore
