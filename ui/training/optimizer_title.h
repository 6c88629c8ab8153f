// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/learning/trainer.h"

namespace qstore::ui {

/// "Adam", "Quantum natural gradient", … for people.
QString optimizerTitle(OptimizerKind kind);

}  // namespace qstore::ui
