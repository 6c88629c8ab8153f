// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <map>
#include <optional>

#include "core/backends/provider.h"

namespace qstore::ui {

class Theme;

/// What shots showed, beside what they should have shown: for each outcome a bar of its share with its
/// standard error, and one of the exact probability where that is known.
class CountsView : public QWidget {
    Q_OBJECT
public:
    explicit CountsView(const Theme& theme, QWidget* parent = nullptr);
    void setOutcome(const CircuitOutcome& outcome,
                    const std::optional<std::map<std::uint64_t, double>>& exact);
    /// Shown while there is no outcome.
    void setNote(const QString& note);
    QSize minimumSizeHint() const override { return {240, 100}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Bar {
        std::uint64_t key = 0, count = 0;
        std::optional<double> exact;
    };
    QString bits(std::uint64_t key) const;
    QString help(const Bar& bar) const;
    double share(const Bar& bar) const;
    double shareError(const Bar& bar) const;
    bool upright() const;
    QRectF chartRect() const;
    void drawBar(QPainter& painter, const QRectF& chart, double middle, double step, const Bar& bar) const;
    void drawLegend(QPainter& painter, const QRectF& chart) const;

    const Theme& m_theme;
    std::vector<Bar> m_bars;
    std::size_t m_bits = 0, m_hidden = 0;
    std::uint64_t m_shots = 0;
    bool m_hasExact = false;
    QString m_note;
};

}  // namespace qstore::ui
