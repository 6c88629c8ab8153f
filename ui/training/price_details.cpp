// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/price_details.h"

#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTableWidget>

#include "ui/support/labels.h"
#include "ui/support/number_text.h"
#include "ui/training/curve_chart.h"
#include "ui/training/price_sentences.h"
#include "ui/training/price_text.h"

namespace qstore::ui {
namespace {

/// A root mean square error at which a gradient of order one still has a direction.
constexpr double usualError = 0.1;

QString wayTitle(SampledGradient method) {
    switch (method) {
        case SampledGradient::ParameterShift: return PriceDetails::tr("Parameter shift");
        case SampledGradient::Spsa: return PriceDetails::tr("SPSA");
        case SampledGradient::FiniteDifference: return PriceDetails::tr("Finite differences");
    }
    return {};
}

QTableWidgetItem* cell(const QString& text, bool number) {
    auto* item = new QTableWidgetItem(text);
    item->setTextAlignment((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    return item;
}

QString costText(const std::optional<double>& usd) {
    return usd ? dollars(*usd) : PriceDetails::tr("unknown");
}

}  // namespace

PriceDetails::PriceDetails(PriceController& price, QWidget* parent)
    : QWidget(parent), m_price(price), m_stack(new QStackedWidget(this)), m_sentence(new QLabel(m_stack)) {
    setObjectName(QStringLiteral("priceDetails"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->addWidget(m_stack);
    m_sentence->setWordWrap(true);
    m_sentence->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    m_stack->addWidget(m_sentence);
    auto* scroll = new QScrollArea(m_stack);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    auto* all = new QWidget(scroll);
    auto* row = new QHBoxLayout(all);
    row->setContentsMargins(0, 0, 8, 0);
    row->setSpacing(24);
    row->addWidget(buildSums(), 1);
    auto* right = new QVBoxLayout;
    right->setSpacing(12);
    right->addWidget(buildEpochs(), 1);
    right->addWidget(buildWays());
    row->addLayout(right, 1);
    scroll->setWidget(all);
    m_stack->addWidget(scroll);
    connect(&m_price, &PriceController::changed, this, &PriceDetails::refresh);
    connect(&m_price, &PriceController::optionsChanged, this, &PriceDetails::showWays);
    refresh();
}

QWidget* PriceDetails::buildSums() {
    auto* sums = new QWidget(this);
    sums->setObjectName(QStringLiteral("priceSums"));
    m_sums = new QFormLayout(sums);
    m_sums->setContentsMargins(0, 0, 0, 0);
    m_sums->setVerticalSpacing(4);
    m_sums->setHorizontalSpacing(16);
    m_sums->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    return sums;
}

QWidget* PriceDetails::buildEpochs() {
    m_epochs = new CurveChart(tr("Cost, added up"), tr("dollars"), this);
    m_epochs->setObjectName(QStringLiteral("priceEpochs"));
    m_epochs->setSeriesNames({tr("expected", "curve of costs")});
    m_epochs->setMinimumHeight(170);
    return m_epochs;
}

QWidget* PriceDetails::buildWays() {
    auto* ways = new QWidget(this);
    auto* column = new QVBoxLayout(ways);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    auto* head = new QHBoxLayout;
    auto* label = sectionLabel(tr("Cheapest way to a gradient error of"), ways);
    head->addWidget(label);
    m_error = new QDoubleSpinBox(ways);
    m_error->setObjectName(QStringLiteral("priceGradientError"));
    m_error->setDecimals(3);
    m_error->setRange(0.001, 10.0);
    m_error->setSingleStep(0.05);
    m_error->setValue(usualError);
    m_error->setToolTip(tr("Root mean square error of every entry of one row's gradient"));
    label->setBuddy(m_error);
    head->addWidget(m_error);
    head->addStretch(1);
    column->addLayout(head);
    m_waysNote = secondaryLabel(QString(), ways);
    m_waysNote->setObjectName(QStringLiteral("priceWaysNote"));
    m_waysNote->setWordWrap(true);
    column->addWidget(m_waysNote);
    m_ways = new QTableWidget(ways);
    m_ways->setObjectName(QStringLiteral("priceWays"));
    m_ways->setAccessibleName(tr("Ways to this gradient error"));
    m_ways->setColumnCount(4);
    m_ways->setHorizontalHeaderLabels({tr("Gradient"), tr("Shots"), tr("Circuits"), tr("Price")});
    m_ways->verticalHeader()->hide();
    m_ways->setShowGrid(false);
    m_ways->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_ways->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_ways->setSelectionMode(QAbstractItemView::SingleSelection);
    m_ways->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_ways->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_ways->setMinimumHeight(130);
    column->addWidget(m_ways);
    m_use = new QPushButton(tr("Use this way"), ways);
    m_use->setObjectName(QStringLiteral("usePriceWay"));
    column->addWidget(m_use, 0, Qt::AlignLeading);
    connect(m_error, &QDoubleSpinBox::valueChanged, this, [this](double error) {
        if (isVisible()) m_price.setWish(error);
    });
    connect(m_ways, &QTableWidget::itemSelectionChanged, this, &PriceDetails::updateUse);
    connect(m_use, &QPushButton::clicked, this, [this] {
        const GradientOption* way = selectedWay();
        if (way == nullptr || !whyNotUse(*way).isEmpty()) return;
        Q_EMIT wayChosen(
            way->method == SampledGradient::Spsa ? GradientMethod::Spsa : GradientMethod::ParameterShift,
            way->shots);
    });
    return ways;
}

void PriceDetails::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    // Compared only for somebody who looks.
    m_price.setWish(m_error->value());
}

void PriceDetails::setBusy(bool busy) {
    m_busy = busy;
    updateUse();
}

void PriceDetails::refresh() {
    const TrainingPrice* price = m_price.price();
    m_stack->setCurrentIndex(price == nullptr ? 0 : 1);
    switch (m_price.state()) {
        case PriceController::State::Nothing:
            m_sentence->setText(
                tr("Trainings that are computed on this machine cost nothing. Choose a "
                   "device under “Run on” to see what a training on it would cost."));
            break;
        case PriceController::State::Counting: m_sentence->setText(tr("Counting what this needs…")); break;
        case PriceController::State::Failed:
            m_sentence->setText(
                QStringLiteral("%1\n%2").arg(toQt(m_price.error().message), toQt(m_price.error().hint)));
            break;
        case PriceController::State::Known: break;
    }
    if (price == nullptr) return;
    showSums(*price);
    showEpochs(*price);
    showWays();
}

void PriceDetails::addLine(const QString& name, const QString& value, const QString& help) {
    auto* text = new QLabel(value, m_sums->parentWidget());
    text->setWordWrap(true);
    text->setTextFormat(Qt::PlainText);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    text->setToolTip(help);
    auto* label = secondaryLabel(name, m_sums->parentWidget());
    label->setToolTip(help);
    m_sums->addRow(label, text);
}

void PriceDetails::showSums(const TrainingPrice& price) {
    while (m_sums->rowCount() > 0) m_sums->removeRow(0);
    const TrainingCost& cost = price.cost;
    const QString ground = priceGroundText(cost.firstJob, placeTitle(price.device));
    QString money = cost.usd ? dollars(*cost.usd) : tr("unknown: %1").arg(ground);
    if (cost.usd && cost.atMostUsd && *cost.atMostUsd > *cost.usd * (1.0 + 1e-9))
        money = tr("%1, at most %2").arg(money, dollars(*cost.atMostUsd));
    if (price.device.practice)
        money = tr("free, since it is practice; the real one: %1").arg(money);
    else if (price.device.isLocal())
        money = tr("free, on this machine");
    addLine(tr("Price"), money,
            tr("“At most” is what the most expensive interpretation of the price list gives"));
    if (price.grown && !price.isFree())
        addLine(tr("If shots grow"), costText(price.grown->usd),
                tr("When every step takes the most shots that are allowed"));
    if (price.capUsd() > 0.0) {
        QString cap = dollars(price.capUsd());
        for (const QString& more : {priceObstacle(price), capRemark(price)})
            if (!more.isEmpty()) cap += QStringLiteral(". ") + more;
        addLine(tr("Cap"), cap);
    }
    addLine(tr("Steps"), groupedCount(cost.steps));
    addLine(tr("Circuits a row and step"), groupedCount(cost.evaluationsPerRow),
            tr("One for the value, and the shifted ones for the gradient"));
    addLine(tr("Measurement settings"), groupedCount(cost.settings),
            tr("Each circuit is run once in each setting; strings that commute qubit by qubit share one"));
    addLine(tr("Circuits"), cost.merged == 0
                                ? groupedCount(cost.circuits)
                                : tr("%1, and %2 equal ones that share their runs")
                                      .arg(groupedCount(cost.circuits), groupedCount(cost.merged)));
    if (!price.device.isLocal()) addLine(tr("Jobs"), groupedCount(cost.jobs));
    addLine(tr("Shots"), groupedCount(cost.shots));
    QString counting = cost.exact ? tr("exactly") : tr("an upper bound");
    if (price.config.patience > 0) counting += tr(", and early stopping may end it before");
    addLine(tr("Counted"), QStringLiteral("%1. %2").arg(counting, countingText(cost)));
    if (cost.executionSeconds) addLine(tr("On the machine"), roughTime(*cost.executionSeconds));
    if (cost.queueSeconds) addLine(tr("In the queue"), roughTime(*cost.queueSeconds));
    const JobPrice& first = cost.firstJob;
    if (cost.usd) addLine(tr("Priced by"), ground);
    if (!first.source.empty())
        addLine(tr("Source"), tr("%1, of %2").arg(toQt(first.source), toQt(first.date)));
    if (const QString note = priceNoteText(first); !note.isEmpty()) addLine(tr("Note"), note);
    if (price.estimateProblem)
        addLine(tr("The account"), tr("gave no estimate: %1").arg(toQt(price.estimateProblem->message)));
}

void PriceDetails::showEpochs(const TrainingPrice& price) {
    // Nothing is spent before the first job.
    QVector<double> epochs{0.0}, totals{0.0};
    for (const EpochCost& epoch : price.cost.epochs) {
        if (!epoch.totalUsd) continue;
        epochs << static_cast<double>(epoch.epoch);
        totals << *epoch.totalUsd;
    }
    m_epochs->setVisible(epochs.size() > 1 && !price.device.isLocal());
    m_epochs->setSeries(0, epochs, totals);
    m_epochs->refresh();
}

const GradientOption* PriceDetails::selectedWay() const {
    const int row = m_ways->currentRow();
    const auto& options = m_price.options();
    return row < 0 || row >= static_cast<int>(options.size()) ? nullptr
                                                              : &options[static_cast<std::size_t>(row)];
}

QString PriceDetails::whyNotUse(const GradientOption& option) const {
    if (option.method == SampledGradient::FiniteDifference)
        return tr("A training on a machine takes no finite differences.");
    if (!option.grouping) return tr("A training reads strings that commute together.");
    if (option.repeats > 1) return tr("The device takes fewer shots of a circuit than this needs.");
    if (option.directions > 1) return tr("A training takes one direction a step.");
    return {};
}

void PriceDetails::showWays() {
    const auto& options = m_price.options();
    m_ways->setRowCount(static_cast<int>(options.size()));
    for (int row = 0; row < m_ways->rowCount(); ++row) {
        const GradientOption& option = options[static_cast<std::size_t>(row)];
        QString name = wayTitle(option.method);
        if (option.directions > 1)
            name = tr("%1, %2 directions").arg(name, groupedCount(option.directions));
        if (!option.grouping) name = tr("%1, each string alone").arg(name);
        QString shots = groupedCount(option.shots);
        if (option.repeats > 1) shots = tr("%1 × %2").arg(groupedCount(option.repeats), shots);
        m_ways->setItem(row, 0, cell(name, false));
        m_ways->setItem(row, 1, cell(shots, true));
        m_ways->setItem(row, 2, cell(groupedCount(option.cost.circuits), true));
        m_ways->setItem(row, 3, cell(costText(option.cost.usd), true));
        for (int column = 0; column < 4; ++column)
            m_ways->item(row, column)->setToolTip(wayReasonText(option));
    }
    m_ways->setVisible(!options.empty());
    m_use->setVisible(!options.empty());
    const QString problem = m_price.optionsProblem();
    m_waysNote->setText(!problem.isEmpty()      ? problem
                        : m_price.isComparing() ? tr("Comparing…")
                        : !options.empty()      ? tr("By the published prices, for the whole training.")
                                                : QString());
    if (!options.empty()) m_ways->selectRow(0);
    updateUse();
}

void PriceDetails::updateUse() {
    const GradientOption* way = selectedWay();
    const QString reason = way == nullptr ? QString() : whyNotUse(*way);
    m_use->setEnabled(way != nullptr && reason.isEmpty() && !m_busy);
    m_use->setToolTip(!reason.isEmpty()
                          ? reason
                          : tr("Put this method and these shots into the settings; one step of "
                               "undo takes them out"));
}

}  // namespace qstore::ui
