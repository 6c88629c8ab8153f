// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace qstore::ui {

class TrainingController;

/// What the run on display has at its machine and has spent there: "epoch 1, step 12: 3 jobs out at
/// ionq/qpu.aria-1 · $0.42 of $5.00 spent". Empty for runs without jobs.
QString jobsText(const TrainingController& controller);

}  // namespace qstore::ui
