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

class Accounts;

/// Whether nobody pays what jobs of this account cost; also while the practice cloud does not run, and its
/// account is not among these, which may be null.
bool isPracticeAccount(const Accounts* accounts, const std::string& profile);

}  // namespace qstore::ui
