// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/circuit/qasm_editor.h"

#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QScrollBar>
#include <QTextBlock>
#include <QVBoxLayout>
#include <algorithm>

#include "core/circuit/qasm.h"
#include "ui/circuit/operation_text.h"
#include "ui/support/inline_message.h"
#include "ui/support/theme.h"

namespace qstore::ui {
namespace {
constexpr int pauseMs = 400;
constexpr std::size_t maxShownOperations = 20000;
}  // namespace

QasmEditor::QasmEditor(CircuitDocument& document, const Theme& theme, QWidget* parent)
    : QWidget(parent),
      m_document(document),
      m_theme(theme),
      m_text(new QPlainTextEdit(this)),
      m_message(new InlineMessage(this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->setSpacing(8);
    m_text->setObjectName(QStringLiteral("qasmText"));
    m_text->setAccessibleName(tr("OpenQASM 3 text of the circuit"));
    m_text->setFont(Theme::monoFont());
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->installEventFilter(this);
    m_text->setToolTip(
        tr("Comments before the first statement are kept; others go when the picture is edited"));
    m_text->setFrameShape(QFrame::NoFrame);
    column->addWidget(m_text, 1);
    column->addWidget(m_message);  // below, so that the lines stay where they are
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
    m_failed = false;
    markLine(0);
    const int scrolled = m_text->verticalScrollBar()->value();
    const int place = m_text->textCursor().position();
    m_writing = true;
    m_text->setPlainText(m_document.comments() + fromUtf8(*text));
    m_writing = false;
    QTextCursor cursor = m_text->textCursor();
    cursor.setPosition(std::min(place, m_text->document()->characterCount() - 1));
    m_text->setTextCursor(cursor);
    m_text->verticalScrollBar()->setValue(scrolled);
}

void QasmEditor::readText() {
    const QString text = m_text->toPlainText();
    const auto circuit = readQasm(text.toStdString(), tr("text").toStdString());
    if (!circuit) {
        showError(circuit.error());
        return;
    }
    m_message->clear();
    m_failed = false;
    markLine(0);
    m_document.setComments(leadingComments(text));
    m_reading = true;
    m_document.apply(Edit{*circuit, {}}, tr("Edit text"));
    m_reading = false;
}

void QasmEditor::showError(const Error& error) {
    m_failed = true;
    m_message->showError(error);
    static const QRegularExpression place(QStringLiteral(":(\\d+)(:\\d+)?:|line (\\d+)"));
    const auto match = place.match(fromUtf8(error.message));
    const int line = !match.captured(1).isEmpty() ? match.captured(1).toInt() : match.captured(3).toInt();
    markLine(line);
    // The banner takes its room once the layout has been done; the line must be seen after that.
    QTimer::singleShot(0, m_text, [this, line] {
        if (line < 1) return;
        QScrollBar* bar = m_text->verticalScrollBar();
        const int shown = m_text->viewport()->height() / std::max(1, m_text->fontMetrics().lineSpacing());
        if (line - 1 < bar->value()) bar->setValue(line - 1);
        if (line > bar->value() + shown - 1) bar->setValue(line - shown + 1);
    });
}

void QasmEditor::markLine(int line) {
    QList<QTextEdit::ExtraSelection> marks;
    if (const QTextBlock block = m_text->document()->findBlockByNumber(line - 1);
        line > 0 && block.isValid()) {
        QTextEdit::ExtraSelection mark;
        mark.cursor = QTextCursor(block);
        mark.format.setProperty(QTextFormat::FullWidthSelection, true);
        mark.format.setBackground(m_theme.tokens().dangerSoft);
        marks.append(mark);
    }
    m_text->setExtraSelections(marks);
}

bool QasmEditor::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::ShortcutOverride) return QWidget::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    if (!key->matches(QKeySequence::Undo) && !key->matches(QKeySequence::Redo))
        return QWidget::eventFilter(watched, event);
    if (m_pause.isActive()) {
        m_pause.stop();
        readText();
    }
    // Text that makes no sense (yet) is not the circuit's, so the field takes back the typing itself.
    if (!textIsOfCircuit()) return QWidget::eventFilter(watched, event);
    event->ignore();
    return true;
}

}  // namespace qstore::ui
