// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/registry/model_bin.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/models/runs_model.h"

namespace qstore::ui {
namespace {
constexpr int openHeight = 150;
}

ModelBin::ModelBin(WorkspaceSession& session, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_versions(new VersionsModel(this)),
      m_toggle(new QToolButton(this)),
      m_restore(new QPushButton(tr("Restore"), this)),
      m_view(new QTableView(this)) {
    setObjectName(QStringLiteral("modelBin"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    auto* row = new QHBoxLayout;
    m_toggle->setObjectName(QStringLiteral("binToggle"));
    m_toggle->setCheckable(true);
    m_toggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_toggle->setToolTip(tr("Show the deleted versions; each of them can be restored"));
    row->addWidget(m_toggle);
    row->addStretch();
    m_restore->setObjectName(QStringLiteral("restoreModel"));
    m_restore->setToolTip(tr("Back among the models, with its aliases"));
    row->addWidget(m_restore);
    column->addLayout(row);
    m_view->setObjectName(QStringLiteral("binTable"));
    m_view->setAccessibleName(tr("Deleted models"));
    m_view->setModel(m_versions);
    m_view->setFixedHeight(openHeight);
    m_view->verticalHeader()->hide();
    m_view->setShowGrid(false);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->horizontalHeader()->setStretchLastSection(true);
    column->addWidget(m_view);
    connect(m_toggle, &QToolButton::toggled, this, &ModelBin::unfold);
    connect(m_restore, &QPushButton::clicked, this, &ModelBin::restoreSelected);
    connect(&m_session, &WorkspaceSession::modelsChanged, this, &ModelBin::refresh);
    unfold(false);
    refresh();
}

bool ModelBin::isOpen() const {
    return m_toggle->isChecked();
}

void ModelBin::setOpen(bool open) {
    m_toggle->setChecked(open);
}

void ModelBin::unfold(bool open) {
    m_toggle->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
    m_view->setVisible(open);
    m_restore->setVisible(open);
}

void ModelBin::refresh() {
    if (!m_session.workspace()) return;
    auto versions = m_session.workspace()->binnedModels();
    const auto runs = m_session.workspace()->runs();
    if (!versions || !runs) {
        Q_EMIT failed(!versions ? versions.error() : runs.error());
        return;
    }
    m_versions->setVersions(std::move(*versions), *runs);
    m_view->resizeColumnsToContents();
    const int count = m_versions->rowCount();
    m_toggle->setText(tr("%n deleted version(s)", nullptr, count));
    setVisible(count > 0);
    if (count > 0) m_view->selectRow(0);
}

void ModelBin::restoreSelected() {
    const QModelIndex index = m_view->currentIndex();
    if (!index.isValid()) return;
    const ModelVersion version = m_versions->at(index.row());
    const Status status = m_session.restoreModel(toQt(version.name), version.version);
    if (!status)
        Q_EMIT failed(status.error());
    else
        Q_EMIT restored(toQt(version.name), version.version);
}

}  // namespace qstore::ui
