// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/stores/store_driver.h"

namespace qstore {

/// A connection's endpoint in one spelling: scheme and host in lower case, the port written unless it is
/// the scheme's own, no '/' at the end. InvalidArgument for what is no URL, for a query, for a password
/// inside, and for http to any machine but this one.
Result<std::string> completedEndpoint(const std::string& endpoint, std::string_view example);

/// Fills in what a StoreKind says is standard, and refuses settings that it does not know, naming the
/// nearest one, and values that are none of its choices.
Status completeSettings(const StoreKind& kind, StoreConnection& connection);

/// The host alone, lower case; empty where the endpoint is no URL.
std::string endpointHost(const std::string& endpoint);
/// Whether the URL leads to this machine.
bool isLoopbackUrl(const std::string& url);

}  // namespace qstore
