// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <optional>

#include "core/circuit/templates.h"
#include "ui/documents/circuit_document.h"

class QFormLayout;
class QLabel;
class QListWidget;
class QPushButton;
class QSpinBox;
class QVBoxLayout;

namespace qstore::ui {

class CircuitCanvas;
class InlineMessage;
class Theme;

/// Choose an ansatz or an encoder, set its options, see it, then add it or start anew with it.
class TemplateDialog : public QDialog {
    Q_OBJECT
public:
    /// `columns` are the features that encoders take.
    TemplateDialog(const Theme& theme, std::size_t qubits, QStringList columns, QWidget* parent = nullptr);
    const std::optional<Circuit>& circuit() const { return m_circuit; }

Q_SIGNALS:
    void appendRequested(const qstore::Circuit& circuit);
    void replaceRequested(const qstore::Circuit& circuit);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void addEntries();
    QWidget* optionField(const TemplateOption& option);
    void showOptions();
    void preview();
    const EncoderInfo* currentEncoder() const;
    const TemplateInfo* currentTemplate() const;

    QStringList m_columns;
    QListWidget* m_list;
    QWidget* m_options = nullptr;
    QVBoxLayout* m_side;
    QSpinBox* m_qubits;
    QLabel* m_help;
    InlineMessage* m_message;
    QPushButton* m_append;
    QPushButton* m_replace;
    CircuitDocument m_document;
    CircuitCanvas* m_canvas;
    TemplateOptions m_values;
    std::optional<Circuit> m_circuit;
};

}  // namespace qstore::ui
