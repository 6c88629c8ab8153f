// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QDirIterator>
#include <QSignalSpy>
#include <QTest>
#include <memory>

#include "app/workbench/host_keychain.h"
#include "core/serving/practice_cloud.h"
#include "tests/ui/support/test_accounts.h"
#include "ui/controllers/background_job.h"
#include "ui/controllers/workspace_session.h"

using namespace qstore;
using namespace qstore::ui;

namespace {

const Secret planted{"planted-key-0123456789-a1b2"};

BackendProfile lab() {
    BackendProfile profile;
    profile.name = "lab";
    return profile;
}

}  // namespace

/// The accounts of the window, without a window.
class AccountsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_test = std::make_unique<TestContext>();
        m_all = std::make_unique<TestAccounts>(*m_test);
        QVERIFY(accounts().store().add(lab()).has_value());
        accounts().reload();
    }
    void cleanup() {
        m_all.reset();
        m_test.reset();
        qunsetenv("QSTORE_KEY_LAB");
    }

    void aKeychainThatCannotBeUsedIsAnnounced() {
        QVERIFY(accounts().isProbed());
        QCOMPARE(accounts().placeOfNewKeys(), SecretPlace::Session);
        QVERIFY2(accounts().announcement().contains(QStringLiteral("this session only")),
                 qPrintable(accounts().announcement()));
        open("a long sentence");
        QCOMPARE(accounts().placeOfNewKeys(), SecretPlace::Vault);
        QVERIFY2(accounts().announcement().contains(QStringLiteral("master password")),
                 qPrintable(accounts().announcement()));
    }

    void aKeychainThatIsNotThereIsFoundOutLater() {
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus");
        AccountsEnvironment environment = testAccountsEnvironment(*m_test);
        KeychainEntry entry;
        entry.service = QStringLiteral("qstore-workbench-test");
        environment.keychain = hostKeychain(entry);
        Accounts other(environment);
        QVERIFY(!other.isProbed());
        QVERIFY(other.keyOf(QStringLiteral("lab")).looking);
        QVERIFY(other.announcement().isEmpty());
        // Without a place it waits for the probe, and goes where it is then said to go.
        other.keepKey(QStringLiteral("lab"), planted);
        QSignalSpy places(&other, &Accounts::placesChanged);
        QTRY_VERIFY_WITH_TIMEOUT(places.count() > 0, 20000);
        QVERIFY(other.isProbed());
        QVERIFY(!other.keychain().usable);
        QVERIFY(!other.announcement().isEmpty());
        QTRY_COMPARE(other.keyOf(QStringLiteral("lab")).place, std::optional(SecretPlace::Session));
        QSignalSpy failed(&other, &Accounts::failed);
        other.keepKey(QStringLiteral("lab"), planted, SecretPlace::Keychain);
        QCOMPARE(failed.count(), 1);
        QCOMPARE(failed.front().front().value<Error>().code, ErrorCode::Unsupported);
    }

    void aKeyOfTheSessionIsKnownAndForgotten() {
        QCOMPARE(accounts().keyOf(QStringLiteral("lab")), AccountKey());
        QSignalSpy changed(&accounts(), &Accounts::keyChanged);
        accounts().keepKey(QStringLiteral("lab"), planted);
        QTRY_COMPARE(changed.count(), 1);
        QCOMPARE(changed.front().front().toString(), QStringLiteral("lab"));
        const AccountKey key = accounts().keyOf(QStringLiteral("lab"));
        QCOMPARE(key.place, std::optional(SecretPlace::Session));
        QCOMPARE(key.hint, QStringLiteral("…a1b2"));
        QVERIFY(accounts().keyForTest(QStringLiteral("lab")) == planted);
        accounts().forgetKey(QStringLiteral("lab"));
        QCOMPARE(accounts().keyOf(QStringLiteral("lab")), AccountKey());
        QVERIFY(!accounts().keyForTest(QStringLiteral("lab")).has_value());
    }

    void wrongKeysAndPlacesAreRefused() {
        QSignalSpy failed(&accounts(), &Accounts::failed);
        accounts().keepKey(QStringLiteral("lab"), Secret("two words"));
        accounts().keepKey(QStringLiteral("lab"), planted, SecretPlace::Environment);
        accounts().keepKey(QStringLiteral("lab"), planted, SecretPlace::Vault);
        accounts().keepKey(QStringLiteral("nobody"), planted);
        QList<ErrorCode> codes;
        for (const auto& call : failed) codes << call.front().value<Error>().code;
        QCOMPARE(codes, QList<ErrorCode>({ErrorCode::InvalidArgument, ErrorCode::Unsupported,
                                          ErrorCode::NotFound, ErrorCode::NotFound}));
        QCOMPARE(accounts().keyOf(QStringLiteral("lab")), AccountKey());
    }

    void aVaultIsMadeLockedAndUnlocked() {
        QVERIFY(!accounts().vaultExists());
        open("a long sentence");
        QVERIFY(accounts().vaultExists());
        accounts().keepKey(QStringLiteral("lab"), planted);
        QTRY_COMPARE(accounts().keyOf(QStringLiteral("lab")).place, std::optional(SecretPlace::Vault));
        accounts().lockVault();
        QTRY_VERIFY(!accounts().vaultUnlocked());
        QVERIFY(accounts().keyOf(QStringLiteral("lab")).vaultLocked);
        QVERIFY(!accounts().keyForTest(QStringLiteral("lab")).has_value());
        QSignalSpy failed(&accounts(), &Accounts::failed);
        accounts().keepKey(QStringLiteral("lab"), planted, SecretPlace::Vault);
        QCOMPARE(failed.takeFirst().front().value<Error>().code, ErrorCode::Busy);
        accounts().openVault(Secret("another sentence"));
        QTRY_COMPARE(failed.count(), 1);
        QCOMPARE(failed.front().front().value<Error>().code, ErrorCode::InvalidArgument);
        QVERIFY(!accounts().vaultUnlocked());
        open("a long sentence");
        QTRY_VERIFY(accounts().keyForTest(QStringLiteral("lab")) == planted);
    }

    void thatAKeyIsForgottenIsToldWhenItIs() {
        open("a long sentence");
        accounts().keepKey(QStringLiteral("lab"), planted, SecretPlace::Vault);
        QTRY_VERIFY(accounts().keyForTest(QStringLiteral("lab")) == planted);
        QStringList told;
        connect(&accounts(), &Accounts::keyChanged, &accounts(), [&] {
            const bool known = accounts().keyForTest(QStringLiteral("lab")).has_value();
            told << (known ? QStringLiteral("known") : QStringLiteral("gone"));
        });
        accounts().forgetKey(QStringLiteral("lab"));
        QTRY_COMPARE(told, QStringList{QStringLiteral("gone")});
    }

    void aVaultIsThereForTheNextProgram() {
        open("a long sentence");
        accounts().keepKey(QStringLiteral("lab"), planted);
        QTRY_VERIFY(accounts().keyForTest(QStringLiteral("lab")) == planted);
        Accounts next(testAccountsEnvironment(*m_test));
        QVERIFY(next.keyOf(QStringLiteral("lab")).vaultLocked);
        next.openVault(Secret("a long sentence"));
        QTRY_COMPARE(next.keyOf(QStringLiteral("lab")).place, std::optional(SecretPlace::Vault));
    }

    void theEnvironmentGoesFirstAndIsNotWritten() {
        qputenv("QSTORE_KEY_LAB", "environment-key-0123456789-c3d4");
        Accounts other(testAccountsEnvironment(*m_test));
        QCOMPARE(other.keyOf(QStringLiteral("lab")).place, std::optional(SecretPlace::Environment));
        QVERIFY(other.keyOf(QStringLiteral("lab")).note.isEmpty());
        other.keepKey(QStringLiteral("lab"), planted);
        const AccountKey key = other.keyOf(QStringLiteral("lab"));
        QCOMPARE(key.hint, QStringLiteral("…c3d4"));
        QVERIFY2(key.note.contains(QStringLiteral("QSTORE_KEY_LAB")), qPrintable(key.note));
        QVERIFY2(key.note.contains(QStringLiteral("…a1b2")), qPrintable(key.note));
        other.forgetKey(QStringLiteral("lab"));
        QCOMPARE(other.keyOf(QStringLiteral("lab")).place, std::optional(SecretPlace::Environment));
    }

    void anotherHostAsksForTheKeyAgain() {
        accounts().keepKey(QStringLiteral("lab"), planted);
        QVERIFY(accounts().opener()("lab").has_value());
        BackendProfile moved = *accounts().find(QStringLiteral("lab"));
        moved.endpoint = "https://elsewhere.example/v0.4";
        QVERIFY(accounts().store().change(moved).has_value());
        accounts().reload();
        QCOMPARE(accounts().keyOf(QStringLiteral("lab")), AccountKey());
        const auto opened = accounts().opener()("lab");
        QVERIFY(!opened.has_value());
        QCOMPARE(opened.error().code, ErrorCode::NotFound);
        QVERIFY(toQt(opened.error().hint).contains(QStringLiteral("QSTORE_KEY_LAB")));
        // Back where it was, the key is known again.
        moved.endpoint = lab().endpoint;
        QVERIFY(accounts().store().change(moved).has_value());
        accounts().reload();
        QVERIFY(accounts().keyForTest(QStringLiteral("lab")) == planted);
    }

    void aKeyFollowsANewName() {
        open("a long sentence");
        accounts().keepKey(QStringLiteral("lab"), planted);
        QTRY_VERIFY(accounts().keyForTest(QStringLiteral("lab")) == planted);
        QVERIFY(accounts().rename(QStringLiteral("lab"), QStringLiteral("work")).has_value());
        QVERIFY(accounts().find(QStringLiteral("lab")) == nullptr);
        QTRY_VERIFY(accounts().keyForTest(QStringLiteral("work")) == planted);
        const Status taken = accounts().rename(QStringLiteral("work"), QStringLiteral("no name!"));
        QVERIFY(!taken.has_value());
        QVERIFY(accounts().find(QStringLiteral("work")) != nullptr);
    }

    void whatIsRemovedComesBackWithItsKey() {
        accounts().keepKey(QStringLiteral("lab"), planted);
        QVERIFY(accounts().store().remove("lab").has_value());
        accounts().reload();
        QVERIFY(accounts().profiles().empty());
        QVERIFY(!accounts().opener()("lab").has_value());
        QVERIFY(accounts().store().add(lab()).has_value());
        accounts().reload();
        QVERIFY(accounts().keyForTest(QStringLiteral("lab")) == planted);
    }

    void workersHearOfANewKey() {
        const AccountOpener opener = accounts().opener();
        QVERIFY(!opener("lab").has_value());
        accounts().keepKey(QStringLiteral("lab"), planted);
        const auto first = opener("lab");
        QVERIFY(first.has_value());
        QVERIFY(opener("lab")->provider == first->provider);
        accounts().keepKey(QStringLiteral("lab"), Secret("renewed-key-0123456789"));
        const auto second = opener("lab");
        QVERIFY(second.has_value());
        QVERIFY(second->provider != first->provider);
        m_all.reset();
        QVERIFY2(opener("lab").has_value(), "what is known outlives the accounts");
    }

    void aFileThatCannotBeReadIsSaid() {
        QFile file(m_test->folder.filePath(QStringLiteral("accounts.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"version\": 99}");
        file.close();
        accounts().reload();
        QVERIFY(accounts().profilesError().has_value());
        QCOMPARE(accounts().profilesError()->code, ErrorCode::NewerVersion);
        QVERIFY(accounts().profiles().empty());
    }

    void aKeyIsInNoFileAndNoText() {
        QStringList texts;
        connect(&accounts(), &Accounts::failed, this,
                [&texts](const Error& error) { texts << toQt(error.message) << toQt(error.hint); });
        connect(&accounts(), &Accounts::keyChanged, this, [&texts](const QString& name) { texts << name; });
        open("a long sentence");
        accounts().keepKey(QStringLiteral("lab"), planted);
        QTRY_VERIFY(accounts().keyForTest(QStringLiteral("lab")) == planted);
        accounts().keepKey(QStringLiteral("lab"), planted, SecretPlace::Session);
        QVERIFY(accounts().rename(QStringLiteral("lab"), QStringLiteral("work")).has_value());
        QTRY_VERIFY(accounts().keyForTest(QStringLiteral("work")) == planted);
        texts << accounts().announcement() << accounts().keyOf(QStringLiteral("work")).hint;
        QVERIFY(!texts.join(QLatin1Char('\n')).contains(QStringLiteral("planted")));
        int files = 0;
        for (QDirIterator each(m_test->folder.path(), QDir::Files | QDir::Hidden,
                               QDirIterator::Subdirectories);
             each.hasNext();) {
            QFile file(each.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY2(!file.readAll().contains("planted-key"), qPrintable(file.fileName()));
            ++files;
        }
        QVERIFY(files >= 2);  // accounts and vault
    }

    void devicesOfAPracticeCloudAppearAndGo() {
        const auto cloud = PracticeCloud::start();
        QVERIFY(cloud.has_value());
        BackendProfile profile;
        profile.name = "practice";
        profile.endpoint = (*cloud)->ionqEndpoint();
        profile.practice = true;
        DeviceCatalog& devices = m_all->devices;
        const std::size_t local = devices.choices().size();
        QVERIFY(local > 1);
        QCOMPARE(devices.choices().front().address, QStringLiteral("local"));
        accounts().setPracticeProfile(profile, Secret((*cloud)->key()));
        QVERIFY(accounts().isPracticeProfile(QStringLiteral("practice")));
        QVERIFY(devices.isRefreshing());
        QTRY_VERIFY(devices.choices().size() > local);
        QTRY_VERIFY(!devices.isRefreshing());
        const DeviceChoice simulator = *devices.find(QStringLiteral("practice/simulator"));
        QVERIFY(simulator.practice && simulator.device.simulator && !simulator.isLocal());
        QCOMPARE(simulator.provider, std::string("ionq"));
        QVERIFY(simulator.askedMs > 0);

        // Its measurements come when somebody asks.
        QString machine;
        for (const DeviceChoice& choice : devices.choices())
            if (!choice.isLocal() && !choice.device.simulator) machine = choice.address;
        QVERIFY(!machine.isEmpty());
        QSignalSpy history(&devices, &DeviceCatalog::historyChanged);
        devices.askHistory(machine);
        QTRY_COMPARE(history.count(), 1);
        QVERIFY(!devices.history(machine).empty());
        QVERIFY(devices.find(machine)->calibration.has_value());

        // Another account of the same name has its own.
        accounts().setPracticeProfile(std::nullopt, Secret());
        accounts().setPracticeProfile(profile, Secret((*cloud)->key()));
        QVERIFY(devices.history(machine).empty());
        QTRY_VERIFY(devices.find(machine) != nullptr);
        QVERIFY(!devices.find(machine)->calibration.has_value());
        // Also when it was asked for before.
        devices.askHistory(machine);
        accounts().setPracticeProfile(std::nullopt, Secret());
        accounts().setPracticeProfile(profile, Secret((*cloud)->key()));
        QTRY_VERIFY(devices.find(machine) != nullptr);
        QTRY_VERIFY(devices.findChildren<BackgroundJob*>().isEmpty());
        QVERIFY(devices.history(machine).empty());

        accounts().setPracticeProfile(std::nullopt, Secret());
        QCOMPARE(devices.choices().size(), local);
        QVERIFY(accounts().find(QStringLiteral("practice")) == nullptr);
    }

    void anAccountThatDoesNotAnswerSaysWhy() {
        BackendProfile profile;
        profile.name = "practice";
        profile.endpoint = "http://127.0.0.1:1/v0.4";
        profile.practice = true;
        accounts().setPracticeProfile(profile, planted);
        DeviceCatalog& devices = m_all->devices;
        QTRY_VERIFY(devices.errorOf(QStringLiteral("practice")).has_value());
        QVERIFY(!devices.isRefreshing());
        const Error error = *devices.errorOf(QStringLiteral("practice"));
        QVERIFY(!toQt(error.message).contains(QStringLiteral("planted")));
        devices.refresh(QStringLiteral("practice"));
        QVERIFY(devices.isRefreshing());
        QTRY_VERIFY(!devices.isRefreshing());
    }

private:
    Accounts& accounts() const { return m_all->accounts; }

    void open(const char* password) const {
        accounts().openVault(Secret(password));
        QTRY_VERIFY(accounts().vaultUnlocked());
    }

    std::unique_ptr<TestContext> m_test;
    std::unique_ptr<TestAccounts> m_all;
};

QTEST_MAIN(AccountsTest)
#include "accounts_test.moc"
