// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/support/toast.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QUndoStack>
#include <utility>

namespace qstore::ui {
namespace {
constexpr int shownMs = 6000;
constexpr int distanceFromBottom = 48;
}  // namespace

Toast::Toast(QWidget* parent) : QFrame(parent), m_text(new QLabel(this)), m_button(new QPushButton(this)) {
    setObjectName(QStringLiteral("toast"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 4, 8, 4);
    row->addWidget(m_text);
    row->addWidget(m_button);
    m_text->setMinimumHeight(28);
    m_button->setObjectName(QStringLiteral("toastButton"));
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &QWidget::hide);
    connect(m_button, &QPushButton::clicked, this, [this] {
        hide();
        if (const auto action = std::exchange(m_action, {})) action();
    });
    parent->installEventFilter(this);
    hide();
}

void Toast::showText(const QString& text, const QString& verb, std::function<void()> action) {
    disconnect(m_steps);
    m_text->setText(text);
    setAccessibleName(text);
    m_action = std::move(action);
    m_button->setText(verb);
    m_button->setVisible(!verb.isEmpty());
    show();
    raise();
    place();
    m_timer.start(shownMs);
}

void Toast::showUndo(const QString& text, QUndoStack* stack) {
    showText(text, tr("Undo"), [stack] { stack->undo(); });
    m_steps = connect(stack, &QUndoStack::indexChanged, this, &QWidget::hide);
}

QString Toast::text() const {
    return m_text->text();
}

bool Toast::eventFilter(QObject* watched, QEvent* event) {
    if (watched == parent() && event->type() == QEvent::Resize && isVisible()) place();
    return QFrame::eventFilter(watched, event);
}

void Toast::place() {
    adjustSize();
    const QRect area = parentWidget()->rect();
    move((area.width() - width()) / 2, area.height() - height() - distanceFromBottom);
}

}  // namespace qstore::ui
