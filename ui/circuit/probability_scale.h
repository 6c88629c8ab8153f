// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRectF>

class QPainter;

namespace qstore::ui {

struct Tokens;

/// The lines of 0, ½ and 1 across `chart`, with their numbers to the left of it.
void drawProbabilityScale(QPainter& painter, const QRectF& chart, const Tokens& tokens);

}  // namespace qstore::ui
