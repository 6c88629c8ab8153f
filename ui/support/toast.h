// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QTimer>
#include <functional>

class QLabel;
class QPushButton;

namespace qstore::ui {

/// A short note over the bottom of its parent that goes away by itself, with at most one action ("Undo").
class Toast : public QFrame {
    Q_OBJECT
public:
    explicit Toast(QWidget* parent);

    void showText(const QString& text, const QString& verb = {}, std::function<void()> action = {});
    QString text() const;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void place();

    QLabel* m_text;
    QPushButton* m_button;
    QTimer m_timer;
    std::function<void()> m_action;
};

}  // namespace qstore::ui
