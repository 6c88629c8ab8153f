// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/base/result.h"

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace qstore::ui {

class InlineMessage;

/// A column of what can be done: headings, fields with their names above, buttons, and one place for what
/// went wrong or what came of it.
class ActionForm : public QWidget {
    Q_OBJECT
public:
    explicit ActionForm(const QString& title, QWidget* parent = nullptr);

    InlineMessage& message() { return *m_message; }

protected:
    void addSection(const QString& text);
    /// Also the name for screen readers, and the field of undo keys for the page.
    template <class Field>
    Field* addField(const QString& name, const char* objectName, Field* field) {
        placeField(name, objectName, field);
        return field;
    }
    QPushButton* addButton(const char* objectName, const QString& text, const QString& help);
    QLabel* addNote(const QString& text);
    void addWidget(QWidget* widget);
    void addEnd();
    /// True when it went well; else the message says why not.
    bool report(const Status& status);
    template <class T>
    bool report(const Result<T>& result) {
        return result ? report(Status{}) : report(Status{tl::unexpected<Error>(result.error())});
    }

private:
    void placeField(const QString& name, const char* objectName, QWidget* field);

    QVBoxLayout* m_column;
    InlineMessage* m_message;
};

}  // namespace qstore::ui
