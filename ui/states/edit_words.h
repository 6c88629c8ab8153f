// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/states/state_edit.h"

namespace qstore::ui {

/// What an edit of the state library was, for the menu of undo: "new record ada".
QString stateEditText(const StateEditHead& edit);

}  // namespace qstore::ui
