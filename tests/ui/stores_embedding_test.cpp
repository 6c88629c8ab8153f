// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>
#include <cmath>

#include "core/circuit/templates.h"
#include "core/exchange/points_order.h"
#include "core/workspace/testing.h"
#include "tests/ui/support/stores_fixture.h"
#include "ui/stores/embedding_fields.h"

using namespace qstore;
using namespace qstore::ui;

/// Points whose vectors are expectation values after a circuit of one's own, with one's own observables.
class StoresEmbeddingTest : public QObject, protected StoresFixture {
    Q_OBJECT

    /// RY of each feature from |0⟩: ⟨Z⟩ is its cosine, ⟨X⟩ its sine.
    static Circuit turns(const std::vector<std::string>& columns) {
        return makeEncoder("angle", columns, {{"axis", "y"}}).value();
    }
    DatasetPoints plain() const {
        return DatasetPoints::create(*m_session->currentTable(), m_session->currentRecipe(), {}).value();
    }
    void choose(const QString& words) const {
        auto* vectors = child<QComboBox>("pushVectors");
        const int at = vectors->findText(words, Qt::MatchContains);
        QVERIFY2(at >= 0, qPrintable(words));
        vectors->setCurrentIndex(at);
    }
    void observe(const char* text) const {
        line("pushObservables")->clear();
        QTest::keyClicks(line("pushObservables"), QString::fromUtf8(text));
    }
    QString chosen() const { return child<QComboBox>("pushVectors")->currentText(); }
    bool save(const char* name, const Circuit& circuit) const {
        return m_session->workspace()->saveCircuit(name, circuit).has_value();
    }
    /// To another page and back.
    void lookElsewhere() {
        m_page->hide();
        m_page->show();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    }
    QString numbers() const { return child<QLabel>("pushNumbers")->text(); }
    std::optional<PointsOrder> remembered(const char* store, const char* collection) const {
        return rememberedPush(*m_session->workspace(), store, collection).value();
    }
    void beginDrawn(const Circuit& circuit) {
        m_session->publishCircuit(circuit);
        click("pushDatasetButton");
        choose(QStringLiteral("drawn circuit"));
    }
    /// Pressing Push says this and makes nothing.
    void refused(const char* words) {
        click("pushNow");
        QTRY_VERIFY2(!messageWith(QString::fromUtf8(words)).isEmpty(), words);
        QTRY_VERIFY(m_page->stores().state() != StoresController::State::Running);
        QVERIFY(local()->collections({}).value().empty());
        QVERIFY(!remembered("local", "iris"));
    }

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }

    void theDrawnCircuitAndItsObservablesMakeTheVectors() {
        const DatasetPoints features = plain();
        const Circuit circuit = turns(features.featureNames());
        beginDrawn(circuit);
        QTRY_VERIFY2(numbers().startsWith(QStringLiteral("4 number(s) per point: Z0, Z1, Z2, Z3")),
                     qPrintable(numbers()));
        observe("X0, Z0Z1 , 0.5 Z2 - X3");
        QTRY_VERIFY2(numbers().startsWith(QStringLiteral("3 number(s) per point: X0, Z0 Z1, 0.5 Z2 - X3")),
                     qPrintable(numbers()));
        QCOMPARE(cutOff(), QString());
        click("pushNow");
        QTRY_VERIFY_WITH_TIMEOUT(points()->rowCount() == 150 && idle(), limitMs);
        const PointsOrder order = remembered("local", "iris").value();
        QVERIFY(order.circuit == circuit);
        QVERIFY((order.observables == std::vector<std::string>{"X0", "Z0Z1", "0.5 Z2 - X3"}));
        const DatasetPoints made = makePoints(*m_session->workspace(), order).value();
        for (std::size_t row : {0U, 41U, 149U}) {
            const auto angles = features.vectorOf(row).value();
            const Point point = local()->fetch("iris", {std::to_string(row + 1)}, {}).value().front();
            QVERIFY(point.vector == made.vectorOf(row).value());
            QCOMPARE(point.vector.size(), std::size_t{3});
            const auto near = [&](std::size_t i, double wanted) {
                QVERIFY(std::abs(double(point.vector[i]) - wanted) < 1e-5);
            };
            near(0, std::sin(double(angles[0])));
            near(1, std::cos(double(angles[0])) * std::cos(double(angles[1])));
            near(2, 0.5 * std::cos(double(angles[2])) - std::sin(double(angles[3])));
        }
    }

    void aCircuitOfTheWorkspaceIsPushedUndoneAndPushedAgain() {
        const DatasetPoints features = plain();
        const Circuit circuit = turns({features.featureNames()[1]});
        QVERIFY(m_session->workspace()->saveCircuit("angle", circuit).has_value());
        click("pushDatasetButton");
        choose(QStringLiteral("“angle”"));
        QTRY_VERIFY2(numbers().startsWith(QStringLiteral("1 number(s) per point: Z0")),
                     qPrintable(numbers()));
        click("pushNow");
        QTRY_VERIFY_WITH_TIMEOUT(points()->rowCount() == 150 && idle(), limitMs);
        const Point point = local()->fetch("iris", {"42"}, {}).value().front();
        QVERIFY(std::abs(double(point.vector.at(0)) - std::cos(double(features.vectorOf(41).value()[1]))) <
                1e-5);
        m_page->undoStack()->undo();
        QTRY_COMPARE(collections(), QStringList());
        QTRY_VERIFY(idle());
        QVERIFY(!remembered("local", "iris"));
        m_page->undoStack()->redo();
        QTRY_COMPARE(collections(), QStringList{QStringLiteral("iris")});
        QTRY_VERIFY(idle());
        QVERIFY(local()->fetch("iris", {"42"}, {}).value().front() == point);
        QVERIFY(remembered("local", "iris")->circuit == circuit);
        // The same once more writes nothing and asks nothing.
        const QSignalSpy pushed(&m_page->stores(), &StoresController::pushed);
        click("pushDatasetButton");
        QVERIFY(child<QComboBox>("pushVectors")->currentText().contains(QStringLiteral("“angle”")));
        child<QComboBox>("pushInto")->setCurrentIndex(1);
        click("pushNow");
        QTRY_COMPARE(pushed.count(), 1);
        QCOMPARE(pushed.front().at(1).value<Pushed>().written, std::size_t{0});
        QVERIFY(m_test->prompts.asked.isEmpty());
    }

    /// What cannot be read any more is not needed: keys read nothing.
    void aCircuitIsReadWhenItIsChosenAndAsItIsSavedAtThePush() {
        const std::vector<std::string> names = plain().featureNames();
        QVERIFY(save("mine", turns({names[0]})));
        click("pushDatasetButton");
        choose(QStringLiteral("“mine”"));
        QCOMPARE(numbers(), QStringLiteral("Counting…"));
        QTRY_VERIFY2(numbers().startsWith(QStringLiteral("1 number(s) per point: Z0")),
                     qPrintable(numbers()));
        QVERIFY(qstore::testing::executeSql(*m_session->workspace(), "UPDATE circuits SET json = '{'"));
        observe("X0, Z0");
        QCOMPARE(numbers(), QStringLiteral("Counting…"));
        QTRY_VERIFY2(numbers().startsWith(QStringLiteral("2 number(s) per point: X0, Z0")),
                     qPrintable(numbers()));
        const Circuit anew = turns({names[1], names[2]});
        QVERIFY(save("mine", anew));
        observe("Z0, X1");
        click("pushNow");
        QTRY_VERIFY_WITH_TIMEOUT(points()->rowCount() == 150 && idle(), limitMs);
        QVERIFY(remembered("local", "iris")->circuit == anew);
    }

    void aCircuitThatIsGoneIsSaidAndNothingElseIsPushed() {
        const Circuit circuit = turns({plain().featureNames()[0]});
        QVERIFY(save("mine", circuit));
        click("pushDatasetButton");
        choose(QStringLiteral("“mine”"));
        QVERIFY(m_session->workspace()->deleteCircuit("mine").has_value());
        refused("here is no circuit “mine” in this workspace");
        QCOMPARE(chosen(), QStringLiteral("Circuit “mine” (not there now)"));
        QVERIFY2(numbers().contains(QStringLiteral("here is no circuit “mine”")), qPrintable(numbers()));
        QCOMPARE(cutOff(), QString());
        QVERIFY(save("mine", circuit));
        lookElsewhere();
        QCOMPARE(chosen(), QStringLiteral("Circuit “mine”"));
        QVERIFY(messageWith(QStringLiteral("“mine”")).isEmpty());
        QTRY_VERIFY2(numbers().startsWith(QStringLiteral("1 number(s) per point: Z0")),
                     qPrintable(numbers()));
        QVERIFY(m_session->workspace()->deleteCircuit("mine").has_value());
        lookElsewhere();
        QCOMPARE(chosen(), QStringLiteral("Circuit “mine” (not there now)"));
        choose(QStringLiteral("Features of the recipe"));
        click("pushDatasetButton");
        QCOMPARE(child<QComboBox>("pushVectors")->findText(QStringLiteral("mine"), Qt::MatchContains), -1);
    }

    void aCircuitThatIsSavedMeanwhileIsOffered() {
        click("pushDatasetButton");
        QVERIFY(save("late", turns({plain().featureNames()[0]})));
        lookElsewhere();
        choose(QStringLiteral("“late”"));
        QTRY_VERIFY2(numbers().startsWith(QStringLiteral("1 number(s) per point: Z0")),
                     qPrintable(numbers()));
    }

    void circuitsThatCannotBeListedAreSaidAndFeaturesArePushedAllTheSame() {
        QVERIFY(save("mine", turns({plain().featureNames()[0]})));
        click("pushDatasetButton");
        choose(QStringLiteral("“mine”"));
        QVERIFY(qstore::testing::executeSql(*m_session->workspace(), "DROP TABLE circuits"));
        lookElsewhere();
        QVERIFY(!messageWith(QStringLiteral("no such table: circuits")).isEmpty());
        QCOMPARE(chosen(), QStringLiteral("Circuit “mine”"));
        refused("no such table: circuits");
        choose(QStringLiteral("Features of the recipe"));
        click("pushNow");
        QTRY_VERIFY_WITH_TIMEOUT(points()->rowCount() == 150 && idle(), limitMs);
    }

    void anotherCircuitIsAskedAboutFirst() {
        const std::vector<std::string> names = plain().featureNames();
        beginDrawn(turns({names[0]}));
        click("pushNow");
        QTRY_VERIFY_WITH_TIMEOUT(points()->rowCount() == 150 && idle(), limitMs);
        const Point before = local()->fetch("iris", {"42"}, {}).value().front();
        beginDrawn(turns({names[1]}));
        child<QComboBox>("pushInto")->setCurrentIndex(1);
        click("pushNow");
        QTRY_COMPARE(m_test->prompts.asked, QStringList{QStringLiteral("Replace points of iris?")});
        QTRY_VERIFY(idle());
        QVERIFY(local()->fetch("iris", {"42"}, {}).value().front() == before);
    }

    void theCollectionsOwnDimensionIsSaidBeforehand() {
        push();
        beginDrawn(turns(plain().featureNames()));
        observe("Z0");
        child<QComboBox>("pushInto")->setCurrentIndex(1);
        QTRY_VERIFY2(numbers().contains(QStringLiteral("iris takes 4 number(s)")), qPrintable(numbers()));
        choose(QStringLiteral("Features of the recipe"));
        QVERIFY(!line("pushObservables")->isVisible());
        QTRY_VERIFY2(!numbers().contains(QStringLiteral("iris takes")), qPrintable(numbers()));
    }

    void aWrongObservableIsNamed() {
        beginDrawn(turns(plain().featureNames()));
        observe("Z0, Q1");
        QTRY_VERIFY2(numbers().contains(QStringLiteral("\"Q1\", column 1")), qPrintable(numbers()));
        refused("\"Q1\", column 1");
        QVERIFY(!messageWith(QStringLiteral("Z0 Z1 + 0.5 X2")).isEmpty());
        observe("Z0,, Z1");
        refused("bservable 2 is empty");
        observe("Z0, X1 Z7");
        QTRY_VERIFY2(numbers().contains(QStringLiteral("'X1 Z7' needs 8 qubits")), qPrintable(numbers()));
        refused("'X1 Z7' needs 8 qubits, the embedding's circuit has 4");
        observe("Z0, X1 Z3");
        QTRY_VERIFY2(numbers().startsWith(QStringLiteral("2 number(s)")), qPrintable(numbers()));
    }

    void aCircuitThatCannotEmbedIsSaidBeforehand() {
        click("pushDatasetButton");
        choose(QStringLiteral("drawn circuit"));
        QTRY_VERIFY2(numbers().contains(QStringLiteral("holds no circuit yet")), qPrintable(numbers()));
        refused("holds no circuit yet");
        m_session->publishCircuit(makeTemplate("ghz", 2).value());
        QTRY_VERIFY2(numbers().contains(QStringLiteral("reads no column")), qPrintable(numbers()));
        refused("reads no column");
        m_session->publishCircuit(turns({"width of the moon"}));
        QTRY_VERIFY2(numbers().contains(QStringLiteral("'width of the moon'")), qPrintable(numbers()));
        refused("'width of the moon'");
    }

    void tooManyQubitsAreRefusedWithoutTryingThem() {
        for (const std::size_t qubits : {50U, 70U}) {
            std::vector<std::string> columns(qubits, plain().featureNames()[0]);
            for (std::size_t i = 1; i < qubits; ++i) columns[i] = "c" + std::to_string(i);
            beginDrawn(turns(columns));
            const QString words = QStringLiteral("%1 qubits").arg(qubits);
            QTRY_VERIFY2(numbers().contains(words), qPrintable(numbers()));
            refused(qPrintable(words));
        }
    }

    /// A program that is killed meanwhile finds at its next start what the points were made with.
    void aPushThatIsUnderWayIsRememberedAndGoesOn() {
        addConnection();
        addFar();
        m_elsewhere->holdAfter(1);
        beginDrawn(turns({"x"}));
        observe("Z0, X0");
        click("pushNow");
        QTRY_VERIFY(m_elsewhere->isHolding());
        const auto order = remembered("lab", "far");
        QVERIFY(order && order->circuit == turns({"x"}));
        QVERIFY((order->observables == std::vector<std::string>{"Z0", "X0"}));
        click("cancelTask");
        m_elsewhere->release();
        QTRY_VERIFY(button("resumePush")->isVisible());
        // What is drawn meanwhile changes nothing.
        m_session->publishCircuit(makeTemplate("ghz", 2).value());
        click("resumePush");
        QTRY_VERIFY_WITH_TIMEOUT(idle() && !button("resumePush")->isVisible(), limitMs);
        QCOMPARE(m_elsewhere->store()->collection("far", {})->count, std::uint64_t{2500});
        QCOMPARE(m_elsewhere->store()->collection("far", {})->spec.dimension, std::size_t{2});
        QVERIFY(remembered("lab", "far")->circuit == turns({"x"}));
    }

    void observablesAreReadAsTheyAreTyped() {
        QVERIFY(parseObservables("  ").value().empty());
        QVERIFY((parseObservables("Z0,X0X1").value() == std::vector<std::string>{"Z0", "X0X1"}));
        QVERIFY(!parseObservables("Z0,"));
        QVERIFY(!parseObservables(","));
        QVERIFY(!parseObservables("Z0 Z0"));
    }
};

QTEST_MAIN(StoresEmbeddingTest)
#include "stores_embedding_test.moc"
