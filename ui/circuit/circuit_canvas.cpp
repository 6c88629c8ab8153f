// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/circuit/circuit_canvas.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QScrollBar>
#include <QStyle>
#include <algorithm>
#include <cmath>

#include "ui/circuit/gate_painter.h"
#include "ui/circuit/operation_text.h"
#include "ui/support/theme.h"

namespace qstore::ui {
namespace {

/// Keeps Return for itself: the canvas behind it would open the editor anew.
class AngleEditor : public QLineEdit {
public:
    using QLineEdit::QLineEdit;

protected:
    void keyPressEvent(QKeyEvent* event) override {
        QLineEdit::keyPressEvent(event);
        if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) event->accept();
    }
};
constexpr double minZoom = 0.25, maxZoom = 3.0;
}  // namespace

CircuitCanvas::CircuitCanvas(CircuitDocument& document, const Theme& theme, QWidget* parent)
    : QAbstractScrollArea(parent),
      m_document(document),
      m_theme(theme),
      m_angleEditor(new AngleEditor(viewport())) {
    setObjectName(QStringLiteral("circuitCanvas"));
    setAccessibleName(tr("Circuit"));
    setWhatsThis(
        tr("The circuit, read from left to right. Drag gates here, or use the keyboard: arrows move the "
           "cursor, H X Y Z S T R place gates, C adds a control, M measures, Enter edits an angle, "
           "Del removes."));
    setProperty("part", true);
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    setAcceptDrops(true);
    viewport()->setAcceptDrops(true);
    viewport()->setMouseTracking(true);
    setLayoutDirection(Qt::LeftToRight);  // time runs to the right in every language
    m_angleEditor->setObjectName(QStringLiteral("angleEditor"));
    m_angleEditor->setAccessibleName(tr("Angle"));
    m_angleEditor->setFont(Theme::monoFont());
    m_angleEditor->hide();
    m_angleEditor->installEventFilter(this);
    connect(&document, &CircuitDocument::changed, this, &CircuitCanvas::circuitChanged);
    connect(&theme, &Theme::changed, viewport(), QOverload<>::of(&QWidget::update));
    circuitChanged();
}

void CircuitCanvas::setInputs(const LiveInputs& inputs) {
    m_inputs = inputs;
    m_columns.clear();
    for (const QString& column : inputs.columns) m_columns.push_back(column.toStdString());
    m_missing = missingColumns(m_document.circuit(), m_inputs);
    viewport()->update();
}

void CircuitCanvas::circuitChanged() {
    m_layout = CircuitLayout(m_document.circuit());
    m_missing = missingColumns(m_document.circuit(), m_inputs);
    m_hovered.reset();
    m_preview.reset();
    m_dropTarget.reset();
    m_angleEditor->hide();
    std::set<std::size_t> selection(m_document.touched().begin(), m_document.touched().end());
    m_cursor.column = std::min(m_cursor.column, m_layout.columnCount());
    m_cursor.wire = std::min(m_cursor.wire, m_layout.qubits());
    m_selection = std::move(selection);
    updateScrollBars();
    viewport()->update();
    Q_EMIT selectionChanged();
    QAccessibleEvent changed(this, QAccessible::ObjectReorder);
    QAccessible::updateAccessibility(&changed);
}

void CircuitCanvas::select(std::set<std::size_t> operations) {
    if (operations == m_selection) return;
    m_selection = std::move(operations);
    viewport()->update();
    Q_EMIT selectionChanged();
}

void CircuitCanvas::setCursorSlot(Slot slot) {
    m_cursor = {std::min(slot.column, m_layout.columnCount()), std::min(slot.wire, m_layout.qubits())};
    ensureVisible(CircuitLayout::cellRect(m_cursor));
    viewport()->update();
    Q_EMIT cursorMoved();
}

void CircuitCanvas::setZoom(double zoom) {
    m_zoom = std::clamp(zoom, minZoom, maxZoom);
    updateScrollBars();
    viewport()->update();
    Q_EMIT zoomChanged(m_zoom);
}

void CircuitCanvas::fitToView() {
    const QSizeF size = m_layout.size();
    setZoom(std::min({1.0, viewport()->width() / size.width(), viewport()->height() / size.height()}));
}

void CircuitCanvas::updateScrollBars() {
    const QSizeF size = m_layout.size() * m_zoom;
    horizontalScrollBar()->setPageStep(viewport()->width());
    verticalScrollBar()->setPageStep(viewport()->height());
    horizontalScrollBar()->setRange(0, std::max(0, static_cast<int>(size.width()) - viewport()->width()));
    verticalScrollBar()->setRange(0, std::max(0, static_cast<int>(size.height()) - viewport()->height()));
    horizontalScrollBar()->setSingleStep(static_cast<int>(CircuitLayout::columnWidth * m_zoom));
    verticalScrollBar()->setSingleStep(static_cast<int>(CircuitLayout::wireHeight * m_zoom));
}

QPointF CircuitCanvas::toScene(const QPointF& point) const {
    return (point + QPointF(horizontalScrollBar()->value(), verticalScrollBar()->value())) / m_zoom;
}

QPointF CircuitCanvas::toViewport(const QPointF& point) const {
    return point * m_zoom - QPointF(horizontalScrollBar()->value(), verticalScrollBar()->value());
}

QRect CircuitCanvas::cellInViewport(Slot slot) const {
    const QRectF cell = CircuitLayout::cellRect(slot);
    return QRectF(toViewport(cell.topLeft()), cell.size() * m_zoom).toRect();
}

QRect CircuitCanvas::operationInViewport(std::size_t index) const {
    const QRectF rect = m_layout.operationRect(m_document.circuit(), index);
    return QRectF(toViewport(rect.topLeft()), rect.size() * m_zoom).toRect();
}

void CircuitCanvas::ensureVisible(const QRectF& rect) {
    const QRectF shown(toViewport(rect.topLeft()), rect.size() * m_zoom);
    const auto scroll = [](QScrollBar* bar, double low, double high, double extent) {
        if (high > extent) bar->setValue(bar->value() + static_cast<int>(std::ceil(high - extent)));
        if (low < 0) bar->setValue(bar->value() + static_cast<int>(std::floor(low)));
    };
    scroll(horizontalScrollBar(), shown.left() - CircuitLayout::labelWidth * m_zoom, shown.right(),
           viewport()->width());
    scroll(verticalScrollBar(), shown.top(), shown.bottom(), viewport()->height());
}

void CircuitCanvas::resizeEvent(QResizeEvent* event) {
    QAbstractScrollArea::resizeEvent(event);
    updateScrollBars();
}

void CircuitCanvas::paintEvent(QPaintEvent* event) {
    QPainter painter(viewport());
    painter.fillRect(event->rect(), m_theme.tokens().surface);
    painter.translate(-horizontalScrollBar()->value(), -verticalScrollBar()->value());
    painter.scale(m_zoom, m_zoom);
    const QRectF visible(toScene({0, 0}), QSizeF(viewport()->size()) / m_zoom);
    const bool previewing = m_preview && m_preview->edit;
    const Circuit& circuit = previewing ? m_preview->edit->circuit : m_document.circuit();
    const CircuitLayout& layout = previewing ? m_preview->layout : m_layout;
    paintWires(painter, layout, visible);
    if (!previewing && hasFocus()) paintCursor(painter);
    paintOperations(painter, circuit, layout, visible);
    if (m_preview && !m_preview->edit) paintRefusal(painter);
    if (m_gesture == Gesture::RubberBand) {
        QColor soft = m_theme.tokens().accent;
        soft.setAlpha(36);
        painter.setPen(QPen(m_theme.tokens().accent, 1));
        painter.setBrush(soft);
        painter.drawRect(QRectF(m_pressed, m_current).normalized());
    }
    paintLabels(painter, visible);
    if (m_document.circuit().operations().empty() && !previewing) paintEmptyHint(painter);
}

void CircuitCanvas::paintWires(QPainter& painter, const CircuitLayout& layout,
                               const QRectF& visible) const {
    const Tokens& tokens = m_theme.tokens();
    const double end = std::max(layout.size().width() - CircuitLayout::rightMargin / 2, visible.right());
    for (Qubit wire = 0; wire <= layout.qubits(); ++wire) {
        const double y = std::round(CircuitLayout::wireY(wire)) + 0.5;
        if (y < visible.top() - 1 || y > visible.bottom() + 1) continue;
        QPen pen(wire < layout.qubits() ? tokens.wire : tokens.line, 1.0);
        if (wire == layout.qubits()) pen.setDashPattern({4, 4});  // dropping here adds a qubit
        painter.setPen(pen);
        painter.drawLine(QPointF(std::max(visible.left(), CircuitLayout::labelWidth - 8), y),
                         QPointF(end, y));
    }
}

void CircuitCanvas::paintLabels(QPainter& painter, const QRectF& visible) const {
    const Tokens& tokens = m_theme.tokens();
    painter.save();
    painter.fillRect(QRectF(visible.left(), visible.top(), CircuitLayout::labelWidth - 8, visible.height()),
                     tokens.surface);
    QFont name = Theme::monoFont();
    name.setPixelSize(13);
    painter.setFont(name);
    for (Qubit wire = 0; wire < m_layout.qubits(); ++wire) {
        const double y = CircuitLayout::wireY(wire);
        if (y < visible.top() - 20 || y > visible.bottom() + 20) continue;
        const QRectF label(visible.left() + 4, y - 12, CircuitLayout::labelWidth - 20, 24);
        painter.setPen(wire == m_cursor.wire && hasFocus() ? tokens.accent : tokens.text);
        const QString text = painter.fontMetrics().elidedText(
            wireName(m_document.circuit(), wire), Qt::ElideRight, static_cast<int>(label.width()));
        painter.drawText(label, Qt::AlignRight | Qt::AlignVCenter, text);
    }
    const double extra = CircuitLayout::wireY(m_layout.qubits());
    painter.setPen(tokens.secondary);
    painter.drawText(QRectF(visible.left() + 4, extra - 12, CircuitLayout::labelWidth - 20, 24),
                     Qt::AlignRight | Qt::AlignVCenter, QStringLiteral("+"));
    painter.restore();
}

void CircuitCanvas::paintOperations(QPainter& painter, const Circuit& circuit, const CircuitLayout& layout,
                                    const QRectF& visible) {
    if (layout.columnCount() == 0) return;
    GatePainter gates(painter, m_theme.tokens());
    const bool previewing = &circuit != &m_document.circuit();
    const auto columnAt = [&layout](double x) { return layout.slotAt({x, 0}).column; };
    const std::size_t first = columnAt(visible.left()) > 0 ? columnAt(visible.left()) - 1 : 0;
    const std::size_t last = std::min(columnAt(visible.right()), layout.columnCount() - 1);
    for (std::size_t column = first; column <= last; ++column) {
        for (const std::size_t index : layout.operationsIn(column)) {
            const auto span = wireSpan(circuit.operations()[index]).value_or(WireSpan{});
            if (CircuitLayout::wireY(span.last) + CircuitLayout::wireHeight < visible.top() ||
                CircuitLayout::wireY(span.first) - CircuitLayout::wireHeight > visible.bottom())
                continue;
            OperationLook look;
            look.lacksColumn = lacksColumn(circuit.operations()[index]);
            if (previewing) {
                const auto& touched = m_preview->edit->touched;
                look.ghost = std::find(touched.begin(), touched.end(), index) != touched.end();
            } else {
                look.selected = m_selection.count(index) > 0;
                look.hovered = m_hovered == index;
                look.dropTarget = m_dropTarget == index;
            }
            gates.paint(circuit, index, column, look);
        }
    }
}

bool CircuitCanvas::lacksColumn(const Operation& operation) const {
    if (m_missing.isEmpty()) return false;
    const QString column = angleRoles(m_document.circuit(), operation).column;
    return !column.isEmpty() && m_missing.contains(column);
}

void CircuitCanvas::paintCursor(QPainter& painter) const {
    const Tokens& tokens = m_theme.tokens();
    const QRectF cell = CircuitLayout::cellRect(m_cursor).adjusted(4, 5, -4, -5);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(tokens.accent, 1.5));
    painter.setBrush(tokens.accentSoft);
    painter.drawRoundedRect(cell, cornerRadius, cornerRadius);
    for (const Control& control : m_pendingControls) {
        const QPointF center(CircuitLayout::columnX(m_cursor.column), CircuitLayout::wireY(control.qubit));
        painter.setPen(QPen(tokens.accent, 2));
        painter.setBrush(control.onOne ? tokens.accent : tokens.surface);
        painter.drawEllipse(center, 6, 6);
    }
}

void CircuitCanvas::paintRefusal(QPainter& painter) const {
    const Tokens& tokens = m_theme.tokens();
    const QRectF cell = CircuitLayout::cellRect(m_preview->slot).adjusted(8, 9, -8, -9);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(tokens.danger, 2));
    painter.setBrush(tokens.dangerSoft);
    painter.drawRoundedRect(cell, cornerRadius, cornerRadius);
    painter.drawLine(cell.center() - QPointF(7, 7), cell.center() + QPointF(7, 7));
    painter.drawLine(cell.center() - QPointF(7, -7), cell.center() + QPointF(7, -7));
}

void CircuitCanvas::paintEmptyHint(QPainter& painter) const {
    painter.setPen(m_theme.tokens().secondary);
    painter.setFont(Theme::bodyFont());
    const double x = CircuitLayout::columnX(1) + CircuitLayout::columnWidth;
    const QRectF place(x, CircuitLayout::wireY(m_layout.qubits()) + CircuitLayout::wireHeight / 2, 620, 44);
    painter.drawText(place, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap,
                     tr("Drag a gate onto a wire, or press H here.\nH, C, ↓, X draws a Bell pair."));
}

void CircuitCanvas::focusInEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void CircuitCanvas::focusOutEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

}  // namespace qstore::ui
