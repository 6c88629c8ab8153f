// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/states/record_library.h"

class QGridLayout;
class QLabel;
class QProgressBar;

namespace qstore::ui {

class InlineMessage;
class StatesController;
class StateHead;
class Theme;
class VectorBars;

/// One record: what it is, how long it stays coherent, and a vector for each of its contexts.
class RecordView : public QWidget {
    Q_OBJECT
public:
    RecordView(StatesController& states, const Theme& theme, QWidget* parent = nullptr);

    void showRecord(const QString& id);
    const QString& id() const { return m_id; }
    /// What the record said when it was asked in a context.
    void showAnswer(const ContextAnswer& answer);
    QString answerText() const;

Q_SIGNALS:
    void contextChosen(const QString& context);

private:
    QWidget* buildFacts();
    QLabel* addFact(QGridLayout& grid, int row, const QString& name, const char* objectName);
    void refresh();
    void refreshTime();

    StatesController& m_states;
    QString m_id;
    StateHead* m_head = nullptr;
    QLabel* m_state = nullptr;
    QLabel* m_age = nullptr;
    QLabel* m_left = nullptr;
    QLabel* m_groups = nullptr;
    QLabel* m_measured = nullptr;
    QLabel* m_payload = nullptr;
    QProgressBar* m_coherence = nullptr;
    InlineMessage* m_answer = nullptr;
    VectorBars* m_bars = nullptr;
};

/// "ada says in 'work' …", or that it knows no such context and which it knows.
QString contextAnswerText(const ContextAnswer& answer);

}  // namespace qstore::ui
