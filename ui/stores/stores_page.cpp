// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stores/stores_page.h"

#include <QAction>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/controllers/workspace_session.h"
#include "ui/models/stores_model.h"
#include "ui/stores/activity_bar.h"
#include "ui/stores/collection_panels.h"
#include "ui/stores/connection_panel.h"
#include "ui/stores/files_panel.h"
#include "ui/stores/points_map.h"
#include "ui/stores/points_view.h"
#include "ui/stores/search_panel.h"
#include "ui/stores/store_test_view.h"
#include "ui/stores/stores_list.h"
#include "ui/support/empty_state.h"
#include "ui/support/inline_message.h"
#include "ui/support/number_text.h"
#include "ui/support/page_header.h"
#include "ui/support/tokens.h"
#include "ui/window/button_action.h"

namespace qstore::ui {
namespace {

constexpr int listWidth = 300;
constexpr int detailsWidth = 340;
const QString splitKey = QStringLiteral("split");

}  // namespace

StoresPage::StoresPage(AppContext& context, StoreAccess access, QWidget* parent)
    : Page(tr("Stores"), QStringLiteral("stores"), parent),
      m_context(context),
      m_stores(*context.session, std::move(access)),
      m_search(m_stores) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::l, space::m, space::l, space::m);
    layout->setSpacing(space::s);
    layout->addWidget(buildHeader());
    m_message = new InlineMessage(this);
    layout->addWidget(m_message);
    layout->addWidget(new ActivityBar(m_stores, this));
    m_split = new QSplitter(Qt::Horizontal, this);
    m_split->setObjectName(QStringLiteral("storesSplit"));
    m_split->setChildrenCollapsible(false);
    m_list = new StoresList(m_stores, context.theme, m_split);
    m_split->addWidget(m_list);
    m_split->addWidget(buildWork());
    m_split->addWidget(buildDetails());
    m_split->setSizes({listWidth, 520, detailsWidth});
    m_split->setStretchFactor(0, 0);
    m_split->setStretchFactor(1, 1);
    m_split->setStretchFactor(2, 0);
    layout->addWidget(m_split, 1);
    for (QPushButton* button : {m_list->dropButton(), m_list->prepareButton()})
        m_menuActions[MenuPlace::Tools].append(buttonAction(*this, button));
    m_menuActions[MenuPlace::Tools].append(
        buttonAction(*this, m_list->filesButton(), tr("Files of the store…")));
    m_menuActions[MenuPlace::Edit].append(buttonAction(*this, m_points->deleteButton()));
    connectStores();
    connectFiles();
    showSearch();
    showMiddle();
}

StoresPage::~StoresPage() {
    deleteViews();
}

QWidget* StoresPage::buildHeader() {
    auto* header = new PageHeader(title(), this);
    m_compareButton = header->addButton("compareCollections", tr("Compare…"),
                                        tr("This collection with another one, of any store"));
    m_trainButton =
        header->addButton("trainCollection", tr("Train on it…"),
                          tr("To the Train page, with the points that pass the filter as the rows"));
    m_pullButton = header->addButton("pullCollection", tr("Pull as dataset…"),
                                     tr("The points as a table of this workspace"));
    m_pushButton = header->addButton("pushDatasetButton", tr("Push dataset…"),
                                     tr("The rows of the current dataset as points of a collection"));
    for (QPushButton* button : {m_pushButton, m_pullButton, m_compareButton})
        m_menuActions[MenuPlace::Tools].append(buttonAction(*this, button));
    m_menuActions[MenuPlace::Run].append(
        buttonAction(*this, m_trainButton, tr("Train on this collection…")));
    connect(m_pushButton, &QPushButton::clicked, this, &StoresPage::beginPush);
    connect(m_trainButton, &QPushButton::clicked, this, &StoresPage::askTraining);
    connect(m_pullButton, &QPushButton::clicked, this, [this] {
        showPanel(m_pull);
        m_pull->begin(m_points->filter());
    });
    connect(m_compareButton, &QPushButton::clicked, this, [this] {
        showPanel(m_compare);
        m_compare->begin();
    });
    return header;
}

QWidget* StoresPage::buildWork() {
    m_middle = new QStackedWidget(m_split);
    auto* empty = new EmptyState(
        m_context.theme, QStringLiteral("stores"),
        tr("No collection yet. Push a dataset, and look for the rows that are near to each other."),
        tr("Push dataset…"), m_middle);
    m_empty = empty;
    connect(empty, &EmptyState::triggered, this, &StoresPage::beginPush);
    m_middle->addWidget(empty);
    m_points = new PointsView(m_stores, m_middle);
    m_middle->addWidget(m_points);
    return m_middle;
}

QWidget* StoresPage::buildDetails() {
    m_details = new QScrollArea(m_split);
    m_details->setProperty("part", true);
    m_details->setAccessibleName(tr("What is looked for or done"));
    m_details->setWidgetResizable(true);
    m_details->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_details->setMinimumWidth(detailsWidth);
    auto* box = new QWidget(m_details);
    box->setObjectName(QStringLiteral("scrollContents"));
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(space::m, 0, space::m, space::m);
    m_panels = new QStackedWidget(box);
    column->addWidget(m_panels);
    column->addStretch();
    m_searchPanel = new SearchPanel(m_stores, m_search, m_panels);
    m_newCollection = new NewCollectionPanel(m_stores, m_panels);
    m_push = new PushPanel(m_stores, m_panels);
    m_pull = new PullPanel(m_stores, m_panels);
    m_compare = new ComparePanel(m_stores, m_panels);
    m_connection = new ConnectionPanel(m_stores, m_context.theme, m_panels);
    m_files = new FilesPanel(m_stores, m_panels);
    m_panels->addWidget(m_searchPanel);
    for (TaskPanel* panel : std::initializer_list<TaskPanel*>{m_newCollection, m_push, m_pull, m_compare,
                                                              m_connection, m_files}) {
        m_panels->addWidget(panel);
        connect(panel, &TaskPanel::closed, this, &StoresPage::showSearch);
    }
    m_details->setWidget(box);
    return m_details;
}

void StoresPage::connectStores() {
    connect(&m_stores, &StoresController::collectionsChanged, this, &StoresPage::showMiddle);
    connect(&m_stores, &StoresController::collectionChanged, this, [this] {
        m_search.drop();
        m_points->refresh();
        m_searchPanel->refresh();
        showMiddle();
    });
    connect(&m_stores, &StoresController::stateChanged, this, [this] {
        if (m_stores.state() == StoresController::State::Running) m_message->clear();
        // A panel that is open shows its own errors.
        if (m_stores.error() &&
            (m_panels->currentWidget() == m_searchPanel || m_panels->currentWidget() == m_connection))
            m_message->showError(*m_stores.error());
        showStatus();
    });
    connect(&m_stores, &StoresController::pushed, this,
            [this](const QString& collection, const Pushed& pushed) {
                if (!pushed.status) return;
                showSearch();
                m_context.navigator.showToast(
                    tr("%1 points are in %2, %3 of them written now")
                        .arg(groupedCount(pushed.rows), collection, groupedCount(pushed.written)));
            });
    connect(&m_stores, &StoresController::pulled, this, &StoresPage::tellPulled);
    connect(&m_stores, &StoresController::dropAsked, this, &StoresPage::askDrop);
    connect(&m_stores, &StoresController::replaceAsked, this, &StoresPage::askReplace);
    connect(m_list, &StoresList::newCollectionWanted, this, [this] {
        showPanel(m_newCollection);
        m_newCollection->begin();
    });
    connect(m_list, &StoresList::newConnectionWanted, this, [this] {
        showPanel(m_connection);
        m_connection->beginNew();
    });
    connect(m_list, &StoresList::connectionWanted, this, &StoresPage::showConnection);
    connect(m_connection, &ConnectionPanel::added, &m_stores, &StoresController::showStore);
    connect(m_points, &PointsView::pointChosen, m_searchPanel, &SearchPanel::usePoint);
    connect(m_points, &PointsView::filterChanged, this,
            [this] { m_searchPanel->setFilter(m_points->filter()); });
    connect(m_points->map(), &PointsMap::drawn, this,
            [this](const std::vector<float>& vector, double x, double y) {
                showSearch();
                m_searchPanel->useDrawn(vector, x, y);
            });
    connect(m_searchPanel, &SearchPanel::mapWanted, m_points, &PointsView::showMap);
    connect(&m_search, &StoreSearch::answered, m_points, &PointsView::showAnswer);
    WorkspaceSession& session = *m_context.session;
    connect(&session, &WorkspaceSession::currentDatasetChanged, this, [this] {
        m_push->refresh();
        m_searchPanel->refresh();
        showMiddle();
    });
    connect(&m_stores, &StoresController::collectionsChanged, m_push, &PushPanel::refresh);
    for (QPushButton* button : {m_searchPanel->searchButton(), m_searchPanel->measureButton()})
        m_menuActions[MenuPlace::Run].append(buttonAction(
            *this, button,
            button == m_searchPanel->searchButton() ? tr("Search store") : tr("Measure search modes")));
    connect(&m_stores.connections(), &StoreConnections::failed, m_message, &InlineMessage::showError);
}

void StoresPage::connectFiles() {
    connect(m_list, &StoresList::filesWanted, this, [this] {
        showPanel(m_files);
        m_files->begin();
    });
    connect(m_files, &FilesPanel::contentChanged, this, &StoresPage::fitDetails);
    connect(&m_stores, &StoresController::fileRestored, this, &StoresPage::tellRestored);
    connect(&m_stores, &StoresController::forgetAsked, this, &StoresPage::askForget);
}

void StoresPage::showPanel(QWidget* panel) {
    // The height is that of the panel that is shown, not of the highest.
    for (int i = 0; i < m_panels->count(); ++i) {
        QWidget* each = m_panels->widget(i);
        each->setSizePolicy(QSizePolicy::Preferred,
                            each == panel ? QSizePolicy::Preferred : QSizePolicy::Ignored);
    }
    m_panels->setCurrentWidget(panel);
    fitDetails();
    m_details->verticalScrollBar()->setValue(0);
}

/// Longer words in another language take the width they need: there is no horizontal scroll bar.
void StoresPage::fitDetails() {
    const int wanted =
        m_details->widget()->minimumSizeHint().width() + m_details->verticalScrollBar()->sizeHint().width();
    m_details->setMinimumWidth(std::max(detailsWidth, wanted));
}

void StoresPage::showSearch() {
    showPanel(m_searchPanel);
}

void StoresPage::showConnection(const QString& name) {
    showPanel(m_connection);
    m_connection->showConnection(name);
}

void StoresPage::beginPush() {
    if (m_context.session->currentTable() == nullptr) return Q_EMIT dataRequested();
    showPanel(m_push);
    m_push->begin();
}

void StoresPage::askTraining() {
    const auto& filter = m_points->filter();
    Q_EMIT trainRequested(m_stores.store(), m_stores.collection(),
                          filter ? toQt(filterText(*filter)) : QString());
}

void StoresPage::showMiddle() {
    const bool some = m_stores.current() != nullptr;
    m_middle->setCurrentWidget(some || !m_stores.isRead() ? static_cast<QWidget*>(m_points) : m_empty);
    const bool dataset = m_context.session->currentTable() != nullptr;
    static_cast<EmptyState*>(m_empty)->button()->setText(dataset ? tr("Push dataset…") : tr("Go to Data"));
    m_pushButton->setEnabled(dataset);
    m_pullButton->setEnabled(some);
    m_compareButton->setEnabled(some);
    m_trainButton->setEnabled(some);
    showStatus();
}

void StoresPage::showStatus() {
    QStringList parts{storeText(m_stores.store())};
    if (const CollectionInfo* info = m_stores.current()) {
        parts << toQt(info->spec.name);
        parts << tr("%n point(s)", nullptr, static_cast<int>(info->count));
        parts << tr("%n dimension(s)", nullptr, static_cast<int>(info->spec.dimension));
    }
    if (m_stores.state() == StoresController::State::Running) parts << m_stores.task();
    setStatusText(parts.join(QStringLiteral(" · ")));
}

void StoresPage::tellPulled(const QString& dataset, quint64 rows) {
    showSearch();
    m_context.navigator.showToast(
        tr("%n point(s) are the dataset %1 now", nullptr, static_cast<int>(rows)).arg(dataset), tr("Show"),
        [&navigator = m_context.navigator] { navigator.showPage(QStringLiteral("data")); });
}

void StoresPage::tellRestored(const QString& file, const QString& kind, const QString& name) {
    QString page = QStringLiteral("data");
    QString text = tr("%1 is the dataset %2 now").arg(file, name);
    if (kind == toQt(kModelKind)) {
        page = QStringLiteral("models");
        text = tr("%1 is the model %2 now").arg(file, name);
    } else if (kind == toQt(kCheckpointKind)) {
        page = QStringLiteral("train");
        text = tr("Run %1 can go on from its checkpoint").arg(name);
    }
    m_context.navigator.showToast(text, tr("Show"),
                                  [&navigator = m_context.navigator, page] { navigator.showPage(page); });
}

void StoresPage::askForget(const QString& store, const QString& file) {
    m_context.prompts.confirm(this, tr("Forget %1?").arg(file),
                              tr("The file is too large, or damaged: this cannot be undone here."),
                              tr("Forget for ever"),
                              [this, store, file] { m_stores.forgetFileForEver(store, file); });
}

void StoresPage::askReplace(const PushOrder& order) {
    m_context.prompts.confirm(
        this, tr("Replace points of %1?").arg(toQt(order.collection)),
        tr("They were pushed from another dataset, or with another recipe, embedding or column of ids. "
           "Those "
           "with the same id are replaced; Undo brings them back, unless there are more than it can hold."),
        tr("Replace points"), [this, order] {
            PushOrder replacing = order;
            replacing.replace = true;
            m_stores.push(std::move(replacing));
        });
}

void StoresPage::askDrop(const QString& collection, quint64 points) {
    m_context.prompts.confirm(
        this, tr("Drop %1?").arg(collection),
        tr("%1 points are deleted. This cannot be undone here.").arg(groupedCount(points)),
        tr("Drop for ever"), [this, collection] {
            if (collection == m_stores.collection()) m_stores.dropForEver();
        });
}

void StoresPage::saveState(QSettings& settings) const {
    settings.setValue(splitKey, m_split->saveState());
}

void StoresPage::restoreState(QSettings& settings) {
    m_split->restoreState(settings.value(splitKey).toByteArray());
}

void StoresPage::activated() {
    m_stores.connections().reload();
    m_stores.reload();
    m_searchPanel->refresh();
}

void StoresPage::prepareScreenshot() {
    if (m_context.session->currentTable() == nullptr) return;
    m_picturing = true;
    PushOrder order;
    order.workspace = m_context.session->workspace();
    order.points.dataset = fromQt(m_context.session->currentDataset());
    order.points.recipe = m_context.session->currentRecipe();
    order.collection = order.points.dataset;
    order.create = CollectionSpec{};
    order.create->metric = Metric::Euclidean;
    connect(&m_stores, &StoresController::pushed, this, [this](const QString&, const Pushed& pushed) {
        if (!pushed.status) m_picturing = false;
    });
    connect(&m_search, &StoreSearch::answered, this, [this] { m_picturing = false; });
    connect(&m_search, &StoreSearch::failed, this, [this] { m_picturing = false; });
    connect(&m_stores, &StoresController::collectionChanged, this, [this] {
        if (m_picturing && m_stores.current() != nullptr && m_stores.current()->count > 0)
            m_searchPanel->ask();
    });
    m_stores.push(std::move(order));
}

bool StoresPage::screenshotReady() const {
    return !m_picturing && m_stores.state() != StoresController::State::Running && !m_search.isSearching();
}

}  // namespace qstore::ui
