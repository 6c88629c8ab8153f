// SPDX-License-Identifier: Apache-2.0
#include "core/backends/ibm_calibration.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

#include "core/backends/iso_time.h"
#include "core/base/json.h"
#include "core/base/json_fields.h"

namespace qstore {
namespace {

using Json = nlohmann::json;

struct Figure {
    std::string name;
    double value = 0.0;
    double nanoseconds = 0.0;  ///< of one unit; 0 where the unit is no time
};

Result<double> nanosecondsOf(const std::string& unit, const std::string& where) {
    if (unit == "ns") return 1.0;
    if (unit == "us" || unit == "µs") return 1e3;
    if (unit == "ms") return 1e6;
    if (unit == "s") return 1e9;
    if (unit.empty() || unit == "GHz" || unit == "MHz" || unit == "Hz") return 0.0;
    return fail(ErrorCode::Parse, "'" + where + ".unit' is '" + unit + "', an unknown unit");
}

/// One list of `{date, name, unit, value}`.
Result<std::vector<Figure>> readFigures(const Json& list, const std::string& where) {
    if (!list.is_array()) return fail(ErrorCode::Parse, "'" + where + "' is no list");
    std::vector<Figure> figures;
    for (std::size_t i = 0; i < list.size(); ++i) {
        const std::string place = where + "[" + std::to_string(i) + "]";
        Figure figure;
        std::string unit;
        JsonFields fields(list[i], place);
        fields.read("name", figure.name).require("name").read("unit", unit);
        fields.read("value", figure.value).require("value");
        QSTORE_CHECK(fields.status());
        QSTORE_TRY(figure.nanoseconds, nanosecondsOf(unit, place));
        if (figure.value < 0.0 && figure.nanoseconds > 0.0)
            return fail(ErrorCode::Parse, "'" + place + ".value' is a time below zero");
        figures.push_back(std::move(figure));
    }
    return figures;
}

Result<std::optional<double>> probability(const std::vector<Figure>& figures, std::string_view name,
                                          const std::string& where) {
    for (const Figure& each : figures) {
        if (each.name != name) continue;
        if (each.value >= 0.0 && each.value <= 1.0) return std::optional(each.value);
        return fail(ErrorCode::Parse, "'" + std::string(name) + "' of " + where + " is no probability");
    }
    return std::optional<double>();
}

/// In nanoseconds; nothing without the figure or a time unit.
std::optional<double> duration(const std::vector<Figure>& figures, std::string_view name) {
    for (const Figure& each : figures)
        if (each.name == name && each.nanoseconds > 0.0) return each.value * each.nanoseconds;
    return std::nullopt;
}

std::optional<double> scaled(std::optional<double> value, double factor) {
    if (value) *value *= factor;
    return value;
}

std::optional<double> median(std::vector<double> values) {
    if (values.empty()) return std::nullopt;
    std::sort(values.begin(), values.end());
    const std::size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2.0;
}

class PropertiesReader {
public:
    PropertiesReader(const Json& root, const std::string& device) : m_root(root) {
        m_result.device = device;
    }

    Result<std::optional<Calibration>> read() {
        QSTORE_CHECK(readHead());
        QSTORE_CHECK(readQubits(m_root.at("qubits")));
        m_twoQubitGate = twoQubitGate(m_root.at("gates"));
        const Json& gates = m_root.at("gates");
        for (std::size_t i = 0; i < gates.size(); ++i)
            QSTORE_CHECK(readGate(gates[i], "gates[" + std::to_string(i) + "]"));
        for (const auto& [pair, calibration] : m_pairs) m_result.pairs.push_back(calibration);
        addMedians();
        return std::optional(std::move(m_result));
    }

private:
    Status readHead() {
        std::string date;
        JsonFields fields(m_root, "");
        fields.read("last_update_date", date).require("last_update_date");
        fields.require("qubits").require("gates");
        if (const Json* id = fields.child("calibration_id"); id != nullptr && !id->is_null())
            fields.read("calibration_id", m_result.id);
        QSTORE_CHECK(fields.status());
        const auto measured = isoTimeMs(date);
        if (!measured) return fail(ErrorCode::Parse, "'last_update_date' is no time");
        m_result.measuredMs = *measured;
        if (!m_root.at("qubits").is_array() || !m_root.at("gates").is_array())
            return fail(ErrorCode::Parse, "'qubits' or 'gates' is no list");
        return {};
    }

    Status readQubits(const Json& qubits) {
        m_result.qubits = qubits.size();
        for (std::size_t q = 0; q < qubits.size(); ++q) {
            const std::string where = "qubits[" + std::to_string(q) + "]";
            QSTORE_TRY(const auto figures, readFigures(qubits[q], where));
            QubitCalibration qubit;
            qubit.t1Us = scaled(duration(figures, "T1"), 1e-3);
            qubit.t2Us = scaled(duration(figures, "T2"), 1e-3);
            QSTORE_TRY(qubit.readError01, probability(figures, "prob_meas1_prep0", where));
            QSTORE_TRY(qubit.readError10, probability(figures, "prob_meas0_prep1", where));
            QSTORE_TRY(const auto readout, probability(figures, "readout_error", where));
            if (readout) m_readout.push_back(*readout);
            if (const auto length = duration(figures, "readout_length")) m_readTimes.push_back(*length);
            m_result.perQubit.push_back(qubit);
        }
        return {};
    }

    /// The gate that the device is built around.
    static std::string twoQubitGate(const Json& gates) {
        for (const char* name : {"cz", "ecr", "cx"})
            for (const Json& gate : gates)
                if (gate.is_object() && gate.value("gate", Json()) == name) return name;
        return {};
    }

    Status readGate(const Json& gate, const std::string& where) {
        std::string name;
        JsonFields fields(gate, where);
        fields.read("gate", name).require("gate").require("qubits").require("parameters");
        QSTORE_CHECK(fields.status());
        const bool pair = name == m_twoQubitGate;
        if (!pair && name != "sx" && name != "x" && name != "reset") return {};
        QSTORE_TRY(const auto qubits, readGateQubits(gate.at("qubits"), where));
        if (qubits.size() != (pair ? 2U : 1U) || (pair && qubits[0] == qubits[1]))
            return fail(ErrorCode::Parse, "'" + where + ".qubits' does not fit '" + name + "'");
        QSTORE_TRY(const auto figures, readFigures(gate.at("parameters"), where + ".parameters"));
        QSTORE_TRY(const auto error, probability(figures, "gate_error", where));
        const auto length = duration(figures, "gate_length");
        if (pair)
            addPair(qubits[0], qubits[1], error, length);
        else
            addOneQubit(name, qubits[0], error, length);
        return {};
    }

    Result<std::vector<Qubit>> readGateQubits(const Json& list, const std::string& where) const {
        std::vector<Qubit> qubits;
        for (const Json& each : list) {
            if (!each.is_number_unsigned() || each.get<std::uint64_t>() >= m_result.qubits)
                return fail(ErrorCode::Parse, "'" + where + ".qubits' names a qubit that does not exist");
            qubits.push_back(each.get<Qubit>());
        }
        return qubits;
    }

    /// Gates that work both ways are listed twice: one entry is kept, in the direction listed first.
    void addPair(Qubit a, Qubit b, std::optional<double> error, std::optional<double> length) {
        const auto added = m_pairs.try_emplace(std::minmax(a, b), PairCalibration{a, b, error, length});
        if (!added.second) return;
        if (error) m_pairErrors.push_back(*error);
        if (length) m_pairTimes.push_back(*length);
    }

    void addOneQubit(const std::string& name, Qubit qubit, std::optional<double> error,
                     std::optional<double> length) {
        if (name == "reset") {
            if (length) m_resetTimes.push_back(*length);
            return;
        }
        // √X is what circuits are written in; X stands in where it was not measured.
        auto& kept = m_result.perQubit[qubit].oneQubitError;
        if (name == "sx" || !kept) kept = error ? error : kept;
        if (length && name == "sx") m_gateTimes.push_back(*length);
    }

    template <class Member>
    std::optional<double> medianOf(Member member) const {
        std::vector<double> values;
        for (const QubitCalibration& each : m_result.perQubit)
            if (each.*member) values.push_back(*(each.*member));
        return median(std::move(values));
    }

    void addMedians() {
        m_result.medians = {medianOf(&QubitCalibration::t1Us), medianOf(&QubitCalibration::t2Us),
                            medianOf(&QubitCalibration::oneQubitError),
                            medianOf(&QubitCalibration::readError01),
                            medianOf(&QubitCalibration::readError10)};
        m_result.medianTwoQubitError = median(m_pairErrors);
        m_result.spamError = median(m_readout);
        m_result.oneQubitTimeNs = median(m_gateTimes);
        m_result.twoQubitTimeNs = median(m_pairTimes);
        m_result.readTimeNs = median(m_readTimes);
        m_result.resetTimeNs = median(m_resetTimes);
    }

    const Json& m_root;
    Calibration m_result;
    std::string m_twoQubitGate;
    std::map<std::pair<Qubit, Qubit>, PairCalibration> m_pairs;
    std::vector<double> m_readout, m_readTimes, m_gateTimes, m_resetTimes, m_pairErrors, m_pairTimes;
};

}  // namespace

Result<std::optional<Calibration>> readIbmProperties(std::string_view json, const std::string& device) {
    QSTORE_TRY(const Json root, parseJson(json));
    if (root.is_null() || (root.is_object() && root.empty())) return std::optional<Calibration>();
    return PropertiesReader(root, device).read();
}

}  // namespace qstore
