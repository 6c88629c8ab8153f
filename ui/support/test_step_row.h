// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/base/step_state.h"

class QLabel;

namespace qstore::ui {

class Theme;

/// One step of a connection's test: its state, what was found, its time, and its cure.
class TestStepRow : public QWidget {
    Q_OBJECT
public:
    TestStepRow(const Theme& theme, QString title, const QString& help, QWidget* parent);

    /// Texts may be empty.
    void showStep(StepState state, qint64 elapsedMs, const QString& detail, const QString& cure);

private:
    const Theme& m_theme;
    const QString m_title;
    QLabel *m_icon, *m_step, *m_time, *m_detail, *m_cure;
};

}  // namespace qstore::ui
