// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/column_header.h"

#include <QEvent>
#include <QPainter>
#include <cmath>

#include "ui/models/table_model.h"

namespace qstore::ui {
namespace {
constexpr int margin = 8;
}

ColumnHeader::ColumnHeader(QWidget* parent) : QHeaderView(Qt::Horizontal, parent) {
    setSectionsClickable(true);
    setHighlightSections(true);
    setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
}

void ColumnHeader::setModel(QAbstractItemModel* model) {
    disconnect(m_textsChanged);
    QHeaderView::setModel(model);
    if (model != nullptr)
        m_textsChanged =
            connect(model, &QAbstractItemModel::headerDataChanged, this, &ColumnHeader::widenSections);
}

bool ColumnHeader::event(QEvent* event) {
    const bool handled = QHeaderView::event(event);
    const QEvent::Type type = event->type();
    if (type == QEvent::FontChange || type == QEvent::StyleChange || type == QEvent::Polish)
        widenSections();
    return handled;
}

void ColumnHeader::widenSections() {
    for (int section = 0; section < count(); ++section) {
        const int wanted = sectionSizeHint(section);
        if (sectionSize(section) < wanted) resizeSection(section, wanted);
    }
}

QString ColumnHeader::text(int section) const {
    return model()->headerData(section, Qt::Horizontal, Qt::DisplayRole).toString();
}

QString ColumnHeader::detail(int section) const {
    const QString type =
        model()->headerData(section, Qt::Horizontal, TableModel::ColumnTypeRole).toString();
    const QString role =
        model()->headerData(section, Qt::Horizontal, TableModel::ColumnRoleRole).toString();
    return type + QStringLiteral(" · ") + role;
}

QSize ColumnHeader::sectionSizeFromContents(int section) const {
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    // Rounded up, and a pixel more: a text that lacks a fraction of one is elided.
    const double longest = std::max(QFontMetricsF(bold).horizontalAdvance(text(section)),
                                    QFontMetricsF(font()).horizontalAdvance(detail(section)));
    const int width = static_cast<int>(std::ceil(longest)) + 1;
    return {width + 2 * margin, 2 * fontMetrics().height() + 10};
}

void ColumnHeader::paintSection(QPainter* painter, const QRect& rect, int section) const {
    painter->save();
    painter->fillRect(rect, palette().color(QPalette::Base));
    painter->setPen(palette().color(QPalette::Mid));
    painter->drawLine(rect.bottomLeft(), rect.bottomRight());
    const QRect inner = rect.adjusted(margin, 4, -margin, -5);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    painter->setFont(bold);
    painter->setPen(palette().color(QPalette::Text));
    painter->drawText(inner, Qt::AlignLeft | Qt::AlignTop,
                      QFontMetrics(bold).elidedText(text(section), Qt::ElideRight, inner.width()));
    painter->setFont(font());
    painter->setPen(palette().color(QPalette::PlaceholderText));
    painter->drawText(inner, Qt::AlignLeft | Qt::AlignBottom,
                      fontMetrics().elidedText(detail(section), Qt::ElideRight, inner.width()));
    painter->restore();
}

}  // namespace qstore::ui
