// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/support/test_step_row.h"

#include <QGridLayout>
#include <QLabel>
#include <QLocale>

#include "ui/support/icons.h"
#include "ui/support/labels.h"
#include "ui/support/theme.h"

namespace qstore::ui {
namespace {

constexpr int iconSize = 18;

QString stateText(StepState state) {
    switch (state) {
        case StepState::Running: return TestStepRow::tr("running");
        case StepState::Passed: return TestStepRow::tr("passed");
        case StepState::Failed: return TestStepRow::tr("failed");
        case StepState::Cancelled: return TestStepRow::tr("cancelled");
        case StepState::NotTried: break;
    }
    return TestStepRow::tr("not tried");
}

QString iconOf(StepState state) {
    switch (state) {
        case StepState::Running: return QStringLiteral("play");
        case StepState::Passed: return QStringLiteral("check");
        case StepState::Failed: return QStringLiteral("close");
        case StepState::Cancelled: return QStringLiteral("stop");
        case StepState::NotTried: break;
    }
    return QStringLiteral("minus");
}

QString capitalised(QString text) {
    if (!text.isEmpty()) text[0] = text[0].toUpper();
    return text;
}

}  // namespace

TestStepRow::TestStepRow(const Theme& theme, QString title, const QString& help, QWidget* parent)
    : QWidget(parent),
      m_theme(theme),
      m_title(std::move(title)),
      m_icon(new QLabel(this)),
      m_step(new QLabel(this)),
      m_time(secondaryLabel({}, this)),
      m_detail(secondaryLabel({}, this)),
      m_cure(new QLabel(this)) {
    setToolTip(help);
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(space::s);
    grid->setVerticalSpacing(2);
    grid->setColumnStretch(1, 1);
    m_icon->setFixedSize(iconSize, iconSize);
    m_step->setObjectName(QStringLiteral("stepTitle"));
    m_time->setObjectName(QStringLiteral("stepTime"));
    grid->addWidget(m_icon, 0, 0);
    grid->addWidget(m_step, 0, 1);
    grid->addWidget(m_time, 0, 2, Qt::AlignRight);
    m_detail->setObjectName(QStringLiteral("stepDetail"));
    m_cure->setObjectName(QStringLiteral("stepCure"));
    int line = 1;
    for (QLabel* label : {m_detail, m_cure}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        grid->addWidget(label, line++, 1, 1, 2);
    }
}

void TestStepRow::showStep(StepState state, qint64 elapsedMs, const QString& detail, const QString& cure) {
    const IconRole role = state == StepState::Running ? IconRole::Accent : IconRole::Normal;
    m_icon->setPixmap(
        themedIcon(iconOf(state), m_theme, role).pixmap(QSize(iconSize, iconSize), devicePixelRatioF()));
    m_step->setText(tr("%1: %2").arg(m_title, stateText(state)));
    QFont font = m_step->font();
    font.setWeight(state == StepState::Failed ? QFont::DemiBold : QFont::Normal);
    m_step->setFont(font);
    const bool timed = state == StepState::Passed || state == StepState::Failed;
    m_time->setText(timed ? tr("%1 ms").arg(QLocale().toString(elapsedMs)) : QString());
    m_detail->setText(capitalised(detail));
    m_detail->setVisible(!detail.isEmpty());
    m_cure->setText(capitalised(cure));
    m_cure->setVisible(!cure.isEmpty());
    QStringList spoken{m_step->text()};
    for (const QLabel* label : {m_time, m_detail, m_cure})
        if (!label->text().isEmpty()) spoken.append(label->text());
    setAccessibleName(spoken.join(QStringLiteral(". ")));
}

}  // namespace qstore::ui
