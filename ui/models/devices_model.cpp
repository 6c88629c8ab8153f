// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/devices_model.h"

#include <QLocale>
#include <algorithm>

#include "core/backends/device_profiles.h"
#include "ui/controllers/workspace_session.h"
#include "ui/hardware/calibration_text.h"
#include "ui/models/runs_model.h"
#include "ui/support/core_texts.h"
#include "ui/support/number_text.h"

namespace qstore::ui {
namespace {

bool isRight(int column) {
    return column == DevicesModel::Qubits || column == DevicesModel::Queue ||
           column == DevicesModel::Fidelity;
}

QVariant aligned(bool right) {
    return QVariant::fromValue(Qt::Alignment((right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
}

QString fidelityText(const DeviceInfo& device) {
    if (!device.twoQubitFidelity) return QStringLiteral("–");
    return isolated(
        DevicesModel::tr("%1 %").arg(QLocale().toString(*device.twoQubitFidelity * 100.0, 'f', 2)));
}

QString ageText(const DeviceChoice& choice) {
    const std::int64_t time = dataTimeMs(choice);
    return time == 0 ? QStringLiteral("–") : relativeTime(time);
}

QString toolTipOf(const DeviceChoice& choice, int column) {
    switch (column) {
        case DevicesModel::Name: return toQt(choice.device.name);
        case DevicesModel::Account:
            return choice.practice ? DevicesModel::tr(
                                         "A practice cloud: nothing leaves this machine, and "
                                         "nothing is paid")
                                   : QString();
        case DevicesModel::Status: return toQt(choice.device.statusReason);
        case DevicesModel::Age:
            return dataTimeMs(choice) == 0 ? QString() : absoluteTime(dataTimeMs(choice));
        default: return {};
    }
}

}  // namespace

bool isImported(const DeviceChoice& choice) {
    return choice.address.startsWith(QLatin1String(importedPrefix));
}

QString deviceTitle(const DeviceChoice& choice) {
    const std::string& title = choice.device.title;
    return title.empty() ? toQt(choice.device.name) : coreText(title);
}

QString accountText(const DeviceChoice& choice) {
    if (isImported(choice)) return DevicesModel::tr("From a file");
    if (choice.isLocal()) return DevicesModel::tr("This machine");
    return choice.practice ? DevicesModel::tr("%1 (practice)").arg(choice.profile) : choice.profile;
}

QString deviceStatusText(const DeviceChoice& choice) {
    if (isImported(choice)) return DevicesModel::tr("Calibration only");
    switch (choice.device.status) {
        case DeviceStatus::Available: return DevicesModel::tr("Available");
        case DeviceStatus::Unavailable: return DevicesModel::tr("Unavailable");
        case DeviceStatus::Retired: return DevicesModel::tr("Retired");
    }
    return {};
}

QString queueText(const DeviceInfo& device) {
    QStringList parts;
    if (device.queueLength == std::uint64_t{0} && device.queueSeconds.value_or(0.0) == 0.0)
        return DevicesModel::tr("empty");
    if (device.queueLength)
        parts << DevicesModel::tr("%n job(s)", nullptr, static_cast<int>(*device.queueLength));
    if (device.queueSeconds && *device.queueSeconds > 0.0) parts << roughDuration(*device.queueSeconds);
    return parts.join(DevicesModel::tr(", "));
}

QString gatesText(const DeviceInfo& device) {
    return device.gates == GateSetKind::Any ? DevicesModel::tr("any gate")
                                            : toQt(gateSetGates(device.gates));
}

std::int64_t dataTimeMs(const DeviceChoice& choice) {
    if (choice.calibration && choice.calibration->measuredMs > 0) return choice.calibration->measuredMs;
    return choice.device.updatedMs > 0 ? choice.device.updatedMs : choice.askedMs;
}

void DevicesModel::setChoices(std::vector<DeviceChoice> choices) {
    const bool sameRows =
        std::equal(choices.begin(), choices.end(), m_choices.begin(), m_choices.end(),
                   [](const DeviceChoice& a, const DeviceChoice& b) { return a.address == b.address; });
    if (sameRows) {
        m_choices = std::move(choices);
        if (!m_choices.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_choices = std::move(choices);
    endResetModel();
}

int DevicesModel::rowOf(const QString& address) const {
    const auto found = std::find_if(m_choices.begin(), m_choices.end(),
                                    [&](const DeviceChoice& each) { return each.address == address; });
    return found == m_choices.end() ? -1 : static_cast<int>(std::distance(m_choices.begin(), found));
}

void DevicesModel::refreshAges() {
    if (!m_choices.empty())
        Q_EMIT dataChanged(index(0, Age), index(rowCount() - 1, Age), {Qt::DisplayRole});
}

int DevicesModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_choices.size());
}
int DevicesModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant DevicesModel::sortValue(const DeviceChoice& choice, int column) const {
    switch (column) {
        case Qubits: return static_cast<qulonglong>(choice.device.qubits);
        case Queue:
            return choice.device.queueSeconds  ? QVariant(*choice.device.queueSeconds)
                   : choice.device.queueLength ? QVariant(static_cast<double>(*choice.device.queueLength))
                                               : QVariant();
        case Fidelity:
            return choice.device.twoQubitFidelity ? QVariant(*choice.device.twoQubitFidelity) : QVariant();
        case Age: return static_cast<qlonglong>(-dataTimeMs(choice));
        default: return {};
    }
}

QVariant DevicesModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const DeviceChoice& choice = at(index.row());
    const int column = index.column();
    if (role == Qt::TextAlignmentRole) return aligned(isRight(column));
    if (role == Qt::ToolTipRole) return toolTipOf(choice, column);
    if (role == SortRole) {
        const bool text = column == Name || column == Account || column == Status || column == Gates;
        return text ? data(index, Qt::DisplayRole) : sortValue(choice, column);
    }
    if (role != Qt::DisplayRole) return {};
    switch (column) {
        case Name: return deviceTitle(choice);
        case Account: return accountText(choice);
        case Status: return deviceStatusText(choice);
        case Qubits: return groupedCount(choice.device.qubits);
        case Gates: return gatesText(choice.device);
        case Queue: {
            const QString queue = queueText(choice.device);
            return choice.isLocal() ? QStringLiteral("–") : queue.isEmpty() ? tr("not told") : queue;
        }
        case Fidelity: return fidelityText(choice.device);
        case Age: return ageText(choice);
        default: return {};
    }
}

QVariant DevicesModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Vertical) return {};
    if (role == Qt::TextAlignmentRole) return aligned(isRight(section));
    if (role == Qt::ToolTipRole) {
        switch (section) {
            case Gates: return tr("The gates the device carries out; circuits are rewritten to them");
            case Queue: return tr("Jobs that wait there, and how long one may wait");
            case Fidelity: return tr("Roughly the fidelity of a two-qubit gate: the median of the device");
            case Age: return tr("When the device was measured, else when its account was asked");
            default: return {};
        }
    }
    if (role != Qt::DisplayRole) return {};
    switch (section) {
        case Name: return tr("Device");
        case Account: return tr("Account");
        case Status: return tr("Status");
        case Qubits: return tr("Qubits");
        case Gates: return tr("Gates");
        case Queue: return tr("Queue");
        case Fidelity: return tr("Fidelity");
        case Age: return tr("Measured");
        default: return {};
    }
}

}  // namespace qstore::ui
