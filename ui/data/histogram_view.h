// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <vector>

#include "core/data/table.h"

namespace qstore::ui {

/// Counts of a column: bins of a number, or its most frequent values.
class HistogramView : public QWidget {
    Q_OBJECT
public:
    explicit HistogramView(QWidget* parent = nullptr);
    void setColumn(const Column* column);
    QSize sizeHint() const override { return {220, 120}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void countNumbers(const Column& column);
    void countTexts(const Column& column);
    std::vector<std::size_t> m_counts;
    std::vector<QString> m_labels;  // of texts; numbers show their range
    QString m_low, m_high;
};

}  // namespace qstore::ui
