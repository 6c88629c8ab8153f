// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QToolButton>

#include "core/simulation/plan_cache.h"

class QAction;
class QMenu;
class QSettings;

namespace qstore::ui {

/// The circuit cache in the status strip: how often a circuit was found compiled; behind it a menu with its
/// size, its limit (kept in the settings) and a way to empty it.
class CircuitCacheButton : public QToolButton {
    Q_OBJECT
public:
    /// `plans` and `settings` must outlive the button. The stored limit, if any, is set at once.
    CircuitCacheButton(PlanCache& plans, QSettings& settings, QWidget* parent = nullptr);

    QAction* clearAction() const { return m_clear; }
    /// Reads the figures; happens by itself every second while the button is seen.
    void refresh();

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void buildMenu();
    void addLimits(QMenu& limits);
    void setLimit(qulonglong mebibytes);

    PlanCache& m_plans;
    QSettings& m_settings;
    QMenu* m_menu = nullptr;
    QAction* m_found = nullptr;
    QAction* m_kept = nullptr;
    QAction* m_clear = nullptr;
    QTimer m_timer;
};

}  // namespace qstore::ui
