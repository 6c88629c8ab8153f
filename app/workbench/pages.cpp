// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages.h"

#include "ui/circuit/circuit_page.h"

using namespace qstore::ui;

std::vector<Page*> makePages(AppContext& context) {
    return {new CircuitPage(context)};
}
