// SPDX-License-Identifier: GPL-3.0-or-later
#include <QMenu>

#include "ui/circuit/circuit_canvas.h"
#include "ui/circuit/circuit_page.h"
#include "ui/circuit/column_strip.h"
#include "ui/circuit/gate_palette.h"
#include "ui/circuit/operation_text.h"
#include "ui/circuit/template_dialog.h"
#include "ui/support/core_texts.h"
#include "ui/support/icons.h"
#include "ui/support/inline_message.h"

namespace qstore::ui {
namespace {
constexpr double zoomStep = 1.2;
}

QAction* CircuitPage::addAction(MenuPlace place, const QString& name, const QString& text,
                                const QKeySequence& keys, const QString& help, std::function<void()> run) {
    auto* action = new QAction(text, this);
    action->setObjectName(name);
    action->setShortcut(keys);
    action->setToolTip(help);
    action->setWhatsThis(help);
    // A held key must not press the button whose price it has just brought up.
    action->setAutoRepeat(place != MenuPlace::Run);
    // What changes the view or the selection means something on this page only; the rest works from any
    // page, which then gives way to this one so that its effect is seen.
    const bool here = place == MenuPlace::Edit || place == MenuPlace::View;
    connect(action, &QAction::triggered, this, [this, here, run = std::move(run)] {
        if (!here) m_context.navigator.showPage(id());
        run();
    });
    if (here) {
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        action->setEnabled(false);
        m_actionsHere.append(action);
        QWidget::addAction(action);
    }
    m_menuActions[place].append(action);
    return action;
}

void CircuitPage::buildActions() {
    addAction(MenuPlace::File, QStringLiteral("newCircuitAction"), tr("New &circuit"), QKeySequence::New,
              tr("Start with two empty wires; Undo brings the old circuit back"), [this] {
                  CircuitParts parts;
                  parts.qubits = 2;
                  m_document.forgetPlace();
                  m_document.replace(Circuit::of(std::move(parts)), tr("New circuit"));
              });
    addAction(MenuPlace::File, QStringLiteral("openCircuitAction"), tr("Open c&ircuit…"),
              QKeySequence::Open, tr("Open OpenQASM 2, OpenQASM 3 or JSON"), [this] { chooseFile(); });
    addAction(MenuPlace::File, QStringLiteral("saveCircuitAction"), tr("&Save circuit"), QKeySequence::Save,
              tr("Write the circuit to its file"), [this] { save(false); });
    addAction(MenuPlace::File, QStringLiteral("saveCircuitAsAction"), tr("Save circuit &as…"),
              QKeySequence::SaveAs, tr("Write OpenQASM 3, or JSON for names ending in .json"),
              [this] { save(true); });
    if (m_context.session != nullptr) {
        addAction(MenuPlace::File, QStringLiteral("storeCircuitAction"),
                  tr("Save circuit to &workspace as…"), {},
                  tr("Keep the circuit in the workspace under a name"), [this] { saveToWorkspace(); });
        addAction(MenuPlace::File, QStringLiteral("openStoredCircuitAction"),
                  tr("Open circuit from wor&kspace…"), {}, tr("The circuits kept in the workspace by name"),
                  [this] { openFromWorkspace(); });
    }
    // These five keys mean the canvas only while it has the keyboard, else fields lose theirs.
    const auto onCanvas = [this](const char* name, const QString& text, const QKeySequence& keys,
                                 const QString& help, std::function<void()> run) {
        QAction* action =
            addAction(MenuPlace::Edit, QString::fromLatin1(name), text, keys, help, std::move(run));
        removeAction(action);
        action->setShortcutContext(Qt::WidgetShortcut);
        m_canvas->addAction(action);
    };
    onCanvas("cutAction", tr("Cu&t"), QKeySequence::Cut, tr("Cut the selected gates"),
             [this] { m_canvas->cutSelection(); });
    onCanvas("copyAction", tr("&Copy"), QKeySequence::Copy,
             tr("Copy the selected gates, as OpenQASM 3 text too"), [this] { m_canvas->copySelection(); });
    onCanvas("pasteAction", tr("&Paste"), QKeySequence::Paste,
             tr("Put copied gates or OpenQASM text at the cursor"), [this] { m_canvas->paste(); });
    onCanvas("deleteAction", tr("&Delete"), {}, tr("Remove the selected gates (Del)"),
             [this] { m_canvas->deleteSelection(); });
    onCanvas("selectAllAction", tr("Select &all"), QKeySequence::SelectAll, tr("Select every gate"),
             [this] { m_canvas->selectAll(); });
    addAction(MenuPlace::View, QStringLiteral("zoomInAction"), tr("Zoom &in"), QKeySequence::ZoomIn,
              tr("Larger gates (Ctrl+wheel)"), [this] { m_canvas->setZoom(m_canvas->zoom() * zoomStep); })
        ->setIcon(themedIcon(QStringLiteral("zoom-in"), m_context.theme));
    addAction(MenuPlace::View, QStringLiteral("zoomOutAction"), tr("Zoom &out"), QKeySequence::ZoomOut,
              tr("Smaller gates (Ctrl+wheel)"), [this] { m_canvas->setZoom(m_canvas->zoom() / zoomStep); })
        ->setIcon(themedIcon(QStringLiteral("zoom-out"), m_context.theme));
    addAction(MenuPlace::View, QStringLiteral("zoomResetAction"), tr("Original si&ze"),
              QKeySequence(QStringLiteral("Ctrl+0")), tr("Gates at their original size"),
              [this] { m_canvas->setZoom(1.0); });
    addAction(MenuPlace::Run, QStringLiteral("trainCircuitAction"), tr("Train &this circuit"), {},
              tr("Train the drawn circuit on the chosen dataset"),
              [this] { m_context.navigator.trainDrawnCircuit(); });
    addAction(MenuPlace::Circuit, QStringLiteral("templatesAction"), tr("&Templates and encoders…"),
              QKeySequence(QStringLiteral("Ctrl+T")), tr("Ready-made circuits and data encoders"),
              [this] { openTemplates(); });
    addAction(MenuPlace::Circuit, QStringLiteral("addQubitAction"), tr("Add &qubit"),
              QKeySequence(QStringLiteral("Ctrl+Shift+Q")), tr("One more wire at the bottom"),
              [this] { m_document.apply(addQubit(m_document.circuit()), tr("Add qubit")); });
    addAction(MenuPlace::Circuit, QStringLiteral("removeQubitAction"), tr("&Remove qubit"), {},
              tr("Remove the wire of the cursor and what is on it"), [this] {
                  m_document.apply(removeQubit(m_document.circuit(), m_canvas->cursorSlot().wire),
                                   tr("Remove qubit"));
              });
    addAction(MenuPlace::Circuit, QStringLiteral("makeTrainableAction"), tr("&Make trainable"),
              QKeySequence(QStringLiteral("Ctrl+Shift+T")),
              tr("Give the selected rotations parameters that training changes"), [this] {
                  Result<Edit> edit = Edit{m_document.circuit(), m_canvas->selectedOperations()};
                  for (const std::size_t index : m_canvas->selectedOperations()) {
                      for (std::size_t angle = 0;
                           edit && angle < edit->circuit.operations()[index].angles.size(); ++angle)
                          edit = makeTrainable(edit->circuit, index, angle);
                  }
                  if (edit) edit->touched = m_canvas->selectedOperations();
                  m_document.apply(edit, tr("Make trainable"));
              });
    addAction(MenuPlace::Circuit, QStringLiteral("measureAllAction"), tr("Measure &all"), {},
              tr("A measurement at the end of every wire"), [this] {
                  Result<Edit> edit = Edit{m_document.circuit(), {}};
                  for (Qubit q = 0; q < m_document.circuit().qubits() && edit; ++q)
                      edit = insertItem(edit->circuit, measureItem,
                                        {m_canvas->layoutOfCircuit().columnCount() + 1, q});
                  m_document.apply(edit, tr("Measure all"));
              });
    if (m_context.devices != nullptr && m_context.accounts != nullptr) addBackendActions();
}

void CircuitPage::addGateActions() {
    for (const GateInfo& gate : gateTable()) {
        auto* action =
            new QAction(tr("Insert %1 (%2)").arg(coreText(gate.title), fromUtf8(gate.name)), this);
        action->setToolTip(coreText(gate.help));
        const QString item = fromUtf8(gate.name);
        connect(action, &QAction::triggered, this, [this, item] {
            m_context.navigator.showPage(id());
            m_canvas->placeAtCursor(item);
        });
        m_gateActions.append(action);
    }
}

void CircuitPage::openTemplates() {
    auto* dialog =
        new TemplateDialog(m_context.theme, m_document.circuit().qubits(), m_columns->columns(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &TemplateDialog::replaceRequested, this,
            [this](const Circuit& circuit) { m_document.replace(circuit, tr("Use template")); });
    connect(dialog, &TemplateDialog::appendRequested, this, [this](const Circuit& circuit) {
        m_document.apply(insertFragment(m_document.circuit(), circuit,
                                        {m_canvas->layoutOfCircuit().columnCount() + 1, 0}),
                         tr("Add template"));
    });
    dialog->open();
}

void CircuitPage::chooseFile() {
    m_context.prompts.openFile(this,
                               {tr("Open circuit"), {}, {}, tr("Circuits (*.qasm *.json);;All files (*)")},
                               [this](const QString& path) { openFile(path); });
}

void CircuitPage::save(bool asNew) {
    const auto write = [this](const QString& path) {
        if (const Status saved = m_document.save(path); !saved) {
            m_message->showError(saved.error());
        } else {
            m_context.navigator.showToast(tr("Saved %1").arg(path));
        }
    };
    if (!asNew && !m_document.path().isEmpty()) {
        write(m_document.path());
        return;
    }
    if (!asNew && !m_document.storedName().isEmpty()) {
        storeAs(m_document.storedName());
        return;
    }
    m_context.prompts.saveFile(
        this, {tr("Save circuit"), {}, tr("circuit.qasm"), tr("OpenQASM 3 (*.qasm);;JSON (*.json)")},
        write);
}

}  // namespace qstore::ui
