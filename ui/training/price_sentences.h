// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/backends/gradient_cost.h"

namespace qstore::ui {

/// From what a price follows, or why nobody knows it; `device` is the one it is asked for. The beginning of
/// a sentence, without a full stop.
QString priceGroundText(const JobPrice& price, const QString& device);
/// What is to be known beside a price, in sentences; empty when there is nothing.
QString priceNoteText(const JobPrice& price);
/// How the circuits of a training were counted, in sentences.
QString countingText(const TrainingCost& cost);
/// From what the shots of a way to a gradient follow, in sentences.
QString wayReasonText(const GradientOption& option);

}  // namespace qstore::ui
