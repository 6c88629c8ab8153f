// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/workspace/training_session.h"

namespace qstore::ui {

/// What one training is judged by: rows right for classes, R² and the error in the target's own unit for
/// numbers. PartMetrics::accuracy holds the first of either.
struct Scoring {
    bool regression = false;
    double targetScale = 1.0;  ///< standard deviation of the target, in its unit
    QString target;

    QString name() const;                          ///< "accuracy", "R²"
    QString score(const PartMetrics& part) const;  ///< "97.5 %", "0.932"; "–" without rows
    /// The same for a sentence, where "–" says too little: "no rows".
    QString scoreInWords(const PartMetrics& part) const;
    double error(const PartMetrics& part) const;  ///< mean loss, or root mean squared error
    QString errorText(const PartMetrics& part) const;
};

/// Of a finished run; the scale of the target comes from its model.
Scoring scoringOf(bool regression, const ModelSpec& spec, const QString& target);
/// "97.5 %", "R² 0.932" or "no test rows", for lists of runs of both kinds.
QString scoreInList(bool regression, const PartMetrics& test);
/// What the recipe of a stored run predicts.
bool isRegression(const RunRecord& run);
/// "Logistic regression" for "logistic-regression".
QString baselineTitle(const std::string& name);

}  // namespace qstore::ui
