// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stores/files_panel.h"

#include <QAction>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>
#include <utility>

#include "core/exchange/store_files.h"
#include "ui/controllers/stores_controller.h"
#include "ui/controllers/workspace_session.h"
#include "ui/hardware/table_columns.h"
#include "ui/models/kept_files_model.h"
#include "ui/models/runs_model.h"
#include "ui/support/flow_layout.h"
#include "ui/support/inline_message.h"
#include "ui/support/labels.h"
#include "ui/support/number_text.h"
#include "ui/support/tokens.h"

namespace qstore::ui {
namespace {

constexpr int kindRole = Qt::UserRole;
constexpr int subjectRole = Qt::UserRole + 1;
constexpr int widestColumn = 160;
constexpr int tableHeight = 170;

void addChoice(QComboBox& box, const QString& text, std::string_view kind, const QString& subject) {
    box.addItem(text, toQt(kind));
    box.setItemData(box.count() - 1, subject, subjectRole);
}

}  // namespace

FilesPanel::FilesPanel(StoresController& stores, QWidget* parent)
    : TaskPanel("files", tr("Files"),
                tr("Whole files in the store that is shown: datasets with their recipe, models and "
                   "checkpoints. They come back bit by bit."),
                parent),
      m_stores(stores),
      m_model(new KeptFilesModel(this)),
      m_what(new QComboBox(this)),
      m_kept(new QWidget(this)) {
    m_what->setObjectName(QStringLiteral("fileToKeep"));
    m_what->setToolTip(tr("The current dataset, a model, or the latest checkpoint of a run"));
    m_what->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    form()->addRow(tr("&What"), m_what);
    setVerb(tr("Keep"),
            tr("In the background; a file of the same name is replaced, and Undo brings it back"));
    auto* column = new QVBoxLayout(m_kept);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::s);
    buildList();
    buildRestore();
    addBelow(m_kept);
    follow();
}

void FilesPanel::buildList() {
    auto* column = static_cast<QVBoxLayout*>(m_kept->layout());
    column->addWidget(hairline(m_kept));
    column->addWidget(sectionLabel(tr("Kept files"), m_kept));
    m_table = new QTableView(m_kept);
    m_table->setObjectName(QStringLiteral("keptFilesTable"));
    m_table->setAccessibleName(tr("Kept files"));
    m_table->setModel(m_model);
    styleRows(*m_table);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setMinimumHeight(tableHeight);
    column->addWidget(m_table);
    m_state = secondaryLabel({}, m_kept);
    m_state->setObjectName(QStringLiteral("keptFilesState"));
    m_state->setWordWrap(true);
    column->addWidget(m_state);
    m_detail = new QLabel(m_kept);
    m_detail->setObjectName(QStringLiteral("keptFileDetail"));
    m_detail->setWordWrap(true);
    m_detail->setTextFormat(Qt::PlainText);
    m_detail->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    column->addWidget(m_detail);
    m_hash = new QLineEdit(m_kept);
    m_hash->setObjectName(QStringLiteral("keptFileHash"));
    m_hash->setAccessibleName(tr("SHA-256"));
    m_hash->setToolTip(tr("SHA-256 of the file's bytes, to compare and copy"));
    m_hash->setReadOnly(true);
    column->addWidget(m_hash);
}

void FilesPanel::buildRestore() {
    auto* column = static_cast<QVBoxLayout*>(m_kept->layout());
    auto* fields = new QFormLayout;
    fields->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_as = new QLineEdit(m_kept);
    m_as->setObjectName(QStringLiteral("restoreFileAs"));
    m_as->setPlaceholderText(tr("the name it had"));
    m_as->setToolTip(tr("What the dataset or model is called here; a checkpoint goes to its run"));
    fields->addRow(tr("Restore &as"), m_as);
    column->addLayout(fields);
    auto* row = new QWidget(m_kept);
    auto* flow = new FlowLayout(row, space::s);
    m_restore = new QPushButton(tr("Restore"), row);
    m_restore->setObjectName(QStringLiteral("restoreFile"));
    m_restore->setToolTip(tr("Back into this workspace, in the background"));
    m_forget = new QPushButton(tr("Forget"), row);
    m_forget->setObjectName(QStringLiteral("forgetFile"));
    m_forget->setToolTip(tr("Out of the store; Undo brings it back"));
    for (QPushButton* each : {m_restore, m_forget}) flow->addWidget(each);
    column->addWidget(row);
    auto* forgetKey = new QAction(m_table);
    forgetKey->setShortcut(QKeySequence::Delete);
    forgetKey->setShortcutContext(Qt::WidgetShortcut);
    m_table->addAction(forgetKey);
    connect(forgetKey, &QAction::triggered, m_forget, &QPushButton::click);
    connect(m_restore, &QPushButton::clicked, this, [this] {
        message()->clear();
        if (const KeptFile* file = selected())
            m_stores.restoreFile(toQt(file->name), m_as->text().trimmed());
    });
    connect(m_forget, &QPushButton::clicked, this, [this] {
        message()->clear();
        if (const KeptFile* file = selected()) m_stores.forgetFile(toQt(file->name));
    });
}

void FilesPanel::follow() {
    connect(button(), &QPushButton::clicked, this, [this] {
        message()->clear();
        m_stores.keepFile(m_what->currentData(kindRole).toString(),
                          m_what->currentData(subjectRole).toString());
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &FilesPanel::showSelected);
    connect(m_model, &QAbstractItemModel::modelReset, this, &FilesPanel::showSelected);
    connect(&m_reading, &NewestWork::failed, this,
            [this](const Error& error) { apply(tl::unexpected<Error>(error)); });
    connect(&m_stores, &StoresController::stateChanged, this, [this] {
        showButtons();
        if (isBusy() || !isVisible()) return;
        if (m_stores.error()) message()->showError(*m_stores.error());
    });
    // Another store is shown, or something was done to this one.
    connect(&m_stores, &StoresController::collectionsChanged, this, [this] {
        if (isVisible()) read();
    });
    connect(&m_stores, &StoresController::fileKept, this, [this](const QString& file, bool changed) {
        if (!changed && isVisible())
            message()->showInfo(tr("%1 is kept already, the same in every bit.").arg(file));
    });
    const WorkspaceSession& session = m_stores.session();
    for (const auto signal : {&WorkspaceSession::currentDatasetChanged, &WorkspaceSession::runsChanged,
                              &WorkspaceSession::modelsChanged})
        connect(&session, signal, this, [this] {
            if (isVisible()) fillChoices();
        });
    connect(&session, &WorkspaceSession::workspaceAboutToChange, this, [this] { m_reading.dropAndJoin(); });
}

void FilesPanel::begin() {
    message()->clear();
    m_as->clear();
    fillChoices();
    read();
    m_what->setFocus();
}

void FilesPanel::fillChoices() {
    const QVariant kind = m_what->currentData(kindRole);
    const QVariant subject = m_what->currentData(subjectRole);
    m_what->clear();
    const WorkspaceSession& session = m_stores.session();
    const QString dataset = session.currentDataset();
    if (!dataset.isEmpty()) addChoice(*m_what, tr("Dataset %1").arg(dataset), kDatasetKind, dataset);
    if (session.workspace() == nullptr) return showButtons();
    const auto models = session.workspace()->models();
    const auto runs = session.workspace()->runs();
    if (!models) message()->showError(models.error());
    if (!runs) message()->showError(runs.error());
    for (const ModelVersion& version : models.value_or(std::vector<ModelVersion>())) {
        const QString name = QStringLiteral("%1:%2").arg(toQt(version.name)).arg(version.version);
        addChoice(*m_what, tr("Model %1").arg(name), kModelKind, name);
    }
    // A finished run has its model instead of a checkpoint.
    for (const RunRecord& run : runs.value_or(std::vector<RunRecord>()))
        if (run.state != RunState::Finished)
            addChoice(*m_what, tr("Checkpoint of run %1 (%2)").arg(toQt(run.id), toQt(run.dataset)),
                      kCheckpointKind, toQt(run.id));
    for (int row = 0; row < m_what->count(); ++row)
        if (m_what->itemData(row, kindRole) == kind && m_what->itemData(row, subjectRole) == subject)
            m_what->setCurrentIndex(row);
    showButtons();
}

void FilesPanel::read() {
    if (std::exchange(m_store, m_stores.store()) != m_stores.store()) {
        message()->clear();
        m_usable = false;
        m_model->setFiles({});
        showButtons();
    }
    m_state->setText(tr("Reading the files…"));
    m_state->show();
    m_reading.run([this, open = m_stores.stores(), store = fromQt(m_stores.store())](
                      const std::stop_token& stop) -> BackgroundJob::Completion {
        const auto files = [&]() -> Result<std::vector<KeptFile>> {
            QSTORE_TRY(const auto shown, open->open(store));
            QSTORE_TRY(ByteStore * bytes, byteStoreOf(*shown, store));
            return bytes->files(RunControl{stop, {}});
        }();
        return [this, files] { apply(files); };
    });
}

void FilesPanel::apply(const Result<std::vector<KeptFile>>& files) {
    const KeptFile* before = selected();
    const QString name = before == nullptr ? QString() : toQt(before->name);
    m_usable = files.has_value();
    m_model->setFiles(files.value_or(std::vector<KeptFile>()));
    m_kept->setVisible(m_usable);
    m_state->setText(m_model->rowCount() == 0 ? tr("No file is kept in this store yet.") : QString());
    m_state->setVisible(!m_state->text().isEmpty());
    if (!files) message()->showError(files.error());
    fitColumns(*m_table, widestColumn);
    const int row = m_model->rowOf(name);
    if (row >= 0) m_table->setCurrentIndex(m_model->index(row, 0));
    showSelected();
}

const KeptFile* FilesPanel::selected() const {
    const QModelIndex index = m_table->currentIndex();
    return index.isValid() ? &m_model->at(index.row()) : nullptr;
}

void FilesPanel::showSelected() {
    const KeptFile* file = selected();
    for (QWidget* each : {static_cast<QWidget*>(m_detail), static_cast<QWidget*>(m_hash)})
        each->setVisible(file != nullptr);
    if (file != nullptr) {
        m_detail->setText(
            tr("%1, %2 bytes, kept %3")
                .arg(fileKindText(file->kind), groupedCount(file->bytes), absoluteTime(file->keptMs)));
        m_hash->setText(toQt(file->sha256));
        m_hash->setCursorPosition(0);
    }
    showButtons();
    Q_EMIT contentChanged();
}

bool FilesPanel::isBusy() const {
    return m_stores.state() == StoresController::State::Running ||
           m_stores.state() == StoresController::State::Cancelling;
}

void FilesPanel::showButtons() {
    const KeptFile* file = selected();
    const bool ready = m_usable && !isBusy();
    button()->setEnabled(ready && m_what->count() > 0);
    m_restore->setEnabled(ready && file != nullptr);
    m_forget->setEnabled(ready && file != nullptr);
    // A checkpoint takes no other name than its run's.
    const bool named = file != nullptr && file->kind != kCheckpointKind;
    if (!named) m_as->clear();
    m_as->setEnabled(ready && named);
}

}  // namespace qstore::ui
