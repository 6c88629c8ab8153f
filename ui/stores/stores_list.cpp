// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stores/stores_list.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/controllers/stores_controller.h"
#include "ui/controllers/workspace_session.h"
#include "ui/hardware/table_columns.h"
#include "ui/models/collections_model.h"
#include "ui/models/stores_model.h"
#include "ui/stores/connection_commands.h"
#include "ui/support/flow_layout.h"
#include "ui/support/inline_message.h"
#include "ui/support/labels.h"
#include "ui/support/number_text.h"
#include "ui/support/tokens.h"

namespace qstore::ui {
namespace {

/// Stores in view at once; more are scrolled to.
constexpr int mostStores = 4;
constexpr int storeHeight = 28;
constexpr int widestColumn = 140;

QPushButton* makeButton(QWidget* parent, const char* name, const QString& text, const QString& help) {
    auto* button = new QPushButton(text, parent);
    button->setObjectName(QString::fromLatin1(name));
    button->setToolTip(help);
    return button;
}

}  // namespace

StoresList::StoresList(StoresController& stores, const Theme& theme, QWidget* parent)
    : QWidget(parent), m_stores(stores), m_model(new CollectionsModel(this)) {
    setObjectName(QStringLiteral("storesZone"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, space::m, 0);
    column->setSpacing(space::s);
    column->addWidget(buildStores(theme));
    column->addWidget(hairline(this));
    column->addWidget(buildCollections(), 1);
    connect(&stores.connections(), &StoreConnections::changed, this, &StoresList::showStores);
    connect(&stores, &StoresController::collectionsChanged, this, &StoresList::showStores);
    connect(&stores, &StoresController::collectionsChanged, this, &StoresList::showCollections);
    connect(&stores, &StoresController::collectionChanged, this, &StoresList::showCollections);
    connect(&stores, &StoresController::stateChanged, this, &StoresList::showButtons);
    showStores();
    showCollections();
    fitColumns(*m_table, widestColumn);
}

QWidget* StoresList::buildStores(const Theme& theme) {
    auto* box = new QWidget(this);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::s);
    column->addWidget(sectionLabel(tr("Stores"), box));
    m_storesModel = new StoresModel(m_stores.connections(), theme, this);
    m_list = new QListView(box);
    m_list->setObjectName(QStringLiteral("storesList"));
    m_list->setAccessibleName(tr("Stores"));
    m_list->setModel(m_storesModel);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    column->addWidget(m_list);
    auto* row = new QWidget(box);
    auto* flow = new FlowLayout(row, space::s);
    m_addConnection = makeButton(row, "addConnection", tr("Add connection…"),
                                 tr("A store elsewhere: its address, its key, and a test of both"));
    m_edit = makeButton(row, "editConnection", tr("Edit…"),
                        tr("Address, settings, key and test of this connection"));
    m_remove = makeButton(row, "removeConnection", tr("Remove"),
                          tr("From the list; its key stays, and Undo brings it back"));
    for (QPushButton* button : {m_addConnection, m_edit, m_remove}) flow->addWidget(button);
    column->addWidget(row);
    connect(m_addConnection, &QPushButton::clicked, this, &StoresList::newConnectionWanted);
    connect(m_edit, &QPushButton::clicked, this, [this] { Q_EMIT connectionWanted(m_stores.store()); });
    connect(m_remove, &QPushButton::clicked, this, &StoresList::removeConnection);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& now) {
                if (now.isValid() && !m_filling) m_stores.showStore(m_storesModel->nameAt(now.row()));
            });
    return box;
}

QWidget* StoresList::buildCollections() {
    auto* box = new QWidget(this);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::s);
    column->addWidget(sectionLabel(tr("Collections"), box));
    m_message = new InlineMessage(box);
    column->addWidget(m_message);
    m_table = new QTableView(box);
    m_table->setObjectName(QStringLiteral("collectionsTable"));
    m_table->setAccessibleName(tr("Collections"));
    m_table->setModel(m_model);
    styleRows(*m_table);
    // The line below the table tells both of the collection that is shown; here they would be cut.
    m_table->setColumnHidden(CollectionsModel::Nearness, true);
    m_table->setColumnHidden(CollectionsModel::Index, true);
    m_table->horizontalHeader()->setStretchLastSection(true);
    auto* dropKey = new QAction(m_table);
    dropKey->setShortcut(QKeySequence::Delete);
    dropKey->setShortcutContext(Qt::WidgetShortcut);
    m_table->addAction(dropKey);
    column->addWidget(m_table, 1);
    m_state = secondaryLabel({}, box);
    m_state->setObjectName(QStringLiteral("collectionsState"));
    m_state->setWordWrap(true);
    column->addWidget(m_state);
    auto* row = new QWidget(box);
    auto* flow = new FlowLayout(row, space::s);
    m_add = makeButton(row, "addCollection", tr("New…"), tr("An empty collection in this store"));
    m_drop = makeButton(row, "dropCollection", tr("Drop"), tr("The collection with all its points"));
    m_prepare = makeButton(row, "prepareIndex", tr("Prepare index"),
                           tr("Builds the graph of this collection, so that it is searched quickly"));
    for (QPushButton* button : {m_add, m_drop, m_prepare}) flow->addWidget(button);
    column->addWidget(row);
    connect(dropKey, &QAction::triggered, m_drop, &QPushButton::click);
    connect(m_add, &QPushButton::clicked, this, &StoresList::newCollectionWanted);
    connect(m_drop, &QPushButton::clicked, &m_stores, &StoresController::drop);
    connect(m_prepare, &QPushButton::clicked, &m_stores, &StoresController::prepare);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& now) {
                if (now.isValid() && !m_filling)
                    m_stores.showCollection(toQt(m_model->at(now.row()).spec.name));
            });
    return box;
}

void StoresList::showStores() {
    m_filling = true;
    m_storesModel->refresh();
    m_list->setCurrentIndex(m_storesModel->index(m_storesModel->rowOf(m_stores.store()), 0));
    m_filling = false;
    const int rows = std::min(m_storesModel->rowCount(), mostStores);
    m_list->setFixedHeight(rows * std::max(storeHeight, m_list->sizeHintForRow(0)) +
                           2 * m_list->frameWidth() + 4);
    const StoreConnections& connections = m_stores.connections();
    m_addConnection->setVisible(!connections.kinds().empty());
    m_edit->setVisible(!m_stores.isLocal());
    m_remove->setVisible(!m_stores.isLocal());
    if (connections.error()) m_message->showError(*connections.error());
}

void StoresList::showCollections() {
    m_filling = true;
    const int before = m_model->rowCount();
    m_model->setCollections(m_stores.collections());
    const int row = m_model->rowOf(m_stores.collection());
    if (row >= 0)
        m_table->setCurrentIndex(m_model->index(row, 0));
    else
        m_table->clearSelection();
    m_filling = false;
    if (before != m_model->rowCount()) fitColumns(*m_table, widestColumn);
    if (m_stores.readError())
        m_message->showError(*m_stores.readError());
    else if (!m_stores.connections().error())
        m_message->clear();
    m_state->setText(m_stores.isRead() ? aboutCollection() : tr("Reading the collections…"));
    m_state->setVisible(!m_state->text().isEmpty());
    showButtons();
}

/// What the table has no room for.
QString StoresList::aboutCollection() const {
    const CollectionInfo* info = m_stores.current();
    if (info == nullptr) return {};
    const QString metric = metricText(info->spec.metric);
    if (info->spec.index == IndexKind::Exact) return tr("%1 · every vector is looked at").arg(metric);
    return tr("%1 · HNSW graph, %2 of %3 points in it")
        .arg(metric, groupedCount(info->indexedCount), groupedCount(info->count));
}

void StoresList::showButtons() {
    const bool busy = m_stores.state() == StoresController::State::Running ||
                      m_stores.state() == StoresController::State::Cancelling;
    const CollectionInfo* info = m_stores.current();
    const bool usable = m_stores.isRead() && !m_stores.readError();
    m_add->setEnabled(!busy && usable);
    m_drop->setEnabled(!busy && info != nullptr);
    m_prepare->setEnabled(!busy && info != nullptr && info->spec.index == IndexKind::Hnsw &&
                          info->indexedCount < info->count);
}

void StoresList::removeConnection() {
    const StoreConnection* connection = m_stores.connections().find(m_stores.store());
    if (connection == nullptr) return;
    const QString name = m_stores.store();
    const Status removed = changeConnection(m_stores, *connection, std::nullopt);
    if (!removed) return m_message->showError(removed.error());
    Q_EMIT m_stores.session().undoOffered(tr("Connection %1 removed; its key is kept").arg(name),
                                          &m_stores.undoStack());
}

}  // namespace qstore::ui
