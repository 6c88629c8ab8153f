// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// The only way to include QCustomPlot: its header needs the Qt keywords that the rest of ui forbids.
#include <QtGlobal>

#define signals Q_SIGNALS
#define slots
#define emit
#define foreach Q_FOREACH
#include <qcustomplot.h>
#undef signals
#undef slots
#undef emit
#undef foreach
