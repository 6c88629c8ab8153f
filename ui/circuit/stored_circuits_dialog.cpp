// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/circuit/stored_circuits_dialog.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QPushButton>

#include "core/workspace/workspace.h"
#include "ui/circuit/circuit_canvas.h"
#include "ui/circuit/operation_text.h"
#include "ui/models/runs_model.h"
#include "ui/support/inline_message.h"
#include "ui/support/labels.h"
#include "ui/support/prompts.h"
#include "ui/support/tokens.h"

namespace qstore::ui {

StoredCircuitsDialog::StoredCircuitsDialog(std::shared_ptr<Workspace> workspace, const Theme& theme,
                                           Prompts& prompts, QWidget* parent)
    : QDialog(parent),
      m_workspace(std::move(workspace)),
      m_prompts(prompts),
      m_list(new QListWidget(this)),
      m_canvas(new CircuitCanvas(m_document, theme, this)),
      m_message(new InlineMessage(this)),
      m_open(new QPushButton(tr("Open"), this)),
      m_delete(new QPushButton(tr("Delete…"), this)) {
    setObjectName(QStringLiteral("storedCircuitsDialog"));
    setWindowTitle(tr("Circuits in the workspace"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::xl, space::l, space::xl, space::l);
    column->setSpacing(space::m);
    column->addWidget(titleLabel(windowTitle(), this));
    column->addWidget(m_message);
    auto* row = new QHBoxLayout;
    row->setSpacing(space::l);
    m_list->setObjectName(QStringLiteral("storedCircuits"));
    m_list->setAccessibleName(windowTitle());
    m_list->setFixedWidth(230);
    row->addWidget(m_list);
    m_canvas->setMinimumSize(420, 260);
    m_canvas->setEnabled(false);  // a picture here, not an editor
    row->addWidget(m_canvas, 1);
    column->addLayout(row, 1);
    auto* buttons = new QHBoxLayout;
    auto* cancel = new QPushButton(tr("Cancel"), this);
    m_open->setObjectName(QStringLiteral("storedOpen"));
    m_open->setProperty("primary", true);
    m_open->setDefault(true);
    m_delete->setObjectName(QStringLiteral("storedDelete"));
    buttons->addWidget(m_delete);
    buttons->addStretch();
    for (QPushButton* button : {cancel, m_open}) buttons->addWidget(button);
    column->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_open, &QPushButton::clicked, this, &StoredCircuitsDialog::openCurrent);
    connect(m_delete, &QPushButton::clicked, this, &StoredCircuitsDialog::deleteCurrent);
    connect(m_list, &QListWidget::currentRowChanged, this, &StoredCircuitsDialog::preview);
    connect(m_list, &QListWidget::itemActivated, this, &StoredCircuitsDialog::openCurrent);
    fill();
    resize(860, 480);
}

QString StoredCircuitsDialog::current() const {
    return m_list->currentItem() != nullptr ? m_list->currentItem()->data(Qt::UserRole).toString()
                                            : QString();
}

void StoredCircuitsDialog::fill() {
    const auto circuits = m_workspace->circuits();
    m_list->clear();
    if (!circuits) {
        m_message->showError(circuits.error());
        return;
    }
    for (const CircuitRecord& record : *circuits) {
        const QString name = fromUtf8(record.name);
        auto* item = new QListWidgetItem(name, m_list);
        item->setData(Qt::UserRole, name);
        item->setToolTip(tr("Changed %1").arg(relativeTime(record.changedMs)));
    }
    if (circuits->empty())
        m_message->showInfo(tr("No circuit is kept here by name yet."),
                            tr("File ▸ Save circuit to workspace as… keeps the drawn one."));
    m_list->setCurrentRow(circuits->empty() ? -1 : 0);
    preview();
}

void StoredCircuitsDialog::preview() {
    const QString name = current();
    m_open->setEnabled(!name.isEmpty());
    m_delete->setEnabled(!name.isEmpty());
    m_canvas->setVisible(!name.isEmpty());
    if (name.isEmpty()) return;
    const auto circuit = m_workspace->loadCircuit(name.toStdString());
    if (!circuit) {
        m_message->showError(circuit.error());
        return;
    }
    m_document.restore(*circuit, {});
    m_canvas->fitToView();
}

void StoredCircuitsDialog::openCurrent() {
    const QString name = current();
    if (name.isEmpty()) return;
    Q_EMIT chosen(name);
    accept();
}

void StoredCircuitsDialog::deleteCurrent() {
    const QString name = current();
    m_prompts.confirm(this, tr("Delete %1?").arg(name),
                      tr("The circuit goes for ever; runs and models keep the circuit they used."),
                      tr("Delete for ever"), [this, name] {
                          if (const Status deleted = m_workspace->deleteCircuit(name.toStdString());
                              !deleted) {
                              m_message->showError(deleted.error());
                              return;
                          }
                          fill();
                      });
}

}  // namespace qstore::ui
