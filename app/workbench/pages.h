// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "ui/controllers/training_controller.h"
#include "ui/window/app_context.h"
#include "ui/window/page.h"

/// The pages of the window in the order of the page bar, wired to each other. They belong to the window
/// once it has them; `training` outlives them.
std::vector<qstore::ui::Page*> makePages(qstore::ui::AppContext& context,
                                         qstore::ui::TrainingController& training);
