// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/training_settings.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSpinBox>
#include <QTest>

#include "core/learning/train_config.h"
#include "tests/ui/support/test_accounts.h"
#include "ui/hardware/backend_picker.h"
#include "ui/training/training_page.h"

using namespace qstore;
using namespace qstore::ui;

class TrainingSettingsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_test = std::make_unique<TestContext>();
        m_accounts = std::make_unique<TestAccounts>(*m_test);
        m_path = m_test->folder.filePath(QStringLiteral("w.qstore"));
        start();
    }
    void cleanup() {
        stop();
        m_accounts.reset();
    }

    void everyFieldIsKeptOverARestart() {
        choose("trainCircuit", 2);
        choose("trainEncoder", 1);
        choose("trainAnsatz", 1);
        choose("trainOptimizer", 2);
        choose("trainSchedule", 3);
        choose("trainGradient", 1);
        spin("trainLayers")->setValue(5);
        spin("trainEpochs")->setValue(321);
        spin("trainBatchSize")->setValue(7);
        spin("trainPatience")->setValue(9);
        spin("trainSeed")->setValue(2147483647);
        rate()->setValue(0.125);
        choose("trainLoss", 1);
        type("trainLayersBefore", QStringLiteral("8, 4 relu"));
        type("trainLayersAfter", QStringLiteral("3"));
        const TrainingDraft before = m_page->settings().draft();
        stop();
        start();
        QVERIFY(m_page->settings().draft() == before);
        QCOMPARE(spin("trainEpochs")->value(), 321);
        QCOMPARE(rate()->value(), 0.125);
        QCOMPARE(combo("trainEncoder")->currentIndex(), 1);
        QVERIFY(combo("trainEncoder")->isVisible());
        QVERIFY(!m_page->undoStack()->canUndo());
    }

    void denseLayersAreReadOrLeftAsTheyWere() {
        type("trainLayersBefore", QStringLiteral(" 8 ,4  relu "));
        using Layers = std::vector<DenseLayerSpec>;
        const Layers expected = {{8, Activation::Tanh}, {4, Activation::Relu}};
        QVERIFY(m_page->settings().circuitChoice().model.before == expected);
        QCOMPARE(edit("trainLayersBefore")->text(), QStringLiteral("8, 4 relu"));
        QCOMPARE(m_page->undoStack()->count(), 1);
        // What cannot be read stays to be mended, and is not trained with.
        type("trainLayersBefore", QStringLiteral("8, x"));
        edit("trainLayersAfter")->setFocus();
        QCOMPARE(edit("trainLayersBefore")->text(), QStringLiteral("8, x"));
        QVERIFY(edit("trainLayersBefore")->property("invalid").toBool());
        QVERIFY(m_page->settings().circuitChoice().model.before == expected);
        const Status typed = m_page->settings().commit();
        QVERIFY(!typed.has_value());
        QVERIFY(typed.error().message.find("'8, x'") != std::string::npos);
        // What is not finished counts when training starts.
        edit("trainLayersBefore")->setText(QStringLiteral("8, 4 relu,"));
        QVERIFY(m_page->settings().commit().has_value());
        QCOMPARE(edit("trainLayersBefore")->text(), QStringLiteral("8, 4 relu"));
        QVERIFY(!edit("trainLayersBefore")->property("invalid").toBool());
        m_page->undoStack()->undo();
        QVERIFY(m_page->settings().circuitChoice().model.before.empty());
        QCOMPARE(edit("trainLayersBefore")->text(), QString());
    }

    void eachChangeIsOneStepOfUndo() {
        const TrainingDraft first = m_page->settings().draft();
        choose("trainOptimizer", 2);
        spin("trainEpochs")->setValue(10);
        spin("trainEpochs")->setValue(11);
        spin("trainEpochs")->setValue(12);
        choose("trainCircuit", 2);
        QCOMPARE(m_page->undoStack()->count(), 3);
        m_page->undoStack()->undo();
        QVERIFY(!combo("trainEncoder")->isVisible());
        QCOMPARE(spin("trainEpochs")->value(), 12);
        m_page->undoStack()->undo();
        QCOMPARE(spin("trainEpochs")->value(), 60);
        m_page->undoStack()->undo();
        QVERIFY(m_page->settings().draft() == first);
        m_page->undoStack()->setIndex(3);
        QCOMPARE(spin("trainEpochs")->value(), 12);
        QCOMPARE(combo("trainCircuit")->currentIndex(), 2);
        m_page->undoStack()->undo();
        stop();
        start();
        QCOMPARE(combo("trainCircuit")->currentIndex(), 0);
        QCOMPARE(spin("trainEpochs")->value(), 12);
    }

    void aFieldPutBackLeavesNoStep() {
        spin("trainBatchSize")->setValue(32);
        spin("trainBatchSize")->setValue(16);
        QVERIFY(!m_page->undoStack()->canUndo());
    }

    void aNumberBeingTypedKeepsItsText() {
        rate()->setFocus();
        rate()->selectAll();
        QTest::keyClicks(rate(),
                         QStringLiteral("0") + rate()->locale().decimalPoint() + QStringLiteral("25"));
        QCOMPARE(rate()->value(), 0.25);
        QCOMPARE(m_page->undoStack()->count(), 1);
    }

    /// The keys that a number field takes for itself reach the page's own undo.
    void undoKeysInANumberFieldBelongToThePage() {
        QAction undo;
        undo.setShortcut(QKeySequence::Undo);
        m_page->addAction(&undo);
        connect(&undo, &QAction::triggered, m_page->undoStack(), &QUndoStack::undo);
        choose("trainOptimizer", 0);
        spin("trainEpochs")->setFocus();
        spin("trainEpochs")->selectAll();
        QTest::keyClicks(spin("trainEpochs"), QStringLiteral("200"));
        QCOMPARE(spin("trainEpochs")->value(), 200);
        QTest::keyClick(spin("trainEpochs"), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(spin("trainEpochs")->value(), 60);
        QTest::keyClick(spin("trainEpochs"), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(combo("trainOptimizer")->currentIndex(), 1);
    }

    void anotherWorkspaceHasItsOwnSettings() {
        spin("trainEpochs")->setValue(99);
        QVERIFY(m_session->open(m_test->folder.filePath(QStringLiteral("other.qstore"))).has_value());
        QCOMPARE(spin("trainEpochs")->value(), 60);
        QVERIFY(!m_page->undoStack()->canUndo());
        QVERIFY(m_session->open(m_path).has_value());
        QCOMPARE(spin("trainEpochs")->value(), 99);
    }

    void settingsThatCannotBeReadAreSaidAndLeaveTheUsualOnes() {
        QVERIFY(m_session->workspace()->setValue("window.training", "{\"circuit\":").has_value());
        stop();
        start();
        QCOMPARE(spin("trainEpochs")->value(), 60);
        auto* message = m_page->findChild<QWidget*>(QStringLiteral("inlineMessage"));
        QVERIFY(message != nullptr && message->isVisible());
        TrainingDraft draft;
        draft.circuit.ansatz = QStringLiteral("no-such");
        QCOMPARE(m_page->settings().setDraft(draft).error().code, ErrorCode::NotFound);
        const auto unknown = readTrainingDraft("{\"circuit\":{\"kind\":\"guessed\"}}");
        QVERIFY(!unknown.has_value());
        QVERIFY(unknown.error().message.find("guessed") != std::string::npos);
    }

    void aDrawnCircuitStaysChosenWhileThereIsNone() {
        m_page->settings().chooseDrawnCircuit();
        m_session->publishCircuit(Circuit());
        QCOMPARE(m_page->settings().circuitChoice().kind, CircuitChoice::Kind::Drawn);
    }

    void whereItRunsIsKeptOverARestart() {
        QVERIFY(!spin("trainShots")->isVisible());
        backend()->setAddress(QStringLiteral("local/aria"));
        QVERIFY(spin("trainShots")->isVisible());
        // What runs on this machine costs nothing.
        QVERIFY(!m_page->findChild<QWidget*>(QStringLiteral("trainCap"))->isVisible());
        spin("trainShots")->setValue(200);
        spin("trainMostShots")->setValue(5000);
        const TrainingDraft before = m_page->settings().draft();
        QCOMPARE(before.config.machine.backend, std::string("local/aria"));
        QCOMPARE(before.config.machine.mostShots, std::uint64_t{5000});
        stop();
        start();
        QVERIFY(m_page->settings().draft() == before);
        QCOMPARE(backend()->address(), QStringLiteral("local/aria"));
        QVERIFY(spin("trainShots")->isVisible());
    }

    void aDeviceThatIsGoneStaysChosen() {
        TrainingDraft draft = m_page->settings().draft();
        draft.config.machine.backend = "gone/qpu";
        draft.config.machine.maxCostUsd = 5.0;
        draft.config.gradient = GradientMethod::Spsa;
        QVERIFY(m_page->settings().setDraft(draft).has_value());
        QVERIFY(backend()->currentText().contains(QStringLiteral("gone/qpu")));
        QVERIFY(m_page->findChild<QWidget*>(QStringLiteral("trainCap"))->isVisible());
        m_accounts->accounts.reload();
        m_accounts->devices.refresh();
        QVERIFY(m_page->settings().draft() == draft);
        backend()->setAddress(QString());
        QVERIFY(m_page->settings().config().machine == MachineConfig());
    }

    /// Drafts of releases that knew no machines.
    void aDraftWithoutAMachineIsComputed() {
        const auto draft = readTrainingDraft(
            R"({"circuit":{"kind":"automatic","encoder":"angle","ansatz":"strongly-entangling","layers":2},)"
            R"("model":{},"config":{"epochs":7,"gradient":"adjoint"}})");
        QVERIFY2(draft.has_value(), draft ? "" : draft.error().message.c_str());
        QVERIFY(m_page->settings().setDraft(*draft).has_value());
        QVERIFY(backend()->address().isEmpty());
        QVERIFY(m_page->settings().config().machine == MachineConfig());
    }

    void whatAMachineCannotDoIsOutOfReach() {
        const auto enabled = [this](const char* box, int value) {
            const QComboBox* field = combo(box);
            const int row = field->findData(value);
            return (field->model()->flags(field->model()->index(row, 0)) & Qt::ItemIsEnabled) != 0;
        };
        QVERIFY(gradient() == GradientMethod::Adjoint);
        backend()->setAddress(QStringLiteral("local"));
        QVERIFY(gradient() == GradientMethod::ParameterShift);
        // One step: back and forth.
        QCOMPARE(m_page->undoStack()->count(), 1);
        m_page->undoStack()->undo();
        QVERIFY(backend()->address().isEmpty());
        QVERIFY(gradient() == GradientMethod::Adjoint);
        m_page->undoStack()->redo();
        QVERIFY(gradient() == GradientMethod::ParameterShift);
        QVERIFY(!enabled("trainGradient", static_cast<int>(GradientMethod::Adjoint)));
        QVERIFY(enabled("trainGradient", static_cast<int>(GradientMethod::Spsa)));
        QVERIFY(!enabled("trainOptimizer", static_cast<int>(OptimizerKind::NaturalGradient)));
        QVERIFY(checkMeasurable(m_page->settings().config()).has_value());
        backend()->setAddress(QString());
        QVERIFY(gradient() == GradientMethod::Adjoint);
        QVERIFY(enabled("trainGradient", static_cast<int>(GradientMethod::Adjoint)));
    }

    void theMostShotsAreNeverFewerThanTheShots() {
        backend()->setAddress(QStringLiteral("local"));
        spin("trainShots")->setValue(100);
        spin("trainMostShots")->setValue(50);
        QCOMPARE(spin("trainMostShots")->value(), 100);
        spin("trainShots")->setValue(300);
        QCOMPARE(spin("trainMostShots")->value(), 300);
        spin("trainMostShots")->setValue(0);
        QCOMPARE(m_page->settings().config().machine.mostShots, std::uint64_t{0});
        QVERIFY(checkTrainConfig(m_page->settings().config()).has_value());
    }

private:
    void start() {
        m_session = std::make_unique<WorkspaceSession>();
        QVERIFY(m_session->open(m_path).has_value());
        m_controller = std::make_unique<TrainingController>(*m_session);
        m_page = std::make_unique<TrainingPage>(*m_session, *m_controller, m_test->theme, m_test->prompts,
                                                &m_accounts->accounts, &m_accounts->devices);
        m_page->resize(1100, 700);
        m_page->show();
        m_page->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    }
    void stop() {
        m_page.reset();
        m_controller.reset();
        m_session.reset();
    }
    QComboBox* combo(const char* name) const {
        return m_page->findChild<QComboBox*>(QString::fromLatin1(name));
    }
    QLineEdit* edit(const char* name) const {
        return m_page->findChild<QLineEdit*>(QString::fromLatin1(name));
    }
    /// As a person does: into the field, and Return.
    void type(const char* name, const QString& text) const {
        QLineEdit* field = edit(name);
        field->setFocus();
        field->selectAll();
        QTest::keyClick(field, Qt::Key_Delete);
        QTest::keyClicks(field, text);
        QTest::keyClick(field, Qt::Key_Return);
    }
    QSpinBox* spin(const char* name) const {
        return m_page->findChild<QSpinBox*>(QString::fromLatin1(name));
    }
    QDoubleSpinBox* rate() const {
        return m_page->findChild<QDoubleSpinBox*>(QStringLiteral("trainLearningRate"));
    }
    void choose(const char* name, int index) const {
        QVERIFY2(combo(name)->count() > index, name);
        combo(name)->setCurrentIndex(index);
    }

    BackendPicker* backend() const {
        return m_page->findChild<BackendPicker*>(QStringLiteral("trainBackend"));
    }
    GradientMethod gradient() const { return m_page->settings().config().gradient; }

    std::unique_ptr<TestContext> m_test;
    std::unique_ptr<TestAccounts> m_accounts;
    QString m_path;
    std::unique_ptr<WorkspaceSession> m_session;
    std::unique_ptr<TrainingController> m_controller;
    std::unique_ptr<TrainingPage> m_page;
};

QTEST_MAIN(TrainingSettingsTest)
#include "training_settings_test.moc"
