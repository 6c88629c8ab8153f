// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <map>
#include <string>

#include "core/circuit/circuit.h"

namespace qstore::ui {

/// What the chosen dataset offers to the angles of a circuit.
struct LiveInputs {
    QString dataset;                       ///< empty when none is chosen
    QStringList columns;                   ///< features after preparation, for chips and menus
    std::map<std::string, double> values;  ///< of the row shown, by feature name
    QString problem;                       ///< why nothing could be prepared; empty when it could
    bool trainingRow = true;               ///< false: the split fails, so the row is the table's first
};

/// True if the circuit takes angles of amplitude encoding that no column of the table is named like.
bool wantsAmplitudes(const Circuit& circuit);

/// The columns the circuit takes that have no value among the inputs, without repeats.
QStringList missingColumns(const Circuit& circuit, const LiveInputs& inputs);

}  // namespace qstore::ui
