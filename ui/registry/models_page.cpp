// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/registry/models_page.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSettings>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>

#include "core/base/atomic_file.h"
#include "core/data/csv.h"
#include "core/exchange/bundle.h"
#include "core/workspace/training_session.h"
#include "ui/models/runs_model.h"
#include "ui/registry/model_bin.h"
#include "ui/registry/model_details.h"
#include "ui/registry/prediction_job.h"
#include "ui/registry/predictions_view.h"
#include "ui/support/empty_state.h"
#include "ui/support/focus_keeper.h"
#include "ui/support/inline_message.h"
#include "ui/support/page_header.h"
#include "ui/support/prompts.h"
#include "ui/window/button_action.h"

namespace qstore::ui {
namespace {

constexpr auto selectedKey = "window.model";

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
    m_predictions = new PredictionsView(m_stack);
    connect(m_predictions, &PredictionsView::saveRequested, this, &ModelsPage::savePredictions);
    connect(m_predictions, &PredictionsView::closed, this, [this] {
        m_stack->setCurrentIndex(1);
        m_view->setFocus();
    });
    m_stack->addWidget(m_predictions);
    layout->addWidget(m_stack, 1);
    buildActions();
    m_bin = new ModelBin(m_session, this);
    layout->addWidget(m_bin);
    connect(m_bin, &ModelBin::failed, m_message, &InlineMessage::showError);
    connect(m_bin, &ModelBin::restored, this, [this](const QString& model, std::size_t version) {
        selectVersion(model, version);
        m_message->showInfo(tr("%1 v%2 restored.").arg(model).arg(version));
    });
    connect(&m_session, &WorkspaceSession::modelsChanged, this, &ModelsPage::refresh);
    connect(&m_job, &BackgroundJob::failed, this, [this](const Error& error) {
        showSelected();
        m_message->showError(error);
    });
    refresh();
}

void ModelsPage::buildActions() {
    const auto add = [this](MenuPlace place, const char* name, const QString& text) {
        auto* button = findChild<QPushButton*>(QString::fromLatin1(name));
        m_menuActions[place].append(buttonAction(*this, button, text));
    };
    add(MenuPlace::File, "importModel", tr("Import model bundle…"));
    add(MenuPlace::File, "exportModel", tr("Export model…"));
    add(MenuPlace::Run, "predictButton", tr("Predict on file…"));
    add(MenuPlace::Run, "verifyModel", tr("Verify model"));
    add(MenuPlace::Edit, "aliasModel", tr("Set model alias…"));
    add(MenuPlace::Edit, "deleteModel", tr("Delete model version"));
}

QWidget* ModelsPage::buildHeader() {
    auto* header = new PageHeader(title(), this);
    QPushButton* import =
        header->addButton("importModel", tr("Import bundle…"),
                          tr("A .qmodel file becomes a new version; loading it runs no code"));
    QPushButton* save =
        header->addButton("exportModel", tr("Export…"),
                          tr("Write a .qmodel bundle; it is read again and compared before it counts"));
    QPushButton* predict =
        header->addPrimary("predictButton", tr("Predict on file…"),
                           tr("Show the predictions of a model for a table, then save them"));
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
    m_details = new ModelDetails(m_theme, box);
    column->addWidget(m_details, 1);
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
    const auto kept = m_session.workspace()->value(selectedKey);
    QString before = selectedReference();
    if (before.isEmpty() && kept && *kept) before = toQt(**kept);
    m_runs.clear();
    for (const RunRecord& run : *runs) m_runs.emplace(run.id, run);
    m_versions->setVersions(std::move(*versions), *runs);
    m_view->resizeColumnsToContents();
    if (m_stack->currentIndex() != 2 || m_versions->rowCount() == 0)
        m_stack->setCurrentIndex(m_versions->rowCount() > 0 ? 1 : 0);
    int row = 0;
    for (int i = 0; i < m_versions->rowCount(); ++i) {
        if (referenceOf(m_versions->at(i)) == before) row = i;
    }
    if (m_versions->rowCount() > 0) m_view->setCurrentIndex(m_versions->index(row, 0));
    showSelected();
}

void ModelsPage::select(const QString& model) {
    for (int i = 0; i < m_versions->rowCount(); ++i) {
        if (toQt(m_versions->at(i).name) != model) continue;
        m_view->setCurrentIndex(m_versions->index(i, 0));
        return;
    }
}

void ModelsPage::selectVersion(const QString& model, std::size_t version) {
    for (int i = 0; i < m_versions->rowCount(); ++i) {
        if (toQt(m_versions->at(i).name) == model && m_versions->at(i).version == version)
            m_view->setCurrentIndex(m_versions->index(i, 0));
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
    return version == nullptr ? QString() : referenceOf(*version);
}

void ModelsPage::showSelected() {
    const ModelVersion* version = selected();
    {
        const FocusKeeper keeper({m_needSelection.begin(), m_needSelection.end()}, m_view);
        for (QPushButton* button : m_needSelection)
            button->setEnabled(version != nullptr && !m_job.isRunning());
    }
    if (version == nullptr) {
        m_details->clear();
        return;
    }
    const auto run = m_runs.find(version->run);
    m_details->setVersion(*version, run == m_runs.end() ? std::nullopt : std::optional(run->second));
    const Status kept = m_session.workspace()->setValue(selectedKey, fromQt(selectedReference()));
    if (!kept) m_message->showError(kept.error());
}

void ModelsPage::recordStep(const std::string& run, const char* name, double seconds) {
    m_session.recordStep(toQt(run), {name, seconds});
}

void ModelsPage::runJob(const QString& what, BackgroundJob::Work work) {
    m_message->showInfo(what);
    // The keyboard waits at the list and comes back to the button that was pressed.
    QWidget* pressed = QApplication::focusWidget();
    m_pressed = pressed != nullptr && isAncestorOf(pressed) ? pressed : nullptr;
    if (m_pressed != nullptr) m_view->setFocus();
    for (QPushButton* button : m_needSelection) button->setEnabled(false);
    m_job.start(std::move(work));
}

void ModelsPage::exportSelected() {
    const QString reference = selectedReference();
    FilePrompt prompt;
    prompt.title = tr("Export model");
    prompt.suggestedName = toQt(selected()->name) + QStringLiteral(".qmodel");
    prompt.filter = tr("Model bundle (*.qmodel)");
    m_prompts.saveFile(this, prompt, [this, reference, run = selected()->run](const QString& path) {
        runJob(tr("Writing and reading again…"),
               [this, reference, path, run,
                workspace = m_session.workspace()](const std::stop_token&) -> BackgroundJob::Completion {
                   QElapsedTimer clock;
                   clock.start();
                   auto report = exportBundle(*workspace, fromQt(reference), fromQt(path));
                   const double seconds = static_cast<double>(clock.nsecsElapsed()) * 1e-9;
                   return [this, path, run, seconds, report = std::move(report)] {
                       jobEnded();
                       if (!report) return m_message->showError(report.error());
                       recordStep(run, "export", seconds);
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
                       jobEnded();
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
    m_prompts.openFile(this, prompt, [this](const QString& path) { predictFrom(path); });
}

void ModelsPage::predictFrom(const QString& source) {
    const QString reference = selectedReference();
    const QString model = m_details->title();
    runJob(tr("Predicting…"),
           [this, reference, model, source, run = selected()->run, plans = &m_session.plans(),
            workspace = m_session.workspace()](const std::stop_token& stop) -> BackgroundJob::Completion {
               auto made = predictFile(*workspace, fromQt(reference), fromQt(source), plans, {stop, {}});
               return [this, source, model, run, made = std::move(made)]() mutable {
                   jobEnded();
                   if (!made) return m_message->showError(made.error());
                   m_message->clear();
                   recordStep(run, "predict", made->seconds);
                   m_predictedFile = source;
                   m_predictions->setPredictions(std::make_shared<const FilePredictions>(std::move(*made)),
                                                 model, QFileInfo(source).fileName());
                   m_stack->setCurrentIndex(2);
                   m_predictions->saveButton()->setFocus();
               };
           });
}

void ModelsPage::savePredictions() {
    FilePrompt prompt;
    prompt.title = tr("Save predictions");
    prompt.suggestedName = QFileInfo(m_predictedFile).baseName() + QStringLiteral("-predictions.csv");
    prompt.filter = tr("CSV (*.csv)");
    m_prompts.saveFile(this, prompt, [this, shown = m_predictions->predictions()](const QString& target) {
        const Status written = writeFileAtomically(fromQt(target), writeCsv(shown->withPredicted));
        if (!written) return m_message->showError(written.error());
        m_message->showInfo(tr("Saved as %1.").arg(QFileInfo(target).fileName()));
    });
}

void ModelsPage::jobEnded() {
    showSelected();
    if (QWidget* pressed = m_pressed; pressed != nullptr && pressed->isEnabled() && m_view->hasFocus())
        pressed->setFocus();
    m_pressed = nullptr;
}

void ModelsPage::verifySelected() {
    const QString reference = selectedReference();
    runJob(tr("Computing every hash again…"),
           [this, reference,
            workspace = m_session.workspace()](const std::stop_token&) -> BackgroundJob::Completion {
               auto checks = verifyLineage(*workspace, fromQt(reference));
               return [this, reference, checks = std::move(checks)] {
                   jobEnded();
                   if (!checks) return m_message->showError(checks.error());
                   m_details->setChecks(reference, *checks);
                   const bool all = std::all_of(checks->begin(), checks->end(),
                                                [](const LineageCheck& check) { return check.matches; });
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
    TextPrompt prompt;
    prompt.title = tr("Set this alias");
    prompt.label =
        tr("Alias of %1 v%2, such as champion; a name in use moves here").arg(name).arg(version->version);
    prompt.initial = QStringLiteral("champion");
    prompt.verb = [number = version->version](const QString& alias) {
        return alias.isEmpty() ? QString() : tr("Point “%1” to v%2").arg(alias).arg(number);
    };
    m_prompts.askName(this, prompt, [this, name, number = version->version](const QString& alias) {
        const Status status = m_session.setAlias(name, alias, number);
        if (!status) m_message->showError(status.error());
    });
}

void ModelsPage::deleteSelected() {
    const ModelVersion* version = selected();
    const Status status = m_session.deleteModel(toQt(version->name), version->version);
    if (!status) m_message->showError(status.error());
}

}  // namespace qstore::ui
