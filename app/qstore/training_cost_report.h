// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "core/backends/training_cost.h"

namespace qstore {

nlohmann::ordered_json trainingCostJson(const TrainingCost& cost, bool withEpochs);
/// Circuits, shots, price and times, in lines.
std::string trainingCostText(const TrainingCost& cost);
/// Where a price stands, and what is to be known beside it, in lines; empty when there is nothing.
std::string priceSourceText(const JobPrice& price);

}  // namespace qstore
