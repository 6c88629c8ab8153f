// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/stores/vector_store.h"

namespace qstore {

nlohmann::ordered_json collectionJson(const CollectionInfo& info);
std::string collectionTable(const std::vector<CollectionInfo>& infos);

nlohmann::ordered_json payloadJson(const Payload& payload);
std::string payloadText(const Payload& payload);
/// `vector` only where there is one.
nlohmann::ordered_json pointJson(const Point& point);
std::string pointTable(const std::vector<Point>& points);

nlohmann::ordered_json answerJson(const QueryAnswer& answer);
/// `canBeExact`: whether the store has exact queries.
std::string answerTable(const QueryAnswer& answer, Metric metric, bool canBeExact);

}  // namespace qstore
