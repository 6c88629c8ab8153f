// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QTimer>
#include <functional>

class QLabel;
class QPushButton;
class QUndoStack;

namespace qstore::ui {

/// A short note over the bottom of its parent that goes away by itself, with at most one action ("Undo").
class Toast : public QFrame {
    Q_OBJECT
public:
    explicit Toast(QWidget* parent);

    void showText(const QString& text, const QString& verb = {}, std::function<void()> action = {});
    /// A note on a step just done, with a button that undoes it. It goes when the step has been undone or
    /// another one came, so that the button never undoes anything else.
    void showUndo(const QString& text, QUndoStack* stack);
    QString text() const;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void place();

    QLabel* m_text;
    QPushButton* m_button;
    QTimer m_timer;
    std::function<void()> m_action;
    QMetaObject::Connection m_steps;
};

}  // namespace qstore::ui
