// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSet>
#include <QTest>

#include "plugins/host/plugin_host.h"
#include "tests/ui/support/german_translator.h"
#include "ui/controllers/workspace_session.h"
#include "ui/support/core_sentences.h"
#include "ui/support/core_texts.h"

using namespace qstore;
using namespace qstore::ui;

namespace {

constexpr std::size_t storePlugins = 3;  // Qdrant, Pinecone and pgvector

}  // namespace

/// What the plugins for stores say in the window can be translated. They are those that are built beside
/// the program, by what they answer.
class StoresTextsTest : public QObject {
    Q_OBJECT

    PluginHost m_host;

    /// Port 1 of this machine, where nobody listens.
    static std::string endpointOf(const std::string& kind) {
        return kind == "pgvector" ? "postgresql://me@127.0.0.1:1/db?sslmode=disable" : "http://127.0.0.1:1";
    }
    static void check(const std::string& text) { QVERIFY2(isCoreSentence(text), text.c_str()); }

private Q_SLOTS:
    void everyFieldOfAConnectionIsThere() {
        const auto kinds = m_host.storeKinds();
        QVERIFY2(kinds.size() >= storePlugins, "the plugins are not built");
        QSet<QString> offered;
        for (const StoreKind& kind : kinds) {
            offered << toQt(kind.keyTitle);
            for (const StoreSetting& setting : kind.settings)
                offered << toQt(setting.title) << toQt(setting.help);
        }
        offered.remove(QString());
        const QStringList all = storeTexts();
        const QSet<QString> known(all.begin(), all.end());
        QCOMPARE(qsizetype(known.size()), all.size());
        for (const QString& text : std::as_const(offered)) QVERIFY2(known.contains(text), qPrintable(text));
        for (const QString& text : known) QVERIFY2(offered.contains(text), qPrintable(text));
    }

    /// A test of a connection where nobody listens: every cure and every step that was not tried.
    void whatATestSaysHasAPattern() {
        for (const StoreKind& kind : m_host.storeKinds()) {
            const auto driver = m_host.storeDriver(kind.id);
            QVERIFY2(driver.has_value(), kind.id.c_str());
            StoreConnection connection;
            connection.kind = kind.id;
            connection.name = "lab";
            connection.endpoint = endpointOf(kind.id);
            const auto steps = (*driver)->test(connection, Secret("key"), {}, {});
            QCOMPARE(steps.size(), std::size_t{5});
            QCOMPARE(steps.front().state, StepState::Failed);
            check(steps.front().cure);
            for (std::size_t i = 1; i < steps.size(); ++i) check(steps[i].detail);
        }
    }

    void sentencesKeepWhatTheyHold() {
        // NOLINTBEGIN(bugprone-suspicious-missing-comma): long ones go over several lines.
        for (const char* text :
             {"3 indexes; 2 of sparse vectors left out", "12 collections in schema 'qstore'",
              "no collections", "user 'ada', without a password",
              "PostgreSQL 15.4, pgvector 0.5.1 (created with the first collection)",
              "PostgreSQL at db.example:5432 does not accept the password: password authentication failed",
              "if the service has a certificate of your organisation, name its authority (CA file); check "
              "this "
              "computer's clock; else check the endpoint: somebody may be posing as it",
              "PostgreSQL at db.example:5432 broke down: terminating connection (crash of another process)",
              "PostgreSQL at db.example:5432 refused: something odd [SQLSTATE XX000]",
              "the endpoint cannot be used: it holds a password",
              "something else than a web service answers there: check the endpoint https://x/%20",
              "Set the connection's key to the password of user 'ada'."}) {
            // NOLINTEND(bugprone-suspicious-missing-comma)
            check(text);
            QCOMPARE(coreSentence(text), QString::fromUtf8(text));
        }
    }

    /// The head is the window's, what a server says of itself is not.
    void aServersOwnWordsStayAsTheyAre() {
        GermanTranslator german;
        QVERIFY(QCoreApplication::installTranslator(&german));
        QCOMPARE(
            coreSentence("PostgreSQL at db.example:5432 has no space left: could not extend file"),
            QStringLiteral("PostgreSQL auf db.example:5432 hat keinen Platz mehr: could not extend file"));
        QCOMPARE(coreSentence("Make room on the server's disk."),
                 QStringLiteral("Auf dem Datenträger des Servers Platz schaffen."));
        QCoreApplication::removeTranslator(&german);
    }
};

QTEST_GUILESS_MAIN(StoresTextsTest)
#include "stores_texts_test.moc"
