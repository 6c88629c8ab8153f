// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <vector>

#include "core/workspace/training_session.h"

class QHBoxLayout;

namespace qstore::ui {

/// The way of the data as a row of steps, each with the time it took; a click asks for its values.
class PipelineStrip : public QWidget {
    Q_OBJECT
public:
    explicit PipelineStrip(QWidget* parent = nullptr);
    void setSteps(const std::vector<PipelineStep>& steps);

Q_SIGNALS:
    void stepClicked(const QString& name);

private:
    QHBoxLayout* m_layout;
};

/// "load" → "Load table"; 0.00123 → "1.2 ms".
QString stepTitle(const QString& name);
QString durationText(double seconds);

}  // namespace qstore::ui
