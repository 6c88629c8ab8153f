// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/registry/models_page.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSettings>
#include <QStackedWidget>
#include <QTableView>
#include <QTableWidget>
#include <QVBoxLayout>

#include "core/exchange/bundle.h"
#include "core/workspace/training_session.h"
#include "ui/models/runs_model.h"
#include "ui/registry/model_bin.h"
#include "ui/registry/prediction_job.h"
#include "ui/support/empty_state.h"
#include "ui/support/inline_message.h"
#include "ui/support/page_header.h"
#include "ui/support/prompts.h"

namespace qstore::ui {
namespace {

QString shortHash(const std::string& hash) {
    return toQt(hash.substr(0, 12));
}

QTableWidgetItem* cell(const QString& text, const QString& tip = {}) {
    auto* item = new QTableWidgetItem(text);
    item->setToolTip(tip);
    return item;
}

}  // namespace

ModelsPage::ModelsPage(WorkspaceSession& session, const Theme& theme, Prompts& prompts, QWidget* parent)
    : Page(tr("Models"), QStringLiteral("models"), parent),
      m_session(session),
      m_theme(theme),
      m_prompts(prompts),
      m_versions(new VersionsModel(this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(8);
    layout->addWidget(buildHeader());
    m_message = new InlineMessage(this);
    layout->addWidget(m_message);
    m_stack = new QStackedWidget(this);
    auto* empty =
        new EmptyState(m_theme, QStringLiteral("models"), tr("No model yet. Train one and register it."),
                       tr("Go to Train"), m_stack);
    connect(empty, &EmptyState::triggered, this, &ModelsPage::trainRequested);
    m_stack->addWidget(empty);
    auto* work = new QWidget(m_stack);
    auto* row = new QHBoxLayout(work);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(16);
    row->addWidget(buildList(), 1);
    row->addWidget(buildDetails());
    m_stack->addWidget(work);
    layout->addWidget(m_stack, 1);
    m_bin = new ModelBin(m_session, this);
    layout->addWidget(m_bin);
    connect(m_bin, &ModelBin::failed, m_message, &InlineMessage::showError);
    connect(m_bin, &ModelBin::restored, this, [this](const QString& model, std::size_t version) {
        selectVersion(model, version);
        m_message->showInfo(tr("%1 v%2 restored.").arg(model).arg(version));
    });
    connect(&m_session, &WorkspaceSession::modelsChanged, this, &ModelsPage::refresh);
    refresh();
}

QWidget* ModelsPage::buildHeader() {
    auto* header = new PageHeader(title(), this);
    QPushButton* import =
        header->addButton("importModel", tr("Import bundle…"),
                          tr("A .qmodel file becomes a new version; loading it runs no code"));
    QPushButton* save =
        header->addButton("exportModel", tr("Export…"),
                          tr("Write a .qmodel bundle; it is read again and compared before it counts"));
    QPushButton* predict = header->addPrimary("predictButton", tr("Predict on file…"),
                                              tr("Add predictions to a table and save it as CSV"));
    connect(import, &QPushButton::clicked, this, &ModelsPage::importBundle);
    connect(save, &QPushButton::clicked, this, &ModelsPage::exportSelected);
    connect(predict, &QPushButton::clicked, this, &ModelsPage::predictOnFile);
    m_needSelection = {save, predict};
    return header;
}

QWidget* ModelsPage::buildList() {
    m_view = new QTableView(this);
    m_view->setObjectName(QStringLiteral("modelsTable"));
    m_view->setModel(m_versions);
    m_view->verticalHeader()->hide();
    m_view->setShowGrid(false);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->horizontalHeader()->setStretchLastSection(true);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &ModelsPage::showSelected);
    return m_view;
}

QWidget* ModelsPage::buildDetails() {
    auto* box = new QWidget(this);
    box->setFixedWidth(340);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    m_title = new QLabel(box);
    m_title->setProperty("role", QStringLiteral("section"));
    column->addWidget(m_title);
    m_facts = new QLabel(box);
    m_facts->setWordWrap(true);
    m_facts->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(m_facts);
    auto* lineageTitle = new QLabel(tr("Made from"), box);
    lineageTitle->setProperty("role", QStringLiteral("section"));
    column->addWidget(lineageTitle);
    m_lineage = new QTableWidget(box);
    m_lineage->setObjectName(QStringLiteral("lineageTable"));
    m_lineage->setColumnCount(3);
    m_lineage->setHorizontalHeaderLabels({tr("Part"), tr("SHA-256"), tr("Check")});
    for (int i = 0; i < 3; ++i)
        m_lineage->horizontalHeaderItem(i)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_lineage->verticalHeader()->hide();
    m_lineage->setShowGrid(false);
    m_lineage->horizontalHeader()->setStretchLastSection(true);
    m_lineage->setEditTriggers(QAbstractItemView::NoEditTriggers);
    column->addWidget(m_lineage, 1);
    auto* row = new QHBoxLayout;
    const auto add = [&](const char* name, const QString& text, const QString& help, auto slot) {
        auto* button = new QPushButton(text, box);
        button->setObjectName(QString::fromLatin1(name));
        button->setToolTip(help);
        connect(button, &QPushButton::clicked, this, slot);
        row->addWidget(button);
        m_needSelection.push_back(button);
    };
    add("verifyModel", tr("Verify"), tr("Compute every hash again from the stored content"),
        &ModelsPage::verifySelected);
    add("aliasModel", tr("Set alias…"), tr("A name that points to this version, such as champion"),
        &ModelsPage::aliasSelected);
    add("deleteModel", tr("Delete"), tr("Into the bin below the list, from where it can be restored"),
        &ModelsPage::deleteSelected);
    column->addLayout(row);
    return box;
}

void ModelsPage::refresh() {
    if (!m_session.workspace()) return;
    auto versions = m_session.workspace()->models();
    const auto runs = m_session.workspace()->runs();
    if (!versions || !runs) {
        m_message->showError(!versions ? versions.error() : runs.error());
        return;
    }
    const QString before = selectedReference();
    m_versions->setVersions(std::move(*versions), *runs);
    m_view->resizeColumnsToContents();
    m_stack->setCurrentIndex(m_versions->rowCount() > 0 ? 1 : 0);
    int row = 0;
    for (int i = 0; i < m_versions->rowCount(); ++i) {
        const ModelVersion& version = m_versions->at(i);
        if (QStringLiteral("%1:%2").arg(toQt(version.name)).arg(version.version) == before) row = i;
    }
    if (m_versions->rowCount() > 0) m_view->selectRow(row);
    showSelected();
}

void ModelsPage::select(const QString& model) {
    for (int i = 0; i < m_versions->rowCount(); ++i) {
        if (toQt(m_versions->at(i).name) != model) continue;
        m_view->selectRow(i);
        return;
    }
}

void ModelsPage::selectVersion(const QString& model, std::size_t version) {
    for (int i = 0; i < m_versions->rowCount(); ++i) {
        if (toQt(m_versions->at(i).name) == model && m_versions->at(i).version == version)
            m_view->selectRow(i);
    }
}

void ModelsPage::saveState(QSettings& settings) const {
    settings.setValue(QStringLiteral("binOpen"), m_bin->isOpen());
}

void ModelsPage::restoreState(QSettings& settings) {
    m_bin->setOpen(settings.value(QStringLiteral("binOpen")).toBool());
}

void ModelsPage::prepareScreenshot() {
    const auto runs = m_session.workspace()->runs();
    if (!runs || runs->empty() || runs->back().state != RunState::Finished) return;
    const auto version = m_session.registerRun(toQt(runs->back().dataset), toQt(runs->back().id), {});
    if (!version) m_message->showError(version.error());
}

const ModelVersion* ModelsPage::selected() const {
    const QModelIndex index = m_view->currentIndex();
    return index.isValid() ? &m_versions->at(index.row()) : nullptr;
}

QString ModelsPage::selectedReference() const {
    const ModelVersion* version = selected();
    return version == nullptr ? QString()
                              : QStringLiteral("%1:%2").arg(toQt(version->name)).arg(version->version);
}

void ModelsPage::showSelected() {
    const ModelVersion* version = selected();
    for (QPushButton* button : m_needSelection)
        button->setEnabled(version != nullptr && !m_job.isRunning());
    m_lineage->setRowCount(0);
    if (version == nullptr) {
        m_title->clear();
        m_facts->clear();
        return;
    }
    m_title->setText(tr("%1 v%2").arg(toQt(version->name)).arg(version->version));
    QStringList facts{
        tr("Run %1, registered %2").arg(toQt(version->run), relativeTime(version->createdMs))};
    if (const auto summary = TrainingSummary::fromJson(version->resultJson)) {
        facts << tr("Accuracy: test %3\n(train %1, validation %2)")
                     .arg(percent(summary->train.accuracy), percent(summary->validation.accuracy),
                          percent(summary->test.accuracy));
        for (const Baseline& baseline : summary->baselines)
            facts << tr("%1: test %2").arg(toQt(baseline.name), percent(baseline.test.accuracy));
    }
    if (!version->notes.empty()) facts << toQt(version->notes);
    m_facts->setText(facts.join(QLatin1Char('\n')));
    const std::pair<QString, const std::string*> parts[] = {
        {tr("Dataset"), &version->datasetHash},      {tr("Recipe"), &version->recipeHash},
        {tr("Fitted recipe"), &version->fittedHash}, {tr("Circuit"), &version->circuitHash},
        {tr("Model"), &version->specHash},           {tr("Weights"), &version->weightsHash}};
    for (const auto& [name, hash] : parts) {
        const int row = m_lineage->rowCount();
        m_lineage->insertRow(row);
        m_lineage->setItem(row, 0, cell(name));
        m_lineage->setItem(row, 1, cell(shortHash(*hash), toQt(*hash)));
        m_lineage->setItem(row, 2, cell(tr("not checked")));
    }
    m_lineage->resizeColumnsToContents();
}

void ModelsPage::runJob(const QString& what, BackgroundJob::Work work) {
    m_message->showInfo(what);
    for (QPushButton* button : m_needSelection) button->setEnabled(false);
    m_job.start(std::move(work));
}

void ModelsPage::exportSelected() {
    const QString reference = selectedReference();
    FilePrompt prompt;
    prompt.title = tr("Export model");
    prompt.suggestedName = toQt(selected()->name) + QStringLiteral(".qmodel");
    prompt.filter = tr("Model bundle (*.qmodel)");
    m_prompts.saveFile(this, prompt, [this, reference](const QString& path) {
        runJob(tr("Writing and reading again…"),
               [this, reference, path,
                workspace = m_session.workspace()](const std::stop_token&) -> BackgroundJob::Completion {
                   auto report = exportBundle(*workspace, fromQt(reference), fromQt(path));
                   return [this, path, report = std::move(report)] {
                       showSelected();
                       if (!report) return m_message->showError(report.error());
                       m_message->showInfo(
                           tr("Exported to %1. Read again: largest difference %2 on %n row(s).", nullptr,
                              static_cast<int>(report->rowsCompared))
                               .arg(QFileInfo(path).fileName(),
                                    QLocale().toString(report->maxDifference, 'g', 2)));
                   };
               });
    });
}

void ModelsPage::importBundle() {
    FilePrompt prompt;
    prompt.title = tr("Import model bundle");
    prompt.filter = tr("Model bundle (*.qmodel);;All files (*)");
    m_prompts.openFile(this, prompt, [this](const QString& path) {
        const QString name = QFileInfo(path).completeBaseName();
        runJob(tr("Reading the bundle…"),
               [this, path, name,
                workspace = m_session.workspace()](const std::stop_token&) -> BackgroundJob::Completion {
                   auto version = ::qstore::importBundle(*workspace, fromQt(path), fromQt(name));
                   return [this, name, version = std::move(version)] {
                       showSelected();
                       if (!version) return m_message->showError(version.error());
                       m_session.announceModelsChanged();
                       select(name);
                       m_message->showInfo(tr("Imported as %1 v%2").arg(name).arg(version->version));
                   };
               });
    });
}

void ModelsPage::predictOnFile() {
    FilePrompt prompt;
    prompt.title = tr("Predict on file");
    prompt.filter = tr("Tables (*.csv *.tsv *.txt *.gz);;All files (*)");
    m_prompts.openFile(this, prompt, [this](const QString& path) { savePredictions(path); });
}

void ModelsPage::savePredictions(const QString& source) {
    const QString reference = selectedReference();
    FilePrompt prompt;
    prompt.title = tr("Save predictions");
    prompt.suggestedName = QFileInfo(source).baseName() + QStringLiteral("-predictions.csv");
    prompt.filter = tr("CSV (*.csv)");
    m_prompts.saveFile(this, prompt, [this, reference, source](const QString& target) {
        runJob(tr("Predicting…"),
               [this, reference, source, target, workspace = m_session.workspace()](
                   const std::stop_token& stop) -> BackgroundJob::Completion {
                   auto rows = predictFile(*workspace, fromQt(reference), fromQt(source), fromQt(target),
                                           {stop, {}});
                   return [this, target, rows = std::move(rows)] {
                       showSelected();
                       if (!rows) return m_message->showError(rows.error());
                       m_message->showInfo(
                           tr("%n row(s) predicted, saved as %1", nullptr, static_cast<int>(*rows))
                               .arg(QFileInfo(target).fileName()));
                   };
               });
    });
}

void ModelsPage::verifySelected() {
    const QString reference = selectedReference();
    runJob(tr("Computing every hash again…"),
           [this, reference,
            workspace = m_session.workspace()](const std::stop_token&) -> BackgroundJob::Completion {
               auto checks = verifyLineage(*workspace, fromQt(reference));
               return [this, checks = std::move(checks)] {
                   showSelected();
                   if (!checks) return m_message->showError(checks.error());
                   m_lineage->setRowCount(0);
                   bool all = true;
                   for (const LineageCheck& check : *checks) {
                       const int row = m_lineage->rowCount();
                       m_lineage->insertRow(row);
                       m_lineage->setItem(row, 0, cell(toQt(check.what)));
                       m_lineage->setItem(row, 1, cell(shortHash(check.stored), toQt(check.computed)));
                       m_lineage->setItem(row, 2, cell(check.matches ? tr("matches") : tr("differs")));
                       all = all && check.matches;
                   }
                   if (all)
                       m_message->showInfo(tr("Every stored hash matches its content."));
                   else
                       m_message->showWarning(
                           tr("A stored hash does not match its content."),
                           tr("This model can no longer be proved; train it again from its dataset."));
               };
           });
}

void ModelsPage::aliasSelected() {
    const ModelVersion* version = selected();
    const QString name = toQt(version->name);
    m_prompts.askText(this, tr("Set alias"), tr("Alias"), QStringLiteral("champion"),
                      [this, name, number = version->version](const QString& alias) {
                          const Status status = m_session.setAlias(name, alias.trimmed(), number);
                          if (!status) m_message->showError(status.error());
                      });
}

void ModelsPage::deleteSelected() {
    const ModelVersion* version = selected();
    const QString title = m_title->text();
    const Status status = m_session.deleteModel(toQt(version->name), version->version);
    if (!status)
        m_message->showError(status.error());
    else
        m_message->showInfo(tr("%1 deleted. Ctrl+Z brings it back.").arg(title));
}

}  // namespace qstore::ui
