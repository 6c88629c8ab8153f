// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stores/search_panel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTableWidget>
#include <QVBoxLayout>

#include "core/circuit/templates.h"
#include "ui/controllers/stores_controller.h"
#include "ui/controllers/workspace_session.h"
#include "ui/models/collections_model.h"
#include "ui/stores/retrieval_words.h"
#include "ui/support/core_texts.h"
#include "ui/support/inline_message.h"
#include "ui/support/labels.h"
#include "ui/support/number_text.h"
#include "ui/support/tokens.h"

namespace qstore::ui {
namespace {

constexpr int mostHits = 1000;
/// Rows that a table of modes has; it never scrolls.
constexpr int modeTableHeight = 126;

}  // namespace

SearchPanel::SearchPanel(StoresController& stores, StoreSearch& search, QWidget* parent)
    : QWidget(parent), m_stores(stores), m_asked(search) {
    setObjectName(QStringLiteral("searchPanel"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::m);
    column->addWidget(sectionLabel(tr("Search"), this));
    m_message = new InlineMessage(this);
    column->addWidget(m_message);
    buildQuestion();
    column->addWidget(hairline(this));
    buildModes();
    auto* buttons = new QHBoxLayout;
    m_search = new QPushButton(tr("Search"), this);
    m_search->setObjectName(QStringLiteral("searchNow"));
    m_search->setProperty("primary", true);
    m_search->setToolTip(tr("The points nearest to this one, best first"));
    m_cancel = new QPushButton(tr("Cancel"), this);
    m_cancel->setObjectName(QStringLiteral("cancelSearch"));
    m_cancel->setToolTip(tr("Stop searching and measuring"));
    buttons->addWidget(m_search);
    buttons->addWidget(m_cancel);
    buttons->addStretch();
    column->addLayout(buttons);
    column->addWidget(hairline(this));
    buildMeasurement();
    connect(m_search, &QPushButton::clicked, this, &SearchPanel::ask);
    connect(m_cancel, &QPushButton::clicked, &m_asked, &StoreSearch::cancel);
    connect(&m_asked, &StoreSearch::failed, m_message, &InlineMessage::showError);
    connect(&m_asked, &StoreSearch::answered, m_message, &InlineMessage::clear);
    connect(&m_asked, &StoreSearch::measured, this, &SearchPanel::showMeasured);
    connect(&m_asked, &StoreSearch::runningChanged, this, &SearchPanel::showRunning);
    showFields();
    showModes();
    showRunning();
}

void SearchPanel::buildQuestion() {
    m_form = new QFormLayout;
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_by = new QComboBox(this);
    m_by->setObjectName(QStringLiteral("searchBy"));
    m_by->addItems(
        {tr("A row of the dataset"), tr("A point by its id"), tr("A typed vector"), tr("A drawn point")});
    m_by->setToolTip(tr("What the nearest points are looked for of"));
    m_form->addRow(tr("&Near to"), m_by);
    m_row = new QSpinBox(this);
    m_row->setObjectName(QStringLiteral("searchRow"));
    m_row->setMinimum(1);
    m_row->setToolTip(
        tr("The row becomes a vector as it did when it was pushed here, else by the dataset's recipe"));
    m_form->addRow(tr("&Row"), m_row);
    m_id = new QLineEdit(this);
    m_id->setObjectName(QStringLiteral("searchId"));
    m_id->setToolTip(tr("A click on a point in the list fills it in"));
    m_form->addRow(tr("&Id"), m_id);
    m_vector = new QLineEdit(this);
    m_vector->setObjectName(QStringLiteral("searchVector"));
    m_vector->setPlaceholderText(QStringLiteral("0.1, -2, 3e-4"));
    m_vector->setToolTip(tr("Numbers with commas or spaces between them, a point for decimals"));
    m_form->addRow(tr("&Vector"), m_vector);
    m_place = secondaryLabel({}, this);
    m_place->setObjectName(QStringLiteral("searchPlace"));
    m_place->setWordWrap(true);
    m_form->addRow(m_place);
    m_top = new QSpinBox(this);
    m_top->setObjectName(QStringLiteral("searchTop"));
    m_top->setRange(1, mostHits);
    m_top->setValue(10);
    m_top->setToolTip(tr("How many points are wanted"));
    m_form->addRow(tr("Ho&w many"), m_top);
    m_metric = new QLabel(this);
    m_metric->setObjectName(QStringLiteral("searchMetric"));
    m_metric->setWordWrap(true);
    m_form->addRow(tr("Metric"), m_metric);
    static_cast<QVBoxLayout*>(layout())->addLayout(m_form);
    connect(m_by, &QComboBox::currentIndexChanged, this, [this] {
        m_message->clear();
        showFields();
        if (by() == By::Drawn) Q_EMIT mapWanted();
    });
    for (QLineEdit* line : {m_id, m_vector}) {
        connect(line, &QLineEdit::returnPressed, this, &SearchPanel::ask);
        connect(line, &QLineEdit::textEdited, m_message, &InlineMessage::clear);
    }
}

void SearchPanel::buildModes() {
    m_modeForm = new QFormLayout;
    m_modeForm->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_mode = new QComboBox(this);
    m_mode->setObjectName(QStringLiteral("searchMode"));
    m_mode->addItem(tr("The store's order"));
    for (const RetrievalMode& mode : retrievalModes())
        m_mode->addItem(modeTitle(mode.name), toQt(mode.name));
    m_mode->setToolTip(tr("The store's own order, or its candidates ordered anew by a quantum kernel"));
    m_modeForm->addRow(tr("&Mode"), m_mode);
    m_encoder = new QComboBox(this);
    m_encoder->setObjectName(QStringLiteral("searchEncoder"));
    for (const EncoderInfo& encoder : circuitEncoders()) {
        if (encoder.range != EncoderRange::Angle) continue;  // others read angles that are no components
        m_encoder->addItem(coreText(encoder.title), toQt(encoder.name));
        m_encoder->setItemData(m_encoder->count() - 1, coreText(encoder.help), Qt::ToolTipRole);
    }
    m_encoder->setToolTip(
        tr("The circuit that makes a state of a vector; states are compared, not vectors"));
    m_modeForm->addRow(tr("&Encoder"), m_encoder);
    static_cast<QVBoxLayout*>(layout())->addLayout(m_modeForm);
    m_exact = new QCheckBox(tr("Look at ever&y point"), this);
    m_exact->setObjectName(QStringLiteral("searchExact"));
    m_exact->setToolTip(tr("Whatever the index: slower, and nothing is missed"));
    layout()->addWidget(m_exact);
    m_modeHelp = secondaryLabel({}, this);
    m_modeHelp->setObjectName(QStringLiteral("modeHelp"));
    m_modeHelp->setWordWrap(true);
    layout()->addWidget(m_modeHelp);
    connect(m_mode, &QComboBox::currentIndexChanged, this, &SearchPanel::showModes);
}

void SearchPanel::buildMeasurement() {
    auto* column = static_cast<QVBoxLayout*>(layout());
    auto* row = new QHBoxLayout;
    row->addWidget(sectionLabel(tr("What each mode finds"), this), 1);
    m_measure = new QPushButton(tr("Measure"), this);
    m_measure->setObjectName(QStringLiteral("measureModes"));
    m_measure->setToolTip(
        tr("Asks up to 20 questions in every mode and compares with looking at everything"));
    row->addWidget(m_measure);
    column->addLayout(row);
    m_measuredNote = secondaryLabel({}, this);
    m_measuredNote->setObjectName(QStringLiteral("measuredNote"));
    m_measuredNote->setWordWrap(true);
    column->addWidget(m_measuredNote);
    m_modes = new QTableWidget(0, 4, this);
    m_modes->setObjectName(QStringLiteral("modesTable"));
    m_modes->setAccessibleName(tr("Recall and time of each mode"));
    m_modes->setHorizontalHeaderLabels({tr("Mode"), tr("Recall"), tr("Index"), tr("Time")});
    for (int section = 1; section < m_modes->columnCount(); ++section)
        m_modes->horizontalHeaderItem(section)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_modes->horizontalHeaderItem(0)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_modes->horizontalHeaderItem(1)->setToolTip(tr(
        "Share of the points of highest fidelity in the whole collection; a mode with diversity gives some "
        "of it up on purpose"));
    m_modes->horizontalHeaderItem(2)->setToolTip(
        tr("Share of the store's own nearest among the candidates: what the index does not miss"));
    m_modes->horizontalHeaderItem(3)->setToolTip(
        tr("Mean time of a question; the longest is in the row's tip"));
    m_modes->verticalHeader()->hide();
    m_modes->setShowGrid(false);
    m_modes->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_modes->setSelectionMode(QAbstractItemView::NoSelection);
    m_modes->setTabKeyNavigation(false);
    m_modes->setFixedHeight(modeTableHeight);
    m_modes->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_modes->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_modes->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_modes->hide();
    column->addWidget(m_modes);
    column->addStretch();
    connect(m_measure, &QPushButton::clicked, this, &SearchPanel::measure);
}

SearchPanel::By SearchPanel::by() const {
    return static_cast<By>(m_by->currentIndex());
}

void SearchPanel::showFields() {
    m_form->setRowVisible(m_row, by() == By::Row);
    m_form->setRowVisible(m_id, by() == By::Id);
    m_form->setRowVisible(m_vector, by() == By::Vector);
    const bool tells = by() == By::Drawn || by() == By::Row;
    m_form->setRowVisible(m_place, tells);
    const QString dataset = m_stores.session().currentDataset();
    if (by() == By::Row)
        m_place->setText(dataset.isEmpty() ? tr("There is no dataset; choose one on the Data page.")
                                           : tr("of %1, made a vector as it was pushed").arg(dataset));
    else if (m_drawn.empty())
        m_place->setText(tr("Click into the map: the search starts at once."));
}

void SearchPanel::showModes() {
    const QString name = m_mode->currentData().toString();
    m_modeForm->setRowVisible(m_encoder, !name.isEmpty());
    m_exact->setVisible(name.isEmpty());
    m_modeHelp->setText(modeHelp(name));
}

void SearchPanel::showRunning() {
    const bool running = m_asked.isSearching() || m_asked.isMeasuring();
    m_cancel->setVisible(running);
    m_measure->setText(m_asked.isMeasuring() ? tr("Measuring…") : tr("Measure"));
    m_measure->setEnabled(!m_asked.isMeasuring() && m_stores.current() != nullptr);
    m_search->setEnabled(m_stores.current() != nullptr);
}

void SearchPanel::refresh() {
    if (const auto table = m_stores.session().currentTable())
        m_row->setMaximum(std::max(1, static_cast<int>(table->rows())));
    const CollectionInfo* info = m_stores.current();
    m_metric->setText(info == nullptr ? QString() : metricHelp(info->spec.metric));
    const QString place = m_stores.store() + QLatin1Char('/') + m_stores.collection();
    if (place != m_collection) {
        m_collection = place;
        m_message->clear();
        m_drawn.clear();
        m_modes->hide();
        m_measuredNote->setText(tr("Not measured yet. Every mode is asked the same questions."));
    }
    showFields();
    showRunning();
}

void SearchPanel::usePoint(const QString& id) {
    m_id->setText(id);
}

void SearchPanel::useDrawn(const std::vector<float>& vector, double x, double y) {
    m_drawn = vector;
    m_by->setCurrentIndex(static_cast<int>(By::Drawn));
    m_place->setText(tr("Drawn at %1, %2 of the map.").arg(sensibleNumber(x, 4), sensibleNumber(y, 4)));
    ask();
}

Result<StoreQuestion> SearchPanel::subject() const {
    StoreQuestion question;
    switch (by()) {
        case By::Row:
            if (m_stores.session().currentTable() == nullptr)
                return fail(ErrorCode::NotFound,
                            fromQt(tr("There is no dataset whose row could be looked for.")),
                            fromQt(tr("Choose one on the Data page.")));
            question.workspace = m_stores.session().workspace();
            question.store = fromQt(m_stores.store());
            question.dataset = fromQt(m_stores.session().currentDataset());
            question.recipe = m_stores.session().currentRecipe();
            question.row = static_cast<std::size_t>(m_row->value() - 1);
            break;
        case By::Id: question.id = fromQt(m_id->text().trimmed()); break;
        case By::Vector: {
            QSTORE_TRY(question.vector, parseVector(fromQt(m_vector->text())));
            break;
        }
        case By::Drawn: question.vector = m_drawn; break;
    }
    return question;
}

Result<StoreQuestion> SearchPanel::question() const {
    QSTORE_TRY(StoreQuestion question, subject());
    question.topK = static_cast<std::size_t>(m_top->value());
    question.filter = m_filter;
    question.encoder = fromQt(m_encoder->currentData().toString());
    question.exact = m_exact->isChecked();
    if (const QString mode = m_mode->currentData().toString(); !mode.isEmpty()) {
        QSTORE_TRY(question.mode, retrievalModeOf(fromQt(mode)));
    }
    return question;
}

void SearchPanel::ask() {
    m_message->clear();
    if (m_stores.current() == nullptr) return;
    const auto asked = question();
    if (!asked) return m_message->showError(asked.error());
    m_asked.ask(*asked);
}

void SearchPanel::measure() {
    m_message->clear();
    const auto asked = question();
    if (!asked) return m_message->showError(asked.error());
    m_asked.measure(*asked);
}

void SearchPanel::showMeasured(const std::vector<ModeQuality>& qualities, quint64 topK) {
    m_modes->setRowCount(static_cast<int>(qualities.size()));
    std::size_t queries = 0;
    for (int row = 0; row < m_modes->rowCount(); ++row) {
        const ModeQuality& quality = qualities[static_cast<std::size_t>(row)];
        queries = quality.queries;
        const std::initializer_list<QString> texts = {modeTitle(quality.mode), percentText(quality.recall),
                                                      percentText(quality.candidateRecall),
                                                      stageTimeText(quality.meanSeconds)};
        int column = 0;
        for (const QString& text : texts) {
            auto* item = new QTableWidgetItem(text);
            item->setToolTip(tr("longest: %1").arg(stageTimeText(quality.largestSeconds)));
            if (column > 0) item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
            m_modes->setItem(row, column++, item);
        }
    }
    m_modes->show();
    m_measuredNote->setText(tr("%n question(s), the best %1 of each, with the encoder chosen above",
                               nullptr, static_cast<int>(queries))
                                .arg(groupedCount(topK)));
}

}  // namespace qstore::ui
