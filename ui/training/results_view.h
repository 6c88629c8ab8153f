// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/training/score_text.h"

class QTableWidget;
class QLabel;

namespace qstore::ui {

/// The trained model beside its classical twins on the same split, with a plain sentence on top.
class ResultsView : public QWidget {
    Q_OBJECT
public:
    explicit ResultsView(QWidget* parent = nullptr);
    void clear();
    void setSummary(const TrainingSummary& summary, const Scoring& scoring);

private:
    void addRow(const QString& name, const Baseline& parts, const Scoring& scoring, bool emphasised);
    QLabel* m_verdict;
    QTableWidget* m_table;
};

/// The sentence over the results; says no more than one split allows.
QString verdict(const TrainingSummary& summary, const Scoring& scoring);

}  // namespace qstore::ui
