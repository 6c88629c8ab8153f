// SPDX-License-Identifier: GPL-3.0-or-later
#include <QLocale>
#include <QTabWidget>

#include "ui/circuit/circuit_page.h"
#include "ui/circuit/measured_panel.h"
#include "ui/circuit/operation_text.h"
#include "ui/controllers/device_catalog.h"
#include "ui/controllers/device_transpile.h"
#include "ui/support/core_texts.h"
#include "ui/support/inline_message.h"

namespace qstore::ui {

void CircuitPage::addBackendActions() {
    addAction(MenuPlace::Run, QStringLiteral("runCircuitAction"), tr("Run circuit on a &backend"),
              QKeySequence(QStringLiteral("Ctrl+Shift+Return")),
              tr("Shows where the circuit can be run and what that costs; once more runs it there"),
              [this] { runOnBackend(); });
    addAction(MenuPlace::Circuit, QStringLiteral("transpileAction"), tr("Transpile for the chosen &device"),
              {},
              tr("The circuit in the gates and on the qubits of the device that is chosen to run it; Undo "
                 "brings the old circuit back"),
              [this] { transpileForChosen(); });
    connect(&m_transpiling, &BackgroundJob::failed, m_message, &InlineMessage::showError);
}

void CircuitPage::showMeasured() {
    m_dock->setCurrentWidget(m_measured);
    m_measured->focusRunButton();
}

void CircuitPage::runOnBackend() {
    // The price is seen before anything is spent.
    const bool seen = m_measured->isVisible();
    showMeasured();
    if (seen) m_measured->run();
}

void CircuitPage::transpileForChosen() {
    // Starting again would wait here for the one that runs.
    if (m_transpiling.isRunning())
        return m_message->showInfo(tr("The circuit is being transpiled already; that takes a moment."));
    const DeviceChoice* choice = m_measured->device();
    if (choice == nullptr) {
        showMeasured();
        m_message->showInfo(tr("Choose a device first."));
        return;
    }
    const DeviceInfo device = choice->device;
    const QString name = coreText(device.title.empty() ? device.name : device.title);
    m_transpiling.start([this, circuit = m_document.circuit(), device,
                         name](const std::stop_token& stop) -> BackgroundJob::Completion {
        auto done = std::make_shared<Result<DeviceTranspile>>(transpileForDevice(circuit, device, stop));
        return [this, done, circuit, name] {
            if (circuit == m_document.circuit()) return showTranspiled(*done, name);
            m_message->showInfo(tr("The circuit has changed meanwhile; transpile it again."));
        };
    });
}

void CircuitPage::showTranspiled(const Result<DeviceTranspile>& transpiled, const QString& device) {
    if (!transpiled) {
        if (transpiled.error().code == ErrorCode::Unsupported) showMeasured();
        m_message->showError(transpiled.error());
        return;
    }
    const CircuitMetrics &before = transpiled->before, &after = transpiled->after;
    m_document.replace(transpiled->circuit, tr("Transpile for %1").arg(device));
    const QString counts = tr("For %1: gates %2 → %3, of two qubits %4 → %5, depth %6 → %7.")
                               .arg(device)
                               .arg(before.gates)
                               .arg(after.gates)
                               .arg(before.twoQubitGates)
                               .arg(after.twoQubitGates)
                               .arg(before.depth)
                               .arg(after.depth);
    m_message->showInfo(
        counts, transpiled->overlap
                    ? tr("Checked: from |0…0⟩ both make the same state, overlap %1.")
                          .arg(QLocale().toString(*transpiled->overlap, 'f', 12))
                    : tr("Not checked against the original: too many qubits, or measurements on the way."));
}

}  // namespace qstore::ui
