// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHeaderView>
#include <QTableView>
#include <algorithm>

namespace qstore::ui {

/// A plain table whose rows are selected as a whole, one at a time.
inline void styleRows(QTableView& view) {
    view.verticalHeader()->hide();
    view.setShowGrid(false);
    view.setSelectionBehavior(QAbstractItemView::SelectRows);
    view.setSelectionMode(QAbstractItemView::SingleSelection);
    view.setWordWrap(false);
    view.horizontalHeader()->setHighlightSections(false);
    view.horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    view.setTabKeyNavigation(false);
    view.setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
}

/// As wide as headers and the rows in view need, but no column wider than `most`.
inline void fitColumns(QTableView& view, int most = 260) {
    QHeaderView& header = *view.horizontalHeader();
    constexpr int padding = 18;             // of the style sheet, which the size of the contents leaves out
    header.setResizeContentsPrecision(50);  // thousands of rows would take their time
    const QAbstractItemView& items = view;  // where the hint is public
    for (int column = 0; column < header.count(); ++column) {
        const int content = std::min(items.sizeHintForColumn(column) + padding, most);
        header.resizeSection(column, std::max(header.sectionSizeHint(column), content));
    }
}

}  // namespace qstore::ui
