// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;
class QTableView;
class QTabWidget;

namespace qstore::ui {

class CorrelationMap;
class GroupLogModel;
class GroupPairsModel;
class InlineMessage;
class StatesController;
class StateHead;
class Theme;

/// One group: correlations as measured beside strengths as typed, and the audit log with undo.
class GroupView : public QWidget {
    Q_OBJECT
public:
    GroupView(StatesController& states, const Theme& theme, QWidget* parent = nullptr);

    void showGroup(const QString& id);
    const QString& id() const { return m_id; }
    void showLog();

private:
    QWidget* buildCorrelations(const Theme& theme);
    QWidget* buildPairs();
    QWidget* buildLog();
    void refresh();
    void refreshContexts();
    void measure();
    void refreshLog();

    StatesController& m_states;
    QString m_id;
    StateHead* m_head = nullptr;
    QTabWidget* m_tabs;
    QComboBox* m_context = nullptr;
    InlineMessage* m_message = nullptr;
    CorrelationMap* m_map = nullptr;
    GroupPairsModel* m_pairs;
    QTableView* m_pairsView = nullptr;
    GroupLogModel* m_log;
    QTableView* m_logView = nullptr;
    QLabel* m_logNote = nullptr;
    QPushButton* m_undo = nullptr;
    QPushButton* m_redo = nullptr;
};

}  // namespace qstore::ui
