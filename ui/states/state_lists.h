// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <array>

#include "ui/states/kind_badge.h"

class QAbstractItemModel;
class QBoxLayout;
class QLabel;
class QPushButton;
class QTableView;

namespace qstore::ui {

class GroupsModel;
class RecordsModel;
class RegistersModel;
class StatesController;

/// Records, registers and groups under each other, each with a word for what it is. One thing is selected
/// in all three.
class StateLists : public QWidget {
    Q_OBJECT
public:
    StateLists(StatesController& states, const Theme& theme, QWidget* parent = nullptr);

    void select(StateKind kind, const QString& name);
    bool hasSelection() const { return !m_name.isEmpty(); }
    StateKind kind() const { return m_kind; }
    const QString& name() const { return m_name; }
    QPushButton* newButton(StateKind kind) const { return partOf(kind).add; }

Q_SIGNALS:
    /// An empty name: nothing is selected any more.
    void selected(qstore::ui::StateKind kind, const QString& name);
    void newRequested(qstore::ui::StateKind kind);

private:
    struct Part {
        QTableView* view = nullptr;
        QLabel* empty = nullptr;
        QPushButton* add = nullptr;
    };
    Part addPart(QBoxLayout& column, const Theme& theme, StateKind kind, QAbstractItemModel* model);
    const Part& partOf(StateKind kind) const { return m_parts.at(static_cast<std::size_t>(kind)); }
    int rowOf(StateKind kind, const QString& name) const;
    QString nameAt(StateKind kind, int row) const;
    void refresh();
    void keepSelection();
    void follow(StateKind kind, int row);

    StatesController& m_states;
    RecordsModel* m_records;
    RegistersModel* m_registers;
    GroupsModel* m_groups;
    std::array<Part, 3> m_parts;
    StateKind m_kind = StateKind::Record;
    QString m_name;
    int m_row = 0;          ///< of the selection, for when it goes
    bool m_moving = false;  ///< the selection is being moved by this class
};

}  // namespace qstore::ui
