// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/retrieval/recall.h"
#include "core/stores/metric.h"

namespace qstore {

nlohmann::ordered_json modeJson(const RetrievalMode& mode);

/// Hits and stages: what each found and what it cost.
nlohmann::ordered_json retrievalJson(const RetrievalAnswer& answer);
std::string retrievalText(const RetrievalAnswer& answer, const RetrievalMode& mode, Metric metric);

nlohmann::ordered_json qualitiesJson(const std::vector<ModeQuality>& qualities);
std::string qualitiesText(const std::vector<ModeQuality>& qualities, std::size_t topK);

}  // namespace qstore
