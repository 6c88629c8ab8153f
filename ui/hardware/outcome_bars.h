// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <vector>

#include "core/backends/provider.h"

namespace qstore::ui {

class Theme;

/// What one circuit gave: its most frequent outcomes with bars, counts and shares.
class OutcomeBars : public QWidget {
    Q_OBJECT
public:
    explicit OutcomeBars(const Theme& theme, QWidget* parent = nullptr);
    void setOutcome(const CircuitOutcome& outcome);
    void clear();
    /// Outcome, count and probability of every outcome, the most frequent first.
    QString toCsv() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {200, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Row {
        QString bits;
        std::uint64_t count = 0;
        double probability = 0.0;
    };
    int rowHeight() const;

    const Theme& m_theme;
    std::vector<Row> m_rows;  // the most frequent first
};

}  // namespace qstore::ui
