// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/qstore/command.h"

namespace qstore {

/// `qstore data tables` and `qstore data pull-sql`: what the plugin for SQL databases brings.
void addSqlImport(CLI::App& data, Command& command);

}  // namespace qstore
