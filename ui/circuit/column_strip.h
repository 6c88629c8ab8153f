// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

class QHBoxLayout;
class QLabel;

namespace qstore::ui {

/// The feature columns of the current dataset as chips; drag one onto a gate to bind its angle.
class ColumnStrip : public QWidget {
    Q_OBJECT
public:
    explicit ColumnStrip(QWidget* parent = nullptr);
    void setColumns(const QStringList& columns);
    const QStringList& columns() const { return m_columns; }

Q_SIGNALS:
    void chosen(const QString& column);

private:
    QStringList m_columns;
    QHBoxLayout* m_layout;
    QLabel* m_empty;
    QLabel* m_row = nullptr;
};

}  // namespace qstore::ui
