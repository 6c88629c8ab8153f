// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/support/test_context.h"
#include "ui/controllers/accounts.h"
#include "ui/controllers/device_catalog.h"

namespace qstore::ui {

/// Reaches this machine alone, so that no test sends anything to a real cloud.
class LoopbackTransport : public HttpTransport {
public:
    explicit LoopbackTransport(std::shared_ptr<const HttpTransport> real) : m_real(std::move(real)) {}
    HttpResult send(const HttpRequest& request, const RunControl& control) const override {
        const auto parts = parseUrl(request.url);
        if (parts && parts->host == "127.0.0.1") return m_real->send(request, control);
        return tl::unexpected<NetError>(
            NetError{NetFault::NameNotFound, {ErrorCode::Io, "tests reach no network", {}}, false});
    }

private:
    std::shared_ptr<const HttpTransport> m_real;
};

/// Accounts in the temporary folder of a context, without the keychain and with a vault that opens at once.
inline AccountsEnvironment testAccountsEnvironment(const TestContext& test) {
    AccountsEnvironment environment;
    environment.profilesFile = test.folder.filePath(QStringLiteral("accounts.json")).toStdString();
    environment.vaultFile = test.folder.filePath(QStringLiteral("keys.vault")).toStdString();
    environment.costOfNewVault = {1, 8};
    environment.network.transport =
        [](const HttpOptions& options) -> Result<std::shared_ptr<const HttpTransport>> {
        QSTORE_TRY(auto real, makeHttpTransport(options));
        return std::shared_ptr<const HttpTransport>(std::make_shared<LoopbackTransport>(std::move(real)));
    };
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
