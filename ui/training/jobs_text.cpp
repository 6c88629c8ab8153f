// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/jobs_text.h"

#include <QCoreApplication>

#include "ui/controllers/training_controller.h"
#include "ui/support/number_text.h"
#include "ui/training/price_text.h"

namespace qstore::ui {
namespace {

struct JobsTexts {
    Q_DECLARE_TR_FUNCTIONS(JobsTexts)
};

QString placeText(const std::string& purpose) {
    const JobPlace place = placeOfJob(purpose);
    switch (place.part) {
        case JobPlace::Part::Start: return JobsTexts::tr("before the first step");
        case JobPlace::Part::Step:
            return JobsTexts::tr("epoch %1, step %2")
                .arg(groupedCount(place.epoch), groupedCount(place.step));
        case JobPlace::Part::EpochEnd:
            return JobsTexts::tr("after epoch %1").arg(groupedCount(place.epoch));
        case JobPlace::Part::Result: return JobsTexts::tr("the result");
        case JobPlace::Part::Other: break;
    }
    return {};
}

QString spentText(const RunSpending& spending, double capUsd, bool practice) {
    QString spent = dollars(spending.usd);
    if (spending.expected) spent = JobsTexts::tr("about %1").arg(spent);
    const bool capped = capUsd > 0.0;
    QString text;
    if (practice)
        text = capped ? JobsTexts::tr("would have cost %1 of at most %2 (practice)")
                      : JobsTexts::tr("would have cost %1 (practice)");
    else
        text = capped ? JobsTexts::tr("%1 of %2 spent") : JobsTexts::tr("%1 spent");
    text = capped ? text.arg(spent, dollars(capUsd)) : text.arg(spent);
    if (spending.unpriced > 0)
        text +=
            JobsTexts::tr(", and %n job(s) without a price", nullptr, static_cast<int>(spending.unpriced));
    return text;
}

}  // namespace

QString jobsText(const TrainingController& controller) {
    const RunJobs& jobs = controller.jobs();
    if (!controller.run() || jobs.byId.empty()) return {};
    const MachineConfig& machine = controller.run()->config.machine;
    QStringList parts;
    const auto newest = jobs.byId.find(jobs.newest);
    if (controller.isBusy() && newest != jobs.byId.end()) {
        const QString out =
            JobsTexts::tr("%n job(s) out at %1", nullptr, static_cast<int>(jobs.spending.openJobs))
                .arg(toQt(machine.backend));
        const QString place = placeText(newest->second.purpose);
        parts << (place.isEmpty() ? out : JobsTexts::tr("%1: %2").arg(place, out));
    } else {
        parts << JobsTexts::tr("%n job(s) at %1", nullptr, static_cast<int>(jobs.spending.jobs))
                     .arg(toQt(machine.backend));
    }
    parts << spentText(jobs.spending, controller.run()->capUsd, controller.isPractice(machine));
    if (controller.isBusy() && !jobs.note.empty()) parts << toQt(jobs.note);
    return parts.join(QStringLiteral(" · "));
}

}  // namespace qstore::ui
