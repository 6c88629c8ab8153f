// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/circuit/circuit_page.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPicture>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSlider>
#include <QTabWidget>
#include <QTableView>
#include <QTest>
#include <QTextBlock>
#include <QToolButton>
#include <QWheelEvent>
#include <numeric>

#include "core/circuit/qasm.h"
#include "core/data/samples.h"
#include "tests/ui/support/test_context.h"
#include "ui/circuit/circuit_canvas.h"
#include "ui/circuit/column_strip.h"
#include "ui/controllers/workspace_session.h"
#include "ui/data/import_dialog.h"

using namespace qstore;
using namespace qstore::ui;

class CircuitPageTest : public QObject {
    Q_OBJECT

    std::unique_ptr<TestContext> m_test;
    std::unique_ptr<WorkspaceSession> m_session;
    std::unique_ptr<CircuitPage> m_page;

    CircuitCanvas& canvas() { return m_page->canvas(); }
    const Circuit& circuit() { return m_page->document().circuit(); }
    void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        QTest::keyClick(&canvas(), static_cast<Qt::Key>(key), modifiers);
    }
    bool drop(const char* format, const QByteArray& content, Slot slot) {
        QMimeData data;
        data.setData(QString::fromLatin1(format), content);
        const QPoint at = canvas().cellInViewport(slot).center();
        QDragEnterEvent enter(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(canvas().viewport(), &enter);
        QDragMoveEvent move(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(canvas().viewport(), &move);
        if (!move.isAccepted()) {
            QDragLeaveEvent leave;
            QApplication::sendEvent(canvas().viewport(), &leave);
            return false;
        }
        QDropEvent event(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(canvas().viewport(), &event);
        return event.isAccepted();
    }

    /// The page anew, over a workspace that holds this sample.
    void openWorkspaceWith(const char* sample) {
        m_page.reset();
        m_session = std::make_unique<WorkspaceSession>();
        QVERIFY(m_session->open(m_test->folder.filePath(QStringLiteral("w.qstore"))).has_value());
        const auto table = loadSample(sample);
        QVERIFY(m_session->addDataset(QString::fromLatin1(sample), *table, {}, guessedRecipe(*table))
                    .has_value());
        m_test->context.session = m_session.get();
        m_page = std::make_unique<CircuitPage>(m_test->context);
        m_page->resize(1200, 800);
        m_page->show();
        canvas().setFocus();
        QTRY_VERIFY(!canvas().columns().empty());
    }

private Q_SLOTS:
    void init() {
        m_test = std::make_unique<TestContext>();
        m_page = std::make_unique<CircuitPage>(m_test->context);
        m_page->resize(1200, 800);
        m_page->show();
        canvas().setFocus();
    }
    void cleanup() {
        m_page.reset();
        m_session.reset();
        m_test.reset();
    }

    void bellPairInFourKeys() {
        press(Qt::Key_H);
        press(Qt::Key_C);
        press(Qt::Key_Down);
        press(Qt::Key_X);
        QCOMPARE(circuit().operations().size(), std::size_t{2});
        QVERIFY(circuit().operations()[1] == Operation::gateOn("cx", {0, 1}));
        QTRY_VERIFY(m_page->liveState().state().has_value());
        const auto probabilities = m_page->liveState().state()->probabilities();
        QVERIFY(std::abs(probabilities[0] - 0.5) < 1e-12);
        QVERIFY(std::abs(probabilities[3] - 0.5) < 1e-12);
        QVERIFY(probabilities[1] < 1e-12);
    }

    void everyEditCanBeUndone() {
        press(Qt::Key_H);
        press(Qt::Key_R);
        press(Qt::Key_M);
        QCOMPARE(m_page->undoStack()->count(), 3);
        while (m_page->undoStack()->canUndo()) m_page->undoStack()->undo();
        QVERIFY(circuit().operations().empty());
        while (m_page->undoStack()->canRedo()) m_page->undoStack()->redo();
        QCOMPARE(circuit().operations().size(), std::size_t{3});
    }

    void dropsPlaceBindAndRefuse() {
        QVERIFY(drop(gateMime, "ry", {0, 2}));  // the wire past the last adds a qubit
        QCOMPARE(circuit().qubits(), std::size_t{3});
        QVERIFY(!drop(gateMime, "control", {3, 0}));
        QVERIFY(!drop(columnMime, "petal length", {0, 0}));
        QVERIFY(drop(columnMime, "petal length", {0, 2}));
        QCOMPARE(circuit().parameters().size(), std::size_t{1});
        QCOMPARE(circuit().parameters()[0].column, std::string("petal length"));
        m_page->undoStack()->undo();
        QVERIFY(circuit().parameters().empty());
    }

    void gatesMoveByMouseAndDeleteByKey() {
        press(Qt::Key_H);
        const QPoint from = canvas().cellInViewport({0, 0}).center(),
                     to = canvas().cellInViewport({0, 1}).center();
        QTest::mousePress(canvas().viewport(), Qt::LeftButton, Qt::NoModifier, from);
        QTest::mouseMove(canvas().viewport(), (from + to) / 2);
        QTest::mouseMove(canvas().viewport(), to);
        QTest::mouseRelease(canvas().viewport(), Qt::LeftButton, Qt::NoModifier, to);
        QCOMPARE(circuit().operations()[0].targets[0], Qubit{1});
        press(Qt::Key_Delete);
        QVERIFY(circuit().operations().empty());
    }

    void clipboardCarriesOpenQasm() {
        press(Qt::Key_H);
        canvas().selectAll();
        canvas().copySelection();
        QVERIFY(QApplication::clipboard()->text().contains(QStringLiteral("OPENQASM 3")));
        canvas().setCursorSlot({1, 1});
        canvas().paste();
        QCOMPARE(circuit().operations().size(), std::size_t{2});
        QCOMPARE(circuit().operations()[1].targets[0], Qubit{1});
    }

    void angleIsEditedInPlaceAndErrorsStay() {
        press(Qt::Key_R);
        press(Qt::Key_Left);
        press(Qt::Key_Return);
        auto* editor = canvas().findChild<QLineEdit*>(QStringLiteral("angleEditor"));
        QVERIFY(editor->isVisible());
        editor->setText(QStringLiteral("2*("));
        QTest::keyClick(editor, Qt::Key_Return);
        QVERIFY(editor->isVisible());
        QVERIFY(editor->property("invalid").toBool());
        editor->setText(QStringLiteral("θ0/2"));
        QTest::keyClick(editor, Qt::Key_Return);
        QVERIFY(!editor->isVisible());
        QVERIFY(circuit().findParameter("θ0") != nullptr);
    }

    void sliderMergesIntoOneStepAndMovesTheState() {
        press(Qt::Key_R);
        canvas().select({0});
        QTRY_VERIFY(m_page->liveState().state().has_value());
        const int before = m_page->undoStack()->count();
        auto* slider = m_page->findChild<QSlider*>(QStringLiteral("angleSlider0"));
        QVERIFY(slider != nullptr);
        slider->setValue(0);
        slider->setValue(90);
        slider->setValue(180);  // RY(π): certainly 1
        QCOMPARE(m_page->undoStack()->count(), before + 1);
        QTRY_VERIFY(m_page->liveState().state()->probabilityOfOne(0) > 1 - 1e-12);
    }

    void textAndPictureFollowEachOther() {
        auto* text = m_page->findChild<QPlainTextEdit*>(QStringLiteral("qasmText"));
        press(Qt::Key_H);
        QVERIFY(text->toPlainText().contains(QStringLiteral("h ")));
        text->setPlainText(
            QStringLiteral("OPENQASM 3.0;\ninclude \"stdgates.inc\";\nqubit[2] q;\nx q[1];\n"));
        QTRY_COMPARE(circuit().operations().size(), std::size_t{1});
        QTRY_COMPARE(gateName(circuit().operations()[0]), std::string("x"));
        text->setPlainText(QStringLiteral("OPENQASM 3.0;\nqubit q;\nnonsense q;\n"));
        auto* what = text->parentWidget()->findChild<QLabel*>(QStringLiteral("messageWhat"));
        QTRY_VERIFY(what->text().contains(QStringLiteral("3")));  // the line
        QCOMPARE(gateName(circuit().operations()[0]), std::string("x"));
    }

    void gatesAreNamedForScreenReaders() {
        press(Qt::Key_H);
        press(Qt::Key_C);
        press(Qt::Key_Down);
        press(Qt::Key_X);
        QAccessibleInterface* root = QAccessible::queryAccessibleInterface(&canvas());
        QCOMPARE(root->childCount(), 2);
        const QString name = root->child(1)->text(QAccessible::Name);
        QVERIFY2(name.startsWith(QStringLiteral("Controlled ")) &&
                     name.contains(QStringLiteral("control q0")) &&
                     name.contains(QStringLiteral("target q1")) && name.contains(QStringLiteral("step 2")),
                 qPrintable(name));
        root->child(0)->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
        QCOMPARE(canvas().selection(), std::set<std::size_t>{0});
    }

    void fileAndSessionKeepTheCircuit() {
        press(Qt::Key_H);
        const QString path = m_test->folder.filePath(QStringLiteral("one.qasm"));
        QVERIFY(m_page->document().save(path));
        const Circuit drawn = circuit();
        m_page->document().startNew();
        m_page->openFile(path);
        QVERIFY(circuit() == drawn);
        m_page->saveState(m_test->settings);
        CircuitPage other(m_test->context);
        other.restoreState(m_test->settings);
        QVERIFY(other.document().circuit() == drawn);
        QVERIFY(!m_page->document().open(m_test->folder.filePath(QStringLiteral("absent.qasm"))));
        QVERIFY(circuit() == drawn);
    }

    void aColumnsNameInAnAngleBindsToTheColumn() {
        openWorkspaceWith("iris");
        press(Qt::Key_R);
        press(Qt::Key_Left);
        press(Qt::Key_Return);
        auto* editor = canvas().findChild<QLineEdit*>(QStringLiteral("angleEditor"));
        editor->setText(QStringLiteral("petal_length/2"));
        QTest::keyClick(editor, Qt::Key_Return);
        QCOMPARE(circuit().parameters().size(), std::size_t{1});
        QVERIFY(circuit().parameters()[0].role == ParameterRole::Column);
        QCOMPARE(circuit().parameters()[0].column, std::string("petal_length"));
        QTRY_VERIFY(m_page->liveState().state().has_value());
    }

    void aMissingColumnIsNeverShownAsZero() {
        openWorkspaceWith("iris");
        QVERIFY(drop(gateMime, "ry", {0, 0}));
        QVERIFY(drop(columnMime, "petal_length", {0, 0}));
        QTRY_VERIFY(m_page->liveState().state().has_value());
        const QImage offered = canvas().grab().toImage();
        const auto wine = loadSample("wine");
        QVERIFY(m_session->addDataset(QStringLiteral("wine"), *wine, {}, guessedRecipe(*wine)).has_value());
        QTRY_VERIFY(!m_page->liveState().state().has_value());
        const QString note = m_page->liveState().note();
        QVERIFY2(note.contains(QStringLiteral("wine")) && note.contains(QStringLiteral("petal_length")),
                 qPrintable(note));
        QVERIFY(canvas().grab().toImage() != offered);  // the gate is marked
        QVERIFY(canvas().toolTipFor(0).contains(QStringLiteral("wine")));
        auto* table = m_page->findChild<QTableView*>(QStringLiteral("parameterTable"));
        QCOMPARE(table->model()->index(0, 2).data().toString(), QStringLiteral("missing"));
        QVERIFY(m_session->selectDataset(QStringLiteral("iris")).has_value());
        QTRY_VERIFY(m_page->liveState().state().has_value());
    }

    void theDrawingIsKeptInTheWorkspaceWithoutClosing() {
        openWorkspaceWith("iris");
        press(Qt::Key_H);
        const Circuit drawn = circuit();
        const auto kept = [this] { return *m_session->workspace()->value("window.circuit.draft"); };
        QTRY_VERIFY(kept().has_value() && *readCircuitJson(*kept()) == drawn);
        const QString path = m_session->path();
        WorkspaceSession later;  // as after a crash: nothing was closed
        QVERIFY(later.open(path).has_value());
        TestContext other;
        other.context.session = &later;
        CircuitPage page(other.context);
        QVERIFY(page.document().circuit() == drawn);
        // Another workspace has a drawing of its own.
        QVERIFY(later.open(m_test->folder.filePath(QStringLiteral("other.qstore"))).has_value());
        QVERIFY(page.document().circuit().operations().empty());
        QVERIFY(later.open(path).has_value());
        QVERIFY(page.document().circuit() == drawn);
    }

    void circuitsAreKeptByNameInTheWorkspace() {
        openWorkspaceWith("iris");
        press(Qt::Key_H);
        const Circuit drawn = circuit();
        m_test->prompts.answers = {QStringLiteral("my bell")};
        m_page->findChild<QAction*>(QStringLiteral("storeCircuitAction"))->trigger();
        QCOMPARE(m_session->workspace()->circuits()->size(), std::size_t{1});
        QVERIFY(*m_session->workspace()->loadCircuit("my bell") == drawn);
        m_page->findChild<QAction*>(QStringLiteral("newCircuitAction"))->trigger();
        QVERIFY(circuit().operations().empty());
        m_page->findChild<QAction*>(QStringLiteral("openStoredCircuitAction"))->trigger();
        auto* open = m_page->findChild<QPushButton*>(QStringLiteral("storedOpen"));
        QVERIFY(open != nullptr && open->isEnabled());
        open->click();
        QVERIFY(circuit() == drawn);
        // Another circuit of the same name asks first.
        m_page->findChild<QAction*>(QStringLiteral("newCircuitAction"))->trigger();
        m_test->prompts.answers = {QStringLiteral("my bell")};
        m_page->findChild<QAction*>(QStringLiteral("storeCircuitAction"))->trigger();
        QCOMPARE(m_test->prompts.asked.last(), QStringLiteral("Replace my bell?"));
        QVERIFY(*m_session->workspace()->loadCircuit("my bell") == drawn);
    }

    void aTableThatCannotBeTrainedOnStillOffersItsColumns() {
        openWorkspaceWith("iris");
        const auto iris = m_session->currentTable();
        std::vector<std::size_t> rows(20);
        std::iota(rows.begin(), rows.end(), std::size_t{0});  // one class
        const Table one = iris->selectRows(rows);
        QVERIFY(
            m_session->addDataset(QStringLiteral("one"), one, {}, m_session->currentRecipe()).has_value());
        auto* shownRow = m_page->findChild<QLabel*>(QStringLiteral("columnRow"));
        QTRY_COMPARE(shownRow->text(), QStringLiteral("first row"));
        auto* strip = m_page->findChild<ColumnStrip*>(QStringLiteral("columnStrip"));
        QCOMPARE(strip->columns().size(), 4);
        auto* what = m_page->findChild<QLabel*>(QStringLiteral("messageWhat"));
        QVERIFY(what->text().isEmpty());
        QVERIFY(drop(gateMime, "ry", {0, 0}));
        QVERIFY(drop(columnMime, "petal_length", {0, 0}));
        QTRY_VERIFY(m_page->liveState().state().has_value());
    }

    void chipsFitAndScroll() {
        openWorkspaceWith("iris");
        m_page->resize(1200, 800);
        auto* scroll = m_page->findChild<QScrollArea*>(QStringLiteral("columnScroll"));
        QTRY_COMPARE(scroll->horizontalScrollBar()->maximum(), 0);
        auto* search = m_page->findChild<QLineEdit*>(QStringLiteral("columnSearch"));
        QVERIFY(!search->isVisible());
        std::vector<Column> columns;
        for (int i = 0; i < 40; ++i) {
            Column column;
            column.name = "measure " + std::to_string(i);
            column.numbers = {1.0 + i, 2.0, 3.0, 4.0};
            column.missing.assign(4, false);
            columns.push_back(std::move(column));
        }
        const auto wide = Table::create(std::move(columns));
        QVERIFY(m_session->addDataset(QStringLiteral("wide"), *wide, {}, Recipe{}).has_value());
        QScrollBar* bar = scroll->horizontalScrollBar();
        QTRY_VERIFY(bar->maximum() > 0);
        auto* on = m_page->findChild<QToolButton*>(QStringLiteral("columnsOn"));
        QVERIFY(on->isVisible());
        on->click();
        QVERIFY(bar->value() > 0);
        const int before = bar->value();
        QWheelEvent wheel(QPointF(5, 5), scroll->viewport()->mapToGlobal(QPointF(5, 5)), {},
                          QPoint(0, -120), Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(scroll->viewport(), &wheel);
        QVERIFY(bar->value() > before);
        search->setText(QStringLiteral("e 39"));
        QVERIFY(m_page->findChild<QToolButton*>(QStringLiteral("column_measure 39"))->isVisible());
        QVERIFY(!m_page->findChild<QToolButton*>(QStringLiteral("column_measure 3"))->isVisible());
    }

    void aDroppedColumnTakesTheFirstFreeAngleAndKeysGoOnThere() {
        openWorkspaceWith("iris");
        QVERIFY(drop(gateMime, "u", {0, 0}));
        auto* search = m_page->findChild<QLineEdit*>(QStringLiteral("gateSearch"));
        search->setFocus();
        const char* names[] = {"sepal_length", "sepal_width", "petal_length"};
        for (std::size_t i = 0; i < 3; ++i) {
            QVERIFY(drop(columnMime, names[i], {0, 0}));
            const auto symbol = circuit().operations()[0].angles[i].bareSymbol();
            QVERIFY(symbol.has_value());
            QCOMPARE(circuit().findParameter(*symbol)->column, std::string(names[i]));
        }
        QTRY_VERIFY(canvas().hasFocus());
        QVERIFY(canvas().cursorSlot() == (Slot{0, 0}));
        press(Qt::Key_Delete);
        QVERIFY(circuit().operations().empty());
    }

    void undoWorksWhileTheTextHasTheKeyboard() {
        auto* text = m_page->findChild<QPlainTextEdit*>(QStringLiteral("qasmText"));
        QAction undo;
        undo.setShortcut(QKeySequence::Undo);
        m_page->QWidget::addAction(&undo);
        connect(&undo, &QAction::triggered, m_page->undoStack(), &QUndoStack::undo);
        press(Qt::Key_H);
        m_page->findChild<QTabWidget*>(QStringLiteral("stateDock"))->setCurrentIndex(3);
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        text->setFocus();
        QTRY_VERIFY(text->hasFocus());
        QTest::keyClick(text, Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(circuit().operations().empty());
        // Typing that makes no sense is taken back as typing; the circuit stays.
        press(Qt::Key_X);
        text->setFocus();
        const QString sound = text->toPlainText();
        text->moveCursor(QTextCursor::End);
        QTest::keyClicks(text, QStringLiteral("zz"));
        QTest::keyClick(text, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(text->toPlainText(), sound);
        QCOMPARE(circuit().operations().size(), std::size_t{1});
    }

    void theErroneousLineStaysInView() {
        auto* text = m_page->findChild<QPlainTextEdit*>(QStringLiteral("qasmText"));
        m_page->findChild<QTabWidget*>(QStringLiteral("stateDock"))->setCurrentIndex(3);
        QString many = QStringLiteral("OPENQASM 3.0;\ninclude \"stdgates.inc\";\nqubit[2] q;\n");
        for (int i = 0; i < 60; ++i) many += QStringLiteral("x q[1];\n");
        many += QStringLiteral("nonsense q;\n");
        text->setPlainText(many);
        QTRY_COMPARE(text->extraSelections().size(), 1);
        const QTextCursor mark = text->extraSelections().first().cursor;
        QCOMPARE(mark.block().text(), QStringLiteral("nonsense q;"));
        QTRY_VERIFY(text->viewport()->rect().contains(text->cursorRect(mark)));
    }

    void leadingCommentsSurviveTheCanvas() {
        auto* text = m_page->findChild<QPlainTextEdit*>(QStringLiteral("qasmText"));
        text->setPlainText(
            QStringLiteral("// Bell pair of the lab\nOPENQASM 3.0;\ninclude "
                           "\"stdgates.inc\";\nqubit[2] q;\nh q[0];\n"));
        QTRY_COMPARE(circuit().operations().size(), std::size_t{1});
        press(Qt::Key_X);
        QVERIFY(text->toPlainText().startsWith(QStringLiteral("// Bell pair of the lab\nOPENQASM")));
        const QString path = m_test->folder.filePath(QStringLiteral("lab.qasm"));
        QVERIFY(m_page->document().save(path));
        m_page->document().startNew();
        QVERIFY(!text->toPlainText().contains(QStringLiteral("Bell")));
        m_page->openFile(path);
        QVERIFY(text->toPlainText().startsWith(QStringLiteral("// Bell pair of the lab\n")));
    }

    void aParameterWithoutValueSaysWithWhatItIsShown() {
        press(Qt::Key_R);
        canvas().select({0});
        m_page->findChild<QAction*>(QStringLiteral("makeTrainableAction"))->trigger();
        m_page->document().apply(setParameterValue(circuit(), "θ0", std::nullopt), {});
        auto* table = m_page->findChild<QTableView*>(QStringLiteral("parameterTable"));
        QCOMPARE(table->model()->index(0, 2).data().toString(), QStringLiteral("0 at start"));
    }

    // What a frame costs is what it draws: a circuit far larger than the view records no more than one
    // that just fills it. The time of a frame is the benchmark's business.
    void largeCircuitsArePaintedByWhatIsVisible() {
        const auto recorded = [this](std::size_t qubits, std::size_t columns) {
            CircuitParts parts;
            parts.qubits = qubits;
            for (std::size_t column = 0; column < columns; ++column) {
                for (Qubit q = 0; q < qubits; ++q)
                    parts.operations.push_back(Operation::gateOn(column % 2 == 0 ? "h" : "x", {q}));
            }
            m_page->document().restore(Circuit::of(std::move(parts)), {});
            QPicture picture;
            canvas().viewport()->render(&picture);
            return picture.size();
        };
        const uint filled = recorded(40, 60), large = recorded(200, 2000);
        QVERIFY(filled > 1000);
        QVERIFY2(large < filled + filled / 4, qPrintable(QStringLiteral("%1 %2").arg(filled).arg(large)));
        QTRY_VERIFY(!m_page->liveState().note().isEmpty());  // says that the live state is off
    }
};

QTEST_MAIN(CircuitPageTest)
#include "circuit_page_test.moc"
