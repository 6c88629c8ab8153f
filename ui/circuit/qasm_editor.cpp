// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/circuit/qasm_editor.h"

#include <QPlainTextEdit>
#include <QScrollBar>
#include <QVBoxLayout>

#include "core/circuit/qasm.h"
#include "ui/circuit/operation_text.h"
#include "ui/support/inline_message.h"
#include "ui/support/theme.h"

namespace qstore::ui {
namespace {
constexpr int pauseMs = 400;
constexpr std::size_t maxShownOperations = 20000;
}  // namespace

QasmEditor::QasmEditor(CircuitDocument& document, QWidget* parent)
    : QWidget(parent),
      m_document(document),
      m_text(new QPlainTextEdit(this)),
      m_message(new InlineMessage(this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->setSpacing(8);
    m_text->setObjectName(QStringLiteral("qasmText"));
    m_text->setAccessibleName(tr("OpenQASM 3 text of the circuit"));
    m_text->setFont(Theme::monoFont());
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setUndoRedoEnabled(false);  // undo belongs to the circuit
    m_text->setFrameShape(QFrame::NoFrame);
    column->addWidget(m_message);
    column->addWidget(m_text, 1);
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseMs);
    connect(&m_pause, &QTimer::timeout, this, &QasmEditor::readText);
    connect(m_text, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_writing) m_pause.start();
    });
    connect(&document, &CircuitDocument::changed, this, [this] {
        if (!m_reading) showCircuit();
    });
    showCircuit();
}

void QasmEditor::showCircuit() {
    m_pause.stop();
    const bool tooLong = m_document.circuit().operations().size() > maxShownOperations;
    m_text->setReadOnly(tooLong);
    if (tooLong) {
        m_message->showInfo(tr("The text is not shown above %1 operations.").arg(maxShownOperations),
                            tr("Save the circuit to read it as a file."));
        return;
    }
    const auto text = writeQasm3(m_document.circuit());
    if (!text) {
        m_message->showError(text.error());
        return;
    }
    m_message->clear();
    const int scrolled = m_text->verticalScrollBar()->value();
    m_writing = true;
    m_text->setPlainText(fromUtf8(*text));
    m_writing = false;
    m_text->verticalScrollBar()->setValue(scrolled);
}

void QasmEditor::readText() {
    const auto circuit = readQasm(m_text->toPlainText().toStdString(), tr("text").toStdString());
    if (!circuit) {
        m_message->showError(circuit.error());
        return;
    }
    m_message->clear();
    m_reading = true;
    m_document.apply(Edit{*circuit, {}}, tr("Edit text"), QStringLiteral("text"));
    m_reading = false;
}

}  // namespace qstore::ui
