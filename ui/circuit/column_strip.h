// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QTimer>
#include <QWidget>

#include "ui/controllers/live_inputs.h"

class QHBoxLayout;
class QLabel;
class QLineEdit;
class QScrollArea;
class QToolButton;

namespace qstore::ui {

/// The feature columns of the current dataset as chips; drag one onto a gate to bind its angle. Scrolls by
/// wheel and by the arrows at its ends; many columns have a search.
class ColumnStrip : public QWidget {
    Q_OBJECT
public:
    explicit ColumnStrip(QWidget* parent = nullptr);
    void setInputs(const LiveInputs& inputs);
    /// While others are being prepared, those on show cannot be used; said in words when it takes long.
    void setBusy(bool busy);
    const QStringList& columns() const { return m_columns; }

Q_SIGNALS:
    void chosen(const QString& column);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QToolButton* scrollButton(const QString& text, const QString& help, int direction);
    void filter(const QString& text);
    void scrollBy(int pixels);
    void updateArrows();

    QStringList m_columns;
    QList<QToolButton*> m_chips;
    QScrollArea* m_scroll;
    QHBoxLayout* m_layout;
    QLineEdit* m_search;
    QToolButton* m_back;
    QToolButton* m_on;
    QLabel* m_empty;
    QLabel* m_row;
    QString m_rowText;
    QTimer m_slow;
};

}  // namespace qstore::ui
