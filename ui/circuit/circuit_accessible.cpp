// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/circuit/circuit_accessible.h"

#include <QPointer>

#include "ui/circuit/operation_text.h"

namespace qstore::ui {
namespace {

/// One gate. Reads the circuit when asked, so that it never shows what is no longer there.
class GateAccessible : public QAccessibleInterface, public QAccessibleActionInterface {
public:
    GateAccessible(CircuitCanvas& canvas, std::size_t index) : m_canvas(&canvas), m_index(index) {}

    std::size_t index() const { return m_index; }
    bool isValid() const override {
        return m_canvas != nullptr && m_index < m_canvas->document().circuit().operations().size();
    }
    QObject* object() const override { return nullptr; }
    QAccessibleInterface* parent() const override {
        return QAccessible::queryAccessibleInterface(m_canvas);
    }
    QAccessibleInterface* child(int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface*) const override { return -1; }
    QAccessibleInterface* childAt(int, int) const override { return nullptr; }
    QRect rect() const override {
        if (!isValid()) return {};
        QRect rect = m_canvas->operationInViewport(m_index);
        rect.moveTopLeft(m_canvas->viewport()->mapToGlobal(rect.topLeft()));
        return rect;
    }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    QAccessible::State state() const override {
        QAccessible::State state;
        state.selectable = true;
        state.focusable = true;
        state.selected = isValid() && m_canvas->selection().count(m_index) > 0;
        state.invalid = !isValid();
        return state;
    }
    QString text(QAccessible::Text type) const override {
        if (type != QAccessible::Name || !isValid()) return {};
        return describeOperation(m_canvas->document().circuit(), m_index,
                                 m_canvas->layoutOfCircuit().columnOf(m_index));
    }
    void setText(QAccessible::Text, const QString&) override {}
    void* interface_cast(QAccessible::InterfaceType type) override {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface*>(this)
                                                    : nullptr;
    }
    QStringList actionNames() const override { return {pressAction()}; }
    void doAction(const QString& action) override {
        if (action == pressAction() && isValid()) m_canvas->select({m_index});
    }
    QStringList keyBindingsForAction(const QString&) const override { return {}; }

private:
    QPointer<CircuitCanvas> m_canvas;
    std::size_t m_index;
};

QAccessibleInterface* makeInterface(const QString&, QObject* object) {
    auto* canvas = qobject_cast<CircuitCanvas*>(object);
    return canvas != nullptr ? new CircuitAccessible(*canvas) : nullptr;
}

}  // namespace

CircuitAccessible::CircuitAccessible(CircuitCanvas& canvas)
    : QAccessibleWidget(&canvas, QAccessible::List), m_canvas(canvas) {}

CircuitAccessible::~CircuitAccessible() {
    for (const auto& [index, id] : m_children) QAccessible::deleteAccessibleInterface(id);
}

int CircuitAccessible::childCount() const {
    return static_cast<int>(m_canvas.document().circuit().operations().size());
}

QAccessibleInterface* CircuitAccessible::child(int index) const {
    if (index < 0 || index >= childCount()) return nullptr;
    const auto key = static_cast<std::size_t>(index);
    const auto known = m_children.find(key);
    if (known != m_children.end()) return QAccessible::accessibleInterface(known->second);
    auto* made = new GateAccessible(m_canvas, key);
    m_children[key] = QAccessible::registerAccessibleInterface(made);
    return made;
}

int CircuitAccessible::indexOfChild(const QAccessibleInterface* child) const {
    const auto* gate = dynamic_cast<const GateAccessible*>(child);
    return gate != nullptr ? static_cast<int>(gate->index()) : -1;
}

QAccessibleInterface* CircuitAccessible::childAt(int x, int y) const {
    for (int i = 0; i < childCount(); ++i) {
        if (child(i)->rect().contains(x, y)) return child(i);
    }
    return nullptr;
}

QAccessibleInterface* CircuitAccessible::focusChild() const {
    const auto hit =
        m_canvas.layoutOfCircuit().operationAt(m_canvas.document().circuit(), m_canvas.cursorSlot());
    return hit ? child(static_cast<int>(*hit)) : nullptr;
}

QString CircuitAccessible::text(QAccessible::Text type) const {
    if (type == QAccessible::Value) {
        const Slot slot = m_canvas.cursorSlot();
        return CircuitCanvas::tr("step %1, wire %2").arg(slot.column + 1).arg(slot.wire);
    }
    if (type == QAccessible::Description)
        return describeMetrics(circuitMetrics(m_canvas.document().circuit()));
    return QAccessibleWidget::text(type);
}

void installCircuitAccessibility() {
    QAccessible::installFactory(makeInterface);
}

}  // namespace qstore::ui
