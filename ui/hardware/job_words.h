// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <string>

#include "core/base/result.h"

namespace qstore::ui {

/// Core's advice about jobs is written for both, window and command line, and names what one would type.
/// Here it names what one presses instead.
QString jobAdvice(const std::string& advice);
Error jobError(Error error);

}  // namespace qstore::ui
