// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

#include "ui/documents/circuit_document.h"

class QPlainTextEdit;

namespace qstore::ui {

class InlineMessage;
class Theme;

/// The circuit as OpenQASM 3. Typing changes the picture after a pause; the picture changes the text.
/// Undo belongs to the circuit, except for what was typed since the text last made sense.
class QasmEditor : public QWidget {
    Q_OBJECT
public:
    QasmEditor(CircuitDocument& document, const Theme& theme, QWidget* parent = nullptr);
    QPlainTextEdit* textField() const { return m_text; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void showCircuit();
    void readText();
    void showError(const Error& error);
    void markLine(int line);
    bool textIsOfCircuit() const { return !m_pause.isActive() && !m_failed; }

    CircuitDocument& m_document;
    const Theme& m_theme;
    QPlainTextEdit* m_text;
    InlineMessage* m_message;
    QTimer m_pause;
    bool m_writing = false;
    bool m_reading = false;
    bool m_failed = false;
};

}  // namespace qstore::ui
