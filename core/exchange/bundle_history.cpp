// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "core/base/json.h"
#include "core/exchange/bundle_content.h"

namespace qstore {
namespace {

using OrderedJson = nlohmann::ordered_json;

/// JSON has no NaN; null stands for a number that does not exist.
OrderedJson numberJson(double value) {
    return std::isfinite(value) ? OrderedJson(value) : OrderedJson(nullptr);
}

OrderedJson partJson(const PartMetrics& part) {
    return {{"loss", numberJson(part.loss)}, {"accuracy", numberJson(part.accuracy)}, {"rows", part.rows}};
}

double numberFrom(const OrderedJson& value) {
    return value.is_null() ? std::numeric_limits<double>::quiet_NaN() : value.get<double>();
}

std::size_t wholeFrom(const OrderedJson& value) {
    if (!value.is_number_unsigned()) throw std::out_of_range("a count is not a whole number");
    return value.get<std::size_t>();
}

PartMetrics partFrom(const OrderedJson& json) {
    PartMetrics part;
    part.loss = numberFrom(json.at("loss"));
    part.accuracy = numberFrom(json.at("accuracy"));
    part.rows = wholeFrom(json.at("rows"));
    return part;
}

}  // namespace

std::string historyJson(const std::vector<EpochMetrics>& history) {
    OrderedJson list = OrderedJson::array();
    for (const EpochMetrics& epoch : history) {
        list.push_back({{"epoch", epoch.epoch},
                        {"train", partJson(epoch.train)},
                        {"validation", partJson(epoch.validation)},
                        {"learningRate", numberJson(epoch.learningRate)},
                        {"gradientNorm", numberJson(epoch.gradientNorm)}});
        if (!epoch.measured()) continue;
        list.back()["gradientError"] = numberJson(epoch.gradientError);
        list.back()["lossError"] = numberJson(epoch.lossError);
        list.back()["shots"] = epoch.shots;
    }
    return list.dump();
}

Result<std::vector<EpochMetrics>> readHistoryJson(std::string_view text) {
    QSTORE_TRY(const OrderedJson list, parseOrderedJson(text));
    std::vector<EpochMetrics> history;
    for (const OrderedJson& item : list) {
        EpochMetrics epoch;
        epoch.epoch = wholeFrom(item.at("epoch"));
        if (!history.empty() && epoch.epoch <= history.back().epoch)
            throw std::out_of_range("the epochs of the history are not in order");
        epoch.train = partFrom(item.at("train"));
        epoch.validation = partFrom(item.at("validation"));
        epoch.learningRate = numberFrom(item.at("learningRate"));
        epoch.gradientNorm = numberFrom(item.at("gradientNorm"));
        if (item.contains("shots")) {
            epoch.gradientError = numberFrom(item.at("gradientError"));
            epoch.lossError = numberFrom(item.at("lossError"));
            epoch.shots = wholeFrom(item.at("shots"));
        }
        history.push_back(epoch);
    }
    return history;
}

}  // namespace qstore
