// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QTimer>
#include <QWidget>

class QHBoxLayout;
class QLabel;
class QScrollArea;

namespace qstore::ui {

/// The feature columns of the current dataset as chips; drag one onto a gate to bind its angle.
class ColumnStrip : public QWidget {
    Q_OBJECT
public:
    explicit ColumnStrip(QWidget* parent = nullptr);
    void setColumns(const QStringList& columns);
    /// While others are being prepared, those on show cannot be used; said in words when it takes long.
    void setBusy(bool busy);
    const QStringList& columns() const { return m_columns; }

Q_SIGNALS:
    void chosen(const QString& column);

private:
    QStringList m_columns;
    QHBoxLayout* m_layout;
    QScrollArea* m_scroll;
    QLabel* m_empty;
    QLabel* m_row = nullptr;
    QTimer m_slow;
};

}  // namespace qstore::ui
