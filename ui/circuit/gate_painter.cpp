// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/circuit/gate_painter.h"

#include <QFontMetricsF>
#include <QPainterPath>
#include <algorithm>
#include <cmath>
#include <numbers>

#include "ui/circuit/operation_text.h"
#include "ui/support/theme.h"

namespace qstore::ui {
namespace {

QRectF bodyRect(double x, double y) {
    return {x - CircuitLayout::gateWidth / 2, y - CircuitLayout::gateHeight / 2, CircuitLayout::gateWidth,
            CircuitLayout::gateHeight};
}

bool isName(const Operation& operation, std::string_view name) {
    return gateName(operation) == name;
}

bool isDefinition(const Operation& operation) {
    return std::holds_alternative<std::shared_ptr<const GateDefinition>>(operation.gate);
}

QPen line(const QColor& color, double width) {
    QPen pen(color, width);
    pen.setCapStyle(Qt::RoundCap);
    pen.setJoinStyle(Qt::RoundJoin);
    return pen;
}

}  // namespace

AngleRoles angleRoles(const Circuit& circuit, const Operation& operation) {
    AngleRoles roles;
    for (const Angle& angle : operation.angles) {
        for (const std::string& name : angle.symbols()) {
            const Parameter* parameter = circuit.findParameter(name);
            if (parameter == nullptr) continue;
            roles.trainable |= parameter->role == ParameterRole::Trainable;
            roles.frozen |= parameter->role == ParameterRole::Frozen;
            if (parameter->role == ParameterRole::Column && roles.column.isEmpty())
                roles.column = fromUtf8(parameter->column);
        }
    }
    return roles;
}

GatePainter::GatePainter(QPainter& painter, const Tokens& tokens)
    : m_painter(painter),
      m_tokens(tokens),
      m_symbolFont(Theme::bodyFont()),
      m_smallFont(Theme::secondaryFont()),
      m_angleFont(Theme::monoFont()) {
    m_symbolFont.setPixelSize(15);
    m_symbolFont.setWeight(QFont::DemiBold);
    m_smallFont.setPixelSize(10);
    m_angleFont.setPixelSize(10);
    m_painter.setRenderHint(QPainter::Antialiasing);
}

GatePainter::Body GatePainter::bodyFor(const Operation& operation, const AngleRoles& roles) const {
    if (isDefinition(operation)) return {m_tokens.customGate, Shape::Square, true};
    if (!roles.column.isEmpty()) return {m_tokens.boundGate, Shape::Rounded, false};
    if (!operation.angles.empty()) return {m_tokens.rotationGate, Shape::Rounded, false};
    return {m_tokens.fixedGate, Shape::Square, false};
}

void GatePainter::paint(const Circuit& circuit, std::size_t index, std::size_t column,
                        const OperationLook& look) {
    const Operation& operation = circuit.operations()[index];
    const WireSpan span = wireSpan(operation).value_or(WireSpan{});
    const double x = CircuitLayout::columnX(column);
    const double top = CircuitLayout::wireY(span.first), bottom = CircuitLayout::wireY(span.last);
    m_painter.save();
    if (look.ghost) m_painter.setOpacity(0.55);
    if (look.selected || look.dropTarget) {
        QRectF around(x - CircuitLayout::gateWidth / 2, top - CircuitLayout::gateHeight / 2,
                      CircuitLayout::gateWidth, bottom - top + CircuitLayout::gateHeight);
        around.adjust(-6, -6, 6, 6);
        m_painter.setPen(line(m_tokens.accent, look.dropTarget ? 2.0 : 1.0));
        m_painter.setBrush(m_tokens.accentSoft);
        m_painter.drawRoundedRect(around, cornerRadius + 2, cornerRadius + 2);
        m_painter.setBrush(Qt::NoBrush);
    }
    switch (operation.kind) {
        case OperationKind::Gate: paintGate(circuit, operation, x, look); break;
        case OperationKind::Measure:
            for (std::size_t i = 0; i < operation.targets.size(); ++i)
                paintMeter(bodyRect(x, CircuitLayout::wireY(operation.targets[i])),
                           QStringLiteral("c%1").arg(operation.bits[i]));
            break;
        case OperationKind::Reset:
            for (const Qubit target : operation.targets)
                paintReset(bodyRect(x, CircuitLayout::wireY(target)));
            break;
        case OperationKind::Barrier: paintBarrier(x, top, bottom); break;
    }
    if (!operation.conditions.empty()) paintConditions(operation, bodyRect(x, top));
    m_painter.restore();
}

void GatePainter::paintGate(const Circuit& circuit, const Operation& operation, double x,
                            const OperationLook& look) {
    const AngleRoles roles = angleRoles(circuit, operation);
    const WireSpan span = wireSpan(operation).value_or(WireSpan{});
    if (span.last > span.first) {
        m_painter.setPen(line(m_tokens.controlDot, 1.5));
        m_painter.drawLine(QPointF(x, CircuitLayout::wireY(span.first)),
                           QPointF(x, CircuitLayout::wireY(span.last)));
    }
    for (const Control& control : operation.controls)
        paintControl({x, CircuitLayout::wireY(control.qubit)}, control.onOne);
    if (operation.targets.size() == 1 && isName(operation, "x") && !operation.controls.empty()) {
        paintTargetCross({x, CircuitLayout::wireY(operation.targets[0])});
        return;
    }
    if (isName(operation, "swap")) {
        for (const Qubit target : operation.targets) paintSwap({x, CircuitLayout::wireY(target)});
        return;
    }
    Body body = bodyFor(operation, roles);
    if (look.hovered)
        body.colors.fill = m_tokens.dark ? body.colors.fill.lighter(112) : body.colors.fill.darker(106);
    if (operation.targets.empty()) {  // a global phase has no wire of its own
        const QRectF rect = bodyRect(x, CircuitLayout::wireY(span.first) - 4).adjusted(6, 4, -6, -8);
        paintBody(rect, body);
        paintLabel(rect, operation, body);
        return;
    }
    const auto [low, high] = std::minmax_element(operation.targets.begin(), operation.targets.end());
    const bool together = *high - *low + 1 == operation.targets.size();
    if (together) {
        QRectF rect = bodyRect(x, CircuitLayout::wireY(*low));
        rect.setBottom(CircuitLayout::wireY(*high) + CircuitLayout::gateHeight / 2);
        paintBody(rect, body);
        paintLabel(rect, operation, body);
        paintMarks(rect, roles, look.lacksColumn);
        return;
    }
    for (const Qubit target : operation.targets) {
        const QRectF rect = bodyRect(x, CircuitLayout::wireY(target));
        paintBody(rect, body);
        paintLabel(rect, operation, body);
        if (target == operation.targets[0]) paintMarks(rect, roles, look.lacksColumn);
    }
}

void GatePainter::paintBody(const QRectF& rect, const Body& body) {
    const double radius = body.shape == Shape::Rounded ? 12.0 : 4.0;
    m_painter.setPen(line(body.colors.edge, 1.0));
    m_painter.setBrush(body.colors.fill);
    m_painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    if (body.doubleEdge) {
        m_painter.setPen(line(body.colors.text, 1.0));
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawRoundedRect(rect.adjusted(3.5, 3.5, -3.5, -3.5), radius - 1, radius - 1);
    }
}

void GatePainter::paintLabel(const QRectF& rect, const Operation& operation, const Body& body) {
    QFont font = m_symbolFont;
    const QString symbol = gateSymbol(operation);
    if (const double width = QFontMetricsF(font).horizontalAdvance(symbol); width > rect.width() - 8)
        font.setPixelSize(std::max(9, static_cast<int>(15.0 * (rect.width() - 8) / width)));
    m_painter.setFont(font);
    m_painter.setPen(body.colors.text);
    const bool tagged = operation.angles.size() == 1 && operation.angles[0].bareSymbol().has_value() &&
                        body.colors.edge == m_tokens.boundGate.edge;
    // The tag below a gate that is bound to data names the column already.
    if (operation.angles.empty() || tagged) {
        const QRectF place = tagged ? rect.adjusted(0, 0, 0, -8) : rect;
        m_painter.drawText(place, Qt::AlignCenter,
                           QFontMetricsF(font).elidedText(symbol, Qt::ElideRight, rect.width() - 6));
        return;
    }
    const double middle = rect.center().y();
    m_painter.drawText(QRectF(rect.left(), middle - 19, rect.width(), 22), Qt::AlignCenter, symbol);
    QStringList texts;
    for (const Angle& angle : operation.angles) texts.append(fromUtf8(angle.toDisplay(3)));
    m_painter.setFont(m_angleFont);
    const std::optional<double> value = operation.angles[0].constant();
    const QFontMetricsF metrics(m_angleFont);
    const double room = rect.width() - 20;
    const QString text = metrics.elidedText(texts.join(QStringLiteral(",")), Qt::ElideRight, room);
    const double used = 11 + metrics.horizontalAdvance(text);
    const double left = rect.center().x() - used / 2;
    paintDial({left + 4, middle + 10}, value.value_or(0.0), value.has_value(), body.colors.text);
    m_painter.setPen(body.colors.text);
    m_painter.drawText(QRectF(left + 11, middle + 3, room + 4, 14), Qt::AlignLeft | Qt::AlignVCenter, text);
}

void GatePainter::paintDial(const QPointF& center, double radians, bool known, const QColor& color) {
    constexpr double radius = 4.0;
    m_painter.setBrush(Qt::NoBrush);
    m_painter.setPen(line(color, 1.0));
    m_painter.drawEllipse(center, radius, radius);
    if (!known) return;
    const double angle = std::fmod(radians, 2 * std::numbers::pi);
    m_painter.drawLine(center, center + QPointF(std::sin(angle), -std::cos(angle)) * radius);
}

void GatePainter::paintMarks(const QRectF& rect, const AngleRoles& roles, bool lacksColumn) {
    if (roles.trainable) {
        m_painter.setBrush(Qt::NoBrush);
        m_painter.setPen(line(m_tokens.accent, 2.0));
        m_painter.drawRoundedRect(rect.adjusted(-3, -3, 3, 3), 14, 14);
    }
    if (roles.frozen) {
        const QPointF at(rect.right() - 4, rect.top() + 4);
        m_painter.setPen(line(m_tokens.surface, 1.0));
        m_painter.setBrush(m_tokens.text);
        m_painter.drawEllipse(at, 8, 8);
        m_painter.setPen(line(m_tokens.surface, 1.2));
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawArc(QRectF(at.x() - 2.2, at.y() - 5, 4.4, 6), 0, 180 * 16);
        m_painter.setBrush(m_tokens.surface);
        m_painter.drawRoundedRect(QRectF(at.x() - 3.2, at.y() - 1, 6.4, 4.8), 1, 1);
    }
    if (lacksColumn) {
        QPen pen(m_tokens.warning, 2.0);
        pen.setDashPattern({3, 2});
        m_painter.setPen(pen);
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawRoundedRect(rect.adjusted(-3, -3, 3, 3), 14, 14);
    }
    if (!roles.column.isEmpty()) paintTag(rect, roles.column, lacksColumn);
}

void GatePainter::paintTag(const QRectF& rect, const QString& column, bool lacking) {
    const QString text = lacking ? QStringLiteral("! ") + column : column;
    m_painter.setFont(m_smallFont);
    const QFontMetricsF metrics(m_smallFont);
    const QString shown = metrics.elidedText(text, Qt::ElideRight, CircuitLayout::columnWidth - 10);
    const double width = metrics.horizontalAdvance(shown) + 8;
    const QRectF tag(rect.center().x() - width / 2, rect.bottom() - 3, width, 13);
    m_painter.setPen(line(lacking ? m_tokens.warning : m_tokens.boundGate.edge, 1.0));
    m_painter.setBrush(lacking ? m_tokens.warningSoft : m_tokens.successSoft);
    m_painter.drawRoundedRect(tag, 4, 4);
    m_painter.setPen(m_tokens.text);
    m_painter.drawText(tag, Qt::AlignCenter, shown);
}

void GatePainter::paintControl(const QPointF& center, bool onOne) {
    m_painter.setPen(line(m_tokens.controlDot, 1.5));
    m_painter.setBrush(onOne ? m_tokens.controlDot : m_tokens.surface);
    m_painter.drawEllipse(center, 5.5, 5.5);
}

void GatePainter::paintTargetCross(const QPointF& center) {
    constexpr double radius = 14;
    m_painter.setPen(line(m_tokens.fixedGate.edge, 1.0));
    m_painter.setBrush(m_tokens.fixedGate.fill);
    m_painter.drawEllipse(center, radius, radius);
    m_painter.setPen(line(m_tokens.fixedGate.text, 1.8));
    m_painter.drawLine(center - QPointF(radius - 5, 0), center + QPointF(radius - 5, 0));
    m_painter.drawLine(center - QPointF(0, radius - 5), center + QPointF(0, radius - 5));
}

void GatePainter::paintSwap(const QPointF& center) {
    m_painter.setPen(line(m_tokens.controlDot, 2.2));
    m_painter.drawLine(center - QPointF(7, 7), center + QPointF(7, 7));
    m_painter.drawLine(center - QPointF(7, -7), center + QPointF(7, -7));
}

void GatePainter::paintMeter(const QRectF& rect, const QString& bit) {
    paintBody(rect, {m_tokens.measureGate, Shape::Square, false});
    const QPointF base(rect.center().x(), rect.center().y() + 5);
    m_painter.setPen(line(m_tokens.measureGate.text, 1.5));
    m_painter.setBrush(Qt::NoBrush);
    m_painter.drawArc(QRectF(base.x() - 12, base.y() - 12, 24, 24), 15 * 16, 150 * 16);
    m_painter.drawLine(base, base + QPointF(8, -13));
    m_painter.setFont(m_smallFont);
    m_painter.setPen(m_tokens.measureGate.text);
    m_painter.drawText(QRectF(rect.left(), rect.bottom() - 14, rect.width() - 4, 13), Qt::AlignRight, bit);
}

void GatePainter::paintReset(const QRectF& rect) {
    paintBody(rect, {m_tokens.measureGate, Shape::Square, false});
    m_painter.setFont(m_symbolFont);
    m_painter.setPen(m_tokens.measureGate.text);
    m_painter.drawText(rect, Qt::AlignCenter, QStringLiteral("|0⟩"));
}

void GatePainter::paintBarrier(double x, double top, double bottom) {
    const QRectF band(x - 6, top - CircuitLayout::wireHeight / 2 + 2, 12,
                      bottom - top + CircuitLayout::wireHeight - 4);
    m_painter.fillRect(band, m_tokens.hover);
    QPen pen(m_tokens.secondary, 1.5);
    pen.setDashPattern({3, 3});
    m_painter.setPen(pen);
    m_painter.drawLine(QPointF(x, band.top()), QPointF(x, band.bottom()));
}

void GatePainter::paintConditions(const Operation& operation, const QRectF& rect) {
    QStringList texts;
    for (const Condition& condition : operation.conditions) {
        QStringList bits;
        for (auto bit = condition.bits.rbegin(); bit != condition.bits.rend(); ++bit)
            bits.append(QStringLiteral("c%1").arg(*bit));
        texts.append(
            QStringLiteral("%1%2%3")
                .arg(bits.join(QString()), condition.negated ? QStringLiteral("≠") : QStringLiteral("="))
                .arg(condition.value));
    }
    m_painter.setFont(m_smallFont);
    m_painter.setPen(m_tokens.secondary);
    m_painter.drawText(QRectF(rect.left() - 8, rect.top() - 14, rect.width() + 16, 13), Qt::AlignCenter,
                       texts.join(QLatin1Char(' ')));
}

void GatePainter::paintSample(const Operation& operation, const QRectF& rect) {
    m_painter.save();
    const double scale = rect.height() / (CircuitLayout::gateHeight + 2);
    m_painter.translate(rect.center());
    m_painter.scale(scale, scale);
    const QRectF body = bodyRect(0, 0);
    if (operation.kind == OperationKind::Measure) {
        paintMeter(body, {});
    } else if (operation.kind == OperationKind::Reset) {
        paintReset(body);
    } else if (operation.kind == OperationKind::Barrier) {
        QPen pen(m_tokens.secondary, 2);
        pen.setDashPattern({2, 2});
        m_painter.setPen(pen);
        m_painter.drawLine(QPointF(0, body.top()), QPointF(0, body.bottom()));
    } else if (isName(operation, "swap")) {
        paintSwap({0, 0});
    } else {
        Operation plain = operation;
        plain.angles.clear();
        const Body look = bodyFor(operation, {});
        paintBody(body, look);
        paintLabel(body, plain, look);
        if (!operation.controls.empty()) {
            m_painter.setPen(line(m_tokens.surface, 1.5));
            m_painter.setBrush(m_tokens.controlDot);
            m_painter.drawEllipse(body.topLeft() + QPointF(3, 3), 6, 6);
        }
    }
    m_painter.restore();
}

}  // namespace qstore::ui
