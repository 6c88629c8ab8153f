// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "core/backends/provider.h"

namespace qstore {

/// GET /backends, with what the interface does not say: gate sets, limits, noise models.
Remote<std::vector<DeviceInfo>> readIonqBackends(const nlohmann::json& reply);
/// One page of GET /backends/{b}/characterizations; `pages` is how many there are in all.
struct CharacterizationPage {
    std::vector<Calibration> calibrations;
    std::uint64_t pages = 1;
};
Remote<CharacterizationPage> readIonqCharacterizations(const nlohmann::json& reply,
                                                       const std::string& device);
/// GET /jobs/estimate, as of May and as of September 2026.
Remote<ProviderEstimate> readIonqEstimate(const nlohmann::json& reply);
/// GET /jobs/{id}/cost: nothing while only an estimate is there, or where it is not in US dollars.
Remote<std::optional<double>> readIonqCost(const nlohmann::json& reply);
/// GET /whoami.
Remote<Identity> readIonqIdentity(const nlohmann::json& reply);

}  // namespace qstore
