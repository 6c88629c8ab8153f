// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <map>
#include <string>
#include <vector>

#include "core/states/correlation.h"

namespace qstore::ui {

class Theme;

/// Measured correlations of a group's records as a coloured square each, blue below zero and orange above;
/// hatched where there is none.
class CorrelationMap : public QWidget {
    Q_OBJECT
public:
    explicit CorrelationMap(const Theme& theme, QWidget* parent = nullptr);
    void setCorrelations(const std::vector<std::string>& members,
                         const std::vector<MeasuredCorrelation>& measured);
    QSize minimumSizeHint() const override { return {240, 180}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    double cellSize() const;
    double labelWidth() const;
    const MeasuredCorrelation* between(std::size_t a, std::size_t b) const;
    void drawCell(QPainter& painter, const QRectF& cell, std::size_t row, std::size_t column) const;

    const Theme& m_theme;
    std::vector<std::string> m_members;
    std::map<std::pair<std::string, std::string>, MeasuredCorrelation> m_measured;
};

}  // namespace qstore::ui
