// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/states/query_view.h"

#include <QHeaderView>
#include <QLabel>
#include <QTableView>
#include <QTableWidget>
#include <QVBoxLayout>

#include "ui/controllers/workspace_session.h"
#include "ui/hardware/table_columns.h"
#include "ui/models/records_model.h"
#include "ui/states/kind_badge.h"
#include "ui/states/state_words.h"
#include "ui/support/inline_message.h"
#include "ui/support/labels.h"
#include "ui/support/number_text.h"
#include "ui/support/theme.h"

namespace qstore::ui {
namespace {

enum StageColumns { Stage, Given, Records, Cost, StageColumnCount };
constexpr double microseconds = 1e6;

}  // namespace

QString searchStepText(SearchStep step) {
    switch (step) {
        case SearchStep::Coherent: return QueryView::tr("Coherent, and so answering");
        case SearchStep::Context: return QueryView::tr("With the context");
        case SearchStep::Group: return QueryView::tr("In the group");
        case SearchStep::Age: return QueryView::tr("Of the age");
        case SearchStep::Score: return QueryView::tr("Compared and scored");
        case SearchStep::Top: return QueryView::tr("The best of them");
    }
    return {};
}

QueryView::QueryView(const Theme& theme, QWidget* parent)
    : QWidget(parent), m_model(new RecordHitsModel(this)) {
    setObjectName(QStringLiteral("queryView"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::s);
    auto* head = new QHBoxLayout;
    head->addWidget(titleLabel(tr("Query"), this));
    head->addWidget(new KindBadge(theme, StateKind::Record, this));
    head->addStretch();
    column->addLayout(head);
    auto* formula = secondaryLabel(scoreFormula(), this);
    formula->setObjectName(QStringLiteral("queryFormula"));
    formula->setWordWrap(true);
    column->addWidget(formula);
    m_message = new InlineMessage(this);
    m_message->setObjectName(QStringLiteral("queryMessage"));
    column->addWidget(m_message);
    column->addWidget(sectionLabel(tr("Stages"), this));
    m_stages = buildStages();
    column->addWidget(m_stages);
    column->addWidget(sectionLabel(tr("Found"), this));
    m_hits = new QTableView(this);
    m_hits->setObjectName(QStringLiteral("queryHits"));
    m_hits->setAccessibleName(tr("Records that were found"));
    m_hits->setModel(m_model);
    styleRows(*m_hits);
    m_hits->horizontalHeader()->setStretchLastSection(true);
    column->addWidget(m_hits, 1);
    m_left = secondaryLabel({}, this);
    m_left->setObjectName(QStringLiteral("queryLeftOut"));
    m_left->setWordWrap(true);
    column->addWidget(m_left);
    connect(m_hits, &QTableView::activated, this, [this](const QModelIndex& index) {
        Q_EMIT recordActivated(toQt(m_model->at(index.row()).record));
    });
}

QTableWidget* QueryView::buildStages() {
    auto* table = new QTableWidget(0, StageColumnCount, this);
    table->setObjectName(QStringLiteral("queryStages"));
    table->setAccessibleName(tr("Stages of the query"));
    table->setHorizontalHeaderLabels({tr("Stage"), tr("Given"), tr("Left"), tr("Took")});
    styleRows(*table);
    table->setSelectionMode(QAbstractItemView::NoSelection);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->horizontalHeader()->setSectionResizeMode(Stage, QHeaderView::Stretch);
    for (const int column : {Given, Records, Cost})
        table->horizontalHeaderItem(column)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    return table;
}

void QueryView::showAnswer(const StagedAnswer& answer, const RecordQuery& query) {
    showStages(answer.steps);
    m_model->setHits(answer.answer.hits);
    fitColumns(*m_hits);
    showWords(answer.answer, query);
}

void QueryView::showStages(const std::vector<StepReport>& steps) {
    m_stages->setRowCount(static_cast<int>(steps.size()));
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const StepReport& step = steps[i];
        const QString name = searchStepText(step.step);
        const QStringList texts = {step.asked ? name : tr("%1: not asked").arg(name),
                                   groupedCount(step.given), groupedCount(step.left),
                                   step.asked
                                       ? tr("%1 µs").arg(sensibleNumber(step.seconds * microseconds, 3))
                                       : QStringLiteral("–")};
        for (int column = 0; column < StageColumnCount; ++column) {
            auto* item = new QTableWidgetItem(texts[column]);
            if (column != Stage) item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
            m_stages->setItem(static_cast<int>(i), column, item);
        }
    }
    m_stages->resizeColumnToContents(Given);
    m_stages->resizeColumnToContents(Records);
    m_stages->resizeColumnToContents(Cost);
    int height = m_stages->horizontalHeader()->sizeHint().height() + 2 * m_stages->frameWidth();
    for (int row = 0; row < m_stages->rowCount(); ++row) height += m_stages->rowHeight(row);
    m_stages->setFixedHeight(height);
}

void QueryView::showWords(const RecordAnswer& answer, const RecordQuery& query) {
    if (!answer.contextKnown)
        m_message->showWarning(tr("No record that answers has a context “%1”.").arg(toQt(*query.context)),
                               answer.knownContexts.empty()
                                   ? tr("There is no context at all.")
                                   : tr("There are: %1.").arg(namesText(answer.knownContexts)));
    else if (answer.hits.empty())
        m_message->showInfo(tr("No record fits. The stages tell where the last one dropped out."));
    else
        m_message->clear();
    QStringList left;
    if (answer.silent > 0)
        left << tr("%n record(s) decohered or archived", nullptr, static_cast<int>(answer.silent));
    if (answer.otherLength > 0)
        left << tr("%n context(s) of another length", nullptr, static_cast<int>(answer.otherLength));
    if (answer.withoutDirection > 0)
        left << tr("%n context(s) all zeros", nullptr, static_cast<int>(answer.withoutDirection));
    m_left->setText(left.isEmpty() ? QString()
                                   : tr("Not compared: %1").arg(left.join(QStringLiteral(" · "))));
    m_left->setVisible(!left.isEmpty());
}

}  // namespace qstore::ui
