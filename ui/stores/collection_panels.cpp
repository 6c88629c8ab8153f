// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stores/collection_panels.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

#include "ui/controllers/stores_controller.h"
#include "ui/controllers/workspace_session.h"
#include "ui/stores/embedding_fields.h"
#include "ui/stores/spec_fields.h"
#include "ui/stores/vector_numbers.h"
#include "ui/support/inline_message.h"
#include "ui/support/labels.h"

namespace qstore::ui {
namespace {

/// A name that is free, as a suggestion.
QString freeName(const QString& wanted, const std::vector<CollectionInfo>& taken) {
    const auto isTaken = [&taken](const QString& name) {
        for (const CollectionInfo& info : taken)
            if (toQt(info.spec.name) == name) return true;
        return false;
    };
    QString name = wanted;
    for (int number = 2; isTaken(name); ++number) name = QStringLiteral("%1-%2").arg(wanted).arg(number);
    return name;
}

/// What keeps a task from running shows in its panel; a task of another panel does not.
void followErrors(StoresController& stores, TaskPanel* panel) {
    QObject::connect(&stores, &StoresController::stateChanged, panel, [&stores, panel] {
        const bool busy = stores.state() == StoresController::State::Running ||
                          stores.state() == StoresController::State::Cancelling;
        panel->button()->setEnabled(!busy);
        if (busy || !panel->isVisible()) return;
        if (stores.error()) panel->message()->showError(*stores.error());
    });
    QObject::connect(panel->button(), &QPushButton::clicked, panel->message(), &InlineMessage::clear);
}

}  // namespace

NewCollectionPanel::NewCollectionPanel(StoresController& stores, QWidget* parent)
    : TaskPanel("newCollection", tr("New collection"), tr("Empty, in the store that is shown."), parent),
      m_stores(stores),
      m_name(new QLineEdit(this)),
      m_dimension(new QSpinBox(this)) {
    m_name->setObjectName(QStringLiteral("newCollectionName"));
    m_name->setToolTip(tr("1 to 64 bytes; it cannot be changed afterwards"));
    form()->addRow(tr("&Name"), m_name);
    m_dimension->setObjectName(QStringLiteral("newCollectionDimension"));
    m_dimension->setRange(1, static_cast<int>(kMaxDimension));
    m_dimension->setValue(4);
    m_dimension->setToolTip(tr("Numbers in each vector"));
    form()->addRow(tr("&Dimensions"), m_dimension);
    m_spec = new SpecFields(form(), QStringLiteral("newCollection"), Metric::Cosine, this);
    setVerb(tr("Make collection"), tr("It can be undone"));
    followErrors(stores, this);
    connect(button(), &QPushButton::clicked, this, &NewCollectionPanel::make);
    connect(m_name, &QLineEdit::returnPressed, button(), &QPushButton::click);
    connect(m_name, &QLineEdit::textEdited, message(), &InlineMessage::clear);
}

void NewCollectionPanel::begin() {
    message()->clear();
    m_name->setText(freeName(tr("vectors"), m_stores.collections()));
    m_name->setFocus();
    m_name->selectAll();
}

void NewCollectionPanel::make() {
    CollectionSpec spec = m_spec->spec();
    spec.name = fromQt(m_name->text().trimmed());
    spec.dimension = static_cast<std::size_t>(m_dimension->value());
    m_stores.create(spec);
}

PushPanel::PushPanel(StoresController& stores, QWidget* parent)
    : TaskPanel(
          "push", tr("Push dataset"),
          tr("Each row becomes a point: the vector holds what the recipe makes of it, the payload its "
             "cells as they are. What is there already and the same is left alone."),
          parent),
      m_stores(stores),
      m_dataset(new QLabel(this)),
      m_into(new QComboBox(this)),
      m_name(new QLineEdit(this)) {
    m_dataset->setObjectName(QStringLiteral("pushDataset"));
    m_dataset->setWordWrap(true);
    form()->addRow(tr("Dataset"), m_dataset);
    m_into->setObjectName(QStringLiteral("pushInto"));
    m_into->setToolTip(tr("Where the points go"));
    form()->addRow(tr("&Into"), m_into);
    m_name->setObjectName(QStringLiteral("pushName"));
    m_name->setToolTip(tr("Of the new collection"));
    form()->addRow(tr("&Name"), m_name);
    m_embedding = new EmbeddingFields(stores.session(), form(), this);
    m_numbers = new VectorNumbers(this);
    m_numbers->setObjectName(QStringLiteral("pushNumbers"));
    form()->addRow(m_numbers);
    m_ids = new QComboBox(this);
    m_ids->setObjectName(QStringLiteral("pushIds"));
    m_ids->setToolTip(tr("What names a point: a column that differs in every row, or the rows' numbers"));
    form()->addRow(tr("I&ds"), m_ids);
    // Under cosine a row whose features are all 0 has no direction and is refused.
    m_spec = new SpecFields(form(), QStringLiteral("push"), Metric::Euclidean, this);
    setVerb(tr("Push"), tr("In the background, with progress; what was stopped can go on"));
    followErrors(stores, this);
    connect(button(), &QPushButton::clicked, this, &PushPanel::push);
    connect(m_into, &QComboBox::currentIndexChanged, this, &PushPanel::showTarget);
    connect(m_embedding, &EmbeddingFields::changed, this, [this] {
        message()->clear();
        countNumbers();
    });
    connect(&stores.session(), &WorkspaceSession::recipeChanged, this, &PushPanel::countNumbers);
    connect(&stores.session(), &WorkspaceSession::workspaceChanged, this, [this] {
        if (isVisible()) readCircuits();
    });
    connect(m_name, &QLineEdit::textEdited, message(), &InlineMessage::clear);
    refresh();
}

void PushPanel::begin() {
    message()->clear();
    readCircuits();
    refresh();
    const QString dataset = m_stores.session().currentDataset();
    if (!dataset.isEmpty()) m_name->setText(freeName(dataset, m_stores.collections()));
    m_into->setFocus();
}

void PushPanel::refresh() {
    const auto table = m_stores.session().currentTable();
    const QString dataset = m_stores.session().currentDataset();
    m_dataset->setText(table == nullptr
                           ? tr("none; choose one on the Data page")
                           : tr("%1, %n row(s)", nullptr, static_cast<int>(table->rows())).arg(dataset));
    const QString ids = m_ids->currentText();
    m_ids->clear();
    m_ids->addItem(tr("Numbers of the rows"), QString());
    if (table != nullptr)
        for (const Column& column : table->columns()) m_ids->addItem(toQt(column.name), toQt(column.name));
    m_ids->setCurrentIndex(std::max(0, m_ids->findText(ids)));
    const QVariant into = m_into->currentData();
    {
        const QSignalBlocker quiet(m_into);
        m_into->clear();
        m_into->addItem(tr("A new collection"), QString());
        for (const CollectionInfo& info : m_stores.collections())
            m_into->addItem(toQt(info.spec.name), toQt(info.spec.name));
        m_into->setCurrentIndex(std::max(0, m_into->findData(into)));
    }
    button()->setEnabled(table != nullptr);
    showTarget();
}

void PushPanel::showTarget() {
    const bool makes = m_into->currentData().toString().isEmpty();
    form()->setRowVisible(m_name, makes);
    m_spec->setVisible(makes);
    countNumbers();
}

void PushPanel::showEvent(QShowEvent* event) {
    TaskPanel::showEvent(event);
    readCircuits();
    countNumbers();
}

void PushPanel::readCircuits() {
    if (const Status read = m_embedding->refresh(); !read) message()->showError(read.error());
}

void PushPanel::countNumbers() {
    const auto table = m_stores.session().currentTable();
    m_numbers->setVisible(table != nullptr);
    if (table == nullptr || !isVisible()) return;
    auto order = points();
    if (!order) return m_numbers->showError(order.error());
    const QString into = m_into->currentData().toString();
    std::size_t dimension = 0;
    for (const CollectionInfo& info : m_stores.collections())
        if (toQt(info.spec.name) == into) dimension = info.spec.dimension;
    m_numbers->count(table, *std::move(order), into, dimension);
}

Result<PointsOrder> PushPanel::points() const {
    PointsOrder order;
    order.dataset = fromQt(m_stores.session().currentDataset());
    order.recipe = m_stores.session().currentRecipe();
    order.idColumn = fromQt(m_ids->currentData().toString());
    QSTORE_CHECK(m_embedding->fill(order));
    return order;
}

void PushPanel::push() {
    if (m_stores.session().currentTable() == nullptr) return;
    // A circuit may have been saved anew or deleted since it was chosen; points() says what is wrong with
    // it.
    m_embedding->refresh();
    auto points = this->points();
    if (!points) return message()->showError(points.error());
    PushOrder order;
    order.workspace = m_stores.session().workspace();
    order.points = *std::move(points);
    order.collection = fromQt(m_into->currentData().toString());
    if (order.collection.empty()) {
        order.collection = fromQt(m_name->text().trimmed());
        order.create = m_spec->spec();
    }
    m_stores.push(std::move(order));
}

PullPanel::PullPanel(StoresController& stores, QWidget* parent)
    : TaskPanel(
          "pull", tr("Pull as dataset"),
          tr("A snapshot of the points for use without the store: id, payload and vector, one row each. "
             "All of them or, on any error, none."),
          parent),
      m_stores(stores),
      m_name(new QLineEdit(this)),
      m_what(secondaryLabel({}, this)) {
    m_name->setObjectName(QStringLiteral("pullName"));
    m_name->setToolTip(tr("Of the new dataset"));
    form()->addRow(tr("&Name"), m_name);
    m_what->setObjectName(QStringLiteral("pullWhat"));
    m_what->setWordWrap(true);
    form()->addRow(m_what);
    setVerb(tr("Pull"), tr("In the background; the dataset appears on the Data page"));
    followErrors(stores, this);
    connect(button(), &QPushButton::clicked, this, &PullPanel::pull);
    connect(m_name, &QLineEdit::returnPressed, button(), &QPushButton::click);
    connect(m_name, &QLineEdit::textEdited, message(), &InlineMessage::clear);
}

void PullPanel::begin(const std::optional<Filter>& filter) {
    m_filter = filter;
    message()->clear();
    m_name->setText(tr("%1-points").arg(m_stores.collection()));
    m_what->setText(
        filter ? tr("Only points that pass %1").arg(toQt(filterText(*filter)))
               : tr("All points of %1; a filter in the list leaves some out").arg(m_stores.collection()));
    m_name->setFocus();
    m_name->selectAll();
}

void PullPanel::pull() {
    const QString name = m_name->text().trimmed();
    if (name.isEmpty())
        return message()->showWarning(tr("The new dataset has no name."), tr("Give it one."));
    m_stores.pull(name, m_filter);
}

}  // namespace qstore::ui
