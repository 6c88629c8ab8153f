// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QFile>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>
#include <memory>

#include "app/workbench/pages.h"
#include "core/base/random.h"
#include "core/circuit/circuit.h"
#include "core/data/csv.h"
#include "core/exchange/bundle.h"
#include "tests/ui/support/test_prompts.h"
#include "ui/circuit/circuit_canvas.h"
#include "ui/window/main_window.h"

using namespace qstore;
using namespace qstore::ui;

namespace {

constexpr int trainingLimitMs = 120000;

/// Two clouds of points that a straight line cannot quite part; a table that ships nowhere.
QByteArray gardenTable() {
    RandomStream random(7, "journey");
    QByteArray text = "height cm;width cm;plant\n";
    for (int i = 0; i < 90; ++i) {
        const bool rose = i % 2 == 0;
        const double height = (rose ? 62.0 : 48.0) + 6.0 * random.normal();
        const double width = (rose ? 21.0 : 33.0) + 4.0 * random.normal();
        text += QByteArray::number(height, 'f', 2).replace('.', ',') + ';' +
                QByteArray::number(width, 'f', 2).replace('.', ',') + ';' + (rose ? "rose" : "tulip") +
                '\n';
    }
    return text;
}

}  // namespace

/// A person's whole way through the real window, by mouse and keyboard: import, draw, train, register,
/// export, predict.
class JourneyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        QFile table(path("garden.csv"));
        QVERIFY(table.open(QIODevice::WriteOnly));
        table.write(gardenTable());
        table.close();
        m_settings = std::make_unique<QSettings>(path("settings.ini"), QSettings::IniFormat);
        QVERIFY(m_session.open(path("garden.qstore")).has_value());
        m_context = std::make_unique<AppContext>(
            AppContext{m_theme, m_prompts, *m_settings, m_navigator, &m_session});
        m_window = std::make_unique<MainWindow>(*m_context, makePages(*m_context, m_training));
        m_window->resize(1280, 860);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    }

    void importsATableWithItsPreview() {
        click("page_data");
        m_prompts.answers << path("garden.csv");
        click("importButton");
        auto* dialog = m_window->findChild<QDialog*>(QStringLiteral("importDialog"));
        QVERIFY(dialog != nullptr);
        auto* accept = dialog->findChild<QPushButton*>(QStringLiteral("importAccept"));
        QTRY_VERIFY(accept->isEnabled());
        QCOMPARE(dialog->findChild<QComboBox*>(QStringLiteral("importDelimiter"))->currentText(),
                 QStringLiteral("Semicolon"));
        QCOMPARE(dialog->findChild<QComboBox*>(QStringLiteral("importTarget"))->currentText(),
                 QStringLiteral("plant"));
        QTest::mouseClick(accept, Qt::LeftButton);
        QTRY_COMPARE(m_session.currentDataset(), QStringLiteral("garden"));
        QCOMPARE(m_session.currentTable()->rows(), std::size_t{90});
        QCOMPARE(m_session.currentTable()->find("height cm")->type, ColumnType::Number);
    }

    void drawsACircuitAndWiresTheColumns() {
        click("page_circuit");
        auto* canvas = child<CircuitCanvas>("circuitCanvas");
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        // A rotation on each wire, its angle bound to a column by a click on the column's name.
        const char* columns[] = {"column_height cm", "column_width cm"};
        QTRY_VERIFY(child<QWidget>(columns[0]) != nullptr && child<QWidget>(columns[0])->isEnabled());
        for (std::size_t wire = 0; wire < 2; ++wire) {
            clickCell(*canvas, {0, wire});
            QTest::keyClick(canvas, Qt::Key_R);
            clickCell(*canvas, {0, wire});
            click(columns[wire]);
        }
        // A controlled X, then a trainable rotation on each wire, named by typing.
        clickCell(*canvas, {1, 0});
        QTest::keyClick(canvas, Qt::Key_C);
        QTest::keyClick(canvas, Qt::Key_Down);
        QTest::keyClick(canvas, Qt::Key_X);
        for (std::size_t wire = 0; wire < 2; ++wire) {
            clickCell(*canvas, {2, wire});
            QTest::keyClick(canvas, Qt::Key_R);
            clickCell(*canvas, {2, wire});
            QTest::keyClick(canvas, Qt::Key_Return);
            auto* editor = child<QLineEdit>("angleEditor");
            QTRY_VERIFY(editor->isVisible());
            QTest::keyClick(editor, Qt::Key_A, Qt::ControlModifier);
            QTest::keyClicks(editor, wire == 0 ? QStringLiteral("a") : QStringLiteral("b"));
            QTest::keyClick(editor, Qt::Key_Return);
        }
        const Circuit& drawn = canvas->document().circuit();
        const CircuitMetrics metrics = circuitMetrics(drawn);
        QCOMPARE(metrics.qubits, std::size_t{2});
        QCOMPARE(metrics.columns, std::size_t{2});
        QCOMPARE(metrics.trainable, std::size_t{2});
        QCOMPARE(metrics.twoQubitGates, std::size_t{1});
        // Undo takes the last edit back, redo brings it again.
        QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(circuitMetrics(canvas->document().circuit()).trainable, std::size_t{1});
        QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(circuitMetrics(canvas->document().circuit()).trainable, std::size_t{2});
    }

    void trainsTheDrawnCircuitLiveAndShowsItsBaselines() {
        click("page_circuit");
        click("trainThisButton");
        QTRY_COMPARE_WITH_TIMEOUT(m_training.state(), TrainingController::State::Done, trainingLimitMs);
        const TrainingSummary& summary = m_training.report()->summary;
        QCOMPARE(m_training.history().back().epoch, summary.epochs);
        QCOMPARE(m_training.trainingSession()->model().spec().circuit.qubits(), std::size_t{2});
        QCOMPARE(m_training.trainingSession()->model().circuitWeightCount(), std::size_t{2});
        // Two weights learn something: more than the most frequent class.
        QVERIFY2(summary.test.accuracy > summary.baselines.front().test.accuracy,
                 qPrintable(QString::number(summary.test.accuracy)));
        const auto* results = child<QTableWidget>("resultsTable");
        QCOMPARE(results->rowCount(), 3);
        QCOMPARE(results->item(1, 0)->text(), QStringLiteral("Majority class"));
        QCOMPARE(results->item(2, 0)->text(), QStringLiteral("Logistic regression"));
    }

    void opensThePipelineToTheValuesOfOneRow() {
        click("pipelineStep_train");
        const auto* values = child<QTreeWidget>("traceValues");
        QVERIFY(values->isVisible());
        QStringList names;
        for (int row = 0; row < values->topLevelItemCount(); ++row)
            names << values->topLevelItem(row)->text(0);
        for (const char* section :
             {"Raw row", "Angles", "State", "Expectation values", "Output", "Loss and gradient"})
            QVERIFY2(names.contains(QString::fromLatin1(section)), section);
    }

    void registersExportsAndPredicts() {
        m_prompts.answers << QStringLiteral("garden");
        click("registerButton");
        click("page_models");
        auto* models = child<QTableView>("modelsTable");
        QCOMPARE(models->model()->rowCount(), 1);
        m_prompts.answers << path("garden.qmodel");
        click("exportModel");
        QTRY_VERIFY_WITH_TIMEOUT(child<QPushButton>("exportModel")->isEnabled(), trainingLimitMs);
        QVERIFY(QFileInfo::exists(path("garden.qmodel")));
        QVERIFY(readBundle(path("garden.qmodel").toStdString()).has_value());
        m_prompts.answers << path("garden.csv");
        click("predictButton");
        QTRY_VERIFY_WITH_TIMEOUT(child<QTableView>("predictionsTable")->isVisible(), trainingLimitMs);
        const auto* predictions = child<QTableView>("predictionsTable")->model();
        QCOMPARE(predictions->rowCount(), 90);
        QCOMPARE(predictions->headerData(1, Qt::Horizontal).toString(), QStringLiteral("True plant"));
        QCOMPARE(predictions->headerData(2, Qt::Horizontal).toString(), QStringLiteral("Predicted plant"));
        int right = 0;
        for (int row = 0; row < 90; ++row) {
            if (predictions->index(row, 1).data() == predictions->index(row, 2).data()) ++right;
        }
        QVERIFY(child<QLabel>("predictionSummary")
                    ->text()
                    .contains(QStringLiteral("%1 of 90 right").arg(right)));
        QVERIFY(!QFileInfo::exists(path("predicted.csv")));
        m_prompts.answers << path("predicted.csv");
        click("savePredictions");
        click("closePredictions");
        const auto predicted = readCsvFile(path("predicted.csv").toStdString());
        QVERIFY(predicted.has_value());
        QCOMPARE(predicted->rows(), std::size_t{90});
        QVERIFY(predicted->columns().size() > 3);
    }

    void verifiesItsLineage() {
        click("verifyModel");
        const auto* lineage = child<QTableWidget>("lineageTable");
        QTRY_VERIFY(lineage->rowCount() > 0 && lineage->item(0, 3)->text() == QLatin1String("matches"));
        for (int row = 0; row < lineage->rowCount(); ++row)
            QCOMPARE(lineage->item(row, 3)->text(), QStringLiteral("matches"));
    }

    void deletingAModelIsUndoneByTheKeyboard() {
        auto* models = child<QTableView>("modelsTable");
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        click("deleteModel");
        QCOMPARE(models->model()->rowCount(), 0);
        QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(models->model()->rowCount(), 1);
    }

    /// After all of this the window still fits a small screen.
    void fitsASmallScreen() {
        for (const Page* page : m_window->pages()) {
            const int width = page->minimumSizeHint().width();
            QVERIFY2(width <= 940, qPrintable(QStringLiteral("%1: %2").arg(page->id()).arg(width)));
        }
        const QSize smallest = m_window->minimumSizeHint();
        QVERIFY2(smallest.width() <= 1024 && smallest.height() <= 700,
                 qPrintable(QStringLiteral("%1 × %2").arg(smallest.width()).arg(smallest.height())));
    }

    void cleanupTestCase() { m_window.reset(); }

private:
    QString path(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }

    template <class Widget>
    Widget* child(const char* name) {
        return m_window->findChild<Widget*>(QString::fromLatin1(name));
    }

    void click(const char* name) {
        auto* button = child<QWidget>(name);
        QVERIFY2(button != nullptr, name);
        QVERIFY2(button->isVisible() && button->isEnabled(), name);
        QTest::mouseClick(button, Qt::LeftButton);
    }

    void clickCell(CircuitCanvas& canvas, Slot slot) {
        QTest::mouseClick(canvas.viewport(), Qt::LeftButton, {}, canvas.cellInViewport(slot).center());
    }

    QTemporaryDir m_folder;
    Theme m_theme;
    TestPrompts m_prompts;
    std::unique_ptr<QSettings> m_settings;
    Navigator m_navigator;
    WorkspaceSession m_session;
    TrainingController m_training{m_session};
    std::unique_ptr<AppContext> m_context;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(JourneyTest)
#include "journey_test.moc"
