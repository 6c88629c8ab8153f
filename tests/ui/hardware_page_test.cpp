// SPDX-License-Identifier: GPL-3.0-or-later
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSet>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableView>
#include <QTest>
#include <QUndoStack>
#include <memory>

#include "core/backends/profile_rules.h"
#include "core/serving/practice_cloud.h"
#include "tests/ui/support/test_accounts.h"
#include "ui/controllers/workspace_session.h"
#include "ui/hardware/hardware_page.h"
#include "ui/support/inline_message.h"

using namespace qstore;
using namespace qstore::ui;

/// The Hardware page, by what a person types and presses.
class HardwarePageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_test = std::make_unique<TestContext>();
        m_session = std::make_unique<WorkspaceSession>();
        QVERIFY(m_session->open(m_test->folder.filePath(QStringLiteral("w.qstore"))).has_value());
        m_test->context.session = m_session.get();
        m_all = std::make_unique<TestAccounts>(*m_test);
        m_page = std::make_unique<HardwarePage>(m_test->context);
        m_page->resize(1000, 680);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    }
    void cleanup() {
        m_page.reset();
        m_all.reset();
        m_session.reset();
        m_test.reset();
    }

    void theFirstThingOfferedIsPractice() {
        QVERIFY(!view()->isVisible());
        QTest::mouseClick(m_page->findChild<QWidget*>(QStringLiteral("accountsPanel"))
                              ->findChild<QPushButton*>(QStringLiteral("emptyStateButton")),
                          Qt::LeftButton);
        QCOMPARE(tabs()->tabText(tabs()->currentIndex()), QStringLiteral("Practice cloud"));
        QTRY_COMPARE(m_page->practice().state(), PracticeControl::State::Running);
    }

    void anAccountIsAddedThroughTheForm() {
        click("addFirstAccount");
        QTest::keyClicks(line("accountName"), QStringLiteral("lab"));
        click("saveAccount");
        QCOMPARE(names(), QStringList{QStringLiteral("lab")});
        const BackendProfile* profile = accounts().find(QStringLiteral("lab"));
        QVERIFY(profile != nullptr);
        QCOMPARE(profile->endpoint, *defaultEndpoint(ProviderKind::Ionq));
        QCOMPARE(line("accountEndpoint")->text(), toQt(profile->endpoint));
        QCOMPARE(view()->model()->index(0, 3).data().toString(), QStringLiteral("No key"));
        QVERIFY(!button("saveAccount")->isEnabled());
        // The keyboard is where the key goes.
        QTRY_VERIFY(line("keyField")->hasFocus());
    }

    void wrongValuesGetTheirErrorsAtTheForm_data() {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* name, const char* field, const char* value, const char* says) {
            QTest::newRow(name) << QString::fromLatin1(field) << QString::fromLatin1(value)
                                << QString::fromLatin1(says);
        };
        row("name", "accountName", "two words", "cannot name an account");
        row("scheme", "accountEndpoint", "http://api.ionq.co/v0.4", "unencrypted");
        row("no address", "accountEndpoint", "somewhere", "endpoint");
        row("password", "accountEndpoint", "https://me:secret@api.ionq.co", "user name or password");
        row("proxy", "accountProxy", "ftp://proxy", "proxy");
        row("authority", "accountCaFile", "own.pem", "no absolute path");
        row("missing file", "accountCaFile", "/nonexistent/own.pem", "own.pem");
    }

    void wrongValuesGetTheirErrorsAtTheForm() {
        QFETCH(QString, field);
        QFETCH(QString, value);
        QFETCH(QString, says);
        click("addFirstAccount");
        line("accountName")->setText(QStringLiteral("lab"));
        m_page->findChild<QWidget*>(QStringLiteral("moreAccountFields"))->setFocus();
        QTest::keyClick(m_page->findChild<QWidget*>(QStringLiteral("moreAccountFields")), Qt::Key_Space);
        auto* edit = m_page->findChild<QLineEdit*>(field);
        edit->clear();
        QTest::keyClicks(edit, value);
        click("saveAccount");
        QVERIFY(accounts().profiles().empty());
        QVERIFY2(formMessage()->text().contains(says), qPrintable(formMessage()->text()));
        QVERIFY(!formMessage()->text().contains(QStringLiteral("--")));
        QVERIFY(edit->property("invalid").toBool());
        QTest::keyClicks(edit, QStringLiteral("x"));
        QVERIFY(!formMessage()->isVisible());
        QVERIFY(!edit->property("invalid").toBool());
    }

    void ibmWantsAnInstance() {
        click("addFirstAccount");
        QVERIFY(!line("accountInstance")->isVisible());
        QTest::keyClicks(line("accountName"), QStringLiteral("ibm"));
        choose("accountProvider", 1);
        QVERIFY(line("accountInstance")->isVisible());
        click("saveAccount");
        QVERIFY2(formMessage()->text().contains(QStringLiteral("needs an instance")),
                 qPrintable(formMessage()->text()));
        QTest::keyClicks(line("accountInstance"), QStringLiteral("crn:v1:x:y:z:eu-de:a/1:2::"));
        choose("accountRegion", 1);
        click("saveAccount");
        const BackendProfile* profile = accounts().find(QStringLiteral("ibm"));
        QVERIFY(profile != nullptr);
        QCOMPARE(profile->endpoint, *defaultEndpoint(ProviderKind::Ibm, "eu-de"));
    }

    void twoOfOneNameAreRefused() {
        add("lab");
        click("addAccount");
        QTest::keyClicks(line("accountName"), QStringLiteral("LAB"));
        click("saveAccount");
        QVERIFY2(formMessage()->text().contains(QStringLiteral("lab")), qPrintable(formMessage()->text()));
        QCOMPARE(line("accountName")->text(), QStringLiteral("LAB"));
        QCOMPARE(names(), QStringList{QStringLiteral("lab")});
        click("revertAccount");
        QCOMPARE(line("accountName")->text(), QStringLiteral("lab"));
    }

    void whatIsTypedStaysWithItsAccount() {
        add("a");
        add("b");
        select("a");
        QTest::keyClicks(line("accountProxy"), QStringLiteral("http://proxy:1"));
        select("b");
        QVERIFY(line("accountProxy")->text().isEmpty());
        select("a");
        QCOMPARE(line("accountProxy")->text(), QStringLiteral("http://proxy:1"));
        QVERIFY(names().front().contains(QStringLiteral("not saved")));
        click("saveAccount");
        QCOMPARE(accounts().find(QStringLiteral("a"))->proxy, std::string("http://proxy:1"));
        m_page->undoStack()->undo();
        QCOMPARE(accounts().find(QStringLiteral("a"))->proxy, std::string());
        QVERIFY(line("accountProxy")->text().isEmpty());
    }

    void anUndoThatFailsChangesNothingAndIsNotOffered() {
        add("lab");
        line("accountName")->selectAll();
        QTest::keyClicks(line("accountName"), QStringLiteral("work"));
        QTest::keyClicks(line("accountProxy"), QStringLiteral("http://proxy:1"));
        click("saveAccount");
        QCOMPARE(names(), QStringList{QStringLiteral("work")});
        // Another program takes the old name.
        BackendProfile taken = *accounts().find(QStringLiteral("work"));
        taken.name = "lab";
        QVERIFY(accounts().store().add(taken).has_value());
        accounts().reload();
        QUndoStack& stack = *m_page->undoStack();
        const int before = stack.count();
        stack.undo();
        QCOMPARE(stack.count(), before - 1);
        QVERIFY(!stack.canRedo());
        QCOMPARE(accounts().find(QStringLiteral("work"))->proxy, std::string("http://proxy:1"));
        QCOMPARE(int(accounts().profiles().size()), 2);
    }

    void aRemovedAccountComesBack() {
        add("lab");
        giveKey("planted-key-0123456789-a1b2");
        QCOMPARE(keyState(), QStringLiteral("Key for this session only, …a1b2"));
        QSignalSpy offered(m_session.get(), &WorkspaceSession::undoOffered);
        click("removeAccount");
        QVERIFY(accounts().profiles().empty());
        QCOMPARE(offered.count(), 1);
        m_page->undoStack()->undo();
        QCOMPARE(names(), QStringList{QStringLiteral("lab")});
        QCOMPARE(keyState(), QStringLiteral("Key for this session only, …a1b2"));
        m_page->undoStack()->redo();
        QVERIFY(accounts().profiles().empty());
    }

    void aNewNameKeepsTheKey() {
        add("lab");
        giveKey("planted-key-0123456789-a1b2");
        line("accountName")->selectAll();
        QTest::keyClicks(line("accountName"), QStringLiteral("work"));
        click("saveAccount");
        QCOMPARE(names(), QStringList{QStringLiteral("work")});
        QCOMPARE(keyState(), QStringLiteral("Key for this session only, …a1b2"));
        m_page->undoStack()->undo();
        QCOMPARE(names(), QStringList{QStringLiteral("lab")});
        QCOMPARE(keyState(), QStringLiteral("Key for this session only, …a1b2"));
    }

    void aKeyFieldIsEmptiedAndAChangedHostAsksAgain() {
        add("lab");
        QVERIFY(!button("saveKey")->isEnabled());
        QCOMPARE(line("keyField")->echoMode(), QLineEdit::Password);
        giveKey("planted-key-0123456789-a1b2");
        QVERIFY(line("keyField")->text().isEmpty());
        line("accountEndpoint")->selectAll();
        QTest::keyClicks(line("accountEndpoint"), QStringLiteral("https://elsewhere.example/v0.4"));
        click("saveAccount");
        QCOMPARE(keyState(), QStringLiteral("No key"));
        const QString note = m_page->findChild<QLabel*>(QStringLiteral("keyNote"))->text();
        QVERIFY2(note.contains(QStringLiteral("elsewhere.example")), qPrintable(note));
        QVERIFY(line("keyField")->hasFocus());
    }

    void aKeyThatIsRefusedStaysInTheField() {
        add("lab");
        QTest::keyClicks(line("keyField"), QStringLiteral("two words"));
        click("saveKey");
        QCOMPARE(line("keyField")->text(), QStringLiteral("two words"));
        QCOMPARE(keyState(), QStringLiteral("No key"));
        auto* message =
            m_page->findChild<QWidget*>(QStringLiteral("accountsPanel"))
                ->findChild<InlineMessage*>(QStringLiteral("inlineMessage"), Qt::FindDirectChildrenOnly);
        QVERIFY(message->isVisible());
        QVERIFY(!message->text().contains(QStringLiteral("two words")));
    }

    void aMissingKeychainIsAnnouncedAndAVaultMade() {
        add("lab");
        auto* banner = m_page->findChild<InlineMessage*>(QStringLiteral("keychainBanner"));
        QVERIFY(banner->isVisible());
        QVERIFY2(banner->text().contains(QStringLiteral("this session only")), qPrintable(banner->text()));
        QTest::keyClicks(line("vaultPassword"), QStringLiteral("short"));
        click("openVault");
        QTRY_VERIFY(button("openVault")->isVisible() && !accounts().vaultOpening());
        QVERIFY(!accounts().vaultExists());
        QVERIFY(line("vaultPassword")->text().isEmpty());
        QTest::keyClicks(line("vaultPassword"), QStringLiteral("a long sentence"));
        click("openVault");
        QTRY_VERIFY(accounts().vaultUnlocked());
        QVERIFY2(banner->text().contains(QStringLiteral("vault")), qPrintable(banner->text()));
        giveKey("planted-key-0123456789-a1b2");
        QTRY_COMPARE(keyState(), QStringLiteral("Key in the vault, …a1b2"));
        click("lockVault");
        QTRY_COMPARE(keyState(), QStringLiteral("No key, or one in the locked vault"));
    }

    void allStepsPassAgainstAPracticeCloud() {
        const auto cloud = PracticeCloud::start();
        QVERIFY(cloud.has_value());
        addPractice((*cloud)->ionqEndpoint(), (*cloud)->key());
        click("testAccount");
        QTRY_COMPARE(stepTitle("devices"), QStringLiteral("Devices: passed"));
        for (const char* step : {"name", "tls", "key", "rights"})
            QVERIFY2(stepTitle(step).endsWith(QStringLiteral("passed")), step);
        QVERIFY(step("key")
                    ->findChild<QLabel*>(QStringLiteral("stepTime"))
                    ->text()
                    .endsWith(QStringLiteral("ms")));
        QTRY_COMPARE(m_page->findChild<QLabel*>(QStringLiteral("testSummary"))->text(),
                     QStringLiteral("this account works"));
        QVERIFY(button("testAccount")->isEnabled());
        QVERIFY(!button("cancelTest")->isVisible());
    }

    void aWrongKeyFailsAtTheThirdStepWithACure() {
        const auto cloud = PracticeCloud::start();
        QVERIFY(cloud.has_value());
        addPractice((*cloud)->ionqEndpoint(), "wrong-key-0123456789");
        click("testAccount");
        QTRY_COMPARE(stepTitle("key"), QStringLiteral("Key: failed"));
        QTRY_VERIFY(button("testAccount")->isEnabled());
        QCOMPARE(stepTitle("tls"), QStringLiteral("Encryption: passed"));
        QCOMPARE(stepTitle("rights"), QStringLiteral("Rights: not tried"));
        auto* cure = step("key")->findChild<QLabel*>(QStringLiteral("stepCure"));
        QVERIFY(cure->isVisible() && !cure->text().isEmpty());
        QVERIFY2(!cure->text().contains(QStringLiteral("qstore ")), qPrintable(cure->text()));
        QVERIFY(!step("key")->accessibleName().contains(QStringLiteral("wrong-key")));
    }

    void anUnreachableHostFailsAtTheFirstStep() {
        addPractice("http://127.0.0.1:1/v0.4", "some-key-0123456789");
        click("testAccount");
        QTRY_COMPARE(stepTitle("name"), QStringLiteral("Name: failed"));
        QTRY_VERIFY(button("testAccount")->isEnabled());
        QCOMPARE(stepTitle("key"), QStringLiteral("Key: not tried"));
        QVERIFY(!step("name")->findChild<QLabel*>(QStringLiteral("stepCure"))->text().isEmpty());
    }

    void aTestCanBeCancelled() {
        PracticeOptions options;
        Fault hang;
        hang.kind = FaultKind::Hang;
        options.faults.faults = {hang};
        const auto cloud = PracticeCloud::start(options);
        QVERIFY(cloud.has_value());
        addPractice((*cloud)->ionqEndpoint(), (*cloud)->key());
        click("testAccount");
        QTRY_COMPARE(stepTitle("name"), QStringLiteral("Name: running"));
        QVERIFY(!button("testAccount")->isEnabled());
        click("cancelTest");
        QTRY_COMPARE(stepTitle("name"), QStringLiteral("Name: cancelled"));
        QTRY_VERIFY(button("testAccount")->isEnabled());
    }

    void thePracticeCloudBringsDevicesAndTakesThemAway() {
        const std::size_t before = m_all->devices.choices().size();
        tabs()->setCurrentIndex(tabs()->count() - 1);
        m_page->findChild<QSpinBox*>(QStringLiteral("practiceFailing"))->setValue(10);
        QCOMPARE(button("practiceSwitch")->text(), QStringLiteral("Start practice cloud"));
        click("practiceSwitch");
        QTRY_COMPARE(m_page->practice().state(), PracticeControl::State::Running);
        QTRY_VERIFY(m_all->devices.find(QStringLiteral("practice/simulator")) != nullptr);
        QTRY_VERIFY(!m_all->devices.isRefreshing());
        QVERIFY(m_all->devices.choices().size() > before);
        bool ibm = false;
        for (const DeviceChoice& choice : m_all->devices.choices())
            ibm = ibm || choice.profile == QLatin1String("practice-ibm");
        QVERIFY(ibm);
        QCOMPARE(m_page->practice().settings().failingShare, 0.1);
        QVERIFY(label("practiceIonq")->text().startsWith(QStringLiteral("http://127.0.0.1:")));
        QCOMPARE(label("practiceJobs")->text(), QStringLiteral("0"));

        // Its accounts are there to be looked at and tested, not to be changed.
        tabs()->setCurrentIndex(0);
        select("practice");
        QVERIFY(line("accountName")->isReadOnly());
        QVERIFY(!button("removeAccount")->isEnabled());
        QVERIFY(!line("keyField")->isEnabled());
        click("testAccount");
        QTRY_COMPARE(stepTitle("devices"), QStringLiteral("Devices: passed"));

        tabs()->setCurrentIndex(tabs()->count() - 1);
        click("practiceSwitch");
        QTRY_COMPARE(m_page->practice().state(), PracticeControl::State::Stopped);
        QCOMPARE(m_all->devices.choices().size(), before);
        QVERIFY(accounts().profiles().empty());
    }

    void aShareOfFailingRequestsIsThatShare() {
        for (const double share : {0.0, 0.1, 0.5}) {
            FaultState state(practiceFaults(share));
            int hits = 0;
            for (int i = 0; i < 4000; ++i)
                if (state.next(FaultStage::Poll)) ++hits;
            QVERIFY2(std::abs(hits / 4000.0 - share) < 0.04, qPrintable(QString::number(hits)));
            QVERIFY(!state.next(FaultStage::Other).has_value());
        }
    }

    void theKeyboardReachesEveryField() {
        add("lab");
        QSet<QString> reached;
        view()->setFocus();
        for (int i = 0; i < 60; ++i) {
            QWidget* focus = m_page->focusWidget();
            QVERIFY(focus != nullptr);
            reached.insert(focus->objectName());
            QTest::keyClick(focus, Qt::Key_Tab);
        }
        for (const char* name : {"accountsTable", "addAccount", "removeAccount", "accountName",
                                 "accountProvider", "accountEndpoint", "moreAccountFields", "keyField",
                                 "keyPlace", "testAccount", "vaultPassword"})
            QVERIFY2(reached.contains(QString::fromLatin1(name)), name);
    }

    void toolsOfferAccountsAndThePracticeCloud() {
        const auto actions = m_page->menuActions(MenuPlace::Tools);
        QCOMPARE(actions.size(), 2);
        QSignalSpy shown(m_page.get(), &Page::showRequested);
        actions[1]->trigger();
        QVERIFY(shown.count() > 0);
        QCOMPARE(tabs()->tabText(tabs()->currentIndex()), QStringLiteral("Practice cloud"));
        QTRY_COMPARE(m_page->practice().state(), PracticeControl::State::Running);
        actions[0]->trigger();
        QCOMPARE(tabs()->currentIndex(), 0);
    }

private:
    Accounts& accounts() const { return m_all->accounts; }
    QTabWidget* tabs() const { return m_page->findChild<QTabWidget*>(QStringLiteral("hardwareTabs")); }
    QTableView* view() const { return m_page->findChild<QTableView*>(QStringLiteral("accountsTable")); }
    QLineEdit* line(const char* name) const {
        return m_page->findChild<QLineEdit*>(QString::fromLatin1(name));
    }
    QLabel* label(const char* name) const { return m_page->findChild<QLabel*>(QString::fromLatin1(name)); }
    QPushButton* button(const char* name) const {
        return m_page->findChild<QPushButton*>(QString::fromLatin1(name));
    }
    void click(const char* name) const {
        auto* widget = button(name);
        QVERIFY2(widget != nullptr && widget->isVisible() && widget->isEnabled(), name);
        widget->click();
    }
    void choose(const char* name, int index) const {
        auto* combo = m_page->findChild<QComboBox*>(QString::fromLatin1(name));
        combo->setCurrentIndex(index);
        Q_EMIT combo->activated(index);
    }
    InlineMessage* formMessage() const {
        return line("accountName")->parentWidget()->findChild<InlineMessage*>();
    }
    QString keyState() const { return label("keyState")->text(); }
    QStringList names() const {
        QStringList all;
        for (int row = 0; row < view()->model()->rowCount(); ++row)
            all << view()->model()->index(row, 0).data().toString();
        return all;
    }
    void select(const char* name) const {
        for (int row = 0; row < view()->model()->rowCount(); ++row) {
            if (names().at(row).section(QLatin1Char(' '), 0, 0) == QLatin1String(name))
                view()->setCurrentIndex(view()->model()->index(row, 0));
        }
    }
    void add(const char* name) const {
        click(accounts().profiles().empty() ? "addFirstAccount" : "addAccount");
        QTest::keyClicks(line("accountName"), QString::fromLatin1(name));
        click("saveAccount");
        QVERIFY(accounts().find(QString::fromLatin1(name)) != nullptr);
    }
    /// The key is refused by nobody: the account's host is not asked, since no test reaches it.
    void giveKey(const char* key) const {
        QTest::keyClicks(line("keyField"), QString::fromLatin1(key));
        click("saveKey");
        QTRY_VERIFY(line("keyField")->text().isEmpty());
    }
    void addPractice(const std::string& endpoint, const std::string& key) const {
        BackendProfile profile;
        profile.name = "cloud";
        profile.endpoint = endpoint;
        profile.practice = true;
        QVERIFY(accounts().store().add(profile).has_value());
        accounts().reload();
        giveKey(key.c_str());
    }
    QWidget* step(const char* name) const {
        return m_page->findChild<QWidget*>(QStringLiteral("testStep_") + QString::fromLatin1(name));
    }
    QString stepTitle(const char* name) const {
        return step(name)->findChild<QLabel*>(QStringLiteral("stepTitle"))->text();
    }

    std::unique_ptr<TestContext> m_test;
    std::unique_ptr<WorkspaceSession> m_session;
    std::unique_ptr<TestAccounts> m_all;
    std::unique_ptr<HardwarePage> m_page;
};

QTEST_MAIN(HardwarePageTest)
#include "hardware_page_test.moc"
