// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <functional>
#include <optional>

#include "core/backends/profile.h"
#include "core/base/result.h"

class QUndoStack;

namespace qstore::ui {

class Accounts;

/// One step that adds (`from` is absent), removes (`to` is absent) or changes an account, on the stack when
/// it succeeded. Keys stay where they are, so that what is removed comes back with its key; with a new name
/// the key follows. `failed` hears of a later undo or redo that could not be stored.
Status changeProfile(Accounts& accounts, QUndoStack& stack, const std::optional<BackendProfile>& from,
                     const std::optional<BackendProfile>& to, const QString& text,
                     std::function<void(const Error&)> failed);

}  // namespace qstore::ui
