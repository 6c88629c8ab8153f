// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "app/qstore/backend_choice.h"
#include "core/backends/price_table.h"
#include "core/backends/routing.h"

namespace qstore {

/// What is to be priced: one circuit, `copies` times in a job.
struct JobToPrice {
    Circuit circuit;
    std::uint64_t shots = 1000, copies = 1;
    bool mitigation = false;
    std::string plan;  ///< of the price list; empty = its first
};

/// One backend with the price of one job on it, and with what stands against running it there.
struct Priced {
    ChosenBackend backend;
    RouteCandidate route;
};
/// Published prices; the provider's estimate goes before them where it gives one.
Priced priceOn(const Command& command, const JobToPrice& job, const PriceTable& table,
               ChosenBackend backend);

/// What the provider says of a job; nothing for local ones, price lists, and where it does not say.
std::optional<ProviderEstimate> askEstimate(const Command& command, const ChosenBackend& backend,
                                            std::size_t qubits, const JobWork& work);

nlohmann::ordered_json priceJson(const JobPrice& price);
std::string priceText(const std::optional<double>& usd, const std::optional<double>& atMost);
/// An entry where there is a value; nothing is made up for what is not known.
void putKnown(nlohmann::ordered_json& json, const char* key, const std::optional<double>& value);

}  // namespace qstore
