// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <string>

#include "ui/stores/store_work.h"

namespace qstore::ui {

/// "Balanced"; the name itself where it is none of retrievalModes().
QString modeTitle(const std::string& name);
/// What a mode does, in its own numbers. Empty: the store's order.
QString modeHelp(const QString& name);
/// "0.42 ms", "1.3 s".
QString stageTimeText(double seconds);
/// "95.5 %", "100 %".
QString percentText(double share);
/// Stage by stage, what went in, what came out and how long it took.
QString stagesText(const StoreAnswer& answer);

}  // namespace qstore::ui
