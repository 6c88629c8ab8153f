// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/workspace/training_session.h"

class QTableWidget;
class QLabel;

namespace qstore::ui {

/// The trained model beside its classical twins on the same split, with a plain sentence on top.
class ResultsView : public QWidget {
    Q_OBJECT
public:
    explicit ResultsView(QWidget* parent = nullptr);
    void clear();
    void setSummary(const TrainingSummary& summary);

private:
    void addRow(const QString& name, const PartMetrics& train, const PartMetrics& validation,
                const PartMetrics& test, bool emphasised);
    QLabel* m_verdict;
    QTableWidget* m_table;
};

}  // namespace qstore::ui
