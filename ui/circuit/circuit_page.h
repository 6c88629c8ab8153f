// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/app_context.h"
#include "ui/window/page.h"

namespace qstore::ui {

/// Draw a circuit, see its state while drawing, wire data columns to angles.
class CircuitPage : public Page {
    Q_OBJECT
public:
    explicit CircuitPage(AppContext& context, QWidget* parent = nullptr);

private:
    AppContext& m_context;
};

}  // namespace qstore::ui
