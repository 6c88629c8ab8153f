// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hardware/device_details_view.h"

#include <QClipboard>
#include <QComboBox>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QTabWidget>
#include <QTableView>
#include <QVBoxLayout>

#include "core/backends/calibration_noise.h"
#include "core/base/atomic_file.h"
#include "ui/controllers/workspace_session.h"
#include "ui/hardware/calibration_history_view.h"
#include "ui/hardware/calibration_text.h"
#include "ui/hardware/coupling_map_view.h"
#include "ui/hardware/table_columns.h"
#include "ui/models/calibration_models.h"
#include "ui/models/devices_model.h"
#include "ui/models/runs_model.h"
#include "ui/support/elided_label.h"
#include "ui/support/inline_message.h"
#include "ui/support/labels.h"
#include "ui/support/number_text.h"
#include "ui/window/app_context.h"

namespace qstore::ui {
namespace {

enum Tabs { MapTab, QubitsTab, PairsTab, HistoryTab };

/// A measurement that nobody made: nothing is known of the errors.
Calibration unmeasured(const DeviceInfo& device) {
    Calibration calibration;
    calibration.device = device.name;
    calibration.qubits = device.qubits;
    return calibration;
}

bool sameMeasurement(const Calibration& a, const Calibration& b) {
    return a.measuredMs == b.measuredMs && a.id == b.id && a.device == b.device;
}

}  // namespace

DeviceDetailsView::DeviceDetailsView(AppContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_qubits(new QubitsModel(this)), m_pairs(new PairsModel(this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::m, 0, 0, 0);
    column->setSpacing(space::s);
    column->addWidget(buildHead());
    m_message = new InlineMessage(this);
    column->addWidget(m_message);
    m_tabs = new QTabWidget(this);
    m_tabs->setObjectName(QStringLiteral("deviceTabs"));
    m_tabs->setAccessibleName(tr("The measurement of the device"));
    m_tabs->addTab(buildMap(), tr("Map"));
    m_tabs->addTab(buildTable(*m_qubits, "qubitsTable", tr("Figures of each qubit")), tr("Qubits"));
    m_tabs->addTab(buildTable(*m_pairs, "pairsTable", tr("Figures of each pair")), tr("Pairs"));
    m_over = new CalibrationHistoryView(m_tabs);
    m_tabs->addTab(m_over, tr("Over time"));
    column->addWidget(m_tabs, 1);
    connect(m_over, &CalibrationHistoryView::chosen, this, [this](int row) {
        m_shown = m_history[static_cast<std::size_t>(row)];
        forgetPlacement();
        showCalibration();
    });
    connect(&m_job, &BackgroundJob::runningChanged, this, &DeviceDetailsView::updateButtons);
    connect(&m_job, &BackgroundJob::failed, m_message, &InlineMessage::showError);
    if (context.session != nullptr) {
        connect(context.session, &WorkspaceSession::circuitPublished, this, [this] {
            forgetPlacement();
            updateButtons();
        });
        connect(context.session, &WorkspaceSession::workspaceChanged, this,
                &DeviceDetailsView::updateButtons);
    }
    clear();
}

QWidget* DeviceDetailsView::buildHead() {
    auto* head = new QWidget(this);
    auto* column = new QVBoxLayout(head);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::xs);
    m_title = sectionLabel({}, head);
    m_title->setObjectName(QStringLiteral("deviceTitle"));
    m_title->setWordWrap(true);
    column->addWidget(m_title);
    m_facts = secondaryLabel({}, head);
    m_facts->setObjectName(QStringLiteral("deviceFacts"));
    m_facts->setWordWrap(true);
    column->addWidget(m_facts);
    auto* measured = new QHBoxLayout;
    m_measured = secondaryLabel({}, head);
    m_measured->setObjectName(QStringLiteral("deviceMeasured"));
    m_measured->setWordWrap(true);
    measured->addWidget(m_measured, 1);
    m_newest = new QPushButton(tr("Show the newest"), head);
    m_newest->setObjectName(QStringLiteral("showNewest"));
    m_newest->setProperty("link", true);
    m_newest->setToolTip(tr("Back to the newest measurement"));
    measured->addWidget(m_newest);
    column->addLayout(measured);
    auto* row = new QHBoxLayout;
    row->setSpacing(space::s);
    m_best = new QPushButton(tr("Best qubits"), head);
    m_best->setObjectName(QStringLiteral("bestQubits"));
    m_noise = new QPushButton(tr("Save noise model…"), head);
    m_noise->setObjectName(QStringLiteral("saveNoise"));
    row->addWidget(m_best);
    row->addWidget(m_noise);
    row->addStretch(1);
    column->addLayout(row);
    connect(m_newest, &QPushButton::clicked, this, [this] {
        m_shown = m_choice ? m_choice->calibration : std::nullopt;
        if (!m_shown && !m_history.empty()) m_shown = m_history.front();
        forgetPlacement();
        showCalibration();
    });
    connect(m_best, &QPushButton::clicked, this, &DeviceDetailsView::findBestQubits);
    connect(m_noise, &QPushButton::clicked, this, &DeviceDetailsView::saveNoise);
    return head;
}

QWidget* DeviceDetailsView::buildMap() {
    auto* box = new QWidget(this);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, space::s, 0, 0);
    column->setSpacing(space::s);
    auto* row = new QHBoxLayout;
    auto* label = secondaryLabel(tr("Colour qubits by"), box);
    m_figure = new QComboBox(box);
    m_figure->setObjectName(QStringLiteral("mapFigure"));
    m_figure->addItems({tr("Read-out error"), tr("One-qubit error")});
    m_figure->setAccessibleName(tr("What the qubits are coloured by"));
    label->setBuddy(m_figure);
    row->addWidget(label);
    row->addWidget(m_figure);
    row->addStretch(1);
    column->addLayout(row);
    m_map = new CouplingMapView(m_context.theme, box);
    column->addWidget(m_map, 1);
    m_hovered = new ElidedLabel(box);
    m_hovered->setObjectName(QStringLiteral("mapValues"));
    m_hovered->setProperty("role", QStringLiteral("secondary"));
    column->addWidget(m_hovered);
    const auto showCurrent = [this] {
        m_hovered->setText(m_map->current() ? m_map->textOf(*m_map->current())
                                            : tr("Point at a qubit or an edge to read its values."));
    };
    connect(m_figure, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_map->setFigure(index == 0 ? QubitFigure::ReadError : QubitFigure::OneQubitError);
    });
    connect(m_map, &CouplingMapView::currentChanged, this, showCurrent);
    connect(m_map, &CouplingMapView::hovered, this, [this, showCurrent](const QString& text) {
        if (text.isEmpty())
            showCurrent();
        else
            m_hovered->setText(text);
    });
    return box;
}

QWidget* DeviceDetailsView::buildTable(QAbstractTableModel& model, const char* name, const QString& title) {
    auto* box = new QWidget(this);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, space::s, 0, 0);
    column->setSpacing(space::s);
    auto* row = new QHBoxLayout;
    row->addWidget(secondaryLabel(title, box));
    row->addStretch(1);
    auto* copy = new QPushButton(tr("Copy as CSV"), box);
    copy->setObjectName(QString::fromLatin1(name) + QStringLiteral("Copy"));
    copy->setToolTip(tr("Times in µs and ns, errors as fractions"));
    row->addWidget(copy);
    column->addLayout(row);
    auto* view = new QTableView(box);
    view->setObjectName(QString::fromLatin1(name));
    view->setAccessibleName(title);
    auto* sorted = new QSortFilterProxyModel(view);
    sorted->setSourceModel(&model);
    sorted->setSortRole(CalibrationSortRole);
    view->setModel(sorted);
    styleRows(*view);
    view->setSortingEnabled(true);
    view->sortByColumn(0, Qt::AscendingOrder);
    column->addWidget(view, 1);
    connect(copy, &QPushButton::clicked, this,
            [&model] { QGuiApplication::clipboard()->setText(toCsv(model)); });
    connect(&model, &QAbstractItemModel::modelReset, view, [view] { fitColumns(*view); });
    return box;
}

void DeviceDetailsView::show(const DeviceChoice& choice) {
    const bool other = !m_choice || m_choice->address != choice.address;
    // An older measurement stays on display while news of the same device come in.
    const bool older =
        !other && m_shown && m_choice->calibration && !sameMeasurement(*m_shown, *m_choice->calibration);
    const bool changed =
        other || choice.device.coupling != m_choice->device.coupling ||
        (choice.calibration && m_shown && !older && !sameMeasurement(*choice.calibration, *m_shown));
    m_choice = choice;
    if (other) {
        m_history.clear();
        m_over->setHistory({});
        m_message->clear();
    }
    if (!older) m_shown = choice.calibration;
    if (changed) forgetPlacement();
    showFacts();
    showCalibration();
}

void DeviceDetailsView::clear() {
    m_choice.reset();
    m_shown.reset();
    m_history.clear();
    forgetPlacement();
    m_title->setText(tr("No device selected"));
    m_facts->setText(tr("Select a device to see its qubits and how good they are."));
    m_measured->clear();
    m_newest->hide();
    m_tabs->hide();
    updateButtons();
}

void DeviceDetailsView::setHistory(const std::vector<Calibration>& history) {
    m_history = history;
    if (m_history.empty() && m_choice && m_choice->calibration) m_history = {*m_choice->calibration};
    m_over->setHistory(m_history);
    if (!m_shown && !m_history.empty()) m_shown = m_history.front();
    showCalibration();
}

void DeviceDetailsView::showFacts() {
    const DeviceInfo& device = m_choice->device;
    m_tabs->show();
    m_title->setText(m_choice->isLocal()
                         ? deviceTitle(*m_choice)
                         : tr("%1 · %2").arg(deviceTitle(*m_choice), accountText(*m_choice)));
    QStringList parts;
    const QString reason = toQt(device.statusReason);
    parts << (reason.isEmpty() ? deviceStatusText(*m_choice)
                               : tr("%1: %2").arg(deviceStatusText(*m_choice), reason));
    parts << tr("%n qubit(s)", nullptr, static_cast<int>(device.qubits));
    parts << tr("gates: %1").arg(gatesText(device));
    if (!m_choice->isLocal()) {
        const QString queue = queueText(device);
        parts << (queue.isEmpty() ? tr("queue not told") : tr("queue: %1").arg(queue));
        parts << tr("%1 to %2 shots").arg(groupedCount(device.minShots), groupedCount(device.maxShots));
        if (device.maxCircuits > 1) parts << tr("%1 circuits a job").arg(groupedCount(device.maxCircuits));
    }
    if (!device.noiseModels.empty()) {
        QStringList models;
        for (const std::string& name : device.noiseModels) models << toQt(name);
        parts << tr("noise models: %1").arg(models.join(tr(", ")));
    }
    m_facts->setText(parts.join(tr(" · ")));
}

void DeviceDetailsView::showCalibration() {
    if (!m_choice) return;
    DeviceInfo device = m_choice->device;
    m_map->setDevice(device, m_shown);
    const Calibration calibration = m_shown.value_or(unmeasured(device));
    m_qubits->setCalibration(calibration);
    m_pairs->setCalibration(calibration);
    m_map->setMarked(m_placement ? m_placement->qubits : std::vector<Qubit>());
    m_tabs->setTabEnabled(QubitsTab, m_qubits->rowCount() > 0);
    m_tabs->setTabToolTip(QubitsTab, m_qubits->rowCount() > 0
                                         ? QString()
                                         : tr("Nothing is known of single qubits, medians at most"));
    m_tabs->setTabEnabled(PairsTab, m_pairs->rowCount() > 0);
    m_tabs->setTabToolTip(PairsTab,
                          m_pairs->rowCount() > 0 ? QString() : tr("Nothing is known of single pairs"));
    m_tabs->setTabEnabled(HistoryTab, !m_history.empty());
    int row = -1;
    for (std::size_t i = 0; m_shown && i < m_history.size(); ++i) {
        if (sameMeasurement(m_history[i], *m_shown)) row = static_cast<int>(i);
    }
    m_over->setShown(row);
    showMeasurement();
    updateButtons();
}

void DeviceDetailsView::showMeasurement() {
    const bool older =
        m_shown && m_choice->calibration && !sameMeasurement(*m_shown, *m_choice->calibration);
    m_newest->setVisible(older);
    if (!m_shown) {
        m_measured->setText(m_choice->address == QStringLiteral("local")
                                ? tr("Computes without errors.")
                                : tr("How good it is was not told."));
        return;
    }
    const QString medians = mediansText(*m_shown);
    QString when = m_shown->measuredMs == 0 ? tr("Measured at an unknown time")
                                            : tr("Measured %1").arg(relativeTime(m_shown->measuredMs));
    if (m_choice->isLocal() && !isImported(*m_choice))
        when = tr("Typical published figures, not a measurement of today");
    if (older) when = tr("An older measurement, of %1").arg(absoluteTime(m_shown->measuredMs));
    m_measured->setText(medians.isEmpty() ? when : tr("%1: %2").arg(when, medians));
    m_measured->setToolTip(m_shown->measuredMs == 0 ? QString() : absoluteTime(m_shown->measuredMs));
}

void DeviceDetailsView::updateButtons() {
    const bool circuit = m_context.session != nullptr && m_context.session->circuit().has_value();
    m_best->setEnabled(m_choice && circuit && !m_job.isRunning());
    m_best->setToolTip(circuit ? tr("Where the drawn circuit lies best on this device")
                               : tr("Draw a circuit first: this finds where it lies best"));
    m_noise->setEnabled(m_choice && m_shown && !m_job.isRunning());
    m_noise->setToolTip(m_shown ? tr("The errors of this device as a file, for simulations with noise "
                                     "(qstore circuit run --noise)")
                                : tr("Its errors are not known"));
}

void DeviceDetailsView::forgetPlacement() {
    if (m_placement) m_message->clear();
    m_placement.reset();
    m_map->setMarked({});
}

void DeviceDetailsView::findBestQubits() {
    const auto& circuit = m_context.session->circuit();
    if (!m_choice || !circuit) return;
    const Calibration calibration = m_shown.value_or(unmeasured(m_choice->device));
    m_message->showInfo(tr("Looking for the best qubits…"));
    m_job.start([this, circuit = *circuit, device = m_choice->device, calibration,
                 address = m_choice->address](const std::stop_token& stop) -> BackgroundJob::Completion {
        RunControl control;
        control.stop = stop;
        auto placement = bestPlacement(circuit, device, calibration, {}, control);
        return [this, address, placement = std::move(placement)] {
            if (m_choice && m_choice->address == address) showPlacement(placement);
        };
    });
}

void DeviceDetailsView::showPlacement(const Result<Placement>& placement) {
    if (!placement) {
        if (placement.error().code != ErrorCode::Cancelled) m_message->showError(placement.error());
        return;
    }
    m_placement = *placement;
    m_map->setMarked(placement->qubits);
    m_tabs->setCurrentIndex(MapTab);
    QString todo = placement->needsRouting
                       ? tr("Some gates act on pairs that are not coupled: swaps will bring them together.")
                       : tr("Every gate acts on a coupled pair: no swaps are needed.");
    if (!placement->searchedAll)
        todo += QLatin1Char(' ') + tr("There may be a better place: the search was ended after %1 steps.")
                                       .arg(groupedCount(placement->steps));
    m_message->showInfo(placementText(*placement), todo);
}

QString DeviceDetailsView::placementText(const Placement& placement) const {
    QStringList qubits;
    for (const Qubit qubit : placement.qubits) qubits << QString::number(qubit);
    const QString list = qubits.join(tr(", "));
    const bool known = m_shown && (!m_shown->perQubit.empty() || m_shown->medianTwoQubitError ||
                                   m_shown->medians.oneQubitError || readError(m_shown->medians));
    if (!known) return tr("Best qubits: %1. Errors are not known, so couplings alone counted.").arg(list);
    return tr("Best qubits: %1. Chance that no gate and no reading errs: %2.")
        .arg(list, percent(placement.successEstimate));
}

void DeviceDetailsView::saveNoise() {
    FilePrompt prompt;
    prompt.title = tr("Save noise model");
    QString name = toQt(m_choice->device.name);
    name.replace(QLatin1Char('/'), QLatin1Char('-'));
    prompt.suggestedName = name + QStringLiteral("-noise.json");
    prompt.filter = tr("Noise model (*.json)");
    m_context.prompts.saveFile(this, prompt, [this](const QString& path) { writeNoise(path); });
}

void DeviceDetailsView::writeNoise(const QString& path) {
    if (!m_shown || !m_choice) return;
    // For the drawn circuit where its place was found, else for the whole machine.
    const std::vector<Qubit> placement = m_placement ? m_placement->qubits : std::vector<Qubit>();
    const std::size_t qubits = m_placement ? placement.size() : m_choice->device.qubits;
    m_message->showInfo(tr("Writing the noise model…"));
    m_job.start([this, path, placement, qubits,
                 calibration = *m_shown](const std::stop_token&) -> BackgroundJob::Completion {
        const auto noise = noiseModelOf(calibration, qubits, placement);
        Status written = noise ? writeFileAtomically(fromQt(path), writeNoiseModelJson(noise->model))
                               : Status(tl::unexpected<Error>(noise.error()));
        QStringList notes;
        if (noise)
            for (const std::string& note : noise->notes) notes << toQt(note);
        return [this, path, notes, placed = !placement.empty(), qubits, written] {
            if (!written) return m_message->showError(written.error());
            const QString what =
                placed ? tr("Saved %1: the noise of the best qubits, for the drawn circuit.")
                       : tr("Saved %1: the noise of all %n qubit(s).", nullptr, static_cast<int>(qubits));
            m_message->showInfo(what.arg(QFileInfo(path).fileName()), notes.join(QLatin1Char('\n')));
        };
    });
}

}  // namespace qstore::ui
