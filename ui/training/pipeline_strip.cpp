// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/pipeline_strip.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QToolButton>

#include "ui/controllers/workspace_session.h"

namespace qstore::ui {

PipelineStrip::PipelineStrip(QWidget* parent) : QWidget(parent), m_layout(new QHBoxLayout(this)) {
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(4);
    setAccessibleName(tr("Pipeline"));
    setSteps({});
}

void PipelineStrip::setSteps(const std::vector<PipelineStep>& steps) {
    while (QLayoutItem* item = m_layout->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    static const char* const planned[] = {"load",     "recipe",    "compile", "train",
                                          "evaluate", "baselines", "save"};
    std::vector<PipelineStep> shown = steps;
    if (shown.empty()) {
        for (const char* name : planned) shown.push_back({name, -1.0});
    }
    for (std::size_t i = 0; i < shown.size(); ++i) {
        const QString name = toQt(shown[i].name);
        if (i > 0) {
            auto* arrow = new QLabel(QStringLiteral("›"), this);
            arrow->setProperty("role", QStringLiteral("secondary"));
            m_layout->addWidget(arrow);
        }
        auto* button = new QToolButton(this);
        button->setObjectName(QStringLiteral("pipelineStep_") + name);
        button->setAutoRaise(true);
        // The time has a line of its own from the start, so that nothing moves when it comes.
        const QString time = shown[i].seconds < 0 ? QStringLiteral(" ") : durationText(shown[i].seconds);
        button->setText(stepTitle(name) + QLatin1Char('\n') + time);
        button->setToolTip(tr("Show the real values of this step for one row"));
        button->setEnabled(shown[i].seconds >= 0);
        connect(button, &QToolButton::clicked, this, [this, name] { Q_EMIT stepClicked(name); });
        m_layout->addWidget(button);
    }
    m_layout->addStretch();
}

QString stepTitle(const QString& name) {
    if (name == QLatin1String("load")) return PipelineStrip::tr("Load table");
    if (name == QLatin1String("recipe")) return PipelineStrip::tr("Prepare");
    if (name == QLatin1String("compile")) return PipelineStrip::tr("Compile circuit");
    if (name == QLatin1String("train")) return PipelineStrip::tr("Train");
    if (name == QLatin1String("evaluate")) return PipelineStrip::tr("Evaluate");
    if (name == QLatin1String("baselines")) return PipelineStrip::tr("Baselines");
    if (name == QLatin1String("save")) return PipelineStrip::tr("Save");
    return name;
}

QString durationText(double seconds) {
    const QLocale locale;
    if (seconds < 1e-3) return PipelineStrip::tr("%1 µs").arg(locale.toString(seconds * 1e6, 'f', 0));
    if (seconds < 1.0) return PipelineStrip::tr("%1 ms").arg(locale.toString(seconds * 1e3, 'g', 3));
    return PipelineStrip::tr("%1 s").arg(locale.toString(seconds, 'f', 1));
}

}  // namespace qstore::ui
