// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/store_connections.h"

#include <QSignalSpy>
#include <QTableWidget>
#include <atomic>
#include <thread>

#include "app/workbench/store_keys.h"
#include "core/stores/connection_book.h"
#include "tests/ui/support/stores_fixture.h"
#include "ui/stores/connection_commands.h"
#include "ui/window/plugins_dialog.h"

using namespace qstore;
using namespace qstore::ui;

namespace {

StoreConnection labAt(const std::string& endpoint) {
    StoreConnection connection;
    connection.name = "lab";
    connection.kind = "far";
    connection.endpoint = endpoint;
    return connection;
}

/// Keys by the host they are shown to, as a keychain has them.
class HostKeys {
public:
    StoreAccess over(StoreAccess access) {
        access.key = [this](const StoreConnection& connection) -> Result<ConnectionKey> {
            const std::scoped_lock lock(m_mutex);
            ConnectionKey found;
            found.vaultLocked = vaultLocked;
            const auto kept = m_keys.find(connection.endpoint);
            if (kept == m_keys.end()) return found;
            found.key = Secret(kept->second);
            found.place = SecretPlace::Session;
            return found;
        };
        access.keepKey = [this](const StoreConnection& connection, const Secret& key) -> Status {
            set(connection.endpoint, std::string(key.reveal()));
            return {};
        };
        access.forgetKey = [this](const StoreConnection& connection) -> Status {
            const std::scoped_lock lock(m_mutex);
            m_keys.erase(connection.endpoint);
            return {};
        };
        return access;
    }
    void set(const std::string& host, const std::string& key) {
        const std::scoped_lock lock(m_mutex);
        m_keys[host] = key;
    }
    bool has(const std::string& host) {
        const std::scoped_lock lock(m_mutex);
        return m_keys.count(host) != 0;
    }
    std::atomic<bool> vaultLocked = false;

private:
    std::mutex m_mutex;
    std::map<std::string, std::string> m_keys;  // guarded by m_mutex
};

/// Opens the store that it is given and remembers with which key; the first time it waits, if it is told
/// to.
class RememberingDriver : public StoreDriver {
public:
    explicit RememberingDriver(std::shared_ptr<VectorStore> store) : m_store(std::move(store)) {
        m_kind.id = "far";
        m_kind.title = "Far";
        m_kind.settings = {{"namespace", "Namespace", "Where its points are", "main", {}}};
    }
    const StoreKind& kind() const override { return m_kind; }
    Result<StoreConnection> complete(StoreConnection connection) const override { return connection; }
    std::string keyHost(const StoreConnection& connection) const override { return connection.endpoint; }
    Result<std::shared_ptr<VectorStore>> open(const StoreConnection&, const Secret& key) const override {
        std::unique_lock lock(m_mutex);
        m_opened.emplace_back(key.reveal());
        m_changed.notify_all();
        m_changed.wait(lock, [this] { return !m_held; });
        return m_store;
    }
    std::vector<StoreTestStep> test(const StoreConnection&, const Secret&, const RunControl&,
                                    const StoreTestSink&) const override {
        return {};
    }

    void need(KeyNeed need) { m_kind.key = need; }
    void hold(bool held) {
        const std::scoped_lock lock(m_mutex);
        m_held = held;
        m_changed.notify_all();
    }
    void awaitOpening() {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return !m_opened.empty(); });
    }
    std::vector<std::string> opened() {
        const std::scoped_lock lock(m_mutex);
        return m_opened;
    }

private:
    std::shared_ptr<VectorStore> m_store;
    StoreKind m_kind;
    mutable std::mutex m_mutex;
    mutable std::condition_variable m_changed;
    mutable std::vector<std::string> m_opened;  // guarded by m_mutex, like the next
    bool m_held = false;
};

/// A driver that announces itself and is loaded, on whatever thread, when its kind is read.
struct LazyKinds {
    StoreAccess over(StoreAccess access) {
        changes = std::make_shared<PluginChanges>();
        access.pluginChanges = changes;
        access.announcedKinds = [this]() -> std::vector<StoreKind> {
            if (off) return {};
            StoreKind announced;
            announced.id = "far";
            announced.title = "Far";
            return {announced};
        };
        access.kinds = [this, all = access.kinds]() -> std::vector<StoreKind> {
            ++loads;
            if (QThread::currentThread() == qApp->thread()) inWindow = true;
            return off ? std::vector<StoreKind>() : all();
        };
        return access;
    }
    std::shared_ptr<PluginChanges> changes;
    std::atomic<int> loads = 0;
    std::atomic<bool> off = false, inWindow = false;
};

}  // namespace

/// Connections to stores elsewhere: their keys, and the kinds that are there.
class StoreConnectionsTest : public QObject, protected StoresFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        begin();
        m_page.reset();
        m_driver = std::make_shared<RememberingDriver>(m_elsewhere->store());
        m_keys = std::make_unique<HostKeys>();
    }
    void cleanup() {
        m_driver.reset();
        end();
        m_keys.reset();
    }

    void aStoreThatOpensWhileItsKeyChangesIsOpenedAnew() {
        m_keys->set("a.example", "old");
        OpenStores stores(access());
        stores.setConnections({labAt("a.example")});
        m_driver->hold(true);
        std::jthread asks([&stores] { (void)stores.open("lab"); });
        m_driver->awaitOpening();
        m_keys->set("a.example", "new");
        stores.close("lab");
        m_driver->hold(false);
        asks.join();
        QVERIFY(stores.open("lab").has_value());
        QCOMPARE(m_driver->opened().back(), std::string("new"));
    }

    void theKeyGoesWhenTheRemovalCannotBeUndone() {
        auto stores = withLab();
        QVERIFY(changeConnection(*stores, labAt("a.example"), {}).has_value());
        stores->undoStack().undo();
        QVERIFY(stores->connections().find(QStringLiteral("lab")) != nullptr);
        QVERIFY(m_keys->has("a.example"));
        stores->undoStack().redo();
        QVERIFY(m_keys->has("a.example"));
        stores->undoStack().clear();
        QTRY_VERIFY(!m_keys->has("a.example"));
    }

    void theKeyOfARemovedConnectionGoesWithTheProgram() {
        auto stores = withLab();
        // So that the key's turn has not come when the program ends.
        stores->connections().lookForKey(QStringLiteral("lab"));
        QVERIFY(changeConnection(*stores, labAt("a.example"), {}).has_value());
        stores.reset();
        QVERIFY(!m_keys->has("a.example"));
    }

    void theKeyOfAConnectionThatIsThereStays() {
        auto stores = withLab();
        QVERIFY(changeConnection(*stores, labAt("a.example"), {}).has_value());
        QVERIFY(changeConnection(*stores, {}, labAt("a.example")).has_value());
        stores.reset();
        QVERIFY(m_keys->has("a.example"));
    }

    void theKeyOfAnAddressThatWasLeftGoes() {
        auto stores = withLab();
        QVERIFY(changeConnection(*stores, labAt("a.example"), labAt("b.example")).has_value());
        m_keys->set("b.example", "another");
        stores.reset();
        QVERIFY(!m_keys->has("a.example"));
        QVERIFY(m_keys->has("b.example"));
    }

    void whatCouldNotBeForgottenIsNotRemoved() {
        StoreAccess none = access();
        none.kinds = [] { return std::vector<StoreKind>(); };
        none.driver = nullptr;
        StoresController stores(*m_session, none);
        QVERIFY(stores.connections().keep(labAt("a.example")).has_value());
        const Status removed = changeConnection(stores, labAt("a.example"), {});
        QVERIFY(!removed.has_value());
        QVERIFY(toQt(removed.error().message).contains(QStringLiteral("'lab'")));
        QVERIFY(stores.connections().find(QStringLiteral("lab")) != nullptr);
    }

    void aKeyIsForgottenAtTheForm() {
        openWith(access());
        click("addConnection");
        QVERIFY(!button("forgetConnectionKey")->isVisible());
        QTest::keyClicks(line("connectionName"), QStringLiteral("lab"));
        QTest::keyClicks(line("connectionEndpoint"), QStringLiteral("a.example"));
        QTest::keyClicks(line("connectionKey"), QStringLiteral("planted-key-0123456789-a1b2"));
        click("connectionNow");
        QTRY_VERIFY(keyState().contains(QStringLiteral("until the program ends, …a1b2")));
        QVERIFY(m_keys->has("a.example"));
        click("forgetConnectionKey");
        QTRY_COMPARE(keyState(), QStringLiteral("No key is kept."));
        QVERIFY(!m_keys->has("a.example"));
        QVERIFY(!button("forgetConnectionKey")->isVisible());
    }

    void aLockedVaultIsSaidWhereAKeyIsNeeded() {
        m_keys->vaultLocked = true;
        m_driver->need(KeyNeed::Required);
        OpenStores stores(access());
        stores.setConnections({labAt("a.example")});
        const auto refused = stores.open("lab");
        QVERIFY(!refused.has_value());
        QCOMPARE(refused.error().code, ErrorCode::Busy);
        QVERIFY(m_driver->opened().empty());
    }

    void aStoreOpenedBeforeTheVaultIsOpenedAgainAfterIt() {
        m_keys->vaultLocked = true;
        OpenStores stores(access());
        stores.setConnections({labAt("a.example")});
        QVERIFY(stores.open("lab").has_value());
        m_keys->vaultLocked = false;
        m_keys->set("a.example", "found");
        QVERIFY(stores.open("lab").has_value());
        QCOMPARE(m_driver->opened(), (std::vector<std::string>{"", "found"}));
    }

    void keysAreKeptInTheVaultWhileItIsUnlocked() {
        const auto vault = newVault();
        StoreKeys keys({}, vault);
        QCOMPARE(keys.keep(m_address, Secret("in-the-vault-a1b2")).value(), SecretPlace::Vault);
        QVERIFY(vault->find(m_address.name, m_address.host).value() == Secret("in-the-vault-a1b2"));
        QVERIFY(keys.find(m_address).value().place == SecretPlace::Vault);
        vault->lock();
        const ConnectionKey locked = keys.find(m_address).value();
        QVERIFY(locked.key.empty() && locked.vaultLocked);
        QCOMPARE(keys.keep(m_address, Secret("for-now-c3d4")).value(), SecretPlace::Session);
        QVERIFY(keys.find(m_address).value().key == Secret("for-now-c3d4"));
        const Status forgotten = keys.forget(m_address);
        QVERIFY(!forgotten.has_value());
        QCOMPARE(forgotten.error().code, ErrorCode::Busy);
        QVERIFY(keys.find(m_address).value().key.empty());
        QVERIFY(vault->unlock(m_password).has_value());
        QVERIFY(keys.forget(m_address).has_value());
        QVERIFY(!vault->find(m_address.name, m_address.host).value());
    }

    void aKeyIsForgottenInEveryPlace() {
        const auto vault = newVault();
        const auto keychain = std::make_shared<SessionSecrets>();
        bool usable = false;
        StoreKeys keys({keychain, [&usable] { return KeychainHealth{usable, {}, false}; }}, vault);
        vault->lock();
        QCOMPARE(keys.keep(m_address, Secret("session")).value(), SecretPlace::Session);
        QVERIFY(vault->unlock(m_password).has_value());
        for (SecretStore* each :
             {static_cast<SecretStore*>(keychain.get()), static_cast<SecretStore*>(vault.get())})
            QVERIFY(each->keep(m_address.name, m_address.host, Secret("old")).has_value());
        usable = true;
        QVERIFY(keys.forget(m_address).has_value());
        QVERIFY(keys.find(m_address).value().key.empty());
        QVERIFY(!keychain->find(m_address.name, m_address.host).value());
        QVERIFY(!vault->find(m_address.name, m_address.host).value());
    }

    void aNewKeyLeavesNoOldOne() {
        const auto vault = newVault();
        const auto keychain = std::make_shared<SessionSecrets>();
        QVERIFY(vault->keep(m_address.name, m_address.host, Secret("old")).has_value());
        StoreKeys keys({keychain, [] { return KeychainHealth{true, {}, false}; }}, vault);
        QCOMPARE(keys.keep(m_address, Secret("new")).value(), SecretPlace::Keychain);
        QVERIFY(!vault->find(m_address.name, m_address.host).value());
    }

    void theVaultIsThatOfTheAccounts() {
        AccountsEnvironment environment;
        environment.profilesFile = file("accounts.json");
        environment.vaultFile = file("keys.vault");
        environment.costOfNewVault = m_cheap;
        Accounts accounts(environment);
        QVERIFY(!accounts.vault()->unlocked());
        accounts.openVault(m_password);
        QTRY_VERIFY_WITH_TIMEOUT(accounts.vaultUnlocked(), limitMs);
        QVERIFY(accounts.vault()->unlocked());
    }

    void kindsAreReadWhenTheFormIsOpened() {
        LazyKinds lazy;
        openWith(lazy.over(access()));
        QCOMPARE(m_page->stores().connections().kind("far")->title, std::string("Far"));
        QVERIFY(button("addConnection")->isVisible());
        QCOMPARE(lazy.loads.load(), 0);
        click("addConnection");
        QTRY_VERIFY(m_page->findChild<QLineEdit*>(QStringLiteral("setting_namespace")) != nullptr);
        QTRY_VERIFY(button("connectionNow")->isEnabled());
        QCOMPARE(lazy.loads.load(), 1);
        QVERIFY(!lazy.inWindow);
    }

    void whatIsTypedWhileKindsAreReadStays() {
        LazyKinds lazy;
        openWith(lazy.over(access()));
        click("addConnection");
        line("connectionName")->setText(QStringLiteral("lab"));
        QTRY_VERIFY(button("connectionNow")->isEnabled());
        QCOMPARE(line("connectionName")->text(), QStringLiteral("lab"));
    }

    void aPluginThatIsSwitchedOnIsOffered() {
        LazyKinds lazy;
        lazy.off = true;
        openWith(lazy.over(access()));
        QVERIFY(!button("addConnection")->isVisible());
        PluginCatalog catalog;
        catalog.changes = lazy.changes;
        catalog.list = [&lazy] {
            PluginLine line;
            line.id = "far";
            line.standing = lazy.off ? PluginStanding::Off : PluginStanding::Available;
            return std::vector<PluginLine>{line};
        };
        catalog.setEnabled = [&lazy](const std::string&, bool on) -> Status {
            lazy.off = !on;
            return {};
        };
        PluginsDialog dialog(catalog);
        dialog.findChild<QTableWidget*>()->item(0, 0)->setCheckState(Qt::Checked);
        QTRY_VERIFY(button("addConnection")->isVisible());
        click("addConnection");
        QTRY_VERIFY(m_page->findChild<QLineEdit*>(QStringLiteral("setting_namespace")) != nullptr);
        QCOMPARE(child<QComboBox>("connectionKind")->count(), 1);
        dialog.findChild<QTableWidget*>()->item(0, 0)->setCheckState(Qt::Unchecked);
        QTRY_COMPARE(child<QComboBox>("connectionKind")->count(), 0);
    }

private:
    StoreAccess access() {
        StoreAccess access = m_keys->over(m_elsewhere->access());
        access.driver = [driver = m_driver](const std::string&) {
            return Result<std::shared_ptr<const StoreDriver>>(driver);
        };
        access.kinds = [driver = m_driver] { return std::vector<StoreKind>{driver->kind()}; };
        return access;
    }
    void openWith(const StoreAccess& access) {
        m_page = std::make_unique<StoresPage>(m_test->context, access);
        m_page->resize(1180, 720);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        QTRY_VERIFY(m_page->stores().isRead());
    }
    /// With a connection that was there already, and its key.
    std::unique_ptr<StoresController> withLab() {
        if (!access().keep(labAt("a.example"))) qFatal("the connection was not kept");
        m_keys->set("a.example", "planted-key-0123456789-a1b2");
        return std::make_unique<StoresController>(*m_session, access());
    }
    QString keyState() const { return child<QLabel>("connectionKeyState")->text(); }
    std::filesystem::path file(const char* name) const {
        return fromQt(m_test->folder.filePath(QString::fromLatin1(name)));
    }
    std::shared_ptr<Vault> newVault() const {
        auto vault = std::make_shared<Vault>(file("keys.vault"), m_cheap);
        if (!vault->create(m_password)) qFatal("the vault was not made");
        return vault;
    }

    const VaultCost m_cheap{1, 64};
    const Secret m_password{"correct horse"};
    const KeyAddress m_address{storeKeyName("lab"), "a.example"};
    std::shared_ptr<RememberingDriver> m_driver;
    std::unique_ptr<HostKeys> m_keys;
};

QTEST_MAIN(StoreConnectionsTest)
#include "store_connections_test.moc"
