// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <vector>

#include "core/stores/store_driver.h"
#include "ui/stores/store_test_run.h"

class QLabel;
class QPushButton;

namespace qstore::ui {

class TestStepRow;
class Theme;

/// The five steps of a connection's test, each with its state, what was found, its time, and its cure.
class StoreTestView : public QWidget {
    Q_OBJECT
public:
    explicit StoreTestView(const Theme& theme, QWidget* parent = nullptr);

    StoreTestRun& run() { return m_run; }
    QPushButton* testButton() const { return m_test; }

Q_SIGNALS:
    /// A person wants to know.
    void testRequested();

private:
    TestStepRow* addRow(StoreStep step);
    void refresh();

    const Theme& m_theme;
    QLabel* m_summary = nullptr;
    QPushButton* m_test = nullptr;
    QPushButton* m_cancel = nullptr;
    std::vector<TestStepRow*> m_rows;
    StoreTestRun m_run;
};

}  // namespace qstore::ui
