// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFileInfo>
#include <QLabel>
#include <QSplitter>
#include <algorithm>

#include "core/circuit/qasm.h"
#include "ui/circuit/circuit_canvas.h"
#include "ui/circuit/circuit_page.h"
#include "ui/circuit/measured_panel.h"
#include "ui/circuit/operation_text.h"
#include "ui/circuit/stored_circuits_dialog.h"
#include "ui/controllers/workspace_session.h"
#include "ui/support/inline_message.h"

namespace qstore::ui {
namespace {

/// Beyond this a draft would slow every edit; such circuits are kept in their files.
constexpr std::size_t maxDraftOperations = 50000;
constexpr auto draftKey = "window.circuit.draft";
constexpr auto fileKey = "window.circuit.file";
constexpr auto nameKey = "window.circuit.name";
constexpr auto commentsKey = "window.circuit.comments";

}  // namespace

std::shared_ptr<Workspace> CircuitPage::workspace() const {
    return m_context.session != nullptr ? m_context.session->workspace() : nullptr;
}

void CircuitPage::openFile(const QString& path) {
    if (const Status opened = m_document.open(path); !opened) m_message->showError(opened.error());
}

void CircuitPage::showPlace() {
    QString place = tr("kept in the workspace as a draft");
    if (workspace() == nullptr) place = tr("not saved to a file");
    if (!m_document.storedName().isEmpty())
        place = tr("%1 · in the workspace").arg(m_document.storedName());
    if (!m_document.path().isEmpty()) place = QFileInfo(m_document.path()).fileName();
    m_fileLabel->setText(m_document.undoStack().isClean() ? place : tr("%1 · changed").arg(place));
}

void CircuitPage::storeDraft() {
    const auto open = workspace();
    if (open == nullptr || m_document.circuit().operations().size() > maxDraftOperations) return;
    const auto store = [&]() -> Status {
        QSTORE_CHECK(open->setValue(draftKey, writeCircuitJson(m_document.circuit(), -1)));
        QSTORE_CHECK(open->setValue(fileKey, m_document.path().toStdString()));
        QSTORE_CHECK(open->setValue(commentsKey, m_document.comments().toStdString()));
        return open->setValue(nameKey, m_document.storedName().toStdString());
    };
    if (const Status stored = store(); !stored) m_message->showError(stored.error());
}

void CircuitPage::storePending() {
    if (m_document.endAutosave()) storeDraft();
}

void CircuitPage::restoreDraft() {
    const auto restore = [this]() -> Status {
        QSTORE_TRY(const auto draft, workspace()->value(draftKey));
        if (!draft) {
            m_document.startNew();
            return {};
        }
        QSTORE_TRY(const auto file, workspace()->value(fileKey));
        QSTORE_TRY(const auto name, workspace()->value(nameKey));
        QSTORE_TRY(const auto comments, workspace()->value(commentsKey));
        QSTORE_TRY(const Circuit circuit, readCircuitJson(*draft));
        m_document.restore(circuit, fromUtf8(file.value_or(std::string())),
                           fromUtf8(name.value_or(std::string())),
                           fromUtf8(comments.value_or(std::string())));
        return {};
    };
    const Status restored = restore();
    m_document.endAutosave();  // what was read is stored already
    if (!restored) m_message->showError(restored.error());
}

void CircuitPage::saveToWorkspace() {
    if (workspace() == nullptr) return;
    const QString suggested = m_document.storedName().isEmpty() ? tr("circuit") : m_document.storedName();
    m_context.prompts.askText(this, tr("Save circuit to workspace"), tr("Name"), suggested,
                              [this](const QString& text) { storeAs(text.trimmed()); });
}

void CircuitPage::storeAs(const QString& name) {
    const auto stored = workspace()->circuits();
    if (!stored) {
        m_message->showError(stored.error());
        return;
    }
    const bool taken = name != m_document.storedName() &&
                       std::any_of(stored->begin(), stored->end(), [&name](const CircuitRecord& record) {
                           return fromUtf8(record.name) == name;
                       });
    const auto store = [this, name] {
        if (const Status saved = workspace()->saveCircuit(name.toStdString(), m_document.circuit());
            !saved) {
            m_message->showError(saved.error());
            return;
        }
        m_document.markStored(name);
        storeDraft();
        m_context.navigator.showToast(tr("%1 is saved in the workspace").arg(name));
    };
    if (!taken) {
        store();
        return;
    }
    m_context.prompts.confirm(this, tr("Replace %1?").arg(name),
                              tr("The workspace has another circuit of this name. Replacing it cannot be "
                                 "undone."),
                              tr("Replace"), store);
}

void CircuitPage::openFromWorkspace() {
    if (workspace() == nullptr) return;
    auto* dialog = new StoredCircuitsDialog(workspace(), m_context.theme, m_context.prompts, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &StoredCircuitsDialog::chosen, this, [this](const QString& name) {
        const auto circuit = workspace()->loadCircuit(name.toStdString());
        if (!circuit) {
            m_message->showError(circuit.error());
            return;
        }
        m_document.replace(*circuit, tr("Open %1").arg(name));
        m_document.markStored(name);
    });
    dialog->open();
}

void CircuitPage::saveState(QSettings& settings) const {
    if (workspace() == nullptr && m_document.circuit().operations().size() <= maxDraftOperations) {
        settings.setValue(QStringLiteral("draft"), fromUtf8(writeCircuitJson(m_document.circuit(), 0)));
        settings.setValue(QStringLiteral("file"), m_document.path());
    }
    settings.setValue(QStringLiteral("zoom"), m_canvas->zoom());
    settings.setValue(QStringLiteral("horizontal"), m_horizontal->saveState());
    settings.setValue(QStringLiteral("vertical"), m_vertical->saveState());
    if (m_measured != nullptr) m_measured->saveState(settings);
}

void CircuitPage::restoreState(QSettings& settings) {
    m_horizontal->restoreState(settings.value(QStringLiteral("horizontal")).toByteArray());
    m_vertical->restoreState(settings.value(QStringLiteral("vertical")).toByteArray());
    m_canvas->setZoom(settings.value(QStringLiteral("zoom"), 1.0).toDouble());
    if (m_measured != nullptr) m_measured->restoreState(settings);
    const QString draft = settings.value(QStringLiteral("draft")).toString();
    // Earlier versions kept the drawing here; the open workspace takes it over unless it has its own.
    if (draft.isEmpty() || !m_document.circuit().operations().empty()) return;
    const auto circuit = readCircuitJson(draft.toStdString());
    if (!circuit) {
        m_message->showError(circuit.error());
        return;
    }
    m_document.restore(*circuit, settings.value(QStringLiteral("file")).toString());
    if (workspace() == nullptr) return;
    storeDraft();
    settings.remove(QStringLiteral("draft"));
}

}  // namespace qstore::ui
