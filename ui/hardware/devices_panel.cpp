// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hardware/devices_panel.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

#include "core/backends/calibration_json.h"
#include "core/base/atomic_file.h"
#include "ui/controllers/accounts.h"
#include "ui/controllers/workspace_session.h"
#include "ui/hardware/device_details_view.h"
#include "ui/hardware/table_columns.h"
#include "ui/hardware/window_words.h"
#include "ui/models/devices_model.h"
#include "ui/support/inline_message.h"
#include "ui/support/labels.h"
#include "ui/window/app_context.h"

namespace qstore::ui {
namespace {

constexpr int minuteMs = 60'000;
constexpr int widestColumn = 190;
constexpr std::size_t mostCalibrationBytes = std::size_t{64} << 20U;

}  // namespace

DevicesPanel::DevicesPanel(AppContext& context, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_model(new DevicesModel(this)),
      m_sorted(new QSortFilterProxyModel(this)) {
    setObjectName(QStringLiteral("devicesPanel"));
    m_sorted->setSourceModel(m_model);
    m_sorted->setSortRole(DevicesModel::SortRole);
    m_sorted->setSortCaseSensitivity(Qt::CaseInsensitive);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    auto* split = new QSplitter(Qt::Horizontal, this);
    split->setObjectName(QStringLiteral("devicesSplit"));
    split->setChildrenCollapsible(false);
    split->addWidget(buildList());
    m_details = new DeviceDetailsView(context, split);
    m_details->setMinimumWidth(340);
    split->addWidget(m_details);
    split->setSizes({520, 560});
    split->setStretchFactor(0, 1);
    split->setStretchFactor(1, 1);
    column->addWidget(split, 1);
    DeviceCatalog& devices = *context.devices;
    connect(&devices, &DeviceCatalog::changed, this, &DevicesPanel::refresh);
    connect(&devices, &DeviceCatalog::refreshingChanged, this, &DevicesPanel::showRefreshing);
    connect(&devices, &DeviceCatalog::historyChanged, this, [this](const QString& address) {
        if (address == m_details->address()) m_details->setHistory(m_context.devices->history(address));
    });
    connect(&m_reader, &BackgroundJob::failed, m_message, &InlineMessage::showError);
    m_minute.setInterval(minuteMs);
    connect(&m_minute, &QTimer::timeout, m_model, &DevicesModel::refreshAges);
    m_minute.start();
    refresh();
    showRefreshing();
    fitColumns(*m_table, widestColumn);
    if (m_sorted->rowCount() > 0) m_table->selectRow(0);
}

QWidget* DevicesPanel::buildList() {
    auto* box = new QWidget(this);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, space::m, 0);
    column->setSpacing(space::s);
    auto* row = new QHBoxLayout;
    row->setSpacing(space::s);
    m_note = secondaryLabel({}, box);
    m_note->setObjectName(QStringLiteral("devicesNote"));
    row->addWidget(m_note, 1);
    auto* import = new QPushButton(tr("Import calibration…"), box);
    import->setObjectName(QStringLiteral("importCalibration"));
    import->setToolTip(
        tr("Look at a measurement from a file: IBM's properties, IonQ's characterization, or "
           "one that was saved here"));
    row->addWidget(import);
    m_refresh = new QPushButton(tr("Refresh"), box);
    m_refresh->setObjectName(QStringLiteral("refreshDevices"));
    m_refresh->setToolTip(tr("Ask every account that has a key for its devices"));
    row->addWidget(m_refresh);
    column->addLayout(row);
    m_message = new InlineMessage(box);
    column->addWidget(m_message);
    m_errors = new QWidget(box);
    auto* errors = new QVBoxLayout(m_errors);
    errors->setContentsMargins(0, 0, 0, 0);
    errors->setSpacing(space::xs);
    column->addWidget(m_errors);
    m_table = new QTableView(box);
    m_table->setObjectName(QStringLiteral("devicesTable"));
    m_table->setAccessibleName(tr("Devices"));
    m_table->setModel(m_sorted);
    styleRows(*m_table);
    m_table->setSortingEnabled(true);
    // The catalogue's own order, until somebody asks for another.
    m_table->sortByColumn(-1, Qt::AscendingOrder);
    column->addWidget(m_table, 1);
    connect(import, &QPushButton::clicked, this, &DevicesPanel::importCalibration);
    connect(m_refresh, &QPushButton::clicked, this, [this] { m_context.devices->refresh(); });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &DevicesPanel::showSelected);
    return box;
}

const DeviceChoice* DevicesPanel::selected() const {
    const QModelIndex index = m_sorted->mapToSource(m_table->currentIndex());
    return index.isValid() ? &m_model->at(index.row()) : nullptr;
}

void DevicesPanel::refresh() {
    const QString before = m_details->address();
    std::vector<DeviceChoice> choices = m_context.devices->choices();
    choices.insert(choices.end(), m_imported.begin(), m_imported.end());
    const int rows = m_model->rowCount();
    m_model->setChoices(std::move(choices));
    if (m_model->rowCount() != rows) fitColumns(*m_table, widestColumn);
    const int row = m_model->rowOf(before);
    if (row >= 0)
        m_table->setCurrentIndex(m_sorted->mapFromSource(m_model->index(row, 0)));
    else if (!before.isEmpty())
        m_details->clear();
    if (const DeviceChoice* choice = selected()) m_details->show(*choice);
    showErrors();
    showRefreshing();
}

/// One line an account that could not be asked, with what to do.
void DevicesPanel::showErrors() {
    qDeleteAll(m_errors->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly));
    bool some = false;
    if (m_context.accounts != nullptr) {
        const auto& profiles = m_context.accounts->profiles();
        for (const BackendProfile& profile : profiles) {
            const auto error = m_context.devices->errorOf(toQt(profile.name));
            if (!error) continue;
            auto* message = new InlineMessage(m_errors);
            m_errors->layout()->addWidget(message);
            message->showWarning(tr("%1: %2").arg(toQt(profile.name), toQt(error->message)),
                                 windowAdvice(error->hint));
            some = true;
        }
    }
    m_errors->setVisible(some);
}

void DevicesPanel::showRefreshing() {
    const bool refreshing = m_context.devices->isRefreshing();
    m_refresh->setEnabled(!refreshing);
    m_note->setText(refreshing ? tr("Asking the accounts…")
                               : tr("%n device(s)", nullptr, m_model->rowCount()));
}

void DevicesPanel::showSelected() {
    const DeviceChoice* choice = selected();
    if (choice == nullptr) return;
    if (choice->address == m_details->address()) return;
    const DeviceChoice shown = *choice;
    m_details->show(shown);
    m_details->setHistory(isImported(shown) ? std::vector<Calibration>()
                                            : m_context.devices->history(shown.address));
    if (!shown.isLocal()) m_context.devices->askHistory(shown.address);
}

void DevicesPanel::select(const QString& address) {
    const int row = m_model->rowOf(address);
    if (row >= 0) m_table->setCurrentIndex(m_sorted->mapFromSource(m_model->index(row, 0)));
}

void DevicesPanel::importCalibration() {
    FilePrompt prompt;
    prompt.title = tr("Import calibration");
    prompt.filter = tr("Calibration (*.json);;All files (*)");
    m_context.prompts.openFile(this, prompt, [this](const QString& path) { readCalibration(path); });
}

void DevicesPanel::readCalibration(const QString& path) {
    m_message->showInfo(tr("Reading %1…").arg(QFileInfo(path).fileName()));
    m_reader.start([this, path](const std::stop_token&) -> BackgroundJob::Completion {
        auto read = [&]() -> Result<Calibration> {
            QSTORE_TRY(const std::string text, readFile(fromQt(path), mostCalibrationBytes));
            return readCalibrationJson(text);
        }();
        return [this, path, read = std::move(read)] {
            if (!read) return m_message->showError(read.error());
            m_message->clear();
            addImported(path, *read);
        };
    });
}

void DevicesPanel::addImported(const QString& path, Calibration calibration) {
    DeviceChoice choice;
    const QString file = QFileInfo(path).fileName();
    choice.address = QLatin1String(importedPrefix) + path;
    choice.device.name = calibration.device.empty() ? fromQt(file) : calibration.device;
    choice.device.title =
        fromQt(calibration.device.empty() ? file : tr("%1 (%2)").arg(toQt(calibration.device), file));
    choice.device.qubits = calibration.qubits;
    for (const PairCalibration& pair : calibration.pairs)
        choice.device.coupling.emplace_back(pair.a, pair.b);
    if (calibration.medianTwoQubitError)
        choice.device.twoQubitFidelity = 1.0 - *calibration.medianTwoQubitError;
    choice.calibration = std::move(calibration);
    std::erase_if(m_imported, [&](const DeviceChoice& each) { return each.address == choice.address; });
    m_imported.push_back(choice);
    refresh();
    select(choice.address);
    if (m_details->address() == choice.address) m_details->show(choice);
}

}  // namespace qstore::ui
