// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/states/states_page.h"

#include <QSpinBox>
#include <QTableWidget>
#include <cmath>

#include "core/states/notes.h"
#include "tests/ui/support/pseudo_translator.h"
#include "tests/ui/support/states_fixture.h"
#include "tests/ui/support/text_walk.h"
#include "ui/states/state_words.h"

using namespace qstore;
using namespace qstore::ui;

namespace {

constexpr std::int64_t hourMs = 3'600'000;

}  // namespace

/// The page itself, and records: contexts, time, queries, undo.
class StatesPageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_on = std::make_unique<StatesFixture>(); }
    void cleanup() { m_on.reset(); }

    /// The window says what the core says, word by word.
    void theNotesAreThoseOfTheCore() {
        QCOMPARE(recordNote(), toQt(kRecordNote));
        QCOMPARE(registerNote(), toQt(kRegisterNote));
        QCOMPARE(groupNote(), toQt(kGroupNote));
        QCOMPARE(noSignallingNote(), toQt(kNoSignallingNote));
        QCOMPARE(scoreFormula(), toQt(kScoreFormula));
    }

    void numbersAreReadAndWhatIsNoneIsNamed() {
        const auto numbers = parseNumbers(QStringLiteral("0.5, -1; 2e-3  4"));
        QVERIFY(numbers.has_value());
        QCOMPARE(*numbers, (std::vector<double>{0.5, -1.0, 2e-3, 4.0}));
        const auto wrong = parseNumbers(QStringLiteral("0.5, apple"));
        QVERIFY(!wrong.has_value());
        QCOMPARE(wrong.error().message, std::string("'apple' is not a number"));
        const auto amplitudes = parseAmplitudes(QStringLiteral("0.5, -i, .5-0.25i, 1e-1i"));
        QVERIFY(amplitudes.has_value());
        using Complex = std::complex<double>;
        QCOMPARE(*amplitudes, (std::vector<Complex>{{0.5, 0.0}, {0.0, -1.0}, {0.5, -0.25}, {0.0, 0.1}}));
        QVERIFY(!parseAmplitudes(QStringLiteral("0.5+")).has_value());
    }

    void spansNameTheirTwoLargestUnits() {
        QCOMPARE(spanText(850), QStringLiteral("850 ms"));
        QCOMPARE(spanText(59'999), QStringLiteral("59 s"));
        QCOMPARE(spanText(725'000), QStringLiteral("12 min 5 s"));
        QCOMPARE(spanText(hourMs), QStringLiteral("1 h"));
        QCOMPARE(spanText(76 * hourMs), QStringLiteral("3 d 4 h"));
    }

    void anEmptyLibraryOffersAnExample() {
        QVERIFY(m_on->page->findChild<QWidget*>(QStringLiteral("emptyStateButton"))->isVisible());
        m_on->click("emptyStateButton");
        QCOMPARE(m_on->names("recordsTable"),
                 (QStringList{QStringLiteral("ada"), QStringLiteral("blaise"), QStringLiteral("carl")}));
        QCOMPARE(m_on->names("groupsTable"), QStringList{QStringLiteral("colleagues")});
        QCOMPARE(m_on->names("registersTable"),
                 (QStringList{QStringLiteral("ada as a state"), QStringLiteral("bell")}));
        QVERIFY(m_on->widget("recordView")->isVisible());
        QCOMPARE(m_on->page->undoStack()->count(), 6);
        while (m_on->page->undoStack()->canUndo()) m_on->page->undoStack()->undo();
        QVERIFY(m_on->page->findChild<QWidget*>(QStringLiteral("emptyStateButton"))->isVisible());
        QCOMPARE(m_on->page->statusText(), QStringLiteral("0 record(s) · 0 register(s) · 0 group(s)"));
    }

    void aRecordWithTwoContextsAnswersByContext() {
        m_on->makeTwoContexts();
        m_on->measure(QStringLiteral("work"));
        QVERIFY2(m_on->answer().contains(QStringLiteral("(0.6; 0.8)")), qPrintable(m_on->answer()));
        QVERIFY2(m_on->answer().contains(QStringLiteral("weight 0.7")), qPrintable(m_on->answer()));
        QCOMPARE(m_on->text<QLabel>("recordState"), QStringLiteral("measured, tier medium"));
        m_on->measure(QStringLiteral("leisure"));
        QVERIFY2(m_on->answer().contains(QStringLiteral("(-1; 0; 2)")), qPrintable(m_on->answer()));
        QVERIFY2(m_on->answer().contains(QStringLiteral("weight 0.3")), qPrintable(m_on->answer()));
    }

    void anUnknownContextIsAnAnswerThatSaysSo() {
        m_on->makeTwoContexts();
        m_on->measure(QStringLiteral("zzz"));
        QVERIFY2(m_on->answer().contains(QStringLiteral("has no context “zzz”")),
                 qPrintable(m_on->answer()));
        QVERIFY2(m_on->answer().contains(QStringLiteral("leisure, work")), qPrintable(m_on->answer()));
        QCOMPARE(m_on->text<QLabel>("recordState"), QStringLiteral("created, tier medium"));
    }

    void aRowOfTheDatasetBecomesAVector() {
        Column length, species;
        length.name = "length";
        length.numbers = {5.5, 4.25};
        length.missing = {false, false};
        species.name = "species";
        species.type = ColumnType::Category;
        species.texts = {"x", "y"};
        species.missing = {false, false};
        Column width = length;
        width.name = "width";
        width.numbers = {1.0, std::nan("")};
        width.missing = {false, true};
        const auto table = Table::create({length, species, width});
        QVERIFY(table.has_value());
        QVERIFY(
            m_on->session->addDataset(QStringLiteral("flowers"), *table, QStringLiteral("test"), Recipe())
                .has_value());
        m_on->click("newRecord");
        m_on->click("takeRow");
        m_on->click("makeRecord");
        QCOMPARE(m_on->page->states().record(QStringLiteral("row 1"))->contexts.at("default").vector,
                 (std::vector<double>{5.5, 1.0}));
        m_on->click("newRecord");
        m_on->page->findChild<QSpinBox*>(QStringLiteral("datasetRow"))->setValue(2);
        m_on->click("takeRow");
        const auto* message = m_on->widget("newRecordForm")->findChild<InlineMessage*>();
        QVERIFY2(message->text().contains(QStringLiteral("no value in column 'width'")),
                 qPrintable(message->text()));
    }

    void aRecordThatIsRefusedSaysWhy() {
        m_on->click("newRecord");
        m_on->type("newRecordId", QStringLiteral("x"));
        m_on->type("contextVector1", QStringLiteral("1, two"));
        m_on->click("makeRecord");
        const auto* message = m_on->widget("newRecordForm")->findChild<InlineMessage*>();
        QVERIFY(message->isVisible());
        QVERIFY2(message->text().contains(QStringLiteral("'two' is not a number")),
                 qPrintable(message->text()));
        QCOMPARE(m_on->names("recordsTable"), QStringList());
    }

    void timeRunsOutExactlyByTheClock() {
        m_on->add(recordNamed("brief", {1.0}, RecordTier::Short));
        QCOMPARE(m_on->text<QLabel>("recordLeft"), QStringLiteral("1 h of 1 h"));
        m_on->clock->advance(hourMs - 1);
        m_on->page->states().tick();
        QCOMPARE(m_on->text<QLabel>("recordState"), QStringLiteral("created, tier short"));
        QCOMPARE(m_on->text<QLabel>("recordLeft"), QStringLiteral("1 ms of 1 h"));
        m_on->clock->advance(1);
        m_on->page->states().tick();
        QCOMPARE(m_on->text<QLabel>("recordState"), QStringLiteral("decohered, tier short"));
        QCOMPARE(m_on->text<QLabel>("recordLeft"), QStringLiteral("over"));
        QVERIFY(m_on->page->statusText().contains(QStringLiteral("1 decohered")));
        m_on->click("measureRecord");
        QVERIFY(m_on->widget("recordActions")->findChild<InlineMessage*>()->isVisible());
        m_on->click("restoreRecord");
        QCOMPARE(m_on->text<QLabel>("recordState"), QStringLiteral("active, tier short"));
        QCOMPARE(m_on->text<QLabel>("recordLeft"), QStringLiteral("1 h of 1 h"));
    }

    void aSweepMarksWhatIsOverAndCanBeUndone() {
        m_on->add(recordNamed("brief", {1.0}, RecordTier::Short));
        m_on->add(recordNamed("lasting", {1.0}));
        QString offered;
        QObject guard;
        QObject::connect(&*m_on->session, &WorkspaceSession::undoOffered, &guard,
                         [&offered](const QString& what, QUndoStack*) { offered = what; });
        m_on->click("sweepRecords");
        QVERIFY(offered.isEmpty());
        m_on->clock->advance(hourMs);
        m_on->click("sweepRecords");
        QCOMPARE(offered, QStringLiteral("1 record(s) decohered"));
        QCOMPARE(m_on->page->undoStack()->undoText(), QStringLiteral("Sweep"));
        QCOMPARE(m_on->page->states().library()->records().stored("brief")->state, RecordState::Decohered);
        m_on->page->undoStack()->undo();
        QCOMPARE(m_on->page->states().library()->records().stored("brief")->state, RecordState::Created);
    }

    void aContextIsChangedAndUndoneToTheBit() {
        m_on->add(recordNamed("ada", {0.1, 0.2}));
        const auto before = m_on->page->states().record(QStringLiteral("ada"));
        m_on->type("editContextVector", QStringLiteral("0.3, 0.4"));
        m_on->click("setContext");
        QCOMPARE(m_on->page->states().record(QStringLiteral("ada"))->contexts.at("work").vector,
                 (std::vector<double>{0.3, 0.4}));
        m_on->page->undoStack()->undo();
        QVERIFY(*m_on->page->states().record(QStringLiteral("ada")) == *before);
        m_on->page->undoStack()->redo();
        QCOMPARE(m_on->page->states().record(QStringLiteral("ada"))->contexts.at("work").vector,
                 (std::vector<double>{0.3, 0.4}));
    }

    void everythingIsThereAfterARestartAndCanStillBeUndone() {
        m_on->add(recordNamed("ada", {1.0, 2.0}));
        m_on->click("removeRecord");
        QCOMPARE(m_on->names("recordsTable"), QStringList());
        m_on->stop();
        m_on->start();
        QCOMPARE(m_on->page->undoStack()->undoText(), QStringLiteral("Remove record ada"));
        m_on->page->undoStack()->undo();
        QCOMPARE(m_on->names("recordsTable"), QStringList{QStringLiteral("ada")});
        m_on->stop();
        m_on->start();
        QCOMPARE(m_on->names("recordsTable"), QStringList{QStringLiteral("ada")});
        QVERIFY(m_on->page->undoStack()->canRedo());
    }

    void aQueryExplainsItsStages() {
        m_on->add(recordNamed("near", {1.0, 0.0}));
        m_on->add(recordNamed("far", {0.0, 1.0}));
        m_on->add(recordNamed("brief", {1.0, 0.0}, RecordTier::Short));
        m_on->clock->advance(hourMs);
        m_on->page->states().tick();
        m_on->click("queryRecords");
        m_on->type("queryVector", QStringLiteral("1, 0"));
        m_on->page->findChild<QComboBox*>(QStringLiteral("queryContext"))
            ->setCurrentText(QStringLiteral("work"));
        m_on->click("askRecords");
        QVERIFY(m_on->widget("queryView")->isVisible());
        QCOMPARE(m_on->column("queryHits", 0),
                 (QStringList{QStringLiteral("near"), QStringLiteral("far")}));
        QCOMPARE(m_on->column("queryHits", 2), (QStringList{QStringLiteral("1"), QStringLiteral("0")}));
        QCOMPARE(m_on->column("queryStages", 1),
                 (QStringList{QStringLiteral("3"), QStringLiteral("2"), QStringLiteral("2"),
                              QStringLiteral("2"), QStringLiteral("2"), QStringLiteral("2")}));
        QCOMPARE(m_on->column("queryStages", 2).first(), QStringLiteral("2"));
        QVERIFY(m_on->column("queryStages", 3).first().endsWith(QStringLiteral("µs")));
        QVERIFY(m_on->column("queryStages", 0)[2].endsWith(QStringLiteral("not asked")));
        QCOMPARE(m_on->text<QLabel>("queryFormula"), toQt(kScoreFormula));
    }

    void aQueryForAnUnknownContextSaysWhichThereAre() {
        m_on->add(recordNamed("ada", {1.0}));
        m_on->click("queryRecords");
        m_on->page->findChild<QComboBox*>(QStringLiteral("queryContext"))
            ->setCurrentText(QStringLiteral("zzz"));
        m_on->click("askRecords");
        const QString said = m_on->page->findChild<InlineMessage*>(QStringLiteral("queryMessage"))->text();
        QVERIFY2(said.contains(QStringLiteral("zzz")) && said.contains(QStringLiteral("work")),
                 qPrintable(said));
    }

    void removingShowsTheNeighbourAndUndoBringsItBack() {
        m_on->add(recordNamed("a", {1.0}));
        m_on->add(recordNamed("b", {2.0}));
        QCOMPARE(m_on->text<QLabel>("recordTitle"), QStringLiteral("a"));
        m_on->click("removeRecord");
        QCOMPARE(m_on->text<QLabel>("recordTitle"), QStringLiteral("b"));
        m_on->page->undoStack()->undo();
        QCOMPARE(m_on->names("recordsTable"), (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
    }

    void everyFieldAndButtonHasAName() {
        m_on->page->prepareScreenshot();
        QTRY_VERIFY_WITH_TIMEOUT(m_on->page->screenshotReady(), StatesFixture::limitMs);
        QStringList nameless;
        for (const QWidget* each : m_on->page->findChildren<QWidget*>()) {
            const bool field = qobject_cast<const QComboBox*>(each) != nullptr ||
                               qobject_cast<const QAbstractSpinBox*>(each) != nullptr ||
                               qobject_cast<const QTableView*>(each) != nullptr ||
                               qobject_cast<const QListWidget*>(each) != nullptr;
            if (field && each->accessibleName().isEmpty()) nameless << each->objectName();
            const auto* push = qobject_cast<const QPushButton*>(each);
            if (push != nullptr && push->text().isEmpty()) nameless << each->objectName();
        }
        QCOMPARE(nameless, QStringList());
    }

    /// In a language of accents and long words too.
    void nothingIsClippedInLongWords() {
        PseudoTranslator translator;
        QApplication::installTranslator(&translator);
        m_on->stop();
        m_on->start();
        m_on->page->prepareScreenshot();
        QTRY_VERIFY_WITH_TIMEOUT(m_on->page->screenshotReady(), StatesFixture::limitMs);
        const auto fits = [this] {
            QCoreApplication::processEvents();
            return clippedTexts(*m_on->page).join(QLatin1Char('\n'));
        };
        QCOMPARE(fits(), QString());
        for (const StateKind kind : {StateKind::Record, StateKind::Register, StateKind::Group}) {
            m_on->page->askNew(kind);
            QCOMPARE(fits(), QString());
        }
        m_on->click("queryRecords");
        m_on->click("askRecords");
        QCOMPARE(fits(), QString());
        m_on->click("libraryOptions");
        m_on->click("setLibrary");
        QCOMPARE(fits(), QString());
        m_on->page->select(StateKind::Group, QStringLiteral("colleagues"));
        QCOMPARE(fits(), QString());
        m_on->page->select(StateKind::Record, QStringLiteral("ada"));
        QCOMPARE(fits(), QString());
    }

    void nothingIsClippedAtASmallWindow() {
        m_on->page->prepareScreenshot();
        QTRY_VERIFY_WITH_TIMEOUT(m_on->page->screenshotReady(), StatesFixture::limitMs);
        m_on->page->resize(1024, 640);
        for (const auto& [kind, name] :
             {std::pair(StateKind::Register, "bell"), std::pair(StateKind::Group, "colleagues"),
              std::pair(StateKind::Record, "ada")}) {
            m_on->page->select(kind, QString::fromLatin1(name));
            QCoreApplication::processEvents();
            QCOMPARE(clippedTexts(*m_on->page).join(QLatin1Char('\n')), QString());
        }
    }

private:
    std::unique_ptr<StatesFixture> m_on;
};

QTEST_MAIN(StatesPageTest)
#include "states_page_test.moc"
