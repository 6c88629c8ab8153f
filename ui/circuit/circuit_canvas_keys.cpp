// SPDX-License-Identifier: GPL-3.0-or-later
#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QStyle>
#include <algorithm>

#include "core/circuit/qasm.h"
#include "ui/circuit/circuit_canvas.h"
#include "ui/circuit/operation_text.h"

namespace qstore::ui {
namespace {

/// Letters that place a gate. R is a rotation; pressed again on one it turns RY into RZ into RX.
QString itemFor(int key) {
    switch (key) {
        case Qt::Key_H: return QStringLiteral("h");
        case Qt::Key_X: return QStringLiteral("x");
        case Qt::Key_Y: return QStringLiteral("y");
        case Qt::Key_Z: return QStringLiteral("z");
        case Qt::Key_S: return QStringLiteral("s");
        case Qt::Key_T: return QStringLiteral("t");
        case Qt::Key_R: return QStringLiteral("ry");
        case Qt::Key_M: return QString::fromLatin1(measureItem.data());
        default: return {};
    }
}

std::string nextRotation(const std::string& name) {
    if (name == "ry") return "rz";
    if (name == "rz") return "rx";
    if (name == "rx") return "ry";
    return {};
}

}  // namespace

bool CircuitCanvas::event(QEvent* event) {
    // Plain letters belong to the canvas while it has the keyboard, before any shortcut of the window.
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool plain = key->modifiers() == Qt::NoModifier || key->modifiers() == Qt::ShiftModifier;
        if (plain && (key->key() == Qt::Key_C || !itemFor(key->key()).isEmpty())) event->accept();
    }
    return QAbstractScrollArea::event(event);
}

void CircuitCanvas::keyPressEvent(QKeyEvent* event) {
    if (moveByKey(*event) || placeByKey(*event)) return;
    const auto hit = m_layout.operationAt(m_document.circuit(), m_cursor);
    switch (event->key()) {
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (hit) {
                select({*hit});
                editAngles(*hit);
            }
            return;
        case Qt::Key_Space:
            if (hit) select({*hit});
            return;
        case Qt::Key_Delete:
            if (m_selection.empty() && hit) select({*hit});
            deleteSelection();
            return;
        case Qt::Key_Backspace:
            if (m_cursor.column == 0) return;
            setCursorSlot({m_cursor.column - 1, m_cursor.wire});
            if (const auto before = m_layout.operationAt(m_document.circuit(), m_cursor)) {
                select({*before});
                deleteSelection();
            }
            return;
        case Qt::Key_Escape:
            m_pendingControls.clear();
            m_gesture = Gesture::None;
            clearPreview();
            m_angleEditor->hide();
            setFocus();
            select({});
            return;
        default: QAbstractScrollArea::keyPressEvent(event);
    }
}

bool CircuitCanvas::moveByKey(const QKeyEvent& event) {
    int columns = 0, wires = 0;
    switch (event.key()) {
        case Qt::Key_Left: columns = -1; break;
        case Qt::Key_Right: columns = 1; break;
        case Qt::Key_Up: wires = -1; break;
        case Qt::Key_Down: wires = 1; break;
        case Qt::Key_Home: setCursorSlot({0, m_cursor.wire}); return true;
        case Qt::Key_End: setCursorSlot({m_layout.columnCount(), m_cursor.wire}); return true;
        default: return false;
    }
    if (event.modifiers() & Qt::AltModifier) {
        moveSelection(columns, wires);
        return true;
    }
    const auto step = [](std::size_t value, int by) {
        return by < 0 && value == 0 ? value
                                    : static_cast<std::size_t>(static_cast<std::ptrdiff_t>(value) + by);
    };
    const Slot before = m_cursor;
    if (columns != 0) m_pendingControls.clear();
    setCursorSlot({step(m_cursor.column, columns), step(m_cursor.wire, wires)});
    const auto hit = m_layout.operationAt(m_document.circuit(), m_cursor);
    std::set<std::size_t> selection;
    if (event.modifiers() & Qt::ShiftModifier) {
        selection = m_selection;
        if (const auto old = m_layout.operationAt(m_document.circuit(), before)) selection.insert(*old);
    }
    if (hit) selection.insert(*hit);
    select(std::move(selection));
    return true;
}

bool CircuitCanvas::placeByKey(const QKeyEvent& event) {
    const Qt::KeyboardModifiers modifiers = event.modifiers() & ~Qt::KeypadModifier;
    if (modifiers != Qt::NoModifier && modifiers != Qt::ShiftModifier) return false;
    if (event.key() == Qt::Key_C) {
        togglePendingControl(modifiers == Qt::NoModifier);
        return true;
    }
    const QString item = itemFor(event.key());
    if (item.isEmpty() || modifiers != Qt::NoModifier) return false;
    const auto hit = m_layout.operationAt(m_document.circuit(), m_cursor);
    if (event.key() == Qt::Key_R && hit && m_pendingControls.empty()) {
        if (const std::string next = nextRotation(gateName(m_document.circuit().operations()[*hit]));
            !next.empty()) {
            m_document.apply(replaceGate(m_document.circuit(), *hit, next), tr("Change gate"));
            return true;
        }
    }
    placeAtCursor(item);
    return true;
}

void CircuitCanvas::togglePendingControl(bool onOne) {
    if (m_cursor.wire >= m_layout.qubits()) return;
    // On a column that has a gate elsewhere the control joins it at once; else it waits for the next gate.
    if (m_cursor.column < m_layout.columnCount() && !m_layout.operationAt(m_document.circuit(), m_cursor)) {
        const auto edit = insertItem(m_document.circuit(), onOne ? controlItem : antiControlItem, m_cursor);
        if (edit) {
            applyAndFollow(edit, tr("Add control"));
            return;
        }
    }
    const auto same =
        std::find_if(m_pendingControls.begin(), m_pendingControls.end(),
                     [this](const Control& control) { return control.qubit == m_cursor.wire; });
    if (same != m_pendingControls.end()) {
        m_pendingControls.erase(same);
    } else {
        m_pendingControls.push_back({m_cursor.wire, onOne});
    }
    viewport()->update();
}

Result<Edit> CircuitCanvas::insertWithPending(const QString& item) const {
    const std::string name = item.toStdString();
    if (name == measureItem || name == resetItem || name == barrierItem)
        return insertItem(m_document.circuit(), name, m_cursor);
    return insertItem(m_document.circuit(), name, m_cursor, m_pendingControls);
}

void CircuitCanvas::placeAtCursor(const QString& item) {
    applyAndFollow(insertWithPending(item), tr("Add %1").arg(item));
}

void CircuitCanvas::applyAndFollow(const Result<Edit>& edit, const QString& what) {
    if (!m_document.apply(edit, what)) return;
    m_pendingControls.clear();
    if (edit->touched.empty()) return;
    setCursorSlot({m_layout.columnOf(edit->touched.front()) + 1, m_cursor.wire});
}

void CircuitCanvas::deleteSelection() {
    if (m_selection.empty()) return;
    m_document.apply(deleteOperations(m_document.circuit(), selectedOperations()), tr("Delete gates"));
}

void CircuitCanvas::copySelection() const {
    const auto fragment = extractOperations(m_document.circuit(), selectedOperations());
    if (!fragment) return;
    if (const auto text = writeQasm3(*fragment)) QGuiApplication::clipboard()->setText(fromUtf8(*text));
}

void CircuitCanvas::cutSelection() {
    if (m_selection.empty()) return;
    copySelection();
    m_document.apply(deleteOperations(m_document.circuit(), selectedOperations()), tr("Cut gates"));
}

void CircuitCanvas::paste() {
    const auto fragment = readCircuit(QGuiApplication::clipboard()->text().toStdString(), "clipboard");
    if (!fragment) {
        Q_EMIT m_document.editRefused(fragment.error());
        return;
    }
    applyAndFollow(insertFragment(m_document.circuit(), *fragment, m_cursor), tr("Paste"));
}

void CircuitCanvas::selectAll() {
    std::set<std::size_t> all;
    for (std::size_t i = 0; i < m_document.circuit().operations().size(); ++i) all.insert(i);
    select(std::move(all));
}

void CircuitCanvas::moveSelection(int columns, int wires) {
    if (m_selection.empty()) return;
    m_document.apply(moveOperations(m_document.circuit(), selectedOperations(), columns, wires),
                     tr("Move gates"));
    if (!m_selection.empty()) {
        const std::size_t index = *m_selection.begin();
        const auto span = wireSpan(m_document.circuit().operations()[index]).value_or(WireSpan{});
        setCursorSlot({m_layout.columnOf(index), span.first});
    }
}

void CircuitCanvas::editAngles(std::size_t index) {
    const Operation& operation = m_document.circuit().operations()[index];
    if (operation.angles.empty()) return;
    QStringList texts;
    for (const Angle& angle : operation.angles) texts.append(fromUtf8(angle.toText()));
    m_angleEditor->disconnect(this);
    m_angleEditor->setProperty("invalid", false);
    m_angleEditor->style()->polish(m_angleEditor);
    m_angleEditor->setText(texts.join(QStringLiteral("; ")));
    m_angleEditor->setToolTip(
        tr("An expression such as pi/2, θ0 or 2*x; several angles are separated by ;"));
    const QRect gate = operationInViewport(index);
    m_angleEditor->setGeometry(std::max(4, gate.center().x() - 80), gate.bottom() + 4, 160, 30);
    m_angleEditor->show();
    m_angleEditor->selectAll();
    m_angleEditor->setFocus();
    connect(m_angleEditor, &QLineEdit::returnPressed, this, [this, index] { commitAngles(index); });
    connect(m_angleEditor, &QLineEdit::editingFinished, this, [this] {
        if (!m_angleEditor->property("invalid").toBool()) m_angleEditor->hide();
    });
}

void CircuitCanvas::commitAngles(std::size_t index) {
    const QStringList texts = m_angleEditor->text().split(QLatin1Char(';'));
    Result<Edit> edit = Edit{m_document.circuit(), {index}};
    for (qsizetype i = 0; i < texts.size() && edit; ++i)
        edit = setAngle(edit->circuit, index, static_cast<std::size_t>(i), texts[i].trimmed().toStdString(),
                        m_columns);
    m_angleEditor->setProperty("invalid", !edit);
    m_angleEditor->style()->unpolish(m_angleEditor);
    m_angleEditor->style()->polish(m_angleEditor);
    if (!edit) {
        m_angleEditor->setToolTip(fromUtf8(edit.error().message));
        Q_EMIT m_document.editRefused(edit.error());
        return;
    }
    m_angleEditor->hide();
    setFocus();
    m_document.apply(*edit, tr("Change angle"));
}

void CircuitCanvas::fillMenu(QMenu& menu) {
    const bool any = !m_selection.empty();
    const auto add = [&menu, this](const QString& text, bool enabled, void (CircuitCanvas::*slot)()) {
        QAction* action = menu.addAction(text, this, slot);
        action->setEnabled(enabled);
    };
    add(tr("Cut"), any, &CircuitCanvas::cutSelection);
    QAction* copy = menu.addAction(tr("Copy"), this, [this] { copySelection(); });
    copy->setEnabled(any);
    add(tr("Paste"), true, &CircuitCanvas::paste);
    add(tr("Delete"), any, &CircuitCanvas::deleteSelection);
    if (m_selection.size() == 1) {
        const std::size_t index = *m_selection.begin();
        const Operation& operation = m_document.circuit().operations()[index];
        if (!operation.angles.empty()) {
            menu.addSeparator();
            menu.addAction(tr("Edit angle…"), this, [this, index] { editAngles(index); });
            menu.addAction(tr("Make trainable"), this, [this, index] {
                m_document.apply(makeTrainable(m_document.circuit(), index, 0), tr("Make trainable"));
            });
        }
    }
    if (m_cursor.wire < m_layout.qubits()) {
        menu.addSeparator();
        menu.addAction(
            tr("Remove qubit %1").arg(wireName(m_document.circuit(), m_cursor.wire)), this, [this] {
                m_document.apply(removeQubit(m_document.circuit(), m_cursor.wire), tr("Remove qubit"));
            });
    }
}

}  // namespace qstore::ui
