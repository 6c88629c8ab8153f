// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plugins/host/keychain_calls.h"
#include "ui/controllers/keychain_task.h"

/// The keychain of the system for the window's accounts.
qstore::ui::KeychainTasks hostKeychain(const qstore::KeychainEntry& entry = {});
