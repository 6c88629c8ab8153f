// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <optional>
#include <vector>

#include "core/stores/vector_store.h"
#include "ui/stores/newest_work.h"

namespace qstore::ui {

class StoresController;

/// Reads the points of the collection that is looked at, one page after the other.
class PointsReader : public QObject {
    Q_OBJECT
public:
    explicit PointsReader(StoresController& stores, QObject* parent = nullptr);

    /// From the first page on; begun() and pageRead() follow.
    void begin();
    void readNext();
    void setFilter(const std::optional<Filter>& filter);
    const std::optional<Filter>& filter() const { return m_filter; }
    bool isReading() const { return m_work.isRunning(); }

Q_SIGNALS:
    /// What was read before is gone.
    void begun();
    void pageRead(const std::vector<qstore::Point>& points, bool more);
    void failed(const qstore::Error& error);

private:
    void read(const std::string& cursor);

    StoresController& m_stores;
    std::optional<Filter> m_filter;
    std::string m_cursor;  ///< of the next page
    NewestWork m_work;
};

}  // namespace qstore::ui
