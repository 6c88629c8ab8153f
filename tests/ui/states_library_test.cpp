// SPDX-License-Identifier: GPL-3.0-or-later
#include <QPlainTextEdit>
#include <QSpinBox>

#include "tests/ui/support/states_fixture.h"
#include "ui/states/span_field.h"

using namespace qstore;
using namespace qstore::ui;

namespace {

constexpr std::int64_t minuteMs = 60'000;
constexpr std::int64_t hourMs = 60 * minuteMs;

}  // namespace

/// Options of the library, and notes of records.
class StatesLibraryTest : public QObject {
    Q_OBJECT

    RecordLibraryOptions options() const { return m_on->page->states().options(); }
    QUndoStack& undo() const { return *m_on->page->undoStack(); }
    QSpinBox& capacity() const {
        return *m_on->page->findChild<QSpinBox*>(QStringLiteral("libraryCapacity"));
    }
    QString span(const char* name) const {
        const auto* unit =
            m_on->page->findChild<QComboBox*>(QString::fromLatin1(name) + QStringLiteral("Unit"));
        return QStringLiteral("%1 %2").arg(m_on->box(name)->value()).arg(unit->currentText());
    }
    void setSpan(const char* name, double number, const QString& unit) const {
        m_on->box(name)->setValue(number);
        m_on->choose(qPrintable(QString::fromLatin1(name) + QStringLiteral("Unit")), unit);
    }
    QString said(const char* form) const {
        const auto* message = m_on->widget(form)->findChild<InlineMessage*>();
        return message->isVisible() ? message->text() : QString();
    }
    QPlainTextEdit& note() const {
        return *m_on->page->findChild<QPlainTextEdit*>(QStringLiteral("editRecordNote"));
    }
    std::string payload() const { return m_on->page->states().record(QStringLiteral("ada"))->payload; }

private Q_SLOTS:
    void init() { m_on = std::make_unique<StatesFixture>(); }
    void cleanup() { m_on.reset(); }

    void aSpanIsShownInItsLargestWholeUnit_data() {
        QTest::addColumn<qint64>("ms");
        QTest::addColumn<double>("number");
        QTest::addColumn<QString>("unit");
        QTest::newRow("1 ms") << qint64{1} << 1.0 << QStringLiteral("ms");
        QTest::newRow("1.5 s") << qint64{1500} << 1500.0 << QStringLiteral("ms");
        QTest::newRow("59 s") << qint64{59'000} << 59.0 << QStringLiteral("seconds");
        QTest::newRow("90 min") << qint64{90 * minuteMs} << 90.0 << QStringLiteral("minutes");
        QTest::newRow("a day") << qint64{24 * hourMs} << 1.0 << QStringLiteral("days");
        QTest::newRow("25 h") << qint64{25 * hourMs} << 25.0 << QStringLiteral("hours");
        QTest::newRow("long") << qint64{9'007'199'254'740'991} << 9'007'199'254'740'991.0
                              << QStringLiteral("ms");
    }
    void aSpanIsShownInItsLargestWholeUnit() {
        QFETCH(qint64, ms);
        QFETCH(double, number);
        QFETCH(QString, unit);
        SpanField field(QStringLiteral("short"), "span");
        field.setMs(ms);
        QCOMPARE(field.findChild<QDoubleSpinBox*>()->value(), number);
        QCOMPARE(field.findChild<QComboBox*>()->currentText(), unit);
        QCOMPARE(qint64{field.ms().value()}, ms);
    }

    void capacityAndTimesAreSetKeptAndUndone() {
        m_on->click("libraryOptions");
        QCOMPARE(capacity().value(), 1000);
        QCOMPARE(span("coherenceLong"), QStringLiteral("7 days"));
        QCOMPARE(span("coherenceMedium"), QStringLiteral("1 days"));
        QCOMPARE(span("coherenceShort"), QStringLiteral("1 hours"));
        capacity().setValue(2);
        setSpan("coherenceShort", 90, QStringLiteral("minutes"));
        m_on->click("setLibrary");
        QCOMPARE(said("libraryForm"), QStringLiteral("Set."));
        QCOMPARE(options().capacity, std::size_t{2});
        QCOMPARE(qint64{options().coherence.shortMs}, qint64{90 * minuteMs});
        QCOMPARE(qint64{options().coherence.longMs}, qint64{168 * hourMs});
        const auto* tiers = m_on->page->findChild<QComboBox*>(QStringLiteral("newRecordTier"));
        QCOMPARE(tiers->itemText(3), QStringLiteral("short (1 h 30 min)"));
        m_on->stop();
        m_on->start();
        QCOMPARE(options().capacity, std::size_t{2});
        m_on->click("libraryOptions");
        QCOMPARE(span("coherenceShort"), QStringLiteral("90 minutes"));
        QCOMPARE(undo().undoText(), QStringLiteral("Capacity and coherence times"));
        undo().undo();
        QCOMPARE(options().capacity, std::size_t{1000});
        QCOMPARE(qint64{options().coherence.shortMs}, qint64{hourMs});
        QCOMPARE(capacity().value(), 1000);
        QCOMPARE(span("coherenceShort"), QStringLiteral("1 hours"));
    }

    void whatHoldsAlreadyIsNoStep() {
        m_on->click("libraryOptions");
        m_on->click("setLibrary");
        QVERIFY(said("libraryForm").contains(QStringLiteral("already")));
        QCOMPARE(undo().count(), 0);
    }

    void timesCountAtOnce() {
        m_on->add(recordNamed("ada", {1.0}, RecordTier::Short));
        m_on->clock->advance(30 * minuteMs);
        m_on->page->states().tick();
        QCOMPARE(m_on->text<QLabel>("recordState"), QStringLiteral("created, tier short"));
        m_on->click("libraryOptions");
        setSpan("coherenceShort", 30, QStringLiteral("minutes"));
        m_on->click("setLibrary");
        QCOMPARE(m_on->text<QLabel>("recordState"), QStringLiteral("decohered, tier short"));
        undo().undo();
        QCOMPARE(m_on->text<QLabel>("recordState"), QStringLiteral("created, tier short"));
        QCOMPARE(m_on->text<QLabel>("recordLeft"), QStringLiteral("30 min of 1 h"));
    }

    void timesThatDoNotAscendAreRefused() {
        m_on->click("libraryOptions");
        setSpan("coherenceShort", 2, QStringLiteral("days"));
        m_on->click("setLibrary");
        QVERIFY2(said("libraryForm").contains(QStringLiteral("172800000 ms")),
                 qPrintable(said("libraryForm")));
        QCOMPARE(qint64{options().coherence.shortMs}, qint64{hourMs});
        QCOMPARE(undo().count(), 0);
        // What was typed is still there to be corrected.
        QCOMPARE(span("coherenceShort"), QStringLiteral("2 days"));
        setSpan("coherenceLong", 9e15, QStringLiteral("days"));
        m_on->click("setLibrary");
        QVERIFY2(said("libraryForm").contains(QStringLiteral("9000000000000000 days is longer")),
                 qPrintable(said("libraryForm")));
        QCOMPARE(undo().count(), 0);
    }

    void fewerPlacesTakeEffectAtTheNextSweep() {
        for (const char* name : {"a", "b", "c"}) m_on->add(recordNamed(name, {1.0}, RecordTier::Medium));
        m_on->click("libraryOptions");
        QCOMPARE(m_on->text<QLabel>("libraryPlaces"), QStringLiteral("3 of 1,000 places are taken"));
        capacity().setValue(2);
        m_on->click("setLibrary");
        QVERIFY2(said("libraryForm").contains(QStringLiteral("1 record(s) too many")),
                 qPrintable(said("libraryForm")));
        QCOMPARE(m_on->names("recordsTable").size(), 3);
        m_on->click("sweepRecords");
        QCOMPARE(m_on->names("recordsTable").size(), 2);
        QCOMPARE(m_on->text<QLabel>("libraryPlaces"), QStringLiteral("2 of 2 places are taken"));
        undo().undo();
        QCOMPARE(m_on->names("recordsTable").size(), 3);
    }

    void aNoteIsChangedAndUndone() {
        m_on->add(recordNamed("ada", {1.0}));
        QCOMPARE(m_on->text<QLabel>("recordPayload"), QStringLiteral("none"));
        QTest::keyClicks(&note(), QStringLiteral("<b>first</b>"));
        m_on->click("setRecordNote");
        QCOMPARE(payload(), std::string("<b>first</b>"));
        QCOMPARE(m_on->text<QLabel>("recordPayload"), QStringLiteral("<b>first</b>"));
        QCOMPARE(m_on->page->findChild<QLabel*>(QStringLiteral("recordPayload"))->textFormat(),
                 Qt::PlainText);
        QCOMPARE(undo().undoText(), QStringLiteral("Note of ada"));
        note().clear();
        m_on->click("setRecordNote");
        QCOMPARE(payload(), std::string());
        undo().undo();
        QCOMPARE(note().toPlainText(), QStringLiteral("<b>first</b>"));
        undo().undo();
        QCOMPARE(payload(), std::string());
        QCOMPARE(note().toPlainText(), QString());
    }

    void aNoteBelongsToItsRecordAndStaysByteForByte() {
        NewRecord ada = recordNamed("ada", {1.0});
        ada.payload = "one\r\ntwo";
        m_on->add(ada);
        m_on->add(recordNamed("blaise", {1.0}));
        m_on->page->select(StateKind::Record, QStringLiteral("ada"));
        QVERIFY(note().toPlainText().startsWith(QStringLiteral("one")));
        const int steps = undo().count();
        m_on->click("setRecordNote");
        QCOMPARE(payload(), std::string("one\r\ntwo"));
        QCOMPARE(undo().count(), steps);
        QTest::keyClicks(&note(), QStringLiteral("typed and left"));
        m_on->page->select(StateKind::Record, QStringLiteral("blaise"));
        QCOMPARE(note().toPlainText(), QString());
        m_on->page->select(StateKind::Record, QStringLiteral("ada"));
        QVERIFY(!note().toPlainText().contains(QStringLiteral("typed")));
    }

private:
    std::unique_ptr<StatesFixture> m_on;
};

QTEST_MAIN(StatesLibraryTest)
#include "states_library_test.moc"
