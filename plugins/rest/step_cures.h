// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/net/http.h"
#include "core/stores/store_driver.h"

namespace qstore {

/// Which step a broken exchange belongs to: everything up to the connection is Host.
StoreStep stepOf(const NetError& error);
/// What to do about it.
std::string cureOf(NetFault fault, const StoreConnection& connection);

}  // namespace qstore
