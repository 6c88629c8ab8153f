// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <map>
#include <string>
#include <vector>

#include "core/states/record.h"

namespace qstore::ui {

class Theme;

/// The contexts of a record under each other: name, weight, and the vector as bars around zero, all on one
/// scale so that they can be compared.
class VectorBars : public QWidget {
    Q_OBJECT
public:
    explicit VectorBars(const Theme& theme, QWidget* parent = nullptr);
    void setContexts(const std::map<std::string, RecordContext>& contexts);
    /// The context that was asked for last stands out; empty = none.
    void setMarked(const QString& context);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {160, sizeHint().height()}; }

Q_SIGNALS:
    void contextClicked(const QString& context);

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    struct Row {
        QString name;
        RecordContext context;
    };
    QRectF rowRect(std::size_t row) const;
    QRectF chartRect(std::size_t row) const;
    /// Row and number under a point; row m_rows.size() for none.
    std::pair<std::size_t, std::size_t> placeAt(const QPointF& point) const;
    void drawRow(QPainter& painter, std::size_t row) const;
    void drawBars(QPainter& painter, const QRectF& chart, const std::vector<double>& vector) const;

    const Theme& m_theme;
    std::vector<Row> m_rows;
    double m_largest = 0.0;
    QString m_marked;
};

}  // namespace qstore::ui
