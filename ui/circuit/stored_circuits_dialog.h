// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <memory>

#include "ui/documents/circuit_document.h"

class QListWidget;
class QPushButton;

namespace qstore {
class Workspace;
}

namespace qstore::ui {

class CircuitCanvas;
class InlineMessage;
class Prompts;
class Theme;

/// The circuits that the workspace keeps by name: look at one, open it, or delete it.
class StoredCircuitsDialog : public QDialog {
    Q_OBJECT
public:
    StoredCircuitsDialog(std::shared_ptr<Workspace> workspace, const Theme& theme, Prompts& prompts,
                         QWidget* parent = nullptr);

Q_SIGNALS:
    void chosen(const QString& name);

private:
    QString current() const;
    void fill();
    void preview();
    void openCurrent();
    void deleteCurrent();

    std::shared_ptr<Workspace> m_workspace;
    Prompts& m_prompts;
    CircuitDocument m_document;
    QListWidget* m_list;
    CircuitCanvas* m_canvas;
    InlineMessage* m_message;
    QPushButton* m_open;
    QPushButton* m_delete;
};

}  // namespace qstore::ui
