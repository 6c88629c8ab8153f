// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace qstore::ui {

/// Which rows the next run learns from. What is not used now is kept for going back to it.
struct DataChoice {
    bool streamed = false;  ///< the points of a collection, instead of the dataset that is selected
    QString store = QStringLiteral("local");
    QString collection;  ///< empty: none is chosen
    QString filter;      ///< as it was typed; empty: all points
    QString target;      ///< a field of the points; empty: as when the workspace pushed there
    friend bool operator==(const DataChoice&, const DataChoice&) = default;

    /// "STORE/COLLECTION".
    QString place() const { return store + QLatin1Char('/') + collection; }
};

}  // namespace qstore::ui
