// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <vector>

#include "core/backends/account_test.h"
#include "ui/controllers/account_test_run.h"

class QLabel;
class QPushButton;

namespace qstore::ui {

class Accounts;
class TestStepRow;
class Theme;

/// The five steps of an account's test, each with its state, what was found, its time, and its cure.
class AccountTestView : public QWidget {
    Q_OBJECT
public:
    AccountTestView(const Theme& theme, Accounts& accounts, QWidget* parent = nullptr);

    /// What was found of another account is forgotten. Empty: nothing can be tested.
    void setAccount(const QString& profile);
    QPushButton* testButton() const { return m_test; }
    AccountTestRun& run() { return m_run; }

private:
    TestStepRow* addRow(AccountStep step);
    void test();
    void refresh();

    const Theme& m_theme;
    Accounts& m_accounts;
    QString m_profile;
    QLabel* m_summary = nullptr;
    QPushButton* m_test = nullptr;
    QPushButton* m_cancel = nullptr;
    std::vector<TestStepRow*> m_rows;
    AccountTestRun m_run;
};

}  // namespace qstore::ui
