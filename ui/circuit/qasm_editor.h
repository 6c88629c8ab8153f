// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

#include "ui/documents/circuit_document.h"

class QPlainTextEdit;

namespace qstore::ui {

class InlineMessage;

/// The circuit as OpenQASM 3. Typing changes the picture after a pause; the picture changes the text.
class QasmEditor : public QWidget {
    Q_OBJECT
public:
    explicit QasmEditor(CircuitDocument& document, QWidget* parent = nullptr);
    QPlainTextEdit* textField() const { return m_text; }

private:
    void showCircuit();
    void readText();

    CircuitDocument& m_document;
    QPlainTextEdit* m_text;
    InlineMessage* m_message;
    QTimer m_pause;
    bool m_writing = false;
    bool m_reading = false;
};

}  // namespace qstore::ui
