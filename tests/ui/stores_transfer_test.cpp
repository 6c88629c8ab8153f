// SPDX-License-Identifier: GPL-3.0-or-later
#include <QListView>
#include <QListWidget>
#include <QSignalSpy>
#include <QSpinBox>

#include "tests/ui/support/stores_fixture.h"

using namespace qstore;
using namespace qstore::ui;

/// What goes into a store and out of it, and stores elsewhere, by what a person types and presses.
class StoresTransferTest : public QObject, protected StoresFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }

    void theEmptyPageOffersToPush() {
        QTRY_VERIFY(button("emptyStateButton")->isVisible());
        click("emptyStateButton");
        QVERIFY(child<QWidget>("push")->isVisible());
        QCOMPARE(line("pushName")->text(), QStringLiteral("iris"));
        QVERIFY(child<QLabel>("pushDataset")->text().contains(QStringLiteral("150")));
    }

    void withoutADatasetTheWayGoesToTheDataPage() {
        QVERIFY(m_session->removeDataset(QStringLiteral("iris")).has_value());
        QTRY_VERIFY(button("emptyStateButton")->isVisible());
        QSignalSpy wanted(m_page.get(), &StoresPage::dataRequested);
        click("emptyStateButton");
        QCOMPARE(wanted.count(), 1);
        QVERIFY(!button("pushDatasetButton")->isEnabled());
    }

    void aDatasetIsPushedAndListed() {
        push();
        QCOMPARE(collections(), QStringList{QStringLiteral("iris")});
        QCOMPARE(cell("collectionsTable", 0, 1), QStringLiteral("150"));
        QCOMPARE(cell("collectionsTable", 0, 2), QStringLiteral("4"));
        QCOMPARE(cell("collectionsTable", 0, 3), QStringLiteral("Euclidean"));
        QTRY_VERIFY(points()->rowCount() > 0);
        // The cells of the first row of the table, as they are.
        const Table& iris = *m_session->currentTable();
        for (const Column& column : iris.columns()) {
            const int at = columnOf("pointsTable", toQt(column.name));
            QVERIFY2(at > 0, column.name.c_str());
        }
        QCOMPARE(cell("pointsTable", 0, columnOf("pointsTable", toQt(iris.columns().back().name))),
                 toQt(iris.columns().back().texts[0]));
    }

    void aPushIsUndoneAndDoneAgain() {
        push();
        m_page->undoStack()->undo();
        QTRY_COMPARE(collections(), QStringList());
        QTRY_VERIFY(idle());
        m_page->undoStack()->redo();
        QTRY_COMPARE(collections(), QStringList{QStringLiteral("iris")});
        QTRY_COMPARE(cell("collectionsTable", 0, 1), QStringLiteral("150"));
    }

    void aPushIntoPointsThatDifferGivesThemBackByUndo() {
        push();
        Point own;
        own.id = "1";
        own.vector = {1.0F, 2.0F, 3.0F, 4.0F};
        own.payload["mine"] = true;
        auto store = local();
        QVERIFY(store->upsert("iris", {own}, {}).has_value());
        QVERIFY(store->remove("iris", {"2"}, {}).has_value());
        click("pushDatasetButton");
        child<QComboBox>("pushInto")->setCurrentIndex(1);
        QVERIFY(!line("pushName")->isVisible());
        click("pushNow");
        QTRY_VERIFY_WITH_TIMEOUT(m_page->undoStack()->count() == 2 && idle(), limitMs);
        QCOMPARE(store->fetch("iris", {"2"}, {})->size(), std::size_t{1});
        m_page->undoStack()->undo();
        QTRY_VERIFY(store->fetch("iris", {"2"}, {})->empty());
        QTRY_VERIFY(idle());
        QVERIFY(store->fetch("iris", {"1"}, {})->front() == own);
        QCOMPARE(store->collection("iris", {})->count, std::uint64_t{149});
    }

    /// Row numbers as ids would let one dataset's points take the place of another's.
    void pointsThatWerePushedInAnotherWayAreReplacedOnlyWhenAskedTo() {
        push();
        const auto workspace = m_session->workspace();
        const Point plain = local()->fetch("iris", {"42"}, {}).value().front();
        const auto embedded = [&workspace] {
            return rememberedPush(*workspace, "local", "iris").value()->embeds();
        };
        const auto pushEmbedded = [this] {
            click("pushDatasetButton");
            child<QComboBox>("pushInto")->setCurrentIndex(1);
            auto* vectors = child<QComboBox>("pushVectors");
            vectors->setCurrentIndex(vectors->findText(QStringLiteral("Embedded"), Qt::MatchStartsWith));
            click("pushNow");
        };
        pushEmbedded();
        QTRY_COMPARE(m_test->prompts.asked, QStringList{QStringLiteral("Replace points of iris?")});
        QTRY_VERIFY(idle());
        QVERIFY(local()->fetch("iris", {"42"}, {})->front() == plain);
        QCOMPARE(m_page->undoStack()->count(), 1);
        m_test->prompts.answers = QStringList{QString()};
        pushEmbedded();
        QTRY_VERIFY_WITH_TIMEOUT(m_page->undoStack()->count() == 2 && idle(), limitMs);
        QVERIFY(local()->fetch("iris", {"42"}, {})->front().vector != plain.vector);
        QVERIFY(embedded());
        m_page->undoStack()->undo();
        QTRY_VERIFY(local()->fetch("iris", {"42"}, {})->front() == plain);
        QTRY_VERIFY(idle());
        QVERIFY(!embedded());
    }

    void aBadColumnOfIdsIsSaidInThePanel() {
        click("emptyStateButton");
        auto* ids = child<QComboBox>("pushIds");
        ids->setCurrentIndex(ids->count() - 1);
        click("pushNow");
        auto* message = child<QWidget>("push")->findChild<InlineMessage*>();
        QTRY_VERIFY(message->isVisible());
        QVERIFY2(message->text().contains(QStringLiteral("have the same")), qPrintable(message->text()));
        QCOMPARE(m_page->stores().state(), StoresController::State::Failed);
        QVERIFY(collections().isEmpty());
    }

    void aCollectionIsPulledAsADataset() {
        push();
        const QString target = toQt(m_session->currentTable()->columns().back().name);
        line("pointsFilter")->setText(target + QStringLiteral(" = 'virginica'"));
        click("applyFilter");
        QTRY_COMPARE(points()->rowCount(), 50);
        click("pullCollection");
        QVERIFY(child<QLabel>("pullWhat")->text().contains(QStringLiteral("virginica")));
        line("pullName")->setText(QStringLiteral("snapshot"));
        click("pullNow");
        QTRY_COMPARE(m_session->currentDataset(), QStringLiteral("snapshot"));
        QCOMPARE(m_session->currentTable()->rows(), std::size_t{50});
        QCOMPARE(m_session->currentTable()->columns().front().name, std::string("id"));
        // The target is the one it was pushed with.
        QCOMPARE(m_session->currentRecipe().columns.at(fromQt(target)).role, ColumnRole::Target);
        click("pullCollection");
        line("pullName")->setText(QStringLiteral("snapshot"));
        click("pullNow");
        QTRY_VERIFY(!messageWith(QStringLiteral("already a dataset named 'snapshot'")).isEmpty());
    }

    void aQuantumEmbeddingIsPushedAndItsRowsAreFoundAgain() {
        QTRY_VERIFY(button("emptyStateButton")->isVisible());
        click("emptyStateButton");
        auto* vectors = child<QComboBox>("pushVectors");
        vectors->setCurrentIndex(vectors->findData(QStringLiteral("angle")));
        click("pushNow");
        QTRY_VERIFY_WITH_TIMEOUT(points()->rowCount() == 150 && idle(), limitMs);
        // One qubit a feature, turned about Y by it from |0>: Z is its cosine.
        const DatasetPoints plain =
            DatasetPoints::create(*m_session->currentTable(), m_session->currentRecipe(), {}).value();
        const auto features = plain.vectorOf(41).value();
        const Point stored = local()->fetch("iris", {"42"}, {}).value().front();
        QCOMPARE(stored.vector.size(), features.size());
        for (std::size_t i = 0; i < features.size(); ++i)
            QVERIFY(std::abs(double(stored.vector[i]) - std::cos(double(features[i]))) < 1e-5);
        child<QSpinBox>("searchRow")->setValue(42);
        click("searchNow");
        QTRY_VERIFY(hits()->rowCount() > 0);
        QCOMPARE(cell("hitsTable", 0, 1), QStringLiteral("42"));
        QCOMPARE(cell("hitsTable", 0, 2), QStringLiteral("0"));
    }

    void twoCollectionsAreCompared() {
        push();
        click("pushDatasetButton");
        line("pushName")->setText(QStringLiteral("other"));
        click("pushNow");
        QTRY_COMPARE(collections(), QStringList({QStringLiteral("iris"), QStringLiteral("other")}));
        QTRY_VERIFY(idle());
        QVERIFY(local()->remove("other", {"9"}, {}).has_value());
        click("compareCollections");
        QTRY_VERIFY(button("compareNow")->isEnabled());
        click("compareNow");
        auto* ids = child<QListWidget>("compareIds");
        QTRY_COMPARE(ids->count(), 1);
        QVERIFY2(ids->item(0)->text().startsWith(QStringLiteral("9:")), qPrintable(ids->item(0)->text()));
        QVERIFY(child<QLabel>("compareSummary")->text().contains(QStringLiteral("149")));
    }

    void aStoppedPushGoesOn() {
        addConnection();
        m_elsewhere->holdAfter(1);
        makePush();
        QTRY_VERIFY(m_elsewhere->isHolding());
        QVERIFY(child<QWidget>("activityBar")->isVisible());
        click("cancelTask");
        QCOMPARE(m_page->stores().state(), StoresController::State::Cancelling);
        m_elsewhere->release();
        QTRY_VERIFY(button("resumePush")->isVisible());
        QCOMPARE(m_elsewhere->store()->collection("far", {})->count, std::uint64_t{1000});
        click("resumePush");
        QTRY_VERIFY_WITH_TIMEOUT(idle() && !button("resumePush")->isVisible(), limitMs);
        QCOMPARE(m_elsewhere->store()->collection("far", {})->count, std::uint64_t{2500});
        QCOMPARE(m_elsewhere->written(), std::size_t{2500});
    }

    void aConnectionIsAddedTestedAndRemoved() {
        addConnection();
        QCOMPARE(m_page->stores().store(), QStringLiteral("lab"));
        QCOMPARE(m_elsewhere->keys(), QStringList{QStringLiteral("planted-key-0123456789-a1b2")});
        QVERIFY(line("connectionKey")->text().isEmpty());
        QTRY_VERIFY(child<QLabel>("connectionKeyState")->text().contains(QStringLiteral("a1b2")));
        click("testConnection");
        QTRY_COMPARE(step("collections"), QStringLiteral("Collections: passed"));
        QCOMPARE(child<QLabel>("storeTestSummary")->text(), QStringLiteral("this connection works"));
        m_elsewhere->failKey();
        click("testConnection");
        QTRY_COMPARE(step("key"), QStringLiteral("Key: failed"));
        QCOMPARE(step("host"), QStringLiteral("Host: passed"));
        QCOMPARE(step("version"), QStringLiteral("Version: not tried"));
        QVERIFY(child<QWidget>("storeStep_key")
                    ->findChild<QLabel*>(QStringLiteral("stepCure"))
                    ->text()
                    .contains(QStringLiteral("another key")));
        click("removeConnection");
        QCOMPARE(m_page->stores().store(), QStringLiteral("local"));
        QCOMPARE(child<QListView>("storesList")->model()->rowCount(), 1);
        m_page->undoStack()->undo();
        QCOMPARE(child<QListView>("storesList")->model()->rowCount(), 2);
    }

    void aWrongConnectionIsSaidAtTheForm() {
        click("addConnection");
        line("connectionName")->setText(QStringLiteral("lab"));
        line("connectionEndpoint")->setText(QStringLiteral("http://far.example"));
        click("connectionNow");
        QTRY_VERIFY(!messageWith(QStringLiteral("http://far.example")).isEmpty());
        QVERIFY(m_elsewhere->connections().value().empty());
    }

    void aStoreThatVanishesIsSaidAndComesBack() {
        addConnection();
        m_elsewhere->vanish(true);
        m_page->activated();
        QTRY_VERIFY(!messageWith(QStringLiteral("far.example does not answer")).isEmpty());
        QVERIFY(!button("addCollection")->isEnabled());
        m_elsewhere->vanish(false);
        m_page->activated();
        QTRY_VERIFY(button("addCollection")->isEnabled());
    }

    void droppingElsewhereIsAskedFirst() {
        addConnection();
        makePush();
        QTRY_VERIFY_WITH_TIMEOUT(collections() == QStringList{QStringLiteral("far")} && idle(), limitMs);
        click("dropCollection");
        QTRY_COMPARE(m_test->prompts.asked.size(), 1);
        QCOMPARE(collections().size(), 1);
        m_test->prompts.answers << QStringLiteral("yes");
        click("dropCollection");
        QTRY_COMPARE(collections().size(), 0);
    }
};

QTEST_MAIN(StoresTransferTest)
#include "stores_transfer_test.moc"
