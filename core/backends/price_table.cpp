// SPDX-License-Identifier: Apache-2.0
#include "core/backends/price_table.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "core/backends/shipped_backend_data.h"
#include "core/base/json_fields.h"
#include "core/base/number_text.h"

namespace qstore {
namespace {

using Json = nlohmann::json;

/// A price or a time: never negative.
JsonFields& readAmount(JsonFields& fields, const char* key, double& value, bool required) {
    if (required) fields.require(key);
    fields.read(key, value);
    if (value < 0.0) fields.wrong(key, "a number that is not negative");
    return fields;
}

Result<PriceRow> readRow(const Json& json, const std::string& where) {
    PriceRow row;
    JsonFields fields(json, where);
    std::size_t basis = 0;
    fields.require("provider").read("provider", row.provider).require("plan").read("plan", row.plan);
    fields.read("devices", row.devices);
    fields.require("basis").choose("basis", {"gate-shots", "seconds", "free"}, basis);
    row.basis = static_cast<PriceBasis>(basis);
    const bool gates = row.basis == PriceBasis::GateShots, seconds = row.basis == PriceBasis::Seconds;
    readAmount(fields, "oneQubitGateShotUsd", row.oneQubitGateShotUsd, gates);
    readAmount(fields, "twoQubitGateShotUsd", row.twoQubitGateShotUsd, gates);
    readAmount(fields, "minimumUsd", row.minimumUsd, gates);
    row.minimumMitigatedUsd = row.minimumUsd;
    readAmount(fields, "minimumMitigatedUsd", row.minimumMitigatedUsd, false);
    readAmount(fields, "secondUsd", row.secondUsd, seconds);
    readAmount(fields, "jobSeconds", row.jobSeconds, seconds);
    readAmount(fields, "executionSeconds", row.executionSeconds, seconds);
    fields.require("date").read("date", row.date).require("source").read("source", row.source);
    fields.read("note", row.note);
    QSTORE_CHECK(fields.finish());
    return row;
}

bool covers(const PriceRow& row, std::string_view provider, std::string_view device,
            std::string_view plan) {
    if (row.provider != provider || (!plan.empty() && row.plan != plan && row.plan != "any")) return false;
    return row.devices.empty() ||
           std::find(row.devices.begin(), row.devices.end(), device) != row.devices.end();
}

double asDouble(std::uint64_t value) {
    return static_cast<double>(value);
}

void priceGateShots(const PriceRow& row, const JobWork& work, JobPrice& price) {
    const double gateShots = (row.oneQubitGateShotUsd * asDouble(work.oneQubitGates) +
                              row.twoQubitGateShotUsd * asDouble(work.twoQubitGates)) *
                             asDouble(work.shots);
    const double minimum = work.mitigation ? row.minimumMitigatedUsd : row.minimumUsd;
    price.usd = std::max(gateShots, minimum);
    price.atMostUsd = gateShots + minimum * asDouble(work.circuits);
    price.ground = gateShots > minimum ? PriceGround::GateShots : PriceGround::JobMinimum;
    price.reason = gateShots > minimum ? "gate-shots" : "the least that a job costs";
}

void priceSeconds(const PriceRow& row, const JobWork& work, JobPrice& price) {
    price.seconds = work.executionSeconds.value_or(
        row.jobSeconds + row.executionSeconds * asDouble(work.circuits) * asDouble(work.shots));
    price.usd = row.secondUsd * *price.seconds;
    price.atMostUsd = price.usd;
    price.ground = PriceGround::MachineSeconds;
    price.secondUsd = row.secondUsd;
    price.reason = numberToText(row.secondUsd) + " USD for each second of the machine";
    // Error mitigation multiplies the executions by what no source says.
    if (work.mitigation && !work.executionSeconds) {
        price.usd = price.atMostUsd = std::nullopt;
        price.ground = PriceGround::MitigationNotPublished;
        price.reason = "how much longer a job takes with error mitigation is not published";
    }
}

}  // namespace

Result<PriceTable> PriceTable::parse(std::string_view json) {
    QSTORE_TRY(const Json document, parseJson(json));
    JsonFields fields(document, "");
    std::string about;
    fields.read("about", about).require("prices");
    const Json* prices = fields.child("prices");
    QSTORE_CHECK(fields.finish());
    if (!prices->is_array()) return fail(ErrorCode::Parse, "'prices' is not a list");
    PriceTable table;
    for (std::size_t i = 0; i < prices->size(); ++i) {
        QSTORE_TRY(PriceRow row, readRow((*prices)[i], "prices[" + std::to_string(i) + "]"));
        table.m_rows.push_back(std::move(row));
    }
    return table;
}

Result<PriceTable> PriceTable::shipped() {
    QSTORE_TRY(const std::string_view text, shippedBackendData("prices.json"));
    return parse(text);
}

const PriceRow* PriceTable::find(std::string_view provider, std::string_view device,
                                 std::string_view plan) const {
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [&](const PriceRow& row) {
        return covers(row, provider, device, plan);
    });
    return found == m_rows.end() ? nullptr : &*found;
}

JobPrice PriceTable::priceOfJob(std::string_view provider, std::string_view device, const JobWork& work,
                                std::string_view plan) const {
    JobPrice price;
    if (device == "local" || device.rfind("local/", 0) == 0) {
        price.usd = price.atMostUsd = 0.0;
        price.ground = PriceGround::ThisMachine;
        price.reason = "it runs on this machine";
        return price;
    }
    const PriceRow* row = find(provider, device, plan);
    if (row != nullptr) return qstore::priceOfJob(*row, work);
    price.reason = "no published price of '" + std::string(device) + "' is known";
    return price;
}

JobPrice priceOfJob(const PriceRow& row, const JobWork& work) {
    JobPrice price;
    price.source = row.source;
    price.date = row.date;
    price.note = row.note;
    if (row.basis == PriceBasis::GateShots) priceGateShots(row, work, price);
    if (row.basis == PriceBasis::Seconds) priceSeconds(row, work, price);
    if (row.basis == PriceBasis::Free) {
        price.usd = price.atMostUsd = 0.0;
        price.ground = PriceGround::Free;
        price.reason = "free of charge";
    }
    return price;
}

JobPrice withEstimate(JobPrice table, const std::optional<ProviderEstimate>& estimate) {
    if (!estimate) return table;
    if (!estimate->costUsd) {
        table.otherUnit = estimate;
        return table;
    }
    JobPrice price;
    price.usd = price.atMostUsd = estimate->costUsd;
    price.seconds = estimate->executionSeconds;
    price.fromProvider = true;
    price.ground = PriceGround::ProviderEstimate;
    price.reason = "the provider's own estimate";
    return price;
}

std::string priceNote(const JobPrice& price) {
    if (!price.otherUnit) return price.note;
    return "The provider's estimate is " + numberToText(price.otherUnit->cost) + " " +
           price.otherUnit->unit + (price.note.empty() ? "." : ". " + price.note);
}

std::string usdText(double usd) {
    std::array<char, 64> text{};
    const char* format = usd != 0.0 && std::abs(usd) < 0.1 ? "$%.2g" : "$%.2f";
    std::snprintf(text.data(), text.size(), format, usd);
    return text.data();
}

}  // namespace qstore
