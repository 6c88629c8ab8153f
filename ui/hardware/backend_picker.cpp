// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hardware/backend_picker.h"

#include <QAbstractItemView>
#include <QSignalBlocker>
#include <QStandardItemModel>

#include "ui/controllers/device_catalog.h"
#include "ui/controllers/workspace_session.h"
#include "ui/support/core_texts.h"

namespace qstore::ui {
namespace {

QStandardItemModel* modelOf(const QComboBox& box) {
    return qobject_cast<QStandardItemModel*>(box.model());
}

/// A line above the devices of one account; it cannot be chosen and has no address.
void addHeading(QComboBox& box, const QString& text) {
    auto* item = new QStandardItem(text);
    item->setFlags(Qt::NoItemFlags);
    QFont weight = box.font();
    weight.setWeight(QFont::DemiBold);
    item->setFont(weight);
    modelOf(box)->appendRow(item);
}

void addChoice(QComboBox& box, const QString& text, const QString& address, const QString& help,
               bool enabled = true) {
    auto* item = new QStandardItem(text);
    item->setData(address, Qt::UserRole);
    item->setToolTip(help);
    item->setEnabled(enabled);
    modelOf(box)->appendRow(item);
}

QString titleOf(const DeviceChoice& choice) {
    if (choice.address == QLatin1String("local")) return BackendPicker::tr("This machine, with shots");
    const QString title = coreText(choice.device.title.empty() ? choice.device.name : choice.device.title);
    // A practice cloud's own devices say so themselves.
    const bool said = title.contains(QLatin1String("practice"), Qt::CaseInsensitive);
    return choice.practice && !said ? BackendPicker::tr("%1 (practice)").arg(title) : title;
}

QString whyNot(const DeviceChoice& choice) {
    const QString reason = toQt(choice.device.statusReason);
    if (choice.device.status == DeviceStatus::Retired)
        return reason.isEmpty() ? BackendPicker::tr("Retired: it takes no jobs any more.")
                                : BackendPicker::tr("Retired: %1").arg(reason);
    return reason.isEmpty() ? BackendPicker::tr("It takes no jobs now.")
                            : BackendPicker::tr("It takes no jobs now: %1").arg(reason);
}

QString helpOf(const DeviceChoice& choice) {
    QString size =
        BackendPicker::tr("%1, up to %n qubit(s)", nullptr, static_cast<int>(choice.device.qubits))
            .arg(choice.address);
    if (choice.device.status != DeviceStatus::Available) return size + QLatin1Char('\n') + whyNot(choice);
    if (choice.isLocal())
        return size + QLatin1Char('\n') +
               (choice.calibration
                    ? BackendPicker::tr("Simulated here with the typical errors of such a machine; free.")
                    : BackendPicker::tr("Simulated here without errors; free."));
    if (choice.practice)
        return size + QLatin1Char('\n') + BackendPicker::tr("Of a practice cloud: nothing is paid.");
    return size;
}

}  // namespace

BackendPicker::BackendPicker(DeviceCatalog& devices, bool exact, QWidget* parent)
    : QComboBox(parent), m_devices(devices), m_exact(exact) {
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(14);
    setMaxVisibleItems(24);
    setAccessibleName(tr("Run on"));
    fill();
    connect(&m_devices, &DeviceCatalog::changed, this, &BackendPicker::fill);
    connect(this, &QComboBox::currentIndexChanged, this, [this] { Q_EMIT addressChanged(address()); });
}

QString BackendPicker::address() const {
    return currentData().toString();
}

void BackendPicker::setAddress(const QString& address) {
    if (address == this->address()) return;
    int row = findAddress(address);
    if (row < 0) {
        const QSignalBlocker quiet(this);
        row = addUnknown(address);
    }
    setCurrentIndex(row);
}

int BackendPicker::findAddress(const QString& address) const {
    for (int row = 0; row < count(); ++row) {
        const QVariant known = itemData(row);
        if (known.isValid() && known.toString() == address) return row;
    }
    return -1;
}

int BackendPicker::addUnknown(const QString& address) {
    addChoice(*this, tr("%1 (not known now)").arg(address), address,
              tr("No account has this device now, or its key is missing: see the Hardware page."));
    return count() - 1;
}

const DeviceChoice* BackendPicker::device() const {
    const QString chosen = address();
    if (chosen.isEmpty()) return nullptr;
    if (const DeviceChoice* known = m_devices.find(chosen)) return known;
    // A simulator with one of its noise models.
    const qsizetype colon = chosen.indexOf(QLatin1Char(':'));
    return colon < 0 ? nullptr : m_devices.find(chosen.left(colon));
}

void BackendPicker::fill() {
    const bool first = count() == 0;
    const QString kept = address();
    const QSignalBlocker quiet(this);
    clear();
    addHeading(*this, tr("This machine"));
    if (m_exact)
        addChoice(*this, tr("This machine, exact"), QString(),
                  tr("Computed without shots and without errors; the fastest way."));
    QString profile;
    for (const DeviceChoice& choice : m_devices.choices()) {
        if (choice.profile != profile) {
            profile = choice.profile;
            insertSeparator(count());
            addHeading(*this, choice.practice ? tr("%1, a practice cloud").arg(profile) : profile);
        }
        const bool available = choice.device.status == DeviceStatus::Available;
        addChoice(*this, titleOf(choice), choice.address, helpOf(choice), available);
        for (const std::string& noise : choice.device.noiseModels) {
            if (noise == "ideal") continue;  // what it does anyway
            addChoice(*this, tr("%1, noise of %2").arg(titleOf(choice), toQt(noise)),
                      choice.address + QLatin1Char(':') + toQt(noise), helpOf(choice), available);
        }
    }
    int row = first ? -1 : findAddress(kept);
    if (row < 0 && !first) row = addUnknown(kept);
    if (row < 0) row = findAddress(m_exact ? QString() : QStringLiteral("local"));
    setCurrentIndex(row);
    view()->setMinimumWidth(view()->sizeHintForColumn(0) + 24);
}

}  // namespace qstore::ui
