// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/qstore/command.h"
#include "core/workspace/run_backend.h"

namespace qstore {

/// Accounts by name, their keys from the environment, the keychain or the vault. Each is opened once.
AccountOpener accountOpener(const Command& command);

/// A backend by its address for a person's own question; jobs of an account lie in the workspace and their
/// steps are told on standard error. `maxCostUsd` = 0: no cap.
Result<MeasuringBackend> openNamedBackend(const Command& command, const std::string& backend,
                                          double maxCostUsd);

/// Backends for trainings, their jobs in the workspace; job steps are told on standard error.
/// A cap goes before the one of the run's configuration.
MachineFactory machineFor(const Command& command, std::shared_ptr<Workspace> workspace,
                          double maxCostUsd = 0.0);

}  // namespace qstore
