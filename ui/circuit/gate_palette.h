// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/circuit/circuit.h"

class QLineEdit;
class QListWidget;

namespace qstore::ui {

class Theme;

/// Everything that can be put on a wire, from the gate table, in groups, searchable. Drag an entry, or
/// press Return to place it at the cursor of the canvas.
class GatePalette : public QWidget {
    Q_OBJECT
public:
    explicit GatePalette(const Theme& theme, QWidget* parent = nullptr);

    /// The circuit's own gates, as a group of their own.
    void setDefinitions(const std::vector<std::shared_ptr<const GateDefinition>>& definitions);
    QLineEdit* searchField() const { return m_search; }
    QListWidget* list() const { return m_list; }

Q_SIGNALS:
    void chosen(const QString& item);

private:
    void fill();
    void addHeading(const QString& text);
    void addItem(const QString& item, const QString& title, const QString& toolTip,
                 const Operation& sample);
    void filter(const QString& text);
    QIcon drawn(const Operation& sample) const;

    const Theme& m_theme;
    QLineEdit* m_search;
    QListWidget* m_list;
    std::vector<std::shared_ptr<const GateDefinition>> m_definitions;
};

/// Help for one gate of the table as rich text: title, what it does, its matrix at the angles π/2.
QString gateHelp(const GateInfo& gate);

}  // namespace qstore::ui
