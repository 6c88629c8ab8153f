// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <vector>

#include "core/workspace/training_session.h"

namespace qstore::ui {

class FlowLayout;

/// The way of the data as a row of steps, from the table to predictions: those that are done with the time
/// each took, the one that is worked on, and what is still to come. A click asks for a step's values.
class PipelineStrip : public QWidget {
    Q_OBJECT
public:
    explicit PipelineStrip(QWidget* parent = nullptr);
    /// `running` is the step that is worked on, empty for none.
    void setSteps(const std::vector<PipelineStep>& done, const QString& running = {});
    /// Whether there are values of a row to show.
    void setValuesAvailable(bool available);

Q_SIGNALS:
    void stepClicked(const QString& name);

private:
    void rebuild();

    FlowLayout* m_layout;
    std::vector<PipelineStep> m_done;
    QString m_running;
    bool m_valuesAvailable = false;
};

/// "load" → "Load table"; 0.00123 → "1.2 ms".
QString stepTitle(const QString& name);
QString durationText(double seconds);

}  // namespace qstore::ui
