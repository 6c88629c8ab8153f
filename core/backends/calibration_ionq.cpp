// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "core/backends/calibration_json.h"
#include "core/backends/calibration_reading.h"
#include "core/base/json_fields.h"

namespace qstore {
namespace {

using Json = nlohmann::json;

constexpr double kAnyNumber = std::numeric_limits<double>::max();
constexpr double kMicroseconds = 1e6, kNanoseconds = 1e9;

const Json* objectAt(const Json& document, const char* key) {
    const auto found = document.find(key);
    return found == document.end() || !found->is_object() ? nullptr : &*found;
}

/// One minus the median, or the mean where the file is of the older interface.
Status readInfidelity(const Json& fidelity, const char* key, std::optional<double>& error) {
    const Json* entry = objectAt(fidelity, key);
    if (entry == nullptr) return {};
    const std::string path = std::string("fidelity.") + key;
    QSTORE_TRY(auto value, optionalNumber(*entry, "median", path, 1.0));
    if (!value) {
        QSTORE_TRY(value, optionalNumber(*entry, "mean", path, 1.0));
    }
    if (value) error = 1.0 - *value;
    return {};
}

Status readTime(const Json& timing, const char* key, double unit, std::optional<double>& time) {
    QSTORE_TRY(const auto seconds, optionalNumber(timing, key, "timing", kAnyNumber / kNanoseconds));
    if (seconds) time = *seconds * unit;
    return {};
}

Status readPairs(const Json& document, Calibration& calibration) {
    const auto list = document.find("connectivity");
    if (list == document.end() || list->is_null()) return {};
    if (!list->is_array()) return fail(ErrorCode::Parse, "'connectivity' is not a list");
    for (const Json& pair : *list) {
        if (!pair.is_array() || pair.size() != 2 || !pair[0].is_number_unsigned() ||
            !pair[1].is_number_unsigned())
            return fail(ErrorCode::Parse, "'connectivity' holds " + jsonText(pair, -1).substr(0, 40) +
                                              ", expected a pair of qubits");
        calibration.pairs.push_back({pair[0].get<std::size_t>(), pair[1].get<std::size_t>(), {}, {}});
    }
    return {};
}

/// ISO 8601 in v0.4, milliseconds since 1970 before.
Status readDate(const Json& document, Calibration& calibration) {
    const auto date = document.find("date");
    if (date == document.end() || date->is_null()) return {};
    if (date->is_number_integer()) {
        calibration.measuredMs = date->get<std::int64_t>();
        return {};
    }
    if (!date->is_string()) return fail(ErrorCode::Parse, "'date' is neither a text nor a number");
    QSTORE_TRY(calibration.measuredMs, unixMsOfIsoTime(date->get_ref<const std::string&>()));
    return {};
}

}  // namespace

Result<Calibration> readIonqCharacterization(const Json& document) {
    Calibration calibration;
    const auto text = [&](const char* key) {
        const auto found = document.find(key);
        return found != document.end() && found->is_string() ? found->get<std::string>() : std::string();
    };
    calibration.device = text("backend");
    calibration.id = text("id");
    const auto qubits = document.find("qubits");
    if (qubits == document.end() || !qubits->is_number_unsigned() || qubits->get<std::size_t>() == 0 ||
        qubits->get<std::size_t>() > kMostCalibratedQubits)
        return fail(ErrorCode::Parse, "'qubits' is no number of qubits");
    calibration.qubits = qubits->get<std::size_t>();
    QSTORE_CHECK(readDate(document, calibration));
    if (const Json* fidelity = objectAt(document, "fidelity"); fidelity != nullptr) {
        QSTORE_CHECK(readInfidelity(*fidelity, "1q", calibration.medians.oneQubitError));
        QSTORE_CHECK(readInfidelity(*fidelity, "2q", calibration.medianTwoQubitError));
        QSTORE_CHECK(readInfidelity(*fidelity, "spam", calibration.spamError));
    }
    if (const Json* timing = objectAt(document, "timing"); timing != nullptr) {
        QSTORE_CHECK(readTime(*timing, "t1", kMicroseconds, calibration.medians.t1Us));
        QSTORE_CHECK(readTime(*timing, "t2", kMicroseconds, calibration.medians.t2Us));
        QSTORE_CHECK(readTime(*timing, "1q", kNanoseconds, calibration.oneQubitTimeNs));
        QSTORE_CHECK(readTime(*timing, "2q", kNanoseconds, calibration.twoQubitTimeNs));
        QSTORE_CHECK(readTime(*timing, "readout", kNanoseconds, calibration.readTimeNs));
        QSTORE_CHECK(readTime(*timing, "reset", kNanoseconds, calibration.resetTimeNs));
    }
    QSTORE_CHECK(readPairs(document, calibration));
    QSTORE_CHECK(checkCalibration(calibration));
    return calibration;
}

}  // namespace qstore
