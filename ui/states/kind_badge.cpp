// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/states/kind_badge.h"

#include <QPainter>

#include "ui/states/state_words.h"
#include "ui/support/theme.h"

namespace qstore::ui {
namespace {

constexpr int badgeHeight = 20;
constexpr int padding = 8;

QString noteOf(StateKind kind) {
    switch (kind) {
        case StateKind::Record: return recordNote();
        case StateKind::Register: return registerNote();
        case StateKind::Group: return groupNote();
    }
    return {};
}

GateColors colorsOf(StateKind kind, const Tokens& tokens) {
    switch (kind) {
        case StateKind::Record: return tokens.boundGate;
        case StateKind::Register: return tokens.customGate;
        case StateKind::Group: return tokens.measureGate;
    }
    return {};
}

}  // namespace

QString stateKindText(StateKind kind) {
    switch (kind) {
        case StateKind::Record: return KindBadge::tr("classical");
        case StateKind::Register: return KindBadge::tr("simulated");
        case StateKind::Group: return KindBadge::tr("bookkeeping");
    }
    return {};
}

KindBadge::KindBadge(const Theme& theme, StateKind kind, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_kind(kind) {
    setFont(Theme::secondaryFont());
    setAccessibleName(stateKindText(kind));
    setToolTip(noteOf(kind));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, QOverload<>::of(&QWidget::update));
}

QSize KindBadge::sizeHint() const {
    const QFontMetrics metrics(Theme::secondaryFont());
    return {metrics.horizontalAdvance(stateKindText(m_kind)) + 2 * padding,
            std::max(badgeHeight, metrics.height() + 4)};
}

void KindBadge::paintEvent(QPaintEvent*) {
    const GateColors colors = colorsOf(m_kind, m_theme.tokens());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPen pen(colors.edge, 1.0);
    if (m_kind == StateKind::Group) pen.setStyle(Qt::DashLine);
    painter.setPen(pen);
    painter.setBrush(colors.fill);
    // Square for what is classical, round for what is quantum.
    const double radius = m_kind == StateKind::Register ? height() / 2.0 - 0.5 : 3.0;
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    painter.setPen(colors.text);
    painter.setFont(Theme::secondaryFont());
    painter.drawText(rect(), Qt::AlignCenter, stateKindText(m_kind));
}

}  // namespace qstore::ui
