// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/data_page.h"

#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include "core/data/samples.h"
#include "ui/data/column_header.h"
#include "ui/data/column_inspector.h"
#include "ui/data/import_dialog.h"
#include "ui/data/preparation_form.h"
#include "ui/models/table_model.h"
#include "ui/support/core_texts.h"
#include "ui/support/empty_state.h"
#include "ui/support/inline_message.h"
#include "ui/support/number_text.h"
#include "ui/support/page_header.h"
#include "ui/support/prompts.h"
#include "ui/window/button_action.h"

namespace qstore::ui {

DataPage::DataPage(WorkspaceSession& session, const Theme& theme, Prompts& prompts, QWidget* parent)
    : Page(tr("Data"), QStringLiteral("data"), parent),
      m_session(session),
      m_theme(theme),
      m_prompts(prompts),
      m_model(new TableModel(this)) {
    setAcceptDrops(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(8);
    layout->addWidget(buildHeader());
    m_message = new InlineMessage(this);
    layout->addWidget(m_message);
    auto* split = new QHBoxLayout;
    split->setSpacing(16);
    split->addWidget(buildList());
    split->addWidget(buildTable(), 1);
    split->addWidget(buildInspector());
    layout->addLayout(split, 1);
    connect(&m_session, &WorkspaceSession::datasetsChanged, this, &DataPage::updateList);
    connect(&m_session, &WorkspaceSession::currentDatasetChanged, this, &DataPage::updateTable);
    connect(&m_session, &WorkspaceSession::recipeChanged, this,
            [this] { m_model->setRecipe(m_session.currentRecipe()); });
    connect(&m_session, &WorkspaceSession::failed, m_message, &InlineMessage::showError);
    updateList();
    updateTable();
}

DataPage::~DataPage() {
    // A name that is still being edited is dropped: its list would hand it over to a page that is gone.
    m_list->disconnect(this);
    deleteViews();
}

QWidget* DataPage::buildHeader() {
    auto* header = new PageHeader(title(), this);
    m_summary = header->addNote("dataSummary");
    QPushButton* samples = header->addButton("sampleButton", tr("Add a sample"), {});
    auto* menu = new QMenu(samples);
    for (const SampleDataset& sample : sampleDatasets()) {
        QAction* action = menu->addAction(coreText(sample.title));
        action->setToolTip(coreText(sample.help));
        connect(action, &QAction::triggered, this, [this, name = toQt(sample.name)] { addSample(name); });
    }
    menu->setToolTipsVisible(true);
    samples->setMenu(menu);
    QPushButton* import = header->addPrimary("importButton", tr("Import table…"),
                                             tr("CSV and other delimited text; a preview comes first"));
    connect(import, &QPushButton::clicked, this, &DataPage::chooseFile);
    m_importAction = buttonAction(*this, import);
    return header;
}

QWidget* DataPage::buildList() {
    auto* box = new QWidget(this);
    box->setFixedWidth(200);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    m_list = new QListWidget(box);
    m_list->setObjectName(QStringLiteral("datasetList"));
    m_list->setAccessibleName(tr("Datasets"));
    m_list->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    column->addWidget(m_list, 1);
    buildListButtons(column);
    connect(m_list, &QListWidget::itemChanged, this, &DataPage::nameEdited);
    connect(m_list, &QListWidget::currentItemChanged, this, [this](QListWidgetItem* item) {
        if (item == nullptr || item->data(Qt::UserRole).toString() == m_session.currentDataset()) return;
        const Status status = m_session.selectDataset(item->data(Qt::UserRole).toString());
        if (!status) m_message->showError(status.error());
    });
    return box;
}

void DataPage::buildListButtons(QVBoxLayout* column) {
    m_rename = new QAction(tr("&Rename dataset"), this);
    m_rename->setObjectName(QStringLiteral("renameDatasetAction"));
    m_rename->setShortcut(QKeySequence(Qt::Key_F2));
    m_rename->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_rename->setToolTip(tr("Type another name in the list; runs keep the name they were started with"));
    addAction(m_rename);
    connect(m_rename, &QAction::triggered, this, &DataPage::renameSelected);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    m_renameButton = new QPushButton(tr("Rename"), this);
    m_renameButton->setObjectName(QStringLiteral("renameDataset"));
    m_renameButton->setToolTip(m_rename->toolTip());
    connect(m_renameButton, &QPushButton::clicked, m_rename, &QAction::trigger);
    row->addWidget(m_renameButton, 1);
    m_delete = new QPushButton(tr("Delete"), this);
    m_delete->setObjectName(QStringLiteral("deleteDataset"));
    m_delete->setToolTip(tr("Edit ▸ Undo brings it back; runs and models keep the rows they need"));
    connect(m_delete, &QPushButton::clicked, this, &DataPage::deleteSelected);
    m_deleteAction = buttonAction(*this, m_delete, tr("Delete dataset"));
    row->addWidget(m_delete, 1);
    column->addLayout(row);
}

QWidget* DataPage::buildTable() {
    m_stack = new QStackedWidget(this);
    auto* empty = new EmptyState(m_theme, QStringLiteral("data"),
                                 tr("No table yet. Bring your own, or start from a sample."),
                                 tr("Import table…"), m_stack);
    connect(empty, &EmptyState::triggered, this, &DataPage::chooseFile);
    m_stack->addWidget(empty);
    m_view = new QTableView(m_stack);
    m_view->setObjectName(QStringLiteral("dataTable"));
    m_view->setModel(m_model);
    m_view->setHorizontalHeader(new ColumnHeader(m_view));
    m_view->setShowGrid(false);
    m_view->setAlternatingRowColors(true);
    m_view->setSelectionBehavior(QAbstractItemView::SelectItems);
    m_stack->addWidget(m_view);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentColumnChanged, this,
            [this](const QModelIndex& index) {
                m_column->showColumn(
                    m_model->headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString());
            });
    connect(m_view->horizontalHeader(), &QHeaderView::sectionClicked, this, [this](int section) {
        m_column->showColumn(m_model->headerData(section, Qt::Horizontal, Qt::DisplayRole).toString());
    });
    return m_stack;
}

QWidget* DataPage::buildInspector() {
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFixedWidth(280);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* content = new QWidget(scroll);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 8, 0);
    column->setSpacing(16);
    m_column = new ColumnInspector(m_session, content);
    column->addWidget(m_column);
    auto* title = new QLabel(tr("Preparation"), content);
    title->setProperty("role", QStringLiteral("section"));
    column->addWidget(title);
    column->addWidget(new PreparationForm(m_session, content));
    column->addStretch();
    scroll->setWidget(content);
    return scroll;
}

void DataPage::chooseFile() {
    FilePrompt prompt;
    prompt.title = tr("Import table");
    prompt.filter = tr("Tables (*.csv *.tsv *.txt *.gz);;All files (*)");
    m_prompts.openFile(this, prompt, [this](const QString& path) { importFile(path); });
}

void DataPage::importFile(const QString& path) {
    auto* dialog = new ImportDialog(m_session, path, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void DataPage::addSample(const QString& name) {
    const auto table = loadSample(fromQt(name));
    if (!table) {
        m_message->showError(table.error());
        return;
    }
    const Status stored = m_session.addDataset(name, *table, tr("sample"), guessedRecipe(*table));
    if (!stored && stored.error().code == ErrorCode::AlreadyExists) {
        if (const Status selected = m_session.selectDataset(name); !selected)
            m_message->showError(selected.error());
        return;
    }
    if (!stored) m_message->showError(stored.error());
}

void DataPage::updateList() {
    if (!m_session.workspace()) return;
    const auto datasets = m_session.workspace()->datasets();
    if (!datasets) {
        m_message->showError(datasets.error());
        return;
    }
    const QSignalBlocker blocker(m_list);
    m_list->clear();
    for (const DatasetInfo& info : *datasets) {
        auto* item = new QListWidgetItem(toQt(info.name), m_list);
        item->setData(Qt::UserRole, toQt(info.name));
        item->setFlags(item->flags() | Qt::ItemIsEditable);
        item->setToolTip(tr("%1 rows, %2 columns, from %3\nSHA-256 %4")
                             .arg(info.rows)
                             .arg(info.columns)
                             .arg(toQt(info.source), toQt(info.hash)));
        if (toQt(info.name) == m_session.currentDataset()) m_list->setCurrentItem(item);
    }
    const bool any = m_list->count() > 0;
    m_delete->setEnabled(any);
    m_renameButton->setEnabled(any);
    m_rename->setEnabled(any && isVisible());
}

void DataPage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    m_rename->setEnabled(m_list->count() > 0);
}

void DataPage::hideEvent(QHideEvent* event) {
    Page::hideEvent(event);
    m_rename->setEnabled(false);
}

QList<QAction*> DataPage::menuActions(MenuPlace place) const {
    if (place == MenuPlace::File) return {m_importAction};
    return place == MenuPlace::Edit ? QList<QAction*>{m_rename, m_deleteAction} : QList<QAction*>();
}

void DataPage::renameSelected() {
    if (m_list->currentItem() != nullptr) m_list->editItem(m_list->currentItem());
}

void DataPage::nameEdited(QListWidgetItem* item) {
    const QString before = item->data(Qt::UserRole).toString();
    // The list is filled anew from what is stored, but not while its editor still closes.
    QMetaObject::invokeMethod(
        this,
        [this, before, after = item->text()] {
            const Status renamed = m_session.renameDataset(before, after);
            if (!renamed) m_message->showError(renamed.error());
            updateList();
        },
        Qt::QueuedConnection);
}

void DataPage::updateTable() {
    const auto table = m_session.currentTable();
    m_model->setTable(table);
    m_model->setRecipe(m_session.currentRecipe());
    m_stack->setCurrentIndex(table ? 1 : 0);
    m_column->showColumn({});
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->data(Qt::UserRole).toString() == m_session.currentDataset())
            m_list->setCurrentRow(row);
    }
    m_summary->setText(table ? tr("%1 · %2 rows · %3 columns")
                                   .arg(m_session.currentDataset())
                                   .arg(groupedCount(table->rows()))
                                   .arg(table->columns().size())
                             : QString());
    if (!table) return;
    m_view->resizeColumnsToContents();
    setStatusText(m_summary->text());
}

void DataPage::deleteSelected() {
    if (m_list->currentItem() == nullptr) return;
    const Status status = m_session.removeDataset(m_list->currentItem()->data(Qt::UserRole).toString());
    if (!status) m_message->showError(status.error());
}

void DataPage::dragEnterEvent(QDragEnterEvent* event) {
    if (event->mimeData()->hasUrls() && event->mimeData()->urls().first().isLocalFile())
        event->acceptProposedAction();
}

void DataPage::dropEvent(QDropEvent* event) {
    importFile(event->mimeData()->urls().first().toLocalFile());
    event->acceptProposedAction();
}

}  // namespace qstore::ui
