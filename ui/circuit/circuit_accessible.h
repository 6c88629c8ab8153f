// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessibleWidget>
#include <map>

#include "ui/circuit/circuit_canvas.h"

namespace qstore::ui {

/// The canvas for screen readers: one child for each gate, in circuit order, named in words.
class CircuitAccessible : public QAccessibleWidget {
public:
    explicit CircuitAccessible(CircuitCanvas& canvas);
    ~CircuitAccessible() override;

    int childCount() const override;
    QAccessibleInterface* child(int index) const override;
    int indexOfChild(const QAccessibleInterface* child) const override;
    QAccessibleInterface* childAt(int x, int y) const override;
    QAccessibleInterface* focusChild() const override;
    QString text(QAccessible::Text type) const override;

private:
    CircuitCanvas& m_canvas;
    mutable std::map<std::size_t, QAccessible::Id> m_children;
};

/// Makes accessibility know the canvas; call once before the first window.
void installCircuitAccessibility();

}  // namespace qstore::ui
