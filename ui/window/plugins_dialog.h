// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <vector>

#include "ui/controllers/plugin_catalog.h"

class QLabel;
class QTableWidget;
class QTableWidgetItem;

namespace qstore::ui {

class InlineMessage;

/// Which plugins there are, which are in use and why others are not; each can be switched off and on.
class PluginsDialog : public QDialog {
    Q_OBJECT
public:
    explicit PluginsDialog(PluginCatalog catalog, QWidget* parent = nullptr);

private:
    void reload();
    void addRow(const PluginLine& line);
    void switchPlugin(const QTableWidgetItem* item);
    void showDetails();

    PluginCatalog m_catalog;
    std::vector<PluginLine> m_lines;
    QTableWidget* m_table;
    QLabel* m_details;
    InlineMessage* m_message;
    bool m_filling = false;
};

}  // namespace qstore::ui
