// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include "core/base/result.h"

class QLabel;
class QToolButton;

namespace qstore::ui {

/// Says in place what happened, why, and what to do; hidden while there is nothing to say.
class InlineMessage : public QFrame {
    Q_OBJECT
public:
    explicit InlineMessage(QWidget* parent = nullptr);

    void showError(const Error& error);
    void showWarning(const QString& what, const QString& whatToDo = {});
    void showInfo(const QString& what, const QString& whatToDo = {});
    void clear();
    /// Everything shown, as copied by the copy button.
    QString text() const;

private:
    void present(const QString& kind, const QString& what, const QString& whatToDo);

    QLabel* m_what;
    QLabel* m_whatToDo;
    QToolButton* m_copy;
    QToolButton* m_close;
};

}  // namespace qstore::ui
