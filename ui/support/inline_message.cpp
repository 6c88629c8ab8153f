// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/support/inline_message.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QStyle>
#include <QToolButton>

#include "ui/support/core_sentences.h"

namespace qstore::ui {
namespace {

/// Core's errors begin small, as on a command line; here they are sentences. A first word that is a name
/// ("learningRate", "x0", anything quoted) stays as it is written.
QString sentence(const std::string& phrase) {
    QString text = coreSentence(phrase);
    int end = 0;
    while (end < text.size() && text[end].isLower()) ++end;
    const bool word = end > 0 && (end == text.size() || text[end] == QLatin1Char(' ') ||
                                  text[end] == QLatin1Char(',') || text[end] == QLatin1Char('-'));
    if (word) text[0] = text[0].toUpper();
    return text;
}

}  // namespace

InlineMessage::InlineMessage(QWidget* parent)
    : QFrame(parent),
      m_what(new QLabel(this)),
      m_whatToDo(new QLabel(this)),
      m_copy(new QToolButton(this)),
      m_close(new QToolButton(this)) {
    setObjectName(QStringLiteral("inlineMessage"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 8, 8, 8);
    row->setSpacing(4);
    auto* column = new QVBoxLayout;
    column->setSpacing(2);
    for (QLabel* label : {m_what, m_whatToDo}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        column->addWidget(label);
    }
    m_what->setObjectName(QStringLiteral("messageWhat"));
    m_whatToDo->setObjectName(QStringLiteral("messageWhatToDo"));
    m_whatToDo->setProperty("role", QStringLiteral("secondary"));
    row->addLayout(column, 1);
    m_copy->setText(tr("Copy"));
    m_copy->setToolTip(tr("Copy this message"));
    m_close->setText(QStringLiteral("✕"));
    m_close->setToolTip(tr("Dismiss"));
    m_close->setAccessibleName(tr("Dismiss"));
    row->addWidget(m_copy, 0, Qt::AlignTop);
    row->addWidget(m_close, 0, Qt::AlignTop);
    connect(m_copy, &QToolButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(text()); });
    connect(m_close, &QToolButton::clicked, this, &InlineMessage::clear);
    hide();
}

void InlineMessage::showError(const Error& error) {
    present(QStringLiteral("error"), sentence(error.message), sentence(error.hint));
}

void InlineMessage::showWarning(const QString& what, const QString& whatToDo) {
    present(QStringLiteral("warning"), what, whatToDo);
}

void InlineMessage::showInfo(const QString& what, const QString& whatToDo) {
    present(QStringLiteral("info"), what, whatToDo);
}

void InlineMessage::clear() {
    m_what->clear();
    m_whatToDo->clear();
    hide();
}

QString InlineMessage::text() const {
    return m_whatToDo->text().isEmpty() ? m_what->text()
                                        : m_what->text() + QLatin1Char('\n') + m_whatToDo->text();
}

void InlineMessage::present(const QString& kind, const QString& what, const QString& whatToDo) {
    setProperty("message", kind);
    style()->unpolish(this);
    style()->polish(this);
    m_what->setText(what);
    m_whatToDo->setText(whatToDo);
    m_whatToDo->setVisible(!whatToDo.isEmpty());
    setAccessibleName(text());
    show();
}

}  // namespace qstore::ui
