// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <vector>

#include "core/retrieval/recall.h"
#include "ui/stores/newest_work.h"
#include "ui/stores/store_work.h"

namespace qstore::ui {

class StoresController;

/// Looks for the nearest points in the collection that is looked at, and measures what each mode finds.
class StoreSearch : public QObject {
    Q_OBJECT
public:
    explicit StoreSearch(StoresController& stores, QObject* parent = nullptr);

    /// answered() or failed() follows; what ran before is dropped.
    void ask(const StoreQuestion& question);
    /// Every mode on points of the collection and the question's own vector; measured() or failed()
    /// follows.
    void measure(const StoreQuestion& question);
    void cancel();
    bool isSearching() const { return m_work.isRunning(); }
    bool isMeasuring() const { return m_measuring.isRunning(); }
    /// Of another collection nothing is known.
    void drop();

Q_SIGNALS:
    void answered(const qstore::ui::StoreAnswer& answer);
    void measured(const std::vector<qstore::ModeQuality>& qualities, quint64 topK);
    void failed(const qstore::Error& error);
    void runningChanged();

private:
    StoresController& m_stores;
    NewestWork m_work, m_measuring;
};

}  // namespace qstore::ui
