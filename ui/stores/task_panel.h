// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QFormLayout;
class QPushButton;
class QVBoxLayout;

namespace qstore::ui {

class InlineMessage;

/// One thing to be done, at the right of the page: its title with a way out, its fields, its button.
class TaskPanel : public QWidget {
    Q_OBJECT
public:
    TaskPanel(const char* objectName, const QString& title, const QString& help, QWidget* parent);

    /// What the button says and tells; its object name is the panel's with "Now".
    QPushButton* setVerb(const QString& verb, const QString& help);
    QFormLayout* form() const { return m_form; }
    QVBoxLayout* column() const { return m_column; }
    InlineMessage* message() const { return m_message; }
    QPushButton* button() const { return m_button; }
    /// Adds what comes after the button.
    void addBelow(QWidget* widget);

Q_SIGNALS:
    void closed();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QVBoxLayout* m_column;
    InlineMessage* m_message;
    QFormLayout* m_form;
    QPushButton* m_button;
};

}  // namespace qstore::ui
