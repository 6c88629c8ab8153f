// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMenu>
#include <QMimeData>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "ui/circuit/circuit_canvas.h"
#include "ui/circuit/gate_painter.h"
#include "ui/circuit/operation_text.h"

namespace qstore::ui {
namespace {

/// The angle of a gate to bind to. Its angles are written side by side, so the pointer names one of them
/// when none is free.
std::size_t angleUnder(const Circuit& circuit, std::size_t index, std::size_t column,
                       const QPointF& scenePoint) {
    const std::size_t count = circuit.operations()[index].angles.size();
    const double left = CircuitLayout::columnX(column) - CircuitLayout::gateWidth / 2;
    const double part = std::clamp((scenePoint.x() - left) / CircuitLayout::gateWidth, 0.0, 0.999);
    return freeAngle(circuit, index, static_cast<std::size_t>(part * static_cast<double>(count)));
}

}  // namespace

void CircuitCanvas::mousePressEvent(QMouseEvent* event) {
    m_pressed = m_current = toScene(event->position());
    const Slot slot = m_layout.slotAt(m_pressed);
    const auto hit = m_layout.operationAt(m_document.circuit(), slot);
    if (event->button() != Qt::LeftButton) {
        if (hit && m_selection.count(*hit) == 0) select({*hit});
        setCursorSlot(slot);
        return;
    }
    m_pendingControls.clear();
    setCursorSlot(slot);
    const bool adding = event->modifiers() & (Qt::ControlModifier | Qt::ShiftModifier);
    if (!hit) {
        if (!adding) select({});
        m_gesture = Gesture::RubberBand;
        return;
    }
    if (m_selection.count(*hit) == 0) {
        std::set<std::size_t> selection = adding ? m_selection : std::set<std::size_t>();
        selection.insert(*hit);
        select(std::move(selection));
    } else if (event->modifiers() & Qt::ShiftModifier) {
        std::set<std::size_t> selection = m_selection;
        selection.erase(*hit);
        select(std::move(selection));
    }
    m_gesture = Gesture::Pressed;
}

void CircuitCanvas::mouseMoveEvent(QMouseEvent* event) {
    m_current = toScene(event->position());
    const bool far =
        (m_current - m_pressed).manhattanLength() * m_zoom >= QApplication::startDragDistance();
    switch (m_gesture) {
        case Gesture::None: {
            const auto hit = m_layout.operationAt(m_document.circuit(), m_layout.slotAt(m_current));
            if (hit != m_hovered) {
                m_hovered = hit;
                viewport()->update();
            }
            return;
        }
        case Gesture::Pressed:
            if (!far || m_selection.empty()) return;
            m_gesture = Gesture::Moving;
            [[fallthrough]];
        case Gesture::Moving: previewMove(m_current, event->modifiers() & Qt::ControlModifier); return;
        case Gesture::RubberBand: {
            const QRectF band = QRectF(m_pressed, m_current).normalized();
            std::set<std::size_t> inside;
            const std::size_t first = m_layout.slotAt(band.topLeft()).column;
            const std::size_t last = m_layout.slotAt(band.bottomRight()).column;
            for (std::size_t column = first; column <= last && column < m_layout.columnCount(); ++column) {
                for (const std::size_t index : m_layout.operationsIn(column)) {
                    if (band.intersects(m_layout.operationRect(m_document.circuit(), index)))
                        inside.insert(index);
                }
            }
            select(std::move(inside));
            viewport()->update();
            return;
        }
    }
}

void CircuitCanvas::mouseReleaseEvent(QMouseEvent* event) {
    const Gesture gesture = std::exchange(m_gesture, Gesture::None);
    viewport()->update();
    if (gesture != Gesture::Moving || event->button() != Qt::LeftButton || !m_preview) return;
    const std::optional<Edit> edit = m_preview->edit;
    const QString refusal = m_preview->refusal;
    const QString what = m_copying ? tr("Copy gates") : tr("Move gates");
    clearPreview();
    if (edit) {
        m_document.apply(*edit, what);
    } else if (!refusal.isEmpty()) {
        Q_EMIT hint(refusal);
    }
}

void CircuitCanvas::previewMove(const QPointF& scenePoint, bool copy) {
    const Slot from = m_layout.slotAt(m_pressed), to = m_layout.slotAt(scenePoint);
    if (m_preview && m_preview->slot == to && m_copying == copy) return;
    m_copying = copy;
    const auto columns = static_cast<std::ptrdiff_t>(to.column) - static_cast<std::ptrdiff_t>(from.column);
    const auto wires = static_cast<std::ptrdiff_t>(to.wire) - static_cast<std::ptrdiff_t>(from.wire);
    if (!copy) {
        setPreview(to, moveOperations(m_document.circuit(), selectedOperations(), columns, wires));
        return;
    }
    const auto fragment = extractOperations(m_document.circuit(), selectedOperations());
    if (!fragment) return;
    Qubit top = m_layout.qubits();
    for (const std::size_t index : m_selection) {
        if (const auto span = wireSpan(m_document.circuit().operations()[index]))
            top = std::min(top, span->first);
    }
    const std::ptrdiff_t wire = std::max<std::ptrdiff_t>(0, static_cast<std::ptrdiff_t>(top) + wires);
    setPreview(to, insertFragment(m_document.circuit(), *fragment, {to.column, static_cast<Qubit>(wire)}));
}

void CircuitCanvas::setPreview(Slot slot, const Result<Edit>& edit) {
    Preview preview{slot, std::nullopt, {}, {}};
    if (edit) {
        preview.edit = *edit;
        preview.layout = CircuitLayout(edit->circuit);
    } else {
        preview.refusal = fromUtf8(edit.error().message);
    }
    m_preview = std::move(preview);
    Q_EMIT hint(m_preview->refusal);
    viewport()->update();
}

void CircuitCanvas::clearPreview() {
    m_preview.reset();
    m_dropTarget.reset();
    Q_EMIT hint({});
    viewport()->update();
}

void CircuitCanvas::mouseDoubleClickEvent(QMouseEvent* event) {
    const auto hit =
        m_layout.operationAt(m_document.circuit(), m_layout.slotAt(toScene(event->position())));
    if (hit) editAngles(*hit);
}

void CircuitCanvas::wheelEvent(QWheelEvent* event) {
    if (event->modifiers() & Qt::ControlModifier) {
        setZoom(m_zoom * std::pow(1.0015, event->angleDelta().y()));
        event->accept();
        return;
    }
    QAbstractScrollArea::wheelEvent(event);
}

void CircuitCanvas::contextMenuEvent(QContextMenuEvent* event) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillMenu(*menu);
    const bool byKeyboard = event->reason() == QContextMenuEvent::Keyboard;
    menu->popup(byKeyboard ? viewport()->mapToGlobal(cellInViewport(m_cursor).bottomLeft())
                           : event->globalPos());
}

Result<Edit> CircuitCanvas::dropEdit(const QMimeData& dropped, const QPointF& scenePoint) const {
    const Circuit& circuit = m_document.circuit();
    const Slot slot = m_layout.slotAt(scenePoint);
    if (dropped.hasFormat(QString::fromLatin1(gateMime)))
        return insertItem(circuit, dropped.data(QString::fromLatin1(gateMime)).toStdString(), slot);
    if (dropped.hasFormat(QString::fromLatin1(columnMime))) {
        const auto hit = m_layout.operationAt(circuit, slot);
        const std::string column = dropped.data(QString::fromLatin1(columnMime)).toStdString();
        if (!hit)
            return fail(ErrorCode::InvalidArgument, "there is no gate here to bind " + column + " to",
                        "drop the column on a rotation");
        return bindColumn(circuit, *hit, angleUnder(circuit, *hit, slot.column, scenePoint), column);
    }
    return fail(ErrorCode::Unsupported, "this cannot be dropped on a circuit", {});
}

QString CircuitCanvas::toolTipFor(std::size_t index) const {
    const Circuit& circuit = m_document.circuit();
    QString words = describeOperation(circuit, index, m_layout.columnOf(index));
    const Operation& operation = circuit.operations()[index];
    if (!lacksColumn(operation)) return words;
    const QString column = angleRoles(circuit, operation).column;
    return words + QLatin1Char('\n') +
           (m_inputs.dataset.isEmpty()
                ? tr("No dataset is chosen that has the column %1.").arg(column)
                : tr("The dataset %1 has no column %2.").arg(m_inputs.dataset, column));
}

QString CircuitCanvas::dropText(const QMimeData& dropped) const {
    if (dropped.hasFormat(QString::fromLatin1(columnMime)))
        return tr("Bind %1").arg(QString::fromUtf8(dropped.data(QString::fromLatin1(columnMime))));
    return tr("Add %1").arg(QString::fromUtf8(dropped.data(QString::fromLatin1(gateMime))));
}

void CircuitCanvas::dragEnterEvent(QDragEnterEvent* event) {
    const QMimeData& dropped = *event->mimeData();
    if (dropped.hasFormat(QString::fromLatin1(gateMime)) ||
        dropped.hasFormat(QString::fromLatin1(columnMime)))
        event->acceptProposedAction();
}

void CircuitCanvas::dragMoveEvent(QDragMoveEvent* event) {
    const Slot slot = m_layout.slotAt(toScene(event->position()));
    if (!m_preview || !(m_preview->slot == slot)) {
        const bool column = event->mimeData()->hasFormat(QString::fromLatin1(columnMime));
        m_dropTarget = column ? m_layout.operationAt(m_document.circuit(), slot) : std::nullopt;
        setPreview(slot, dropEdit(*event->mimeData(), toScene(event->position())));
    }
    event->setAccepted(m_preview->edit.has_value());
}

void CircuitCanvas::dragLeaveEvent(QDragLeaveEvent*) {
    clearPreview();
}

void CircuitCanvas::dropEvent(QDropEvent* event) {
    const Slot slot = m_layout.slotAt(toScene(event->position()));
    const Result<Edit> edit = dropEdit(*event->mimeData(), toScene(event->position()));
    const QString what = dropText(*event->mimeData());
    clearPreview();
    if (m_document.apply(edit, what)) event->acceptProposedAction();
    // Keys go on where the drop was. The source of the drag takes the focus back when the drag ends.
    setCursorSlot(slot);
    setFocus(Qt::MouseFocusReason);
    QMetaObject::invokeMethod(
        this, [this] { setFocus(Qt::MouseFocusReason); }, Qt::QueuedConnection);
}

bool CircuitCanvas::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const auto hit = m_layout.operationAt(m_document.circuit(), m_layout.slotAt(toScene(help->pos())));
        if (hit) {
            QToolTip::showText(help->globalPos(), toolTipFor(*hit), viewport(), operationInViewport(*hit));
        } else {
            QToolTip::hideText();
        }
        return true;
    }
    if (event->type() == QEvent::Leave && m_hovered) {
        m_hovered.reset();
        viewport()->update();
    }
    return QAbstractScrollArea::viewportEvent(event);
}

}  // namespace qstore::ui
