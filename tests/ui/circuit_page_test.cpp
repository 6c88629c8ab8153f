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
#include <QSlider>
#include <QTest>

#include "tests/ui/support/test_context.h"
#include "ui/circuit/circuit_canvas.h"

using namespace qstore;
using namespace qstore::ui;

class CircuitPageTest : public QObject {
    Q_OBJECT

    std::unique_ptr<TestContext> m_test;
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
