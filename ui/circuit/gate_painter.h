// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QPainter>

#include "ui/circuit/circuit_layout.h"
#include "ui/support/tokens.h"

namespace qstore::ui {

/// What a gate's angles depend on, which decides how it is painted.
struct AngleRoles {
    bool trainable = false, frozen = false;
    QString column;  ///< the data column's name, if any
};
AngleRoles angleRoles(const Circuit& circuit, const Operation& operation);

/// How an operation looks at this moment.
struct OperationLook {
    bool selected = false;
    bool hovered = false;
    bool ghost = false;  ///< shown before it is dropped
    bool dropTarget = false;
    bool lacksColumn = false;  ///< bound to a column that the dataset does not have
};

/// Paints operations in the shapes of their families. A painter of circuits, not a widget.
class GatePainter {
public:
    GatePainter(QPainter& painter, const Tokens& tokens);

    void paint(const Circuit& circuit, std::size_t index, std::size_t column, const OperationLook& look);
    /// A single body, as in the palette; `rect` is the whole square.
    void paintSample(const Operation& operation, const QRectF& rect);

private:
    enum class Shape { Square, Rounded };
    struct Body {
        GateColors colors;
        Shape shape = Shape::Square;
        bool doubleEdge = false;
    };

    Body bodyFor(const Operation& operation, const AngleRoles& roles) const;
    void paintGate(const Circuit& circuit, const Operation& operation, double x, const OperationLook& look);
    void paintBody(const QRectF& rect, const Body& body);
    void paintLabel(const QRectF& rect, const Operation& operation, const Body& body);
    void paintDial(const QPointF& center, double radians, bool known, const QColor& color);
    void paintMarks(const QRectF& rect, const AngleRoles& roles, bool lacksColumn);
    void paintControl(const QPointF& center, bool onOne);
    void paintTargetCross(const QPointF& center);
    void paintSwap(const QPointF& center);
    void paintMeter(const QRectF& rect, const QString& bit);
    void paintReset(const QRectF& rect);
    void paintBarrier(double x, double top, double bottom);
    void paintTag(const QRectF& rect, const QString& column, bool lacking);
    void paintConditions(const Operation& operation, const QRectF& rect);

    QPainter& m_painter;
    const Tokens& m_tokens;
    QFont m_symbolFont, m_smallFont, m_angleFont;
};

}  // namespace qstore::ui
