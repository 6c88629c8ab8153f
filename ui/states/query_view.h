// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/states/record_stages.h"

class QLabel;
class QTableView;
class QTableWidget;

namespace qstore::ui {

class InlineMessage;
class RecordHitsModel;
class Theme;

/// What a query found: the stages with what each let through and cost, and the hits with every factor of
/// their scores.
class QueryView : public QWidget {
    Q_OBJECT
public:
    explicit QueryView(const Theme& theme, QWidget* parent = nullptr);
    void showAnswer(const StagedAnswer& answer, const RecordQuery& query);

Q_SIGNALS:
    void recordActivated(const QString& id);

private:
    QTableWidget* buildStages();
    void showStages(const std::vector<StepReport>& steps);
    void showWords(const RecordAnswer& answer, const RecordQuery& query);

    RecordHitsModel* m_model;
    QTableWidget* m_stages;
    InlineMessage* m_message;
    QLabel* m_left;
    QTableView* m_hits;
};

QString searchStepText(SearchStep step);

}  // namespace qstore::ui
