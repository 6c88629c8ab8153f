// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/support/empty_state.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/support/icons.h"
#include "ui/support/theme.h"

namespace qstore::ui {

EmptyState::EmptyState(const Theme& theme, const QString& icon, const QString& sentence,
                       const QString& verb, QWidget* parent)
    : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setSpacing(space::m);
    column->addStretch(2);
    auto* drawing = new QLabel(this);
    const auto paint = [this, drawing, &theme, icon] {
        drawing->setPixmap(
            themedIcon(icon, theme, IconRole::Accent).pixmap(QSize(48, 48), devicePixelRatioF()));
    };
    paint();
    connect(&theme, &Theme::changed, drawing, paint);
    column->addWidget(drawing, 0, Qt::AlignHCenter);
    auto* text = new QLabel(sentence, this);
    text->setWordWrap(true);
    text->setAlignment(Qt::AlignCenter);
    column->addWidget(text);  // over the whole width, so that its lines get their height
    if (!verb.isEmpty()) {
        m_button = new QPushButton(verb, this);
        m_button->setObjectName(QStringLiteral("emptyStateButton"));
        connect(m_button, &QPushButton::clicked, this, &EmptyState::triggered);
        column->addWidget(m_button, 0, Qt::AlignHCenter);
    }
    column->addStretch(3);
}

}  // namespace qstore::ui
