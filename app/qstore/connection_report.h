// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "app/qstore/key_access.h"
#include "core/stores/store_driver.h"

namespace qstore {

nlohmann::ordered_json connectionJson(const StoreConnection& connection);

/// A connection with what can be said of it without the network.
struct ConnectionState {
    StoreConnection connection;
    std::optional<KeyState> key;  ///< nothing where its kind has none, or cannot be reached
    std::string reason, cure;     ///< why it cannot be reached: its plugin is off, say
};
/// The store in the workspace first.
nlohmann::ordered_json storesJson(const std::string& workspace, const std::vector<ConnectionState>& states);
std::string storesText(const std::string& workspace, const std::vector<ConnectionState>& states);

nlohmann::ordered_json kindsJson(const std::vector<StoreKind>& kinds);
std::string kindsText(const std::vector<StoreKind>& kinds);

nlohmann::ordered_json storeStepsJson(const std::vector<StoreTestStep>& steps);
std::string storeStepsText(const std::vector<StoreTestStep>& steps);
/// The first step that did not pass, as the error of the whole test.
std::optional<Error> failureOf(const std::string& store, const std::vector<StoreTestStep>& steps);

}  // namespace qstore
