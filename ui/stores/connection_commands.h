// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "core/base/result.h"
#include "core/stores/store_connection.h"

namespace qstore::ui {

class StoresController;

/// Adds (`from` is nothing), changes or removes (`to` is nothing) a connection, undoable. Keys stay where
/// they are; one that no connection uses any more is forgotten when no step of undo can bring its
/// connection back, at the latest when the program ends. Unsupported for the removal of one whose driver is
/// not there, since its key would stay for ever.
Status changeConnection(StoresController& stores, const std::optional<StoreConnection>& from,
                        const std::optional<StoreConnection>& to);

}  // namespace qstore::ui
