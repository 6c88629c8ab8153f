// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stores/retrieval_words.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include "ui/controllers/workspace_session.h"
#include "ui/support/number_text.h"
#include "ui/training/pipeline_strip.h"

namespace qstore::ui {
namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(RetrievalWords)
public:
    static QString stage(const RetrievalStage& stage) {
        const QString out = groupedCount(stage.out);
        const QString time = stageTimeText(stage.seconds);
        if (stage.name == "candidates") return tr("candidates from the store: %1 in %2").arg(out, time);
        if (stage.name == "encode") return tr("encoded as simulated states: %1 in %2").arg(out, time);
        if (stage.name == "rank") return tr("ordered by fidelity: best %1 in %2").arg(out, time);
        return tr("%1: %2 in %3").arg(toQt(stage.name), out, time);
    }
    static QString title(const std::string& name) {
        if (name == "precise") return tr("Precise");
        if (name == "balanced") return tr("Balanced");
        if (name == "exploratory") return tr("Exploratory");
        return toQt(name);
    }
    static QString help(const QString& name) {
        const auto mode = retrievalModeOf(fromQt(name));
        if (name.isEmpty() || !mode)
            return tr("By the metric of the collection alone; no circuit takes part.");
        const QString pool = groupedCount(mode->pool);
        QString text = mode->exact
                           ? tr("%1 candidates from every point, ordered anew by fidelity.").arg(pool)
                           : tr("%1 candidates by the index, ordered anew by fidelity.").arg(pool);
        if (mode->diversity > 0.0)
            text += QLatin1Char(' ') + tr("Diversity %1: each next one also unlike those before it.")
                                           .arg(sensibleNumber(mode->diversity, 2));
        return text + QLatin1Char(' ') +
               tr("The states are simulated here; this is another nearness, not a faster one.");
    }
    static QString exactness(bool exact) {
        return exact ? tr("every point was looked at") : tr("by the graph, which may miss some");
    }
};

}  // namespace

QString modeTitle(const std::string& name) {
    return Words::title(name);
}

QString modeHelp(const QString& name) {
    return Words::help(name);
}

QString stageTimeText(double seconds) {
    return isolated(durationText(seconds));
}

QString percentText(double share) {
    return isolated(QStringLiteral("%1 %").arg(QLocale().toString(share * 100.0, 'g', 3)));
}

QString stagesText(const StoreAnswer& answer) {
    QStringList parts;
    for (const RetrievalStage& stage : answer.stages) parts << Words::stage(stage);
    parts << Words::exactness(answer.exact);
    return parts.join(QStringLiteral(" → "));
}

}  // namespace qstore::ui
