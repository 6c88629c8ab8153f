// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QDialog>
#include <QList>
#include <QPointer>

class QLabel;
class QLineEdit;
class QListWidget;

namespace qstore::ui {

/// Type a few letters, press Return: every action of the window, the current page first.
class CommandPalette : public QDialog {
    Q_OBJECT
public:
    explicit CommandPalette(QWidget* parent);

    /// Shows the palette over its parent with these actions to choose from.
    void popUp(const QList<QAction*>& actions);
    int shownCount() const;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void filter(const QString& query);
    void runCurrent();

    QLineEdit* m_query;
    QListWidget* m_list;
    QLabel* m_nothing;
    QList<QPointer<QAction>> m_actions;
};

}  // namespace qstore::ui
