// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>

#include "ui/controllers/price_controller.h"

namespace qstore::ui {

/// "$12.42", "$0.0043": cents, or two digits of what is less; in the language's form.
QString dollars(double usd);
/// "about 20 min": for times that are estimated.
QString roughTime(double seconds);
/// "ionq-lab/qpu.aria-1" and the like as a person knows it: "IonQ Aria 1".
QString placeTitle(const DeviceChoice& device);

/// "≈ $12.42", "free (practice)", "price unknown".
QString priceText(const TrainingPrice& price);
/// One line: the price, circuits, jobs and time.
QString priceSummary(const TrainingPrice& price);
/// Why the training does not start at this price; empty when it may.
QString priceObstacle(const TrainingPrice& price);
/// What a cap means beside this price; empty when there is nothing to say.
QString capRemark(const TrainingPrice& price);

}  // namespace qstore::ui
