// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/registry/model_details.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QLabel>
#include <QTableWidget>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/controllers/workspace_session.h"
#include "ui/models/runs_model.h"
#include "ui/support/icons.h"
#include "ui/support/theme.h"
#include "ui/training/score_text.h"

namespace qstore::ui {
namespace {

enum Columns { Part, Hash, Copy, Check, ColumnCount };

QString partTitle(const QString& key) {
    if (key == QLatin1String("dataset")) return ModelDetails::tr("Dataset");
    if (key == QLatin1String("recipe")) return ModelDetails::tr("Recipe");
    if (key == QLatin1String("fitted")) return ModelDetails::tr("Fitted recipe");
    if (key == QLatin1String("circuit")) return ModelDetails::tr("Circuit");
    if (key == QLatin1String("spec")) return ModelDetails::tr("Model");
    if (key == QLatin1String("weights")) return ModelDetails::tr("Weights");
    if (key == QLatin1String("config")) return ModelDetails::tr("Configuration");
    if (key == QLatin1String("result")) return ModelDetails::tr("Result");
    return key;
}

QStringList facts(const ModelVersion& version, const std::optional<RunRecord>& run) {
    QStringList lines{
        ModelDetails::tr("Run %1, registered %2").arg(toQt(version.run), relativeTime(version.createdMs))};
    if (const auto summary = TrainingSummary::fromJson(version.resultJson)) {
        const Scoring scoring{run && isRegression(*run), 1.0, {}};
        lines << ModelDetails::tr("Test %1: %2 (training %3, validation %4)")
                     .arg(scoring.name(), scoring.scoreInWords(summary->test),
                          scoring.scoreInWords(summary->train), scoring.scoreInWords(summary->validation));
        for (const Baseline& baseline : summary->baselines)
            lines << ModelDetails::tr("%1: %2").arg(baselineTitle(baseline.name),
                                                    scoring.scoreInWords(baseline.test));
    }
    if (!version.notes.empty()) lines << toQt(version.notes);
    return lines;
}

}  // namespace

QString referenceOf(const ModelVersion& version) {
    return QStringLiteral("%1:%2").arg(toQt(version.name)).arg(version.version);
}

ModelDetails::ModelDetails(const Theme& theme, QWidget* parent)
    : QWidget(parent),
      m_theme(theme),
      m_title(new QLabel(this)),
      m_facts(new QLabel(this)),
      m_lineage(new QTableWidget(this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    m_title->setProperty("role", QStringLiteral("section"));
    column->addWidget(m_title);
    m_facts->setObjectName(QStringLiteral("modelFacts"));
    m_facts->setWordWrap(true);
    m_facts->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(m_facts);
    auto* madeFrom = new QLabel(tr("Made from"), this);
    madeFrom->setProperty("role", QStringLiteral("section"));
    column->addWidget(madeFrom);
    m_lineage->setObjectName(QStringLiteral("lineageTable"));
    m_lineage->setAccessibleName(madeFrom->text());
    m_lineage->setColumnCount(ColumnCount);
    m_lineage->setHorizontalHeaderLabels({tr("Part"), tr("SHA-256"), QString(), tr("Check")});
    for (int i = 0; i < ColumnCount; ++i)
        m_lineage->horizontalHeaderItem(i)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_lineage->verticalHeader()->hide();
    m_lineage->setShowGrid(false);
    m_lineage->setSelectionMode(QAbstractItemView::NoSelection);
    m_lineage->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_lineage->horizontalHeader()->setSectionResizeMode(Copy, QHeaderView::Fixed);
    m_lineage->setColumnWidth(Copy, 48);
    m_lineage->horizontalHeader()->setSectionResizeMode(Check, QHeaderView::Stretch);
    m_lineage->setEditTriggers(QAbstractItemView::NoEditTriggers);
    column->addWidget(m_lineage, 1);
}

void ModelDetails::clear() {
    m_reference.clear();
    m_title->clear();
    m_facts->clear();
    m_lineage->setRowCount(0);
    m_keys.clear();
}

QString ModelDetails::title() const {
    return m_title->text();
}

void ModelDetails::setVersion(const ModelVersion& version, const std::optional<RunRecord>& run) {
    clear();
    m_reference = referenceOf(version);
    m_title->setText(tr("%1 v%2").arg(toQt(version.name)).arg(version.version));
    m_facts->setText(facts(version, run).join(QLatin1Char('\n')));
    const std::pair<const char*, const std::string*> parts[] = {
        {"dataset", &version.datasetHash}, {"recipe", &version.recipeHash},
        {"fitted", &version.fittedHash},   {"circuit", &version.circuitHash},
        {"spec", &version.specHash},       {"weights", &version.weightsHash},
        {"config", &version.configHash},   {"result", &version.resultHash}};
    for (const auto& [key, hash] : parts) addPart(QString::fromLatin1(key), *hash);
    showChecks();
}

void ModelDetails::addPart(const QString& key, const std::string& hash) {
    const int row = m_lineage->rowCount();
    m_lineage->insertRow(row);
    m_keys.push_back(key);
    m_lineage->setItem(row, Part, new QTableWidgetItem(partTitle(key)));
    if (hash.empty()) {  // of a version from before this hash was recorded
        m_lineage->setItem(row, Hash, new QTableWidgetItem(tr("not recorded")));
        m_lineage->setItem(row, Check, new QTableWidgetItem(tr("nothing to check")));
        return;
    }
    auto* shortened = new QTableWidgetItem(toQt(hash.substr(0, 8)));
    shortened->setToolTip(toQt(hash));
    m_lineage->setItem(row, Hash, shortened);
    auto* copy = new QToolButton(m_lineage);
    copy->setIcon(themedIcon(QStringLiteral("copy"), m_theme));
    copy->setToolTip(tr("Copy the whole hash"));
    copy->setAccessibleName(tr("Copy the hash of %1").arg(partTitle(key)));
    copy->setAutoRaise(true);
    connect(copy, &QToolButton::clicked, this,
            [text = toQt(hash)] { QApplication::clipboard()->setText(text); });
    m_lineage->setCellWidget(row, Copy, copy);
    auto* check = new QTableWidgetItem(QStringLiteral("–"));
    check->setToolTip(tr("not checked"));
    m_lineage->setItem(row, Check, check);
}

void ModelDetails::setChecks(const QString& reference, const std::vector<LineageCheck>& checks) {
    m_checks.insert(reference, checks);
    if (reference == m_reference) showChecks();
}

void ModelDetails::showChecks() {
    const auto known = m_checks.constFind(m_reference);
    if (known == m_checks.constEnd()) return;
    for (const LineageCheck& check : *known) {
        const auto key = std::find(m_keys.begin(), m_keys.end(), toQt(check.what));
        if (key == m_keys.end()) continue;
        const int row = static_cast<int>(key - m_keys.begin());
        // Another workspace may have a version of this name: only the same hash was checked.
        if (m_lineage->item(row, Hash)->toolTip() != toQt(check.stored)) continue;
        auto* item = m_lineage->item(row, Check);
        item->setText(check.matches ? tr("matches") : tr("differs"));
        item->setToolTip(check.matches ? QString() : tr("its content gives %1").arg(toQt(check.computed)));
    }
}

}  // namespace qstore::ui
