// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/score_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <cmath>

#include "ui/controllers/workspace_session.h"
#include "ui/models/runs_model.h"
#include "ui/support/number_text.h"

namespace qstore::ui {
namespace {

/// The context of translations for the free functions of this file.
struct ScoreText {
    Q_DECLARE_TR_FUNCTIONS(ScoreText)
};

QString fixed(double value, int decimals) {
    return isolated(QLocale().toString(value, 'f', decimals));
}

}  // namespace

QString Scoring::name() const {
    return regression ? QStringLiteral("R²") : ScoreText::tr("accuracy");
}

QString Scoring::score(const PartMetrics& part) const {
    if (part.rows == 0) return QStringLiteral("–");
    return regression ? fixed(part.accuracy, 3) : percent(part.accuracy);
}

QString Scoring::scoreInWords(const PartMetrics& part) const {
    return part.rows == 0 ? ScoreText::tr("no rows") : score(part);
}

double Scoring::error(const PartMetrics& part) const {
    return regression ? std::sqrt(part.loss) * targetScale : part.loss;
}

QString Scoring::errorText(const PartMetrics& part) const {
    if (part.rows == 0) return QStringLiteral("–");
    return regression ? sensibleNumber(error(part), 4) : fixed(part.loss, 3);
}

Scoring scoringOf(bool regression, const ModelSpec& spec, const QString& target) {
    return {regression, spec.targetScale, target};
}

QString scoreInList(bool regression, const PartMetrics& test) {
    if (test.rows == 0) return ScoreText::tr("no test rows");
    return regression ? ScoreText::tr("R² %1").arg(fixed(test.accuracy, 3)) : percent(test.accuracy);
}

bool isRegression(const RunRecord& run) {
    const auto recipe = readRecipeJson(run.recipeJson);
    return recipe && recipe->task == TaskKind::Regression;
}

QString baselineTitle(const std::string& name) {
    if (name == "majority") return ScoreText::tr("Majority class");
    if (name == "logistic-regression") return ScoreText::tr("Logistic regression");
    if (name == "mean") return ScoreText::tr("Mean of the target");
    if (name == "linear-regression") return ScoreText::tr("Linear regression");
    return toQt(name);
}

}  // namespace qstore::ui
