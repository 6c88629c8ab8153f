// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/support/test_context.h"
#include "ui/controllers/accounts.h"
#include "ui/controllers/device_catalog.h"

namespace qstore::ui {

/// Accounts in the temporary folder of a context, without the keychain and with a vault that opens at once.
inline AccountsEnvironment testAccountsEnvironment(const TestContext& test) {
    AccountsEnvironment environment;
    environment.profilesFile = test.folder.filePath(QStringLiteral("accounts.json")).toStdString();
    environment.vaultFile = test.folder.filePath(QStringLiteral("keys.vault")).toStdString();
    environment.costOfNewVault = {1, 8};
    environment.useKeychain = false;
    return environment;
}

/// Accounts and devices for one test, in its AppContext as long as this lives. The context outlives it.
struct TestAccounts {
    explicit TestAccounts(TestContext& test) : TestAccounts(test, testAccountsEnvironment(test)) {}
    TestAccounts(TestContext& test, AccountsEnvironment environment)
        : accounts(std::move(environment)), devices(accounts), m_context(test.context) {
        m_context.accounts = &accounts;
        m_context.devices = &devices;
    }
    ~TestAccounts() {
        m_context.accounts = nullptr;
        m_context.devices = nullptr;
    }
    TestAccounts(const TestAccounts&) = delete;
    TestAccounts& operator=(const TestAccounts&) = delete;

    Accounts accounts;
    DeviceCatalog devices;

private:
    AppContext& m_context;
};

}  // namespace qstore::ui
