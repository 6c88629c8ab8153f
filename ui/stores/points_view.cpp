// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stores/points_view.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSplitter>
#include <QStyle>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/controllers/stores_controller.h"
#include "ui/controllers/workspace_session.h"
#include "ui/hardware/table_columns.h"
#include "ui/models/points_model.h"
#include "ui/stores/points_map.h"
#include "ui/stores/points_reader.h"
#include "ui/stores/retrieval_words.h"
#include "ui/support/inline_message.h"
#include "ui/support/labels.h"
#include "ui/support/number_text.h"
#include "ui/support/tokens.h"

namespace qstore::ui {
namespace {

constexpr int widestColumn = 220;

void setInvalid(QWidget* field, bool invalid) {
    if (field->property("invalid").toBool() == invalid) return;
    field->setProperty("invalid", invalid);
    field->style()->unpolish(field);
    field->style()->polish(field);
}

}  // namespace

PointsView::PointsView(StoresController& stores, QWidget* parent)
    : QWidget(parent),
      m_stores(stores),
      m_reader(new PointsReader(stores, this)),
      m_model(new PointsModel(this)),
      m_hits(new HitsModel(this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::m, 0, space::m, 0);
    column->setSpacing(space::s);
    column->addWidget(buildFilter());
    m_message = new InlineMessage(this);
    m_message->setProperty("part", true);
    column->addWidget(m_message);
    auto* split = new QSplitter(Qt::Vertical, this);
    split->setObjectName(QStringLiteral("pointsSplit"));
    split->setChildrenCollapsible(false);
    split->addWidget(buildPoints());
    split->addWidget(buildResults());
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 2);
    column->addWidget(split, 1);
    connect(m_reader, &PointsReader::begun, m_model, &PointsModel::clear);
    connect(m_reader, &PointsReader::pageRead, this, [this](const std::vector<Point>& points, bool more) {
        m_model->append(points, more);
        if (!std::exchange(m_fitted, true)) fitColumns(*m_table, widestColumn);
        showCount();
    });
    connect(m_reader, &PointsReader::failed, m_message, &InlineMessage::showError);
    connect(m_model, &PointsModel::wanted, m_reader, &PointsReader::readNext);
    connect(m_map, &PointsMap::failed, m_message, &InlineMessage::showError);
}

QWidget* PointsView::buildFilter() {
    auto* bar = new QWidget(this);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::s);
    m_filter = new QLineEdit(bar);
    m_filter->setObjectName(QStringLiteral("pointsFilter"));
    m_filter->setAccessibleName(tr("Filter"));
    m_filter->setPlaceholderText(
        tr("Filter, such as %1").arg(QStringLiteral("species = 'setosa' and petal_length > 1.5")));
    m_filter->setToolTip(
        tr("Names that are no plain word stand in double quotes, texts in single ones; and, or, not, "
           "in, exists. It holds for list, map, search and pull."));
    m_filter->setClearButtonEnabled(true);
    auto* apply = new QPushButton(tr("Apply"), bar);
    apply->setObjectName(QStringLiteral("applyFilter"));
    apply->setToolTip(tr("Show and search only points that pass"));
    row->addWidget(m_filter, 1);
    row->addWidget(apply);
    connect(apply, &QPushButton::clicked, this, &PointsView::applyFilter);
    connect(m_filter, &QLineEdit::returnPressed, this, &PointsView::applyFilter);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString& text) {
        setInvalid(m_filter, false);
        if (text.isEmpty()) applyFilter();
    });
    return bar;
}

QWidget* PointsView::buildPoints() {
    m_tabs = new QTabWidget(this);
    m_tabs->setObjectName(QStringLiteral("pointsTabs"));
    m_tabs->setAccessibleName(tr("Points"));
    auto* list = new QWidget(m_tabs);
    auto* column = new QVBoxLayout(list);
    column->setContentsMargins(0, space::s, 0, space::s);
    column->setSpacing(space::s);
    m_table = new QTableView(list);
    m_table->setObjectName(QStringLiteral("pointsTable"));
    m_table->setAccessibleName(tr("Points"));
    m_table->setModel(m_model);
    styleRows(*m_table);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->horizontalHeader()->setStretchLastSection(true);
    auto* deleteKey = new QAction(m_table);
    deleteKey->setShortcut(QKeySequence::Delete);
    deleteKey->setShortcutContext(Qt::WidgetShortcut);
    m_table->addAction(deleteKey);
    column->addWidget(m_table, 1);
    auto* row = new QHBoxLayout;
    m_count = secondaryLabel({}, list);
    m_count->setObjectName(QStringLiteral("pointsCount"));
    m_count->setWordWrap(true);
    row->addWidget(m_count, 1);
    m_delete = new QPushButton(tr("Delete points"), list);
    m_delete->setObjectName(QStringLiteral("deletePoints"));
    m_delete->setToolTip(tr("Those that are selected; Undo brings them back"));
    m_delete->setEnabled(false);
    row->addWidget(m_delete);
    column->addLayout(row);
    m_map = new PointsMap(m_stores, m_tabs);
    m_tabs->addTab(list, tr("List"));
    m_tabs->addTab(m_map, tr("Map"));
    connect(deleteKey, &QAction::triggered, m_delete, &QPushButton::click);
    connect(m_delete, &QPushButton::clicked, this, &PointsView::deleteSelected);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            [this] { m_delete->setEnabled(m_table->selectionModel()->hasSelection()); });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& now) {
                if (now.isValid()) Q_EMIT pointChosen(toQt(m_model->idAt(now.row())));
            });
    connect(m_model, &QAbstractItemModel::modelReset, this, [this] { m_delete->setEnabled(false); });
    return m_tabs;
}

QWidget* PointsView::buildResults() {
    m_results = new QWidget(this);
    m_results->setObjectName(QStringLiteral("results"));
    auto* column = new QVBoxLayout(m_results);
    column->setContentsMargins(0, space::s, 0, 0);
    column->setSpacing(space::xs);
    auto* row = new QHBoxLayout;
    row->addWidget(sectionLabel(tr("Found"), m_results), 1);
    auto* close = new QToolButton(m_results);
    close->setText(QStringLiteral("✕"));
    close->setToolTip(tr("Close what was found"));
    close->setAccessibleName(close->toolTip());
    row->addWidget(close);
    column->addLayout(row);
    m_stages = secondaryLabel({}, m_results);
    m_stages->setObjectName(QStringLiteral("stagesText"));
    m_stages->setWordWrap(true);
    column->addWidget(m_stages);
    m_found = new QTableView(m_results);
    m_found->setObjectName(QStringLiteral("hitsTable"));
    m_found->setAccessibleName(tr("Nearest points"));
    m_found->setModel(m_hits);
    styleRows(*m_found);
    m_found->horizontalHeader()->setStretchLastSection(true);
    column->addWidget(m_found, 1);
    m_results->hide();
    connect(close, &QToolButton::clicked, m_results, &QWidget::hide);
    connect(m_found->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& now) {
                if (now.isValid()) chooseHit(now.row());
            });
    return m_results;
}

const std::optional<Filter>& PointsView::filter() const {
    return m_reader->filter();
}

void PointsView::applyFilter() {
    m_message->clear();
    const QString text = m_filter->text().trimmed();
    std::optional<Filter> filter;
    if (!text.isEmpty()) {
        auto parsed = parseFilter(fromQt(text));
        if (!parsed) {
            setInvalid(m_filter, true);
            return m_message->showError(parsed.error());
        }
        filter = std::move(*parsed);
    }
    if (filter == m_reader->filter()) return;
    m_count->setText(tr("Reading…"));
    m_reader->setFilter(filter);
    m_map->setPlace(filter);
    Q_EMIT filterChanged();
}

void PointsView::refresh() {
    const QString place = m_stores.store() + QLatin1Char('/') + m_stores.collection();
    if (place != m_place) {
        // A filter is about the fields of one collection.
        const QSignalBlocker quiet(m_filter);
        m_filter->clear();
        setInvalid(m_filter, false);
        m_place = place;
        m_fitted = false;
        m_results->hide();
        m_message->clear();
        m_reader->setFilter(std::nullopt);
        Q_EMIT filterChanged();
    }
    m_count->setText(m_stores.current() == nullptr ? QString() : tr("Reading…"));
    m_reader->begin();
    m_map->setPlace(m_reader->filter());
}

void PointsView::showCount() {
    const int rows = m_model->rowCount();
    const CollectionInfo* info = m_stores.current();
    const bool more = m_model->canFetchMore({});
    const QString shown = groupedCount(static_cast<qulonglong>(rows));
    QString text =
        m_reader->filter() ? tr("%n point(s) pass", nullptr, rows) : tr("%n point(s)", nullptr, rows);
    if (more && m_reader->filter())
        text = tr("%n point(s) that pass so far; scroll for more", nullptr, rows);
    else if (more && info != nullptr)
        text = tr("%1 of %2 points; scroll for more").arg(shown, groupedCount(info->count));
    else if (m_model->isFull() && m_reader->filter())
        text =
            tr("The list ends after %1 points that pass; a narrower filter leads to the others").arg(shown);
    else if (m_model->isFull())
        text = tr("The list ends after %1 points; a filter leads to the others").arg(shown);
    m_count->setText(text);
}

void PointsView::showMap() {
    m_tabs->setCurrentWidget(m_map);
}

void PointsView::showAnswer(const StoreAnswer& answer) {
    m_hits->setHits(answer.hits, answer.ranked);
    fitColumns(*m_found, widestColumn);
    m_stages->setText(answer.hits.empty() ? tr("No point was found. %1").arg(stagesText(answer))
                                          : stagesText(answer));
    m_results->show();
    std::set<std::string> ids;
    for (const RankedHit& hit : answer.hits) ids.insert(hit.hit.id);
    m_map->markHits(ids);
}

void PointsView::chooseHit(int row) {
    Q_EMIT pointChosen(toQt(m_hits->hits()[static_cast<std::size_t>(row)].hit.id));
}

void PointsView::deleteSelected() {
    std::vector<std::string> ids;
    const auto rows = m_table->selectionModel()->selectedRows();
    for (const QModelIndex& index : rows) ids.push_back(m_model->idAt(index.row()));
    m_stores.remove(std::move(ids));
}

}  // namespace qstore::ui
