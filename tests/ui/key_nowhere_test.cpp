// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/resource.h>

#include <QDirIterator>
#include <QFile>
#include <QSignalSpy>
#include <QTest>
#include <QTextStream>

#include "app/workbench/pages.h"
#include "core/exchange/bundle.h"
#include "core/serving/practice_cloud.h"
#include "tests/ui/support/practice_page.h"
#include "tests/ui/support/text_walk.h"
#include "ui/window/main_window.h"

using namespace qstore;
using namespace qstore::ui;
using RunStage = TrainingController::State;

namespace {

constexpr int limitMs = 60'000;
const QString password = QStringLiteral("nine plain horses");

/// Everything that anybody logs while this lives.
class LogRecorder {
public:
    LogRecorder() {
        s_log.clear();
        m_before = qInstallMessageHandler([](QtMsgType, const QMessageLogContext&, const QString& text) {
            s_log += text.toUtf8() + '\n';
        });
    }
    ~LogRecorder() { qInstallMessageHandler(m_before); }
    LogRecorder(const LogRecorder&) = delete;
    LogRecorder& operator=(const LogRecorder&) = delete;
    static const QByteArray& log() { return s_log; }

private:
    inline static QByteArray s_log;
    QtMessageHandler m_before;
};

QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace

/// A key that is planted in an account of the window is nowhere afterwards but in the memory of the program
/// and, encrypted, in the vault.
class KeyNowhereTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        m_cloud = PracticeCloud::start({}).value();
        m_keys = {QByteArray::fromStdString(m_cloud->key()), QByteArray::fromStdString(m_cloud->addKey())};
        QVERIFY(m_keys[0].size() > 20 && m_keys[0] != m_keys[1]);
        m_accounts = std::make_unique<TestAccounts>(m_test);
        m_test.context.session = &m_session;
        m_training = std::make_unique<TrainingController>(m_session, &m_accounts->accounts);
        QVERIFY(m_session.open(path("w.qstore")).has_value());
        m_window = std::make_unique<MainWindow>(m_test.context, makePages(m_test.context, *m_training));
        m_window->show();
    }

    void isKeptInTheVaultAndTested() {
        Accounts& accounts = m_accounts->accounts;
        BackendProfile profile;
        profile.name = "cloud";
        profile.endpoint = m_cloud->ionqEndpoint();
        profile.practice = true;
        QVERIFY(accounts.store().add(profile).has_value());
        accounts.reload();
        accounts.openVault(Secret(password.toStdString()));
        QTRY_VERIFY_WITH_TIMEOUT(accounts.vaultUnlocked(), limitMs);
        keep(m_keys[0]);
        QTRY_VERIFY_WITH_TIMEOUT(accounts.keyOf(QStringLiteral("cloud")).place == SecretPlace::Vault,
                                 limitMs);
        QVERIFY(contentOf(path("keys.vault")).size() > 50);
        QTRY_VERIFY_WITH_TIMEOUT(m_accounts->devices.find(device) != nullptr, limitMs);
        rlimit core{};
        QCOMPARE(getrlimit(RLIMIT_CORE, &core), 0);
        QCOMPARE(core.rlim_cur, rlim_t{0});
        shownTexts();
    }

    void trainsWhileItExpiresAndIsRenewed() {
        const Table table = loadSample("iris").value();
        Recipe recipe = suggestRecipe(table, table.columns().back().name).value();
        for (const Column& column : table.columns())
            if (column.name.rfind("sepal", 0) == 0) recipe.columns[column.name].role = ColumnRole::Ignored;
        QVERIFY(m_session.addDataset(QStringLiteral("iris"), table, {}, recipe).has_value());
        m_cloud->expireKeyAfter(m_cloud->key(), 8);
        train();
        QTRY_COMPARE_WITH_TIMEOUT(m_training->state(), RunStage::Paused, limitMs);
        shownTexts();
        keep(m_keys[1]);
        QTRY_COMPARE_WITH_TIMEOUT(m_training->state(), RunStage::Done, limitMs);
        m_cloud->waitIdle();
        QVERIFY(m_cloud->ledger().circuitsBilled() > 0);
        shownTexts();
    }

    void aKeyThatIsWrongIsRejectedAndNotRepeated() {
        m_keys.append("wrong-key-that-nobody-gave-out-0123456789");
        keep(m_keys.back());
        QTRY_VERIFY_WITH_TIMEOUT(
            m_accounts->accounts.keyOf(QStringLiteral("cloud")).hint.endsWith(QStringLiteral("6789")),
            limitMs);
        m_finished = m_training->runId();
        train();
        QTRY_COMPARE_WITH_TIMEOUT(m_training->state(), RunStage::Paused, limitMs);
        QCOMPARE(m_training->waitsForKeyOf(), QStringLiteral("cloud"));
        QVERIFY(m_training->runId() != m_finished);
        shownTexts();
    }

    void isInNoFileLogTextOrCommandLine() {
        const auto version = m_session.registerRun(QStringLiteral("kept"), m_finished, {});
        QVERIFY(version.has_value());
        QVERIFY(
            exportBundle(*m_session.workspace(), "kept", path("kept.qmodel").toStdString()).has_value());
        for (const char* name : {"page_home", "page_train", "page_models", "page_hardware"}) {
            if (auto* button = m_window->findChild<QAbstractButton*>(QString::fromLatin1(name)))
                button->click();
            shownTexts();
        }
        m_window->close();
        m_test.settings.sync();
        expectNone(contentOf(QStringLiteral("/proc/self/cmdline")), QStringLiteral("the command line"));
        expectNone(LogRecorder::log(), QStringLiteral("the log"));
        expectNone(m_texts, QStringLiteral("the window"));
        QStringList files;
        for (QDirIterator each(m_test.folder.path(), QDir::Files | QDir::Hidden,
                               QDirIterator::Subdirectories);
             each.hasNext();) {
            files += each.next();
            expectNone(contentOf(files.back()), files.back());
        }
        for (const char* name : {"w.qstore", "keys.vault", "accounts.json", "kept.qmodel"})
            QVERIFY2(files.contains(path(name)), name);
        // The search finds what is there.
        QVERIFY(contentOf(path("accounts.json")).contains("127.0.0.1"));
        QVERIFY(m_texts.contains("cloud"));
    }

    void cleanupTestCase() {
        m_window.reset();
        m_training.reset();
        m_accounts.reset();
    }

private:
    QString path(const char* name) const { return m_test.folder.filePath(QString::fromLatin1(name)); }
    void keep(const QByteArray& key) {
        m_accounts->accounts.keepKey(QStringLiteral("cloud"), Secret(key.toStdString()));
    }
    void train() {
        CircuitChoice choice;
        choice.kind = CircuitChoice::Kind::Template;
        choice.layers = 1;
        TrainConfig config;
        config.epochs = 1;
        config.batchSize = 60;
        config.gradient = GradientMethod::ParameterShift;
        config.machine.backend = device.toStdString();
        config.machine.shots = 20;
        m_training->start(choice, config);
    }
    void shownTexts() {
        for (const ShownText& shown : textsOf(*m_window)) m_texts += shown.text.toUtf8() + '\n';
    }
    /// As it is, in base64, or half of it.
    void expectNone(const QByteArray& content, const QString& where) {
        QList<QByteArray> wanted{password.toUtf8(), password.toUtf8().toBase64()};
        for (const QByteArray& key : m_keys)
            wanted << key << key.toBase64(QByteArray::OmitTrailingEquals) << key.right(key.size() / 2);
        for (const QByteArray& secret : wanted)
            QVERIFY2(!content.contains(secret), qPrintable(QStringLiteral("in ") + where));
    }

    const QString device = QStringLiteral("cloud/qpu.forte-1");
    LogRecorder m_log;
    std::unique_ptr<PracticeCloud> m_cloud;
    QList<QByteArray> m_keys;
    QByteArray m_texts;
    QString m_finished;
    TestContext m_test;
    WorkspaceSession m_session;
    std::unique_ptr<TestAccounts> m_accounts;
    std::unique_ptr<TrainingController> m_training;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(KeyNowhereTest)
#include "key_nowhere_test.moc"
