// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace qstore::ui {

/// The small drawing on Home: a table's columns run into a circuit, out comes a learning curve.
class JourneyDrawing : public QWidget {
    Q_OBJECT
public:
    explicit JourneyDrawing(QWidget* parent = nullptr);
    QSize sizeHint() const override { return {360, 132}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void drawTable(QPainter& painter, const QRectF& area) const;
    void drawCircuit(QPainter& painter, const QRectF& area) const;
    void drawCurve(QPainter& painter, const QRectF& area) const;
};

}  // namespace qstore::ui
