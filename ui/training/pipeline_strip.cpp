// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/pipeline_strip.h"

#include <QLabel>
#include <QLocale>
#include <QToolButton>
#include <algorithm>

#include "ui/controllers/workspace_session.h"
#include "ui/support/flow_layout.h"
#include "ui/support/number_text.h"

namespace qstore::ui {
namespace {

constexpr const char* planned[] = {"load",      "recipe", "compile",  "train",  "evaluate",
                                   "baselines", "save",   "register", "export", "predict"};

}  // namespace

PipelineStrip::PipelineStrip(QWidget* parent) : QWidget(parent), m_layout(new FlowLayout(this, 2)) {
    setObjectName(QStringLiteral("pipelineStrip"));
    setAccessibleName(tr("Pipeline"));
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    rebuild();
}

void PipelineStrip::setSteps(const std::vector<PipelineStep>& done, const QString& running) {
    if (done == m_done && running == m_running) return;
    m_done = done;
    m_running = running;
    rebuild();
}

void PipelineStrip::setValuesAvailable(bool available) {
    if (std::exchange(m_valuesAvailable, available) != available) rebuild();
}

void PipelineStrip::rebuild() {
    while (QLayoutItem* item = m_layout->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    bool first = true;
    for (const char* each : planned) {
        const QString name = QString::fromLatin1(each);
        // A step that was done twice, such as a second export, shows its last time.
        const auto done = std::find_if(m_done.rbegin(), m_done.rend(),
                                       [each](const PipelineStep& step) { return step.name == each; });
        auto* button = new QToolButton(this);
        button->setObjectName(QStringLiteral("pipelineStep_") + name);
        button->setAutoRaise(true);
        QString text = stepTitle(name);
        if (done != m_done.rend())
            text = tr("%1 · %2").arg(text, isolated(durationText(done->seconds)));
        else if (name == m_running)
            text = tr("%1 …").arg(text);
        if (!first)
            text.prepend(layoutDirection() == Qt::RightToLeft ? QStringLiteral("‹ ")
                                                              : QStringLiteral("› "));
        first = false;
        button->setText(text);
        QFont weight = font();
        if (name == m_running) weight.setWeight(QFont::DemiBold);
        button->setFont(weight);
        button->setToolTip(m_valuesAvailable ? tr("Show the real values of this step for one row")
                                             : tr("After a training, a click shows this step for one row"));
        button->setEnabled(done != m_done.rend() || name == m_running);
        connect(button, &QToolButton::clicked, this, [this, name] { Q_EMIT stepClicked(name); });
        m_layout->addWidget(button);
        button->show();
    }
    updateGeometry();
}

QString stepTitle(const QString& name) {
    if (name == QLatin1String("load")) return PipelineStrip::tr("Load table");
    if (name == QLatin1String("recipe")) return PipelineStrip::tr("Prepare");
    if (name == QLatin1String("compile")) return PipelineStrip::tr("Compile circuit");
    if (name == QLatin1String("train")) return PipelineStrip::tr("Train");
    if (name == QLatin1String("evaluate")) return PipelineStrip::tr("Evaluate");
    if (name == QLatin1String("baselines")) return PipelineStrip::tr("Baselines");
    if (name == QLatin1String("save")) return PipelineStrip::tr("Store");
    if (name == QLatin1String("register")) return PipelineStrip::tr("Register");
    if (name == QLatin1String("export")) return PipelineStrip::tr("Export");
    if (name == QLatin1String("predict")) return PipelineStrip::tr("Predict");
    return name;
}

QString durationText(double seconds) {
    const QLocale locale;
    if (seconds < 1e-3) return PipelineStrip::tr("%1 µs").arg(locale.toString(seconds * 1e6, 'f', 0));
    if (seconds < 1.0) return PipelineStrip::tr("%1 ms").arg(locale.toString(seconds * 1e3, 'g', 3));
    if (seconds < 90.0) return PipelineStrip::tr("%1 s").arg(locale.toString(seconds, 'f', 1));
    const int minutes = static_cast<int>(seconds / 60.0);
    if (minutes < 90)
        return PipelineStrip::tr("%1 min %2 s").arg(minutes).arg(static_cast<int>(seconds) % 60);
    return PipelineStrip::tr("%1 h %2 min").arg(minutes / 60).arg(minutes % 60);
}

}  // namespace qstore::ui
