// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "ui/window/app_context.h"
#include "ui/window/page.h"

/// The pages of the window in the order of the page bar. They belong to the window once it has them.
std::vector<qstore::ui::Page*> makePages(qstore::ui::AppContext& context);
