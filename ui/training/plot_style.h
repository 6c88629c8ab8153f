// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QPalette>

class QCustomPlot;

namespace qstore::ui {

/// Axes, grid and background in the colours of the window.
void stylePlot(QCustomPlot& plot, const QPalette& palette, const QFont& font);

}  // namespace qstore::ui
